/* Matches as a bearer begins them: needs that theirs may answer, and a word to the team. */
#include "features/matching/routes_bearer.h"
#include "features/agora/agora.h"
#include "features/matching/acts.h"
#include "features/matching/routes.h"
#include "features/matching/sides.h"
#include "features/matching/store.h"
#include "features/matching/view.h"

/* ---- what theirs may answer ---- */

/* Of one solution: so many of its theme and so many that most people share are looked at, and the
 * best shown; so many solutions of one bearer. */
enum { OF_THEME = 40, OF_ALL = 20, SHOWN = 5, SOLUTIONS_MAX = 10 };

static bool is_among(const struct agora_needs *needs, int64_t id)
{
	for (size_t i = 0; i < needs->len; i++)
		if (needs->items[i].id == id)
			return true;
	return false;
}

/* Those of its theme, then those of `all` that are not among them. */
static enum status needs_to_look_at(struct req *r, struct str theme, const struct agora_needs *all,
	struct agora_needs *out)
{
	struct agora_needs about = { 0 };
	if (theme.len)
		TRY(agora_open_needs_about(r, theme, OF_THEME, &about));
	*out = (struct agora_needs){ .items = NEW(r->arena, struct need, about.len + all->len) };
	for (size_t i = 0; i < about.len; i++)
		out->items[out->len++] = about.items[i];
	for (size_t i = 0; i < all->len; i++)
		if (!is_among(&about, all->items[i].id))
			out->items[out->len++] = all->items[i];
	return OK;
}

/* Does its bearer know of the two already? What the team thought of is not to be learnt here. */
static bool is_known(struct req *r, int64_t need, int64_t solution)
{
	struct match known;
	return match_of_pair(r->tx, need, solution, &known) && match_is_bearers(&known);
}

struct hopes {
	struct match_bearer_need *items;
	int total[SHOWN];
	size_t len;
};

static void keep(struct hopes *h, const struct match_bearer_need *n, int total)
{
	size_t at = h->len < SHOWN ? h->len++ : SHOWN;
	for (; at > 0 && total > h->total[at - 1]; at--)
		if (at < SHOWN) {
			h->items[at] = h->items[at - 1];
			h->total[at] = h->total[at - 1];
		}
	if (at == SHOWN)
		return;
	h->items[at] = *n;
	h->total[at] = total;
}

static enum status weigh(struct req *r, struct solution_about *s, const struct need *n,
	const struct rarity *rarity, struct hopes *h)
{
	struct need_about about = need_about_of(r, n);
	if (match_at_most(&about.side, &s->side) < SCORE_LEAST || is_known(r, n->id, s->side.id))
		return tx_error(r->tx)->status;
	need_add_words(r, n, &about);
	TRY(solution_add_history(r, about.side.theme, &s->side));
	struct match_score score = match_score(&about.side, &s->side, rarity);
	if (score.total >= SCORE_LEAST)
		keep(h, &(struct match_bearer_need){
			.need = { about.title, about.path, page_foreign(&r->page, about.lang) },
			.number = about.number, .people = n->supports + 1,
			.reasons = view_match_reasons(r->arena, &score, false) }, score.total);
	return OK;
}

/* Those that its bearer has not thought of together with it yet, the best first. */
static enum status needs_for(struct req *r, struct solution_about *s, const struct agora_needs *all,
	const struct rarity *rarity, struct match_bearer_needs *out)
{
	struct agora_needs needs;
	struct hopes best = { .items = NEW(r->arena, struct match_bearer_need, SHOWN) };
	TRY(needs_to_look_at(r, s->side.theme, all, &needs));
	for (size_t i = 0; i < needs.len; i++)
		TRY(weigh(r, s, &needs.items[i], rarity, &best));
	*out = (struct match_bearer_needs){ best.items, best.len };
	return OK;
}

static enum status read_needs(struct req *r, struct solutions_about *mine,
	struct match_bearer_solution *items)
{
	struct agora_needs all;
	struct rarity rarity;
	TRY(rarity_words(r->tx, RARITY_IN_USE, &rarity));
	TRY(agora_open_needs(r, OF_ALL, &all));
	for (size_t i = 0; i < mine->len; i++) {
		struct solution_about *s = &mine->items[i];
		items[i] = (struct match_bearer_solution){ .ref = s->ref,
			.solution = { s->name, s->path, page_foreign(&r->page, s->lang) } };
		TRY(needs_for(r, s, &all, &rarity, &items[i].needs));
	}
	return OK;
}

enum status get_bearer(struct req *r)
{
	struct solutions_about mine;
	TRY(solutions_about_borne(r, r->who->persona, SOLUTIONS_MAX, &mine));
	struct match_bearer_solution *items = NEW(r->arena, struct match_bearer_solution, mine.len);
	if (mine.len)
		TRY(read_needs(r, &mine, items));
	struct match_bearer_view v =
		view_match_bearer((struct match_bearer_solutions){ items, mine.len });
	page_match_bearer(answer_page(r, 200), &r->page, &v);
	return OK;
}

/* ---- one suggestion ---- */

static enum status show_suggest(struct req *r, int http, const struct match_form *form)
{
	struct solution_about s;
	struct match_suggest_view *v = NEW(r->arena, struct match_suggest_view, 1);
	TRY(solution_about_ref(r, r->ref, &s));
	if (!uuid_eq(s.side.bearer, r->who->persona))
		return fail(r->error, FORBIDDEN, "only its bearer suggests a solution");
	view_match_suggest(v, form);
	v->solution = (struct match_link){ s.name, s.path, page_foreign(&r->page, s.lang) };
	v->ref = s.ref;
	page_match_suggest(answer_page(r, http), &r->page, v);
	return OK;
}

enum status get_suggest(struct req *r)
{
	struct match_form form = { 0 };
	form.typed[MATCH_F_NEED] = req_field(r, match_field_name[MATCH_F_NEED]);
	return show_suggest(r, 200, &form);
}

enum status post_suggest(struct req *r)
{
	struct match_form form = match_form_typed(r);
	struct need_about n;
	struct solution_about s;
	struct match m = { 0 };
	int64_t number = 0;
	bool has_number = match_read_number(&form, &number);
	if (!match_read_note(&form, true, &m.bearer_note) || !has_number)
		return show_suggest(r, 422, &form);
	TRY(solution_about_ref(r, r->ref, &s));
	if (!need_about_number(r, number, &n)) {
		form.problem[MATCH_F_NEED] = (struct problem){ WORD("matching.problem.no_need"), 0 };
		return show_suggest(r, 422, &form);
	}
	TRY(score_of(r, &n, &s, &m.score));
	const char *never = match_refusal_key(m.score.refused);
	if (never) {
		form.problem[MATCH_F_NEED] = (struct problem){ never, 0 };
		return show_suggest(r, 422, &form);
	}
	match_between(&m, &n, &s);
	TRY(match_suggest(r, &m));
	return lead_to_match(r, &m);
}
