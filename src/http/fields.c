/* Forms, queries and cookies: text that came in, taken apart. */
#include "http/decode.h"
#include "http/http.h"
#include "base/utf8.h"

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The byte that an escape at the beginning of s stands for; -1: no escape. */
static int unescape(struct str s)
{
	int high = s.len > 2 ? hex(s.ptr[1]) : -1, low = s.len > 2 ? hex(s.ptr[2]) : -1;
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

bool percent_decode(struct arena *a, struct str s, bool form, struct str *out)
{
	char *p = NEW(a, char, s.len + 1);
	size_t n = 0;
	bool after_cr = false;
	for (size_t i = 0; i < s.len; i++) {
		int c = (unsigned char)s.ptr[i];
		if (c == '%') {
			c = unescape((struct str){ s.ptr + i, s.len - i });
			i += 2;
		} else if (c == '+' && form) {
			c = ' ';
		}
		if (c <= 0)
			return false;
		if (!(form && after_cr && c == '\n'))
			p[n++] = form && c == '\r' ? '\n' : (char)c;
		after_cr = c == '\r';
	}
	*out = (struct str){ p, n };
	return utf8_is_valid(*out);
}

static bool decode_pair(struct arena *a, struct str pair, struct field *out)
{
	struct str name = pair, value = pair;
	if (!str_cut(&value, '=', &name))
		value = (struct str){ 0 };
	struct str clear;
	if (!percent_decode(a, name, true, &clear) || !percent_decode(a, value, true, &value))
		return false;
	*out = (struct field){ clear.ptr, value };
	return true;
}

/* The part of *rest before the next `at`, or all of it. */
static struct str next_part(struct str *rest, char at)
{
	struct str part = *rest;
	if (!str_cut(rest, at, &part))
		*rest = (struct str){ 0 };
	return part;
}

enum status http_fields(struct arena *a, struct str encoded, const struct field **out)
{
	size_t room = 1, n = 0;
	for (size_t i = 0; i < encoded.len; i++)
		room += encoded.ptr[i] == '&';
	if (room > FIELDS_MAX)
		return INVALID;
	struct field *fields = NEW(a, struct field, room + 1);
	while (encoded.len) {
		struct str pair = next_part(&encoded, '&');
		if (pair.len && !decode_pair(a, pair, &fields[n++]))
			return INVALID;
	}
	*out = fields;
	return OK;
}

struct str http_cookie(struct str cookie, const char *name)
{
	struct str wanted = str_view(name), key;
	while (cookie.len) {
		struct str value = next_part(&cookie, ';');
		if (str_cut(&value, '=', &key) && str_eq(str_trim(key), wanted))
			return str_trim(value);
	}
	return (struct str){ 0 };
}
