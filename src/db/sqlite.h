#ifndef DB_SQLITE_H
#define DB_SQLITE_H
#include "db/group.h"
#include <sqlite3.h>

/* What the files of db/ that speak to SQLite share. Nobody else includes this. */
enum { STATEMENTS = 256, BINDS = 40 };

/* A prepared statement that is kept. SQLite numbers $2 before $1 when it stands first, so the place
 * of each $n is looked up by name, once. */
struct statement {
	sqlite3_stmt *st;
	char *sql;
	uint64_t hash;
	int place[BINDS];          /* of $n at n − 1; 0: the statement leaves it out */
	bool in_use, reads_only, kept;
};

struct db {
	sqlite3 *handle;
	struct ids ids;
	struct statement statements[STATEMENTS];
	bool turning, in_turn;     /* a loop's turn shares one transaction; it is open */
	/* Of the job that runs: its limit (0: none), and the two clocks when it began. */
	int64_t limit_us, began, worked;
	int64_t wal_pages, checkpoint_next, commit_us;
	enum status (*before_commit)(struct tx *tx, void *arg);
	void *before_commit_arg;
	enum db_fault fault;
	long fault_at;             /* statements until it strikes */
	bool fault_struck;
};
struct tx { struct db *db; struct job *job; bool wrote; };

/* Notes in *e what SQLite's code `rc` means to us, and returns it: BUSY, CONFLICT, FULL, BROKEN. */
enum status db_broken(struct db *db, struct error *e, int rc);
/* A statement without binds that moves transactions; counted by the faults. */
enum status db_control(struct db *db, const char *sql, struct error *e);
bool db_fault_now(struct db *db);
void db_time_start(struct db *db, int64_t limit_us);       /* 0: no limit from here on */
bool db_time_is_up(const struct db *db);     /* true: the next statement must fail */
/* NULL: *rc says why. Give it back with statement_done. */
struct statement *statement_take(struct db *db, const char *sql, int *rc);
void statement_done(struct statement *s);
#endif
