#ifndef MATCHING_RULES_H
#define MATCHING_RULES_H
#include "base/arena.h"
#include "features/matching/model.h"

/* Which solutions may answer a need, in which order, and why. Pure. */

/* The weights in use, of 1,000 in all; a match keeps the version by which it was made. */
enum { WEIGHTS_VERSION = 1, MATCHES_MAX = 3, SCORE_LEAST = 560 };
extern const int match_weight[MATCH_TERMS];

/* The words of a text as they are compared; `title` counts double. In the arena. */
struct bag bag_of(struct arena *a, struct str title, struct str text);
/* How rare each word is among the solutions: common words say little. */
struct rarity { struct word_weight *items; size_t len, texts; };
struct rarity rarity_of(struct arena *a, const struct bag *bags, size_t n);
struct rarity sides_rarity(struct arena *a, const struct solution_sides *all);
/* 0–1,000: what two texts have in common, by the rarity of the words. */
int words_alike(const struct bag *a, const struct bag *b, const struct rarity *r);

/* Hard filters first; only what passes them is scored. */
struct match_score match_score(const struct need_side *n, const struct solution_side *s,
	const struct rarity *r);

/* The best of a need: places in `all`, best first, at most `max`, none below SCORE_LEAST. Returns
 * how many. */
struct ranked { size_t at; struct match_score score; };
size_t match_best(struct arena *a, const struct need_side *n, const struct solution_sides *all,
	struct ranked *out, size_t max);

/* A term in words, or NULL where it says nothing in favour: "même étape de soin". Said to the
 * need's author, "gratuite pour vous", or to others. */
const char *match_term_key(enum match_term t, int value, bool to_author);
const char *match_refusal_key(enum match_refusal r);
/* What whoever follows the need is told of a match in this state; NULL: nothing. */
const char *match_news_key(const struct match *m);
#endif
