/* The scorer: hard filters, eight terms, weights. participation.md §4.2 of the design. */
#include "features/matching/rules.h"
#include "base/fold.h"

const int match_weight[MATCH_TERMS] = {
	[TERM_THEME] = 300, [TERM_TEXT] = 200, [TERM_STAGE] = 150, [TERM_NEAR] = 100,
	[TERM_EVIDENCE] = 100, [TERM_FRESH] = 50, [TERM_COST] = 50, [TERM_HELPED] = 50,
};

/* ---- hard filters ---- */

static bool meets(struct str need, struct str solution)
{
	return need.len == 0 || solution.len == 0 || str_eq(need, solution);
}

static enum match_refusal refusal(const struct need_side *n, const struct solution_side *s)
{
	if (!uuid_is_none(n->author) && uuid_eq(n->author, s->bearer))
		return MATCH_SAME_HANDS;
	if (!meets(n->territory, s->territory))
		return MATCH_OTHER_PLACE;
	if (!(n->publics & s->publics))
		return MATCH_OTHER_PUBLIC;
	if (n->stage && s->stages && !(s->stages & 1u << n->stage))
		return MATCH_OTHER_STAGE;
	if (!(s->langs & 1u << n->lang) && !s->is_interpreted)
		return MATCH_OTHER_LANGUAGE;
	return MATCH_POSSIBLE;
}

/* ---- the terms ---- */

static int term_stage(const struct need_side *n, const struct solution_side *s)
{
	if (!n->stage)
		return 400;
	return s->stages ? 1000 : 600;
}

static int term_near(const struct need_side *n, const struct solution_side *s)
{
	if (s->territory.len && n->territory.len)
		return 1000;
	return s->territory.len ? 300 : 600;       /* one place of a country; everywhere */
}

/* Laplace's rule, once five have tried it: before that it says as much as no knowledge. */
static int term_helped(const struct solution_side *s)
{
	return s->tried < 5 ? 500 : (int)(1000 * (s->helped + 1) / (s->tried + 2));
}

/* All that neither words nor history say. */
static struct match_score facts_score(const struct need_side *n, const struct solution_side *s)
{
	struct match_score m = { .refused = refusal(n, s) };
	if (m.refused != MATCH_POSSIBLE)
		return m;
	m.term[TERM_THEME] = n->theme.len && str_eq(n->theme, s->theme) ? 1000 : 0;
	m.term[TERM_STAGE] = term_stage(n, s);
	m.term[TERM_NEAR] = term_near(n, s);
	m.term[TERM_EVIDENCE] = s->evidence * 200;
	m.term[TERM_FRESH] = s->is_stale ? 0 : 1000;
	m.term[TERM_COST] = s->is_free ? 1000 : s->is_reimbursed ? 700 : 200;
	return m;
}

static int weighed(const struct match_score *m)
{
	int total = 0;
	for (int t = 0; t < MATCH_TERMS; t++)
		total += m->term[t] * match_weight[t];
	return total / 1000;
}

struct match_score match_score(const struct need_side *n, const struct solution_side *s,
	const struct rarity *r)
{
	enum { OFTEN_NOT = 3, NOT_FIT_COSTS = 60 };
	struct match_score m = facts_score(n, s);
	if (m.refused != MATCH_POSSIBLE)
		return m;
	m.term[TERM_TEXT] = words_alike(&n->words, &s->words, r);
	m.term[TERM_HELPED] = term_helped(s);
	int64_t often = s->not_fit < OFTEN_NOT ? s->not_fit : OFTEN_NOT;
	m.total = weighed(&m) - (int)often * NOT_FIT_COSTS;
	m.total = m.total < 0 ? 0 : m.total;
	return m;
}

int match_at_most(const struct need_side *n, const struct solution_side *s)
{
	struct match_score m = facts_score(n, s);
	m.term[TERM_TEXT] = m.term[TERM_HELPED] = 1000;
	return m.refused == MATCH_POSSIBLE ? weighed(&m) : 0;
}

/* ---- the best ---- */

static bool is_better(const struct ranked *a, const struct ranked *b,
	const struct solution_sides *all)
{
	if (a->score.total != b->score.total)
		return a->score.total > b->score.total;
	return all->items[a->at].id < all->items[b->at].id;
}

/* Puts r where it belongs; returns how many there are then. */
static size_t keep(struct ranked *out, size_t kept, size_t max, const struct ranked *r,
	const struct solution_sides *all)
{
	size_t at = kept < max ? kept++ : max;
	for (; at > 0 && is_better(r, &out[at - 1], all); at--)
		if (at < max)
			out[at] = out[at - 1];
	if (at < max)
		out[at] = *r;
	return kept;
}

