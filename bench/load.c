/* An open-loop load generator for HTTP/1.1 on loopback.  load [options] FILE
 *
 * FILE holds one request a line: method, path, cookies, form, parted by tabs; the last two may be
 * left out. They go out in order, and from the first line again after the last. Each {once} in a
 * form becomes a new random key, for a form that is sent twice is answered, but not done again.
 *
 *   -p PORT   -c CONNECTIONS (64)   -s SECONDS (5)   -k LINES to pass over   -x STATUS (200)
 *   -r RATE a second (0: whenever a connection is free)
 *   -o  each line once: when all are sent, it ends
 *   -n  a new connection for each request, opened when it arrives: for servers that keep none
 *
 * At a rate, arrivals are a Poisson process, and latency counts from the moment at which a request
 * was to arrive, not from when a connection was free to carry it: a server that stalls answers for
 * everyone who would have come meanwhile. Prints one line of JSON; exit 1 when the server is gone. */
#include <arpa/inet.h>
#include <errno.h>
#include <math.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#define SECOND 1000000000
enum { HEAD_MAX = 8192, REQUEST_MAX = 32768, EVENTS = 64, GRACE_S = 5, STATUSES = 600 };

struct order { const char *method, *path, *cookies, *form; };

/* One connection; `due` is when the request that it carries was to arrive. */
struct conn {
	int fd;
	bool busy, in_body, last;
	int64_t due;
	int status;
	size_t head_len, left;
	char head[HEAD_MAX + 1];
};

struct load {
	int port, conns, expected;
	bool once, anew;
	double rate, seconds;
	struct order *orders;
	size_t order_count, next_order;
	struct conn *all, **idle;
	int idle_count, epoll;
	uint64_t random;
	int64_t start, end, next;      /* next: when the next request is to arrive */
	int64_t *took;                 /* of each answer as expected, in ns */
	size_t answers, room;
	long by_status[STATUSES], broken, waited, sent;
};

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static void *need(void *p)
{
	if (!p)
		die("memory");
	return p;
}

static int64_t now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * (int64_t)SECOND + t.tv_nsec;
}

static uint64_t random_next(struct load *l)
{
	l->random ^= l->random >> 12;
	l->random ^= l->random << 25;
	l->random ^= l->random >> 27;
	return l->random * 2685821657736338717u;
}

static int64_t until_next(struct load *l)
{
	double even = ((double)(random_next(l) >> 11) + 0.5) / 9007199254740992.0;
	return (int64_t)(-log(even) / l->rate * SECOND);
}

/* ---- requests ---- */

static char *read_all(const char *path)
{
	FILE *f = fopen(path, "rb");
	if (!f || fseek(f, 0, SEEK_END) != 0)
		die(path);
	long len = ftell(f);
	rewind(f);
	char *text = need(malloc((size_t)len + 1));
	if (fread(text, 1, (size_t)len, f) != (size_t)len)
		die(path);
	text[len] = '\0';
	fclose(f);
	return text;
}

static void read_orders(struct load *l, const char *path)
{
	char *rest = read_all(path), *line;
	size_t room = 0;
	while ((line = strsep(&rest, "\n"))) {
		if (!*line)
			continue;
		if (l->order_count == room) {
			room = room ? 2 * room : 64;
			l->orders = need(realloc(l->orders, room * sizeof *l->orders));
		}
		struct order *o = &l->orders[l->order_count++];
		*o = (struct order){ .method = strsep(&line, "\t"), .path = strsep(&line, "\t"),
			.cookies = strsep(&line, "\t"), .form = line };
		if (!o->path) {
			fprintf(stderr, "load: line %zu has no path\n", l->order_count);
			exit(2);
		}
	}
	if (!l->order_count) {
		fprintf(stderr, "load: \"%s\" holds no requests\n", path);
		exit(2);
	}
}

/* A UUIDv4 as text. */
static void put_once(struct load *l, char out[37])
{
	uint64_t a = random_next(l), b = random_next(l);
	snprintf(out, 37, "%08x-%04x-4%03x-%04x-%012llx", (unsigned)(a >> 32),
		(unsigned)(a >> 16 & 0xFFFF), (unsigned)(a & 0xFFF), (unsigned)(b >> 48 & 0x3FFF) | 0x8000,
		(unsigned long long)(b & 0xFFFFFFFFFFFF));
}

static size_t fill_form(struct load *l, const char *form, char *out, size_t room)
{
	size_t n = 0;
	while (*form && n + 37 < room) {
		if (strncmp(form, "{once}", 6) == 0) {
			put_once(l, out + n);
			n += 36;
			form += 6;
		} else {
			out[n++] = *form++;
		}
	}
	return n;
}

