#include "features/matching/acts.h"
#include "app/erase.h"
#include "app/site.h"
#include "engines/delivery/delivery.h"
#include "engines/graph/graph.h"
#include "features/agora/agora.h"
#include "features/matching/store.h"
#include "features/solutions/solutions.h"

/* clang-format off */
static const struct transition transitions[] = {
	{ "drop",      MATCH_SUGGESTED, MATCH_DROPPED,       BY_FACILITATOR, "matching.dropped" },
	{ "propose",   MATCH_SUGGESTED, MATCH_PROPOSED,      BY_FACILITATOR, "matching.proposed" },
	{ "open",      MATCH_PROPOSED,  MATCH_OPEN,          BY_AUTHOR,      "matching.opened" },
	/* found by themselves, whatever became of it before */
	{ "ask",       MATCH_SUGGESTED, MATCH_OPEN,          BY_AUTHOR,      "matching.asked" },
	{ "ask",       MATCH_DROPPED,   MATCH_OPEN,          BY_AUTHOR,      "matching.asked" },
	{ "ask",       MATCH_PROPOSED,  MATCH_OPEN,          BY_AUTHOR,      "matching.asked" },
	{ "ask",       MATCH_NOT_FIT,   MATCH_OPEN,          BY_AUTHOR,      "matching.asked" },
	{ "ask",       MATCH_EXPIRED,   MATCH_OPEN,          BY_AUTHOR,      "matching.asked" },
	{ "not_fit",   MATCH_PROPOSED,  MATCH_NOT_FIT,       BY_AUTHOR,      "matching.refused" },
	{ "not_fit",   MATCH_OPEN,      MATCH_NOT_FIT,       BY_AUTHOR,      "matching.refused" },
	{ "try",       MATCH_OPEN,      MATCH_TRIED,         BY_AUTHOR,      "matching.tried" },
	{ "helped",    MATCH_OPEN,      MATCH_HELPED,        BY_AUTHOR,      "matching.helped" },
	{ "helped",    MATCH_TRIED,     MATCH_HELPED,        BY_AUTHOR,      "matching.helped" },
	{ "partly",    MATCH_OPEN,      MATCH_HELPED_PARTLY, BY_AUTHOR,      "matching.helped_partly" },
	{ "partly",    MATCH_TRIED,     MATCH_HELPED_PARTLY, BY_AUTHOR,      "matching.helped_partly" },
	{ "not_at_all", MATCH_OPEN,     MATCH_HELPED_NOT,    BY_AUTHOR,      "matching.helped_not" },
	{ "not_at_all", MATCH_TRIED,    MATCH_HELPED_NOT,    BY_AUTHOR,      "matching.helped_not" },
	{ "expire",    MATCH_PROPOSED,  MATCH_EXPIRED,       BY_PLATFORM,    "matching.expired" },
	/* one of the two leaves: who has not been told of it is not told now */
	{ "leave",     MATCH_SUGGESTED, MATCH_DROPPED,       BY_PLATFORM,    "matching.left" },
	{ "leave",     MATCH_PROPOSED,  MATCH_LEFT,          BY_PLATFORM,    "matching.left" },
	{ "leave",     MATCH_OPEN,      MATCH_LEFT,          BY_PLATFORM,    "matching.left" },
	{ "leave",     MATCH_TRIED,     MATCH_LEFT,          BY_PLATFORM,    "matching.left" },
	{ 0 },
};
/* clang-format on */
const struct workflow match_workflow = {
	.name = "match", .kind = MATCHING_MATCH, .transitions = transitions, .move = match_move,
};

static struct subject subject_of(const struct match *m)
{
	return (struct subject){ m->id, (int)m->state, m->persona };
}

bool match_may(const struct match *m, const struct who *who, const char *action)
{
	struct subject s = subject_of(m);
	return workflow_may(&match_workflow, &s, who, action) != NULL;
}

enum status match_must(struct req *r, const struct match *m, const char *action)
{
	if (match_may(m, r->who, action))
		return OK;
	bool is_theirs = uuid_eq(m->persona, r->who->persona);
	return fail(r->error, is_theirs ? CONFLICT : FORBIDDEN, "\"%s\" is not for them now", action);
}

static enum status fire(struct tx *tx, const struct who *who, struct match *m, const char *action)
{
	struct subject s = subject_of(m);
	const struct transition *t = workflow_may(&match_workflow, &s, who, action);
	TRY(workflow_fire(tx, &match_workflow, &s, who, action));
	m->state = (enum match_state)t->to;
	m->opened_at = m->state == MATCH_OPEN ? tx_now(tx) : m->opened_at;
	return OK;
}

static enum status tell(struct tx *tx, const struct site *site, struct uuid persona,
	const struct match *m, const char *what)
{
	if (uuid_is_none(persona))
		return OK;
	return notice_send(tx, site, persona, &(struct notice){ what, MATCHING_MATCH, m->id });
}

