/* What may be meant by what was typed so far. Each answer reads a few rows of search.db, however
 * large it is, and shows nothing but words of a text that everybody may see at this moment. */
#include "engines/search/terms.h"
#include "base/fold.h"

enum { TITLES = 4, LOOK_AT = 64, LEAST_LETTERS = 4, LEAST_TEXTS = 2, LIKELY_MOST = 2000 };

static const char titles_sql[] =
	"SELECT /* all: only what everybody sees */ d.title FROM search.search_text t"
	" CROSS JOIN search_doc d ON d.kind = t.kind AND d.id = t.id"
	" WHERE t.is_public = 1 AND t.head >= $1 AND t.head < $2"
	"   AND " FOUND_BY_ALL("d") " ORDER BY t.head LIMIT $3";
/* Two letters: the most frequent by their index. More: the words that begin so are few. */
static const char two_sql[] =
	"SELECT word, n FROM search.search_word WHERE substr(word, 1, 2) = $1 AND $2 <> ''"
	" ORDER BY much DESC LIMIT $3";
static const char more_sql[] =
	"SELECT word, n FROM"
	" (SELECT word, n FROM search.search_word WHERE word >= $1 AND word < $2 LIMIT $4)"
	" ORDER BY n DESC, word LIMIT $3";
static const char docs_sql[] = "SELECT n FROM search.search_mark WHERE what = 2";

static void add(struct suggestions *out, struct str s)
{
	for (size_t i = 0; i < out->len; i++)
		if (str_eq(out->items[i], s))
			return;
	if (s.len && out->len < SUGGESTIONS)
		out->items[out->len++] = s;
}

static enum status add_titles(struct tx *tx, struct str typed, struct suggestions *out)
{
	struct str head = fold_text(tx_arena(tx), typed);
	if (head.len == 0)
		return OK;
	struct rows r = db_query(tx, titles_sql,
		BIND(text(head), text(behind(tx_arena(tx), head)), i64(TITLES)));
	while (rows_next(&r))
		add(out, row_text(&r, 0));
	return rows_end(&r);
}

struct likely { struct str word; int64_t texts; };

/* A word of one text alone may be a name; one of every text tells nothing. */
static enum status likely_words(struct tx *tx, struct str begun, struct likely *all, size_t *len)
{
	int64_t docs = 0;
	enum { FEW = 20, SAYS_LITTLE = 4 };
	TRY(db_one_i64(tx, docs_sql, NULL, 0, &docs));
	int64_t most = docs < FEW ? docs : docs / SAYS_LITTLE;
	struct rows r = db_query(tx, str_points(begun) == 2 ? two_sql : more_sql,
		BIND(text(begun), text(behind(tx_arena(tx), begun)), i64(LOOK_AT), i64(LIKELY_MOST)));
	while (*len < LOOK_AT && rows_next(&r)) {
		struct likely l = { row_text(&r, 0), row_i64(&r, 1) };
		if (l.texts >= LEAST_TEXTS && l.texts <= most && str_points(l.word) >= LEAST_LETTERS)
			all[(*len)++] = l;
	}
	return rows_end(&r);
}

/* The last word that is being typed, of what was typed so far. */
static struct str last_word(struct str typed, struct str *before)
{
	struct str rest = typed, word, last = { 0 };
	while (written_next(&rest, &word))
		last = word;
	bool goes_on = last.len && last.ptr + last.len == typed.ptr + typed.len;
	*before = (struct str){ typed.ptr, goes_on ? (size_t)(last.ptr - typed.ptr) : typed.len };
	return goes_on ? last : (struct str){ 0 };
}

static enum status add_words(struct tx *tx, struct str typed, struct suggestions *out)
{
	struct arena *a = tx_arena(tx);
	struct likely all[LOOK_AT];
	size_t n = 0;
	struct str before, begun = fold_words(a, last_word(typed, &before));
	if (str_points(begun) < 2)
		return OK;
	TRY(likely_words(tx, begun, all, &n));
	for (size_t taken = 0; taken < n && out->len < SUGGESTIONS; taken++) {
		size_t best = taken;
		for (size_t i = taken; i < n; i++)
			if (all[i].texts > all[best].texts)
				best = i;
		struct likely l = all[best];
		all[best] = all[taken];
		struct str written;
		TRY(written_as(tx, l.word, &written));
		if (written.len)
			add(out, str_join(a, PIECES(before, written)));
	}
	return OK;
}

enum status search_suggest(struct tx *tx, struct str typed, struct suggestions *out)
{
	*out = (struct suggestions){ 0 };
	TRY(add_titles(tx, typed, out));
	return add_words(tx, typed, out);
}
