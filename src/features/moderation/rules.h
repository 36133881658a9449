#ifndef MODERATION_RULES_H
#define MODERATION_RULES_H
#include "base/field.h"
#include "engines/moderation/rules.h"

/* The forms of moderation: what was typed, byte for byte, and what is wrong with it. Each is read
 * whole; the texts of what comes out point into what was typed. */

enum { WORDS_MAX = 1000 };                             /* code points; pages show them */
enum said_field { SAID_REASON, SAID_TEXT, SAID_FIELDS };
extern const char *const said_field_name[SAID_FIELDS];
struct said_form { struct str typed[SAID_FIELDS]; struct problem problem[SAID_FIELDS]; };

/* Anybody: something is wrong with a text. */
bool report_read(struct said_form *form, struct report *out);
/* A moderator decides: a reason, words, as the verdict wants them. */
bool decide_read(struct said_form *form, enum verdict v, struct decision *out);
/* Its author asks for another look: words. */
bool appeal_read(struct said_form *form, struct str *text);
#endif
