#ifndef ACCOUNTS_RULES_H
#define ACCOUNTS_RULES_H
#include "base/field.h"
#include "features/accounts/model.h"

/* Decisions about accounts. Pure: what a rule must know comes in, what it decides goes out. */

enum {
	NAME_MAX = 40, PASSWORD_MIN = 12, PASSWORD_MAX = 200,      /* code points */
	FAILURES_AN_HOUR = 10, MAILS_AN_HOUR = 6,
	FRESH_MINUTES = 10,
};

/* All fields of the pages of accounts; each form has some of them. What was typed, byte for byte,
 * and what is wrong with it. */
enum account_field {
	ACCOUNT_EMAIL,
	ACCOUNT_NAME,
	ACCOUNT_KIND,
	ACCOUNT_CONSENT,
	ACCOUNT_PASSWORD,           /* a new one */
	ACCOUNT_CURRENT,            /* the one there is */
	ACCOUNT_LANG,
	ACCOUNT_MAILS,
	ACCOUNT_FOLLOWED,           /* how soon they are written to about what they follow */
	ACCOUNT_WORD,
	ACCOUNT_FIELDS
};
struct account_form { struct str typed[ACCOUNT_FIELDS]; struct problem problem[ACCOUNT_FIELDS]; };
extern const char *const account_field_name[ACCOUNT_FIELDS];
bool account_is_wrong(const struct account_form *form);

/* What a form says once it is accepted; the texts point into it. */
struct account {
	struct str email, name, password, lang;
	enum account_kind kind;
	bool wants_mails;
};

/* Each reads its own fields. True: *out may be acted upon. False: form->problem says why, for all
 * fields at once. */
bool sign_up_read(struct account_form *form, struct account *out);
bool profile_read(struct account_form *form, struct account *out);
bool email_read(struct account_form *form, struct account *out);
bool password_read(struct account_form *form, bool asks_current, struct account *out);
bool erasure_read(struct account_form *form);

/* "patient", "carer"…, as forms write it; -1: no such kind. */
const char *account_kind_word(enum account_kind kind);
int account_kind_of(struct str word);
/* It tells that somebody is ill: kept only with consent. */
bool account_kind_is_health(enum account_kind kind);

/* A path of this site, to go to after signing in: nothing that a browser may read as another
 * site. */
bool path_is_ours(struct str path);

/* ---- how often ---- */
/* The same, or none when its hour is over. */
struct tries tries_at(struct tries t, int64_t now_at);
bool tries_let_password(const struct tries *t);
bool tries_let_mail(const struct tries *t);
/* Signed in so shortly ago that the password need not be asked again. */
bool is_fresh(int64_t opened_at, int64_t now_at);
#endif
