#include "features/matching/sides.h"
#include "app/site.h"
#include "features/agora/agora.h"
#include "features/matching/store.h"
#include "features/solutions/solutions.h"

enum { CATALOGUE_MAX = 2000 };

/* ---- needs ---- */

/* Who speaks of themselves may be ill or near somebody who is. */
static unsigned publics_asked(enum need_for f)
{
	static const unsigned bits[FOR_WHOMS] = {
		[FOR_UNSAID] = PUBLIC_ALL,
		[FOR_ME] = PUBLIC_PATIENTS | PUBLIC_CARERS,
		[FOR_RELATIVE] = PUBLIC_PATIENTS | PUBLIC_CARERS,
		[FOR_PATIENTS] = PUBLIC_PATIENTS,
		[FOR_CARERS] = PUBLIC_CARERS,
		[FOR_PROFESSIONALS] = PUBLIC_PROFESSIONALS,
		[FOR_EVERYONE] = PUBLIC_ALL,
	};
	return bits[f < FOR_WHOMS ? f : FOR_UNSAID];
}

struct need_about need_about_of(struct req *r, const struct need *n)
{
	return (struct need_about){
		.side = {
			.id = n->id, .author = n->persona, .theme = n->theme, .territory = n->territory,
			.publics = publics_asked(n->for_whom), .stage = (int)n->stage, .lang = n->lang,
			.words = bag_of(r->arena, n->title, n->text),
		},
		.ref = n->ref, .number = n->number, .title = n->shown_title, .text = n->shown_text,
		.lang = n->shown_lang, .path = { need_path(r->arena, n) },
	};
}

enum status need_about_ref(struct req *r, struct uuid which, struct need_about *out)
{
	struct need n;
	TRY(agora_need_to_answer(r, which, &n));
	*out = need_about_of(r, &n);
	return OK;
}

bool need_about_number(struct req *r, int64_t number, struct need_about *out)
{
	struct need n;
	if (!agora_need_numbered(r, number, &n))
		return false;
	*out = need_about_of(r, &n);
	return true;
}

/* ---- solutions ---- */

/* Stages count from 1 in a need, bits from 0 in a solution; all of them is any. */
static unsigned stages_served(unsigned bits)
{
	return bits == MATCHABLE_ANY_STAGE ? 0 : bits << 1;
}

static struct solution_about about_solution(struct req *r, const struct solution_matchable *s)
{
	enum { ALL = PUBLIC_PATIENTS | PUBLIC_CARERS | PUBLIC_PROFESSIONALS };
	return (struct solution_about){
		.side = {
			.id = s->id, .bearer = s->bearer, .theme = s->theme, .territory = s->territory,
			.publics = s->publics & MATCHABLE_EVERYONE ? (unsigned)ALL : s->publics & ALL,
			.stages = stages_served(s->stages),
			.langs = s->languages,
			.is_interpreted = (s->access & MATCHABLE_INTERPRETER) != 0,
			.evidence = s->evidence,
			.is_free = s->cost == COST_FREE, .is_reimbursed = s->cost == COST_REIMBURSED,
			.is_stale = s->is_stale,
			.words = bag_of(r->arena, s->name, s->text),
		},
		.ref = s->ref, .name = s->name, .lang = s->lang,
		.path = { str_fmt(r->arena, "/solutions/%s", uuid_print(s->ref).text) },
	};
}

enum status solution_add_history(struct req *r, struct str theme, struct solution_side *s)
{
	struct match_history h;
	TRY(match_history(r->tx, s->id, theme, &h));
	s->tried = h.tried;
	s->helped = h.helped;
	s->not_fit = h.not_fit;
	return OK;
}

enum status solutions_about(struct req *r, struct solutions_about *out)
{
	struct solution_matchables all;
	TRY(solutions_matchable(r->tx, 0, CATALOGUE_MAX, &all));
	*out = (struct solutions_about){ .items = NEW(r->arena, struct solution_about, all.len) };
	for (size_t i = 0; i < all.len; i++)
		out->items[out->len++] = about_solution(r, &all.items[i]);
	return OK;
}

struct solution_sides sides_of(struct arena *a, const struct solutions_about *all)
{
	struct solution_side *sides = NEW(a, struct solution_side, all->len);
	for (size_t i = 0; i < all->len; i++)
		sides[i] = all->items[i].side;
	return (struct solution_sides){ sides, all->len };
}

enum status solution_about_ref(struct req *r, struct uuid which, struct solution_about *out)
{
	struct solution_matchables all;
	TRY(solutions_matchable(r->tx, 0, CATALOGUE_MAX, &all));
	for (size_t i = 0; i < all.len; i++) {
		if (!uuid_eq(all.items[i].ref, which))
			continue;
		*out = about_solution(r, &all.items[i]);
		return OK;
	}
	return fail(r->error, NOT_FOUND, "it is not in the catalogue");
}

/* ---- both ---- */

void match_between(struct match *m, const struct need_about *n, const struct solution_about *s)
{
	m->need = n->side.id;
	m->solution = s->side.id;
	m->persona = n->side.author;
	m->bearer = s->side.bearer;
	m->theme = n->side.theme;
}

enum status score_of(struct req *r, const struct need_about *n, int64_t solution,
	struct match_score *out)
{
	struct solutions_about all;
	TRY(solutions_about(r, &all));
	struct solution_sides sides = sides_of(r->arena, &all);
	struct rarity rarity = sides_rarity(r->arena, &sides);
	for (size_t i = 0; i < all.len; i++) {
		struct solution_side *s = &all.items[i].side;
		if (s->id != solution)
			continue;
		TRY(solution_add_history(r, n->side.theme, s));
		*out = match_score(&n->side, s, &rarity);
		return OK;
	}
	return fail(r->error, NOT_FOUND, "it is not in the catalogue");
}