static size_t write_request(struct load *l, const struct order *o, char *out)
{
	static char form[REQUEST_MAX / 2];
	int n = snprintf(out, REQUEST_MAX, "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n", o->method,
		o->path, l->port);
	if (o->cookies && *o->cookies)
		n += snprintf(out + n, (size_t)(REQUEST_MAX - n), "Cookie: %s\r\n", o->cookies);
	size_t len = o->form ? fill_form(l, o->form, form, sizeof form) : 0;
	if (o->form)
		n += snprintf(out + n, (size_t)(REQUEST_MAX - n), "Content-Length: %zu\r\n"
			"Content-Type: application/x-www-form-urlencoded\r\n", len);
	n += snprintf(out + n, (size_t)(REQUEST_MAX - n), "\r\n");
	if ((size_t)n + len > REQUEST_MAX) {
		fprintf(stderr, "load: a request is longer than %d bytes\n", REQUEST_MAX);
		exit(2);
	}
	memcpy(out + n, form, len);
	return (size_t)n + len;
}

/* ---- connections ---- */

static void connect_now(struct load *l, struct conn *c)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)l->port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct epoll_event event = { .events = EPOLLIN, .data.ptr = c };
	int on = 1;
	c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (c->fd < 0 || connect(c->fd, (struct sockaddr *)&at, sizeof at) != 0)
		die("connect");
	setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	if (epoll_ctl(l->epoll, EPOLL_CTL_ADD, c->fd, &event) != 0)
		die("epoll_ctl");
}

static void open_connection(struct load *l, struct conn *c)
{
	*c = (struct conn){ .fd = -1 };
	if (!l->anew)
		connect_now(l, c);
	l->idle[l->idle_count++] = c;
}

static void close_connection(struct load *l, struct conn *c)
{
	close(c->fd);
	for (int i = 0; i < l->idle_count; i++)
		if (l->idle[i] == c)
			l->idle[i] = l->idle[--l->idle_count];
	open_connection(l, c);
}

static void send_next(struct load *l, int64_t due)
{
	static char request[REQUEST_MAX];
	struct conn *c = l->idle[--l->idle_count];
	size_t len = write_request(l, &l->orders[l->next_order++ % l->order_count], request);
	if (l->anew)
		connect_now(l, c);
	c->busy = true;
	c->in_body = c->last = false;
	c->head_len = c->left = 0;
	c->due = due;
	l->sent++;
	if (send(c->fd, request, len, MSG_NOSIGNAL) != (ssize_t)len) {
		l->broken++;
		close_connection(l, c);
	}
}

/* ---- answers ---- */

static void count(struct load *l, struct conn *c)
{
	c->busy = false;
	l->by_status[c->status]++;
	if (c->status == l->expected) {
		if (l->answers == l->room) {
			l->room = l->room ? 2 * l->room : 1 << 16;
			l->took = need(realloc(l->took, l->room * sizeof *l->took));
		}
		l->took[l->answers++] = now() - c->due;
	}
	if (c->last || l->anew)
		close_connection(l, c);
	else
		l->idle[l->idle_count++] = c;
}

/* False: this is no answer. */
static bool read_head(struct conn *c)
{
	c->head[c->head_len] = '\0';
	const char *length = strcasestr(c->head, "\r\ncontent-length:");
	c->last = strcasestr(c->head, "\r\nconnection: close") != NULL;
	c->status = strncmp(c->head, "HTTP/1.", 7) == 0 ? atoi(c->head + 9) : 0;
	c->left = length ? (size_t)atol(length + 17) : 0;
	c->in_body = true;
	return length && c->status >= 200 && c->status < STATUSES;
}

static bool take(struct conn *c, const char *bytes, size_t n)
{
	if (!c->in_body) {
		size_t room = HEAD_MAX - c->head_len, some = n < room ? n : room, before = c->head_len;
		memcpy(c->head + before, bytes, some);
		c->head_len += some;
		const char *end = memmem(c->head, c->head_len, "\r\n\r\n", 4);
		if (!end)
			return c->head_len < HEAD_MAX;
		size_t of_head = (size_t)(end + 4 - c->head) - before;
		n -= of_head;
		c->head_len = before + of_head;
		if (!read_head(c))
			return false;
	}
	if (n > c->left)
		return false;
	c->left -= n;
	return true;
}

static void receive(struct load *l, struct conn *c)
{
	static char bytes[1 << 18];
	ssize_t n = recv(c->fd, bytes, sizeof bytes, MSG_DONTWAIT);
	if (n < 0 && errno == EAGAIN)
		return;
	if (n <= 0 || !c->busy || !take(c, bytes, (size_t)n)) {
		l->broken += c->busy;
		close_connection(l, c);
	} else if (c->in_body && c->left == 0) {
		count(l, c);
	}
}

