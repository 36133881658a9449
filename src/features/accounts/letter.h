#ifndef ACCOUNTS_LETTER_H
#define ACCOUNTS_LETTER_H
#include "app/site.h"

/* The mails of this feature. None says more than that somebody wants to come in here. */
enum letter_kind {
	LETTER_CONFIRM,        /* a sign-up: the address is to be confirmed */
	LETTER_KNOWN,          /* a sign-up with an address that has an account */
	LETTER_SIGN_IN,
	LETTER_BEGUN,          /* what was begun signed out goes on by it: known address or not */
	LETTER_UNKNOWN,        /* a sign-in with an address that has none */
	LETTER_PASSWORD,       /* the password has changed */
};
struct letter {
	enum letter_kind kind;
	struct str to;
	enum lang lang;
	struct uuid token;     /* of the link; none where there is none */
};
enum status letter_send(struct tx *tx, const struct site *site, const struct letter *l);
#endif
