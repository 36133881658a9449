#ifndef APP_ACCESS_H
#define APP_ACCESS_H
#include "db/db.h"

/* Who asks, and what they may see. The same answer for pages, lists, counts, search and export:
 * it is one text of SQL, written here and nowhere else. */
enum role {
	ROLE_MEMBER = 1,           /* whoever is signed in */
	ROLE_FACILITATOR = 2,      /* qualifies needs, answers for the institute */
	ROLE_MODERATOR = 4,        /* decides what is held */
	ROLE_ADMIN = 8,            /* roles, mail, log */
	ROLE_TEAM = ROLE_FACILITATOR | ROLE_MODERATOR | ROLE_ADMIN
};

/* Column `audience` of an object table: who sees the row. Its author always does. */
enum audience { AUDIENCE_ALL, AUDIENCE_MEMBERS, AUDIENCE_TEAM, AUDIENCE_AUTHOR };

struct who {
	unsigned roles;            /* 0: nobody is signed in */
	enum audience sees;        /* the widest audience they belong to */
	int64_t person;            /* for app only; 0: nobody */
	struct uuid persona;       /* what others see of them; none: nobody */
	struct uuid visitor;       /* of a browser where nobody is signed in; none: no cookie yet */
};

/* Whose a draft or a form key is: the persona, or the browser. */
static inline struct uuid who_owner(const struct who *who)
{
	return who->roles ? who->persona : who->visitor;
}

/* What a browser has begun becomes theirs. `same_hands`: that browser asked for the link and opens
 * it. Otherwise somebody else may have written there: nothing is done in their name unseen.
 * `address`: the address_tag of who signs in. What waits for another address stays: several people
 * may share a browser. */
struct adoption { struct uuid visitor; bool same_hands; struct uuid address; };

/* True for the rows of `t` that may be seen. `t` is an object table, or its alias: it has columns
 * persona and audience. Uses $1 and $2, which VISIBLE_BINDS fills: binds of your own start at $3.
 * tools/check-sql refuses a SELECT from an object table without it, unless it says why. */
#define VISIBLE_TO(t) \
	"((" t ".audience <= $1 OR " t ".persona = $2) AND NOT EXISTS" \
	" (SELECT 1 FROM app_block WHERE app_block.persona = " t ".persona AND app_block.blocked = $2))"
#define VISIBLE_BINDS(who) i64((who)->sees), ref((who)->persona)
#endif
