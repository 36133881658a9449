#ifndef SERVICES_RULES_H
#define SERVICES_RULES_H
#include "features/services/model.h"

/* Decisions about requests and about the members of the collective. Pure. */
enum { REQUEST_TITLE_MAX = 120, REQUEST_NAME_MAX = 120, REQUEST_TEXT_MAX = 3000,
	REQUEST_WORD_MAX = 2000, ACCEPTED_DAYS_MAX = 366, MEMBER_NAME_MAX = 120, MEMBER_ROLE_MAX = 300,
	MEMBER_LINK_MAX = 200, MEMBER_PLACE_MAX = 999 };

/* ---- asking ---- */
enum request_field { REQUEST_F_TITLE, REQUEST_F_BEHALF, REQUEST_F_NAME, REQUEST_F_TEXT,
	REQUEST_FIELDS };
struct request_form { struct str typed[REQUEST_FIELDS]; struct problem problem[REQUEST_FIELDS]; };
extern const char *const request_field_name[REQUEST_FIELDS];
extern const char *const behalf_name[BEHALVES];            /* as forms write it */
/* True: *out may be stored. Its texts point into form->typed. */
bool request_read(struct request_form *form, struct lab_request *out);

/* ---- answering ---- */
enum reply_field { REPLY_F_ACTION, REPLY_F_WORD, REPLY_F_DAY, REPLY_FIELDS };
struct reply_form { struct str typed[REPLY_FIELDS]; struct problem problem[REPLY_FIELDS]; };
extern const char *const reply_field_name[REPLY_FIELDS];
struct reply { const char *action; struct str word; int64_t day; };   /* day: of "accept" */
/* What may be decided in this state: actions of the workflow, ending with NULL. */
const char *const *reply_actions(enum request_state state);
bool reply_read(struct reply_form *form, enum request_state state, int64_t today,
	struct reply *out);

/* ---- time ---- */
/* Days on which the country works; `country` is passed through. */
struct country;
struct open_days {
	bool (*works)(const struct country *c, int64_t day);
	const struct country *country;
};
/* The n-th open day after `day`: until its end an answer is in time. */
int64_t open_day_after(int64_t day, int n, const struct open_days *open);
bool request_is_open(enum request_state state);
bool request_is_late(const struct lab_request *q, int64_t today);

/* ---- members ---- */
enum member_field { MEMBER_F_NAME, MEMBER_F_KIND, MEMBER_F_ROLE, MEMBER_F_ROLE_TOO, MEMBER_F_SINCE,
	MEMBER_F_UNTIL, MEMBER_F_LINK, MEMBER_F_PLACE, MEMBER_FIELDS };
struct member_form { struct str typed[MEMBER_FIELDS]; struct problem problem[MEMBER_FIELDS]; };
extern const char *const member_field_name[MEMBER_FIELDS];
extern const char *const member_kind_name[MEMBER_KINDS];
bool member_read(struct member_form *form, struct lab_member *out);
/* An https address of signs that need no escape, without a name or password in it. */
bool link_is_plain(struct str link);
#endif
