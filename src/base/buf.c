#include "base/buf.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* Room for `more` bytes and the NUL of vsnprintf, which does not count. What is in `cap` may be
 * used without a look at `max`. */
static bool reserve(struct buf *b, size_t more)
{
	if (b->full || more > b->max - b->len) {
		b->full = true;
		return false;
	}
	if (b->len + more < b->cap)
		return true;
	size_t cap = (b->len + more) * 2;
	cap = cap < 512 ? 512 : cap;
	b->cap = cap - 1 > b->max ? b->max + 1 : cap;
	b->bytes = realloc(b->bytes, b->cap);
	if (!b->bytes)
		abort();
	return true;
}

void buf_grow_put(struct buf *b, struct str s)
{
	if (s.len == 0 || !reserve(b, s.len))
		return;
	memcpy(b->bytes + b->len, s.ptr, s.len);
	b->len += s.len;
}

void buf_fmt(struct buf *b, const char *fmt, ...)
{
	va_list once, again;
	va_start(once, fmt);
	va_copy(again, once);
	size_t room = b->cap - b->len;               /* usually enough: formatted once */
	int n = vsnprintf(room ? b->bytes + b->len : NULL, room, fmt, once);
	va_end(once);
	size_t len = n > 0 ? (size_t)n : 0;
	if (reserve(b, len)) {
		if (len >= room && len)
			vsnprintf(b->bytes + b->len, len + 1, fmt, again);
		b->len += len;
	}
	va_end(again);
}

void buf_finish(struct buf *b)
{
	free(b->bytes);
	*b = (struct buf){ .max = b->max };
}
