#ifndef MATCHING_ACTS_H
#define MATCHING_ACTS_H
#include "app/app.h"
#include "engines/workflow/workflow.h"
#include "features/matching/model.h"

/* What people do with a match. Each act writes state, event, words, notices and the thread in the
 * caller's tx. FORBIDDEN, CONFLICT as workflow_fire. */
extern const struct workflow match_workflow;
bool match_may(const struct match *m, const struct who *who, const char *action);
/* The same, told: FORBIDDEN, it is not theirs; CONFLICT, not from its state. */
enum status match_must(struct req *r, const struct match *m, const char *action);

/* One of the two is not public any more, or nothing is to answer the need: nothing begins or goes
 * on between them; an outcome may still be said. */
bool match_is_stopped(struct req *r, const struct match *m);

/* By the solution's bearer, who sees nobody: the team reads it first. That the team has thought of
 * the two before does not show. *m becomes what is known of them. CONFLICT: they know of the two
 * already, or have suggested too many in a week. */
enum { BEARER_A_WEEK_MAX = 10, UNDER_WAY_MAX = 20, MESSAGES_OF_ONE_MAX = 200,
	MESSAGES_A_DAY_MAX = 30 };
enum status match_suggest(struct req *r, struct match *m);
/* By the team, of what the scorer or a bearer suggested: proposed to the need's author, or not. */
enum status match_decide(struct req *r, struct match *m, bool proposes);
/* By the need's author, who has found the solution themselves: open at once, with their words as
 * the first message. *m becomes what is known of the two. FORBIDDEN: not theirs, or on both sides.
 * CONFLICT: they write to each other already, or too many of theirs are under way. */
bool match_may_ask(const struct match *known, const struct who *who);
enum status match_ask(struct req *r, struct match *m, struct str text);
/* By the need's author. */
enum status match_answer(struct req *r, struct match *m, const char *action);
/* Either side, while it is open or being tried. FORBIDDEN: neither. CONFLICT: not any more. */
enum status match_may_write(struct req *r, const struct match *m);
/* The key of a problem with {n} = *max when who asks has written enough, in all or for a day; NULL:
 * they may write. */
const char *match_too_many(struct req *r, const struct match *m, int64_t *max);
enum status match_write(struct req *r, const struct match *m, struct str text);
/* The chore: proposals that nobody answered for sixty days. */
enum status matching_expire(struct tx *tx, const struct site *site, bool *more);
/* For struct feature: what is under way ends, the other side is told, and their words go. */
enum status matching_leave(struct tx *tx, const struct site *site, const struct who *who,
	bool *more);
#endif
