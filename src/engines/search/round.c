/* One round of the indexer: some texts that changed, read from search_doc, written to search.db. */
#include "engines/search/round.h"
#include "base/fold.h"
#include "engines/search/terms.h"
#include "engines/search/vocabulary.h"

enum { BEHIND_MOST = 100000, LOG_PAGES = 1000 };
/* Numbers of search_mark. The index is dirty when words were taken out of it: they stand in its
 * older segments until those are packed into one, and in the log until it is emptied. */
enum { MARK_SEQ = 1, MARK_DOCS = 2, MARK_DIRTY = 3 };

/* search_text is what search_fts points into (external content): without the old words nothing can
 * be taken out of the index. A title's word weighs four times one of the body. `facets` are what
 * hits are narrowed by, and the title again, to be read without the bodies. `head`: the folded
 * title of a public text, to be suggested. The rest is the vocabulary (vocabulary.h). */
static const struct migration tables[] = {
	{ 1, "search",
		"CREATE TABLE search_text (id INTEGER PRIMARY KEY, kind BIGINT NOT NULL,"
		" is_public SMALLINT NOT NULL, head TEXT NOT NULL,"
		" title TEXT NOT NULL, body TEXT NOT NULL, facets TEXT NOT NULL);\n"
		"CREATE INDEX search_text_head ON search_text (head) WHERE is_public = 1;\n"
		"CREATE VIRTUAL TABLE search_fts USING fts5(title, body, facets, content='search_text',"
		" content_rowid='id', prefix='2 3',"
		" tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\");\n"
		"INSERT INTO search_fts (search_fts, rank) VALUES ('rank', 'bm25(4.0, 1.0, 0.0)');\n"
		"CREATE TABLE search_word (word TEXT PRIMARY KEY, n BIGINT NOT NULL, much BIGINT NOT NULL)"
		" WITHOUT ROWID;\n"
		"CREATE INDEX search_word_much ON search_word (substr(word, 1, 2), much DESC);\n"
		"CREATE TABLE search_near (form TEXT NOT NULL, word TEXT NOT NULL,"
		" PRIMARY KEY (form, word)) WITHOUT ROWID;\n"
		"CREATE TABLE search_mark (what BIGINT NOT NULL PRIMARY KEY, n BIGINT NOT NULL);\n"
		"INSERT INTO search_mark VALUES (1, 0), (2, 0), (3, 0);\n" },
	{ 0 },
};

enum status search_prepare(struct db *derived, struct error *e)
{
	return db_migrate(derived, "search_index", tables, e);
}

/* ---- one round ---- */

/* Elsewhere than in the arguments of calls: tools know the tables of the main database only. */
static const char mark_sql[] = "SELECT n FROM search_mark WHERE what = $1";
static const char set_mark_sql[] = "UPDATE search_mark SET n = $2 WHERE what = $1";
static const char add_docs_sql[] = "UPDATE search_mark SET n = n + $1 WHERE what = 2";
static const char old_sql[] =
	"SELECT is_public, title, body, facets FROM search_text WHERE id = $1";
static const char unindex_sql[] =
	"INSERT INTO search_fts (search_fts, rowid, title, body, facets)"
	" VALUES ('delete', $1, $2, $3, $4)";
static const char index_sql[] =
	"INSERT INTO search_fts (rowid, title, body, facets) VALUES ($1, $2, $3, $4)";
static const char put_sql[] =
	"INSERT INTO search_text (id, kind, is_public, head, title, body, facets)"
	" VALUES ($1, $2, $3, $4, $5, $6, $7)";
static const char delete_sql[] = "DELETE FROM search_text WHERE id = $1";
static const char pack_sql[] = "INSERT INTO search_fts (search_fts) VALUES ('optimize')";
static const char empty_sql[] = "INSERT INTO search_fts (search_fts) VALUES ('delete-all')";
static const char clear_sql[] = "DELETE FROM search_text";

