#ifndef AGORA_RULES_FORMS_H
#define AGORA_RULES_FORMS_H
#include "features/agora/rules.h"

/* The forms beside the wizard: what was typed, byte for byte, and what is wrong with it. Each is
 * read whole; the texts of what comes out point into what was typed. */

/* ---- where an answer goes, of somebody who is not signed in ---- */

enum { RECEIVE_NAME_MAX = 40 };
enum receive_field { RECEIVE_F_EMAIL, RECEIVE_F_NAME, RECEIVE_F_CONSENT, RECEIVE_FIELDS };
extern const char *const receive_field_name[RECEIVE_FIELDS];
struct receive_form {
	struct str typed[RECEIVE_FIELDS];
	struct problem problem[RECEIVE_FIELDS];
	bool asks_consent;             /* the need speaks of somebody's health */
};
struct received { struct str email, name; };
bool receive_read(struct receive_form *form, struct received *out);
/* Said of oneself or of a relative, a need tells of somebody's health. */
bool need_tells_health(struct str for_whom);

/* ---- facilitators: all fields of their forms; each form has some of them ---- */

enum work_field {
	WORK_THEME, WORK_FOR, WORK_STAGE, WORK_TERRITORY, WORK_COMMUNE, WORK_AS, WORK_NEED, WORK_SO,
	WORK_NOTE, WORK_DAY, WORK_ANSWER, WORK_NUMBER, WORK_TITLE, WORK_TEXT, WORK_ANSWER_TOO,
	WORK_STANDING, WORK_WAITS_FOR,
	WORK_FIELDS
};
extern const char *const work_field_name[WORK_FIELDS];
struct work_form { struct str typed[WORK_FIELDS]; struct problem problem[WORK_FIELDS]; };
bool work_is_wrong(const struct work_form *form);

/* Of a qualification: what the wizard asks too, for need_named and for reading. */
struct need_form work_need_form(const struct work_form *form);
/* *out: theme, for_whom, stage, territory, commune, formulated. */
bool qualify_read(struct work_form *form, const struct need_named *named, struct need *out);
/* Whose answer is waited for is asked with that standing alone. */
bool stand_read(struct work_form *form, struct stood *out);
bool note_read(struct work_form *form, struct str *note);
bool answer_read(struct work_form *form, struct str *text);
/* "118", "nº 118", "#118". */
bool number_read(struct work_form *form, int64_t *number, struct str *note);
/* Both or neither: half a translation helps nobody. */
struct translated { struct str title, text, answer; };
bool translate_read(struct work_form *form, struct translated *out);
#endif
