#ifndef APP_DEMO_H
#define APP_DEMO_H
#include "app/jobs.h"

/* The demonstration: people who do not exist, made by a seeded generator. The same seed and the
 * same `now_at` give the same bytes: ids, refs, times and texts all come from here. */
struct demo {
	const struct site *site;
	uint64_t seed;             /* state of the generator */
	int64_t scale;             /* how many times the sixty needs */
	int64_t step;              /* slices already made by this feature; 0 at first */
	int64_t now_at, today;
	int64_t done, total;       /* for the progress bar */
};
uint64_t demo_random(struct demo *d);                       /* xorshift64* */
uint64_t demo_below(struct demo *d, uint64_t n);            /* 0 … n − 1; 0 for n = 0 */
struct uuid demo_uuid(struct demo *d, int64_t at);          /* shaped as v7; at 0: as v4 */
/* A text of demo/, whole; "" when there is none of that name. */
struct str demo_file(const char *name);
/* Blocks of "key: value" lines, one after the other; values may go on over indented lines.
 * Takes the next one off *rest; its values stay inside that text. False: none is left. */
struct demo_block { struct field *fields; };
bool demo_block_next(struct arena *a, struct str *rest, struct demo_block *out);

/* A step of the past, as if it had been written then. */
struct event;
enum status demo_event(struct tx *tx, struct uuid persona, int64_t at, const struct event *e);

/* The people of demo/people.txt, in the order of the file; made before any feature's demo.
 * BROKEN: they are not there. In the arena of the tx. */
struct demo_person { struct str name; struct person person; };
struct demo_people { struct demo_person *items; size_t len; };
enum status demo_people(struct tx *tx, struct demo *d, struct demo_people *out);
/* NULL: no such name. */
const struct demo_person *demo_person_named(const struct demo_people *all, struct str name);
/* Somebody of this role, but not `but`. None: there is nobody. */
struct uuid demo_somebody(struct demo *d, const struct demo_people *all, unsigned role,
	struct uuid but);
/* Some time of that day, before now. */
int64_t demo_moment(struct demo *d, int64_t days_ago);

/* Makes everything, in slices on the writer. CONFLICT: the site is not empty. */
struct demo_order {
	uint64_t seed;
	int64_t scale, now_at;
	void (*say)(void *arg, int64_t done, int64_t total);       /* progress; NULL */
	void *arg;
	jobs_run_fn *run;                                          /* one job on the writer */
	void *run_arg;
};
enum status demo_make(const struct site *s, const struct demo_order *order, struct error *e);
#endif
