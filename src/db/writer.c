#include "db/writer.h"
#include "base/clock.h"
#include "base/log.h"
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

/* A group ends after about 8 ms of work, so that the first in it does not wait long for the last.
 * The disk's time does not count: where syncs are slow, groups must be large.
 * Checkpoints run after the answers have left: at 500 pages when idle, by force at 4,000
 * (measured: best tail; more waits for the disk, less syncs too often). */
enum { GROUP_US = 8000, GROUP_MAX = 256, CHECKPOINT_IDLE = 500, CHECKPOINT_FORCE = 4000,
	EACH_US = 500, EACH_OF = 8, EXIT_BROKEN = 70 };

struct writer {
	struct db *db;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t came;
	struct work *first, **last;
	int64_t waiting;
	bool stopping, truncate;
	struct writer_figures figures;         /* under the lock */
	int64_t each_us;               /* a job of late, without the wait for the disk */
};

/* ---- the queue ---- */

bool writer_push(struct writer *w, struct work *work)
{
	work->next = NULL;
	pthread_mutex_lock(&w->lock);
	bool room = w->waiting < WRITER_QUEUE && !w->stopping;
	if (room) {
		*w->last = work;
		w->last = &work->next;
		w->waiting++;
		if (w->waiting == 1)
			pthread_cond_signal(&w->came);
	} else {
		w->figures.refused++;
	}
	pthread_mutex_unlock(&w->lock);
	return room;
}

/* Waits until there is something to do. *ended: nothing is, and nothing will come. */
static struct work *take(struct writer *w, size_t max, size_t *taken, bool *ended)
{
	pthread_mutex_lock(&w->lock);
	while (!w->first && !w->stopping && !w->truncate)
		pthread_cond_wait(&w->came, &w->lock);
	struct work *list = w->first, **end = &list;
	for (*taken = 0; *end && *taken < max; ++*taken)
		end = &(*end)->next;
	w->first = *end;
	*end = NULL;
	if (!w->first)
		w->last = &w->first;
	w->waiting -= (int64_t)*taken;
	*ended = !list && w->stopping;
	pthread_mutex_unlock(&w->lock);
	return list;
}

/* ---- one group ---- */

static void run_group(struct writer *w, struct work *list, size_t n)
{
	struct job *jobs[GROUP_MAX];
	struct work *work = list;
	for (size_t i = 0; i < n; i++, work = work->next)
		jobs[i] = &work->job;
	int64_t start = clock_ticks();
	if (db_group(w->db, jobs, n) == BROKEN) {
		log_line(LOG_ERROR, "the database failed at a commit, stopping: nobody was told that"
			" it was saved (%s)", jobs[0]->error->text);
		_exit(EXIT_BROKEN);              /* crash-only: the next start recovers */
	}
	int64_t took = clock_ticks() - start;
	pthread_mutex_lock(&w->lock);
	int64_t each = (took - db_commit_us(w->db)) / (int64_t)n + 1;
	w->each_us += (each - w->each_us) / EACH_OF;
	w->figures.jobs += (int64_t)n;
	w->figures.groups++;
	if (took > w->figures.slowest_us)
		w->figures.slowest_us = took;
	pthread_mutex_unlock(&w->lock);
}

static void deliver(struct work *list)
{
	for (struct work *next; list; list = next) {
		next = list->next;               /* done() may free it */
		list->done(list);
	}
}

static void tidy(struct writer *w)
{
	pthread_mutex_lock(&w->lock);
	bool idle = !w->first, truncate = w->truncate;
	w->truncate = false;
	pthread_mutex_unlock(&w->lock);
	if (truncate) {
		struct error e = { 0 };
		if (db_checkpoint_all(w->db, &e) != OK)
			writer_truncate_soon(w);     /* a reader is inside: after the next group */
		return;
	}
	if (db_wal_pages(w->db) < (idle ? CHECKPOINT_IDLE : CHECKPOINT_FORCE))
		return;
	db_checkpoint(w->db);
	pthread_mutex_lock(&w->lock);
	w->figures.checkpoints++;
	pthread_mutex_unlock(&w->lock);
}

static size_t group_size(const struct writer *w)
{
	int64_t n = GROUP_US / (w->each_us + 1);
	return n < 1 ? 1 : n > GROUP_MAX ? GROUP_MAX : (size_t)n;
}

static void *writer_main(void *arg)
{
	struct writer *w = arg;
	for (;;) {
		size_t n;
		bool ended;
		struct work *list = take(w, group_size(w), &n, &ended);
		if (ended)
			return NULL;
		if (list) {
			run_group(w, list, n);
			deliver(list);               /* the answers leave first, then we tidy up */
		} else {
			usleep(1000);                /* woken to empty the log while a reader was inside */
		}
		tidy(w);
	}
}

/* ---- from outside ---- */

struct writer *writer_start(struct db *db)
{
	struct writer *w = calloc(1, sizeof *w);
	if (!w)
		abort();
	w->db = db;
	w->each_us = EACH_US;
	w->last = &w->first;
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->came, NULL);
	if (pthread_create(&w->thread, NULL, writer_main, w) != 0)
		abort();
	return w;
}

void writer_stop(struct writer *w)
{
	if (!w)
		return;
	pthread_mutex_lock(&w->lock);
	w->stopping = true;
	pthread_cond_signal(&w->came);
	pthread_mutex_unlock(&w->lock);
	pthread_join(w->thread, NULL);
	pthread_mutex_destroy(&w->lock);
	pthread_cond_destroy(&w->came);
	free(w);
}

void writer_truncate_soon(struct writer *w)
{
	pthread_mutex_lock(&w->lock);
	w->truncate = !w->stopping;
	pthread_cond_signal(&w->came);
	pthread_mutex_unlock(&w->lock);
}

struct writer_figures writer_figures(struct writer *w)
{
	pthread_mutex_lock(&w->lock);
	struct writer_figures f = w->figures;
	f.waiting = w->waiting;
	pthread_mutex_unlock(&w->lock);
	return f;
}

/* ---- waiting for one job ---- */

struct awaited {
	struct work work;              /* first: done() gets its address */
	pthread_mutex_t lock;
	pthread_cond_t ready;
	bool is_done;
};

static void awaited_done(struct work *work)
{
	struct awaited *a = (struct awaited *)work;
	pthread_mutex_lock(&a->lock);
	a->is_done = true;
	pthread_cond_signal(&a->ready);
	pthread_mutex_unlock(&a->lock);
}

enum status writer_run(struct writer *w, struct job *job)
{
	struct awaited a = { .work = { .job = *job, .done = awaited_done } };
	pthread_mutex_init(&a.lock, NULL);
	pthread_cond_init(&a.ready, NULL);
	if (writer_push(w, &a.work)) {
		pthread_mutex_lock(&a.lock);
		while (!a.is_done)
			pthread_cond_wait(&a.ready, &a.lock);
		pthread_mutex_unlock(&a.lock);
		job->status = a.work.job.status;
	} else {
		job->status = fail(job->error, BUSY, "the writer's queue is full");
	}
	pthread_mutex_destroy(&a.lock);
	pthread_cond_destroy(&a.ready);
	return job->status;
}
