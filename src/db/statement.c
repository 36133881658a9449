/* Statements that are kept prepared, and the calls of db.h on them. */
#include "db/sqlite.h"
#include <stdio.h>
#include <stdlib.h>

/* ---- the kept ones ---- */

static void look_up_places(struct statement *s)
{
	for (int i = 0; i < BINDS; i++) {
		char name[8];
		snprintf(name, sizeof name, "$%d", i + 1);
		s->place[i] = sqlite3_bind_parameter_index(s->st, name);
	}
}

static int prepare(struct db *db, struct statement *s, const char *sql, unsigned flags)
{
	int rc = sqlite3_prepare_v3(db->handle, sql, -1, flags, &s->st, NULL);
	if (rc != SQLITE_OK)
		return rc;
	if (!s->st)
		return SQLITE_MISUSE;
	s->reads_only = sqlite3_stmt_readonly(s->st);
	look_up_places(s);
	return SQLITE_OK;
}

static struct statement *take_loose(struct db *db, const char *sql, int *rc)
{
	struct statement *s = calloc(1, sizeof *s);
	if (!s)
		abort();
	*rc = prepare(db, s, sql, 0);
	if (*rc == SQLITE_OK)
		return s;
	free(s);
	return NULL;
}

/* Four places for each hash: enough for the few hundred texts of the product. */
struct statement *statement_take(struct db *db, const char *sql, int *rc)
{
	enum { WAYS = 4 };
	uint64_t hash = str_hash(str_view(sql));
	struct statement *set = &db->statements[hash % (STATEMENTS / WAYS) * WAYS], *free_place = NULL;
	for (int i = 0; i < WAYS; i++) {
		struct statement *s = &set[i];
		if (s->sql && s->hash == hash && !s->in_use && strcmp(s->sql, sql) == 0) {
			s->in_use = true;
			*rc = SQLITE_OK;
			return s;
		}
		if (!s->in_use && (!free_place || !s->sql))
			free_place = s;
	}
	if (!free_place)
		return take_loose(db, sql, rc);
	sqlite3_finalize(free_place->st);
	free(free_place->sql);
	*free_place = (struct statement){ 0 };
	*rc = prepare(db, free_place, sql, SQLITE_PREPARE_PERSISTENT);
	if (*rc != SQLITE_OK)
		return NULL;
	free_place->sql = strdup(sql);
	if (!free_place->sql)
		abort();
	free_place->hash = hash;
	free_place->in_use = free_place->kept = true;
	return free_place;
}

void statement_done(struct statement *s)
{
	if (!s)
		return;
	if (!s->kept) {
		sqlite3_finalize(s->st);
		free(s);
		return;
	}
	sqlite3_reset(s->st);
	sqlite3_clear_bindings(s->st);
	s->in_use = false;
}

/* ---- db.h ---- */

static int bind_one(sqlite3_stmt *st, int at, const struct bind *b)
{
	switch (b->type) {
	case BIND_I64:
		return sqlite3_bind_int64(st, at, b->i64);
	case BIND_TEXT:
		return sqlite3_bind_text64(st, at, b->text.ptr ? b->text.ptr : "", b->text.len,
			SQLITE_TRANSIENT, SQLITE_UTF8);
	case BIND_BLOB:
		if (b->text.ptr)
			return sqlite3_bind_blob64(st, at, b->text.ptr, b->text.len, SQLITE_TRANSIENT);
		if (uuid_is_none(b->uuid))
			return sqlite3_bind_null(st, at);
		return sqlite3_bind_blob(st, at, b->uuid.b, sizeof b->uuid.b, SQLITE_TRANSIENT);
	case BIND_NULL:
		break;
	}
	return sqlite3_bind_null(st, at);
}

static int bind_all(struct statement *s, const struct bind *b, size_t n)
{
	if (n > BINDS)
		return SQLITE_RANGE;
	int rc = SQLITE_OK;
	for (size_t i = 0; rc == SQLITE_OK && i < n; i++)
		if (s->place[i])
			rc = bind_one(s->st, s->place[i], &b[i]);
	return rc;
}

