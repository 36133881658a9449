#include "http/guard.h"
#include "http/decode.h"
#include <strings.h>

enum { VERSION_LEN = 8 };       /* "HTTP/1.1" */

/* Those that may come `once` only: a second one means that two readers may choose differently. */
static const struct { struct str name; bool once; } knowns[KNOWNS] = {
	[KNOWN_HOST] = { STR("Host"), true },
	[KNOWN_LENGTH] = { STR("Content-Length"), true },
	[KNOWN_ENCODING] = { STR("Transfer-Encoding"), true },
	[KNOWN_EXPECT] = { STR("Expect"), true },
	[KNOWN_CONTENT_TYPE] = { STR("Content-Type"), true },
	[KNOWN_COOKIE] = { STR("Cookie"), true },
	[KNOWN_ORIGIN] = { STR("Origin"), true },
	[KNOWN_REFERER] = { STR("Referer"), true },
	[KNOWN_AUTHORIZATION] = { STR("Authorization"), true },
	[KNOWN_ACCEPT_LANGUAGE] = { STR("Accept-Language"), false },
	[KNOWN_ACCEPT_ENCODING] = { STR("Accept-Encoding"), false },
	[KNOWN_IF_NONE_MATCH] = { STR("If-None-Match"), false },
	[KNOWN_REQUESTED_WITH] = { STR("X-Requested-With"), true },
	[KNOWN_FORWARDED_FOR] = { STR("X-Forwarded-For"), false },
};

static bool same(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || strncasecmp(a.ptr, b.ptr, a.len) == 0);
}

void head_add(struct head *h, struct str name, struct str value)
{
	if (h->count < HEADERS_MAX)
		h->lines[h->count] = (struct head_line){ name, value };
	h->count++;
	for (int k = 0; k < KNOWNS; k++) {
		if (!same(name, knowns[k].name))
			continue;
		if (h->times[k]++ == 0 || k == KNOWN_FORWARDED_FOR)
			h->known[k] = value;
	}
}

static bool is_made_of(struct str s, const char *others)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] == '\0' || !(char_is_alnum(s.ptr[i]) || strchr(others, s.ptr[i])))
			return false;
	return s.len > 0;
}

static bool is_token(struct str s)
{
	return is_made_of(s, "!#$%&'*+-.^_`|~");
}

static bool is_control(char c)
{
	return (unsigned char)c < 0x20 || c == 0x7F;
}

static bool are_sound(const struct head *h)
{
	for (size_t i = 0; i < h->count; i++) {
		if (!is_token(h->lines[i].name))
			return false;
		struct str value = h->lines[i].value;
		for (size_t k = 0; k < value.len; k++)
			if (is_control(value.ptr[k]) && value.ptr[k] != '\t')
				return false;
	}
	for (int k = 0; k < KNOWNS; k++)
		if (knowns[k].once && h->times[k] > 1)
			return false;
	return true;
}

/* Does every text begin where the one before it must end? Of a text with a NUL inside we were given
 * the first part; a bare LF is one byte short; a folded line was put together elsewhere. */
static bool is_seamless(const struct head *h)
{
	uintptr_t begin = (uintptr_t)h->method.ptr;
	uintptr_t at = begin + h->method.len + 1 + h->target_len + 1 + h->version.len + 2;
	for (size_t i = 0; i < h->count; i++) {
		if (at != (uintptr_t)h->lines[i].name.ptr)
			return false;
		at = (uintptr_t)h->lines[i].value.ptr + h->lines[i].value.len + 2;
	}
	return at + 2 == begin + h->size;
}

static bool is_number(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
	return s.len > 0 && s.len <= 18;
}

bool head_has_body(const struct head *h)
{
	struct str length = h->known[KNOWN_LENGTH];
	for (size_t i = 0; i < length.len; i++)
		if (length.ptr[i] != '0')
			return true;
	return h->times[KNOWN_ENCODING] > 0;
}

