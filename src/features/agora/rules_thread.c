/* The thread: what happened, as the steps that a reader may follow, and what may still come. */
#include "features/agora/rules.h"

enum { DAY_MS = 86400000, AHEAD_MAX = 4 };

/* Which steps are told, and to whom. Moderation stays between its author and the team. */
static const struct { const char *what; enum thread_kind kind; bool open; } told[] = {
	{ "agora.submitted", THREAD_WRITTEN, true },
	{ "agora.resubmitted", THREAD_HELD, false },
	{ "agora.approved", THREAD_PUBLISHED, true },
	{ "agora.returned", THREAD_RETURNED, false },
	{ "agora.rejected", THREAD_REJECTED, false },
	{ "agora.held", THREAD_HELD, false },
	{ "agora.qualified", THREAD_QUALIFIED, true },
	{ "agora.agreed", THREAD_AGREED, true },
	{ "agora.taken_up", THREAD_IN_WORK, true },
	{ "agora.promised", THREAD_PROMISED, true },
	{ "agora.answered", THREAD_ANSWERED, true },
	{ "agora.answer_updated", THREAD_ANSWER_UPDATED, true },
	{ "agora.resolved", THREAD_RESOLVED, true },
	{ "agora.reopened", THREAD_REOPENED, true },
	{ "agora.merged", THREAD_MERGED, true },
	{ "agora.archived", THREAD_DORMANT, true },
	{ "agora.renewed", THREAD_RENEWED, true },
	{ "agora.withdrawn", THREAD_WITHDRAWN, false },
	{ "agora.stood", THREAD_STOOD, true },
	{ "agora.silent", THREAD_SILENT, true },
	{ "agora.tried_found", THREAD_FOUND, true },
	{ "agora.tried_helped", THREAD_HELPED, true },
	{ "agora.tried_partly", THREAD_HELPED_PARTLY, true },
	{ "agora.tried_not", THREAD_HELPED_NOT, true },
	{ "agora.tried_unfit", THREAD_UNFIT, true },
	{ "agora.tried_dropped", THREAD_DROPPED, true },
};

static const struct decision *decision_of(const struct thread_in *in, int64_t seq)
{
	for (size_t i = 0; i < in->decision_count; i++)
		if (in->decisions[i].seq == seq)
			return &in->decisions[i];
	return NULL;
}

static struct thread_step step_of(const struct thread_in *in, const struct happening *h,
	enum thread_kind kind)
{
	struct thread_step s = { .kind = kind, .at = h->at, .by = h->persona };
	const struct decision *d = decision_of(in, h->seq);
	bool open = kind != THREAD_PUBLISHED || in->is_author || in->is_team;
	if (d && open) {
		s.text = d->text;
		s.reason = d->reason;
		s.other = d->other;
	}
	if (kind == THREAD_PROMISED) {
		s.day = s.other;
		s.other = 0;
	} else if (kind == THREAD_STOOD) {
		s.stood = stood_of((enum standing)s.other, s.text);
		s.text = s.stood.text;
		s.other = 0;
	}
	return s;
}

/* A need that no rule held: it is published in the moment it is written. */
static bool is_published_at_once(const struct happening *h)
{
	return str_eq(h->what, STR("agora.submitted")) && h->to == NEED_PUBLISHED;
}

static void take(struct thread *t, const struct thread_in *in, const struct happening *h)
{
	bool inside = in->is_author || in->is_team;
	for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
		if (!str_eq(h->what, str_view(told[i].what)) || (!told[i].open && !inside))
			continue;
		/* Coming back from a hold is the end of moderation, not a second publication. */
		bool again = told[i].kind == THREAD_PUBLISHED && h->to != NEED_PUBLISHED;
		if (again && !inside)
			return;
		t->items[t->len++] = step_of(in, h, told[i].kind);
		if (is_published_at_once(h))
			t->items[t->len++] = step_of(in, h, THREAD_PUBLISHED);
		else if (told[i].kind == THREAD_WRITTEN && inside)
			t->items[t->len++] = step_of(in, h, THREAD_HELD);
		return;
	}
}

