/* What libmicrohttpd calls. A request goes
 *   HEAD → BODY → (AWAY →) ANSWER → SENT,
 * and the library's rule is: an answer may be queued at the head (then the connection ends behind
 * it) or when the body is complete, nowhere else. */
#include "http/inside.h"
#include "base/clock.h"
#include "base/log.h"
#include <stdlib.h>

/* A body over its limit is read to its end and thrown away, up to this: a browser that still sends
 * shows no answer, only a broken connection. */
enum { DRAIN_MAX = 16 << 20 };

static struct connection *connection_of(struct MHD_Connection *mhd)
{
	return MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

/* The connection has done with its request. */
static void let_go(struct http_loop *loop, struct connection *c)
{
	struct request *r = c->request;
	c->request = NULL;
	loop->under_way -= r->shown;
	request_forget(r);
}

static void on_connection(void *arg, struct MHD_Connection *mhd, void **context,
	enum MHD_ConnectionNotificationCode what)
{
	struct http_loop *loop = arg;
	struct connection *c = *context;
	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		c = calloc(1, sizeof *c);
		if (!c)
			abort();
		c->mhd = mhd;
		c->peer = address_of(
			MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr);
		int fd = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
		deadline_add(&loop->deadlines, &c->deadline, fd, loop->now);
		loop->open++;
		figure_add(&loop->connections, 1);
		*context = c;
		return;
	}
	if (c->request)
		let_go(loop, c);
	deadline_remove(&c->deadline);
	loop->open--;
	figure_add(&loop->connections, -1);
	free(c);
}

/* The request line is there. The only moment at which its target can be seen as it was sent. */
static void *on_target(void *arg, const char *target, struct MHD_Connection *mhd)
{
	struct http_loop *loop = arg;
	struct connection *c = connection_of(mhd);
	struct arena *arena = arena_create();
	struct request *r = NEW(arena, struct request, 1);
	struct str seen = str_view(target);
	r->call.arena = arena;
	r->call.loop = loop->index;
	r->call.internal = r;
	r->loop = loop;
	r->connection = c;
	r->target_len = seen.len;
	seen.len = seen.len > TARGET_MAX ? TARGET_MAX + 1 : seen.len;
	r->target = str_dup(arena, seen);
	c->request = r;
	/* Its query is ours alone: of a thousand parameters the library would make a list until it
	 * ran out of memory, and then it has no answer. The text is the connection's, to be written. */
	char *query = strchr(target, '?');
	if (query)
		query[1] = '\0';        /* it knows already where its "?" is */
	if (c->deadline.phase == PHASE_IDLE)
		deadline_enter(&loop->deadlines, &c->deadline, PHASE_HEAD, loop->now);
	return r;
}

static size_t leave_escapes(void *arg, struct MHD_Connection *mhd, char *target)
{
	(void)arg;
	(void)mhd;
	return strlen(target);
}

static struct MHD_Response *response_of(struct http_call *call)
{
	struct MHD_Response *response;
	if (call->fixed.ptr) {
		response = MHD_create_response_from_buffer(call->fixed.len,
			(void *)(uintptr_t)call->fixed.ptr, MHD_RESPMEM_PERSISTENT);
	} else {
		response = MHD_create_response_from_buffer(call->out.len, call->out.bytes,
			call->out.bytes ? MHD_RESPMEM_MUST_FREE : MHD_RESPMEM_PERSISTENT);
		if (response)
			call->out = (struct buf){ .max = call->out.max };      /* the library's now */
	}
	return response;
}

static void put_header(struct request *r, struct MHD_Response *response, struct http_header h)
{
	if (h.value.len == 0)
		return;
	if (MHD_add_response_header(response, h.name, str_dup(r->call.arena, h.value).ptr) != MHD_YES)
		log_line(LOG_ERROR, "header \"%s\" left out: a line cannot carry its value", h.name);
}

static enum MHD_Result answer(struct request *r)
{
	struct http_call *call = &r->call;
	struct connection *c = r->connection;
	size_t n = 0;
	struct MHD_Response *response = response_of(call);
	if (!response)
		return MHD_NO;
	if (call->type)
		put_header(r, response, (struct http_header){ "Content-Type", str_view(call->type) });
	for (; n < HTTP_HEADERS && call->headers[n].name; n++)
		put_header(r, response, call->headers[n]);
	if (r->last || r->loop->quiet)
		MHD_add_response_header(response, "Connection", "close");
	if (call->status < 200 || call->status > 599)
		call->status = 500;
	r->stage = STAGE_SENT;
	deadline_enter(&r->loop->deadlines, &c->deadline, PHASE_ANSWER, r->loop->now);
	enum MHD_Result queued = MHD_queue_response(c->mhd, (unsigned)call->status, response);
	MHD_destroy_response(response);
	return queued;
}

static void show(struct request *r)
{
	if (r->shown)
		return;
	r->shown = true;
	r->loop->under_way++;
}

static enum MHD_Result refuse(struct request *r, int status)
{
	struct http_loop *loop = r->loop;
	show(r);
	figure_add(&loop->refused, 1);
	r->last = true;
	r->call.status = status;
	loop->app.refused(loop->app.arg, &r->call, status);
	if (status == 405)
		http_header(&r->call, "Allow", STR("GET, HEAD, POST"));
	return answer(r);
}

