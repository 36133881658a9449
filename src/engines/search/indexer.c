/* The indexer: carries what changed in search_doc into search.db, in the order in which it changed.
 * It holds neither database for long: rounds of 64 texts, read first, written after. */
#include "engines/search/search.h"
#include "base/clock.h"
#include "base/log.h"
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

enum { ROUND = 64, BEHIND_MOST = 100000, LOG_PAGES = 1000 };
/* Numbers of search_mark. The index is dirty when words were taken out of it: they stand in its
 * older segments until those are packed into one, and in the log until it is emptied. */
enum { MARK_SEQ = 1, MARK_DOCS = 2, MARK_DIRTY = 3 };
enum { CLEAN, TO_PACK, TO_EMPTY_LOG };

/* search_text is what search_fts points into (external content): without the old words nothing can
 * be taken out of the index. A title's word weighs four times one of the body. */
static const struct migration tables[] = {
	{ 1, "search",
		"CREATE TABLE search_text (id INTEGER PRIMARY KEY, kind BIGINT NOT NULL,"
		" title TEXT NOT NULL, body TEXT NOT NULL);\n"
		"CREATE VIRTUAL TABLE search_fts USING fts5(title, body, content='search_text',"
		" content_rowid='id', prefix='2 3', tokenize='unicode61 remove_diacritics 0');\n"
		"INSERT INTO search_fts (search_fts, rank) VALUES ('rank', 'bm25(4.0, 1.0)');\n"
		"CREATE TABLE search_mark (what BIGINT NOT NULL PRIMARY KEY, n BIGINT NOT NULL);\n"
		"INSERT INTO search_mark VALUES (1, 0), (2, 0), (3, 0);\n" },
	{ 0 },
};

enum status search_prepare(struct db *derived, struct error *e)
{
	return db_migrate(derived, "search_index", tables, e);
}

/* ---- one round ---- */

struct text { int kind; bool gone; int64_t id, seq; struct str title, body; };
struct round {
	int64_t seq;                       /* the mark: what is done up to */
	int64_t dirty;
	int64_t docs;                      /* in the index */
	int64_t newest;                    /* of search_doc */
	int64_t behind;                    /* still to come after this round, up to BEHIND_MOST */
	struct text texts[ROUND];
	size_t len;
};

/* Elsewhere than in the arguments of calls: tools know the tables of the main database only. */
static const char mark_sql[] = "SELECT n FROM search_mark WHERE what = $1";
static const char set_mark_sql[] = "UPDATE search_mark SET n = $2 WHERE what = $1";
static const char add_docs_sql[] = "UPDATE search_mark SET n = n + $1 WHERE what = 2";
static const char old_sql[] = "SELECT title, body FROM search_text WHERE id = $1";
static const char unindex_sql[] =
	"INSERT INTO search_fts (search_fts, rowid, title, body) VALUES ('delete', $1, $2, $3)";
static const char index_sql[] = "INSERT INTO search_fts (rowid, title, body) VALUES ($1, $2, $3)";
static const char put_sql[] =
	"INSERT INTO search_text (id, kind, title, body) VALUES ($1, $2, $3, $4)";
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

