#ifndef ENGINES_MODERATION_TEST_LEAF_H
#define ENGINES_MODERATION_TEST_LEAF_H
#include "engines/moderation/desk.h"
#include "test_site.h"

/* A second kind of objects, that only tests have: a leaf is public at once, may be held, hidden and
 * veiled, and is never returned. */
enum { LEAF = 901 };
enum { LEAF_HELD = 1, LEAF_OPEN, LEAF_HIDDEN, LEAF_REJECTED };

/* The product's features for people, needs and moderation, and leaves. */
void leaves_open(struct world *w);
/* Written by b: held when `rules` say so. */
struct uuid leaf_written(struct world *w, const struct browser *b, const char *text,
	unsigned rules);
int64_t leaf_state(struct world *w, struct uuid ref);
bool leaf_is_veiled(struct world *w, struct uuid ref);

/* What b does to a leaf. */
enum status leaf_decide(struct world *w, const struct browser *b, struct uuid ref, enum verdict v);
enum status leaf_report(struct world *w, const struct browser *b, struct uuid ref,
	enum report_reason reason);
enum status leaf_appeal(struct world *w, const struct browser *b, struct uuid ref,
	const char *text);
enum status leaf_take(struct world *w, const struct browser *b, struct uuid ref, bool take);
/* The case, as b may see it; kind NULL: not at all. */
struct desk_case leaf_case(struct world *w, const struct browser *b, struct uuid ref);
/* A second moderator. */
struct browser another_moderator(struct world *w);
/* How many notices of this key b has. */
int64_t leaf_notices(struct world *w, const struct browser *b, const char *what);
#endif
