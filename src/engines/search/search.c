/* Words put down beside an object, and found again. What is written here is read by the indexer;
 * what is asked is answered from search.db, joined with who may see what. */
#include "engines/search/search.h"
#include "base/fold.h"

/* ---- put down ---- */

static enum status put(struct tx *tx, const struct search_doc *d, bool gone, struct str words)
{
	return db_exec(tx,
		"INSERT INTO search_doc (kind, id, seq, persona, audience, gone, words)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7)"
		" ON CONFLICT (kind, id) DO UPDATE SET seq = excluded.seq, persona = excluded.persona,"
		" audience = excluded.audience, gone = excluded.gone, words = excluded.words",
		BIND(i64(d->kind), i64(d->id), i64(tx_new_id(tx)), ref(d->persona), i64(d->audience),
			i64(gone), text(words)));
}

/* Title and body in one text; folding leaves no line break in either. */
enum status search_put(struct tx *tx, const struct search_doc *d)
{
	struct arena *a = tx_arena(tx);
	struct str title = fold_words(a, d->title), body = fold_words(a, d->body);
	size_t len = title.len + 1 + body.len;
	char *both = NEW(a, char, len + 1);
	if (title.len)
		memcpy(both, title.ptr, title.len);
	both[title.len] = '\n';
	if (body.len)
		memcpy(both + title.len + 1, body.ptr, body.len);
	return put(tx, d, false, (struct str){ both, len });
}

/* The row stays, empty, so that the indexer hears of it. */
enum status search_forget(struct tx *tx, int kind, int64_t id)
{
	return put(tx, &(struct search_doc){ .kind = kind, .id = id, .audience = AUDIENCE_AUTHOR },
		true, (struct str){ 0 });
}

/* ---- asked ---- */

enum {
	WORDS_MAX = 8,             /* of a query */
	ALIKE_LOOK_AT = 24,        /* words of a text that others may be like */
	COMMON = 200,              /* a word of more texts than that does not rank */
	HITS_MAX = 1000,
	PREFIX_BELOW = 5,          /* the last word of fewer texts may be the beginning of another */
};

/* Found in `texts` texts, counted up to COMMON + 1. */
struct word { struct str text; bool begins; int64_t texts; };
struct words { struct word items[ALIKE_LOOK_AT]; size_t len; };

/* These name tables of search.db; elsewhere than in db_query's arguments, since the tables of the
 * main database are all that tools know. */
static const char count_sql[] =
	"SELECT count(*) FROM (SELECT 1 FROM search.search_fts WHERE search_fts MATCH $1 LIMIT $2)";
static const char docs_sql[] = "SELECT n FROM search.search_mark WHERE what = 2";

#define FOUND \
	"SELECT d.kind, d.id" \
	"  FROM search.search_fts f" \
	"  CROSS JOIN search.search_text t ON t.id = f.rowid" \
	"  CROSS JOIN search_doc d ON d.kind = t.kind AND d.id = t.id" \
	" WHERE f.search_fts MATCH $3 AND " VISIBLE_TO("d") " AND d.gone = 0" \
	"   AND ($4 = 0 OR d.kind = $4) AND d.id <> $5"
static const char best_sql[] = FOUND " ORDER BY f.rank, d.id DESC LIMIT $6";
static const char newest_sql[] = FOUND " ORDER BY f.rowid DESC LIMIT $6";

static bool has_word(const struct words *w, struct str word)
{
	for (size_t i = 0; i < w->len; i++)
		if (str_eq(w->items[i].text, word))
			return true;
	return false;
}

/* The distinct words of what was typed, in order; of a text that others may be like, short ones are
 * left out. */
static struct words split(struct arena *a, const struct search_asked *asked)
{
	enum { SHORT = 3 };
	struct words w = { 0 };
	size_t max = asked->any_word ? ALIKE_LOOK_AT : WORDS_MAX;
	struct str rest = fold_words(a, asked->typed), word;
	for (bool more = rest.len > 0; more && w.len < max;) {
		more = str_cut(&rest, ' ', &word);
		word = more ? word : rest;
		bool too_short = asked->any_word && str_points(word) <= SHORT;
		if (word.len && !too_short && !has_word(&w, word))
			w.items[w.len++].text = word;
	}
	return w;
}

static struct str quoted(struct arena *a, const struct word *w)
{
	return str_fmt(a, "\"%.*s\"%s", (int)w->text.len, w->text.ptr, w->begins ? "*" : "");
}

static enum status count(struct tx *tx, struct word *w, int64_t up_to)
{
	w->texts = 0;
	return db_one_i64(tx, count_sql, BIND(text(quoted(tx_arena(tx), w)), i64(up_to + 1)),
		&w->texts);
}

static void drop(struct words *w, size_t at)
{
	memmove(&w->items[at], &w->items[at + 1], (--w->len - at) * sizeof *w->items);
}

