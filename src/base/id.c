/* Ids that rise inside, refs that show outside. */
#include "base/id.h"
#include <stdlib.h>
#include <sys/random.h>

enum { EPOCH_2020_S = 1577836800, COUNTER_BITS = 12, NODE_BITS = 10 };

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool is_dash(size_t i)
{
	return i == 8 || i == 13 || i == 18 || i == 23;
}

bool uuid_parse(struct str s, struct uuid *out)
{
	*out = (struct uuid){ 0 };
	if (s.len != 36)
		return false;
	size_t nibble = 0;
	for (size_t i = 0; i < 36; i++) {
		if (is_dash(i)) {
			if (s.ptr[i] != '-')
				return false;
			continue;
		}
		int v = hex_value(s.ptr[i]);
		if (v < 0)
			return false;
		out->b[nibble / 2] = (uint8_t)(out->b[nibble / 2] << 4 | v);
		nibble++;
	}
	return true;
}

struct uuid_text uuid_print(struct uuid u)
{
	struct uuid_text t = { 0 };
	char *p = t.text;
	for (int i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*p++ = '-';
		*p++ = "0123456789abcdef"[u.b[i] >> 4];
		*p++ = "0123456789abcdef"[u.b[i] & 15];
	}
	return t;
}

struct str uuid_dup(struct arena *a, struct uuid u)
{
	if (uuid_is_none(u))
		return (struct str){ 0 };
	struct uuid_text t = uuid_print(u);
	return str_dup(a, (struct str){ t.text, 36 });
}

bool uuid_is_none(struct uuid u)
{
	static const struct uuid none;
	return memcmp(&u, &none, sizeof u) == 0;
}

bool uuid_eq(struct uuid a, struct uuid b)
{
	return !uuid_is_none(a) && memcmp(&a, &b, sizeof a) == 0;
}

static struct uuid of_version(struct uuid u, unsigned version)
{
	u.b[6] = (uint8_t)((u.b[6] & 0x0F) | (version << 4));
	u.b[8] = (uint8_t)((u.b[8] & 0x3F) | 0x80);
	return u;
}

static void random_bytes(uint8_t *b, size_t n)
{
	if (getrandom(b, n, 0) != (ssize_t)n)
		abort();   /* without randomness no secret is one */
}

struct uuid uuid_v7(int64_t now_at)
{
	struct uuid u;
	random_bytes(u.b, sizeof u.b);
	for (int i = 0; i < 6; i++)
		u.b[i] = (uint8_t)((uint64_t)now_at >> (40 - 8 * i));
	return of_version(u, 7);
}

struct uuid uuid_v4(void)
{
	struct uuid u;
	random_bytes(u.b, sizeof u.b);
	return of_version(u, 4);
}

/* `last` holds ms and counter without the node, so that "one more" carries into the ms. */
int64_t ids_next(struct ids *s, int64_t now_at)
{
	int64_t ms = now_at - (int64_t)EPOCH_2020_S * 1000;
	int64_t first = ms * (1 << COUNTER_BITS);
	s->last = first > s->last ? first : s->last + 1;
	int64_t counter = s->last & ((1 << COUNTER_BITS) - 1);
	return ((s->last >> COUNTER_BITS) << (NODE_BITS + COUNTER_BITS))
		| ((int64_t)s->node << COUNTER_BITS) | counter;
}

void ids_seed(struct ids *s, int64_t newest_id)
{
	int64_t ms = newest_id >> (NODE_BITS + COUNTER_BITS);
	int64_t counter = newest_id & ((1 << COUNTER_BITS) - 1);
	int64_t last = ms << COUNTER_BITS | counter;
	s->last = last > s->last ? last : s->last;
}
