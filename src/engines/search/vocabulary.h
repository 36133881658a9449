#ifndef ENGINES_SEARCH_VOCABULARY_H
#define ENGINES_SEARCH_VOCABULARY_H
#include "db/db.h"

/* The indexer's half of the vocabulary: which folded words stand in texts that everybody may see,
 * in how many (search_word), and their forms (search_near, see nearby.h). When the last text with a
 * word goes, so do the word and its forms. `words`: folded, parted by blanks. */
enum status vocabulary_add(struct tx *tx, struct str words);
enum status vocabulary_take(struct tx *tx, struct str words);
enum status vocabulary_clear(struct tx *tx);
#endif
