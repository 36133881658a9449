#ifndef HTTP_INSIDE_H
#define HTTP_INSIDE_H
#include "http/deadline.h"
#include "http/guard.h"
#include "http/http.h"
#include "http/listen.h"
#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

/* What the parts of the server share, seen by nobody outside this folder.
 *
 *   server.c   threads, start, stop, calls that come back
 *   request.c  what libmicrohttpd calls: head, body, answer
 *   head.c     its request as ours
 *
 * A loop, its connections and its requests belong to the loop's thread. While a call is away only
 * its `call` belongs to somebody else. Three things are shared: `given` under the lock, `stop_at`,
 * and the figures. */
struct connection {
	struct deadline deadline;          /* first: the list of a loop's deadlines is that of its
	                                    * connections */
	struct MHD_Connection *mhd;
	struct request *request;           /* NULL between two */
	bool away;
	struct address peer;
};

enum stage { STAGE_HEAD, STAGE_BODY, STAGE_AWAY, STAGE_ANSWER, STAGE_SENT };

struct request {
	struct http_call call;
	struct http_loop *loop;
	struct connection *connection;
	struct request *next;              /* in `given` */
	enum stage stage;
	struct str target;                 /* as sent; see struct head */
	size_t target_len;
	bool has_body, expects;            /* expects: waits for our 100 before it sends the body */
	int64_t announced;                 /* Content-Length; 0 without one */
	struct buf body;
	size_t received;
	bool shown;                        /* the application saw it, and must hear of its end */
	bool last;                         /* the connection ends behind it */
};

struct http_loop {
	struct http_app app;
	int index;
	struct address proxy;
	bool in_place;                     /* see struct head */
	struct MHD_Daemon *mhd;
	int epoll, wake;
	pthread_t thread;
	int64_t now, swept_at, sweep_every;        /* us of clock_ticks */
	struct deadlines deadlines;
	int room, open;                    /* connections: at most, now */
	int under_way, away;               /* calls: seen by the application, and of these elsewhere */
	bool quiet;                        /* accepts no more */
	_Atomic int64_t stop_at;           /* 0: runs on */
	pthread_mutex_t lock;
	struct request *given, **given_end;
	bool closed;
	_Atomic int holders;               /* the server, and each call still away when it stopped */
	_Atomic int64_t connections, requests, refused, cut;
};

/* The figures have one writer: the loop's thread. */
static inline void figure_add(_Atomic int64_t *figure, int64_t n)
{
	int64_t was = atomic_load_explicit(figure, memory_order_relaxed);
	atomic_store_explicit(figure, was + n, memory_order_relaxed);
}

/* Fills in the call. Returns 0, or the status to refuse with. */
int request_read_head(struct request *r, const char *method, const char *version);

struct MHD_Daemon *request_daemon(struct http_loop *loop, int listen_fd);
/* On the loop's thread, when the call is back: asks for the answer and lets it go out. */
void request_came_back(struct request *r);
void request_forget(struct request *r);
#endif
