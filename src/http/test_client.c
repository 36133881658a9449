#include "http/test_client.h"
#include "base/clock.h"
#include "base/test.h"
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MANY = 4096, PATIENCE_MS = 10000 };

struct tiny {
	struct http_server *server;
	_Atomic int served, told, forgotten, twice, turns;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct http_call *kept[MANY];
	int n;
};

struct late { struct http_call *call; int ms; };

static void *answer_late(void *arg)
{
	struct late *late = arg;
	usleep((useconds_t)late->ms * 1000);
	buf_put(&late->call->out, STR("late"));
	http_resume(late->call);
	free(late);
	return NULL;
}

static bool go_late(struct http_call *call, int ms)
{
	pthread_t thread;
	struct late *late = malloc(sizeof *late);
	*late = (struct late){ call, ms };
	CHECK(pthread_create(&thread, NULL, answer_late, late) == 0);
	pthread_detach(thread);
	return false;
}

static bool keep(struct tiny *t, struct http_call *call)
{
	pthread_mutex_lock(&t->lock);
	t->kept[t->n++] = call;
	pthread_cond_broadcast(&t->changed);
	pthread_mutex_unlock(&t->lock);
	return false;
}

static size_t body_limit(void *arg, const struct http_call *call)
{
	(void)arg;
	return call->path.len ? BODY_MAX : 0;
}

static void show_head(struct http_call *c)
{
	const struct str all[] = { c->path, c->query, c->content_type, c->cookie, c->origin, c->host,
		c->referer, c->accept_language, c->accept_encoding, c->if_none_match, c->authorization,
		c->requested_with };
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		buf_fmt(&c->out, "%.*s|", (int)all[i].len, all[i].ptr);
}

static bool serve(void *arg, struct http_call *c)
{
	static char fixed[8192];
	struct tiny *t = arg;
	atomic_fetch_add(&t->served, 1);
	c->user = t;
	c->status = 200;
	c->out.max = 2 * LARGE;
	http_header(c, "X-Seen", STR("yes"));
	http_header(c, "X-Nothing", STR(""));
	if (c->too_large) {
		c->status = 413;
		buf_fmt(&c->out, "too large, body %zu", c->body.len);
	} else if (str_eq(c->path, STR("/hello"))) {
		c->type = c->query.len ? str_dup(c->arena, c->query).ptr : "text/plain";
		buf_put(&c->out, STR("hello"));
	} else if (str_eq(c->path, STR("/fixed"))) {
		memset(fixed, 'f', sizeof fixed);
		c->fixed = (struct str){ fixed, sizeof fixed };
	} else if (str_eq(c->path, STR("/large"))) {
		for (int i = 0; i < LARGE / 8; i++)
			buf_put(&c->out, STR("1234567\n"));
	} else if (str_eq(c->path, STR("/echo"))) {
		buf_put(&c->out, c->body);
	} else if (str_eq(c->path, STR("/peer"))) {
		buf_put(&c->out, c->peer);
	} else if (str_eq(c->path, STR("/head"))) {
		show_head(c);
	} else if (str_eq(c->path, STR("/late"))) {
		return go_late(c, atoi(str_dup(c->arena, c->query).ptr));
	} else if (str_eq(c->path, STR("/kept"))) {
		return keep(t, c);
	} else {
		c->status = 404;
	}
	return true;
}

static void resumed(void *arg, struct http_call *call)
{
	(void)arg;
	buf_put(&call->out, STR(" and resumed"));
}

static void refused(void *arg, struct http_call *call, int status)
{
	struct tiny *t = arg;
	atomic_fetch_add(&t->told, 1);
	call->user = t;
	call->out.max = 1000;
	call->type = "text/plain";
	buf_fmt(&call->out, "refused %d", status);
}

static void turn_ended(void *arg, int loop)
{
	struct tiny *t = arg;
	atomic_fetch_add(&t->turns, loop >= 0);
}

static void forgotten(void *arg, struct http_call *call)
{
	struct tiny *t = arg;
	atomic_fetch_add(&t->forgotten, 1);
	atomic_fetch_add(&t->twice, call->user != t);
	call->user = NULL;
}

struct http_app tiny_app(struct tiny *t)
{
	return (struct http_app){ t, body_limit, serve, resumed, refused, turn_ended, forgotten };
}

