#ifndef ENGINES_SEARCH_NEARBY_H
#define ENGINES_SEARCH_NEARBY_H
#include "base/arena.h"

/* Words that differ by one slip of the hand: a letter wrong, missing, too many, or two swapped.
 * Pure.
 *
 * Two such words always have a form in common, when the forms of a word are the word itself and
 * what is left of it without one of its letters. So search.db keeps the forms of each word, and a
 * dozen look-ups find all that are near, however many words there are. */
enum { NEAR_TYPED = 5, NEAR_LEAST = NEAR_TYPED - 1, NEAR_MOST = 24 };     /* letters */
/* The forms of a word, each once, into out[NEAR_MOST + 1]; 0 for a word that is too short or too
 * long, or holds a digit. */
size_t near_forms(struct arena *a, struct str word, struct str *out);
bool near_is(struct str a, struct str b);            /* one slip apart; not the same */
#endif
