#ifndef TEAM_STORE_H
#define TEAM_STORE_H
#include "db/db.h"

/* The log as administrators read it: newest first. Everything returned lives in the arena of the
 * tx. */
struct log_row {
	int64_t seq, at;
	struct uuid persona;           /* none: the platform itself */
	struct str what;
	int kind;                      /* with id: of which object; 0 */
	int64_t id;
	int from, to;
};
struct log_rows { struct log_row *items; size_t len; int64_t next; };   /* next 0: the last page */

enum { LOG_PAGE = 50 };
/* Those before `before` (0: the newest) whose name begins with `what` ("" = all). It looks at so
 * many rows at most, so that a rare name costs no more than a usual one: a page may be short, or
 * empty, and still have a next. */
struct log_asked { int64_t before; struct str what; };
enum status log_list(struct tx *tx, const struct log_asked *asked, struct log_rows *out);

/* The newest seal; n 0: there is none yet. */
struct log_seal_row { int64_t n, events, at; };
enum status log_newest_seal(struct tx *tx, struct log_seal_row *out);
#endif
