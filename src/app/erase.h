#ifndef APP_ERASE_H
#define APP_ERASE_H
#include "db/db.h"

/* Whoever leaves takes all their words along, however many: in slices, so that nobody else waits
 * for it. */
enum { ERASE_SLICE = 100 };        /* objects, or rows, of one kind in one go */

/* Runs a sentence that names, by $1, whose rows and, by $2, how many of them at the most:
 *   DELETE FROM t WHERE id IN (SELECT id FROM t WHERE persona = $1 ORDER BY id LIMIT $2)
 * *more becomes true when it may have left some; it must find fewer when it runs again. */
enum status erase_rows(struct tx *tx, const char *sql, struct uuid whose, bool *more);
#endif
