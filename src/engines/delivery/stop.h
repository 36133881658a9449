#ifndef ENGINES_DELIVERY_STOP_H
#define ENGINES_DELIVERY_STOP_H
#include "base/secret.h"

/* The link at the foot of a mail that ends mails of its kind, for whoever has the mail: no sign-in
 * (RFC 8058). The token is persona and purpose, encrypted by our key, as two UUIDs; it is stored
 * nowhere, tells nobody whose it is, and is the same in every mail of that purpose. */
enum stop_what {
	STOP_ALL = 1,          /* all mails about news */
	STOP_FOLLOWED = 2      /* those about what they follow */
};
struct stop_token { struct uuid masked, tag; };
struct stop_token stop_token(const struct keys *k, struct uuid persona, enum stop_what what);
/* False: we made no such token. It may be that of a persona that is gone. */
bool stop_open(const struct keys *k, const struct stop_token *t, struct uuid *persona,
	enum stop_what *what);
#endif
