#ifndef ENGINES_SEARCH_TERMS_H
#define ENGINES_SEARCH_TERMS_H
#include "engines/search/search.h"

/* Rows of search_doc whose words are found by who asks ($1 and $2 are VISIBLE_BINDS), or by
 * everybody: they are to be seen, and so is what they stand under. */
#define STANDS_BY_ITSELF_OR(d, seen) \
	"(" d ".under_id = 0 OR EXISTS (SELECT 1 FROM search_doc o /* all: it is asked here */" \
	" WHERE o.kind = " d ".under_kind AND o.id = " d ".under_id AND o.gone = 0 AND " seen "))"
#define FOUND_BY_WHO(d) \
	VISIBLE_TO(d) " AND " d ".gone = 0 AND " STANDS_BY_ITSELF_OR(d, VISIBLE_TO("o"))
#define FOUND_BY_ALL(d) \
	d ".audience = 0 AND " d ".gone = 0 AND " STANDS_BY_ITSELF_OR(d, "o.audience = 0")

/* What was typed, as words that can be looked up; of the engine's own files only. */
enum {
	WORDS_MAX = 16,            /* of a query */
	ALIKE_LOOK_AT = 24,        /* words of a text that others may be like */
	COMMON = 200,              /* a word of more texts than that does not rank */
};
struct term {
	struct str text;               /* folded */
	struct str as;                 /* as it was typed; once mended, as people write it */
	bool begins;                   /* it may be the beginning of a word */
	bool is_mended;
	int64_t texts;                 /* public ones that have it */
};
struct terms { struct term items[ALIKE_LOOK_AT]; size_t len; };

/* Looked up, and none left that leads nowhere; says in *out what was mended or left out. */
enum status terms_of(struct tx *tx, const struct who *who, const struct search_asked *asked,
	struct terms *w, struct hits *out);
bool terms_any_common(const struct terms *w);
/* An expression of FTS5. */
struct str terms_match(struct arena *a, const struct terms *w, const char *between);
struct str terms_match_title(struct arena *a, const struct terms *w, const char *between);

/* Words of the index that nobody can type, each ended by a blank: what hits are narrowed by,
 * "_k7 _tpain _d88 " (0 and "" give none), and those of a folded title, "_wmot _wsimple ". */
struct str search_facets(struct arena *a, int kind, struct str theme, struct str territory);
struct str search_title_words(struct arena *a, struct str title);

/* A text as written, word by word: a word runs on over apostrophes. False: there is none left. */
bool written_next(struct str *rest, struct str *word);
/* How the newest text that everybody may see writes this folded word; "": no such text has it. */
enum status written_as(struct tx *tx, struct str folded, struct str *out);
/* The part of a written word that folds to `folded`: hôpital of l’hôpital. */
struct str written_part(struct arena *a, struct str written, struct str folded);
/* What comes behind all words that begin so. */
struct str behind(struct arena *a, struct str beginning);
#endif