/* ---- what has become of the two themselves ---- */

/* May everybody see them? Who tries or talks goes on while they may. */
static bool is_public(struct req *r, const struct match *m)
{
	static const struct who everyone;
	struct solution_matchable s;
	struct object need;
	return solution_matchable(r->tx, m->solution, &s) && site_object(r->site, r->tx, &everyone,
		(struct object_key){ AGORA_NEED, m->need }, &need);
}

/* Is the need still to be answered, and the solution there to answer? */
static bool is_wanted(struct req *r, const struct match *m)
{
	struct need_cell cell;
	return is_public(r, m) && agora_cell_of(r->tx, m->need, &cell);
}

bool match_is_stopped(struct req *r, const struct match *m)
{
	bool begins = m->state == MATCH_SUGGESTED || m->state == MATCH_PROPOSED;
	bool goes_on = m->state == MATCH_OPEN || m->state == MATCH_TRIED;
	return (begins && !is_wanted(r, m)) || (goes_on && !is_public(r, m));
}

/* ---- thought of ---- */

static enum status add(struct req *r, struct match *m)
{
	struct match known;
	m->state = MATCH_SUGGESTED;
	if (match_of_pair(r->tx, m->need, m->solution, &known))
		return fail(r->error, CONFLICT, "somebody has thought of these two already");
	TRY(match_insert(r->tx, m));
	return event_add(r->tx, r->who, &(struct event){ .what = "matching.suggested",
		.kind = MATCHING_MATCH, .id = m->id, .to = MATCH_SUGGESTED });
}

/* Whoever suggests what the team has thought of before meets what everybody meets: their word is
 * kept, and what the team dropped is before it once more. */
static enum status suggest_again(struct req *r, struct match *m)
{
	int state = (int)m->state;
	TRY(match_set_bearer(r->tx, m));
	TRY(event_add(r->tx, r->who, &(struct event){ .what = "matching.suggested",
		.kind = MATCHING_MATCH, .id = m->id, .from = state,
		.to = m->state == MATCH_DROPPED ? MATCH_SUGGESTED : state }));
	if (m->state != MATCH_DROPPED)
		return OK;
	m->note = (struct str){ 0 };
	TRY(match_set_words(r->tx, m));
	return match_move(r->tx, m->id, MATCH_DROPPED, MATCH_SUGGESTED);
}

enum status match_suggest(struct req *r, struct match *m)
{
	struct match known;
	int64_t lately;
	const int64_t week_ms = INT64_C(7) * 86400 * 1000;
	if (!uuid_eq(m->bearer, r->who->persona))
		return fail(r->error, FORBIDDEN, "only its bearer suggests a solution");
	TRY(match_count_of_bearer(r->tx, m->bearer, r->now_at - week_ms, &lately));
	if (lately >= BEARER_A_WEEK_MAX)
		return fail(r->error, CONFLICT, "too many suggestions in one week");
	m->by_bearer = true;
	m->bearer_at = r->now_at;
	if (!match_of_pair(r->tx, m->need, m->solution, &known))
		return add(r, m);
	if (match_is_bearers(&known))
		return fail(r->error, CONFLICT, "they have thought of these two already");
	known.by_bearer = true;
	known.bearer_at = m->bearer_at;
	known.bearer_note = m->bearer_note;
	*m = known;
	return suggest_again(r, m);
}

enum status match_decide(struct req *r, struct match *m, bool proposes)
{
	if (uuid_eq(m->persona, r->who->persona) || uuid_eq(m->bearer, r->who->persona))
		return fail(r->error, FORBIDDEN, "nobody decides about what is theirs");
	if (proposes && !is_wanted(r, m))
		return fail(r->error, CONFLICT, "one of the two is not open any more");
	if (!m->id)
		TRY(add(r, m));
	TRY(match_set_words(r->tx, m));
	TRY(fire(r->tx, r->who, m, proposes ? "propose" : "drop"));
	if (proposes)
		return tell(r->tx, r->site, m->persona, m, WORD("matching.notice.proposed"));
	return m->by_bearer ? tell(r->tx, r->site, m->bearer, m, WORD("matching.notice.dropped")) : OK;
}

/* ---- the need's author ---- */

static struct edge edge_of(const struct match *m, enum edge_type type)
{
	return (struct edge){ .type = type, .from = { AGORA_NEED, m->need },
		.to = { SOLUTIONS_SOLUTION, m->solution } };
}

