/* Threads that serve: one loop, one libmicrohttpd daemon and one listening socket each, so that
 * nothing is shared while a page is served. */
#include "http/inside.h"
#include "base/clock.h"
#include "base/log.h"
#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

enum { MS = 1000, SWEEP = 1000 * MS, LOOPS_MAX = 64, FILES_BESIDE = 100 };

/* Whose way of keeping a head is known: see struct head. */
#define KNOWN_LIBRARY "0.9.75"

struct http_server { struct http_loop *loops[LOOPS_MAX]; int n, port; };

/* ---- calls that come back ---- */

static void loop_drop(struct http_loop *loop)
{
	if (atomic_fetch_sub(&loop->holders, 1) > 1)
		return;
	pthread_mutex_destroy(&loop->lock);
	close(loop->epoll);
	close(loop->wake);
	free(loop);
}

void http_resume(struct http_call *call)
{
	struct request *r = call->internal;
	struct http_loop *loop = r->loop;
	pthread_mutex_lock(&loop->lock);
	bool closed = loop->closed;
	if (!closed) {
		if (!loop->given)
			eventfd_write(loop->wake, 1);      /* under the lock: afterwards the loop may be gone */
		r->next = NULL;
		*loop->given_end = r;
		loop->given_end = &r->next;
	}
	pthread_mutex_unlock(&loop->lock);
	if (closed) {
		request_forget(r);
		loop_drop(loop);
	}
}

static void take_back(struct http_loop *loop)
{
	pthread_mutex_lock(&loop->lock);
	struct request *r = loop->given, *next;
	loop->given = NULL;
	loop->given_end = &loop->given;
	pthread_mutex_unlock(&loop->lock);
	for (; r; r = next) {
		next = r->next;
		request_came_back(r);
	}
}

/* ---- the loop ---- */

static int patience_ms(const struct http_loop *loop, int64_t stop_at)
{
	MHD_UNSIGNED_LONG_LONG pending;
	if (stop_at && loop->under_way == 0)
		return 0;                   /* one last look at what has arrived */
	if (MHD_get_timeout(loop->mhd, &pending) == MHD_YES && pending == 0)
		return 0;
	int64_t until = loop->swept_at + loop->sweep_every;
	if (stop_at && stop_at < until)
		until = stop_at;
	return until <= loop->now ? 0 : (int)((until - loop->now) / MS) + 1;
}

static void sweep(struct http_loop *loop)
{
	bool crowded = loop->open > loop->room - loop->room / 8;
	loop->swept_at = loop->now;
	figure_add(&loop->cut, deadlines_sweep(&loop->deadlines, loop->now, crowded));
}

static void stop_accepting(struct http_loop *loop)
{
	loop->quiet = true;
	int fd = MHD_quiesce_daemon(loop->mhd);
	if (fd >= 0)
		close(fd);
}

static void turn(struct http_loop *loop, int64_t stop_at)
{
	struct epoll_event events[2];
	int n = epoll_wait(loop->epoll, events, 2, patience_ms(loop, stop_at));
	loop->now = clock_ticks();
	for (int i = 0; i < n; i++) {
		eventfd_t count;
		if (events[i].data.fd != loop->wake)
			continue;
		eventfd_read(loop->wake, &count);
		take_back(loop);
	}
	MHD_run(loop->mhd);
	loop->app.turn_ended(loop->app.arg, loop->index);
	if (loop->now >= loop->swept_at + loop->sweep_every)
		sweep(loop);
}

/* Calls that are still away when the time to stop is over lose their connection; the last to come
 * back frees the loop. */
static void end(struct http_loop *loop)
{
	pthread_mutex_lock(&loop->lock);
	int away = loop->away;
	atomic_fetch_add(&loop->holders, away);
	loop->closed = true;
	pthread_mutex_unlock(&loop->lock);
	take_back(loop);
	atomic_fetch_sub(&loop->holders, away - loop->away);
	loop->app.turn_ended(loop->app.arg, loop->index);
	for (struct deadline *d = loop->deadlines.first; d; d = d->next) {
		struct connection *c = (struct connection *)(void *)d;
		if (!c->away)
			continue;
		c->request = NULL;
		MHD_resume_connection(c->mhd);     /* else the library refuses to stop */
	}
	MHD_stop_daemon(loop->mhd);
}

static void *run(void *arg)
{
	struct http_loop *loop = arg;
	for (;;) {
		int64_t stop_at = atomic_load_explicit(&loop->stop_at, memory_order_relaxed);
		if (stop_at && !loop->quiet)
			stop_accepting(loop);
		else if (stop_at && (loop->under_way == 0 || loop->now >= stop_at))
			break;
		turn(loop, stop_at);
	}
	end(loop);
	return NULL;
}

/* ---- start and stop ---- */

