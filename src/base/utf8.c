/* UTF-8, as Unicode 3.9 wants it. Never reads behind the end, whatever it is given. */
#include "base/utf8.h"
#include "base/arena.h"

/* How many bytes stand behind the first one; -1 when none can begin so. */
static int tail_of(unsigned char first)
{
	if (first < 0x80)
		return 0;
	if (first < 0xC0 || first >= 0xF8)
		return -1;
	return first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
}

static bool is_point(uint32_t point, int tail)
{
	static const uint32_t least[] = { 1, 0x80, 0x800, 0x10000 };
	return point >= least[tail] && point <= 0x10FFFF && (point & ~0x7FFU) != 0xD800;
}

static uint32_t eat(struct str *s, bool *valid)
{
	unsigned char first = (unsigned char)s->ptr[0];
	int tail = tail_of(first), got = 0;
	uint32_t point = tail > 0 ? first & (0x3FU >> tail) : first;
	*s = (struct str){ s->ptr + 1, s->len - 1 };
	while (got < tail && s->len && ((unsigned char)s->ptr[0] & 0xC0) == 0x80) {
		point = point << 6 | ((unsigned char)s->ptr[0] & 0x3F);
		*s = (struct str){ s->ptr + 1, s->len - 1 };
		got++;
	}
	*valid = got == tail && is_point(point, tail);
	return point;
}

bool utf8_is_valid(struct str s)
{
	bool valid = true;
	while (s.len && valid)
		if (s.ptr[0] > 0)
			s = (struct str){ s.ptr + 1, s.len - 1 };
		else
			eat(&s, &valid);
	return valid;
}

uint32_t utf8_next_long(struct str *s)
{
	bool valid;
	return eat(s, &valid);
}

size_t utf8_put(char *p, uint32_t point)
{
	static const unsigned char mark[] = { 0, 0xC0, 0xE0, 0xF0 };
	size_t tail = point < 0x80 ? 0 : point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
	for (size_t i = tail; i > 0; i--) {
		p[i] = (char)(0x80 | (point & 0x3F));
		point >>= 6;
	}
	p[0] = (char)(mark[tail] | point);
	return tail + 1;
}

struct str utf8_cut(struct str s, size_t points)
{
	struct str rest = s;
	while (rest.len && points--)
		utf8_next(&rest);
	return (struct str){ s.ptr, s.len - rest.len };
}

/* Controls, soft hyphen, fillers, marks of direction, separators, tags, what is no character. */
static bool is_hidden(uint32_t point)
{
	static const struct { uint32_t first, last; } hidden[] = {
		{ 0x00, 0x1F }, { 0x7F, 0x9F }, { 0xAD, 0xAD }, { 0x34F, 0x34F }, { 0x61C, 0x61C },
		{ 0x115F, 0x1160 }, { 0x17B4, 0x17B5 }, { 0x180B, 0x180F }, { 0x200B, 0x200B },
		{ 0x200E, 0x200F }, { 0x2028, 0x202E }, { 0x2060, 0x206F }, { 0x3164, 0x3164 },
		{ 0xFE00, 0xFE0E }, { 0xFEFF, 0xFEFF }, { 0xFFA0, 0xFFA0 }, { 0xFFF0, 0xFFFB },
		{ 0xFFFE, 0xFFFF }, { 0xE0000, 0xE0FFF },
	};
	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
		if (point >= hidden[i].first && point <= hidden[i].last)
			return true;
	return false;
}

static bool is_blank(uint32_t point)
{
	return point == ' ' || (point >= '\t' && point <= '\r') || point == 0xA0 || point == 0x1680
		|| (point >= 0x2000 && point <= 0x200A) || point == 0x2028 || point == 0x2029
		|| point == 0x202F || point == 0x205F || point == 0x3000;
}

static bool is_joiner(uint32_t point)
{
	return point == 0x200C || point == 0x200D || point == 0xFE0F;
}

bool utf8_is_shown(struct str s)
{
	bool seen = false;
	while (s.len) {
		uint32_t point = utf8_next(&s);
		if (is_hidden(point))
			return false;
		seen |= point != ' ' && point != 0xA0 && !is_joiner(point);
	}
	return seen;
}

bool utf8_has_sign(struct str s)
{
	while (s.len) {
		uint32_t point = utf8_next(&s);
		if (!is_hidden(point) && !is_blank(point) && !is_joiner(point))
			return true;
	}
	return false;
}

struct str utf8_plain(struct arena *a, struct str s)
{
	enum { FULL_FIRST = 0xFF01, FULL_LAST = 0xFF5E, FULL_FROM = 0xFEE0 };
	char *out = NEW(a, char, s.len + 1);
	size_t n = 0;
	while (s.len) {
		uint32_t point = utf8_next(&s);
		bool blank = is_blank(point);
		if (!blank && (is_hidden(point) || is_joiner(point)))
			continue;
		if (blank && n && out[n - 1] == ' ')
			continue;
		bool full = point >= FULL_FIRST && point <= FULL_LAST;
		n += utf8_put(out + n, blank ? ' ' : full ? point - FULL_FROM : point);
	}
	return (struct str){ out, n };
}
