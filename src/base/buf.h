#ifndef BASE_BUF_H
#define BASE_BUF_H
#include "base/str.h"

/* Bytes that grow at the end: a page, a feed, a mail. Owns its bytes until buf_finish. Past `max`
 * bytes it turns `full`, keeps what it has and ignores the rest: ask once, at the end.
 * {.max = n} is ready to write. */
struct buf { char *bytes; size_t len, cap, max; bool full; };

void buf_grow_put(struct buf *b, struct str s);            /* of buf_put, when there is no room */
void buf_fmt(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_finish(struct buf *b);          /* gives the bytes back; ready to write again */
/* A page is a thousand pieces of thirty bytes: inline, where there is room, it costs half. */
static inline void buf_put(struct buf *b, struct str s)
{
	if (s.len >= b->cap - b->len || b->full) {
		buf_grow_put(b, s);
		return;
	}
	if (s.len)
		memcpy(b->bytes + b->len, s.ptr, s.len);
	b->len += s.len;
}
static inline struct str buf_view(const struct buf *b) { return (struct str){ b->bytes, b->len }; }
#endif
