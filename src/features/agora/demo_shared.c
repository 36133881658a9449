/* A need of the demonstration with its past: moments, hands, steps, rows, voices. */
#include "features/agora/demo_inside.h"
#include "engines/delivery/past.h"
#include <assert.h>

enum { MINUTE_MS = 60000, HOUR_MS = 3600000 };

struct uuid demo_hand(const struct making *m, unsigned role)
{
	return demo_somebody(m->d, m->people, role, m->n.persona);
}

struct past *demo_step(struct making *m, int64_t at, struct uuid by, const char *what,
	enum need_state to)
{
	assert(m->len < PAST_MAX);
	at = at > m->n.changed_at ? at : m->n.changed_at + MINUTE_MS;
	m->n.changed_at = at < m->d->now_at ? at : m->d->now_at;
	struct past *p = &m->past[m->len++];
	*p = (struct past){ .at = m->n.changed_at, .by = by, .what = what, .from = (int)m->n.state,
		.to = (int)to };
	m->n.state = to;
	return p;
}

void demo_publish(struct making *m, bool first)
{
	demo_step(m, m->n.created_at, m->n.persona, "agora.submitted",
		first ? NEED_HELD : NEED_PUBLISHED);
	if (first)
		demo_step(m, m->n.created_at + (1 + (int64_t)demo_below(m->d, 6)) * HOUR_MS,
			demo_hand(m, ROLE_MODERATOR), "agora.approved", NEED_PUBLISHED)->action = "approve";
	m->n.published_at = m->n.changed_at;
}

static enum status follow(struct making *m, struct uuid persona, int64_t at)
{
	return past_follow(m->tx, m->d, persona, (struct object_key){ AGORA_NEED, m->n.id }, at);
}

enum status demo_store(struct making *m)
{
	TRY(need_insert(m->tx, &m->n));
	TRY(demo_need_set(m->tx, &m->n));
	struct moderated about = need_moderated(&m->n);
	for (size_t i = 0; i < m->len; i++) {
		const struct past *p = &m->past[i];
		TRY(demo_event(m->tx, p->by, p->at, &(struct event){ .what = p->what,
			.kind = AGORA_NEED, .id = m->n.id, .from = p->from, .to = p->to }));
		if (p->action || p->text.len)
			TRY(decision_insert(m->tx, &about, &(struct decision){ .at = p->at, .by = p->by,
				.action = p->action ? str_view(p->action) : STR("resolve"), .reason = p->reason,
				.text = p->text, .other = p->other }));
	}
	m->len = 0;
	return follow(m, m->n.persona, m->n.created_at);
}

/* ---- voices ---- */

/* Who of the people says "moi aussi" as number `i`; NULL: somebody who has left since. */
static const struct person *voice_of(const struct making *m, int64_t i)
{
	enum { SOME = 12 };
	size_t people = m->people->len, at = ((size_t)m->n.ref.b[15] + (size_t)i) % people;
	const struct person *p = &m->people->items[at].person;
	bool may = i < SOME && !(p->roles & ROLE_TEAM) && !uuid_eq(p->persona, m->n.persona);
	return may ? p : NULL;
}

enum status demo_supported(struct making *m, int64_t from, int64_t len)
{
	int64_t end = need_shelf(m->n.state) == SHELF_NONE ? m->n.changed_at
		: m->joined_until ? m->joined_until : m->d->now_at;
	int64_t span = (end - m->n.published_at) / (m->n.supports > 0 ? m->n.supports : 1);
	for (int64_t i = from; i < from + len; i++) {
		const struct person *p = voice_of(m, i);
		struct who who = p ? who_of(p) : (struct who){ 0 };
		struct voice v = act_voice(m->tx, m->d->site, &who, m->n.id, "support");
		v.tag = p ? v.tag : demo_uuid(m->d, 0);
		/* A thousandth of the span: another ms of `now` must not move it far. */
		v.at = m->n.published_at + i * span + span * (int64_t)demo_below(m->d, 1000) / 1000;
		TRY(demo_support(m->tx, &v));
		if (p)
			TRY(follow(m, p->persona, v.at));
	}
	return OK;
}
