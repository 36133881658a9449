#ifndef MATCHING_RULES_H
#define MATCHING_RULES_H
#include "base/arena.h"
#include "features/matching/model.h"

/* Which solutions may answer a need, in which order, and why. Pure. */

/* The weights in use, of 1,000 in all; a match keeps the version by which it was made. */
enum { WEIGHTS_VERSION = 1, MATCHES_MAX = 3, SCORE_LEAST = 560 };
extern const int match_weight[MATCH_TERMS];

/* The words of a text as they are compared, the first 800; `title` counts double. In the arena, no
 * larger than they are many. */
struct bag bag_of(struct arena *a, struct str title, struct str text);
/* How rare each word is among the solutions: common words say little. In no texts at all, all words
 * are alike. */
struct rarity { struct word_weight *items; size_t len, texts; };
struct rarity rarity_of(struct arena *a, const struct bag *bags, size_t n);
struct rarity sides_rarity(struct arena *a, const struct solution_sides *all);
/* Of two lots of texts together. From RARITY_WORDS_MAX on no new word is taken. */
enum { RARITY_WORDS_MAX = 100000 };
struct rarity rarity_both(struct arena *a, const struct rarity *known, const struct rarity *more);
/* As it is kept: bytes in the arena. What cannot be read is no text at all. */
struct str rarity_print(struct arena *a, const struct rarity *r);
struct rarity rarity_read(struct arena *a, struct str printed, int64_t texts);
/* Is it time to count again? A small catalogue changes much with each solution. */
bool rarity_is_due(int64_t made_at, int64_t texts, int64_t now_at);
/* 0–1,000: what two texts have in common, by the rarity of the words. */
int words_alike(const struct bag *a, const struct bag *b, const struct rarity *r);

/* Hard filters first; only what passes them is scored. */
struct match_score match_score(const struct need_side *n, const struct solution_side *s,
	const struct rarity *r);

/* What it can be at the most, whatever the words of both are and came of it before; 0: refused.
 * Reads neither. */
int match_at_most(const struct need_side *n, const struct solution_side *s);

/* The best of a need: places in `all`, best first, at most `max`, none below SCORE_LEAST. Returns
 * how many. */
struct ranked { size_t at; struct match_score score; };
size_t match_best(const struct need_side *n, const struct solution_sides *all,
	const struct rarity *r, struct ranked *out, size_t max);
/* The same by what they can be at the most: whose words are worth reading. */
size_t match_hopeful(const struct need_side *n, const struct solution_sides *all,
	struct ranked *out, size_t max);

/* Has its bearer been told of it, or told of it themselves? Otherwise they know nothing of it. */
bool match_is_bearers(const struct match *m);
/* How it reads to its bearer: what the team and the author make of it before a yes is theirs, so
 * that only a drop shows. */
enum match_state match_state_to_bearer(const struct match *m);

/* A term in words, or NULL where it says nothing in favour: "même étape de soin". Said to the
 * need's author, "gratuite pour vous", or to others. */
const char *match_term_key(enum match_term t, int value, bool to_author);
const char *match_refusal_key(enum match_refusal r);
/* What whoever follows the need is told of a match in this state; NULL: nothing. */
const char *match_news_key(const struct match *m);
#endif
