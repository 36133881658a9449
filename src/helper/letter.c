#include "helper/letter.h"
#include "base/buf.h"
#include "base/zone.h"
#include <sodium.h>

enum {
	LINE = 76,                             /* signs, without CRLF */
	ROUND = 12,                            /* "=?UTF-8?B?" and "?=" */
	STOP_MAX = 900,                        /* a line of a header has at most 998 signs */
	LINE_BYTES = 57,                       /* 57 bytes are 76 signs of base64 */
};

static bool is_plain(struct str s, size_t room)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.ptr[i] < 0x20 || (unsigned char)s.ptr[i] > 0x7E)
			return false;
	return s.len <= room && !memmem(s.ptr, s.len, "=?", 2);
}

/* As many bytes as fit into `room` signs as one encoded word, without cutting a letter. */
static size_t piece_length(struct str s, size_t room)
{
	size_t most = (room - ROUND) / 4 * 3, n = s.len < most ? s.len : most;
	while (n > 1 && n < s.len && ((unsigned char)s.ptr[n] & 0xC0) == 0x80)
		n--;
	return n;
}

static void put_base64(struct buf *out, struct str s)
{
	char base64[sodium_base64_ENCODED_LEN(LINE_BYTES, sodium_base64_VARIANT_ORIGINAL)];
	sodium_bin2base64(base64, sizeof base64, (const unsigned char *)s.ptr, s.len,
		sodium_base64_VARIANT_ORIGINAL);
	buf_put(out, str_view(base64));
}

struct str letter_words(struct arena *a, struct str words, size_t room)
{
	if (is_plain(words, room))
		return str_dup(a, words);
	struct buf out = { .max = 1 << 16 };
	for (size_t left = room; words.len; left = LINE - 1) {
		size_t n = piece_length(words, left);
		buf_put(&out, out.len ? STR("\r\n =?UTF-8?B?") : STR("=?UTF-8?B?"));
		put_base64(&out, (struct str){ words.ptr, n });
		buf_put(&out, STR("?="));
		words = (struct str){ words.ptr + n, words.len - n };
	}
	struct str s = str_dup(a, buf_view(&out));
	buf_finish(&out);
	return s;
}

struct str letter_from(struct arena *a, struct str from)
{
	struct str address = letter_address(from);
	const char *open = from.len ? memchr(from.ptr, '<', from.len) : NULL;
	struct str name = str_trim((struct str){ from.ptr, open ? (size_t)(open - from.ptr) : 0 });
	if (name.len == 0)
		return str_dup(a, address);
	return str_fmt(a, "%s\r\n <%.*s>", letter_words(a, name, LINE - sizeof "From: ").ptr,
		(int)address.len, address.ptr);
}

struct str letter_date(struct arena *a, int64_t at)
{
	static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
		"Sep", "Oct", "Nov", "Dec" };
	struct civil c = zone_civil(zone_find("UTC"), at);
	return str_fmt(a, "%s, %d %s %d %02d:%02d:%02d +0000", days[c.weekday - 1], c.day,
		months[c.month - 1], c.year, c.hour, c.minute, c.second);
}

struct str letter_address(struct str from)
{
	const char *open = from.len ? memchr(from.ptr, '<', from.len) : NULL;
	if (!open)
		return str_trim(from);
	size_t left = from.len - (size_t)(open + 1 - from.ptr);
	const char *close = memchr(open + 1, '>', left);
	return (struct str){ open + 1, close ? (size_t)(close - open - 1) : left };
}

bool letter_address_is_safe(struct str s)
{
	size_t ats = 0;
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];
		if (c <= 0x20 || c == 0x7F || memchr("<>,;:\"\\()[]", c, 11))
			return false;
		ats += c == '@';
	}
	return ats == 1 && s.len >= 3 && s.len <= 254 && s.ptr[0] != '@' && s.ptr[s.len - 1] != '@'
		&& s.ptr[0] != '-';
}

static bool is_plain_url(struct str s)
{
	bool is_http = (s.len > 8 && memcmp(s.ptr, "https://", 8) == 0)
		|| (s.len > 7 && memcmp(s.ptr, "http://", 7) == 0);
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.ptr[i] <= 0x20 || (unsigned char)s.ptr[i] > 0x7E
			|| memchr("<>\"\\,", s.ptr[i], 5))
			return false;
	return is_http && s.len <= STOP_MAX;
}

struct str letter_stop(struct arena *a, struct str stop)
{
	if (!is_plain_url(stop))
		return (struct str){ "", 0 };
	return str_fmt(a, "List-Unsubscribe:\r\n <%.*s>\r\n"
		"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", (int)stop.len, stop.ptr);
}

/* Lines end in CRLF, and none alone, before they are encoded. */
static struct str with_line_ends(struct arena *a, struct str body)
{
	char *out = NEW(a, char, body.len * 2 + 1);
	size_t n = 0;
	for (size_t i = 0; i < body.len; i++) {
		if (body.ptr[i] == '\r')
			continue;
		if (body.ptr[i] == '\n')
			out[n++] = '\r';
		out[n++] = body.ptr[i];
	}
	return (struct str){ out, n };
}

struct str letter_message(struct arena *a, const struct letter *l, int64_t now_at)
{
	struct buf out = { .max = 1 << 22 };
	buf_fmt(&out, "From: %s\r\nTo: %s\r\nSubject: %s\r\n", letter_from(a, l->from).ptr,
		str_dup(a, l->to).ptr, letter_words(a, l->subject, LINE - sizeof "Subject: ").ptr);
	buf_fmt(&out, "Date: %s\r\nMessage-ID:\r\n %s\r\n", letter_date(a, now_at).ptr,
		str_dup(a, l->message_id).ptr);
	buf_put(&out, letter_stop(a, l->stop));
	buf_put(&out, STR("Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
		"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"));
	struct str body = with_line_ends(a, l->body);
	while (body.len) {
		size_t n = body.len < LINE_BYTES ? body.len : LINE_BYTES;
		put_base64(&out, (struct str){ body.ptr, n });
		buf_put(&out, STR("\r\n"));
		body = (struct str){ body.ptr + n, body.len - n };
	}
	struct str s = str_dup(a, buf_view(&out));
	buf_finish(&out);
	return s;
}
