/* Requests and clients that mean no good. */
#include "http/test_client.h"
#include "base/clock.h"
#include "base/test.h"
#include <stdio.h>
#include <unistd.h>

#define GET "GET /hello HTTP/1.1\r\nHost: a\r\n"
#define POST "POST /echo HTTP/1.1\r\nHost: a\r\n"

/* 0: closed without a word. `ours`: by app->refused, else by the library's own page. */
struct wire { struct str bytes; int status; bool ours; };
#define WIRE(literal, status, ours) { { literal, sizeof(literal) - 1 }, status, ours }

/* Each gets its status and the connection ends: what stands behind it is never a request. */
static void refuse_all(const struct wire *cases, size_t n)
{
	struct tiny *t = tiny_start((struct http_config){ 0 });
	for (size_t i = 0; i < n; i++) {
		struct arena *a = arena_create();
		struct reply r = client_ask(t, a, cases[i].bytes);
		CHECK_AT(i, r.status == cases[i].status);
		CHECK_AT(i, r.ended || !cases[i].ours);      /* the library's own repeat their head */
		CHECK_AT(i, cases[i].ours == str_eq(r.body, str_fmt(a, "refused %d", r.status)));
		CHECK_AT(i, r.status != 405 || reply_header(r, "Allow").len);
		arena_destroy(a);
	}
	CHECK(tiny_served(t) == 0);
	tiny_stop(t, 1000);
}