static enum status read_marks(struct tx *tx, void *arg)
{
	struct round *round = arg;
	TRY(db_one_i64(tx, mark_sql, BIND(i64(MARK_SEQ)), &round->seq));
	TRY(db_one_i64(tx, mark_sql, BIND(i64(MARK_DOCS)), &round->docs));
	return db_one_i64(tx, mark_sql, BIND(i64(MARK_DIRTY)), &round->dirty);
}

static struct str both(struct arena *a, struct str one, struct str other)
{
	return fold_words(a, str_join(a, PIECES(one, STR(" "), other)));
}

static struct str head_of(struct arena *a, struct str title)
{
	enum { HEAD = 80 };                /* bytes; what people type before they choose is shorter */
	struct str head = fold_text(a, title);
	if (head.len <= HEAD)
		return head;
	for (head.len = HEAD; head.len && ((unsigned char)head.ptr[head.len] & 0xC0) == 0x80;)
		head.len--;                    /* at the end of a sign */
	return head;
}

static struct text read_one(struct rows *r)
{
	struct arena *a = tx_arena(r->tx);
	struct text t = { .kind = (int)row_i64(r, 0), .id = row_i64(r, 1), .seq = row_i64(r, 2),
		.gone = row_i64(r, 3) != 0 };
	struct str title = row_text(r, 7);
	t.is_public = row_i64(r, 4) != 0;
	t.head = t.is_public ? head_of(a, title) : (struct str){ 0 };
	t.title = both(a, title, row_text(r, 9));
	t.body = both(a, row_text(r, 8), row_text(r, 10));
	t.facets = str_join(a, PIECES(search_facets(a, t.kind, row_text(r, 5), row_text(r, 6)),
		search_title_words(a, t.title)));
	return t;
}

static enum status read_texts(struct tx *tx, void *arg)
{
	struct round *round = arg;
	TRY(db_one_i64(tx, "SELECT seq FROM search_doc ORDER BY seq DESC LIMIT 1 /* all: to index */",
		NULL, 0, &round->newest));
	struct rows r = db_query(tx,
		"SELECT /* all: to index */ d.kind, d.id, d.seq, d.gone, " FOUND_BY_ALL("d") ", d.theme,"
		" d.territory, d.title, d.body, d.other_title, d.other_body FROM search_doc d"
		" WHERE d.seq > $1 ORDER BY d.seq LIMIT $2", BIND(i64(round->seq), i64(ROUND)));
	while (round->len < ROUND && rows_next(&r))
		round->texts[round->len++] = read_one(&r);
	TRY(rows_end(&r));
	if (round->len < ROUND)
		return OK;
	return db_one_i64(tx,
		"SELECT count(*) FROM"
		" (SELECT 1 /* all: to index */ FROM search_doc WHERE seq > $1 LIMIT $2)",
		BIND(i64(round->texts[ROUND - 1].seq), i64(BEHIND_MOST)), &round->behind);
}

static enum status set_mark(struct tx *tx, int what, int64_t n)
{
	return db_exec(tx, set_mark_sql, BIND(i64(what), i64(n)));
}

static struct str all_words(struct arena *a, const struct text *t)
{
	return str_join(a, PIECES(t->title, STR(" "), t->body));
}

static enum status read_old(struct tx *tx, int64_t id, struct text *old, bool *was)
{
	struct rows r = db_query(tx, old_sql, BIND(i64(id)));
	*was = rows_next(&r);
	if (*was)
		*old = (struct text){ .id = id, .is_public = row_i64(&r, 0) != 0,
			.title = row_text(&r, 1), .body = row_text(&r, 2), .facets = row_text(&r, 3) };
	return rows_end(&r);
}

static enum status take_out(struct tx *tx, const struct text *old)
{
	if (old->is_public)
		TRY(vocabulary_take(tx, all_words(tx_arena(tx), old)));
	TRY(db_exec(tx, unindex_sql,
		BIND(i64(old->id), text(old->title), text(old->body), text(old->facets))));
	TRY(db_exec(tx, delete_sql, BIND(i64(old->id))));
	return set_mark(tx, MARK_DIRTY, TO_PACK);
}