static int guard_framing(const struct head *h)
{
	bool length = h->times[KNOWN_LENGTH], encoding = h->times[KNOWN_ENCODING];
	if (length && (encoding || !is_number(h->known[KNOWN_LENGTH])))
		return 400;
	if (encoding && str_eq(h->version, STR("HTTP/1.0")))
		return 400;
	if (encoding && !same(h->known[KNOWN_ENCODING], STR("chunked")))
		return 501;
	return 0;
}

static int guard_method(const struct head *h)
{
	static const char *const others[] = {
		"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT",
	};
	if (!is_token(h->method))
		return 400;
	if (str_eq(h->method, STR("POST")))
		return 0;
	if (str_eq(h->method, STR("GET")) || str_eq(h->method, STR("HEAD")))
		return head_has_body(h) ? 400 : 0;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (str_eq(h->method, str_view(others[i])))
			return 405;
	return 501;
}

int guard_head(const struct head *h)
{
	if (h->target_len > TARGET_MAX)
		return 414;
	if (h->count > HEADERS_MAX || h->size > HEAD_MAX)
		return 431;
	if (h->version.len != VERSION_LEN || memcmp(h->version.ptr, "HTTP/", 5) != 0)
		return 400;
	if (!str_eq(h->version, STR("HTTP/1.1")) && !str_eq(h->version, STR("HTTP/1.0")))
		return 505;
	if (!are_sound(h) || (h->in_place && !is_seamless(h)))
		return 400;
	if (!is_made_of(h->known[KNOWN_HOST], ".-_:[]"))      /* nor is it when there is none */
		return 400;
	int status = guard_framing(h);
	if (status == 0)
		status = guard_method(h);
	if (status || !h->times[KNOWN_EXPECT])
		return status;
	if (!same(h->known[KNOWN_EXPECT], STR("100-continue")))
		return 417;
	return head_has_body(h) ? 0 : 400;   /* the library would wait for a body that never comes */
}

/* No "." or ".." among the segments: what stands in front may have resolved them, or not. */
static bool has_dots(struct str path)
{
	while (path.len) {
		struct str segment = path;
		if (!str_cut(&path, '/', &segment))
			path = (struct str){ 0 };
		if (str_eq(segment, STR(".")) || str_eq(segment, STR("..")))
			return true;
	}
	return false;
}

static size_t slashes(struct str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.len; i++)
		n += s.ptr[i] == '/';
	return n;
}

static bool starts_with(struct str s, struct str prefix)
{
	return s.len >= prefix.len && same((struct str){ s.ptr, prefix.len }, prefix);
}

/* "http://host/path", as one speaks to a proxy, counts as "/path" when the host is ours. */
static struct str without_authority(struct str target, struct str host)
{
	size_t scheme = starts_with(target, STR("http://")) ? 7 : 8;
	if (scheme == 8 && !starts_with(target, STR("https://")))
		return target;
	struct str rest = { target.ptr + scheme, target.len - scheme };
	if (!starts_with(rest, host))
		return target;
	return (struct str){ rest.ptr + host.len, rest.len - host.len };
}

bool guard_target(struct arena *a, struct str target, struct str host, struct str *path,
	struct str *query)
{
	target = without_authority(target, host);
	if (target.len == 0 || target.ptr[0] != '/' || starts_with(target, STR("//")))
		return false;
	for (size_t i = 0; i < target.len; i++)
		if (is_control(target.ptr[i]) || target.ptr[i] == ' ' || target.ptr[i] == '#')
			return false;
	struct str raw = target, clear;
	*query = (struct str){ 0 };
	if (str_cut(&target, '?', &raw))
		*query = target;
	if (!percent_decode(a, *query, false, &clear) || !percent_decode(a, raw, false, path))
		return false;
	for (size_t i = 0; i < path->len; i++)
		if (is_control(path->ptr[i]) || path->ptr[i] == '\\')
			return false;
	return slashes(raw) == slashes(*path) && !has_dots(*path);      /* else one was hidden as %2F */
}
