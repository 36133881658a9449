#ifndef MATCHING_SIDES_H
#define MATCHING_SIDES_H
#include "app/app.h"
#include "features/matching/rules.h"

/* What the scorer is told of needs and solutions, asked of the features that own them. All in the
 * arena of the request. */
struct need_about {
	struct need_side side;
	struct uuid ref;
	int64_t number;
	struct str title, text;        /* in the language of the page, where it is translated */
	int lang;                      /* enum lang of these two */
	struct url path;
};
/* NOT_FOUND: not to be seen, or nothing is to be matched with it any more. */
struct need;
/* Without the words of its side: need_add_words. */
struct need_about need_about_of(struct req *r, const struct need *n);
void need_add_words(struct req *r, const struct need *n, struct need_about *about);
enum status need_about_ref(struct req *r, struct uuid which, struct need_about *out);
/* False: no open need has this number. */
bool need_about_number(struct req *r, int64_t number, struct need_about *out);

struct solution_about {
	struct solution_side side;
	struct uuid ref;
	struct str name;
	int lang;                      /* enum lang of its name */
	struct url path;
};
struct solutions_about { struct solution_about *items; size_t len; };
/* What may answer the need, as far as its words are worth reading: at most 100, without those that
 * fit nowhere. With what came of them before. */
enum status solutions_for(struct req *r, const struct need_about *n, struct solutions_about *out);
/* Those of one bearer, at most `max`, without what came of them before. */
enum status solutions_about_borne(struct req *r, struct uuid bearer, size_t max,
	struct solutions_about *out);
/* Adds that: whether it helped, and how often it did not fit needs of this theme. */
enum status solution_add_history(struct req *r, struct str theme, struct solution_side *s);
/* Their sides alone, in their order. */
struct solution_sides sides_of(struct arena *a, const struct solutions_about *all);
/* One of them; NOT_FOUND: not to be seen, or not to be proposed. */
enum status solution_about_ref(struct req *r, struct uuid which, struct solution_about *out);

/* Whose it is, and what about, of a match that is about to be made. */
void match_between(struct match *m, const struct need_about *n, const struct solution_about *s);

/* How one fits the other, as the rarity of words among all solutions has it. */
enum status score_of(struct req *r, const struct need_about *n, const struct solution_about *s,
	struct match_score *out);
#endif
