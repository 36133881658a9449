#ifndef SOLUTIONS_TEST_MADE_H
#define SOLUTIONS_TEST_MADE_H
#include "features/solutions/acts.h"
#include "test_site.h"

/* Solutions for tests, by the acts themselves. */

/* A form that may be sent: everything that is asked, evidence of level 3. */
struct solution_form form_made(const char *name);
/* Sent by `by`; then, step by step, up to `state` by w->flo: SOLUTION_LISTED and so on. */
struct uuid solution_made(struct world *w, const struct browser *by, enum solution_state state);
struct uuid named_solution_made(struct world *w, const struct browser *by,
	enum solution_state state, struct solution_form form);
/* One step by a facilitator, in the database. */
enum status solution_acted(struct world *w, const struct browser *by, struct uuid ref,
	const char *action, const char *text);
struct uuid draft_made(struct world *w, const struct browser *by);     /* "Brouillon" */
const char *path_to(struct world *w, const char *head, struct uuid ref, const char *tail);
#endif
