#ifndef SOLUTIONS_ACTS_H
#define SOLUTIONS_ACTS_H
#include "app/app.h"
#include "engines/workflow/workflow.h"
#include "features/solutions/store.h"

/* What changes solutions: rows, event, words for search and notices, in the caller's tx. Each asks
 * whether it may be: FORBIDDEN, it is not theirs; CONFLICT, not from this state. */
extern const struct workflow solution_workflow;
struct subject solution_subject(const struct solution *s);
/* What the country says of a form. */
struct solution_named solution_named(struct arena *a, const struct country *c,
	const struct solution_form *form);

/* ---- its bearer ---- */

/* A new one, a returned one again, or a new version of one that was published: *out is the
 * solution. INVALID: the form has problems. */
enum status solution_send(struct tx *tx, const struct site *site, const struct who *who,
	const struct solution_draft *d, struct solution *out);
/* May its bearer write it anew? Not while it waits, nor when it is retired. */
bool solution_may_edit(const struct solution *s, struct uuid persona);
/* The draft in which it is written anew, made from it when there is none yet. */
enum status solution_edit(struct tx *tx, const struct who *who, const struct solution *s,
	struct uuid *draft);
/* "It is still right." */
enum status solution_confirm(struct tx *tx, const struct who *who, const struct solution *s);

/* ---- the team ---- */

/* A step of the workflow with its words; *s becomes what it is then. Its bearer takes part in
 * "retire" alone. INVALID: words are asked for and missing. */
/* read_at: sent_at of what was read, 0 where nothing is claimed; CONFLICT when another is there. */
struct solution_deed { const char *action; struct str text; int64_t read_at; };
enum status solution_act(struct tx *tx, const struct site *site, const struct who *who,
	struct solution *s, const struct solution_deed *deed);
/* May this step be offered? Pure: pages ask it for buttons. */
bool solution_may_act(const struct solution *s, const struct who *who, const char *action);
/* A new version that was sent: "publish" or "refuse". NOT_FOUND: none waits. */
enum status solution_decide_version(struct tx *tx, const struct site *site, const struct who *who,
	struct solution *s, const struct solution_deed *deed);

/* Its name and text in another language, or, both "", none any more. FORBIDDEN: not a facilitator,
 * or their own. CONFLICT: it is not public. INVALID: its own language. */
enum status solution_set_translation(struct tx *tx, const struct who *who, const struct solution *s,
	enum lang lang, const struct solution_translation *t);

/* The words of a public solution, for those who search; of another, none. */
enum status solution_put_words(struct tx *tx, const struct solution *s);
/* The chore `solutions.review`: tells bearers of what grows stale in a month, and of what is. */
enum status solutions_review(struct tx *tx, const struct site *site, bool *more);
#endif
