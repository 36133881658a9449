#ifndef SOLUTIONS_THREAD_H
#define SOLUTIONS_THREAD_H
#include "engines/graph/graph.h"
#include "features/solutions/store.h"

/* What became of a solution, the oldest first: its public steps, and the needs that `who` walked to
 * in `graph` from it. In the arena of the tx. */
enum status solution_thread(struct tx *tx, const struct solution *s, const struct graph *graph,
	struct told_steps *out);
#endif