/* The thread tells what everybody may know: it answers that need, or was tried for it. */
static enum status draw(struct req *r, const struct match *m)
{
	struct edge answers = edge_of(m, EDGE_ANSWERED), tried = edge_of(m, EDGE_TRIED);
	struct edge helped = edge_of(m, EDGE_HELPED);
	answers.at = tried.at = helped.at = r->now_at;
	switch (m->state) {
	case MATCH_OPEN:
		return graph_link(r->tx, &answers);
	case MATCH_NOT_FIT:
		return graph_unlink(r->tx, &answers);
	case MATCH_HELPED_NOT:
		TRY(graph_unlink(r->tx, &answers));
		return graph_link(r->tx, &tried);
	case MATCH_HELPED:
		return graph_link(r->tx, &helped);
	case MATCH_HELPED_PARTLY:
		helped.type = EDGE_HELPED_PARTLY;
		return graph_link(r->tx, &helped);
	case MATCH_SUGGESTED: case MATCH_DROPPED: case MATCH_PROPOSED: case MATCH_TRIED:
	case MATCH_EXPIRED: case MATCH_LEFT: case MATCH_STATES:
		break;
	}
	return OK;
}

static const char *news_for_bearer(enum match_state from, enum match_state to)
{
	static const char *const keys[MATCH_STATES] = {
		[MATCH_OPEN] = WORD("matching.notice.opened"),
		[MATCH_TRIED] = WORD("matching.notice.tried"),
		[MATCH_HELPED] = WORD("matching.notice.outcome"),
		[MATCH_HELPED_PARTLY] = WORD("matching.notice.outcome"),
		[MATCH_HELPED_NOT] = WORD("matching.notice.outcome"),
	};
	/* Who was never told of the proposal is not told of the refusal either. */
	return to == MATCH_NOT_FIT && from == MATCH_OPEN ? WORD("matching.notice.closed") : keys[to];
}

/* Whoever follows the solution itself: what it answers, and what came of it. */
static enum status tell_followers_of_solution(struct tx *tx, const struct who *who,
	const struct match *m)
{
	static const char *const keys[MATCH_STATES] = {
		[MATCH_OPEN] = WORD("matching.news.answers"),
		[MATCH_HELPED] = WORD("matching.news.has_helped"),
		[MATCH_HELPED_PARTLY] = WORD("matching.news.has_helped_partly"),
		[MATCH_HELPED_NOT] = WORD("matching.news.has_not_helped"),
	};
	if (!keys[m->state])
		return OK;
	return news_add(tx, &(struct news){
		.notice = { keys[m->state], SOLUTIONS_SOLUTION, m->solution },
		.doer = who->persona, .told = { m->bearer } });
}

/* Whoever follows the need hears what came of it, also when that was nothing, and why. */
static enum status tell_followers(struct tx *tx, const struct who *who, const struct match *m)
{
	static const enum agora_tried tried[MATCH_STATES] = {
		[MATCH_OPEN] = AGORA_TRIED_FOUND, [MATCH_HELPED] = AGORA_TRIED_HELPED,
		[MATCH_HELPED_PARTLY] = AGORA_TRIED_PARTLY, [MATCH_HELPED_NOT] = AGORA_TRIED_NOT,
		[MATCH_NOT_FIT] = AGORA_TRIED_UNFIT, [MATCH_EXPIRED] = AGORA_TRIED_DROPPED,
	};
	const char *key = match_news_key(m);
	if (!key)
		return OK;
	TRY(agora_need_tried(tx, who, m->need, tried[m->state]));
	TRY(news_add_upstream(tx, &(struct news){ .notice = { key, AGORA_NEED, m->need },
		.doer = who->persona, .told = { m->bearer } }));
	return tell_followers_of_solution(tx, who, m);
}

enum status match_answer(struct req *r, struct match *m, const char *action)
{
	enum match_state from = m->state;
	bool goes_on = strcmp(action, "open") == 0 || strcmp(action, "try") == 0;
	if (goes_on && match_may(m, r->who, action) && match_is_stopped(r, m))
		return fail(r->error, CONFLICT, "one of the two is not open any more");
	TRY(fire(r->tx, r->who, m, action));
	TRY(match_set_words(r->tx, m));
	TRY(draw(r, m));
	TRY(tell_followers(r->tx, r->who, m));
	const char *news = news_for_bearer(from, m->state);
	return news ? tell(r->tx, r->site, m->bearer, m, news) : OK;
}

/* ---- the relay ---- */

static enum status put_message(struct req *r, const struct match *m, bool by_bearer,
	struct str written)
{
	TRY(message_insert(r->tx, m->id, &(struct message){ .persona = r->who->persona,
		.by_bearer = by_bearer, .text = written, .at = r->now_at }));
	return event_add(r->tx, r->who, &(struct event){ .what = "matching.written",
		.kind = MATCHING_MATCH, .id = m->id, .from = (int)m->state, .to = (int)m->state });
}

bool match_may_ask(const struct match *known, const struct who *who)
{
	return match_may(known, who, "ask");
}

