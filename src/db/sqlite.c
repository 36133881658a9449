/* Opening, reading, faults, checkpoints: one connection of SQLite. */
#include "db/sqlite.h"
#include "base/clock.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { READ_LIMIT_US = 2000000, STEPS_BETWEEN_LOOKS = 2000 };

enum status db_broken(struct db *db, struct error *e, int rc)
{
	enum status s = BROKEN;
	switch (rc & 0xFF) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
	case SQLITE_INTERRUPT:
		s = BUSY;
		break;
	case SQLITE_CONSTRAINT:
		s = CONFLICT;
		break;
	case SQLITE_FULL:
		s = FULL;
		break;
	default:
		break;
	}
	return fail(e, s, "database refuses (%d): %s", rc, sqlite3_errmsg(db->handle));
}

/* ---- faults, for tests ---- */

bool db_fault_now(struct db *db)
{
	if (db->fault == FAULT_NONE || db->fault == FAULT_COMMIT || db->fault == FAULT_SLOW)
		return false;
	if (db->fault_at > 0)
		db->fault_at--;
	if (db->fault_at > 0 || (db->fault_struck && db->fault == FAULT_ONCE))
		return false;
	return db->fault_struck = true;
}

void db_fault(struct db *db, enum db_fault fault, long n)
{
	db->fault = fault;
	db->fault_at = n;
	db->fault_struck = false;
}

bool db_fault_struck(const struct db *db)
{
	return db->fault_struck;
}

static int at_commit(void *arg)
{
	struct db *db = arg;
	if (db->fault == FAULT_SLOW)
		usleep((useconds_t)db->fault_at * 1000);
	if (db->fault != FAULT_COMMIT)
		return 0;
	return db->fault_struck = true;
}

enum status db_control(struct db *db, const char *sql, struct error *e)
{
	if (db_fault_now(db))
		return fail(e, db->fault == FAULT_FULL ? FULL : BROKEN, "simulated failure of \"%s\"", sql);
	int rc;
	struct statement *s = statement_take(db, sql, &rc);
	if (s) {
		rc = sqlite3_step(s->st);
		rc = rc == SQLITE_DONE ? SQLITE_OK : rc;
	}
	enum status status = rc == SQLITE_OK ? OK : db_broken(db, e, rc);
	statement_done(s);
	return status;
}

/* ---- a connection ---- */

/* A machine that does other things too is not the job's fault: what counts is its own work, but a
 * job may not keep the others waiting for ever either. */
void db_time_start(struct db *db, int64_t limit_us)
{
	db->limit_us = limit_us;
	if (limit_us) {
		db->began = clock_ticks();
		db->worked = clock_worked();
	}
}

bool db_time_is_up(const struct db *db)
{
	enum { PATIENCE = 25 };
	int64_t waited = db->limit_us ? clock_ticks() - db->began : 0;
	if (waited <= db->limit_us)
		return false;
	return waited > db->limit_us * PATIENCE || clock_worked() - db->worked > db->limit_us;
}

static int is_time_up(void *arg)
{
	return db_time_is_up(arg);
}

static int note_wal(void *arg, sqlite3 *handle, const char *name, int pages)
{
	(void)handle;
	(void)name;
	((struct db *)arg)->wal_pages = pages;
	return SQLITE_OK;
}

static int pragmas(struct db *db, enum db_mode mode)
{
	int rc = sqlite3_exec(db->handle,
		"PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;"
		"PRAGMA temp_store = MEMORY; PRAGMA busy_timeout = 2000; PRAGMA cache_size = -4000",
		NULL, NULL, NULL);
	static const char *const sync[] = {
		[DB_READ] = "PRAGMA query_only = ON",
		[DB_WRITE] = "PRAGMA synchronous = FULL",
		[DB_DERIVED] = "PRAGMA synchronous = NORMAL",
	};
	return rc == SQLITE_OK ? sqlite3_exec(db->handle, sync[mode], NULL, NULL, NULL) : rc;
}

