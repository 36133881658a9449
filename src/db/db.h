#ifndef DB_DB_H
#define DB_DB_H
#include "base/arena.h"
#include "base/error.h"
#include "base/id.h"

/* What a store sees of a database: one open transaction and its statements.
 *
 * Sticky: after the first failure every call on the same tx does nothing and returns that failure,
 * so a forgotten check can lose no error. Positions: $1…$n, bound by name, on every database.
 * SQL is a literal; a value goes in through BIND and in no other way. */
struct tx;

struct bind {
	enum { BIND_NULL, BIND_I64, BIND_TEXT, BIND_BLOB } type;
	int64_t i64;
	struct str text;
	struct uuid uuid;          /* a BLOB of sixteen bytes when text.ptr is NULL; none: NULL */
};
static inline struct bind i64(int64_t n) { return (struct bind){ .type = BIND_I64, .i64 = n }; }
static inline struct bind text(struct str s) { return (struct bind){ BIND_TEXT, .text = s }; }
static inline struct bind blob(struct str s) { return (struct bind){ BIND_BLOB, .text = s }; }
static inline struct bind ref(struct uuid u) { return (struct bind){ BIND_BLOB, .uuid = u }; }
static inline struct bind null(void) { return (struct bind){ .type = BIND_NULL }; }
#define BIND(...) (const struct bind[]){ __VA_ARGS__ }, \
	sizeof((const struct bind[]){ __VA_ARGS__ }) / sizeof(struct bind)

/* Rows of one statement: while (rows_next(&r)) …; then rows_end, once and always. BUSY, and no
 * further row, when the arena of the tx is over its share. */
struct rows { struct tx *tx; void *handle; bool passing; struct arena_mark mark; };
struct rows db_query(struct tx *tx, const char *sql, const struct bind *binds, size_t n);
/* Whatever the arena gives while one row is read goes back with the next: for any number of rows
 * that leave at once, into a file. */
struct rows rows_passing(struct rows r);
bool rows_next(struct rows *r);                   /* false at the end and after a failure */
enum status rows_end(struct rows *r);             /* frees, and says which of the two it was */
int64_t row_i64(struct rows *r, int column);      /* columns count from 0; NULL reads as 0 */
/* Copied into the arena of the tx; NULL reads as "". */
struct str row_text(struct rows *r, int column);
struct str row_blob(struct rows *r, int column);
struct uuid row_uuid(struct rows *r, int column); /* NULL and what is no UUID read as none */

/* A statement whose rows nobody reads. */
enum status db_exec(struct tx *tx, const char *sql, const struct bind *binds, size_t n);
/* CONFLICT unless exactly one row was changed: for "… WHERE id = $1 AND state = $2". */
enum status db_exec_one(struct tx *tx, const char *sql, const struct bind *binds, size_t n);
int64_t db_changed(struct tx *tx);                /* rows that the last statement changed */
/* The first column of the first row, as a number. */
enum status db_one_i64(struct tx *tx, const char *sql, const struct bind *binds, size_t n,
	int64_t *out);                                /* *out stays as it was without a row */

struct arena *tx_arena(struct tx *tx);
struct error *tx_error(struct tx *tx);
int64_t tx_now(struct tx *tx);                    /* ms UTC; the same for the whole request */
int64_t tx_new_id(struct tx *tx);                 /* rises; only where the tx may write */
#endif
