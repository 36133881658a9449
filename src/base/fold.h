#ifndef BASE_FOLD_H
#define BASE_FOLD_H
#include "base/arena.h"

/* One way to compare words, for the index, the query, names of places and slugs.
 *
 * fold_text: lower case, diacritics gone, œ → oe, æ → ae, ß → ss; every run of what is neither
 * letter nor digit becomes one blank, with none at the ends. Letters of other scripts stay, in
 * lower case where Unicode has one and without their marks. The copy is in the arena, and never
 * longer than s.
 * fold_words: fold_text, but elisions are dropped (l’ d’ j’ qu’ c’ n’ s’ m’ t’ jusqu’ lorsqu’
 * puisqu’, English ’s), any other apostrophe inside a word joins it (aujourd’hui → aujourdhui),
 * and each word is stemmed lightly: French and English plurals (s, x after u, aux → al, eaux →
 * eau, es, ies and ie → y) on words of four signs and more. Index and query both go through it;
 * the words of a text stay in order.
 * fold_slug: fold_text with dashes for blanks, cut at a word's end so that it has at most `max`
 * bytes; "" when nothing is left. Only a–z 0–9 and '-' remain. */
struct str fold_text(struct arena *a, struct str s);
struct str fold_words(struct arena *a, struct str s);
struct str fold_slug(struct arena *a, struct str s, size_t max);
#endif
