#ifndef BASE_ARENA_H
#define BASE_ARENA_H
#include "base/str.h"

/* Memory that dies together: one arena a request, a job, a test. Not shared between threads.
 * Allocation never returns NULL: without memory the process ends, and its parent starts another.
 * Nothing from an arena may be kept in a global or in an object that outlives it. */
struct arena;

struct arena *arena_create(void);
void arena_destroy(struct arena *a);                             /* NULL is fine */
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