/* Puts the needs that joined where they belong in time. */
static void weave(struct thread *t, const struct thread_in *in)
{
	for (size_t i = 0; i < in->joined_count; i++) {
		size_t at = t->len++;
		for (; at > 0 && t->items[at - 1].at > in->joined[i].at; at--)
			t->items[at] = t->items[at - 1];
		t->items[at] = (struct thread_step){ .kind = THREAD_JOINED, .at = in->joined[i].at,
			.other = in->joined[i].need };
	}
}

/* The answer's text stands at its last publication. */
static void settle(struct thread *t, const struct thread_in *in)
{
	for (size_t i = t->len; i-- > 0;) {
		if (t->items[i].kind != THREAD_ANSWERED && t->items[i].kind != THREAD_ANSWER_UPDATED)
			continue;
		t->items[i].text = in->answer;
		return;
	}
}

static void count_gaps(struct thread *t, const struct zone *zone)
{
	for (size_t i = 1; i < t->len; i++)
		t->items[i].gap_days =
			zone_day(zone, t->items[i].at) - zone_day(zone, t->items[i - 1].at);
}

static void ahead(struct thread *t, enum thread_kind kind, enum thread_state state, int64_t day)
{
	t->items[t->len++] = (struct thread_step){ .kind = kind, .state = state, .day = day };
}

/* What the need's state leads to; an answer that was promised says for when. */
static void look_ahead(struct thread *t, const struct thread_in *in)
{
	const struct need *n = in->need;
	bool goes_on = n->state >= NEED_PUBLISHED && n->state <= NEED_ANSWERED;
	if (n->state == NEED_HELD && !n->held_from)
		ahead(t, THREAD_PUBLISHED, THREAD_NEXT, 0);
	if (!goes_on)
		return;
	if (n->state == NEED_PUBLISHED)
		ahead(t, THREAD_QUALIFIED, THREAD_NEXT, 0);
	if (n->state < NEED_IN_WORK)
		ahead(t, THREAD_IN_WORK, THREAD_NEXT, 0);
	if (!n->answered_at) {
		bool late = answer_is_overdue(n, in->today);
		ahead(t, THREAD_ANSWERED, late ? THREAD_LATE : THREAD_NEXT, n->promised_day);
	}
	ahead(t, THREAD_RESOLVED, THREAD_NEXT, 0);
}

/* While something is still to come, the last step that was made is where the need stands. */
static void mark_now(struct thread *t, size_t made)
{
	if (made > 0 && t->len > made)
		t->items[made - 1].state = THREAD_NOW;
}

void need_thread(struct arena *a, const struct thread_in *in, struct thread *out)
{
	size_t max = 2 * in->happening_count + in->joined_count + AHEAD_MAX;
	*out = (struct thread){ .items = NEW(a, struct thread_step, max) };
	for (size_t i = 0; i < in->happening_count; i++)
		take(out, in, &in->happenings[i]);
	weave(out, in);
	settle(out, in);
	count_gaps(out, in->zone);
	size_t made = out->len;
	look_ahead(out, in);
	mark_now(out, made);
}

int need_stations(enum need_state s, const struct need *n)
{
	switch (s) {
	case NEED_RESOLVED:
		return 5;
	case NEED_ANSWERED:
		return 4;
	case NEED_IN_WORK:
		return n->answered_at ? 4 : 3;
	case NEED_QUALIFIED:
		return 2;
	case NEED_HELD:
	case NEED_RETURNED:
	case NEED_REJECTED:
	case NEED_PUBLISHED:
	case NEED_MERGED:
	case NEED_WITHDRAWN:
	case NEED_DORMANT:
	case NEED_STATES:
	default:
		return 1;
	}
}
