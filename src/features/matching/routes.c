/* Matches in the browser: a need's author decides, the team checks. */
#include "features/matching/routes.h"
#include "app/person.h"
#include "app/site.h"
#include "engines/graph/graph.h"
#include "features/agora/agora.h"
#include "features/matching/acts.h"
#include "features/matching/routes_ask.h"
#include "features/matching/routes_bearer.h"
#include "features/matching/routes_radar.h"
#include "features/matching/sides.h"
#include "features/matching/store.h"
#include "features/matching/view.h"
#include "features/solutions/solutions.h"

enum { MINE_MAX = 100, WAITING_MAX = 50, NEEDS_MAX = 30, LOOKED_AT_MAX = 480 };

struct match_form match_form_typed(const struct req *r)
{
	struct match_form form = { 0 };
	req_typed(r, match_field_name, form.typed, MATCH_FIELDS);
	return form;
}

static struct match_link link_of(struct req *r, int kind, int64_t id)
{
	struct object o;
	if (!site_object(r->site, r->tx, r->who, (struct object_key){ kind, id }, &o))
		return (struct match_link){ 0 };
	return (struct match_link){ o.title, { o.path }, page_foreign(&r->page, o.lang) };
}

/* Who is of the team and bears the solution reads as its bearer. */
static enum match_reader reader_of(const struct req *r, const struct match *m)
{
	if (uuid_eq(m->persona, r->who->persona))
		return READER_AUTHOR;
	return uuid_eq(m->bearer, r->who->persona) ? READER_BEARER : READER_TEAM;
}

static struct match_row row_of(struct req *r, const struct match *m)
{
	return view_match_row(m, reader_of(r, m), link_of(r, AGORA_NEED, m->need),
		link_of(r, SOLUTIONS_SOLUTION, m->solution));
}

struct match_rows match_rows_of(struct req *r, const struct matches *all)
{
	struct match_row *rows = NEW(r->arena, struct match_row, all->len);
	for (size_t i = 0; i < all->len; i++)
		rows[i] = row_of(r, &all->items[i]);
	return (struct match_rows){ rows, all->len };
}

/* ---- lists ---- */

static enum status get_mine(struct req *r)
{
	struct matches all;
	TRY(match_mine(r->tx, r->who, MINE_MAX, &all));
	struct match_mine_view v = view_match_mine(match_rows_of(r, &all));
	page_match_mine(answer_page(r, 200), &r->page, &v);
	return OK;
}

/* Of the most shared that are open, those that nothing was thought of for: further down the list
 * until there are enough. */
static enum status needs_without(struct req *r, struct match_need_rows *out)
{
	struct match_need_row *rows = NEW(r->arena, struct match_need_row, NEEDS_MAX);
	struct agora_needs open = { .len = 0 };
	size_t len = 0, seen = 0;
	for (size_t most = NEEDS_MAX; most <= LOOKED_AT_MAX; most *= 4) {
		TRY(agora_open_needs(r, most, &open));
		for (; seen < open.len && len < NEEDS_MAX; seen++) {
			const struct need *n = &open.items[seen];
			if (!match_is_thought_of(r->tx, n->id))
				rows[len++] = (struct match_need_row){ .ref = n->ref, .people = n->supports + 1,
					.number = n->number, .need = { .title = n->shown_title,
						.lang = page_foreign(&r->page, n->shown_lang) } };
		}
		if (len == NEEDS_MAX || open.len < most)
			break;
	}
	*out = (struct match_need_rows){ rows, len };
	return tx_error(r->tx)->status;
}

static enum status get_desk(struct req *r)
{
	struct matches waiting;
	struct match_need_rows needs;
	TRY(match_waiting(r->tx, r->who, WAITING_MAX, &waiting));
	TRY(needs_without(r, &needs));
	struct match_desk_view v = view_match_desk(match_rows_of(r, &waiting), needs);
	page_match_desk(answer_page(r, 200), &r->page, &v);
	return OK;
}

