#ifndef MATCHING_RULES_FORMS_H
#define MATCHING_RULES_FORMS_H
#include "features/matching/rules.h"

/* Every field of every form of this feature; each form has some of them. What was typed, byte for
 * byte, and what is wrong with it. */
enum match_field { MATCH_F_NEED, MATCH_F_NOTE, MATCH_F_REASON, MATCH_F_SAID, MATCH_F_OUTCOME,
	MATCH_F_SAID_END, MATCH_F_TEXT, MATCH_FIELDS };
extern const char *const match_field_name[MATCH_FIELDS];
enum { MATCH_NOTE_MAX = 500, MATCH_SAID_MAX = 1000, MATCH_TEXT_MAX = 2000 };      /* code points */
struct match_form { struct str typed[MATCH_FIELDS]; struct problem problem[MATCH_FIELDS]; };

/* Each reads its own fields. True: *out may be acted upon; the texts point into what was typed. */
bool match_read_number(struct match_form *form, int64_t *number);
bool match_read_note(struct match_form *form, bool must, struct str *note);
/* Of several notes on one page, the field of that about the solution `which`. */
struct str match_note_name(struct arena *a, struct uuid which);
bool match_read_not_fit(struct match_form *form, enum not_fit *reason, struct str *said);
bool match_read_outcome(struct match_form *form, const char **action, struct str *said);
bool match_read_text(struct match_form *form, struct str *written);

const char *not_fit_word(enum not_fit f);          /* as forms write it: "too-far" */
const char *match_state_name(enum match_state s);  /* for who takes their data along */
const char *outcome_word(size_t i);                /* "helped", "partly", "not_at_all"; then NULL */
#endif
