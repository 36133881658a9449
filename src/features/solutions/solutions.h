#ifndef SOLUTIONS_SOLUTIONS_H
#define SOLUTIONS_SOLUTIONS_H
#include "app/app.h"
#include "features/solutions/view_row.h"

/* What other features may ask of solutions. What is returned lives in the arena of the request, or
 * of the tx; of what is public alone. */

/* ---- for matching ---- */

/* Bits: whom it is for; at which stages, 1 << (stage − 1) of the agora's stages, all of them for
 * "at any time"; in which languages; what makes it easy to reach. */
enum { MATCHABLE_PATIENTS = 1, MATCHABLE_CARERS = 2, MATCHABLE_PROFESSIONALS = 4,
	MATCHABLE_EVERYONE = 8 };
enum { MATCHABLE_ANY_STAGE = 255 };
enum { MATCHABLE_FR = 1, MATCHABLE_EN = 2 };               /* then ar es pt tr ro ru uk zh lsf */
enum { MATCHABLE_INTERPRETER = 1 << 8 };                   /* the others in the order of rules.c */
struct solution_matchable {
	int64_t id;
	struct uuid ref, bearer;       /* bearer: persona; none once they have left */
	int lang;                      /* enum lang of name and text */
	struct str name, text;
	struct str theme, territory;   /* territory "": everywhere */
	struct str town;               /* place_of_kept; "": none, or not said */
	unsigned publics, stages, languages, access;
	int cost;                      /* COST_FREE, COST_REIMBURSED, COST_PAID */
	int evidence;                  /* 0–5 */
	int64_t fresh_at;              /* last said to be right */
	bool is_stale;
};
struct solution_matchables { struct solution_matchable *items; size_t len; };
/* All in the catalogue, where suspended and retired ones are not, by id from behind `after_id` (0:
 * the first) on; at most `max`. Copies of texts: a scorer needs no tx. */
enum status solutions_matchable(struct tx *tx, int64_t after_id, size_t max,
	struct solution_matchables *out);
/* The same, the first `max` of them, without a word of theirs (name and text ""): for who filters
 * before reading. */
enum status solutions_facts(struct tx *tx, size_t max, struct solution_matchables *out);
/* Those of one bearer, the newest first; at most `max`. */
enum status solutions_borne(struct tx *tx, struct uuid bearer, size_t max,
	struct solution_matchables *out);
/* One of them. False, and the tx goes on: it is not public. */
bool solution_matchable(struct tx *tx, int64_t id, struct solution_matchable *out);
bool solution_matchable_ref(struct tx *tx, struct uuid which, struct solution_matchable *out);

/* ---- the demonstration ---- */

struct demo;
/* The solution of demo/solutions.txt with this id; its row is there once `solutions` has made its
 * part. None: there is no such id. */
struct uuid solutions_demo_ref(struct arena *a, const struct demo *d, struct str id);
#endif