/* ---- the run ---- */

static bool has_more(const struct load *l)
{
	return !l->once || l->next_order < l->order_count;
}

static void send_due(struct load *l)
{
	int64_t at = now();
	if (l->once && l->next_order >= l->order_count && at < l->end)
		l->end = at;
	if (l->rate <= 0) {
		while (at < l->end && l->idle_count && has_more(l))
			send_next(l, at);
		return;
	}
	for (; l->next <= at && l->next < l->end && has_more(l); l->next += until_next(l)) {
		if (!l->idle_count) {
			l->waited++;           /* a turn in which somebody waits for a connection */
			return;
		}
		send_next(l, l->next);
	}
}

static void wait_some(struct load *l)
{
	struct epoll_event events[EVENTS];
	int64_t longest = SECOND / 50, wait = longest, at = now();
	if (l->rate > 0 && l->idle_count && l->next < l->end)
		wait = l->next <= at ? 0 : l->next - at < longest ? l->next - at : longest;
	struct timespec time = { .tv_nsec = wait };
	int n = epoll_pwait2(l->epoll, events, EVENTS, &time, NULL);
	for (int i = 0; i < n; i++)
		receive(l, events[i].data.ptr);
}

static bool is_over(const struct load *l)
{
	int64_t at = now();
	bool all_sent = l->rate <= 0 || l->next >= l->end;
	bool all_back = l->idle_count == l->conns;
	return at >= l->end && ((all_sent && all_back) || at >= l->end + GRACE_S * (int64_t)SECOND);
}

static long never_answered(struct load *l)
{
	long n = l->conns - l->idle_count;
	for (; l->rate > 0 && l->next < l->end; l->next += until_next(l))
		n++;
	return n;
}

static int by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

static double quantile_us(const struct load *l, double q)
{
	return l->answers ? (double)l->took[(size_t)((double)(l->answers - 1) * q)] / 1000 : 0;
}

static void report(struct load *l)
{
	qsort(l->took, l->answers, sizeof *l->took, by_size);
	double seconds = (double)(l->end - l->start) / SECOND;
	printf("{\"answers\": %zu, \"sent\": %ld, \"rate\": %.1f, \"broken\": %ld, \"unanswered\": %ld,"
		" \"waited\": %ld, \"p50_us\": %.0f, \"p99_us\": %.0f, \"p999_us\": %.0f, \"max_us\": %.0f,"
		" \"status\": {", l->answers, l->sent, (double)l->answers / seconds, l->broken,
		never_answered(l), l->waited, quantile_us(l, .5), quantile_us(l, .99), quantile_us(l, .999),
		quantile_us(l, 1));
	const char *comma = "";
	for (int s = 0; s < STATUSES; s++) {
		if (!l->by_status[s])
			continue;
		printf("%s\"%d\": %ld", comma, s, l->by_status[s]);
		comma = ", ";
	}
	printf("}}\n");
}

static void start(struct load *l)
{
	l->all = need(calloc((size_t)l->conns, sizeof *l->all));
	l->idle = need(calloc((size_t)l->conns, sizeof *l->idle));
	l->epoll = epoll_create1(EPOLL_CLOEXEC);
	for (int i = 0; i < l->conns; i++)
		open_connection(l, &l->all[i]);
	l->start = l->next = now();
	l->end = l->start + (int64_t)(l->seconds * SECOND);
	l->random = ((uint64_t)l->start * 0x9E3779B97F4A7C15u) | 1;
	if (l->rate > 0)
		l->next += until_next(l);
}

int main(int argc, char **argv)
{
	struct load l = { .port = 8080, .conns = 64, .seconds = 5, .expected = 200 };
	for (int option; (option = getopt(argc, argv, "p:c:r:s:k:x:on")) != -1;) {
		switch (option) {
		case 'p': l.port = atoi(optarg); break;
		case 'c': l.conns = atoi(optarg); break;
		case 'r': l.rate = atof(optarg); break;
		case 's': l.seconds = atof(optarg); break;
		case 'k': l.next_order = (size_t)atol(optarg); break;
		case 'x': l.expected = atoi(optarg); break;
		case 'o': l.once = true; break;
		case 'n': l.anew = true; break;
		default: return 2;
		}
	}
	if (optind + 1 != argc || l.conns < 1 || l.seconds <= 0) {
		fprintf(stderr, "load: give it one file of requests; see the head of bench/load.c\n");
		return 2;
	}
	prctl(PR_SET_TIMERSLACK, 1);
	read_orders(&l, argv[optind]);
	start(&l);
	while (!is_over(&l)) {
		send_due(&l);
		wait_some(&l);
	}
	report(&l);
	return l.answers ? 0 : 1;
}
