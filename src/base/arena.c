/* Chunks that are given back together. Under the sanitizers each allocation has its own malloc, so
 * that they see every overrun. */
#include "base/arena.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)      /* as clang says it */
#define __SANITIZE_ADDRESS__ 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
enum { CHUNK = 1, STEP = 1 };
#else
enum { CHUNK = 8192 - 64, STEP = sizeof(max_align_t) };
#endif

struct chunk { struct chunk *next; size_t used, size; max_align_t bytes[]; };
struct arena { struct chunk *chunks; size_t total; };

_Noreturn static void give_up(const char *why)
{
	fprintf(stderr, "%s\n", why);
	abort();
}

struct arena *arena_create(void)
{
	struct arena *a = calloc(1, sizeof *a);
	if (!a)
		give_up("out of memory");
	return a;
}

void arena_destroy(struct arena *a)
{
	if (!a)
		return;
	for (struct chunk *c = a->chunks, *next; c; c = next) {
		next = c->next;
		free(c);
	}
	free(a);
}

bool arena_is_over(const struct arena *a)
{
	return a->total > ARENA_SHARE;
}

struct arena_mark arena_mark(const struct arena *a)
{
	return (struct arena_mark){ a->chunks, a->chunks ? a->chunks->used : 0 };
}

void arena_rewind(struct arena *a, struct arena_mark to)
{
	while (a->chunks != to.chunk) {
		struct chunk *c = a->chunks;
		a->chunks = c->next;
		a->total -= c->size;
		free(c);
	}
	if (a->chunks)
		a->chunks->used = to.used;
}

static struct chunk *new_chunk(struct arena *a, size_t need)
{
	size_t size = need > CHUNK ? need : CHUNK;
	if (size > ARENA_END - a->total)
		give_up("one request wants more than its share of memory");
	struct chunk *c = malloc(sizeof *c + size);
	if (!c)
		give_up("out of memory");
	a->total += size;
	*c = (struct chunk){ .next = a->chunks, .size = size };
	a->chunks = c;
	return c;
}

/* Not zeroed: for what is written in whole at once. */
static void *take(struct arena *a, size_t need)
{
	if (need > ARENA_END)
		give_up("one request wants more than its share of memory");
	need = (need + STEP - 1) / STEP * STEP;
	struct chunk *c = a->chunks;
	if (!c || need > c->size - c->used)
		c = new_chunk(a, need);
	char *p = (char *)c->bytes + c->used;
	c->used += need;
	return p;
}

void *arena_alloc(struct arena *a, size_t count, size_t size)
{
	size_t need;
	if (__builtin_mul_overflow(count, size, &need))
		need = SIZE_MAX;
	return memset(take(a, need), 0, need);
}

struct str str_join(struct arena *a, const struct str *pieces, size_t n)
{
	size_t len = 0;
	for (size_t i = 0; i < n; i++)
		len += pieces[i].len;
	char *copy = take(a, len + 1), *end = copy;
	for (size_t i = 0; i < n; i++)
		if (pieces[i].len)
			end = mempcpy(end, pieces[i].ptr, pieces[i].len);
	*end = '\0';
	return (struct str){ copy, len };
}

struct str str_dup(struct arena *a, struct str s)
{
	return str_join(a, &s, 1);
}

struct str str_fmt(struct arena *a, const char *fmt, ...)
{
	char first[256];                             /* usually enough: formatted once */
	va_list once, again;
	va_start(once, fmt);
	va_copy(again, once);
	int n = vsnprintf(first, sizeof first, fmt, once);
	va_end(once);
	size_t len = n < 0 ? 0 : (size_t)n;
	char *p = take(a, len + 1);
	if (len < sizeof first)
		memcpy(p, first, len);
	else
		vsnprintf(p, len + 1, fmt, again);
	va_end(again);
	p[len] = '\0';
	return (struct str){ p, len };
}
