#ifndef ENGINES_WORKFLOW_WORKFLOW_H
#define ENGINES_WORKFLOW_WORKFLOW_H
#include "app/event.h"

/* States that change as declared, each change with its event, in one tx.
 *
 *   static const struct transition transitions[] = {
 *       { "withdraw", OPEN, WITHDRAWN, BY_AUTHOR | BY_MODERATOR, "help.withdrawn" }, { 0 } };
 *   const struct workflow help_workflow = { "help", KIND, transitions, help_move };
 *   …
 *   TRY(workflow_fire(r->tx, &help_workflow, &subject, r->who, "withdraw"));
 */
enum {
	BY_AUTHOR = 1, BY_FACILITATOR = 2, BY_MODERATOR = 4, BY_ADMIN = 8, BY_PLATFORM = 16,
	BY_TEAM = BY_FACILITATOR | BY_MODERATOR | BY_ADMIN
};

struct transition { const char *action; int from, to; unsigned by; const char *event; };
struct workflow {
	const char *name;
	int kind;                                 /* of the objects it moves */
	const struct transition *transitions;     /* ends with action NULL */
	/* Writes the state of one row; CONFLICT unless it was `from`. */
	enum status (*move)(struct tx *tx, int64_t id, int from, int to);
};
struct subject { int64_t id; int state; struct uuid persona; };

/* The transition that this person may take from here, or NULL. Pure: pages ask it for buttons. */
const struct transition *workflow_may(const struct workflow *w, const struct subject *s,
	const struct who *who, const char *action);

/* FORBIDDEN: not theirs. CONFLICT: not from this state. */
enum status workflow_fire(struct tx *tx, const struct workflow *w, const struct subject *s,
	const struct who *who, const char *action);
#endif
