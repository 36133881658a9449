#include "http/test_client.h"
#include "base/clock.h"
#include "base/test.h"
#include <pthread.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#define GET(path) "GET " path " HTTP/1.1\r\nHost: a\r\n\r\n"
#define IS(s, literal) str_eq((s), STR(literal))

TEST(a_page_a_head_and_an_asset)
{
	struct tiny *t = tiny_start((struct http_config){ 0 });
	struct arena *a = arena_create();
	int fd = client_connect(t);
	client_send(fd, STR(GET("/hello")));
	struct reply r = client_read(fd, a, false);
	CHECK(r.status == 200 && IS(r.body, "hello") && !r.ended);
	CHECK(IS(reply_header(r, "Content-Type"), "text/plain"));
	CHECK(IS(reply_header(r, "X-Seen"), "yes"));
	CHECK(reply_header(r, "Date").len == 29 && reply_header(r, "X-Nothing").len == 0);
	client_send(fd, STR("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n" GET("/fixed")));
	r = client_read(fd, a, true);
	CHECK(r.status == 200 && IS(reply_header(r, "Content-Length"), "5"));
	r = client_read(fd, a, false);
	CHECK(r.status == 200 && r.body.len == 8192 && r.body.ptr[8191] == 'f');
	client_send(fd, STR(GET("/large")));
	CHECK(client_read(fd, a, false).body.len == LARGE);
	client_send(fd, STR(GET("/nowhere")));
	r = client_read(fd, a, false);
	CHECK(r.status == 404 && IS(reply_header(r, "Content-Length"), "0"));
	close(fd);
	arena_destroy(a);
	tiny_stop(t, 1000);
}

TEST(headers_arrive_where_they_belong)
{
	struct tiny *t = tiny_start((struct http_config){ 0 });
	struct arena *a = arena_create();
	struct reply r = client_ask(t, a, STR("GET /head?q=%20 HTTP/1.1\r\nHost: Lab.test:8080\r\n"
		"Content-Type: Text/HTML ; charset=x\r\nCookie: a=b; c=d\r\nORIGIN: http://o\r\n"
		"Referer:http://r\r\nAccept-Language: fr, en\r\nAccept-Encoding: br\r\n"
		"If-None-Match: \"e\"  \r\nAuthorization: Bearer t\r\nX-Requested-With: autosave\r\n"
		"User-Agent: \xE9\r\n\r\n"));
	CHECK(IS(r.body, "/head|q=%20|text/html|a=b; c=d|http://o|Lab.test:8080|http://r|fr, en|br|"
		"\"e\"|Bearer t|autosave|"));
	r = client_ask(t, a, STR("GET /head HTTP/1.1\r\nHost: a\r\nCookie: a=\xE9\r\n\r\n"));
	CHECK(IS(r.body, "/head|||||a|||||||"));
	r = client_ask(t, a, STR("GET http://a/%C3%A9 HTTP/1.0\r\nHost: a\r\n\r\n"));
	CHECK(r.status == 404 && r.ended);
	r = client_ask(t, a, STR("GET /hello?a%0D%0AX-Evil:1 HTTP/1.1\r\nHost: a\r\n\r\n"));
	CHECK(r.status == 200 && reply_header(r, "X-Evil").len == 0);
	arena_destroy(a);
	tiny_stop(t, 1000);
}

/* A request with a body of n bytes, chunked or not. */
static struct str posted(struct arena *a, size_t n, bool chunked, const char *more)
{
	struct buf b = { .max = 64 << 20 };
	buf_fmt(&b, "POST /echo HTTP/1.1\r\nHost: a\r\n%s", more);
	if (!chunked)
		buf_fmt(&b, "Content-Length: %zu\r\n\r\n", n);
	else
		buf_put(&b, STR("Transfer-Encoding: chunked\r\n\r\n"));
	for (size_t sent = 0; sent < n; ) {
		size_t piece = n - sent < 1000 ? n - sent : 1000;
		if (chunked)
			buf_fmt(&b, "%zx\r\n", piece);
		for (size_t i = 0; i < piece; i++, sent++)
			buf_put(&b, (struct str){ &"abcdefghijklmnopqrstuvwxyz"[sent % 26], 1 });
		if (chunked)
			buf_put(&b, STR("\r\n"));
	}
	if (chunked)
		buf_put(&b, STR("0\r\n\r\n"));
	struct str s = str_dup(a, buf_view(&b));
	buf_finish(&b);
	return s;
}

