/* What came of needs and solutions of the demonstration that met. */
#include "features/matching/demo.h"
#include "engines/delivery/past.h"
#include "engines/graph/graph.h"
#include "features/agora/agora.h"
#include "features/matching/acts.h"
#include "features/matching/rules_forms.h"
#include "features/matching/sides.h"
#include "features/matching/store.h"
#include "features/solutions/solutions.h"

enum { PAST_MAX = 6 };
static const int64_t day_ms = 24 * 3600 * 1000;

struct making {
	struct req *r;
	struct demo *d;
	const struct field *f;
	struct demo_people people;
	struct match m;
	const enum match_state *past;
	int64_t at[PAST_MAX];          /* when it came to each */
	size_t len;
};

/* Which states it went through, the last one its own. */
static const struct { const char *name; enum match_state past[PAST_MAX]; } ways[] = {
	{ "suggested", { MATCH_SUGGESTED } },
	{ "dropped", { MATCH_SUGGESTED, MATCH_DROPPED } },
	{ "proposed", { MATCH_SUGGESTED, MATCH_PROPOSED } },
	{ "not_fit", { MATCH_SUGGESTED, MATCH_PROPOSED, MATCH_NOT_FIT } },
	{ "expired", { MATCH_SUGGESTED, MATCH_PROPOSED, MATCH_EXPIRED } },
	{ "open", { MATCH_SUGGESTED, MATCH_PROPOSED, MATCH_OPEN } },
	{ "tried", { MATCH_SUGGESTED, MATCH_PROPOSED, MATCH_OPEN, MATCH_TRIED } },
	{ "helped", { MATCH_SUGGESTED, MATCH_PROPOSED, MATCH_OPEN, MATCH_TRIED, MATCH_HELPED } },
	{ "helped_partly", { MATCH_SUGGESTED, MATCH_PROPOSED, MATCH_OPEN, MATCH_TRIED,
		MATCH_HELPED_PARTLY } },
	{ "helped_not", { MATCH_SUGGESTED, MATCH_PROPOSED, MATCH_OPEN, MATCH_TRIED,
		MATCH_HELPED_NOT } },
};

static const enum match_state *way_of(struct str name)
{
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (str_eq(name, str_view(ways[i].name)))
			return ways[i].past;
	return NULL;
}

/* ---- its two sides ---- */

static enum status read_sides(struct making *m)
{
	struct need n;
	struct solution_about s;
	struct need_about about;
	struct uuid solution = solutions_demo_ref(m->r->arena, m->d, field_get(m->f, "solution"));
	if (!agora_demo_need(m->r->tx, m->d, field_get(m->f, "need"), &n))
		return fail(m->r->error, BROKEN, "matches.txt: a need that is not there");
	TRY(solution_about_ref(m->r, solution, &s));
	about = need_about_of(m->r, &n);
	need_add_words(m->r, &n, &about);
	TRY(score_of(m->r, &about, &s, &m->m.score));
	m->m.need = n.id;
	m->m.solution = s.side.id;
	m->m.persona = n.persona;
	m->m.bearer = s.side.bearer;
	m->m.theme = n.theme;
	return OK;
}

/* ---- its past ---- */

static const char *event_of(enum match_state from, enum match_state to)
{
	const struct transition *t = match_workflow.transitions;
	while (t->action && !(t->from == (int)from && t->to == (int)to))
		t++;
	return t->event;
}

/* When it came to each state of its past, as the file says; in the order of time. */
static bool date_it(struct making *m)
{
	int64_t days;
	for (m->len = 0; m->len < PAST_MAX && m->past[m->len]; m->len++) {
		enum match_state s = m->past[m->len];
		const char *name = s == MATCH_SUGGESTED ? "days_ago" : s == MATCH_PROPOSED
			? "proposed_days_ago" : s == MATCH_OPEN ? "found_days_ago" : s == MATCH_TRIED
			? "tried_days_ago" : "ended_days_ago";
		if (!str_to_i64(field_get(m->f, name), &days))
			return false;
		m->at[m->len] = demo_moment(m->d, days);
		if (m->len && m->at[m->len] <= m->at[m->len - 1])
			return false;
	}
	return true;
}

static enum status tell(struct making *m, struct uuid whom, const char *what, int64_t at)
{
	return past_notice(m->r->tx, whom, &(struct notice){ what, MATCHING_MATCH, m->m.id }, at);
}

/* As acts.c tells it: `author` and `bearer` of a step; whoever follows the need, what it says. */
static enum status tell_step(struct making *m, enum match_state to, int64_t at)
{
	static const struct { const char *author, *bearer; bool if_theirs; } told[MATCH_STATES] = {
		[MATCH_DROPPED]       = { NULL, WORD("matching.notice.dropped"), true },
		[MATCH_PROPOSED]      = { WORD("matching.notice.proposed"), NULL, false },
		[MATCH_OPEN]          = { NULL, WORD("matching.notice.opened"), false },
		[MATCH_TRIED]         = { NULL, WORD("matching.notice.tried"), false },
		[MATCH_HELPED]        = { NULL, WORD("matching.notice.outcome"), false },
		[MATCH_HELPED_PARTLY] = { NULL, WORD("matching.notice.outcome"), false },
		[MATCH_HELPED_NOT]    = { NULL, WORD("matching.notice.outcome"), false },
	};
	struct match then = m->m;
	then.state = to;
	const char *news = match_news_key(&then);
	if (told[to].author)
		TRY(tell(m, then.persona, told[to].author, at));
	if (told[to].bearer && (!told[to].if_theirs || then.by_bearer))
		TRY(tell(m, then.bearer, told[to].bearer, at));
	return news ? past_news(m->r->tx, m->d, &(struct news){
		.notice = { news, AGORA_NEED, then.need }, .doer = then.persona,
		.told = { then.bearer } }, at) : OK;
}

