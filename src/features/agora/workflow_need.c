/* Who may move a need from where to where. What follows from a move stands in acts_need.c. */
#include "features/agora/workflow_need.h"
#include "features/agora/store_write.h"

enum { BY_LEADER = BY_FACILITATOR | BY_MODERATOR };

/* clang-format off */
const struct transition need_transitions[] = {
	/* what is held */
	{ "approve",           NEED_HELD,      NEED_PUBLISHED, BY_MODERATOR, "agora.approved" },
	{ "restore_qualified", NEED_HELD,      NEED_QUALIFIED, BY_MODERATOR, "agora.approved" },
	{ "restore_in_work",   NEED_HELD,      NEED_IN_WORK,   BY_MODERATOR, "agora.approved" },
	{ "restore_answered",  NEED_HELD,      NEED_ANSWERED,  BY_MODERATOR, "agora.approved" },
	{ "restore_resolved",  NEED_HELD,      NEED_RESOLVED,  BY_MODERATOR, "agora.approved" },
	{ "restore_dormant",   NEED_HELD,      NEED_DORMANT,   BY_MODERATOR, "agora.approved" },
	{ "return",            NEED_HELD,      NEED_RETURNED,  BY_MODERATOR, "agora.returned" },
	{ "reject",            NEED_HELD,      NEED_REJECTED,  BY_MODERATOR, "agora.rejected" },
	{ "restore",           NEED_REJECTED,  NEED_PUBLISHED, BY_MODERATOR, "agora.approved" },
	{ "resubmit",          NEED_RETURNED,  NEED_HELD,      BY_AUTHOR,    "agora.resubmitted" },
	{ "hold",              NEED_PUBLISHED, NEED_HELD,      BY_MODERATOR, "agora.held" },
	{ "hold",              NEED_QUALIFIED, NEED_HELD,      BY_MODERATOR, "agora.held" },
	{ "hold",              NEED_IN_WORK,   NEED_HELD,      BY_MODERATOR, "agora.held" },
	{ "hold",              NEED_ANSWERED,  NEED_HELD,      BY_MODERATOR, "agora.held" },
	{ "hold",              NEED_RESOLVED,  NEED_HELD,      BY_MODERATOR, "agora.held" },
	{ "hold",              NEED_DORMANT,   NEED_HELD,      BY_MODERATOR, "agora.held" },
	/* the way of a need */
	{ "qualify", NEED_PUBLISHED, NEED_QUALIFIED, BY_FACILITATOR, "agora.qualified" },
	{ "qualify", NEED_QUALIFIED, NEED_QUALIFIED, BY_FACILITATOR, "agora.qualified" },
	{ "qualify", NEED_IN_WORK,   NEED_IN_WORK,   BY_FACILITATOR, "agora.qualified" },
	{ "take_up", NEED_QUALIFIED, NEED_IN_WORK,   BY_FACILITATOR, "agora.taken_up" },
	{ "take_up", NEED_ANSWERED,  NEED_IN_WORK,   BY_FACILITATOR, "agora.taken_up" },
	{ "answer",  NEED_PUBLISHED, NEED_ANSWERED,  BY_FACILITATOR, "agora.answered" },
	{ "answer",  NEED_QUALIFIED, NEED_ANSWERED,  BY_FACILITATOR, "agora.answered" },
	{ "answer",  NEED_IN_WORK,   NEED_ANSWERED,  BY_FACILITATOR, "agora.answered" },
	{ "resolve", NEED_IN_WORK,   NEED_RESOLVED,  BY_AUTHOR | BY_PLATFORM, "agora.resolved" },
	{ "resolve", NEED_ANSWERED,  NEED_RESOLVED,  BY_AUTHOR | BY_PLATFORM, "agora.resolved" },
	{ "reopen",  NEED_RESOLVED,  NEED_PUBLISHED, BY_AUTHOR | BY_FACILITATOR, "agora.reopened" },
	/* under another, taken back */
	{ "merge",    NEED_PUBLISHED, NEED_MERGED,    BY_LEADER, "agora.merged" },
	{ "merge",    NEED_QUALIFIED, NEED_MERGED,    BY_LEADER, "agora.merged" },
	{ "merge",    NEED_IN_WORK,   NEED_MERGED,    BY_LEADER, "agora.merged" },
	{ "merge",    NEED_ANSWERED,  NEED_MERGED,    BY_LEADER, "agora.merged" },
	{ "merge",    NEED_DORMANT,   NEED_MERGED,    BY_LEADER, "agora.merged" },
	{ "withdraw", NEED_HELD,      NEED_WITHDRAWN, BY_AUTHOR, "agora.withdrawn" },
	{ "withdraw", NEED_RETURNED,  NEED_WITHDRAWN, BY_AUTHOR, "agora.withdrawn" },
	{ "withdraw", NEED_REJECTED,  NEED_WITHDRAWN, BY_AUTHOR, "agora.withdrawn" },
	{ "withdraw", NEED_PUBLISHED, NEED_WITHDRAWN, BY_AUTHOR, "agora.withdrawn" },
	{ "withdraw", NEED_QUALIFIED, NEED_WITHDRAWN, BY_AUTHOR, "agora.withdrawn" },
	{ "withdraw", NEED_IN_WORK,   NEED_WITHDRAWN, BY_AUTHOR, "agora.withdrawn" },
	{ "withdraw", NEED_ANSWERED,  NEED_WITHDRAWN, BY_AUTHOR, "agora.withdrawn" },
	{ "withdraw", NEED_RESOLVED,  NEED_WITHDRAWN, BY_AUTHOR, "agora.withdrawn" },
	{ "withdraw", NEED_DORMANT,   NEED_WITHDRAWN, BY_AUTHOR, "agora.withdrawn" },
	{ "withdraw", NEED_MERGED,    NEED_WITHDRAWN, BY_AUTHOR, "agora.withdrawn" },
	/* asleep, and awake again */
	{ "archive", NEED_PUBLISHED, NEED_DORMANT,   BY_PLATFORM, "agora.archived" },
	{ "archive", NEED_QUALIFIED, NEED_DORMANT,   BY_PLATFORM, "agora.archived" },
	{ "archive", NEED_IN_WORK,   NEED_DORMANT,   BY_PLATFORM, "agora.archived" },
	{ "archive", NEED_ANSWERED,  NEED_DORMANT,   BY_PLATFORM, "agora.archived" },
	{ "renew",   NEED_DORMANT,   NEED_PUBLISHED, BY_AUTHOR | BY_FACILITATOR, "agora.renewed" },
	{ "renew",   NEED_PUBLISHED, NEED_PUBLISHED, BY_AUTHOR, "agora.renewed" },
	{ "renew",   NEED_QUALIFIED, NEED_QUALIFIED, BY_AUTHOR, "agora.renewed" },
	{ "renew",   NEED_IN_WORK,   NEED_IN_WORK,   BY_AUTHOR, "agora.renewed" },
	{ "renew",   NEED_ANSWERED,  NEED_ANSWERED,  BY_AUTHOR, "agora.renewed" },
	{ 0 },
};
/* clang-format on */

const struct workflow need_workflow = {
	.name = "need", .kind = AGORA_NEED, .transitions = need_transitions, .move = need_move,
};

struct subject need_subject(const struct need *n)
{
	return (struct subject){ .id = n->id, .state = (int)n->state, .persona = n->persona };
}

const char *need_action(const struct need *n, const char *action)
{
	static const char *const restore[NEED_STATES] = {
		[NEED_QUALIFIED] = "restore_qualified", [NEED_IN_WORK] = "restore_in_work",
		[NEED_ANSWERED] = "restore_answered", [NEED_RESOLVED] = "restore_resolved",
		[NEED_DORMANT] = "restore_dormant",
	};
	bool comes_back = strcmp(action, "approve") == 0 && restore[n->held_from];
	return comes_back ? restore[n->held_from] : action;
}

bool need_may(const struct need *n, const struct who *who, const char *action)
{
	struct subject s = need_subject(n);
	const struct transition *t = workflow_may(&need_workflow, &s, who, need_action(n, action));
	return t && ((t->by & BY_AUTHOR) || need_may_decide(n, who->persona));
}
