#ifndef ACCOUNTS_STORE_H
#define ACCOUNTS_STORE_H
#include "db/db.h"
#include "features/accounts/model.h"

/* Tries at rest, by the tag of an address. */

/* Of the hour that runs now; all zero when there was none. */
enum status tries_find(struct tx *tx, struct uuid address_tag, struct tries *out);
enum status tries_put(struct tx *tx, struct uuid address_tag, const struct tries *t);
enum status tries_forget(struct tx *tx, struct uuid address_tag);
/* Those whose hour is over, a slice at a time. */
enum status tries_purge(struct tx *tx, bool *more);
#endif