/* Through the relay, since it is open. */
static enum status write_messages(struct making *m, int64_t at)
{
	const struct match *x = &m->m;
	for (const struct field *f = m->f; f->name; f++) {
		bool by_bearer = strcmp(f->name, "bearer") == 0;
		if (!by_bearer && strcmp(f->name, "author") != 0)
			continue;
		at += day_ms / 5;
		struct uuid by = by_bearer ? x->bearer : x->persona;
		TRY(message_insert(m->r->tx, x->id, &(struct message){ .by_bearer = by_bearer,
			.persona = by, .text = f->value, .at = at }));
		TRY(demo_event(m->r->tx, by, at, &(struct event){ .what = "matching.written",
			.kind = MATCHING_MATCH, .id = x->id, .from = MATCH_OPEN, .to = MATCH_OPEN }));
		TRY(tell(m, by_bearer ? x->persona : x->bearer, WORD("matching.notice.written"), at));
	}
	return OK;
}

static enum status live(struct making *m)
{
	const struct match *x = &m->m;
	const enum match_state *past = m->past;
	struct uuid team = demo_somebody(m->d, &m->people, ROLE_FACILITATOR, x->persona);
	TRY(demo_event(m->r->tx, x->by_bearer ? x->bearer : team, x->at, &(struct event){
		.what = "matching.suggested", .kind = MATCHING_MATCH, .id = x->id,
		.to = MATCH_SUGGESTED }));
	for (size_t i = 1; i < m->len; i++) {
		struct uuid by = past[i] == MATCH_EXPIRED ? (struct uuid){ 0 }
			: past[i] > MATCH_PROPOSED ? x->persona : team;
		TRY(demo_event(m->r->tx, by, m->at[i], &(struct event){
			.what = event_of(past[i - 1], past[i]), .kind = MATCHING_MATCH, .id = x->id,
			.from = (int)past[i - 1], .to = (int)past[i] }));
		TRY(tell_step(m, past[i], m->at[i]));
		if (past[i] == MATCH_OPEN)
			TRY(write_messages(m, m->at[i]));
	}
	return OK;
}

static enum status draw(struct making *m)
{
	enum match_state s = m->m.state;
	if (s < MATCH_OPEN || s > MATCH_HELPED_NOT)
		return OK;
	struct edge e = { .type = s == MATCH_HELPED_NOT ? EDGE_TRIED : EDGE_ANSWERED,
		.from = { AGORA_NEED, m->m.need }, .to = { SOLUTIONS_SOLUTION, m->m.solution },
		.at = s == MATCH_HELPED_NOT ? m->m.changed_at : m->at[2] };
	TRY(graph_link(m->r->tx, &e));
	e.type = s == MATCH_HELPED ? EDGE_HELPED : EDGE_HELPED_PARTLY;
	e.at = m->m.changed_at;
	bool helped = s == MATCH_HELPED || s == MATCH_HELPED_PARTLY;
	return helped ? graph_link(m->r->tx, &e) : OK;
}

static enum status make_one(struct making *m)
{
	struct match_form form = { .typed[MATCH_F_REASON] = field_get(m->f, "reason") };
	struct str ignored;
	m->past = way_of(field_get(m->f, "state"));
	if (!m->past || !date_it(m))
		return fail(m->r->error, BROKEN, "matches.txt: a state or a day that is none");
	TRY(read_sides(m));
	m->m.state = m->past[m->len - 1];
	m->m.by_bearer = m->m.state == MATCH_SUGGESTED || field_get(m->f, "proposed_by").len;
	m->m.at = m->at[0];
	m->m.changed_at = m->at[m->len - 1];
	m->m.ref = demo_uuid(m->d, m->m.at);
	struct str note = field_get(m->f, "note");
	*(m->m.by_bearer ? &m->m.bearer_note : &m->m.note) = note;
	m->m.bearer_at = m->m.by_bearer ? m->m.at : 0;
	bool opened = m->m.state >= MATCH_OPEN && m->m.state <= MATCH_HELPED_NOT;
	m->m.opened_at = opened ? m->m.changed_at : 0;
	TRY(match_insert(m->r->tx, &m->m));
	match_read_not_fit(&form, &m->m.reason, &ignored);
	m->m.said = field_get(m->f, "said");
	TRY(match_set_words(m->r->tx, &m->m));
	TRY(live(m));
	return draw(m);
}

enum status matching_demo(struct tx *tx, struct demo *d, bool *more)
{
	static const struct who everyone;
	struct req r = { .arena = tx_arena(tx), .error = tx_error(tx), .tx = tx, .site = d->site,
		.who = &everyone, .now_at = d->now_at };
	struct str rest = demo_file("matches.txt");
	struct demo_block b = { 0 };
	int64_t at = 0;
	*more = false;
	while (at <= d->step && demo_block_next(tx_arena(tx), &rest, &b))
		at++;
	if (at <= d->step)
		return OK;                         /* all are made */
	struct making m = { .r = &r, .d = d, .f = b.fields };
	TRY(demo_people(tx, d, &m.people));
	*more = true;
	return make_one(&m);
}
