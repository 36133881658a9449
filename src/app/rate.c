#include "app/rate.h"
#include <pthread.h>
#include <stdlib.h>

/* Tokens come back one every `every_ms`; at most `burst` are kept. Whole hospitals and town halls
 * share one address: the figures leave room for fifty people behind it, but for signing in. */
static const struct { int burst, every_ms; } limits[] = {
	[RATE_READ]    = { 600, 20 },
	[RATE_WRITE]   = { 60, 1000 },
	[RATE_SIGN_IN] = { 20, 30000 },
	[RATE_SEARCH]  = { 120, 250 },
	[RATE_EXPORT]  = { 20, 5000 },
	[RATE_FREE]    = { 0, 0 },
};

/* A bucket says when it will be full again: one number a key, nothing to refill. */
struct bucket { struct uuid key; enum rate rate; int64_t full_at; };
enum { SHARDS = 16, BUCKETS = 2048, WAYS = 4 };
struct shard { pthread_mutex_t lock; struct bucket buckets[BUCKETS]; };
struct rates { struct shard shards[SHARDS]; };

struct rates *rates_create(void)
{
	struct rates *r = calloc(1, sizeof *r);
	if (!r)
		abort();
	for (int i = 0; i < SHARDS; i++)
		pthread_mutex_init(&r->shards[i].lock, NULL);
	return r;
}

void rates_destroy(struct rates *r)
{
	for (int i = 0; r && i < SHARDS; i++)
		pthread_mutex_destroy(&r->shards[i].lock);
	free(r);
}

static uint64_t hash_of(const struct uuid *key, enum rate rate)
{
	uint64_t h = 1469598103934665603u ^ (uint64_t)rate;
	for (size_t i = 0; i < sizeof key->b; i++)
		h = (h ^ key->b[i]) * 1099511628211u;
	return h ^ h >> 29;
}

/* Its place, or that of the one nearest to being full, which knows least. */
static struct bucket *find(struct shard *s, uint64_t hash, struct uuid key, enum rate rate)
{
	struct bucket *set = &s->buckets[(hash >> 8) % (BUCKETS / WAYS) * WAYS], *oldest = set;
	for (int i = 0; i < WAYS; i++) {
		if (set[i].rate == rate && uuid_eq(set[i].key, key))
			return &set[i];
		if (set[i].full_at < oldest->full_at)
			oldest = &set[i];
	}
	*oldest = (struct bucket){ .key = key, .rate = rate };
	return oldest;
}

int rate_take(struct rates *r, enum rate rate, struct uuid key, int64_t now_at)
{
	if (!r || limits[rate].burst == 0 || uuid_is_none(key))
		return 0;
	uint64_t hash = hash_of(&key, rate);
	struct shard *s = &r->shards[hash % SHARDS];
	int64_t each = limits[rate].every_ms, room = each * limits[rate].burst;
	pthread_mutex_lock(&s->lock);
	struct bucket *b = find(s, hash, key, rate);
	int64_t full_at = (b->full_at > now_at ? b->full_at : now_at) + each;
	int64_t over = full_at - now_at - room;
	if (over <= 0)
		b->full_at = full_at;
	pthread_mutex_unlock(&s->lock);
	return over <= 0 ? 0 : (int)((over + 999) / 1000);
}
