#ifndef SOLUTIONS_RULES_H
#define SOLUTIONS_RULES_H
#include "base/arena.h"
#include "features/solutions/model.h"

/* Decisions about solutions. Pure. */

enum { SOLUTION_DRAFT_DAYS = 180, SOLUTION_DRAFTS_MAX = 20, FRESH_DAYS = 365, TOLD_DAYS_BEFORE = 30,
	DECISION_TEXT_MAX = 500 };

/* ---- what is asked of each field ---- */

enum solution_shape { SHAPE_LINE, SHAPE_TEXT, SHAPE_ONE, SHAPE_MANY, SHAPE_THEME, SHAPE_PLACE,
	SHAPE_TOWN };
struct solution_rule {
	const char *name;              /* in forms, and in demo/solutions.txt */
	enum solution_step step;
	enum solution_shape shape;
	bool required;
	int64_t min, max;              /* of texts, code points */
	const char *const *words;      /* of choices; ends with NULL */
};
extern const struct solution_rule solution_rules[SOLUTION_FIELDS];

/* What a request, or a block of the demonstration, says of one field. Of several choices: each as
 * "access-phone", or all in one as "phone,no-internet"; what is no choice is left out. */
struct str solution_typed(struct arena *a, const struct field *fields, enum solution_field f);

/* What the country says of a form: rules know none. */
struct solution_named {
	bool theme, territory;
	struct str town;               /* as it is kept; "": none is meant, or several */
};
/* Reads the fields of one step; SOLUTION_STEP_REVIEW: of all. True: *out holds what may be stored.
 * Texts point into form->typed. */
bool solution_read(struct solution_form *form, const struct solution_named *named,
	enum solution_step step, struct solution_content *out);
void solution_write(struct arena *a, const struct solution_content *c, struct solution_form *out);
bool solution_form_is_empty(const struct solution_form *form);

/* The words of a decision. `required` as solution_decision_asks. */
struct problem solution_decision_read(struct str typed, bool required, struct str *out);

/* A translation of name and text: both, or neither. True: *out may be stored. */
struct translation_form { struct str name, text; struct problem name_wrong, text_wrong; };
bool solution_translation_read(struct translation_form *form, struct solution_translation *out);

const char *solution_step_word(enum solution_step s);              /* "quoi", in paths */
enum solution_step solution_step_read(struct str word);            /* SOLUTION_STEP_WHAT if none */
const char *solution_state_name(enum solution_state s);            /* "listed" */
enum solution_state solution_state_read(struct str name);          /* 0: none of that name */
/* "free" → COST_FREE; "treatment" → its bit; "3" → 3. False: no such word. */
bool solution_cost_read(struct str word, int64_t *out);
bool solution_stage_read(struct str word, int64_t *out);
bool solution_evidence_read(struct str word, int64_t *out);

/* ---- its life ---- */

bool solution_is_public(enum solution_state s);            /* in the catalogue */
/* It was public, and still says at its address what became of it. */
bool solution_has_page(const struct solution *s);
int solution_audience(const struct solution *s);           /* follows state and listed_at */
/* More is said, and proven, than an idea: it may be documented. */
bool solution_may_be_documented(const struct solution *s);
/* The actions of the workflow, and of a new version, that need words. */
bool solution_decision_asks(struct str action);
/* Does what a notice said ("solutions.notice.listed") still hold? */
bool solution_notice_holds(enum solution_state now, struct str what);
int64_t solution_stale_at(const struct solution *s);       /* 0: it is not public */
bool solution_is_stale(const struct solution *s, int64_t now_at);
int64_t solution_draft_kept_until(const struct solution_draft *d);

/* "/solutions/{ref}-{slug}", and the step of a draft: "/solutions/nouvelle/{ref}/quoi". */
struct str solution_path(struct arena *a, const struct solution *s);
struct str solution_draft_path(struct arena *a, struct uuid draft, enum solution_step step);
#endif