/* SQLite counts its memory under one lock for all threads, a hundred times a page; nobody asks. */
static void set_up(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

struct db *db_open(const char *uri, enum db_mode mode, struct error *e)
{
	struct db *db = calloc(1, sizeof *db);
	if (!db)
		abort();
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, set_up);
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
	int rc = sqlite3_open_v2(uri, &db->handle, flags | SQLITE_OPEN_CREATE, NULL);
	if (rc == SQLITE_OK)
		rc = pragmas(db, mode);
	if (rc != SQLITE_OK) {
		db_broken(db, e, rc);
		db_close(db);
		return NULL;
	}
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	if (mode == DB_READ)
		sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_wal_hook(db->handle, note_wal, db);      /* and so no checkpoint inside a COMMIT */
	sqlite3_commit_hook(db->handle, at_commit, db);
	sqlite3_progress_handler(db->handle, STEPS_BETWEEN_LOOKS, is_time_up, db);
	return db;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	for (int i = 0; i < STATEMENTS; i++) {
		sqlite3_finalize(db->statements[i].st);
		free(db->statements[i].sql);
	}
	sqlite3_close(db->handle);
	free(db);
}

enum status db_attach(struct db *reader, const char *uri, const char *name, struct error *e)
{
	char *sql = sqlite3_mprintf("ATTACH %Q AS %w", uri, name);
	if (!sql)
		abort();
	int rc = sqlite3_exec(reader->handle, sql, NULL, NULL, NULL);
	sqlite3_free(sql);
	return rc == SQLITE_OK ? OK : db_broken(reader, e, rc);
}

/* ---- reading ---- */

void db_turn(struct db *db)
{
	db->turning = true;
}

void db_turn_end(struct db *db)
{
	if (db->in_turn && !sqlite3_get_autocommit(db->handle)) {
		struct error ignored = { 0 };        /* it only read: there is nothing to lose */
		db_control(db, "COMMIT", &ignored);
	}
	db->in_turn = false;
}

enum status db_read(struct db *db, struct job *job)
{
	struct tx tx = { .db = db, .job = job };
	job->status = OK;
	if (!db->in_turn)
		job->status = db_control(db, "BEGIN", job->error);
	db->in_turn = db->turning && job->status == OK;
	db_time_start(db, job->limit_us < 0 ? 0 : job->limit_us ? job->limit_us : READ_LIMIT_US);
	if (job->status == OK)
		job->status = job->run(&tx, job->arg);
	db_time_start(db, 0);
	if (job->error->status != OK)               /* the first fault outranks what was made of it */
		job->status = job->error->status;
	if (!db->turning && !sqlite3_get_autocommit(db->handle))
		sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
	return job->status;
}

/* ---- the writer's own ---- */

void db_before_commit(struct db *db, enum status (*run)(struct tx *tx, void *arg), void *arg)
{
	db->before_commit = run;
	db->before_commit_arg = arg;
}

void db_seed_ids(struct db *db, int64_t newest_id, int node)
{
	db->ids.node = node;
	ids_seed(&db->ids, newest_id);
}

int64_t db_wal_pages(const struct db *db)
{
	return db->wal_pages >= db->checkpoint_next ? db->wal_pages : 0;
}

/* A reader may still be inside: then not again before the log has grown by as much again. */
void db_checkpoint(struct db *db)
{
	enum { AGAIN_AFTER = 500 };
	int pages = 0, done = 0;
	sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_PASSIVE, &pages, &done);
	db->checkpoint_next = done < pages ? db->wal_pages + AGAIN_AFTER : 0;
	if (done == pages)
		db->wal_pages = 0;
}

enum status db_checkpoint_all(struct db *db, struct error *e)
{
	int rc = sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	if (rc != SQLITE_OK)
		return db_broken(db, e, rc);
	db->wal_pages = db->checkpoint_next = 0;
	return OK;
}
