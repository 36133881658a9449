#ifndef SOLUTIONS_VIEW_ROW_H
#define SOLUTIONS_VIEW_ROW_H
#include "app/page.h"
#include "features/solutions/rules.h"

/* ---- a solution in a line, and in facts (view.c) ---- */

struct solution_row {
	struct uuid ref;
	struct url path;
	struct str name, text;         /* text: its first words, or that they are covered */
	const char *lang;              /* of both, when it is not the page's; NULL */
	struct str theme, place;       /* theme "": the country has none of that slug */
	const char *cost, *state, *state_class;    /* keys, and the class of a tag */
	int64_t evidence;
	int64_t at;                    /* in the catalogue since; before: sent */
	int64_t stale_since;           /* it was not confirmed by then; 0 */
};
struct solution_rows { const struct solution_row *items; size_t len; };
struct solution_row view_solution_row(struct arena *a, const struct page *p,
	const struct solution *s);
struct solution_rows view_solution_rows(struct arena *a, const struct page *p,
	const struct solution *items, size_t len);

/* What we say of it in the language of the page, and what its bearer wrote; either may be "". */
struct solution_fact { const char *label; struct str said, written; const char *lang; };
struct solution_facts { const struct solution_fact *items; size_t len; };
/* A field as it reads; "" when nothing is said. */
struct str solution_say(struct arena *a, const struct page *p, const struct solution_content *c,
	enum solution_field f);
/* All that is said but name, text and what supports it, each with what explains it; what its bearer
 * wrote is in `lang` (enum lang). `practice`: without theme and level of evidence, which stand
 * elsewhere. */
struct solution_facts view_solution_facts(struct arena *a, const struct page *p,
	const struct solution_content *c, int lang, bool practice);
const char *solution_label(enum solution_field f);
const char *solution_word_key(enum solution_field f, size_t place);    /* of a choice */
const char *solution_state_key(enum solution_state s);
const char *solution_evidence_key(int64_t level);
struct option_views solution_options(struct arena *a, const struct page *p, enum solution_field f,
	struct str typed, const char *none);

void part_solution_rows(struct buf *h, const struct page *p, struct solution_rows rows);
void part_solution_stale(struct buf *h, const struct page *p, int64_t since);
#endif