TEST(a_body_comes_whole_or_not_at_all)
{
	static const struct { size_t n; int status; } cases[] = {
		{ 0, 200 }, { 1, 200 }, { 20000, 200 }, { BODY_MAX, 200 }, { BODY_MAX + 1, 413 },
		{ 10 * BODY_MAX, 413 },
	};
	struct tiny *t = tiny_start((struct http_config){ 0 });
	for (size_t i = 0; i < 2 * sizeof cases / sizeof *cases; i++) {
		struct arena *a = arena_create();
		bool chunked = i % 2, fits = cases[i / 2].status == 200;
		int fd = client_connect(t);
		client_send(fd, posted(a, cases[i / 2].n, chunked, ""));
		struct reply r = client_read(fd, a, false);
		CHECK_AT(i, r.status == cases[i / 2].status && r.ended == chunked);
		CHECK_AT(i, fits ? r.body.len == cases[i / 2].n : IS(r.body, "too large, body 0"));
		CHECK_AT(i, !fits || r.body.len < 2 || memcmp(r.body.ptr, "ab", 2) == 0);
		if (!chunked) {                 /* and the connection goes on behind it */
			client_send(fd, STR(GET("/hello")));
			CHECK_AT(i, client_read(fd, a, false).status == 200);
		}
		close(fd);
		arena_destroy(a);
	}
	tiny_stop(t, 1000);
}

TEST(who_asks_before_sending_is_told)
{
	struct tiny *t = tiny_start((struct http_config){ 0 });
	struct arena *a = arena_create();
	int fd = client_connect(t);
	client_send(fd, STR("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
		"Content-Length: 3\r\n\r\n"));
	CHECK(client_read(fd, a, true).status == 100);
	client_send(fd, STR("abc"));
	CHECK(IS(client_read(fd, a, false).body, "abc"));
	client_send(fd, STR("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
		"Content-Length: 100001\r\n\r\n"));
	struct reply r = client_read(fd, a, false);
	CHECK(r.status == 413 && r.ended);
	close(fd);
	r = client_ask(t, a, STR("POST /echo HTTP/1.1\r\nHost: a\r\n"
		"Content-Length: 99999999999\r\n\r\n"));
	CHECK(r.status == 413 && r.ended);
	arena_destroy(a);
	tiny_stop(t, 1000);
}

TEST(many_requests_on_one_connection_one_by_one_and_in_one_piece)
{
	enum { N = 50 };
	struct tiny *t = tiny_start((struct http_config){ 0 });
	struct arena *a = arena_create();
	int fd = client_connect(t);
	for (int i = 0; i < N; i++) {
		client_send(fd, STR(GET("/hello")));
		CHECK_AT(i, IS(client_read(fd, a, false).body, "hello"));
	}
	for (int i = 0; i < N; i++)
		client_send(fd, i % 3 == 0 ? STR(GET("/hello")) : i % 3 == 1 ? STR(GET("/late?1"))
			: STR("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nGET "));
	for (int i = 0; i < N; i++) {
		struct str body = client_read(fd, a, false).body;
		CHECK_AT(i, i % 3 == 0 ? IS(body, "hello") : i % 3 == 1 ? IS(body, "late and resumed")
			: IS(body, "GET "));
	}
	close(fd);
	CHECK(http_figures(tiny_server(t)).requests == 2 * N && tiny_served(t) == 2 * N);
	arena_destroy(a);
	tiny_stop(t, 1000);
}

