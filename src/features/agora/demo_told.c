/* What was told of a need of the demonstration while it lived: as acts_shared.c tells it. */
#include "engines/delivery/past.h"
#include "features/agora/demo_inside.h"

/* `open`: whoever follows it hears the same. */
static const struct { const char *event, *notice; bool open; } told[] = {
	{ "agora.approved", WORD("agora.notice.approved"), true },
	{ "agora.returned", WORD("agora.notice.returned"), false },
	{ "agora.rejected", WORD("agora.notice.rejected"), false },
	{ "agora.held", WORD("agora.notice.held_back"), false },
	{ "agora.qualified", WORD("agora.notice.qualified"), true },
	{ "agora.taken_up", WORD("agora.notice.taken_up"), true },
	{ "agora.promised", WORD("agora.notice.promised"), true },
	{ "agora.answered", WORD("agora.notice.answered"), true },
	{ "agora.resolved", WORD("agora.notice.resolved"), true },
	{ "agora.archive_noticed", WORD("agora.notice.archive_soon"), false },
	{ "agora.archived", WORD("agora.notice.archived"), true },
};

struct telling { struct need n; const char *notice; bool open; struct uuid by; int64_t at; };

static enum status tell(struct making *m, const struct telling *t)
{
	static const char qualified[] = WORD("agora.notice.qualified");
	struct notice notice = { t->notice, AGORA_NEED, t->n.id };
	if (t->open)
		TRY(past_news(m->tx, m->d, &(struct news){ .notice = notice, .doer = t->by,
			.told = t->n.persona }, t->at));
	if (t->n.formulation != FORMULATION_NONE && strcmp(t->notice, qualified) == 0)
		notice.what = WORD("agora.notice.formulated");
	return uuid_eq(t->by, t->n.persona) ? OK : past_notice(m->tx, t->n.persona, &notice, t->at);
}

static enum status tell_step(struct making *m, const struct event_row *e)
{
	for (size_t i = 0; i < sizeof told / sizeof *told; i++)
		if (str_eq(e->what, str_view(told[i].event)))
			return tell(m, &(struct telling){ m->n, told[i].notice, told[i].open, e->persona,
				e->at });
	return OK;
}

enum status demo_tell(struct making *m)
{
	struct event_rows events;
	TRY(event_history(m->tx, AGORA_NEED, m->n.id, &events));
	for (size_t i = 0; i < events.len; i++)
		TRY(tell_step(m, &events.items[i]));
	return OK;
}

enum status demo_tell_merged(struct making *m, const struct need *into, struct uuid by)
{
	struct telling joined = { *into, WORD("agora.notice.joined"), true, by, m->n.changed_at };
	struct notice notice = { WORD("agora.notice.merged"), AGORA_NEED, m->n.id };
	TRY(past_news(m->tx, m->d, &(struct news){ .notice = notice, .doer = by,
		.told = m->n.persona, .carry_to = into->id }, m->n.changed_at));
	TRY(past_notice(m->tx, m->n.persona, &notice, m->n.changed_at));
	return tell(m, &joined);
}
