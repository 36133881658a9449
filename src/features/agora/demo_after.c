/* What happens between needs of the demonstration once all are there: merges, reports. */
#include "features/agora/demo_inside.h"
#include "engines/graph/graph.h"

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
	return act_words(m->tx, &m->n);
}

static enum reason reason_named(struct str name, enum report_reason *reason)
{
	static const struct { const char *name; enum report_reason report; enum reason reason; }
		all[] = {
		{ "privacy", REPORT_PRIVACY, REASON_PRIVACY },
		{ "advertising", REPORT_ADVERT, REASON_ADVERT },
		{ "wrong", REPORT_MEDICAL, REASON_MEDICAL }, { "hurtful", REPORT_ABUSE, REASON_ABUSE },
		{ "danger", REPORT_DANGER, REASON_OTHER },
	};
	*reason = REPORT_OTHER;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (str_eq(name, str_view(all[i].name))) {
			*reason = all[i].report;
			return all[i].reason;
		}
	return REASON_OTHER;
}

/* Those of the last days still wait; the others were put aside a day later. */
static enum status report_one(struct making *m, const struct demo_all *all,
	const struct field *f)
{
	enum { STILL_OPEN = 4 };
	struct str id = field_get(f, "need");
	const struct field *about = demo_named(all, id);
	const struct demo_person *by = demo_person_named(m->people, field_get(f, "by"));
	if (!by || !about || !demo_need_get(m->tx, demo_ref(m->d, about), &m->n))
		return fail(tx_error(m->tx), BROKEN, "reports.txt: a report of what is not there");
	struct who who = who_of(&by->person);
	struct moderated need = need_moderated(&m->n);
	struct report r = { .text = field_get(f, "text"), .persona = who.persona };
	enum reason reason = reason_named(field_get(f, "reason"), &r.reason);
	int64_t days = demo_number(f, "days_ago");
	bool added;
	r.at = demo_moment(m->d, days);
	TRY(report_insert(m->tx, &need, &r, report_tag(m->tx, m->d->site, &who, need.key), &added));
	TRY(demo_event(m->tx, r.persona, r.at, &(struct event){ .what = "moderation.reported",
		.kind = MODERATION_REPORTS, .id = m->n.id }));
	struct covered covered = country_covered(&m->d->site->country);
	enum lane lane = lane_of_report(r.reason);
	TRY(queue_put(m->tx, &need, &(struct queue_new){ .rules = RULE_REPORT, .lane = lane,
		.at = r.at, .due_at = lane_due(lane, r.at, &covered) }));
	if (days <= STILL_OPEN || m->n.state == NEED_HELD)
		return OK;
	struct uuid moderator = demo_hand(m, ROLE_MODERATOR);
	int64_t at = demo_moment(m->d, days - 1);
	TRY(demo_event(m->tx, moderator, at, &(struct event){ .what = "moderation.dismissed",
		.kind = AGORA_NEED, .id = m->n.id, .from = (int)m->n.state, .to = (int)m->n.state }));
	TRY(decision_insert(m->tx, &need, &(struct decision){ .at = at, .by = moderator,
		.action = STR("dismiss"), .reason = reason }));
	return queue_close(m->tx, need.key);
}

enum status demo_after(struct making *m, const struct demo_all *all)
{
	for (size_t i = 0; i < all->len; i++)
		if (field_get(all->items[i].f, "merged_into").len)
			TRY(merge_one(m, all, all->items[i].f));
	struct str rest = demo_file("reports.txt");
	struct demo_block b;
	while (demo_block_next(tx_arena(m->tx), &rest, &b))
		TRY(report_one(m, all, b.fields));
	return OK;
}
