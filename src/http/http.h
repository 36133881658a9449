#ifndef HTTP_HTTP_H
#define HTTP_HTTP_H
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/field.h"

/* HTTP/1.1 to and from the rest of the program. It knows no people, no tables, no pages; nothing
 * above it knows libmicrohttpd.
 *
 * A call is one request and its answer. It belongs to the loop thread that received it, until that
 * hands it to another thread; whoever has it gives it back by http_resume, once. Its memory dies
 * after the answer has left. */
enum http_method { HTTP_GET = 1, HTTP_HEAD, HTTP_POST, HTTP_OTHER };

enum { HTTP_HEADERS = 20 };
struct http_header { const char *name; struct str value; };

struct http_call {
	/* request */
	struct arena *arena;
	enum http_method method;
	struct str path;                   /* decoded once: valid UTF-8, no controls, no dot segments */
	struct str query;                  /* as sent */
	struct str body;                   /* complete; "" without one */
	struct str content_type;           /* without parameters, lower case */
	struct str cookie, origin, host, referer, accept_language, if_none_match, authorization;
	struct str requested_with;         /* X-Requested-With */
	struct str accept_encoding;
	struct str peer;                   /* the client's address, by the declared proxy's word */
	bool too_large;                    /* the body passed the limit: `body` is empty */
	int loop;
	/* answer */
	int status;
	const char *type;                  /* Content-Type */
	struct http_header headers[HTTP_HEADERS];  /* by http_header; ends with name NULL, or full */
	struct buf out;                    /* owned; given to the server */
	struct str fixed;                  /* instead of out: bytes that outlive every call (assets) */
	void *user;                        /* the application's */
	void *internal;                    /* the server's */
};

/* What the application brings. All but `resumed` may run on every loop thread at once. */
struct http_app {
	void *arg;
	/* Headers are there, the body is not: how many bytes of body are allowed? */
	size_t (*body_limit)(void *arg, const struct http_call *call);
	/* The request is complete. True: answered. False: the call was handed to another thread. */
	bool (*serve)(void *arg, struct http_call *call);
	/* On the call's loop thread, after http_resume: fill in the answer. */
	void (*resumed)(void *arg, struct http_call *call);
	/* A head that makes no sense (400, 405, 414, 417, 431, 501, 505): a short page. What was not
	 * read is "", and the connection ends behind it. A line that is no header, a wrong length or
	 * version, a broken chunk get the library's own page; who is too slow is cut without a word. */
	void (*refused)(void *arg, struct http_call *call, int status);
	/* Every turn of a loop ends with this: the place to end its read transaction. */
	void (*turn_ended)(void *arg, int loop);
	/* The call is over, its memory is about to go: once for each that `serve` or `refused` saw. */
	void (*forgotten)(void *arg, struct http_call *call);
};

struct http_config {
	const char *host;
	int port;                          /* 0: any; http_port tells which */
	int loops;
	const char *proxy;                 /* "" none */
	/* Deadlines, ms. Defaults when 0: head 10,000, body 30,000, whole request 60,000, idle
	 * keep-alive 30,000. A body or an answer that keeps flowing gets more time: deadline.h.
	 * Connections: 4,000; head 16 KB, 100 headers, URL 4 KB. */
	int head_ms, body_ms, total_ms, idle_ms, connections;
};

struct http_server;
/* Listens and serves on threads of its own. NULL: *e says why, and what to do about it. */
struct http_server *http_start(const struct http_config *c, const struct http_app *app,
	struct error *e);
int http_port(const struct http_server *s);
/* No new connections; calls under way are answered, at most `wait_ms`. Frees everything but calls
 * that are still elsewhere: each goes, and is forgotten, in its http_resume, and `arg` must live
 * until then. */
void http_stop(struct http_server *s, int wait_ms);
void http_resume(struct http_call *call);      /* from any thread */

/* Open connections; since the start: calls served, refused, and clients cut for being slow. */
struct http_figures { int64_t connections, requests, refused, cut; };
struct http_figures http_figures(const struct http_server *s);

/* Adds a header to the answer; name and value must live as long as the call. */
void http_header(struct http_call *call, const char *name, struct str value);

/* application/x-www-form-urlencoded or a query → fields, in the arena, ended by name NULL.
 * INVALID: bad escape, bad UTF-8, NUL, or more than FIELDS_MAX fields. A newline arrives as \n. */
enum { FIELDS_MAX = 200 };
enum status http_fields(struct arena *a, struct str encoded, const struct field **out);
/* The value of one cookie; "" when absent. Points into `cookie`. */
struct str http_cookie(struct str cookie, const char *name);
#endif
