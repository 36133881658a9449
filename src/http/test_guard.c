#include "http/guard.h"
#include "base/test.h"
#include <stdlib.h>

/* Reads a head as libmicrohttpd does: line ends become NUL in place, and texts end at the first
 * one. `wire` is changed. */
static void read_head(struct head *h, char *wire, size_t len)
{
	char *end = wire + len, *line = wire;
	memset(h, 0, offsetof(struct head, lines));
	h->in_place = true;
	h->size = len;
	for (char *p = wire; p < end; p++) {
		if (*p != '\n')
			continue;
		char *next = p + 1;
		*p = '\0';
		if (p > line && p[-1] == '\r')
			p[-1] = '\0';
		char *cut = strchr(line, line == wire ? ' ' : ':');
		if (cut && line == wire) {
			*cut = '\0';
			h->method = str_view(line);
			char *target = cut + 1 + strspn(cut + 1, " ");
			char *space = memrchr(target, ' ', (size_t)(p - target));
			if (space)
				*space = '\0';
			h->target = str_view(target);
			h->target_len = h->target.len;
			h->version = str_view(space ? space + 1 : "");
		} else if (cut) {
			*cut = '\0';
			head_add(h, str_view(line), str_view(cut + 1 + strspn(cut + 1, " \t")));
		}
		p = next - 1;
		line = next;
	}
}

static int status_of(const char *wire, size_t len)
{
	struct head h;
	char *copy = malloc(len + 1);
	memcpy(copy, wire, len);
	copy[len] = '\0';
	read_head(&h, copy, len);
	int status = guard_head(&h);
	free(copy);
	return status;
}

#define GET "GET / HTTP/1.1\r\nHost: a\r\n"
#define POST "POST / HTTP/1.1\r\nHost: a\r\n"
struct wire { struct str bytes; int status; };
#define WIRE(literal, status) { { literal, sizeof(literal) - 1 }, status }