/* Words that stand nowhere are left out, or one slip of the hand would hide all. */
static enum status weigh(struct tx *tx, struct words *w)
{
	for (size_t i = 0; i < w->len; i++) {
		struct word *word = &w->items[i];
		TRY(count(tx, word, COMMON));
		if (i + 1 == w->len && word->texts < PREFIX_BELOW) {
			word->begins = true;
			TRY(count(tx, word, COMMON));
		}
	}
	for (size_t i = w->len; i-- > 0;)
		if (w->items[i].texts == 0)
			drop(w, i);
	return OK;
}

/* Of a text, the words that say most: the rarest that stand elsewhere too. A word of a quarter of
 * all texts says nothing. */
static enum status weigh_alike(struct tx *tx, struct words *w)
{
	enum { FEW = 8 };
	int64_t docs = 0;
	TRY(db_one_i64(tx, docs_sql, NULL, 0, &docs));
	int64_t most = docs / 4 < FEW ? FEW : docs / 4 > COMMON ? COMMON : docs / 4;
	for (size_t i = 0; i < w->len; i++)
		TRY(count(tx, &w->items[i], most));
	for (size_t i = w->len; i-- > 0;)
		if (w->items[i].texts == 0 || w->items[i].texts > most)
			drop(w, i);
	for (size_t i = 1; i < w->len; i++)
		for (size_t k = i; k > 0 && w->items[k].texts < w->items[k - 1].texts; k--) {
			struct word swap = w->items[k];
			w->items[k] = w->items[k - 1];
			w->items[k - 1] = swap;
		}
	w->len = w->len > WORDS_MAX ? WORDS_MAX : w->len;
	return OK;
}

static struct str expression(struct arena *a, const struct words *w, const char *between)
{
	struct str e = { 0 };
	for (size_t i = 0; i < w->len; i++)
		e = str_fmt(a, "%s%s%s", i ? e.ptr : "", i ? between : "", quoted(a, &w->items[i]).ptr);
	return e;
}

static bool has_hit(const struct hits *h, int64_t id)
{
	for (size_t i = 0; i < h->len; i++)
		if (h->items[i].id == id)
			return true;
	return false;
}

/* What is asked of search.db: an expression of FTS5, which of the two orders, how many to read. */
struct look { const char *sql; struct str match; const struct search_asked *asked; size_t most; };

static enum status take(struct tx *tx, const struct who *who, const struct look *look,
	struct hits *all)
{
	size_t before = all->len;
	struct rows r = db_query(tx, look->sql, BIND(VISIBLE_BINDS(who), text(look->match),
		i64(look->asked->kind), i64(look->asked->not_id), i64((int64_t)look->most)));
	while (all->len < look->most && rows_next(&r)) {
		struct hit hit = { (int)row_i64(&r, 0), row_i64(&r, 1) };
		if (before == 0 || !has_hit(&(struct hits){ .items = all->items, .len = before }, hit.id))
			all->items[all->len++] = hit;
	}
	return rows_end(&r);
}

/* A common word would have bm25 read every text that has it: then the newest come first, those
 * with the words in their title before the others. Read is what is shown, and one more: what a page
 * costs must not grow with the lab. */
static enum status take_common(struct tx *tx, const struct who *who, const struct look *look,
	struct hits *all)
{
	struct look titles = *look;
	titles.match = str_fmt(tx_arena(tx), "title : (%s)", look->match.ptr);
	TRY(take(tx, who, &titles, all));
	return all->len < look->most ? take(tx, who, look, all) : OK;
}

enum status search_find(struct tx *tx, const struct who *who, const struct search_asked *asked,
	struct hits *out)
{
	struct arena *a = tx_arena(tx);
	struct words w = split(a, asked);
	*out = (struct hits){ 0 };
	TRY(asked->any_word ? weigh_alike(tx, &w) : weigh(tx, &w));
	if (w.len == 0)
		return OK;
	bool common = false;
	for (size_t i = 0; i < w.len; i++)
		common |= w.items[i].texts > COMMON;
	struct hits all = { .items = NEW(a, struct hit, HITS_MAX) };
	struct look look = { common ? newest_sql : best_sql,
		expression(a, &w, asked->any_word ? " OR " : " AND "), asked, HITS_MAX };
	if (common && asked->max && asked->skip + asked->max < HITS_MAX)
		look.most = asked->skip + asked->max + 1;
	TRY(common ? take_common(tx, who, &look, &all) : take(tx, who, &look, &all));
	size_t skip = asked->skip < all.len ? asked->skip : all.len;
	size_t left = all.len - skip;
	*out = (struct hits){ .items = all.items + skip, .total = (int64_t)all.len,
		.many = all.len == look.most,
		.len = asked->max && asked->max < left ? asked->max : left };
	return OK;
}
