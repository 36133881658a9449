/* The one place that escapes. */
#include "html/html.h"
#include <limits.h>
#include <stdio.h>

/* Signs that XML knows no way to write: what was pasted with one must not break a feed. */
#define GONE "\xEF\xBF\xBD"
static const char escaped[UCHAR_MAX + 1][8] = {
	['<'] = "&lt;", ['>'] = "&gt;", ['&'] = "&amp;", ['"'] = "&#34;", ['\''] = "&#39;",
	[1] = GONE, [2] = GONE, [3] = GONE, [4] = GONE, [5] = GONE, [6] = GONE, [7] = GONE,
	[8] = GONE, [11] = GONE, [12] = GONE, [14] = GONE, [15] = GONE, [16] = GONE, [17] = GONE,
	[18] = GONE, [19] = GONE, [20] = GONE, [21] = GONE, [22] = GONE, [23] = GONE, [24] = GONE,
	[25] = GONE, [26] = GONE, [27] = GONE, [28] = GONE, [29] = GONE, [30] = GONE, [31] = GONE,
};

void html_text(struct buf *h, struct str s)
{
	size_t from = 0;
	for (size_t i = 0; i < s.len; i++) {
		const char *e = escaped[(unsigned char)s.ptr[i]];
		if (!e[0])
			continue;
		buf_put(h, (struct str){ s.ptr + from, i - from });
		buf_put(h, str_view(e));
		from = i + 1;
	}
	if (s.len)
		buf_put(h, (struct str){ s.ptr + from, s.len - from });
}

/* Where U+FFFE or U+FFFF stands next: all that html_text leaves and XML cannot hold. */
static size_t next_outside_xml(struct str s, size_t from)
{
	for (size_t i = from; i + 2 < s.len; i++)
		if ((unsigned char)s.ptr[i] == 0xEF && (unsigned char)s.ptr[i + 1] == 0xBF
			&& ((unsigned char)s.ptr[i + 2] & 0xFE) == 0xBE)
			return i;
	return s.len;
}

void xml_text(struct buf *x, struct str s)
{
	for (size_t from = 0, end; from < s.len; from = end + 3) {
		end = next_outside_xml(s, from);
		html_text(x, (struct str){ s.ptr + from, end - from });
		if (end < s.len)
			buf_put(x, STR(GONE));
	}
}

void html_url_part(struct buf *h, struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];
		bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
			|| c == '-' || c == '_' || c == '.' || c == '~';
		char b[4];
		if (plain)
			buf_put(h, (struct str){ s.ptr + i, 1 });
		else
			buf_put(h, (struct str){ b, (size_t)snprintf(b, sizeof b, "%%%02X", c) });
	}
}

void html_url(struct buf *h, struct url u)
{
	html_text(h, u.text);
}

void html_local(struct buf *h, struct local l)
{
	struct str path = l.path.text;
	bool ours = path.len && path.ptr[0] == '/' && !(path.len > 1 && path.ptr[1] == '/');
	if (ours && !str_starts(path, STR("/assets/")))
		html_text(h, l.prefix);
	html_text(h, path);
}

void html_uuid(struct buf *h, struct uuid u)
{
	if (uuid_is_none(u))
		return;
	struct uuid_text t = uuid_print(u);
	buf_put(h, (struct str){ t.text, 36 });
}

void html_i64(struct buf *h, int64_t n)
{
	char digits[24];
	size_t at = sizeof digits;
	uint64_t rest = n < 0 ? -(uint64_t)n : (uint64_t)n;
	do {
		digits[--at] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (n < 0)
		digits[--at] = '-';
	buf_put(h, (struct str){ digits + at, sizeof digits - at });
}

void html_int(struct buf *h, int n)
{
	html_i64(h, n);
}

/* ---- words that people wrote ---- */

/* Words whose hyphen holds, so that a title on a phone does not end in "week-". */
static const char *const held[] = { "week-end", "Week-end", "rendez-vous", "Rendez-vous" };

static bool is_held(struct str s, size_t at)
{
	for (size_t i = 0; i < sizeof held / sizeof *held; i++) {
		size_t before = (size_t)(strchr(held[i], '-') - held[i]), len = strlen(held[i]);
		if (at >= before && s.len - (at - before) >= len
			&& memcmp(s.ptr + at - before, held[i], len) == 0)
			return true;
	}
	return false;
}

static const char blank[] = "\xC2\xA0", hyphen[] = "\xE2\x80\x91";       /* that do not break */

static bool is_before(struct str rest)
{
	return rest.len && (memchr(";:?!%", rest.ptr[0], 5)
		|| (rest.len >= 2 && memcmp(rest.ptr, "\xC2\xBB", 2) == 0));
}

/* What stands instead of the sign at `at`, so that no line breaks there; NULL: it stays. */
static const char *unbreakable(struct str s, size_t at)
{
	if (s.ptr[at] == '-')
		return is_held(s, at) ? hyphen : NULL;
	bool after = at >= 2 && memcmp(s.ptr + at - 2, "\xC2\xAB", 2) == 0;
	return after || is_before((struct str){ s.ptr + at + 1, s.len - at - 1 }) ? blank : NULL;
}

void html_prose(struct buf *h, struct prose p)
{
	struct str s = p.text;
	size_t from = 0;
	if (s.len == 0)
		return;
	for (size_t i = 0; i < s.len; i++) {
		const char *instead = s.ptr[i] == ' ' || s.ptr[i] == '-' ? unbreakable(s, i) : NULL;
		if (!instead)
			continue;
		html_text(h, (struct str){ s.ptr + from, i - from });
		buf_put(h, str_view(instead));
		from = i + 1;
	}
	html_text(h, (struct str){ s.ptr + from, s.len - from });
}

void html_paragraphs(struct buf *h, struct str s)
{
	while (s.len) {
		struct str block = s;
		const char *gap = memmem(s.ptr, s.len, "\n\n", 2);
		if (gap)
			block.len = (size_t)(gap - s.ptr);
		s = (struct str){ s.ptr + block.len, s.len - block.len };
		s = str_trim(s);
		block = str_trim(block);
		if (block.len == 0)
			continue;
		buf_put(h, STR("<p>"));
		struct str line;
		while (str_cut(&block, '\n', &line)) {
			html_prose(h, (struct prose){ line });
			buf_put(h, STR("<br>"));
		}
		html_prose(h, (struct prose){ block });
		buf_put(h, STR("</p>\n"));
	}
}