struct rows db_query(struct tx *tx, const char *sql, const struct bind *b, size_t n)
{
	struct error *e = tx->job->error;
	struct rows r = { .tx = tx };
	if (e->status != OK)
		return r;
	if (db_time_is_up(tx->db)) {
		fail(e, BUSY, "time is up");
		return r;
	}
	if (db_fault_now(tx->db)) {
		fail(e, tx->db->fault == FAULT_FULL ? FULL : BROKEN, "simulated failure of a statement");
		return r;
	}
	int rc;
	struct statement *s = statement_take(tx->db, sql, &rc);
	if (s)
		rc = bind_all(s, b, n);
	if (rc != SQLITE_OK)
		db_broken(tx->db, e, rc);
	else if (!s->reads_only)
		tx->wrote = true;
	r.handle = s;
	return r;
}

struct rows rows_passing(struct rows r)
{
	r.passing = true;
	r.mark = arena_mark(r.tx->job->arena);
	return r;
}

bool rows_next(struct rows *r)
{
	if (r->passing)
		arena_rewind(r->tx->job->arena, r->mark);
	if (!r->handle || r->tx->job->error->status != OK)
		return false;
	if (arena_is_over(r->tx->job->arena)) {
		fail(r->tx->job->error, BUSY, "one request wants more than its share of memory");
		return false;
	}
	struct statement *s = r->handle;
	int rc = sqlite3_step(s->st);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		db_broken(r->tx->db, r->tx->job->error, rc);
	return rc == SQLITE_ROW;
}

enum status rows_end(struct rows *r)
{
	statement_done(r->handle);
	r->handle = NULL;
	return r->tx->job->error->status;
}

static sqlite3_stmt *stmt_of(struct rows *r)
{
	return ((struct statement *)r->handle)->st;
}

int64_t row_i64(struct rows *r, int c)
{
	return sqlite3_column_int64(stmt_of(r), c);
}

struct str row_text(struct rows *r, int c)
{
	const char *p = (const char *)sqlite3_column_text(stmt_of(r), c);
	if (!p || !p[0])
		return STR("");                      /* most columns of text are empty */
	return str_dup(r->tx->job->arena,
		(struct str){ p, (size_t)sqlite3_column_bytes(stmt_of(r), c) });
}

struct str row_blob(struct rows *r, int c)
{
	const char *p = sqlite3_column_blob(stmt_of(r), c);
	struct str s = { p, (size_t)sqlite3_column_bytes(stmt_of(r), c) };
	return p ? str_dup(r->tx->job->arena, s) : (struct str){ 0 };
}

struct uuid row_uuid(struct rows *r, int c)
{
	struct uuid u = { 0 };
	const void *p = sqlite3_column_blob(stmt_of(r), c);
	if (p && sqlite3_column_bytes(stmt_of(r), c) == (int)sizeof u.b)
		memcpy(u.b, p, sizeof u.b);
	return u;
}

enum status db_exec(struct tx *tx, const char *sql, const struct bind *b, size_t n)
{
	struct rows r = db_query(tx, sql, b, n);
	while (rows_next(&r))
		;
	return rows_end(&r);
}

int64_t db_changed(struct tx *tx)
{
	return sqlite3_changes64(tx->db->handle);
}

enum status db_exec_one(struct tx *tx, const char *sql, const struct bind *b, size_t n)
{
	TRY(db_exec(tx, sql, b, n));
	int64_t changed = db_changed(tx);
	if (changed != 1)
		return fail(tx->job->error, CONFLICT, "%lld rows changed instead of one",
			(long long)changed);
	return OK;
}

enum status db_one_i64(struct tx *tx, const char *sql, const struct bind *b, size_t n,
	int64_t *out)
{
	struct rows r = db_query(tx, sql, b, n);
	if (rows_next(&r))
		*out = row_i64(&r, 0);
	return rows_end(&r);
}

struct arena *tx_arena(struct tx *tx)
{
	return tx->job->arena;
}

struct error *tx_error(struct tx *tx)
{
	return tx->job->error;
}

int64_t tx_now(struct tx *tx)
{
	return tx->job->now_at;
}

int64_t tx_new_id(struct tx *tx)
{
	return ids_next(&tx->db->ids, tx->job->now_at);
}