TEST(heads_that_may_pass)
{
	static const struct wire cases[] = {
		WIRE(GET "\r\n", 0), WIRE("HEAD /a?b=c HTTP/1.0\r\nHost: [::1]:8080\r\n\r\n", 0),
		WIRE(GET "Content-Length: 0\r\n\r\n", 0), WIRE(GET "X:\r\nY: \r\nZ: a  \r\n\r\n", 0),
		WIRE(GET "Accept: a\r\nAccept: b\r\nAccept-Language: fr\r\naccept-language: en\r\n\r\n", 0),
		WIRE(GET "X: \xE9t\xE9\ttab\r\n\r\n", 0), WIRE(POST "\r\n", 0),
		WIRE(POST "Content-Length: 12\r\n\r\n", 0), WIRE(POST "content-length:12\r\n\r\n", 0),
		WIRE(POST "Transfer-Encoding: Chunked\r\n\r\n", 0),
		WIRE(POST "Content-Length: 1\r\nExpect: 100-Continue\r\n\r\n", 0),
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_AT(i, status_of(cases[i].bytes.ptr, cases[i].bytes.len) == cases[i].status);
}

TEST(heads_that_another_server_may_read_otherwise)
{
	static const struct wire cases[] = {
		WIRE("GET / HTTP/1.1\r\n\r\n", 400), WIRE(GET "Host: a\r\n\r\n", 400),
		WIRE(GET "host: b\r\n\r\n", 400), WIRE("GET / HTTP/1.1\r\nHost:\r\n\r\n", 400),
		WIRE("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
		WIRE("GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", 400),
		WIRE("GET / HTTP/1.1\r\nHost: a,b\r\n\r\n", 400),
		WIRE("GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400),
		WIRE(POST "Content-Length: 1\r\nContent-Length: 1\r\n\r\n", 400),
		WIRE(POST "Content-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
		WIRE(POST "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
		WIRE(POST "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
		WIRE(POST "Transfer-Encoding: gzip, chunked\r\n\r\n", 501),
		WIRE(POST "Transfer-Encoding: identity\r\n\r\n", 501),
		WIRE(POST "Transfer-Encoding: \"chunked\"\r\n\r\n", 501),
		WIRE(POST "Transfer-Encoding: chunked \r\n\r\n", 501),
		WIRE(POST "Transfer-Encoding:\r\n\r\n", 501),
		WIRE(POST "Transfer-Encoding : chunked\r\n\r\n", 400),
		WIRE(POST "Content-Length : 1\r\n\r\n", 400), WIRE(POST "Content-Length: +1\r\n\r\n", 400),
		WIRE(POST "Content-Length: 1 \r\n\r\n", 400), WIRE(POST "Content-Length: 0x1\r\n\r\n", 400),
		WIRE(POST "Content-Length: -1\r\n\r\n", 400),
		WIRE(POST "Content-Length: 1, 1\r\n\r\n", 400), WIRE(POST "Content-Length:\r\n\r\n", 400),
		WIRE(POST "Content-Length: 9999999999999999999\r\n\r\n", 400),
		WIRE("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
		WIRE(GET "Content-Length: 5\r\n\r\n", 400),
		WIRE(GET "Transfer-Encoding: chunked\r\n\r\n", 400),
		WIRE(GET "Cookie: a=1\r\nCookie: a=2\r\n\r\n", 400),
		WIRE(GET "Authorization: a\r\nAuthorization: b\r\n\r\n", 400),
		WIRE(GET "Origin: http://a\r\nOrigin: http://b\r\n\r\n", 400),
		WIRE(GET "X: a\rb\r\n\r\n", 400), WIRE(GET "X: a\r\r\n\r\n", 400),
		WIRE(GET "X: a\x01\r\n\r\n", 400), WIRE(GET "X: a\x7F\r\n\r\n", 400),
		WIRE(GET "X y: a\r\n\r\n", 400), WIRE(GET ": a\r\n\r\n", 400),
		WIRE(GET "X\xE9: a\r\n\r\n", 400), WIRE(GET "X(y): a\r\n\r\n", 400),
		WIRE(GET "Expect: 100-continue\r\n\r\n", 400),
		WIRE(POST "Expect: 100-continue\r\n\r\n", 400),
		WIRE(POST "Content-Length: 1\r\nExpect: 200-ok\r\n\r\n", 417),
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_AT(i, status_of(cases[i].bytes.ptr, cases[i].bytes.len) == cases[i].status);
}

TEST(what_the_library_hides_shows_as_a_gap)
{
	static const struct wire cases[] = {
		WIRE("GET / HTTP/1.1\nHost: a\r\n\r\n", 400), WIRE("GET / HTTP/1.1\r\nHost: a\n\r\n", 400),
		WIRE(GET "X: b\n\r\n", 400), WIRE(GET "X: b\nY: c\r\n\r\n", 400), WIRE(GET "\n", 400),
		WIRE("GET /\0a HTTP/1.1\r\nHost: a\r\n\r\n", 400), WIRE(GET "X: a\0b\r\n\r\n", 400),
		WIRE("GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n", 400),
		WIRE("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
		WIRE("GET\0 / HTTP/1.1\r\nHost: a\r\n\r\n", 400), WIRE(GET "X: a\r\n\0\r\n", 400),
		WIRE(GET "X: a\r\n folded\r\n\r\n", 400), WIRE(GET "X: a\r\n\0Y: b\r\n\r\n", 400),
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_AT(i, status_of(cases[i].bytes.ptr, cases[i].bytes.len) == cases[i].status);
}

TEST(methods_and_versions)
{
	static const struct wire cases[] = {
		WIRE("PUT / HTTP/1.1\r\nHost: a\r\n\r\n", 405),
		WIRE("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 405),
		WIRE("CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n", 405),
		WIRE("get / HTTP/1.1\r\nHost: a\r\n\r\n", 501),
		WIRE("BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501),
		WIRE("G(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
		WIRE("GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505),
		WIRE("GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505),
		WIRE("GET / HTTP/0.9\r\nHost: a\r\n\r\n", 505),
		WIRE("GET / http/1.1\r\nHost: a\r\n\r\n", 400),
		WIRE("GET / HTTP/1.10\r\nHost: a\r\n\r\n", 400), WIRE("GET /\r\nHost: a\r\n\r\n", 400),
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_AT(i, status_of(cases[i].bytes.ptr, cases[i].bytes.len) == cases[i].status);
}

TEST(a_head_has_a_size_that_suffices)
{
	struct head h;
	char first[] = GET "\r\n";
	read_head(&h, first, sizeof first - 1);
	h.in_place = false;
	for (size_t i = 1; i < HEADERS_MAX; i++)
		head_add(&h, STR("X"), STR("y"));
	h.size = HEAD_MAX;
	h.target_len = TARGET_MAX;
	CHECK(guard_head(&h) == 0);
	h.size++;
	CHECK(guard_head(&h) == 431);
	h.size--;
	head_add(&h, STR("X"), STR("y"));
	CHECK(guard_head(&h) == 431);
	h.target_len++;
	CHECK(guard_head(&h) == 414);
}

TEST(a_target_is_read_once_and_hides_nothing)
{
	static const struct { const char *target, *path, *query; } cases[] = {
		{ "/", "/", "" }, { "/a/b?c=d", "/a/b", "c=d" }, { "/a?", "/a", "" },
		{ "/?a?b", "/", "a?b" }, { "/%C3%A9t%c3%a9", "/été", "" }, { "/été", "/été", "" },
		{ "/a%20b", "/a b", "" }, { "/a+b?c+d", "/a+b", "c+d" }, { "/%2525", "/%25", "" },
		{ "/a//b", "/a//b", "" }, { "/...", "/...", "" },
		{ "/.well-known/x", "/.well-known/x", "" }, { "/?../", "/", "../" },
		{ "/?q=%2F%5C", "/", "q=%2F%5C" }, { "http://Host:1/a?b", "/a", "b" },
		{ "HTTPS://host:1/", "/", "" }, { "/?a\\b", "/", "a\\b" }, { "", NULL, "" },
		{ "*", NULL, "" }, { "a", NULL, "" }, { "host:1", NULL, "" }, { "http://host:1", NULL, "" },
		{ "http://other/", NULL, "" }, { "http://host:12/", NULL, "" },
		{ "http://u@host:1/", NULL, "" }, { "ftp://host:1/", NULL, "" }, { "//host:1/", NULL, "" },
		{ "/..", NULL, "" }, { "/../", NULL, "" }, { "/a/../b", NULL, "" }, { "/a/.", NULL, "" },
		{ "/a/./b", NULL, "" }, { "/%2e%2e/a", NULL, "" }, { "/.%2E/a", NULL, "" },
		{ "/a%2Fb", NULL, "" }, { "/a%2fb", NULL, "" }, { "/a%5Cb", NULL, "" },
		{ "/a\\b", NULL, "" }, { "/%2E%2E%2F", NULL, "" }, { "/%", NULL, "" }, { "/%4", NULL, "" },
		{ "/%zz", NULL, "" }, { "/%00", NULL, "" }, { "/a%00b", NULL, "" }, { "/%C0%AE", NULL, "" },
		{ "/%E0%80%AF", NULL, "" }, { "/%FF", NULL, "" }, { "/\xFF", NULL, "" },
		{ "/%ED%A0%80", NULL, "" }, { "/%0A", NULL, "" }, { "/%7F", NULL, "" },
		{ "/\x01", NULL, "" }, { "/a#b", NULL, "" }, { "/a b", NULL, "" }, { "/?a#b", NULL, "" },
		{ "/?%", NULL, "" }, { "/?%00", NULL, "" }, { "/?%C0%80", NULL, "" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *a = arena_create();
		struct str path = { 0 }, query = { 0 };
		bool may = guard_target(a, str_view(cases[i].target), STR("host:1"), &path, &query);
		CHECK_AT(i, may == (cases[i].path != NULL));
		CHECK_AT(i, !may || str_eq(path, str_view(cases[i].path)));
		CHECK_AT(i, !may || str_eq(query, str_view(cases[i].query)));
		arena_destroy(a);
	}
}
