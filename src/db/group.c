/* Groups of jobs in one transaction, and migrations, which are jobs too. */
#include "db/sqlite.h"
#include "base/clock.h"

static void start(struct db *db, struct job *job)
{
	*job->error = (struct error){ 0 };
	db_time_start(db, job->limit_us < 0 ? 0 : job->limit_us ? job->limit_us : HANDLER_LIMIT_US);
}

/* One job, under its own SAVEPOINT when `saved`. Not OK only when the transaction is gone or ends;
 * how the job itself went is in its status. */
static enum status run_job(struct tx *tx, bool saved, struct error *e)
{
	struct job *job = tx->job;
	if (saved)
		TRY(db_control(tx->db, "SAVEPOINT job", e));
	start(tx->db, job);
	job->status = job->run(tx, job->arg);
	db_time_start(tx->db, 0);
	if (job->error->status != OK)               /* the first fault outranks what was made of it */
		job->status = job->error->status;
	if (sqlite3_get_autocommit(tx->db->handle)) /* SQLite gave up all of it, not this job alone */
		return job->status == OK ? BROKEN : job->status;
	if (job->status == FULL)
		return FULL;
	if (!saved)
		return OK;
	if (job->status != OK)
		TRY(db_control(tx->db, "ROLLBACK TO job", e));
	return db_control(tx->db, "RELEASE job", e);
}

/* What an attempt came to: all of it stands, or it must be tried again with SAVEPOINTs. */
struct attempt { bool saved, again, wrote; };

static enum status run_all(struct db *db, struct job *const *jobs, size_t n, struct attempt *a,
	struct error *e)
{
	for (size_t i = 0; i < n; i++) {
		if (jobs[i]->dropped)
			continue;
		struct tx tx = { .db = db, .job = jobs[i] };
		enum status s = run_job(&tx, a->saved, e);
		a->wrote |= tx.wrote && jobs[i]->status == OK;
		if (s == BUSY && sqlite3_get_autocommit(db->handle)) {
			jobs[i]->dropped = a->again = true;  /* its interrupted write took the group along */
			return OK;
		}
		if (s != OK)
			return e->status == OK ? fail(e, s, "group is lost: %s", jobs[i]->error->text) : s;
		if (!a->saved && jobs[i]->status != OK && tx.wrote) {
			a->again = true;                     /* its writes stand among its neighbours' */
			return db_control(db, "ROLLBACK", e);
		}
	}
	return OK;
}

static enum status seal_group(struct db *db, struct job *const *jobs, size_t n, struct error *e)
{
	for (size_t i = 0; db->before_commit && i < n; i++) {
		if (jobs[i]->dropped || jobs[i]->status != OK)
			continue;
		struct job job = *jobs[i];
		job.error = e;
		struct tx tx = { .db = db, .job = &job };
		return db->before_commit(&tx, db->before_commit_arg);
	}
	return OK;
}

static enum status attempt(struct db *db, struct job *const *jobs, size_t n, struct attempt *a,
	struct error *e)
{
	a->again = a->wrote = false;
	TRY(db_control(db, "BEGIN IMMEDIATE", e));
	TRY(run_all(db, jobs, n, a, e));
	if (a->again)
		return OK;
	if (a->wrote)
		TRY(seal_group(db, jobs, n, e));
	int64_t start = clock_ticks();
	enum status s = db_control(db, "COMMIT", e);
	db->commit_us = clock_ticks() - start;
	return s;
}

int64_t db_commit_us(const struct db *db)
{
	return db->commit_us;
}

/* BUSY before anything was begun, FULL whenever there was no room: nothing stands, reading goes on.
 * All else: nobody knows. */
static enum status verdict(struct db *db, enum status s, struct error *e)
{
	if (!sqlite3_get_autocommit(db->handle))
		sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
	e->status = s == BUSY || s == FULL ? s : BROKEN;
	return e->status;
}

enum status db_group(struct db *db, struct job *const *jobs, size_t n)
{
	struct error e = { 0 };
	struct attempt a = { 0 };
	enum status s;
	for (size_t i = 0; i < n; i++)
		jobs[i]->dropped = false;
	do {
		s = attempt(db, jobs, n, &a, &e);
		a.saved = true;
	} while (s == OK && a.again);        /* ends: each round but the first drops one job */
	if (s == OK)
		return OK;
	s = verdict(db, s, &e);
	for (size_t i = 0; i < n; i++) {
		*jobs[i]->error = e;
		jobs[i]->status = s;
	}
	return s;
}

/* ---- migrations ---- */

struct step { const char *owner; const struct migration *m; };

static int64_t hash_of(const char *sql)
{
	uint64_t h = 1469598103934665603u;
	for (const char *p = sql; *p; p++)
		h = (h ^ (unsigned char)*p) * 1099511628211u;
	return (int64_t)(h >> 1);
}

static enum status apply(struct tx *tx, void *arg)
{
	const struct step *step = arg;
	int64_t hash = hash_of(step->m->sql), known = -1;
	TRY(db_one_i64(tx, "SELECT hash FROM db_migration WHERE owner = $1 AND number = $2",
		BIND(text(str_view(step->owner)), i64(step->m->number)), &known));
	if (known == hash)
		return OK;
	if (known >= 0)
		return fail(tx_error(tx), CONFLICT, "migration %d of %s (\"%s\") was edited after it was"
			" applied", step->m->number, step->owner, step->m->name);
	tx->wrote = true;
	int rc = sqlite3_exec(tx->db->handle, step->m->sql, NULL, NULL, NULL);
	if (rc != SQLITE_OK)
		return db_broken(tx->db, tx_error(tx), rc);
	return db_exec(tx, "INSERT INTO db_migration (owner, number, hash) VALUES ($1, $2, $3)",
		BIND(text(str_view(step->owner)), i64(step->m->number), i64(hash)));
}

enum status db_migrate(struct db *db, const char *owner, const struct migration *list,
	struct error *e)
{
	TRY(db_control(db, "CREATE TABLE IF NOT EXISTS db_migration (owner TEXT NOT NULL,"
		" number BIGINT NOT NULL, hash BIGINT NOT NULL, PRIMARY KEY (owner, number))", e));
	struct arena *arena = arena_create();
	enum status (*hook)(struct tx *, void *) = db->before_commit;
	db->before_commit = NULL;            /* the tables of the log may not be there yet */
	enum status s = OK;
	for (const struct migration *m = list; s == OK && m->number; m++) {
		struct step step = { owner, m };
		struct job job = {
			.run = apply, .arg = &step, .arena = arena, .error = e, .limit_us = -1,
		};
		s = db_group(db, &(struct job *){ &job }, 1);
		s = s == OK ? job.status : s;
	}
	db->before_commit = hook;
	arena_destroy(arena);
	return s;
}
