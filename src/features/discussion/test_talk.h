#ifndef DISCUSSION_TEST_TALK_H
#define DISCUSSION_TEST_TALK_H
#include "test_site.h"

/* What the tests of discussions share: posts as browsers make them. */
#define SAY(text_) (const struct field[]){ { "text", str_view(text_) }, { 0 } }

/* "/discussion/besoin/{ref}" of a public need of this author. */
const char *talk_under(struct world *w, const struct browser *author);
/* Written there, or in answer to a post: where it is, "/echanges/{ref}"; it may be held. */
const char *post_at(struct world *w, const struct browser *b, const char *path, const char *text);
/* The same, approved if it was held. */
const char *public_post(struct world *w, const struct browser *b, const char *path,
	const char *text);
/* A moderator decides; `reason` is added to what says no. */
struct seen decide_post(struct world *w, const struct browser *b, const char *post,
	const char *verdict);
struct uuid post_ref(const char *post);
int64_t told(struct world *w, const struct browser *b, const char *what);
#endif