static enum status put_in(struct tx *tx, const struct text *t)
{
	if (t->is_public)
		TRY(vocabulary_add(tx, all_words(tx_arena(tx), t)));
	TRY(db_exec(tx, put_sql, BIND(i64(t->id), i64(t->kind), i64(t->is_public), text(t->head),
		text(t->title), text(t->body), text(t->facets))));
	return db_exec(tx, index_sql,
		BIND(i64(t->id), text(t->title), text(t->body), text(t->facets)));
}

/* Nothing is to be done when the words of before are those of now. */
static enum status index_text(struct tx *tx, const struct text *t)
{
	struct text old = { 0 };
	bool was;
	TRY(read_old(tx, t->id, &old, &was));
	if (was && !t->gone && old.is_public == t->is_public && str_eq(old.title, t->title)
		&& str_eq(old.body, t->body) && str_eq(old.facets, t->facets))
		return OK;
	if (was)
		TRY(take_out(tx, &old));
	if (!t->gone)
		TRY(put_in(tx, t));
	return db_exec(tx, add_docs_sql, BIND(i64((t->gone ? 0 : 1) - (was ? 1 : 0))));
}

static enum status write_texts(struct tx *tx, void *arg)
{
	const struct round *round = arg;
	for (size_t i = 0; i < round->len; i++)
		TRY(index_text(tx, &round->texts[i]));
	return set_mark(tx, MARK_SEQ, round->texts[round->len - 1].seq);
}

/* The main database is older than the index: it was brought back from a copy. */
static enum status start_again(struct tx *tx, void *arg)
{
	(void)arg;
	TRY(db_exec(tx, empty_sql, NULL, 0));
	TRY(db_exec(tx, clear_sql, NULL, 0));
	TRY(vocabulary_clear(tx));
	TRY(set_mark(tx, MARK_SEQ, 0));
	TRY(set_mark(tx, MARK_DOCS, 0));
	return set_mark(tx, MARK_DIRTY, TO_EMPTY_LOG);
}

static enum status pack(struct tx *tx, void *arg)
{
	(void)arg;
	TRY(db_exec(tx, pack_sql, NULL, 0));
	return set_mark(tx, MARK_DIRTY, TO_EMPTY_LOG);
}

static enum status mark_clean(struct tx *tx, void *arg)
{
	(void)arg;
	return set_mark(tx, MARK_DIRTY, CLEAN);
}

static enum status read_with(const struct hands *h, struct db *db, struct round *round,
	enum status (*run)(struct tx *, void *))
{
	struct job job = { .run = run, .arg = round, .arena = h->arena, .error = h->error,
		.limit_us = -1 };
	return db_read(db, &job);
}

static enum status write_with(const struct hands *h, struct round *round,
	enum status (*run)(struct tx *, void *))
{
	struct job job = { .run = run, .arg = round, .arena = h->arena, .error = h->error,
		.limit_us = -1 };
	enum status s = db_group(h->derived, &(struct job *){ &job }, 1);
	return s == OK ? job.status : s;
}

/* What was taken out shall be gone from the file. A reader that is inside holds the log: then it is
 * tried again in the next turn. */
static enum status scrub(const struct hands *h, struct round *round)
{
	if (round->dirty == TO_PACK && !h->may_pack)
		return OK;
	if (round->dirty == TO_PACK)
		TRY(write_with(h, round, pack));
	struct error busy = { 0 };
	return db_checkpoint_all(h->derived, &busy) == OK ? write_with(h, round, mark_clean) : OK;
}

enum status round_carry(const struct hands *h, struct round *round)
{
	TRY(read_with(h, h->derived, round, read_marks));
	TRY(read_with(h, h->reader, round, read_texts));
	if (round->newest < round->seq)
		return write_with(h, round, start_again);
	if (round->len == 0)
		return round->dirty == CLEAN ? OK : scrub(h, round);
	TRY(write_with(h, round, write_texts));
	if (db_wal_pages(h->derived) >= LOG_PAGES)
		db_checkpoint(h->derived);
	return OK;
}
