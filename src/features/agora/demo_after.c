/* What happens between needs of the demonstration once all are there: merges, reports. */
#include "features/agora/demo_inside.h"
#include "engines/graph/graph.h"
#include "engines/moderation/past.h"

static enum status merge_one(struct making *m, const struct demo_all *all,
	const struct field *f)
{
	struct str into_id = field_get(f, "merged_into");
	const struct field *into_f = demo_named(all, into_id);
	struct need into;
	if (!into_f || !demo_need_get(m->tx, demo_ref(m->d, into_f), &into)
		|| !demo_need_get(m->tx, demo_ref(m->d, f), &m->n))
		return fail(tx_error(m->tx), BROKEN, "needs.txt: a merge with what is not there");
	int64_t days = demo_number(f, "days_ago"), other = demo_number(into_f, "days_ago");
	struct need from = m->n;
	m->n.state = NEED_MERGED;
	m->n.merged_into = into.id;
	m->n.changed_at = demo_moment(m->d, (days < other ? days : other) * 4 / 5);
	TRY(demo_need_set(m->tx, &m->n));
	TRY(count_add(m->tx, (int64_t)from.state, -1));
	TRY(count_add(m->tx, NEED_MERGED, 1));
	struct uuid by = demo_hand(m, ROLE_FACILITATOR);
	TRY(demo_event(m->tx, by, m->n.changed_at, &(struct event){ .what = "agora.merged",
		.kind = AGORA_NEED, .id = from.id, .from = (int)from.state, .to = NEED_MERGED }));
	struct moderated about = need_moderated(&from);
	TRY(decision_insert(m->tx, &about, &(struct decision){ .at = m->n.changed_at, .by = by,
		.action = STR("merge"), .text = field_get(f, "reason"), .other = into.id }));
	TRY(support_carry(m->tx, from.id, into.id));
	TRY(graph_link(m->tx, &(struct edge){ EDGE_JOINED, { AGORA_NEED, from.id },
		{ AGORA_NEED, into.id }, m->n.changed_at }));
	TRY(demo_tell_merged(m, &into, by));
	return act_words(m->tx, &m->n);
}

static enum status report_one(struct making *m, const struct demo_all *all,
	const struct field *f)
{
	const struct field *about = demo_named(all, field_get(f, "need"));
	if (!about || !demo_need_get(m->tx, demo_ref(m->d, about), &m->n))
		return fail(tx_error(m->tx), BROKEN, "reports.txt: a report of what is not there");
	return past_report(m->tx, m->d, &(struct past_reported){ m->people, need_moderated(&m->n),
		(int)m->n.state, m->n.state == NEED_HELD }, f);
}

enum status demo_after(struct making *m, const struct demo_all *all)
{
	for (size_t i = 0; i < all->len; i++)
		if (field_get(all->items[i].f, "merged_into").len)
			TRY(merge_one(m, all, all->items[i].f));
	struct str rest = demo_file("reports.txt");
	struct demo_block b;
	while (demo_block_next(tx_arena(m->tx), &rest, &b))
		if (field_get(b.fields, "need").len)
			TRY(report_one(m, all, b.fields));
	return OK;
}
