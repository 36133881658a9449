/* What was typed becomes words that stand somewhere: counted, mended, left out. What is known of
 * words is known from public texts; of a reader's own and a team's, only that there are some. */
#include "engines/search/terms.h"
#include "base/fold.h"
#include "engines/search/nearby.h"

enum {
	PREFIX_BELOW = 5,          /* the last word of fewer texts may be the beginning of another */
	BEGUN_MOST = 500,          /* words that begin so, looked at */
	SAYS_LITTLE = 4,           /* a word of more than one text in so many is not asked for */
	SAYS_LITTLE_FROM = 8,      /* texts there must be for that */
};

/* These name tables of search.db; elsewhere than in db_query's arguments, since the tables of the
 * main database are all that tools know. */
static const char known_sql[] = "SELECT n FROM search.search_word WHERE word = $1";
static const char begun_sql[] =
	"SELECT coalesce(sum(n), 0) FROM"
	" (SELECT n FROM search.search_word WHERE word >= $1 AND word < $2 LIMIT $3)";
static const char seen_sql[] =
	"SELECT count(*) FROM (SELECT 1"
	"  FROM search.search_fts f"
	"  CROSS JOIN search.search_text t ON t.id = f.rowid"
	"  CROSS JOIN search_doc d ON d.kind = t.kind AND d.id = t.id"
	" WHERE f.search_fts MATCH $3 AND " FOUND_BY_WHO("d") " LIMIT $4)";
static const char near_sql[] =
	"SELECT w.word, w.n FROM search.search_near x"
	" CROSS JOIN search.search_word w ON w.word = x.word WHERE x.form = $1";
static const char docs_sql[] = "SELECT n FROM search.search_mark WHERE what = 2";

/* ---- split ---- */

static bool has_word(const struct terms *w, struct str word)
{
	for (size_t i = 0; i < w->len; i++)
		if (str_eq(w->items[i].text, word))
			return true;
	return false;
}

static void add_word(struct terms *w, const struct search_asked *asked, struct term word)
{
	enum { SHORT = 3 };
	size_t max = asked->any_word ? ALIKE_LOOK_AT : WORDS_MAX;
	bool too_short = asked->any_word && str_points(word.text) <= SHORT;
	if (w->len < max && word.text.len && !too_short && !has_word(w, word.text))
		w->items[w->len++] = word;
}

/* The distinct words of what was typed, in order; of a text that others may be like, short ones are
 * left out. */
static struct terms split(struct arena *a, const struct search_asked *asked)
{
	struct terms w = { 0 };
	struct str rest = asked->typed, written, word;
	while (written_next(&rest, &written)) {
		struct str folded = fold_words(a, written);
		while (str_cut(&folded, ' ', &word))
			add_word(&w, asked, (struct term){ .text = word, .as = word });
		add_word(&w, asked, (struct term){ .text = folded, .as = written });
	}
	return w;
}

static void drop(struct terms *w, size_t at)
{
	memmove(&w->items[at], &w->items[at + 1], (--w->len - at) * sizeof *w->items);
}

/* ---- counted ---- */

static struct str quoted(struct arena *a, const char *head, const struct term *w)
{
	return str_fmt(a, "\"%s%.*s\"%s", head, (int)w->text.len, w->text.ptr,
		w->begins ? "*" : "");
}

struct str behind(struct arena *a, struct str beginning)
{
	return str_join(a, PIECES(beginning, STR("\xF4\x8F\xBF\xBF")));
}

/* Texts that this reader may see beside the public ones: looked for when none of those has it. */
static enum status count_seen(struct tx *tx, const struct who *who, struct term *w)
{
	if (w->texts || !who->roles)
		return OK;
	return db_one_i64(tx, seen_sql, BIND(VISIBLE_BINDS(who), text(quoted(tx_arena(tx), "", w)),
		i64(COMMON + 1)), &w->texts);
}

static enum status count(struct tx *tx, const struct who *who, struct term *w)
{
	w->texts = 0;
	TRY(db_one_i64(tx, known_sql, BIND(text(w->text)), &w->texts));
	return count_seen(tx, who, w);
}

static enum status count_begun(struct tx *tx, const struct who *who, struct term *w)
{
	w->begins = true;
	w->texts = 0;
	TRY(db_one_i64(tx, begun_sql, BIND(text(w->text), text(behind(tx_arena(tx), w->text)),
		i64(BEGUN_MOST)), &w->texts));
	return count_seen(tx, who, w);
}

/* ---- mended ---- */

/* The word that stands in most texts of those that are one slip away. */
static enum status nearest(struct tx *tx, struct str typed, struct term *best)
{
	struct str forms[NEAR_MOST + 1];
	size_t n = near_forms(tx_arena(tx), typed, forms);
	for (size_t i = 0; i < n; i++) {
		struct rows r = db_query(tx, near_sql, BIND(text(forms[i])));
		while (rows_next(&r)) {
			struct term w = { .text = row_text(&r, 0), .texts = row_i64(&r, 1) };
			if (w.texts > best->texts && near_is(w.text, typed))
				*best = w;
		}
		TRY(rows_end(&r));
	}
	return OK;
}

static enum status mend(struct tx *tx, struct term *w)
{
	struct term best = { 0 };
	if (str_points(w->text) < NEAR_TYPED)
		return OK;
	TRY(nearest(tx, w->text, &best));
	if (best.texts)
		TRY(written_as(tx, best.text, &best.as));
	if (best.as.len) {
		best.is_mended = true;
		*w = best;
	}
	return OK;
}

static struct str and_word(struct arena *a, struct str all, struct str word)
{
	return all.len ? str_join(a, PIECES(all, STR(" "), word)) : word;
}

