/* The thread that minds the clock: chores, and sessions that were seen. */
#include "app/jobs.h"
#include "base/clock.h"
#include "base/log.h"
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

enum { TURN_S = 2, SEEN_MAX = 1024 };

struct seen { struct uuid tag; int64_t at; };
struct keeper {
	struct site *site;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool stopping;
	struct seen seen[SEEN_MAX];
	size_t seen_len;
	_Atomic int64_t last_turn;
};

void keeper_seen(struct keeper *k, struct uuid tag, int64_t at)
{
	pthread_mutex_lock(&k->lock);
	bool known = false;
	for (size_t i = 0; i < k->seen_len && !known; i++)
		if ((known = uuid_eq(k->seen[i].tag, tag)))
			k->seen[i].at = at;
	if (!known && k->seen_len < SEEN_MAX)
		k->seen[k->seen_len++] = (struct seen){ tag, at };
	pthread_mutex_unlock(&k->lock);
}

struct touching { struct seen *items; size_t len; };

static enum status touch(struct tx *tx, void *arg)
{
	const struct touching *t = arg;
	for (size_t i = 0; i < t->len; i++)
		TRY(session_touch(tx, t->items[i].tag, t->items[i].at));
	return OK;
}

static enum status run_here(void *arg, struct job *job)
{
	struct keeper *k = arg;
	return writer_run(k->site->writer, job);
}

static void write_down_seen(struct keeper *k, int64_t now_at)
{
	struct seen seen[SEEN_MAX];
	struct touching t = { seen, 0 };
	pthread_mutex_lock(&k->lock);
	t.len = k->seen_len;
	memcpy(seen, k->seen, t.len * sizeof *seen);
	k->seen_len = 0;
	pthread_mutex_unlock(&k->lock);
	if (t.len == 0)
		return;
	struct arena *a = arena_create();
	struct error e = { 0 };
	struct job job = { .run = touch, .arg = &t, .arena = a, .error = &e, .now_at = now_at };
	writer_run(k->site->writer, &job);
	arena_destroy(a);
}

static bool wait_a_turn(struct keeper *k)
{
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += TURN_S;
	pthread_mutex_lock(&k->lock);
	int rc = 0;
	while (!k->stopping && rc == 0)
		rc = pthread_cond_timedwait(&k->wake, &k->lock, &until);
	bool on = !k->stopping;
	pthread_mutex_unlock(&k->lock);
	return on;
}

static void *keeper_main(void *arg)
{
	struct keeper *k = arg;
	struct place first;
	place_search(STR("a"), &first, 1);       /* builds the index of places before anybody waits */
	do {
		struct error e = { 0 };
		int64_t now_at = clock_now();
		write_down_seen(k, now_at);
		if (jobs_run(k->site, run_here, k, now_at, &e) != OK)
			log_line(LOG_ERROR, "%s", e.text);
		k->last_turn = now_at;
	} while (wait_a_turn(k));
	write_down_seen(k, clock_now());
	return NULL;
}

struct keeper *keeper_start(struct site *s)
{
	struct keeper *k = calloc(1, sizeof *k);
	if (!k)
		abort();
	k->site = s;
	pthread_condattr_t steady;
	pthread_condattr_init(&steady);
	pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
	pthread_cond_init(&k->wake, &steady);
	pthread_condattr_destroy(&steady);
	pthread_mutex_init(&k->lock, NULL);
	if (pthread_create(&k->thread, NULL, keeper_main, k) != 0)
		abort();
	return k;
}

void keeper_stop(struct keeper *k)
{
	if (!k)
		return;
	pthread_mutex_lock(&k->lock);
	k->stopping = true;
	pthread_cond_signal(&k->wake);
	pthread_mutex_unlock(&k->lock);
	pthread_join(k->thread, NULL);
	pthread_mutex_destroy(&k->lock);
	pthread_cond_destroy(&k->wake);
	free(k);
}

int64_t keeper_last_turn(const struct keeper *k)
{
	return k->last_turn;
}
