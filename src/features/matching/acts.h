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

/* By the solution's bearer, who sees nobody: the team reads it first. CONFLICT: thought of already,
 * or too many of theirs wait. */
enum { BEARER_WAITING_MAX = 10, MESSAGES_OF_ONE_MAX = 200, UNDER_WAY_MAX = 20 };
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
enum status match_write(struct req *r, const struct match *m, struct str text);
/* The chore: proposals that nobody answered for sixty days. */
enum status matching_expire(struct tx *tx, const struct site *site, bool *more);
#endif
