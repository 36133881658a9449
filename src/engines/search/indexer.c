/* The indexer: round after round, on a thread of its own. */
#include "engines/search/round.h"
#include "base/clock.h"
#include "base/log.h"
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

enum status indexer_run(struct db *reader, struct db *derived, struct error *e)
{
	for (bool more = true; more;) {
		struct hands h = { reader, derived, arena_create(), e, true };
		struct round *round = NEW(h.arena, struct round, 1);
		enum status s = round_carry(&h, round);
		more = round_is_more(round);
		arena_destroy(h.arena);
		TRY(s);
	}
	return OK;
}

/* ---- the thread ---- */

/* It looks every 100 ms, more seldom when nothing comes, and at once when it is woken. A large
 * index is packed at most every ten minutes, a small one at once. */
enum { WAIT_MS = 100, WAIT_MOST_MS = 800, LARGE = 20000, PACK_EVERY_MS = 600000,
	TROUBLE_MS = 5000 };

struct indexer {
	struct arena *arena;               /* its own memory */
	struct db *reader, *derived;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t woken;
	bool stopping, called;             /* under the lock */
	_Atomic int64_t behind;
	bool large;
	int64_t packed_at;                 /* ms of a clock that only goes forward */
};

static int64_t ticks_ms(void)
{
	return clock_ticks() / 1000;
}

static enum status turn(struct indexer *ix, bool *more)
{
	struct error e = { 0 };
	bool may_pack = !ix->large || ticks_ms() - ix->packed_at >= PACK_EVERY_MS;
	struct hands h = { ix->reader, ix->derived, arena_create(), &e, may_pack };
	struct round *round = NEW(h.arena, struct round, 1);
	enum status s = round_carry(&h, round);
	*more = s == OK && round_is_more(round);
	if (round->dirty == TO_PACK && may_pack && !*more)
		ix->packed_at = ticks_ms();
	ix->large = round->docs > LARGE;
	atomic_store(&ix->behind, round->behind);
	arena_destroy(h.arena);
	if (s != OK)
		log_line(LOG_ERROR, "search index: %s", e.text);
	return s;
}

/* False: it is to end. */
static bool wait_for(struct indexer *ix, int64_t ms, bool *called)
{
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += ms / 1000;
	until.tv_nsec += ms % 1000 * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	pthread_mutex_lock(&ix->lock);
	int rc = 0;
	while (!ix->stopping && !ix->called && rc == 0)
		rc = pthread_cond_timedwait(&ix->woken, &ix->lock, &until);
	*called = ix->called;
	ix->called = false;
	bool go_on = !ix->stopping;
	pthread_mutex_unlock(&ix->lock);
	return go_on;
}

static void *run(void *arg)
{
	struct indexer *ix = arg;
	int64_t wait = WAIT_MS;
	bool more = false, called = false;
	do {
		bool came = called;
		enum status s;
		do {
			s = turn(ix, &more);
			came |= more;
		} while (more);
		wait = came ? WAIT_MS : wait * 2 > WAIT_MOST_MS ? WAIT_MOST_MS : wait * 2;
		wait = s == OK ? wait : TROUBLE_MS;
	} while (wait_for(ix, wait, &called));
	return NULL;
}

/* Ends what was begun; gives NULL. */
static struct indexer *give_up(struct indexer *ix)
{
	db_close(ix->reader);
	db_close(ix->derived);
	arena_destroy(ix->arena);
	return NULL;
}

struct indexer *indexer_start(const char *database, const char *search, struct error *e)
{
	struct arena *a = arena_create();
	struct indexer *ix = NEW(a, struct indexer, 1);
	ix->arena = a;
	ix->packed_at = ticks_ms() - PACK_EVERY_MS;
	ix->reader = db_open(database, DB_READ, e);
	ix->derived = ix->reader ? db_open(search, DB_DERIVED, e) : NULL;
	if (!ix->derived || search_prepare(ix->derived, e) != OK)
		return give_up(ix);
	pthread_condattr_t attributes;
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&ix->woken, &attributes);
	pthread_condattr_destroy(&attributes);
	pthread_mutex_init(&ix->lock, NULL);
	if (pthread_create(&ix->thread, NULL, run, ix) != 0) {
		fail(e, BROKEN, "no thread for the search index");
		return give_up(ix);
	}
	return ix;
}

void indexer_stop(struct indexer *ix)
{
	if (!ix)
		return;
	pthread_mutex_lock(&ix->lock);
	ix->stopping = true;
	pthread_cond_signal(&ix->woken);
	pthread_mutex_unlock(&ix->lock);
	pthread_join(ix->thread, NULL);
	pthread_cond_destroy(&ix->woken);
	pthread_mutex_destroy(&ix->lock);
	give_up(ix);
}

void indexer_wake(struct indexer *ix)
{
	pthread_mutex_lock(&ix->lock);
	ix->called = true;
	pthread_cond_signal(&ix->woken);
	pthread_mutex_unlock(&ix->lock);
}

int64_t indexer_lag(const struct indexer *ix)
{
	return atomic_load(&ix->behind);
}