TEST(a_head_may_come_in_any_pieces)
{
	struct tiny *t = tiny_start((struct http_config){ 0 });
	struct arena *a = arena_create();
	int fd = client_connect(t);
	unsigned dice = 1;
	for (int i = 0; i < 60; i++) {
		struct buf b = { .max = 20000 };
		buf_put(&b, STR("GET /hello?q=1&r=2 HTTP/1.1\r\nHost: a\r\n"));
		for (int k = 0; k < i + 1; k++)
			buf_fmt(&b, "X-%d: %0*d\r\n", k, (i * 37 + k * 11) % 160 + 1, k);
		buf_put(&b, STR("Cookie: a=1; b=2; c=3\r\n\r\n"));
		for (size_t at = 0, piece; at < b.len; at += piece) {
			dice = dice * 1103515245 + 12345;
			piece = (dice >> 16) % 3000 + 1 < b.len - at ? (dice >> 16) % 3000 + 1 : b.len - at;
			client_send(fd, (struct str){ b.bytes + at, piece });
			usleep(piece % 3 ? 0 : 200);
		}
		buf_finish(&b);
		CHECK_AT(i, client_read(fd, a, false).status == 200);
	}
	close(fd);
	arena_destroy(a);
	tiny_stop(t, 1000);
}

TEST(an_answer_comes_later_from_another_thread)
{
	enum { N = 40 };
	struct tiny *t = tiny_start((struct http_config){ 0 });
	struct arena *a = arena_create();
	int fd[N];
	for (int i = 0; i < N; i++) {
		fd[i] = client_connect(t);
		client_send(fd[i], i % 2 ? STR(GET("/kept")) : STR(GET("/late?20")));
	}
	tiny_release(t, N / 2);
	for (int i = 0; i < N; i++) {
		struct str body = client_read(fd[i], a, false).body;
		CHECK_AT(i, i % 2 ? IS(body, " and resumed") : IS(body, "late and resumed"));
		close(fd[i]);
	}
	arena_destroy(a);
	tiny_stop(t, 1000);
}

TEST(who_leaves_while_the_answer_is_made_disturbs_nobody)
{
	enum { N = 30 };
	struct tiny *t = tiny_start((struct http_config){ 0 });
	struct arena *a = arena_create();
	for (int i = 0; i < N; i++) {
		struct linger at_once = { .l_onoff = i % 2, .l_linger = 0 };
		int fd = client_connect(t);
		client_send(fd, i % 3 ? STR(GET("/kept")) : STR(GET("/kept") GET("/hello")));
		while (tiny_served(t) <= i)
			usleep(1000);
		setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
		close(fd);
	}
	tiny_release(t, N);
	CHECK(client_ask(t, a, STR(GET("/hello"))).status == 200);
	arena_destroy(a);
	tiny_stop(t, 1000);
}

