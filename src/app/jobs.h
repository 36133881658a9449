#ifndef APP_JOBS_H
#define APP_JOBS_H
#include "app/site.h"
#include "db/writer.h"

/* Work by the clock: each chore has a row a due date, so that it runs exactly once for each,
 * over restarts and over clocks that jump. A chore whose time passed while the program was off
 * runs once at start, for the latest due date only. */

/* Runs what is due at now_at, through `run`; the app's own chores too. One that fails leaves the
 * others their turn; returns the first failure. */
typedef enum status jobs_run_fn(void *arg, struct job *job);
enum status jobs_run(const struct site *s, jobs_run_fn *run, void *arg, int64_t now_at,
	struct error *e);

/* A thread that does so every few seconds; it also writes down sessions that were seen. */
struct keeper;
struct keeper *keeper_start(struct site *s);
void keeper_stop(struct keeper *k);
void keeper_seen(struct keeper *k, struct uuid session_tag, int64_t at);     /* from any thread */
int64_t keeper_last_turn(const struct keeper *k);         /* ms UTC; for /readyz */
#endif
