#ifndef ENGINES_SEARCH_SEARCH_H
#define ENGINES_SEARCH_SEARCH_H
#include "app/object.h"
#include "db/writer.h"

/* Finding objects by words. A feature puts the words of an object down in the object's own tx
 * (table search_doc); a thread of its own carries them into search.db, which is derived data: it
 * lags by about a tenth of a second and can be made again. Index and query go through one folding
 * (base/fold.h). Hits are joined with the same access predicate as lists.
 *
 *   TRY(search_put(tx, &(struct search_doc){ .kind = K, .id = h.id, .persona = …, … }));
 *   …
 *   TRY(search_find(r->tx, r->who, &(struct search_asked){ .typed = q, .kind = K }, &hits));
 *
 * Ids are one series for all kinds of a zone (tx_new_id): search.db goes by the id alone. */
struct search_doc {
	int kind;
	int64_t id;
	struct uuid persona;           /* its author */
	enum audience audience;
	struct str title, body;        /* as written */
};
enum status search_put(struct tx *tx, const struct search_doc *d);        /* new, or instead */
enum status search_forget(struct tx *tx, int kind, int64_t id);          /* its words go for good */

struct search_asked {
	struct str typed;
	int kind;                      /* 0: any */
	bool any_word;                 /* texts that are alike: any of the words, rarest first */
	int64_t not_id;                /* leave this one out; 0 */
	size_t max, skip;
};
struct hit { int kind; int64_t id; };
/* `many`: nobody counted to the end; there are `total` at least, of 1,000 that can be reached. */
struct hits { struct hit *items; size_t len; int64_t total; bool many; };
/* On a DB_READ connection where search.db is attached as `search` (a GET). INVALID never: whatever
 * is typed is words. No words: no hits. Every word must stand in the text, but for those that stand
 * in no text at all; the last may be the beginning of one. Best first: titles weigh more; of words
 * that are in many texts the newest come first, titles before others. */
enum status search_find(struct tx *tx, const struct who *who, const struct search_asked *asked,
	struct hits *out);

/* The indexer: reads search_doc on a connection of its own, writes search.db. What was forgotten or
 * rewritten is also gone from the bytes of search.db once the index was packed, soon after. */
struct indexer;
struct indexer *indexer_start(const char *database, const char *search, struct error *e);
void indexer_stop(struct indexer *ix);               /* NULL is fine */
void indexer_wake(struct indexer *ix);
int64_t indexer_lag(const struct indexer *ix);       /* documents still to come */
/* All that waits, on the caller's thread: for tests and the demo. */
enum status indexer_run(struct db *reader, struct db *derived, struct error *e);
enum status search_prepare(struct db *derived, struct error *e);          /* makes its tables */
#endif
