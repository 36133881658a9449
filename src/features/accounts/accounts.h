#ifndef ACCOUNTS_ACCOUNTS_H
#define ACCOUNTS_ACCOUNTS_H
#include "app/app.h"

/* What other features may ask of accounts: for the end of what somebody began signed out, when an
 * answer needs somewhere to go. */

/* Mails a link: whoever has this address comes in by it, whoever has no account gets one, and goes
 * on to `next`, a path of this site. Nothing that is shown tells which. Once too many mails were
 * asked for to this address within the hour, nothing happens and nobody is told. */
struct account_asked {
	struct str email, name;
	bool consents;                 /* that what tells of their health is kept */
	struct str next;
};
enum status account_link_send(struct req *r, const struct account_asked *asked);
#endif
