#ifndef APP_RATE_H
#define APP_RATE_H
#include "app/app.h"

/* How often one key (an address, a person) may ask: token buckets in memory, one set for the
 * process, locked by shard. The table has a fixed size; when it is full the oldest go. */
struct rates;
struct rates *rates_create(void);
void rates_destroy(struct rates *r);
/* 0: go ahead. Otherwise: seconds until it is worth trying again. */
int rate_take(struct rates *r, enum rate rate, struct uuid key, int64_t now_at);
#endif
