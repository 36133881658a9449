#ifndef DB_WRITER_H
#define DB_WRITER_H
#include "db/group.h"

/* The writer thread of a zone: takes what waits, runs it as one group, answers after the fsync.
 * While one group waits for the disk the next one gathers: nothing is ever delayed on purpose. */
struct work {
	struct job job;
	void (*done)(struct work *w);      /* writer thread, when job.status is final */
	struct work *next;                 /* the writer's */
};

struct writer;
enum { WRITER_QUEUE = 4096 };
/* Takes over `db`. When a COMMIT fails with an unknown outcome the process ends at once, with
 * exit code 70, and nobody of that group is answered. */
struct writer *writer_start(struct db *db);
/* Gives the work away until `done`. False: the queue is full, the work is still the caller's. */
bool writer_push(struct writer *w, struct work *work);
/* Pushes and waits: for commands and jobs, never on a loop. Returns job->status; BUSY: the queue is
 * full. */
enum status writer_run(struct writer *w, struct job *job);
void writer_stop(struct writer *w);        /* finishes what waits; gives `db` back */
/* After this group, empties the log file into the database: what was erased is gone from both. */
void writer_truncate_soon(struct writer *w);

struct writer_figures { int64_t jobs, groups, reruns, refused, checkpoints, slowest_us, waiting; };
/* Since the start; from any thread. */
struct writer_figures writer_figures(struct writer *w);
#endif
