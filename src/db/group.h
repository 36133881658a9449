#ifndef DB_GROUP_H
#define DB_GROUP_H
#include "db/db.h"

/* Connections and transactions: for app and main, not for features.
 * A connection belongs to one thread. A zone has one DB_WRITE connection, the only one that writes
 * and checkpoints, on its writer thread; every loop has a DB_READ one, which cannot write. */
struct db;
enum db_mode {
	DB_READ,
	DB_WRITE,      /* durable: synchronous=FULL */
	DB_DERIVED,    /* for a file that can be made again (search): synchronous=NORMAL */
};
struct db *db_open(const char *uri, enum db_mode mode, struct error *e);   /* NULL: *e says why */
void db_close(struct db *db);                                              /* NULL is fine */
/* Makes the tables of another file readable as NAME.table, on a DB_READ connection. */
enum status db_attach(struct db *reader, const char *uri, const char *name, struct error *e);

/* One piece of work. `run` may be called twice: it must start from nothing each time and have no
 * effect except through the tx, its arena and what `arg` points to. */
struct job {
	enum status (*run)(struct tx *tx, void *arg);
	void *arg;
	struct arena *arena;       /* lives until the answer is sent */
	struct error *error;
	int64_t now_at;
	int64_t limit_us;          /* on the writer; 0 = HANDLER_LIMIT_US, -1 = none (start, demo) */
	enum status status;        /* out: what may be told to whoever asked */
	bool dropped;              /* db_group's own */
};
enum { HANDLER_LIMIT_US = 20000 };

/* Runs one job in a transaction that reads. Nothing it does can change the database. On a
 * connection where db_turn was called, the transaction stays open until db_turn_end: all reads of
 * one turn of a loop share it, and it is opened by the first. */
enum status db_read(struct db *reader, struct job *job);
void db_turn(struct db *reader);
void db_turn_end(struct db *reader);

/* Runs n jobs, one after the other, in one transaction made durable by one fsync. A job that fails
 * leaves nothing and does not disturb the others: if it had written, the group is rolled back and
 * run again with a SAVEPOINT round each job (rare, so the usual group pays for none).
 * Each status is final only when this returns. BUSY: nothing was begun, ask again later. FULL: the
 * disk has no room; nothing was kept, reading goes on. BROKEN: nothing may be acknowledged, every
 * status says so, and the caller ends the process: after a failed COMMIT the outcome is unknown. */
enum status db_group(struct db *writer, struct job *const *jobs, size_t n);
/* What the COMMIT of the last group took, µs: the disk's time, not the jobs'. */
int64_t db_commit_us(const struct db *writer);

/* Called once in each group that wrote, after its jobs and before COMMIT: the log is sealed here.
 * A failure fails the group. */
void db_before_commit(struct db *writer, enum status (*run)(struct tx *tx, void *arg), void *arg);
/* Ids go on above this one: at start, from the newest row of the log. */
void db_seed_ids(struct db *writer, int64_t newest_id, int node);

/* Pages of the log file (WAL) since it was last carried over; 0: no checkpoint would help yet. When
 * to make one, the writer decides. */
int64_t db_wal_pages(const struct db *writer);
void db_checkpoint(struct db *writer);     /* PASSIVE: waits for no reader */
/* TRUNCATE: at the end, and to forget what was erased. BUSY: a reader is still inside. */
enum status db_checkpoint_all(struct db *writer, struct error *e);

struct migration { int number; const char *name, *sql; };     /* a list ends with number 0 */
/* Applies what is missing, in order, each in its own transaction, and notes number and hash.
 * CONFLICT when one that was applied has been edited since. */
enum status db_migrate(struct db *writer, const char *owner, const struct migration *list,
	struct error *e);

/* For tests: makes the n-th statement from now fail (BEGIN, SAVEPOINT, COMMIT count too). */
enum db_fault {
	FAULT_NONE,
	FAULT_ONCE,       /* that one only */
	FAULT_FROM,       /* that one and all after it */
	FAULT_COMMIT,     /* the database itself refuses to commit; n means nothing */
	FAULT_FULL,       /* that one and all after it find no room */
	FAULT_SLOW,       /* each COMMIT takes n ms */
};
void db_fault(struct db *db, enum db_fault fault, long n);
bool db_fault_struck(const struct db *db);
#endif
