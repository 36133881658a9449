#ifndef ENGINES_SEARCH_SEARCH_H
#define ENGINES_SEARCH_SEARCH_H
#include "app/object.h"
#include "app/words.h"
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
 * Ids are one series for all kinds of a zone (tx_new_id): search.db goes by the id alone.
 * What is known of words (which there are, how often, which is meant) is known from texts that
 * everybody may see: a word of a hidden text alone is a word that nobody has written. */
struct search_doc {
	int kind;
	int64_t id;
	struct uuid persona;           /* its author */
	enum audience audience;
	int under_kind;                /* with under_id: what it stands under; it is found while the */
	int64_t under_id;              /* words of that are, by the same reader. 0: by itself */
	struct str theme, territory;   /* slug and code, by which hits are narrowed; "" = none */
	int64_t at;                    /* the day that is shown, ms UTC; 0 */
	enum lang lang;                /* of title and body */
	struct str title, body;        /* as written */
	struct str other_title, other_body;    /* the same in other languages, one a line; "" */
};
enum status search_put(struct tx *tx, const struct search_doc *d);        /* new, or instead */
enum status search_forget(struct tx *tx, int kind, int64_t id);          /* its words go for good */
/* A chore. What stands under something is found no more from the moment that this is not; what is
 * known of its words (suggestions, corrections) follows in slices, here. */
struct site;
enum status search_spread(struct tx *tx, const struct site *site, bool *more);

struct search_asked {
	struct str typed;
	int kind;                      /* 0: any */
	struct str theme, territory;   /* "" = any */
	bool exact;                    /* the words as they were typed: none is changed or left out */
	bool any_word;                 /* texts that are alike: any of the words, rarest first */
	int64_t not_id;                /* leave this one out; 0 */
	size_t max, skip;
};
struct hit { int kind; int64_t id, at; struct str theme, territory; };
struct terms;
struct hits {
	const struct hit *items;
	size_t len;
	const struct hit *all;         /* `total` of them, these among them */
	int64_t total;
	bool many;                     /* nobody counted: there are `total` at least, of 1,000 */
	bool some;                     /* no text has all the words: these have some of them */
	struct str instead;            /* what was searched, a slip of the hand mended; "" = as typed */
	struct str without;            /* words of it that stand in no text; "" */
	const struct terms *terms;     /* for search_shown; NULL: there were none */
};
/* On a DB_READ connection where search.db is attached as `search` (a GET). INVALID never: whatever
 * is typed is words. No words: no hits. Words that stand in no text are mended where one letter is
 * wrong, or left out; the last may be the beginning of one. All the others must stand in the text;
 * when no text has them all, some of them. Best first: titles weigh more; of words that are in many
 * texts the newest come first, titles before others. */
enum status search_find(struct tx *tx, const struct who *who, const struct search_asked *asked,
	struct hits *out);

/* What a page shows of a hit: its title, and its text round the words that were found, in the
 * language of the page where there is one. `lang`: of both. */
enum { EXCERPT_PIECES = 24 };
struct piece { struct str text; bool is_found; };
struct search_shown {
	struct str title;
	enum lang lang;
	struct piece pieces[EXCERPT_PIECES];
	size_t len;
	bool cut_before, cut_after;
};
struct search_reader { const struct who *who; enum lang lang; };
/* False: the reader may not see it (any more). */
bool search_shown(struct tx *tx, const struct search_reader *reader, const struct hits *hits,
	const struct hit *hit, struct search_shown *out);

/* What may be meant by what was typed so far: titles, then words that are often used, as people
 * wrote them. Only of what everybody may see. */
enum { SUGGESTIONS = 8 };
struct suggestions { struct str items[SUGGESTIONS]; size_t len; };
enum status search_suggest(struct tx *tx, struct str typed, struct suggestions *out);

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