TEST(the_last_word_on_the_address_is_the_proxys)
{
	static const struct { const char *proxy, *headers, *peer; } cases[] = {
		{ "", "X-Forwarded-For: 192.0.2.9\r\n", "127.0.0.1" },
		{ "198.51.100.1", "X-Forwarded-For: 192.0.2.9\r\n", "127.0.0.1" },
		{ "127.0.0.1", "", "127.0.0.1" },
		{ "127.0.0.1", "X-Forwarded-For: 192.0.2.9\r\n", "192.0.2.9" },
		{ "127.0.0.1", "X-Forwarded-For: 192.0.2.1, 192.0.2.9\r\n", "192.0.2.9" },
		{ "127.0.0.1", "X-Forwarded-For: 192.0.2.1\r\nx-forwarded-for:192.0.2.2\r\n", "192.0.2.2" },
		{ "::ffff:127.0.0.1", "X-Forwarded-For: 2001:DB8::0:1\r\n", "2001:db8::1" },
		{ "127.0.0.1", "X-Forwarded-For: ::ffff:192.0.2.3\r\n", "192.0.2.3" },
		{ "127.0.0.1", "X-Forwarded-For: 192.0.2.1, unknown\r\n", "127.0.0.1" },
		{ "127.0.0.1", "X-Forwarded-For: 192.0.2.1,\r\n", "127.0.0.1" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct tiny *t = tiny_start((struct http_config){ .proxy = cases[i].proxy, .loops = 1 });
		struct arena *a = arena_create();
		struct reply r = client_ask(t, a, str_fmt(a, "GET /peer HTTP/1.1\r\nHost: a\r\n%s\r\n",
			cases[i].headers));
		CHECK_AT(i, str_eq(r.body, str_view(cases[i].peer)));
		arena_destroy(a);
		tiny_stop(t, 1000);
	}
}

TEST(what_cannot_work_is_refused_at_the_start)
{
	static const struct { struct http_config c; const char *words; } cases[] = {
		{ { .host = "127.0.0.1", .port = 70000, .loops = 1 }, "port 70000" },
		{ { .host = "192.0.2.256", .loops = 1 }, "192.0.2.256" },
		{ { .host = "192.0.2.1", .loops = 1 }, "cannot listen" },
		{ { .host = "127.0.0.1", .loops = 0 }, "loops 0" },
		{ { .host = "127.0.0.1", .loops = 1, .proxy = "nginx" }, "nginx" },
	};
	struct tiny *t = tiny_start((struct http_config){ 0 });
	struct http_app app = tiny_app(t);
	struct error e = { 0 };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		e = (struct error){ 0 };
		CHECK_AT(i, !http_start(&cases[i].c, &app, &e) && strstr(e.text, cases[i].words));
	}
	e = (struct error){ 0 };
	struct http_config taken = { .host = "127.0.0.1", .loops = 2 };
	taken.port = http_port(tiny_server(t));
	CHECK(!http_start(&taken, &app, &e) && strstr(e.text, "already in use"));
	tiny_stop(t, 1000);
}

static void *stop_slowly(void *arg)
{
	tiny_stop(arg, 5000);
	return NULL;
}

TEST(a_server_that_stops_answers_what_is_under_way)
{
	struct tiny *t = tiny_start((struct http_config){ 0 });
	struct arena *a = arena_create();
	pthread_t stopping;
	int late = client_connect(t), idle = client_connect(t), sending = client_connect(t);
	client_send(idle, STR(GET("/hello")));
	CHECK(client_read(idle, a, false).status == 200);
	client_send(late, STR(GET("/late?300") GET("/hello")));
	client_send(sending, STR(GET("/large")));
	while (tiny_served(t) < 3)
		usleep(1000);
	int64_t began = clock_ticks();
	CHECK(pthread_create(&stopping, NULL, stop_slowly, t) == 0);
	struct reply r = client_read(late, a, false);
	CHECK(IS(r.body, "late and resumed") && r.ended);
	CHECK(client_read(sending, a, false).body.len == LARGE);
	CHECK(client_hears_end(idle, 5000));
	CHECK(pthread_join(stopping, NULL) == 0 && clock_ticks() - began < 3000000);
	close(late);
	close(idle);
	close(sending);
	arena_destroy(a);
}

TEST(a_server_that_must_stop_does_not_wait_for_ever)
{
	enum { N = 20 };
	struct tiny *t = tiny_start((struct http_config){ 0 });
	int fd[N];
	for (int i = 0; i < N; i++) {
		fd[i] = client_connect(t);
		client_send(fd[i], i % 4 == 3 ? STR(GET("/late?150")) : STR(GET("/kept")));
	}
	while (tiny_served(t) < N)
		usleep(1000);
	int64_t began = clock_ticks();
	tiny_stop(t, 100);               /* the calls come back afterwards, to nobody */
	CHECK(clock_ticks() - began < 5000000);
	struct arena *a = arena_create();
	for (int i = 0; i < N; i++) {
		struct reply r = client_read(fd[i], a, false);
		CHECK_AT(i, r.ended && (r.status == 0 || i % 4 == 3));      /* those may just be in time */
		close(fd[i]);
	}
	arena_destroy(a);
}
