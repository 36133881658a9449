#ifndef MATCHING_WORDS_H
#define MATCHING_WORDS_H
#include "app/app.h"

/* The chore: counts, in slices, in how many solutions each word is. Until it has passed for the
 * first time all words are alike. */
enum status matching_count_words(struct tx *tx, const struct site *site, bool *more);
#endif
