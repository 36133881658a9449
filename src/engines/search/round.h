#ifndef ENGINES_SEARCH_ROUND_H
#define ENGINES_SEARCH_ROUND_H
#include "engines/search/search.h"

/* The indexer's work, of its own files only. It carries what changed in search_doc into search.db,
 * in the order in which it changed, and holds neither database for long: rounds of 64 texts, read
 * first, written after. */
enum { ROUND = 64 };
enum { CLEAN, TO_PACK, TO_EMPTY_LOG };
struct text {
	int kind;
	bool gone, is_public;
	int64_t id, seq;
	struct str head, title, body, facets;      /* folded */
};
struct round {
	int64_t seq;                       /* the mark: what is done up to */
	int64_t dirty;
	int64_t docs;                      /* in the index */
	int64_t newest;                    /* of search_doc */
	int64_t behind;                    /* still to come after this round, up to BEHIND_MOST */
	struct text texts[ROUND];
	size_t len;
};
struct hands {
	struct db *reader, *derived;
	struct arena *arena;
	struct error *error;
	bool may_pack;                     /* packing reads and writes the whole index */
};

enum status round_carry(const struct hands *h, struct round *round);
/* More may wait: something came, or the index begins from nothing. */
static inline bool round_is_more(const struct round *round)
{
	return round->len > 0 || round->newest < round->seq;
}
#endif