/* ---- the team looks for what fits a need ---- */

static bool is_known(const struct matches *known, int64_t solution)
{
	for (size_t i = 0; i < known->len; i++)
		if (known->items[i].solution == solution)
			return true;
	return false;
}

static struct match_candidate candidate_of(struct req *r, const struct solution_about *s,
	const struct match_score *score)
{
	return (struct match_candidate){
		.solution = { s->name, s->path, page_foreign(&r->page, s->lang) },
		.ref = s->ref, .score = score->total / 10,
		.reasons = view_match_reasons(r->arena, score, false) };
}

static enum status candidates_of(struct req *r, const struct need_about *n,
	const struct matches *known, struct match_candidates *out)
{
	struct solutions_about all, left = { 0 };
	struct ranked best[MATCHES_MAX];
	struct rarity rarity;
	TRY(solutions_for(r, n, &all));
	TRY(rarity_words(r->tx, RARITY_IN_USE, &rarity));
	left.items = NEW(r->arena, struct solution_about, all.len);
	for (size_t i = 0; i < all.len; i++)
		if (!is_known(known, all.items[i].side.id))
			left.items[left.len++] = all.items[i];
	struct solution_sides sides = sides_of(r->arena, &left);
	size_t found = match_best(&n->side, &sides, &rarity, best, MATCHES_MAX);
	struct match_candidate *items = NEW(r->arena, struct match_candidate, found);
	for (size_t i = 0; i < found; i++)
		items[i] = candidate_of(r, &left.items[best[i].at], &best[i].score);
	*out = (struct match_candidates){ items, found };
	return OK;
}

static enum status show_need(struct req *r, int http, const struct match_form *form)
{
	struct need_about n;
	struct matches known;
	struct match_need_view v = { 0 };
	TRY(need_about_ref(r, r->ref, &n));
	TRY(match_of_need(r->tx, r->who, n.side.id, &known));
	TRY(candidates_of(r, &n, &known, &v.candidates));
	view_match_need(&v, r->arena, r->ref2, form);
	v.need = (struct match_link){ n.title, n.path, page_foreign(&r->page, n.lang) };
	v.text = n.text;
	v.ref = n.ref;
	v.known = match_rows_of(r, &known);
	page_match_need(answer_page(r, http), &r->page, &v);
	return OK;
}

static enum status get_need(struct req *r)
{
	return show_need(r, 200, &(struct match_form){ 0 });
}

static enum status post_candidate(struct req *r)
{
	struct match_form form = { 0 };
	struct need_about n;
	struct solution_about s;
	struct match m = { 0 };
	bool proposes = str_eq(req_field(r, "do"), STR("propose"));
	form.typed[MATCH_F_NOTE] = req_field(r, match_note_name(r->arena, r->ref2).ptr);
	if (!match_read_note(&form, false, &m.note))
		return show_need(r, 422, &form);
	TRY(need_about_ref(r, r->ref, &n));
	TRY(solution_about_ref(r, r->ref2, &s));
	TRY(score_of(r, &n, &s, &m.score));
	if (m.score.refused != MATCH_POSSIBLE)
		return fail(r->error, CONFLICT, "these two can never be matched");
	match_between(&m, &n, &s);
	TRY(match_decide(r, &m, proposes));
	return answer_redirect(r, "/equipe/rapprochements", &n.ref);
}

/* ---- one ---- */

/* `skip`: how many of the newest are left out. */
static enum status read_messages(struct req *r, const struct match *m, struct match_view *v)
{
	struct messages all;
	int64_t skip = 0, by_author, by_bearer;
	if (!str_to_i64(req_field(r, "avant"), &skip) || skip < 0 || skip > 2 * MESSAGES_OF_ONE_MAX)
		skip = 0;
	TRY(message_list(r->tx, m->id, skip, &all));
	TRY(message_count(r->tx, m->id, false, 0, &by_author));
	TRY(message_count(r->tx, m->id, true, 0, &by_bearer));
	struct message_view *items = NEW(r->arena, struct message_view, all.len);
	for (size_t i = 0; i < all.len; i++)
		items[i] = (struct message_view){ persona_name(r->tx, all.items[i].persona),
			all.items[i].text, all.items[i].at, all.items[i].by_bearer };
	v->messages = (struct message_views){ items, all.len };
	bool older = skip + (int64_t)all.len < by_author + by_bearer;
	v->older = older ? skip + MESSAGES_PAGE : -1;
	v->newer = skip >= MESSAGES_PAGE ? skip - MESSAGES_PAGE : -1;
	return OK;
}