static void say_mended(struct arena *a, const struct terms *w, struct hits *out)
{
	bool any = false;
	for (size_t i = 0; i < w->len; i++) {
		out->instead = and_word(a, out->instead, w->items[i].as);
		any |= w->items[i].is_mended;
	}
	if (!any)
		out->instead = (struct str){ 0 };
}

/* ---- weighed ---- */

/* What nearly every text says ("de", "the") tells none from the other. */
static void drop_little(struct terms *w, int64_t docs)
{
	size_t tell = 0;
	for (size_t i = 0; i < w->len; i++)
		tell += w->items[i].texts <= docs / SAYS_LITTLE;
	for (size_t i = w->len; tell && docs >= SAYS_LITTLE_FROM && i-- > 0;)
		if (w->items[i].texts > docs / SAYS_LITTLE)
			drop(w, i);
}

static enum status weigh(struct tx *tx, const struct who *who, const struct search_asked *asked,
	struct terms *w, struct hits *out)
{
	struct arena *a = tx_arena(tx);
	int64_t docs = 0;
	for (size_t i = 0; i < w->len; i++) {
		struct term *word = &w->items[i];
		TRY(count(tx, who, word));
		if (i + 1 == w->len && word->texts < PREFIX_BELOW && !asked->exact)
			TRY(count_begun(tx, who, word));
		if (word->texts == 0 && !asked->exact)
			TRY(mend(tx, word));
	}
	say_mended(a, w, out);
	for (size_t i = 0; i < w->len && !asked->exact;)
		if (w->items[i].texts == 0) {
			out->without = and_word(a, out->without, w->items[i].as);
			drop(w, i);
		} else {
			i++;
		}
	TRY(db_one_i64(tx, docs_sql, NULL, 0, &docs));
	if (!asked->exact)
		drop_little(w, docs);
	return OK;
}

/* Of a text, the words that say most: the rarest that stand elsewhere too. A word of a quarter of
 * all texts says nothing. */
static enum status weigh_alike(struct tx *tx, struct terms *w)
{
	enum { FEW = 8, ASK_FOR = 8 };
	int64_t docs = 0;
	TRY(db_one_i64(tx, docs_sql, NULL, 0, &docs));
	int64_t most = docs / 4 < FEW ? FEW : docs / 4 > COMMON ? COMMON : docs / 4;
	for (size_t i = 0; i < w->len; i++)
		TRY(db_one_i64(tx, known_sql, BIND(text(w->items[i].text)), &w->items[i].texts));
	for (size_t i = w->len; i-- > 0;)
		if (w->items[i].texts == 0 || w->items[i].texts > most)
			drop(w, i);
	for (size_t i = 1; i < w->len; i++)
		for (size_t k = i; k > 0 && w->items[k].texts < w->items[k - 1].texts; k--) {
			struct term swap = w->items[k];
			w->items[k] = w->items[k - 1];
			w->items[k - 1] = swap;
		}
	w->len = w->len > ASK_FOR ? ASK_FOR : w->len;
	return OK;
}

enum status terms_of(struct tx *tx, const struct who *who, const struct search_asked *asked,
	struct terms *w, struct hits *out)
{
	*w = split(tx_arena(tx), asked);
	return asked->any_word ? weigh_alike(tx, w) : weigh(tx, who, asked, w, out);
}

bool terms_any_common(const struct terms *w)
{
	for (size_t i = 0; i < w->len; i++)
		if (w->items[i].texts > COMMON)
			return true;
	return false;
}

static struct str match(struct arena *a, const struct terms *w, const char *between,
	const char *head)
{
	struct str e = { 0 };
	for (size_t i = 0; i < w->len; i++)
		e = str_fmt(a, "%s%s%s", i ? e.ptr : "", i ? between : "",
			quoted(a, head, &w->items[i]).ptr);
	return e;
}

struct str terms_match(struct arena *a, const struct terms *w, const char *between)
{
	return match(a, w, between, "");
}

struct str terms_match_title(struct arena *a, const struct terms *w, const char *between)
{
	return match(a, w, between, "_w");
}

/* ---- words that nobody can type ---- */

/* Letters and digits as they are; the tokenizer would part words at other signs. */
static struct str facet(struct arena *a, char what, struct str value)
{
	struct str f = str_fmt(a, "_%c%.*s ", what, (int)value.len, value.ptr ? value.ptr : "");
	char *out = NEW(a, char, f.len + 1);
	for (size_t i = 0; i < f.len; i++)
		out[i] = char_is_alnum(f.ptr[i]) || f.ptr[i] == ' ' ? f.ptr[i] : '_';
	return value.len ? (struct str){ out, f.len } : (struct str){ 0 };
}

struct str search_facets(struct arena *a, int kind, struct str theme, struct str territory)
{
	struct str number = kind ? str_fmt(a, "%d", kind) : (struct str){ 0 };
	return str_join(a, PIECES(facet(a, 'k', number), facet(a, 't', theme),
		facet(a, 'd', territory)));
}

struct str search_title_words(struct arena *a, struct str title)
{
	size_t n = 0;
	char *out = NEW(a, char, 4 * title.len + 4);       /* "_w" before each word, a blank behind */
	struct str rest = title, word;
	for (bool more = rest.len > 0; more;) {
		more = str_cut(&rest, ' ', &word);
		word = more ? word : rest;
		if (word.len == 0)
			continue;
		memcpy(out + n, "_w", 2);
		memcpy(out + n + 2, word.ptr, word.len);
		n += word.len + 3;
		out[n - 1] = ' ';
	}
	return (struct str){ out, n };
}