static enum status read_texts(struct tx *tx, void *arg)
{
	struct round *round = arg;
	TRY(db_one_i64(tx, "SELECT seq FROM search_doc ORDER BY seq DESC LIMIT 1 /* all: to index */",
		NULL, 0, &round->newest));
	struct rows r = db_query(tx,
		"SELECT /* all: to index */ kind, id, seq, gone, words FROM search_doc"
		" WHERE seq > $1 ORDER BY seq LIMIT $2", BIND(i64(round->seq), i64(ROUND)));
	while (round->len < ROUND && rows_next(&r)) {
		struct text *t = &round->texts[round->len++];
		*t = (struct text){ .kind = (int)row_i64(&r, 0), .id = row_i64(&r, 1),
			.seq = row_i64(&r, 2), .gone = row_i64(&r, 3) != 0, .body = row_text(&r, 4) };
		str_cut(&t->body, '\n', &t->title);
	}
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

/* Takes the words of before out. *same: they are the words of now, nothing is to be done. */
static enum status take_out(struct tx *tx, const struct text *t, bool *was, bool *same)
{
	struct str title = { 0 }, body = { 0 };
	struct rows r = db_query(tx, old_sql, BIND(i64(t->id)));
	*was = rows_next(&r);
	if (*was) {
		title = row_text(&r, 0);
		body = row_text(&r, 1);
	}
	TRY(rows_end(&r));
	*same = *was && !t->gone && str_eq(title, t->title) && str_eq(body, t->body);
	if (!*was || *same)
		return OK;
	TRY(db_exec(tx, unindex_sql, BIND(i64(t->id), text(title), text(body))));
	TRY(db_exec(tx, delete_sql, BIND(i64(t->id))));
	return set_mark(tx, MARK_DIRTY, TO_PACK);
}

static enum status index_text(struct tx *tx, const struct text *t)
{
	bool was, same;
	TRY(take_out(tx, t, &was, &same));
	if (same)
		return OK;
	if (!t->gone) {
		TRY(db_exec(tx, put_sql, BIND(i64(t->id), i64(t->kind), text(t->title), text(t->body))));
		TRY(db_exec(tx, index_sql, BIND(i64(t->id), text(t->title), text(t->body))));
	}
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

struct hands {
	struct db *reader, *derived;
	struct arena *arena;
	struct error *error;
	bool may_pack;                     /* packing reads and writes the whole index */
};

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

static enum status one_round(const struct hands *h, struct round *round)
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

/* More may wait: something came, or the index begins from nothing. */
static bool is_more(const struct round *round)
{
	return round->len > 0 || round->newest < round->seq;
}

enum status indexer_run(struct db *reader, struct db *derived, struct error *e)
{
	for (bool more = true; more;) {
		struct hands h = { reader, derived, arena_create(), e, true };
		struct round *round = NEW(h.arena, struct round, 1);
		enum status s = one_round(&h, round);
		more = is_more(round);
		arena_destroy(h.arena);
		TRY(s);
	}
	return OK;
}

/* ---- the thread ---- */

/* It looks every 100 ms, more seldom when nothing comes, and at once when it is woken. A large
 * index is packed at most every ten minutes, a small one at once. */
enum { WAIT_MS = 100, WAIT_MOST_MS = 800, LARGE = 20000, PACK_EVERY_MS = 600000,
	TROUBLE_MS = 5000 };

struct indexer {
	struct arena *arena;               /* its own memory */
	struct db *reader, *derived;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t woken;
	bool stopping, called;             /* under the lock */
	_Atomic int64_t behind;
	bool large;
	int64_t packed_at;                 /* ms of a clock that only goes forward */
};

static int64_t ticks_ms(void)
{
	return clock_ticks() / 1000;
}

static enum status turn(struct indexer *ix, bool *more)
{
	struct error e = { 0 };
	bool may_pack = !ix->large || ticks_ms() - ix->packed_at >= PACK_EVERY_MS;
	struct hands h = { ix->reader, ix->derived, arena_create(), &e, may_pack };
	struct round *round = NEW(h.arena, struct round, 1);
	enum status s = one_round(&h, round);
	*more = s == OK && is_more(round);
	if (round->dirty == TO_PACK && may_pack && !*more)
		ix->packed_at = ticks_ms();
	ix->large = round->docs > LARGE;
	atomic_store(&ix->behind, round->behind);
	arena_destroy(h.arena);
	if (s != OK)
		log_line(LOG_ERROR, "search index: %s", e.text);
	return s;
}

/* False: it is to end. */
static bool wait_for(struct indexer *ix, int64_t ms, bool *called)
{
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += ms / 1000;
	until.tv_nsec += ms % 1000 * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	pthread_mutex_lock(&ix->lock);
	int rc = 0;
	while (!ix->stopping && !ix->called && rc == 0)
		rc = pthread_cond_timedwait(&ix->woken, &ix->lock, &until);
	*called = ix->called;
	ix->called = false;
	bool go_on = !ix->stopping;
	pthread_mutex_unlock(&ix->lock);
	return go_on;
}

static void *run(void *arg)
{
	struct indexer *ix = arg;
	int64_t wait = WAIT_MS;
	bool more = false, called = false;
	do {
		bool came = called;
		enum status s;
		do {
			s = turn(ix, &more);
			came |= more;
		} while (more);
		wait = came ? WAIT_MS : wait * 2 > WAIT_MOST_MS ? WAIT_MOST_MS : wait * 2;
		wait = s == OK ? wait : TROUBLE_MS;
	} while (wait_for(ix, wait, &called));
	return NULL;
}

/* Ends what was begun; gives NULL. */
static struct indexer *give_up(struct indexer *ix)
{
	db_close(ix->reader);
	db_close(ix->derived);
	arena_destroy(ix->arena);
	return NULL;
}

struct indexer *indexer_start(const char *database, const char *search, struct error *e)
{
	struct arena *a = arena_create();
	struct indexer *ix = NEW(a, struct indexer, 1);
	ix->arena = a;
	ix->packed_at = ticks_ms() - PACK_EVERY_MS;
	ix->reader = db_open(database, DB_READ, e);
	ix->derived = ix->reader ? db_open(search, DB_DERIVED, e) : NULL;
	if (!ix->derived || search_prepare(ix->derived, e) != OK)
		return give_up(ix);
	pthread_condattr_t attributes;
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&ix->woken, &attributes);
	pthread_condattr_destroy(&attributes);
	pthread_mutex_init(&ix->lock, NULL);
	if (pthread_create(&ix->thread, NULL, run, ix) != 0) {
		fail(e, BROKEN, "no thread for the search index");
		return give_up(ix);
	}
	return ix;
}

void indexer_stop(struct indexer *ix)
{
	if (!ix)
		return;
	pthread_mutex_lock(&ix->lock);
	ix->stopping = true;
	pthread_cond_signal(&ix->woken);
	pthread_mutex_unlock(&ix->lock);
	pthread_join(ix->thread, NULL);
	pthread_cond_destroy(&ix->woken);
	pthread_mutex_destroy(&ix->lock);
	give_up(ix);
}

void indexer_wake(struct indexer *ix)
{
	pthread_mutex_lock(&ix->lock);
	ix->called = true;
	pthread_cond_signal(&ix->woken);
	pthread_mutex_unlock(&ix->lock);
}

int64_t indexer_lag(const struct indexer *ix)
{
	return atomic_load(&ix->behind);
}