TEST(what_two_servers_may_count_differently_is_refused)
{
	static const struct wire cases[] = {
		WIRE(POST "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400, true),
		WIRE(POST "Content-Length: 3\r\nContent-Length: 30\r\n\r\nabc", 400, true),
		WIRE(POST "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, true),
		WIRE(POST "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 400, true),
		WIRE(POST "Transfer-Encoding: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, true),
		WIRE(POST "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501, true),
		WIRE(POST "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400, true),
		WIRE(POST "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501, true),
		WIRE(POST "Content-Length: 3\r\n Transfer-Encoding: chunked\r\n\r\nabc", 400, true),
		WIRE(POST "X: a\r\n\tb\r\nContent-Length: 0\r\n\r\n", 400, true),
		WIRE(POST "Content-Length: -3\r\n\r\nabc", 400, false),
		WIRE(POST "Content-Length: +3\r\n\r\nabc", 400, false),
		WIRE(POST "Content-Length: 3 3\r\n\r\nabc", 400, false),
		WIRE(POST "Content-Length: 0x3\r\n\r\nabc", 400, false),
		WIRE(POST "Content-Length: 99999999999999999999999\r\n\r\n", 413, false),
		WIRE("POST /echo HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", 400, true),
		WIRE(POST "Transfer-Encoding: chunked\r\n\r\nG\r\nabc\r\n0\r\n\r\n", 400, false),
		WIRE(POST "Transfer-Encoding: chunked\r\n\r\n-3\r\nabc\r\n0\r\n\r\n", 400, false),
		WIRE(POST "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nabc", 413, false),
		WIRE(POST "Transfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n", 400, false),
		WIRE(GET "Content-Length: 30\r\n\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n", 400, true),
	};
	refuse_all(cases, sizeof cases / sizeof *cases);
}

TEST(hosts_and_targets_that_hide_something_are_refused)
{
	static const struct wire cases[] = {
		WIRE("GET /hello HTTP/1.1\r\n\r\n", 400, true),
		WIRE("GET /hello HTTP/1.0\r\n\r\n", 400, true), WIRE(GET "Host: b\r\n\r\n", 400, true),
		WIRE(GET "host: a\r\n\r\n", 400, true),
		WIRE("GET /hello HTTP/1.1\r\nHost: a/b\r\n\r\n", 400, true),
		WIRE("GET http://b/hello HTTP/1.1\r\nHost: a\r\n\r\n", 400, true),
		WIRE("GET hello HTTP/1.1\r\nHost: a\r\n\r\n", 400, true),
		WIRE("GET //a/hello HTTP/1.1\r\nHost: a\r\n\r\n", 400, true),
		WIRE("GET /../hello HTTP/1.1\r\nHost: a\r\n\r\n", 400, true),
		WIRE("GET /a/%2e%2E/hello HTTP/1.1\r\nHost: a\r\n\r\n", 400, true),
		WIRE("GET /a%2Fhello HTTP/1.1\r\nHost: a\r\n\r\n", 400, true),
		WIRE("GET /a\\hello HTTP/1.1\r\nHost: a\r\n\r\n", 400, true),
		WIRE("GET /hello%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400, true),
		WIRE("GET /hello%C0%AF HTTP/1.1\r\nHost: a\r\n\r\n", 400, true),
		WIRE("GET /hello%2 HTTP/1.1\r\nHost: a\r\n\r\n", 400, true),
		WIRE("GET /hello?%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400, true),
		WIRE("GET /hello a HTTP/1.1\r\nHost: a\r\n\r\n", 400, true),
		WIRE("GET /hello\0a HTTP/1.1\r\nHost: a\r\n\r\n", 400, true),
	};
	refuse_all(cases, sizeof cases / sizeof *cases);
}

TEST(lines_that_are_none_are_refused)
{
	static const struct wire cases[] = {
		WIRE("GET /hello HTTP/1.1\nHost: a\n\n", 400, true),
		WIRE("GET /hello HTTP/1.1\r\nHost: a\n\r\n", 400, true),
		WIRE(GET "X: a\0b\r\n\r\n", 400, true), WIRE(GET "X: a\rb\r\n\r\n", 400, true),
		WIRE(GET "X: a\r\n\0\r\nY: b\r\n\r\n", 400, true), WIRE(GET "no colon\r\n\r\n", 400, false),
		WIRE(GET ": empty\r\n\r\n", 400, true), WIRE(GET "a b: c\r\n\r\n", 400, true),
		WIRE("GET  /hello HTTP/1.1\r\nHost: a\r\n\r\n", 400, true),
		WIRE("nonsense\r\n\r\n", 0, false), WIRE("\x16\x03\x01\x02\r\n\r\n", 0, false),
	};
	refuse_all(cases, sizeof cases / sizeof *cases);
}

TEST(methods_and_versions_of_others_are_refused)
{
	static const struct wire cases[] = {
		WIRE("PUT /hello HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", 405, true),
		WIRE("DELETE /hello HTTP/1.1\r\nHost: a\r\n\r\n", 405, true),
		WIRE("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 405, true),
		WIRE("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 405, true),
		WIRE("TRACE /hello HTTP/1.1\r\nHost: a\r\n\r\n", 405, true),
		WIRE("BREW /hello HTTP/1.1\r\nHost: a\r\n\r\n", 501, true),
		WIRE("get /hello HTTP/1.1\r\nHost: a\r\n\r\n", 501, true),
		WIRE("GET /hello\r\n\r\n", 400, false), WIRE("GET /hello HTTP/1\r\n\r\n", 400, false),
		WIRE("GET /hello HTTP/0.9\r\nHost: a\r\n\r\n", 505, false),
		WIRE("GET /hello HTTP/2.0\r\nHost: a\r\n\r\n", 505, false),
		WIRE("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, false),
		WIRE("GET /hello HTTP/1.2\r\nHost: a\r\n\r\n", 505, true),
		WIRE(GET "Expect: 100-continue\r\n\r\n" GET "\r\n", 400, true),
		WIRE(POST "Content-Length: 1\r\nExpect: more\r\n\r\na", 417, true),
	};
	refuse_all(cases, sizeof cases / sizeof *cases);
}

TEST(heads_have_a_size_that_suffices)
{
	/* n headers of len bytes each, behind a target of so many bytes */
	static const struct { int n; int len, target, status; } cases[] = {
		{ 0, 0, 6, 200 }, { 99, 10, 6, 200 }, { 100, 10, 6, 431 }, { 5000, 10, 6, 431 },
		{ 90, 180, 6, 200 }, { 91, 180, 6, 431 }, { 1, 16000, 6, 200 }, { 1, 17000, 6, 431 },
		{ 1, 1000000, 6, 431 }, { 1, 10, 4096, 404 }, { 1, 10, 4097, 414 }, { 1, 10, 15000, 414 },
		{ 1, 10, 40000, 414 },
	};
	struct tiny *t = tiny_start((struct http_config){ 0 });
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *a = arena_create();
		struct buf b = { .max = 4 << 20 };
		buf_fmt(&b, "GET /hello%0*d HTTP/1.1\r\nHost: a\r\n", cases[i].target - 6, 0);
		if (cases[i].target == 6) {
			b.len = 0;
			buf_put(&b, STR(GET));
		}
		for (int k = 0; k < cases[i].n; k++)
			buf_fmt(&b, "X: %0*d\r\n", cases[i].len - 5, k);
		buf_put(&b, STR("\r\n"));
		struct reply r = client_ask(t, a, buf_view(&b));
		CHECK_AT(i, r.status == cases[i].status);
		CHECK_AT(i, r.status < 405 || r.ended);
		buf_finish(&b);
		arena_destroy(a);
	}
	tiny_stop(t, 1000);
}

TEST(a_query_of_a_thousand_arguments_harms_nobody)
{
	struct tiny *t = tiny_start((struct http_config){ .head_ms = 1000 });
	struct arena *a = arena_create();
	struct buf b = { .max = 8192 };
	buf_put(&b, STR("GET /hello?"));
	for (int i = 0; i < 1000; i++)
		buf_put(&b, STR("a&"));
	buf_put(&b, STR(" HTTP/1.1\r\nHost: a\r\nCookie: "));
	for (int i = 0; i < 1000; i++)
		buf_put(&b, STR("c;"));
	buf_put(&b, STR("\r\n\r\n" GET "\r\n"));
	CHECK(client_ask(t, a, buf_view(&b)).status != 200);      /* the library has no room for them */
	CHECK(client_ask(t, a, STR(GET "\r\n")).status == 200 && tiny_served(t) == 1);
	buf_finish(&b);
	arena_destroy(a);
	tiny_stop(t, 1000);
}

/* The figure follows the cut. */
static bool have_cut(struct tiny *t, int64_t n)
{
	for (int i = 0; i < 500 && http_figures(tiny_server(t)).cut < n; i++)
		usleep(10000);
	return http_figures(tiny_server(t)).cut == n;
}

/* Sends `first`, then one byte every 20 ms; true: the server hung up after about `ms`. */
static bool is_cut(struct tiny *t, struct str first, int ms)
{
	int64_t began = clock_ticks(), cut = http_figures(tiny_server(t)).cut;
	int fd = client_connect(t);
	client_send(fd, first);
	bool ended = false;
	while (!ended && clock_ticks() - began < 5000000) {
		client_send(fd, STR("x"));
		ended = client_hears_end(fd, 20);
	}
	close(fd);
	int took = (int)((clock_ticks() - began) / 1000);
	return ended && took >= ms && took < ms + 1500 && have_cut(t, cut + 1);
}

TEST(who_is_slow_on_purpose_is_cut_at_the_deadline)
{
	struct tiny *t = tiny_start((struct http_config){ .head_ms = 100, .body_ms = 200,
		.total_ms = 300, .idle_ms = 150 });
	struct arena *a = arena_create();
	CHECK(is_cut(t, STR(""), 100));
	CHECK(is_cut(t, STR("GET /hello"), 100));
	CHECK(is_cut(t, STR(GET "X: "), 100));
	CHECK(is_cut(t, STR(POST "Content-Length: 1000\r\n\r\n"), 200));
	CHECK(is_cut(t, STR(POST "Transfer-Encoding: chunked\r\n\r\n3E8\r\n"), 200));

	int idle = client_connect(t);                /* kept alive: it ends, but owes nothing */
	client_send(idle, STR(GET "\r\n"));
	CHECK(client_read(idle, a, false).status == 200);
	int64_t cut = http_figures(tiny_server(t)).cut, began = clock_ticks();
	CHECK(client_hears_end(idle, 5000) && clock_ticks() - began >= 130000);
	CHECK(http_figures(tiny_server(t)).cut == cut);
	close(idle);

	int kept = client_connect(t);                /* nobody answers it in time */
	client_send(kept, STR("GET /kept HTTP/1.1\r\nHost: a\r\n\r\n"));
	CHECK(client_hears_end(kept, 5000));
	close(kept);
	tiny_release(t, 1);
	arena_destroy(a);
	tiny_stop(t, 1000);
}

TEST(a_kept_connection_has_the_time_of_a_head_for_its_next_head)
{
	struct tiny *t = tiny_start((struct http_config){ .head_ms = 100, .idle_ms = 20000 });
	struct arena *a = arena_create();
	int fd = client_connect(t);
	client_send(fd, STR(GET "\r\n"));
	CHECK(client_read(fd, a, false).status == 200);
	usleep(300000);
	CHECK(!client_hears_end(fd, 0));
	client_send(fd, STR(GET "X: "));
	CHECK(client_hears_end(fd, 5000) && have_cut(t, 1));
	close(fd);
	arena_destroy(a);
	tiny_stop(t, 1000);
}

TEST(a_body_without_an_end_is_not_read_for_ever)
{
	static char piece[65536];
	struct tiny *t = tiny_start((struct http_config){ 0 });
	int fd = client_connect(t), sent = 0;
	client_send(fd, STR(POST "Transfer-Encoding: chunked\r\n\r\n7FFFFFFF\r\n"));
	for (; sent < 1000 && !client_hears_end(fd, 0); sent++)
		client_send(fd, (struct str){ piece, sizeof piece });
	CHECK(sent >= 256 && sent < 1000 && have_cut(t, 1) && tiny_served(t) == 0);
	close(fd);
	tiny_stop(t, 1000);
}

TEST(who_does_not_read_is_cut_too)
{
	struct tiny *t = tiny_start((struct http_config){ .total_ms = 300 });
	struct buf b = { .max = 4 << 20 };
	for (int i = 0; i < 40; i++)
		buf_put(&b, STR("GET /large HTTP/1.1\r\nHost: a\r\n\r\n"));
	int fd = client_connect(t);
	client_send(fd, buf_view(&b));
	CHECK(have_cut(t, 1) && tiny_served(t) < 40);
	close(fd);
	buf_finish(&b);
	tiny_stop(t, 0);
}

TEST(a_hundred_slow_heads_leave_room_for_others)
{
	enum { N = 100 };
	struct tiny *t = tiny_start((struct http_config){ .head_ms = 300, .connections = 140,
		.loops = 1 });
	struct arena *a = arena_create();
	int slow[N];
	for (int i = 0; i < N; i++) {
		slow[i] = client_connect(t);
		client_send(slow[i], STR("GET /hello HTTP/1.1\r\nX"));
	}
	for (int i = 0; i < 30; i++) {
		int64_t began = clock_ticks();
		CHECK_AT(i, client_ask(t, a, STR(GET "\r\n")).status == 200);
		CHECK_AT(i, clock_ticks() - began < 290000);
	}
	for (int i = 0; i < N; i++) {
		CHECK_AT(i, client_hears_end(slow[i], 5000));
		close(slow[i]);
	}
	CHECK(have_cut(t, N));
	arena_destroy(a);
	tiny_stop(t, 1000);
}
