#ifndef MATCHING_TEST_PAIR_H
#define MATCHING_TEST_PAIR_H
#include "features/agora/test_pages.h"
#include "features/solutions/test_made.h"

/* What the tests of matches share: a need of Ada's, of the same theme as a solution of Ben's. */
struct pair { struct world w; struct uuid need, solution; struct str need_at; };
void open_pair(struct pair *p);
/* "head/{ref}tail" */
const char *at(struct pair *p, const char *head, struct uuid ref, const char *tail);
/* Where the team decides about the two. */
const char *candidate_at(struct pair *p);
struct uuid the_match(struct pair *p);
/* Fay proposes it. */
struct uuid proposed(struct pair *p);
/* "/rapprochements/{ref}tail" of the match */
struct seen act(struct pair *p, const struct browser *b, const char *tail,
	const struct field *form);
#endif