/* To its bearer: from the author's yes on. */
static int64_t shown_since(const struct match *m)
{
	return m->opened_at ? m->opened_at : INT64_MAX;
}

/* What became of the two, and of the need as far as this reader may see. */
static enum status read_thread(struct req *r, const struct match *m, struct match_view *v)
{
	struct event_rows events;
	struct graph graph;
	struct object need;
	struct object_key key = { AGORA_NEED, m->need };
	TRY(event_history(r->tx, MATCHING_MATCH, m->id, &events));
	struct match_steps steps = { .items = NEW(r->arena, struct match_step, events.len) };
	for (size_t i = 0; i < events.len; i++)
		if (events.items[i].to != events.items[i].from && events.items[i].to < MATCH_STATES)
			steps.items[steps.len++] = (struct match_step){
				(enum match_state)events.items[i].to, events.items[i].at };
	v->steps = view_match_steps(r->arena, &r->page, &steps,
		reader_of(r, m) == READER_BEARER ? shown_since(m) : 0);
	if (!site_object(r->site, r->tx, r->who, key, &need))
		return r->error->status;
	TRY(graph_walk(r->tx, r->site, r->who, key, &graph));
	v->graph = view_graph(r->arena, &graph);
	return OK;
}

static enum status show_match(struct req *r, int http, const struct match *m,
	const struct match_form *form)
{
	struct match_view *v = NEW(r->arena, struct match_view, 1);
	enum match_reader reader = reader_of(r, m);
	view_match(v, r->arena, m, reader, form);
	v->row = row_of(r, m);
	bool stopped = match_is_stopped(r, m);
	v->is_stopped = stopped && (reader != READER_BEARER || m->opened_at);
	v->may_open = !stopped && match_may(m, r->who, "open");
	v->may_refuse = match_may(m, r->who, "not_fit");
	v->may_try = !stopped && match_may(m, r->who, "try");
	v->may_end = match_may(m, r->who, "helped");
	v->may_decide = reader == READER_TEAM && match_may(m, r->who, "propose");
	v->is_side = reader != READER_TEAM && m->opened_at
		&& (m->state >= MATCH_OPEN || m->state == MATCH_NOT_FIT);
	v->may_write = v->is_side && !stopped && (m->state == MATCH_OPEN || m->state == MATCH_TRIED);
	if (v->is_side)
		TRY(read_messages(r, m, v));
	TRY(read_thread(r, m, v));
	v->head.sheet = "thread.css";
	page_match(answer_page(r, http), &r->page, v);
	return OK;
}

static enum status get_match(struct req *r)
{
	struct match m;
	TRY(match_find(r->tx, r->who, r->ref, &m));
	return show_match(r, 200, &m, &(struct match_form){ 0 });
}

enum status lead_to_match(struct req *r, const struct match *m)
{
	return answer_redirect(r, "/rapprochements", &m->ref);
}

static enum status answer_plainly(struct req *r, const char *action)
{
	struct match m;
	TRY(match_find(r->tx, r->who, r->ref, &m));
	TRY(match_answer(r, &m, action));
	return lead_to_match(r, &m);
}

static enum status post_yes(struct req *r)
{
	return answer_plainly(r, "open");
}

static enum status post_try(struct req *r)
{
	return answer_plainly(r, "try");
}

