/* Looking at text without owning it. */
#include "base/str.h"
#include <endian.h>

struct str str_view(const char *s)
{
	return s ? (struct str){ s, strlen(s) } : (struct str){ 0 };
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str str_trim(struct str s)
{
	while (s.len && is_blank(s.ptr[0])) {
		s.ptr++;
		s.len--;
	}
	while (s.len && is_blank(s.ptr[s.len - 1]))
		s.len--;
	return s;
}

/* Eight bytes a step, as tools/msgc does it too: byte by byte it would cost as much as a search. */
uint64_t str_hash(struct str s)
{
	uint64_t h = s.len, eight;
	for (size_t n; s.len; s = (struct str){ s.ptr + n, s.len - n }) {
		n = s.len < sizeof eight ? s.len : sizeof eight;
		eight = 0;
		if (n == sizeof eight)
			memcpy(&eight, s.ptr, sizeof eight);       /* one load; the other one is a call */
		else
			memcpy(&eight, s.ptr, n);
		h = (h ^ le64toh(eight)) * 1099511628211u;
		h ^= h >> 32;
	}
	return h;
}

size_t str_points(struct str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.len; i++)
		n += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
	return n;
}

bool str_to_i64(struct str s, int64_t *out)
{
	bool minus = s.len > 1 && s.ptr[0] == '-';
	int64_t n = 0;
	for (size_t i = minus; i < s.len; i++) {
		int digit = s.ptr[i] - '0';
		if (digit < 0 || digit > 9 || n > (INT64_MAX - digit) / 10)
			return false;
		n = n * 10 + digit;
	}
	if (s.len == 0)
		return false;
	*out = minus ? -n : n;
	return true;
}

bool str_starts(struct str s, struct str head)
{
	return head.len == 0 || (s.len >= head.len && memcmp(s.ptr, head.ptr, head.len) == 0);
}

bool str_ends(struct str s, struct str tail)
{
	return tail.len == 0 || (s.len >= tail.len
		&& memcmp(s.ptr + (s.len - tail.len), tail.ptr, tail.len) == 0);
}

bool str_cut(struct str *s, char at, struct str *head)
{
	const char *p = s->len ? memchr(s->ptr, at, s->len) : NULL;
	if (!p)
		return false;
	*head = (struct str){ s->ptr, (size_t)(p - s->ptr) };
	*s = (struct str){ p + 1, s->len - head->len - 1 };
	return true;
}
