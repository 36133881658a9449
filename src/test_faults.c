#include "test_faults.h"
#include "db/sqlite.h"

enum { STATEMENTS_MAX = 200, A_DAY_OR_TIME = 10000 };

static void each_row(sqlite3 *db, const char *sql, void (*take)(sqlite3_stmt *st, void *arg),
	void *arg)
{
	sqlite3_stmt *st;
	test_check(sqlite3_prepare_v2(db, sql, -1, &st, NULL) == SQLITE_OK, __FILE__, __LINE__, 0, sql);
	while (sqlite3_step(st) == SQLITE_ROW)
		take(st, arg);
	sqlite3_finalize(st);
}

/* Two views of all tables: every value of every row, as a hash; how many rows each table has, and
 * the sum of what is no id and no time in them: states and counts are the same each time. */
struct content { struct arena *arena; sqlite3 *db; uint64_t values, figures; };

static void add(uint64_t *hash, const void *bytes, size_t len)
{
	const unsigned char *b = bytes;
	for (size_t i = 0; i < len; i++)
		*hash = (*hash ^ b[i]) * 1099511628211u;
}

static void take_row(sqlite3_stmt *st, void *arg)
{
	struct content *c = arg;
	for (int i = 0; i < sqlite3_column_count(st); i++) {
		int type = sqlite3_column_type(st, i);
		const void *bytes = sqlite3_column_blob(st, i);
		add(&c->values, &type, sizeof type);
		add(&c->values, bytes, bytes ? (size_t)sqlite3_column_bytes(st, i) : 0);
		int64_t n = type == SQLITE_INTEGER ? sqlite3_column_int64(st, i) : 0;
		c->figures += n > 0 && n < A_DAY_OR_TIME ? (uint64_t)n : 0;
	}
	c->figures += A_DAY_OR_TIME;
}

static void take_table(sqlite3_stmt *st, void *arg)
{
	struct content *c = arg;
	const char *name = (const char *)sqlite3_column_text(st, 0);
	each_row(c->db, str_fmt(c->arena, "SELECT * FROM %s", name).ptr, take_row, c);
	c->figures *= 1099511628211u;
}

static struct content content_of(struct world *w)
{
	struct content c = { w->arena, w->hands.writer->handle, 0, 0 };
	each_row(c.db, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name", take_table,
		&c);
	return c;
}

/* One act after the other would fill the arena of a world. */
static struct arena *fresh(struct world *w)
{
	struct arena *kept = w->arena;
	w->arena = arena_create();
	return kept;
}

static void put_back(struct world *w, struct arena *kept)
{
	arena_destroy(w->arena);
	w->arena = kept;
}

struct trial { act_fn *act; void *arg; struct content done; };

/* The act from how the world was saved, with the n-th statement failing. True: there was one. */
static bool is_whole_without(struct world *w, struct trial *t, enum db_fault fault, long n)
{
	struct arena *kept = fresh(w);
	world_restore(w);
	struct content before = content_of(w);
	db_fault(w->hands.writer, fault, n);
	struct seen s = t->act(w, t->arg);
	bool struck = db_fault_struck(w->hands.writer);
	db_fault(w->hands.writer, FAULT_NONE, 0);
	struct content after = content_of(w);
	if (fault == FAULT_NONE)
		t->done = after;
	bool is_done = s.http == 200 || s.http == 303;
	CHECK_AT(n, is_done || (s.http >= 500 && says(s, "</html>") && struck));
	CHECK_AT(n, is_done ? after.figures == t->done.figures : after.values == before.values);
	put_back(w, kept);
	return struck;
}

void check_whole(struct world *w, act_fn *act, void *arg, size_t at)
{
	static const enum db_fault faults[] = { FAULT_ONCE, FAULT_FROM };
	struct trial t = { .act = act, .arg = arg };
	world_save(w);
	is_whole_without(w, &t, FAULT_NONE, 0);
	for (size_t i = 0; i < 2; i++)
		for (long n = 1; is_whole_without(w, &t, faults[i], n); n++)
			CHECK_AT(at, n < STATEMENTS_MAX);
}

void check_readable(struct world *w, const struct browser *b, const char *path, size_t at)
{
	bool struck = true;
	for (long n = 1; struck; n++) {
		struct arena *kept = fresh(w);
		CHECK_AT(at, n < STATEMENTS_MAX);
		db_fault(w->hands.reader, FAULT_ONCE, n);
		struct seen s = visit_get(w, b, path);
		struck = db_fault_struck(w->hands.reader);
		CHECK_AT(at, s.http == (struck ? 500 : 200));
		put_back(w, kept);
	}
	db_fault(w->hands.reader, FAULT_NONE, 0);
}