struct rarity sides_rarity(struct arena *a, const struct solution_sides *all)
{
	struct bag *bags = NEW(a, struct bag, all->len);
	for (size_t i = 0; i < all->len; i++)
		bags[i] = all->items[i].words;
	return rarity_of(a, bags, all->len);
}

size_t match_best(const struct need_side *n, const struct solution_sides *all,
	const struct rarity *rarity, struct ranked *out, size_t max)
{
	size_t kept = 0;
	for (size_t i = 0; i < all->len; i++) {
		struct ranked r = { i, match_score(n, &all->items[i], rarity) };
		if (r.score.refused == MATCH_POSSIBLE && r.score.total >= SCORE_LEAST)
			kept = keep(out, kept, max, &r, all);
	}
	return kept;
}

size_t match_hopeful(const struct need_side *n, const struct solution_sides *all,
	struct ranked *out, size_t max)
{
	size_t kept = 0;
	for (size_t i = 0; i < all->len; i++) {
		struct ranked r = { i, { .total = match_at_most(n, &all->items[i]) } };
		if (r.score.total >= SCORE_LEAST)
			kept = keep(out, kept, max, &r, all);
	}
	return kept;
}

/* ---- what its bearer may know ---- */

bool match_is_bearers(const struct match *m)
{
	return m->by_bearer || m->opened_at > 0;
}

enum match_state match_state_to_bearer(const struct match *m)
{
	return m->opened_at || m->state == MATCH_DROPPED ? m->state : MATCH_SUGGESTED;
}

/* ---- in words ---- */

const char *match_term_key(enum match_term t, int value, bool to_author)
{
	static const struct { int least; const char *key, *others; } words[MATCH_TERMS] = {
		[TERM_THEME] = { 1000, WORD("matching.term.theme") },
		[TERM_TEXT] = { 400, WORD("matching.term.text") },
		[TERM_STAGE] = { 1000, WORD("matching.term.stage") },
		[TERM_NEAR] = { 1000, WORD("matching.term.near"), WORD("matching.term.near_them") },
		[TERM_EVIDENCE] = { 600, WORD("matching.term.evidence") },
		[TERM_FRESH] = { 1000, WORD("matching.term.fresh") },
		[TERM_COST] = { 1000, WORD("matching.term.cost"), WORD("matching.term.cost_them") },
		[TERM_HELPED] = { 700, WORD("matching.term.helped") },
	};
	if (t >= MATCH_TERMS || value < words[t].least)
		return NULL;
	return !to_author && words[t].others ? words[t].others : words[t].key;
}

/* Of why it does not fit, what the solution is like may help others; what its author has or trusts
 * is theirs. */
static const char *not_fit_key(enum not_fit reason)
{
	static const char *const keys[NOT_FITS] = {
		[NOT_FIT_TOO_FAR] = WORD("matching.news.too_far"),
		[NOT_FIT_TOO_DEAR] = WORD("matching.news.too_dear"),
		[NOT_FIT_NOT_MINE] = WORD("matching.news.not_mine"),
	};
	return reason < NOT_FITS && keys[reason] ? keys[reason] : WORD("matching.news.not_fit");
}

const char *match_news_key(const struct match *m)
{
	static const char *const keys[MATCH_STATES] = {
		[MATCH_OPEN] = WORD("matching.news.answered"),
		[MATCH_HELPED] = WORD("matching.news.helped"),
		[MATCH_HELPED_PARTLY] = WORD("matching.news.partly"),
		[MATCH_HELPED_NOT] = WORD("matching.news.not_helped"),
		[MATCH_EXPIRED] = WORD("matching.news.expired"),
	};
	return m->state == MATCH_NOT_FIT ? not_fit_key(m->reason) : keys[m->state];
}

const char *match_refusal_key(enum match_refusal r)
{
	static const char *const keys[MATCH_REFUSALS] = {
		[MATCH_SAME_HANDS] = WORD("matching.refused.hands"),
		[MATCH_OTHER_PLACE] = WORD("matching.refused.place"),
		[MATCH_OTHER_PUBLIC] = WORD("matching.refused.public"),
		[MATCH_OTHER_STAGE] = WORD("matching.refused.stage"),
		[MATCH_OTHER_LANGUAGE] = WORD("matching.refused.language"),
	};
	return r < MATCH_REFUSALS ? keys[r] : NULL;
}