static int64_t or_default(int ms, int64_t fallback)
{
	return (ms ? ms : fallback) * MS;
}

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static bool watch(struct http_loop *loop)
{
	int library = MHD_get_daemon_info(loop->mhd, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
	struct epoll_event on_library = { .events = EPOLLIN, .data.fd = library };
	struct epoll_event on_wake = { .events = EPOLLIN, .data.fd = loop->wake };
	return epoll_ctl(loop->epoll, EPOLL_CTL_ADD, library, &on_library) == 0
		&& epoll_ctl(loop->epoll, EPOLL_CTL_ADD, loop->wake, &on_wake) == 0;
}

/* The thread gets no signals: those are for main. */
static bool set_off(struct http_loop *loop)
{
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	errno = pthread_create(&loop->thread, NULL, run, loop);
	bool runs = errno == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return runs;
}

static struct http_loop *loop_create(const struct http_config *c, const struct http_app *app,
	int index)
{
	struct http_loop *loop = calloc(1, sizeof *loop);
	if (!loop)
		abort();
	loop->app = *app;
	loop->index = index;
	loop->proxy = address_parse(str_view(c->proxy));
	loop->in_place = strcmp(MHD_get_version(), KNOWN_LIBRARY) == 0;
	loop->room = ((c->connections ? c->connections : 4000) + c->loops - 1) / c->loops;
	loop->deadlines.limits = (struct limits){
		.head = or_default(c->head_ms, 10000), .body = or_default(c->body_ms, 30000),
		.total = or_default(c->total_ms, 60000), .idle = or_default(c->idle_ms, 30000),
	};
	const struct limits *l = &loop->deadlines.limits;
	loop->sweep_every = least(SWEEP, least(least(l->head, l->body), least(l->total, l->idle)) / 4);
	loop->now = loop->swept_at = clock_ticks();
	loop->given_end = &loop->given;
	loop->holders = 1;
	pthread_mutex_init(&loop->lock, NULL);
	loop->epoll = epoll_create1(EPOLL_CLOEXEC);
	loop->wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	return loop;
}

/* The library owns the socket from here on. When it fails to start it may have closed it or not;
 * one file lost at a failed start is better than closing somebody else's. */
static bool loop_start(struct http_loop *loop, int listen_fd)
{
	loop->mhd = loop->epoll >= 0 && loop->wake >= 0 ? request_daemon(loop, listen_fd) : NULL;
	if (!loop->mhd)
		return false;
	if (watch(loop) && set_off(loop))
		return true;
	MHD_stop_daemon(loop->mhd);
	return false;
}

/* 4,000 connections need as many files; the usual soft limit is 1,024. */
static void raise_file_limit(int connections)
{
	struct rlimit files;
	rlim_t want = (rlim_t)connections + FILES_BESIDE;
	if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur >= want)
		return;
	files.rlim_cur = want < files.rlim_max ? want : files.rlim_max;
	if (setrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur < want)
		log_line(LOG_INFO, "only %d files may be open: raise the limit for %d connections",
			(int)files.rlim_cur, connections);
}

static enum status check(const struct http_config *c, struct error *e)
{
	if (c->loops < 1 || c->loops > LOOPS_MAX)
		return fail(e, INVALID, "loops %d: choose 1 to %d", c->loops, LOOPS_MAX);
	if (c->proxy && c->proxy[0] && !address_parse(str_view(c->proxy)).text[0])
		return fail(e, INVALID, "proxy \"%s\" is no address: write it like 127.0.0.1", c->proxy);
	return OK;
}

struct http_server *http_start(const struct http_config *c, const struct http_app *app,
	struct error *e)
{
	int fds[LOOPS_MAX], port = c->port;
	assert(app->body_limit && app->serve && app->resumed && app->refused && app->turn_ended
		&& app->forgotten);
	if (check(c, e) != OK || listen_open(c->host, &port, fds, c->loops, e) != OK)
		return NULL;
	struct http_server *s = calloc(1, sizeof *s);
	if (!s)
		abort();
	s->port = port;
	if (strcmp(MHD_get_version(), KNOWN_LIBRARY) != 0)
		log_line(LOG_INFO, "http library %s: the guard was made for " KNOWN_LIBRARY ", "
			"and leaves what it cannot see there to the library", MHD_get_version());
	raise_file_limit(c->connections ? c->connections : 4000);
	for (int i = 0; i < c->loops; i++) {
		struct http_loop *loop = loop_create(c, app, i);
		if (loop_start(loop, fds[i])) {
			s->loops[s->n++] = loop;
			continue;
		}
		fail(e, BROKEN, "cannot start thread %d of the server (%m): are memory or threads limited?",
			i);
		loop_drop(loop);
		while (++i < c->loops)
			close(fds[i]);
		http_stop(s, 0);
		return NULL;
	}
	return s;
}

int http_port(const struct http_server *s)
{
	return s->port;
}

void http_stop(struct http_server *s, int wait_ms)
{
	if (!s)
		return;
	int64_t stop_at = clock_ticks() + (int64_t)wait_ms * MS;
	for (int i = 0; i < s->n; i++) {
		atomic_store_explicit(&s->loops[i]->stop_at, stop_at, memory_order_relaxed);
		eventfd_write(s->loops[i]->wake, 1);
	}
	for (int i = 0; i < s->n; i++) {
		pthread_join(s->loops[i]->thread, NULL);
		loop_drop(s->loops[i]);
	}
	free(s);
}

struct http_figures http_figures(const struct http_server *s)
{
	struct http_figures sum = { 0 };
	for (int i = 0; i < s->n; i++) {
		const struct http_loop *l = s->loops[i];
		sum.connections += atomic_load_explicit(&l->connections, memory_order_relaxed);
		sum.requests += atomic_load_explicit(&l->requests, memory_order_relaxed);
		sum.refused += atomic_load_explicit(&l->refused, memory_order_relaxed);
		sum.cut += atomic_load_explicit(&l->cut, memory_order_relaxed);
	}
	return sum;
}

void http_header(struct http_call *call, const char *name, struct str value)
{
	size_t n = 0;
	while (n < HTTP_HEADERS && call->headers[n].name)
		n++;
	assert(n < HTTP_HEADERS);
	call->headers[n] = (struct http_header){ name, value };
}
