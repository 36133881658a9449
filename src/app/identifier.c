/* Numbers that name a person, found in a text by the patterns of country.conf. */
#include "app/country.h"
#include "base/utf8.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Of what stands beside a match: does it make the number part of something longer? Signs of other
 * scripts count as letters, the punctuation of Latin and General Punctuation does not. */
static bool is_joined(uint32_t point)
{
	if (point < 0x80)
		return is_digit((char)point) || is_upper((char)(point & ~0x20u));
	return !(point >= 0xA0 && point <= 0xBF) && !(point >= 0x2000 && point <= 0x206F);
}

static bool joins_before(struct str text, size_t at)
{
	size_t from = at;
	while (from > 0 && ((unsigned char)text.ptr[from - 1] & 0xC0) == 0x80)
		from--;
	if (from == 0)
		return false;
	struct str sign = { text.ptr + from - 1, at - from + 1 };
	return is_joined(utf8_next(&sign));
}

static bool joins_after(struct str rest)
{
	return rest.len && is_joined(utf8_next(&rest));
}

/* A space, breaking or not, a dot, a comma, a slash, a dash; false: there stands none. */
static bool skip_one(struct str *rest)
{
	static const char *const separators[] = {
		" ", ".", ",", "/", "-", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x91", "\xE2\x80\x93",
	};
	for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
		struct str s = str_view(separators[i]);
		if (str_starts(*rest, s)) {
			*rest = (struct str){ rest->ptr + s.len, rest->len - s.len };
			return true;
		}
	}
	return false;
}

/* As "06. 12" has them: three at most. */
static void skip_separator(struct str *rest)
{
	enum { MOST = 3 };
	int n = 0;
	while (n < MOST && skip_one(rest))
		n++;
}

/* "[1-478]" at the start of *pattern, which goes on behind it. */
static bool in_class(struct str *pattern, char c)
{
	struct str set;
	*pattern = (struct str){ pattern->ptr + 1, pattern->len - 1 };
	if (!str_cut(pattern, ']', &set))
		return false;
	for (size_t i = 0; i < set.len; i++) {
		bool is_range = i + 2 < set.len && set.ptr[i + 1] == '-';
		char last = is_range ? set.ptr[i + 2] : set.ptr[i];
		if (c >= set.ptr[i] && c <= last)
			return true;
		i += is_range ? 2 : 0;
	}
	return false;
}

static bool takes(struct str *pattern, char c)
{
	char want = pattern->ptr[0];
	if (want == '[')
		return in_class(pattern, c);
	*pattern = (struct str){ pattern->ptr + 1, pattern->len - 1 };
	return want == 'd' ? is_digit(c) : want == 'A' ? is_upper(c) : want == c;
}

/* What a match consists of, without its separators. */
enum { SIGNS_MAX = 40 };
struct signs { char at[SIGNS_MAX]; size_t len; };

static bool match(struct str pattern, struct str *rest, struct signs *signs)
{
	while (pattern.len) {
		if (pattern.ptr[0] == ' ') {
			skip_separator(rest);
			pattern = (struct str){ pattern.ptr + 1, pattern.len - 1 };
			continue;
		}
		if (rest->len == 0 || signs->len == SIGNS_MAX || !takes(&pattern, rest->ptr[0]))
			return false;
		signs->at[signs->len++] = rest->ptr[0];
		*rest = (struct str){ rest->ptr + 1, rest->len - 1 };
	}
	return true;
}

/* The last two digits are 97 - (the number before them mod 97); 2A counts as 19, 2B as 18. */
static bool key_holds(const struct signs *s)
{
	int sum = 0;
	if (s->len < 3)
		return false;
	for (size_t i = 0; i < s->len - 2; i++) {
		char c = s->at[i];
		bool is_island = c == '2' && (s->at[i + 1] == 'A' || s->at[i + 1] == 'B');
		if (is_island) {
			sum = (sum * 100 + (s->at[i + 1] == 'A' ? 19 : 18)) % 97;
			i++;
		} else if (is_digit(c)) {
			sum = (sum * 10 + c - '0') % 97;
		} else {
			return false;
		}
	}
	int key = (s->at[s->len - 2] - '0') * 10 + s->at[s->len - 1] - '0';
	return key == 97 - sum;
}

static bool stands_at(const struct identifier *id, struct str text, size_t at)
{
	struct signs signs = { .len = 0 };
	struct str rest = { text.ptr + at, text.len - at };
	return match(id->pattern, &rest, &signs) && !joins_before(text, at) && !joins_after(rest)
		&& (!id->mod97 || key_holds(&signs));
}

const struct identifier *country_identifier_in(const struct country *c, struct str text)
{
	for (size_t at = 0; at < text.len; at++)
		for (size_t i = 0; i < c->identifier_count; i++)
			if (stands_at(&c->identifiers[i], text, at))
				return &c->identifiers[i];
	return NULL;
}
