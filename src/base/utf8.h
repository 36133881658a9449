#ifndef BASE_UTF8_H
#define BASE_UTF8_H
#include "base/str.h"

/* True: s is UTF-8 as Unicode wants it, without overlong forms, surrogates or U+0000. */
bool utf8_is_valid(struct str s);
/* The next code point, eaten from *s. s is valid and not empty. */
uint32_t utf8_next_long(struct str *s);                    /* of utf8_next, behind ASCII */
static inline uint32_t utf8_next(struct str *s)
{
	unsigned char first = (unsigned char)s->ptr[0];
	if (first >= 0x80)
		return utf8_next_long(s);
	*s = (struct str){ s->ptr + 1, s->len - 1 };
	return first;
}
/* Writes one code point to p (4 bytes at most); returns how many bytes. */
size_t utf8_put(char *p, uint32_t point);
/* The first `points` code points of s; points into s. */
struct str utf8_cut(struct str s, size_t points);
/* True: s can be seen, and hides nothing: no control, no sign that turns the direction (UAX 9) or
 * is invisible. Joiners and U+FE0F may stand in it: some scripts and emoji need them. */
bool utf8_is_shown(struct str s);
/* True: something of s can be seen, whatever else stands in it. */
bool utf8_has_sign(struct str s);
/* s as somebody reads it, for rules that look for patterns: without what is invisible, full-width
 * forms as ASCII, every run of blanks as one. In the arena; never longer than s. */
struct arena;
struct str utf8_plain(struct arena *a, struct str s);
#endif