enum status match_ask(struct req *r, struct match *m, struct str written)
{
	struct match known;
	int64_t under_way;
	if (!uuid_eq(m->persona, r->who->persona) || uuid_eq(m->bearer, r->who->persona))
		return fail(r->error, FORBIDDEN, "a need's author asks, and nobody asks themselves");
	TRY(match_count_under_way(r->tx, m->persona, &under_way));
	if (under_way >= UNDER_WAY_MAX)
		return fail(r->error, CONFLICT, "too many of theirs are under way already");
	if (match_of_pair(r->tx, m->need, m->solution, &known)) {
		*m = known;
		m->reason = NOT_FIT_UNSAID;
		m->said = (struct str){ 0 };
	} else {
		TRY(add(r, m));
	}
	TRY(fire(r->tx, r->who, m, "ask"));
	TRY(match_set_words(r->tx, m));
	TRY(draw(r, m));
	TRY(tell_followers(r->tx, r->who, m));
	TRY(put_message(r, m, false, written));
	return tell(r->tx, r->site, m->bearer, m, WORD("matching.notice.asked"));
}

enum status match_may_write(struct req *r, const struct match *m)
{
	if (!uuid_eq(m->persona, r->who->persona) && !uuid_eq(m->bearer, r->who->persona))
		return fail(r->error, FORBIDDEN, "the relay is for its two sides");
	bool both = !uuid_is_none(m->persona) && !uuid_is_none(m->bearer);
	bool open = m->state == MATCH_OPEN || m->state == MATCH_TRIED;
	if (!open || !both || match_is_stopped(r, m))
		return fail(r->error, CONFLICT, "nothing is written here any more");
	return OK;
}

const char *match_too_many(struct req *r, const struct match *m, int64_t *max)
{
	const int64_t day_ms = INT64_C(86400) * 1000;
	bool by_bearer = uuid_eq(m->bearer, r->who->persona);
	int64_t all = 0, lately = 0;
	if (message_count(r->tx, m->id, by_bearer, 0, &all) != OK
		|| message_count(r->tx, m->id, by_bearer, r->now_at - day_ms, &lately) != OK)
		return NULL;
	*max = all >= MESSAGES_OF_ONE_MAX ? MESSAGES_OF_ONE_MAX : MESSAGES_A_DAY_MAX;
	if (all >= MESSAGES_OF_ONE_MAX)
		return WORD("matching.problem.messages");
	return lately >= MESSAGES_A_DAY_MAX ? WORD("matching.problem.messages_day") : NULL;
}

enum status match_write(struct req *r, const struct match *m, struct str written)
{
	bool is_author = uuid_eq(m->persona, r->who->persona), is_bearer = !is_author;
	TRY(match_may_write(r, m));
	TRY(put_message(r, m, is_bearer, written));
	return tell(r->tx, r->site, is_author ? m->bearer : m->persona, m,
		WORD("matching.notice.written"));
}

/* ---- it ends by itself ---- */

/* Time has passed, and that is all that is said of it. Its bearer is told nothing: silence and a no
 * are alike to them. */
static enum status expire(struct tx *tx, struct match *m)
{
	struct who platform = who_team(ROLE_ADMIN);
	TRY(fire(tx, &platform, m, "expire"));
	return tell_followers(tx, &platform, m);
}

enum status matching_expire(struct tx *tx, const struct site *site, bool *more)
{
	enum { SLICE = 100 };
	const int64_t sixty_days = INT64_C(60) * 86400 * 1000;
	struct matches old;
	(void)site;
	TRY(match_forgotten(tx, tx_now(tx) - sixty_days, SLICE, &old));
	for (size_t i = 0; i < old.len; i++)
		TRY(expire(tx, &old.items[i]));
	*more = old.len == SLICE;
	return OK;
}

/* Who writes to somebody who has left would wait for ever. */
static enum status leave(struct tx *tx, const struct site *site, const struct who *who,
	struct match *m)
{
	struct who platform = who_team(ROLE_ADMIN);
	bool met = m->state == MATCH_OPEN || m->state == MATCH_TRIED;
	TRY(fire(tx, &platform, m, "leave"));
	struct uuid other = uuid_eq(m->persona, who->persona) ? m->bearer : m->persona;
	return met ? tell(tx, site, other, m, WORD("matching.notice.left")) : OK;
}

enum status matching_leave(struct tx *tx, const struct site *site, const struct who *who,
	bool *more)
{
	struct matches theirs;
	TRY(match_unfinished(tx, who, ERASE_SLICE, &theirs));
	for (size_t i = 0; i < theirs.len; i++)
		TRY(leave(tx, site, who, &theirs.items[i]));
	if (theirs.len == ERASE_SLICE) {
		*more = true;
		return OK;
	}
	return matching_erase(tx, site, who, more);
}