static enum status post_no(struct req *r)
{
	struct match_form form = match_form_typed(r);
	struct match m;
	TRY(match_find(r->tx, r->who, r->ref, &m));
	TRY(match_must(r, &m, "not_fit"));
	if (!match_read_not_fit(&form, &m.reason, &m.said))
		return show_match(r, 422, &m, &form);
	TRY(match_answer(r, &m, "not_fit"));
	return lead_to_match(r, &m);
}

static enum status post_outcome(struct req *r)
{
	struct match_form form = match_form_typed(r);
	struct match m;
	const char *action;
	TRY(match_find(r->tx, r->who, r->ref, &m));
	TRY(match_must(r, &m, "helped"));
	if (!match_read_outcome(&form, &action, &m.said))
		return show_match(r, 422, &m, &form);
	TRY(match_answer(r, &m, action));
	return lead_to_match(r, &m);
}

static enum status post_message(struct req *r)
{
	struct match_form form = match_form_typed(r);
	struct match m;
	struct str written;
	TRY(match_find(r->tx, r->who, r->ref, &m));
	TRY(match_may_write(r, &m));
	struct problem too_many = { 0 };
	too_many.key = match_too_many(r, &m, &too_many.limit);
	bool fits = match_read_text(&form, &written);
	if (too_many.key)
		form.problem[MATCH_F_TEXT] = too_many;
	if (too_many.key || !fits)
		return show_match(r, 422, &m, &form);
	TRY(match_write(r, &m, written));
	return lead_to_match(r, &m);
}

static enum status post_decision(struct req *r)
{
	struct match_form form = match_form_typed(r);
	struct match m;
	struct str note;
	bool proposes = str_eq(req_field(r, "do"), STR("propose"));
	TRY(match_find(r->tx, r->who, r->ref, &m));
	if (!match_read_note(&form, !proposes, &note))
		return show_match(r, 422, &m, &form);
	m.note = note.len ? note : m.note;
	TRY(match_decide(r, &m, proposes));
	return lead_to_match(r, &m);
}

/* ---- what is declared ---- */

const struct permission matching_permissions[] = {
	{ "matching.member", ROLE_MEMBER },            /* whose it is, the store and the acts ask */
	{ "matching.facilitate", ROLE_FACILITATOR },
	{ 0 },
};

/* clang-format off */
const struct route matching_routes[] = {
	{ GET,  "/moi/rapprochements",                 get_mine,       "matching.member" },
	{ GET,  "/equipe/rapprochements",              get_desk,       "matching.facilitate" },
	{ GET,  "/equipe/rapprochements/{ref}",        get_need,       "matching.facilitate" },
	{ POST, "/equipe/rapprochements/{ref}/{ref}",  post_candidate, "matching.facilitate" },
	{ GET,  "/equipe/radar",                       get_radar,      "matching.facilitate" },
	{ GET,  "/equipe/radar.csv",                   get_radar_csv,  "matching.facilitate" },
	{ GET,  "/rapprochements/{ref}",               get_match,      "matching.member" },
	{ POST, "/rapprochements/{ref}/oui",           post_yes,       "matching.member" },
	{ POST, "/rapprochements/{ref}/non",           post_no,        "matching.member" },
	{ POST, "/rapprochements/{ref}/essayer",       post_try,       "matching.member" },
	{ POST, "/rapprochements/{ref}/bilan",         post_outcome,   "matching.member" },
	{ POST, "/rapprochements/{ref}/ecrire",        post_message,   "matching.member" },
	{ POST, "/rapprochements/{ref}/decider",       post_decision,  "matching.facilitate" },
	{ GET,  "/porteur/besoins",                    get_bearer,     "matching.member" },
	{ GET,  "/solutions/{ref}/proposer",           get_suggest,    "matching.member" },
	{ POST, "/solutions/{ref}/proposer",           post_suggest,   "matching.member" },
	{ GET,  "/solutions/{ref}/essayer",            get_ask,        "matching.member" },
	{ POST, "/solutions/{ref}/essayer",            post_ask,       "matching.member" },
	{ 0 },
};
/* clang-format on */
