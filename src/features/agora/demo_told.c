/* What was told of a need of the demonstration while it lived: as acts_shared.c tells it. */
#include "engines/delivery/past.h"
#include "features/agora/demo_inside.h"

/* What its author is told, and who follows it. `gone`: nobody else sees it any more. */
static const struct told { const char *event, *author, *followers; bool gone; } told[] = {
	{ "agora.approved", WORD("agora.notice.approved"), WORD("agora.notice.approved"), false },
	{ "agora.returned", WORD("agora.notice.returned"), NULL, false },
	{ "agora.rejected", WORD("agora.notice.rejected"), NULL, false },
	{ "agora.held", WORD("agora.notice.held_back"), NULL, false },
	{ "agora.qualified", WORD("agora.notice.qualified"), WORD("agora.notice.qualified"), false },
	{ "agora.taken_up", WORD("agora.notice.taken_up"), WORD("agora.notice.taken_up"), false },
	{ "agora.promised", WORD("agora.notice.promised"), WORD("agora.notice.promised"), false },
	{ "agora.answered", WORD("agora.notice.answered"), WORD("agora.notice.answered"), false },
	{ "agora.resolved", WORD("agora.notice.resolved"), WORD("agora.notice.resolved"), false },
	{ "agora.withdrawn", WORD("agora.notice.withdrawn"), WORD("agora.news.withdrawn"), true },
	{ "agora.archive_noticed", WORD("agora.notice.archive_soon"), NULL, false },
	{ "agora.archived", WORD("agora.notice.archived"), WORD("agora.news.archived"), false },
};

static enum status tell_followers(struct making *m, const struct told *t,
	const struct event_row *e)
{
	struct news news = { .notice = { t->followers, AGORA_NEED, m->n.id }, .doer = e->persona,
		.told = { m->n.persona } };
	if (!t->followers)
		return OK;
	return t->gone ? past_news_gone(m->tx, m->d, &news, e->at)
		: past_news(m->tx, m->d, &news, e->at);
}

static enum status tell_author(struct making *m, const struct told *t, const struct event_row *e)
{
	struct notice notice = { t->author, AGORA_NEED, m->n.id };
	if (m->n.formulation != FORMULATION_NONE && str_eq(e->what, STR("agora.qualified")))
		notice.what = WORD("agora.notice.formulated");
	return uuid_eq(e->persona, m->n.persona) ? OK
		: past_notice(m->tx, m->n.persona, &notice, e->at);
}

/* A silence that is long enough is told on the day that it is, as agora_silence does. */
static enum status tell_silence(struct making *m)
{
	static const int64_t day_ms = 86400000;
	const struct need *n = &m->n;
	struct need now = *n;
	now.heard_at = n->heard_at > n->changed_at ? n->heard_at : n->changed_at;
	int64_t at = now.heard_at + SILENCE_TELLS_DAYS * day_ms;
	if (need_silence(&now, m->d->now_at) != SILENCE_TELLS)
		return OK;
	TRY(need_set_silence_told(m->tx, n->id));
	TRY(demo_event(m->tx, (struct uuid){ 0 }, at, &(struct event){ .what = "agora.silent",
		.kind = AGORA_NEED, .id = n->id, .from = (int)n->state, .to = (int)n->state }));
	return past_news(m->tx, m->d, &(struct news){
		.notice = { WORD("agora.news.silent"), AGORA_NEED, n->id } }, at);
}

enum status demo_tell(struct making *m)
{
	struct event_rows events;
	TRY(event_history(m->tx, AGORA_NEED, m->n.id, &events));
	for (size_t i = 0; i < events.len; i++)
		for (size_t k = 0; k < sizeof told / sizeof *told; k++)
			if (str_eq(events.items[i].what, str_view(told[k].event))) {
				TRY(tell_followers(m, &told[k], &events.items[i]));
				TRY(tell_author(m, &told[k], &events.items[i]));
			}
	return tell_silence(m);
}

enum status demo_tell_merged(struct making *m, const struct need *into, struct uuid by)
{
	int64_t at = m->n.changed_at;
	struct notice joined = { WORD("agora.notice.joined"), AGORA_NEED, into->id };
	struct notice merged = { WORD("agora.notice.merged"), AGORA_NEED, m->n.id };
	TRY(past_news(m->tx, m->d, &(struct news){ .notice = merged, .doer = by,
		.told = { m->n.persona }, .carry_to = into->id }, at));
	TRY(past_notice(m->tx, m->n.persona, &merged, at));
	TRY(past_news(m->tx, m->d, &(struct news){ .notice = joined, .doer = by,
		.told = { into->persona } }, at));
	return past_notice(m->tx, into->persona, &joined, at);
}