struct tiny *tiny_start(struct http_config c)
{
	struct tiny *t = calloc(1, sizeof *t);
	struct error e = { 0 };
	pthread_mutex_init(&t->lock, NULL);
	pthread_cond_init(&t->changed, NULL);
	struct http_app app = tiny_app(t);
	c.host = "127.0.0.1";
	c.loops = c.loops ? c.loops : 2;
	t->server = http_start(&c, &app, &e);
	if (!t->server)
		fprintf(stderr, "%s\n", e.text);
	CHECK(t->server && http_port(t->server) > 0);
	return t;
}

void tiny_release(struct tiny *t, int n)
{
	pthread_mutex_lock(&t->lock);
	while (t->n < n)
		pthread_cond_wait(&t->changed, &t->lock);
	for (int i = 0; i < n; i++)
		http_resume(t->kept[--t->n]);
	pthread_mutex_unlock(&t->lock);
}

void tiny_stop(struct tiny *t, int wait_ms)
{
	http_stop(t->server, wait_ms);
	tiny_release(t, t->n);                   /* what came back too late */
	for (int i = 0; i < 500 && t->forgotten < t->served + t->told; i++)
		usleep(10000);
	CHECK(t->forgotten == t->served + t->told && t->twice == 0 && t->turns > 0);
	pthread_mutex_destroy(&t->lock);
	pthread_cond_destroy(&t->changed);
	free(t);
}

int tiny_served(struct tiny *t)
{
	return t->served;
}

struct http_server *tiny_server(struct tiny *t)
{
	return t->server;
}

/* ---- the client ---- */

int client_connect(struct tiny *t)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
		.sin_port = htons((in_port_t)http_port(t->server)) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);       /* each piece at once */
	CHECK(fd >= 0 && connect(fd, (struct sockaddr *)&at, sizeof at) == 0);
	return fd;
}

void client_send(int fd, struct str bytes)
{
	while (bytes.len) {
		ssize_t n = send(fd, bytes.ptr, bytes.len, MSG_NOSIGNAL);
		if (n <= 0)
			return;
		bytes = (struct str){ bytes.ptr + n, bytes.len - (size_t)n };
	}
}

/* Appends what comes next; false: the end, or nothing for too long. */
static bool more(int fd, struct buf *b, size_t most, int within_ms)
{
	char bytes[65536];
	struct pollfd p = { .fd = fd, .events = POLLIN };
	if (poll(&p, 1, within_ms) != 1)
		return false;
	ssize_t n = recv(fd, bytes, most < sizeof bytes ? most : sizeof bytes, 0);
	if (n > 0)
		buf_put(b, (struct str){ bytes, (size_t)n });
	return n > 0;
}

bool client_hears_end(int fd, int within_ms)
{
	char byte;
	struct pollfd p = { .fd = fd, .events = POLLIN };
	return poll(&p, 1, within_ms) == 1 && recv(fd, &byte, 1, 0) <= 0;
}

struct str reply_header(struct reply r, const char *name)
{
	struct str rest = r.head, line, key, wanted = str_view(name);
	while (str_cut(&rest, '\n', &line))
		if (str_cut(&line, ':', &key) && key.len == wanted.len &&
		    strncasecmp(key.ptr, name, key.len) == 0)
			return str_trim(line);
	return (struct str){ 0 };
}

struct reply client_read(int fd, struct arena *a, bool bodyless)
{
	struct reply r = { 0 };
	struct buf b = { .max = 4 * LARGE };
	int64_t len = 0;
	while (b.len < 4 || memcmp(b.bytes + b.len - 4, "\r\n\r\n", 4) != 0)
		if (!more(fd, &b, 1, PATIENCE_MS))        /* byte by byte: the next answer may follow */
			break;
	r.head = str_dup(a, buf_view(&b));
	buf_finish(&b);
	if (r.head.len > 12)
		r.status = atoi(r.head.ptr + 9);
	str_to_i64(reply_header(r, "Content-Length"), &len);
	while (!bodyless && r.status >= 200 && b.len < (size_t)len)
		if (!more(fd, &b, (size_t)len - b.len, PATIENCE_MS))
			break;
	r.body = str_dup(a, buf_view(&b));
	buf_finish(&b);
	r.ended = r.status == 0 || (str_eq(reply_header(r, "Connection"), STR("close")) &&
		client_hears_end(fd, PATIENCE_MS));
	return r;
}

struct reply client_ask(struct tiny *t, struct arena *a, struct str bytes)
{
	int fd = client_connect(t);
	client_send(fd, bytes);
	struct reply r = client_read(fd, a, false);
	close(fd);
	return r;
}
