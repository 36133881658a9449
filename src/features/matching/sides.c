#include "features/matching/sides.h"
#include "app/site.h"
#include "features/agora/agora.h"
#include "features/matching/store.h"
#include "features/solutions/solutions.h"

/* Of so many the facts are looked at, and of the most hopeful the words. */
enum { CATALOGUE_MAX = 3000, HOPEFUL_MAX = 100 };

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
		},
		.ref = n->ref, .number = n->number, .title = n->shown_title, .text = n->shown_text,
		.lang = n->shown_lang, .path = { need_path(r->arena, n) },
	};
}

void need_add_words(struct req *r, const struct need *n, struct need_about *about)
{
	about->side.words = bag_of(r->arena, n->title, n->text);
}

enum status need_about_ref(struct req *r, struct uuid which, struct need_about *out)
{
	struct need n;
	TRY(agora_need_to_answer(r, which, &n));
	*out = need_about_of(r, &n);
	need_add_words(r, &n, out);
	return OK;
}

bool need_about_number(struct req *r, int64_t number, struct need_about *out)
{
	struct need n;
	if (!agora_need_numbered(r, number, &n))
		return false;
	*out = need_about_of(r, &n);
	need_add_words(r, &n, out);
	return true;
}

/* ---- solutions ---- */

/* Stages count from 1 in a need, bits from 0 in a solution; all of them is any. */
static unsigned stages_served(unsigned bits)
{
	return bits == MATCHABLE_ANY_STAGE ? 0 : bits << 1;
}

static struct solution_side side_of(const struct solution_matchable *s)
{
	return (struct solution_side){
		.id = s->id, .bearer = s->bearer, .theme = s->theme, .territory = s->territory,
		.publics = s->publics & MATCHABLE_EVERYONE ? (unsigned)PUBLIC_ALL
			: s->publics & PUBLIC_ALL,
		.stages = stages_served(s->stages),
		.langs = s->languages,
		.is_interpreted = (s->access & MATCHABLE_INTERPRETER) != 0,
		.evidence = s->evidence,
		.is_free = s->cost == COST_FREE, .is_reimbursed = s->cost == COST_REIMBURSED,
		.is_stale = s->is_stale,
	};
}

static struct solution_about about_solution(struct req *r, const struct solution_matchable *s)
{
	struct solution_about about = { .side = side_of(s), .ref = s->ref, .name = s->name,
		.lang = s->lang, .path = { str_fmt(r->arena, "/solutions/%s", uuid_print(s->ref).text) } };
	about.side.words = bag_of(r->arena, s->name, s->text);
	return about;
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

enum status solutions_for(struct req *r, const struct need_about *n, struct solutions_about *out)
{
	struct solution_matchables facts;
	struct ranked hopeful[HOPEFUL_MAX];
	TRY(solutions_facts(r->tx, CATALOGUE_MAX, &facts));
	struct solution_sides sides = { NULL, facts.len };
	struct solution_side *items = NEW(r->arena, struct solution_side, facts.len);
	for (size_t i = 0; i < facts.len; i++)
		items[i] = side_of(&facts.items[i]);
	sides.items = items;
	size_t found = match_hopeful(&n->side, &sides, hopeful, HOPEFUL_MAX);
	*out = (struct solutions_about){ .items = NEW(r->arena, struct solution_about, found) };
	for (size_t i = 0; i < found; i++) {
		struct solution_matchable s;
		if (!solution_matchable(r->tx, items[hopeful[i].at].id, &s))
			continue;
		struct solution_about *about = &out->items[out->len++];
		*about = about_solution(r, &s);
		TRY(solution_add_history(r, n->side.theme, &about->side));
	}
	return tx_error(r->tx)->status;
}

enum status solutions_about_borne(struct req *r, struct uuid bearer, size_t max,
	struct solutions_about *out)
{
	struct solution_matchables found;
	TRY(solutions_borne(r->tx, bearer, max, &found));
	*out = (struct solutions_about){ NEW(r->arena, struct solution_about, found.len), found.len };
	for (size_t i = 0; i < found.len; i++)
		out->items[i] = about_solution(r, &found.items[i]);
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
	struct solution_matchable s;
	if (!solution_matchable_ref(r->tx, which, &s))
		return fail(r->error, NOT_FOUND, "it is not in the catalogue");
	*out = about_solution(r, &s);
	return OK;
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

enum status score_of(struct req *r, const struct need_about *n, const struct solution_about *s,
	struct match_score *out)
{
	struct solution_side side = s->side;
	struct rarity rarity;
	TRY(rarity_words(r->tx, RARITY_IN_USE, &rarity));
	TRY(solution_add_history(r, n->side.theme, &side));
	*out = match_score(&n->side, &side, &rarity);
	return OK;
}