static enum MHD_Result serve(struct request *r)
{
	struct http_loop *loop = r->loop;
	struct connection *c = r->connection;
	r->call.body = buf_view(&r->body);
	r->stage = STAGE_AWAY;
	deadline_enter(&loop->deadlines, &c->deadline, PHASE_ANSWER, loop->now);
	show(r);
	figure_add(&loop->requests, 1);
	if (loop->app.serve(loop->app.arg, &r->call))
		return answer(r);
	c->away = true;             /* it cannot be back yet: that goes through this thread */
	loop->away++;
	MHD_suspend_connection(c->mhd);
	return MHD_YES;
}

static void too_large(struct request *r)
{
	r->call.too_large = true;
	buf_finish(&r->body);
}

static enum MHD_Result begin(struct request *r, const char *method, const char *version)
{
	struct http_loop *loop = r->loop;
	int status = request_read_head(r, method, version);
	if (status)
		return refuse(r, status);
	r->stage = STAGE_BODY;
	if (!r->has_body)
		return MHD_YES;
	r->body.max = loop->app.body_limit(loop->app.arg, &r->call);
	if (r->announced > 0 && (uint64_t)r->announced > r->body.max)
		too_large(r);
	if (r->call.too_large && (r->expects || r->announced > DRAIN_MAX)) {
		r->last = true;
		return serve(r);
	}
	deadline_enter(&loop->deadlines, &r->connection->deadline, PHASE_BODY, loop->now);
	return MHD_YES;
}

static enum MHD_Result take(struct request *r, struct str bytes)
{
	r->received += bytes.len;
	r->connection->deadline.received += (int64_t)bytes.len;
	if (!r->call.too_large) {
		buf_put(&r->body, bytes);
		if (r->body.full)
			too_large(r);
	}
	if (r->received > DRAIN_MAX && r->call.too_large) {
		figure_add(&r->loop->cut, 1);
		return MHD_NO;              /* the library takes no answer here, it only closes */
	}
	return MHD_YES;
}

static enum MHD_Result on_request(void *arg, struct MHD_Connection *mhd, const char *target,
	const char *method, const char *version, const char *bytes, size_t *len, void **context)
{
	struct request *r = *context;
	(void)arg;
	(void)mhd;
	(void)target;
	switch (r->stage) {
	case STAGE_HEAD:
		return begin(r, method, version);
	case STAGE_BODY:
		if (*len) {
			struct str piece = { bytes, *len };
			*len = 0;
			return take(r, piece);
		}
		return serve(r);
	case STAGE_ANSWER:
		return answer(r);
	case STAGE_AWAY:
	case STAGE_SENT:
		break;
	}
	return MHD_NO;
}

void request_came_back(struct request *r)
{
	struct http_loop *loop = r->loop;
	r->connection->away = false;
	loop->away--;
	loop->app.resumed(loop->app.arg, &r->call);
	r->stage = STAGE_ANSWER;
	MHD_resume_connection(r->connection->mhd);
}

void request_forget(struct request *r)
{
	if (r->shown)
		r->loop->app.forgotten(r->loop->app.arg, &r->call);
	buf_finish(&r->body);
	buf_finish(&r->call.out);
	arena_destroy(r->call.arena);            /* and with it r */
}

static void on_end(void *arg, struct MHD_Connection *mhd, void **context,
	enum MHD_RequestTerminationCode how)
{
	struct http_loop *loop = arg;
	struct connection *c = connection_of(mhd);
	*context = NULL;
	if (!c->request)
		return;                     /* it is away, and the loop does not wait any longer */
	if (!c->request->shown && how == MHD_REQUEST_TERMINATED_WITH_ERROR)
		figure_add(&loop->refused, 1);      /* by the library itself, which has pages of its own */
	let_go(loop, c);
	deadline_enter(&loop->deadlines, &c->deadline, PHASE_IDLE, loop->now);
}

/* Never the arguments: they may be what somebody sent. */
static void on_log(void *arg, const char *format, va_list values)
{
	(void)arg;
	(void)values;
	log_line(LOG_DEBUG, "http library: %.*s", (int)strcspn(format, "\n"), format);
}

/* Strictness: in the version that we know it is two checks, which the guard makes as well and
 * answers better (the library then sends its head twice). */
struct MHD_Daemon *request_daemon(struct http_loop *loop, int listen_fd)
{
	enum { FLAGS = MHD_USE_EPOLL | MHD_USE_TURBO | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG };
	return MHD_start_daemon(FLAGS, 0, NULL, NULL, on_request, loop,
		MHD_OPTION_EXTERNAL_LOGGER, on_log, NULL,
		MHD_OPTION_LISTEN_SOCKET, listen_fd,
		MHD_OPTION_NOTIFY_CONNECTION, on_connection, loop,
		MHD_OPTION_URI_LOG_CALLBACK, on_target, loop,
		MHD_OPTION_UNESCAPE_CALLBACK, leave_escapes, NULL,
		MHD_OPTION_NOTIFY_COMPLETED, on_end, loop,
		MHD_OPTION_CONNECTION_LIMIT, (unsigned)loop->room,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)32 * 1024,
		MHD_OPTION_CONNECTION_TIMEOUT, 0U,
		MHD_OPTION_STRICT_FOR_CLIENT, loop->in_place ? 0 : 1,
		MHD_OPTION_END);
}
