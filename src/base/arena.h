#ifndef BASE_ARENA_H
#define BASE_ARENA_H
#include "base/str.h"

/* Memory that dies together: one arena a request, a job, a test. Not shared between threads.
 * Allocation never returns NULL: without memory the process ends, and its parent starts another.
 * Nothing from an arena may be kept in a global or in an object that outlives it.
 *
 * Past its share an arena is `over` and still gives: the database reads no further for it, and its
 * request ends (db/db.h). Only what grows without reading meets the end of the process. */
struct arena;
enum { ARENA_SHARE = 64 << 20, ARENA_END = 256 << 20 };    /* bytes */

struct arena *arena_create(void);
void arena_destroy(struct arena *a);                             /* NULL is fine */
bool arena_is_over(const struct arena *a);
/* What was taken since the mark goes back: nothing points there any more. */
struct arena_mark { void *chunk; size_t used; };
struct arena_mark arena_mark(const struct arena *a);
void arena_rewind(struct arena *a, struct arena_mark to);
void *arena_alloc(struct arena *a, size_t count, size_t size);   /* zeroed, aligned for any type */
#define NEW(a, type, n) ((type *)arena_alloc((a), (n), sizeof(type)))

struct str str_dup(struct arena *a, struct str s);               /* the copy ends in NUL */
/* The pieces one behind the other, ended by NUL: where there are many, for str_fmt takes five times
 * as long. str_join(a, PIECES(path, STR("?"), query)) */
struct str str_join(struct arena *a, const struct str *pieces, size_t n);
#define PIECES(...) (const struct str[]){ __VA_ARGS__ }, \
	sizeof((const struct str[]){ __VA_ARGS__ }) / sizeof(struct str)
struct str str_fmt(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
#endif
