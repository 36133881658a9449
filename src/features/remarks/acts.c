#include "features/remarks/acts.h"
#include "app/person.h"
#include "engines/delivery/delivery.h"
#include "features/remarks/rules.h"
#include "features/remarks/store.h"

static const struct transition remark_transitions[] = {
	{ "group",  REMARK_NEW,     REMARK_GROUPED,  BY_TEAM,     "remarks.grouped" },
	{ "answer", REMARK_GROUPED, REMARK_ANSWERED, BY_PLATFORM, "remarks.answered" },
	{ 0 },
};
const struct workflow remark_workflow = {
	.name = "remark", .kind = REMARKS_REMARK, .transitions = remark_transitions,
	.move = remark_move,
};

#define TO(action, state, event, a, b, c) \
	{ action, a, state, BY_TEAM, event }, { action, b, state, BY_TEAM, event }, \
	{ action, c, state, BY_TEAM, event }, { "edit", state, state, BY_TEAM, "remarks.edited" }
static const struct transition group_transitions[] = {
	TO("open", GROUP_OPEN, "remarks.opened", GROUP_PLANNED, GROUP_DONE, GROUP_DECLINED),
	TO("plan", GROUP_PLANNED, "remarks.planned", GROUP_OPEN, GROUP_DONE, GROUP_DECLINED),
	TO("finish", GROUP_DONE, "remarks.done", GROUP_OPEN, GROUP_PLANNED, GROUP_DECLINED),
	TO("decline", GROUP_DECLINED, "remarks.declined", GROUP_OPEN, GROUP_PLANNED, GROUP_DONE),
	{ 0 },
};
const struct workflow group_workflow = {
	.name = "remark_group", .kind = REMARKS_GROUP, .transitions = group_transitions,
	.move = group_move,
};

enum { IN_A_HANDLER = 20, IN_A_CHORE = 100 };

enum status remark_leave(struct req *r, const struct remark *said)
{
	struct remark m = *said;
	m.persona = r->who->persona;
	m.owner = who_owner(r->who);
	m.at = r->now_at;
	return remark_add(r->tx, r->who, &m);
}

/* ---- telling ---- */

static enum status mark_told(struct tx *tx, const struct remark *m, const struct remark_group *g)
{
	struct who platform = who_team(ROLE_ADMIN);
	if (m->state == REMARK_GROUPED)
		TRY(workflow_fire(tx, &remark_workflow,
			&(struct subject){ m->id, (int)m->state, m->persona }, &platform, "answer"));
	return remark_set_told(tx, m->id, g->answered_at);
}

enum status group_tell(struct tx *tx, const struct site *site, const struct remark_group *g,
	size_t max, bool *more)
{
	struct remarks untold;
	struct uuid last = { 0 };
	TRY(remark_list_untold(tx, g->id, g->answered_at, max, &untold));
	for (size_t i = 0; i < untold.len; i++) {
		const struct remark *m = &untold.items[i];
		TRY(mark_told(tx, m, g));
		bool is_new = !uuid_is_none(m->persona) && !uuid_eq(m->persona, last);
		last = m->persona;
		if (is_new)
			TRY(notice_send(tx, site, m->persona, &(struct notice){
				WORD("remarks.notice.answered"), REMARKS_GROUP, g->id }));
	}
	*more = untold.len == max;
	return *more || !g->is_telling ? OK : group_set_telling(tx, g->id, false);
}

enum status remarks_tell(struct tx *tx, const struct site *site, bool *more)
{
	struct remark_group g;
	*more = false;
	if (!group_to_tell(tx, &g))
		return tx_error(tx)->status;
	TRY(group_tell(tx, site, &g, IN_A_CHORE, more));
	*more = true;              /* of this group, or of another one: the next round sees */
	return OK;
}

/* ---- the team ---- */

enum status remark_sort(struct req *r, const struct remark *m, const struct remark_group *into)
{
	bool more;
	TRY(workflow_fire(r->tx, &remark_workflow,
		&(struct subject){ m->id, (int)m->state, m->persona }, r->who, "group"));
	TRY(remark_set_group(r->tx, m->id, into->id));
	return into->answered_at ? group_tell(r->tx, r->site, into, IN_A_HANDLER, &more) : OK;
}

/* A new state is news; better words for the same state are not. */
enum status group_answer(struct req *r, const struct remark_group *before,
	const struct remark_group *after)
{
	struct remark_group g = *after;
	bool more, is_news = before->answered_at == 0 || before->state != after->state;
	g.id = before->id;
	g.answered_at = !group_is_answered(after) ? 0 : is_news ? r->now_at : before->answered_at;
	g.is_telling = g.answered_at && (is_news || before->is_telling);
	TRY(workflow_fire(r->tx, &group_workflow,
		&(struct subject){ before->id, (int)before->state, { { 0 } } }, r->who,
		group_action(before->state, after->state)));
	TRY(group_set(r->tx, &g));
	return g.is_telling ? group_tell(r->tx, r->site, &g, IN_A_HANDLER, &more) : OK;
}
