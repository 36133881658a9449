#include "app/front.h"
#include "app/jobs.h"
#include "app/ops.h"
#include "app/pool.h"
#include "app/serve.h"
#include "base/clock.h"
#include "base/log.h"
#include "http/http.h"
#include <arpa/inet.h>
#include <stdlib.h>
#include <unistd.h>

enum { LOOPS_MAX = 64, STOP_MS = 5000 };

struct front {
	struct front_config config;
	struct site *site;
	struct rates *rates;
	struct pool *pool;
	struct http_server *_Atomic server;      /* NULL while the first requests may already come in */
	struct db *readers[LOOPS_MAX];
	int loops;
	int64_t started_at;
	_Atomic int64_t by_class[6];
};

/* One request on its way. Lives in the call's arena. */
struct run {
	struct work work;              /* first: the writer gives its address back */
	struct pool_task task;
	struct front *front;
	struct http_call *call;
	struct ask ask;
	struct answer answer;
	struct visit *visit;
};

/* ---- headers ---- */

static void personal(struct run *run)
{
	struct http_call *call = run->call;
	if (run->answer.open && !visit_signed_in(run->visit))
		http_header(call, "Cache-Control", str_fmt(call->arena,
			"public, max-age=%d", run->answer.open_s ? run->answer.open_s : 300));
	else if (visit_signed_in(run->visit))
		http_header(call, "Cache-Control", STR("no-store"));
	else
		http_header(call, "Cache-Control", STR("private, no-cache"));
	http_header(call, "Vary", STR("Cookie"));
}

static void safety(struct front *f, struct http_call *call)
{
	http_header(call, "Content-Security-Policy",
		STR("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
			" font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self';"
			" form-action 'self'; frame-ancestors 'none'; base-uri 'none'"));
	http_header(call, "X-Content-Type-Options", STR("nosniff"));
	http_header(call, "Referrer-Policy", STR("same-origin"));
	http_header(call, "Cross-Origin-Opener-Policy", STR("same-origin"));
	http_header(call, "Cross-Origin-Resource-Policy", STR("same-origin"));
	http_header(call, "Permissions-Policy",
		STR("camera=(), geolocation=(), microphone=(), payment=(), usb=()"));
	if (f->site->secure)
		http_header(call, "Strict-Transport-Security", STR("max-age=31536000; includeSubDomains"));
}

/* ---- the answer ---- */

static void count(struct front *f, int status)
{
	int class = status / 100;
	f->by_class[class > 0 && class < 6 ? class : 5]++;
}

static void fill_in(struct run *run)
{
	struct http_call *call = run->call;
	struct answer *a = &run->answer;
	call->status = a->http;
	call->type = a->type ? a->type : "text/html; charset=utf-8";
	call->out = a->body;
	a->body = (struct buf){ 0 };
	safety(run->front, call);
	personal(run);
	if (a->location.len)
		http_header(call, "Location", a->location);
	for (size_t i = 0; i < sizeof a->cookies / sizeof *a->cookies; i++)
		if (a->cookies[i].len)
			http_header(call, "Set-Cookie", a->cookies[i]);
	if (a->download.len)
		http_header(call, "Content-Disposition",
			str_fmt(call->arena, "attachment; filename=\"%.*s\"", (int)a->download.len,
				a->download.ptr));
	int retry_s = visit_retry_s(run->visit);
	if (a->http == 503 && !retry_s)
		retry_s = 5;
	if (retry_s)
		http_header(call, "Retry-After", str_fmt(call->arena, "%d", retry_s));
	count(run->front, a->http);
}

static void write_down(struct run *run)
{
	const struct error *e = visit_error(run->visit);
	struct str reference = visit_reference(run->visit);
	if (e->status == BROKEN)
		log_line(LOG_ERROR, "fault %.*s at %s:%d: %s", (int)reference.len, reference.ptr,
			e->file ? e->file : "?", e->line, e->text);
	else if (e->status == FULL)
		log_line(LOG_ERROR, "nothing can be saved: %s", e->text);
	struct uuid tag;
	if (run->front->config.keeper && visit_seen(run->visit, &tag))
		keeper_seen(run->front->config.keeper, tag, run->ask.now_at);
}

static void finish(struct run *run)
{
	visit_end(run->visit);
	write_down(run);
	fill_in(run);
}

/* ---- the stages, over the threads ---- */

static void give_back(struct run *run, enum status s, const char *why)
{
	fail(visit_error(run->visit), s, "%s", why);
	visit_job(run->visit)->status = s;
	http_resume(run->call);
}

static void written(struct work *work)
{
	struct run *run = (struct run *)work;
	struct job *job = visit_job(run->visit);
	job->status = work->job.status;
	struct front *f = run->front;
	http_resume(run->call);                  /* run is no longer ours from here on */
	if (f->config.wrote)
		f->config.wrote(f->config.wrote_arg);
}

static void push_to_writer(struct run *run)
{
	run->work.job = *visit_job(run->visit);
	run->work.done = written;
	if (!writer_push(run->front->site->writer, &run->work))
		give_back(run, BUSY, "the writer's queue is full");
}

static void run_offload(struct pool_task *task)
{
	struct run *run = (struct run *)((char *)task - offsetof(struct run, task));
	if (visit_offload(run->visit) == STAGE_WRITE)
		push_to_writer(run);
	else
		http_resume(run->call);
}

/* Who has one address of IPv6 has 2^64 of them: their network counts as one. */
static struct str network_of(struct arena *a, struct str peer)
{
	enum { NETWORK = 8 };
	uint8_t bytes[16];
	if (inet_pton(AF_INET6, str_dup(a, peer).ptr, bytes) != 1)
		return peer;
	return str_dup(a, (struct str){ (const char *)bytes, NETWORK });
}

static void ask_of(struct run *run, struct http_call *call)
{
	struct site *s = run->front->site;
	run->ask = (struct ask){
		.method = call->method == HTTP_POST ? POST : GET, .path = call->path, .query = call->query,
		.cookie = call->cookie, .origin = call->origin, .host = call->host,
		.accept_language = call->accept_language, .too_large = call->too_large,
		.autosave = str_eq(call->requested_with, STR("autosave")), .now_at = clock_now(),
		.arena = call->arena,
	};
	if (s->settings.rate_limits)
		run->ask.rate_key = tag_of(&s->keys, FOR_TAG, network_of(call->arena, call->peer));
	bool is_form = call->method == HTTP_POST;
	bool readable = !is_form || call->body.len == 0
		|| str_eq(call->content_type, STR("application/x-www-form-urlencoded"));
	if (!readable || http_fields(call->arena, is_form ? call->body : call->query,
		&run->ask.fields) != OK)
		run->ask.fields = NULL;
}

static bool serve_page(struct front *f, struct http_call *call)
{
	struct run *run = NEW(call->arena, struct run, 1);
	*run = (struct run){ .front = f, .call = call };
	call->user = run;
	ask_of(run, call);
	run->visit = visit_create(f->site, f->rates, &run->ask, &run->answer);
	enum stage stage = visit_begin(run->visit, f->readers[call->loop]);
	if (stage == STAGE_DONE) {
		finish(run);
		return true;
	}
	if (stage == STAGE_WRITE) {
		push_to_writer(run);
		return false;
	}
	run->task.run = run_offload;
	if (!pool_push(f->pool, &run->task))
		give_back(run, BUSY, "too many sign-ins at once");
	return false;
}

/* ---- what is not a page ---- */

/* What browsers ask for at the root, without a hash in its name. */
static bool is_at_root(const struct asset *a, struct str path)
{
	static const char *const names[] = {
		"favicon.svg", "apple-touch-icon.png", "manifest.webmanifest",
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(a->name, names[i]) == 0)
			return str_eq((struct str){ path.ptr + 1, path.len - 1 }, str_view(a->name));
	return false;
}

static bool serve_asset(struct front *f, struct http_call *call)
{
	for (const struct asset *a = asset_table; a->name; a++) {
		bool root = is_at_root(a, call->path);
		if (!root && !str_eq(call->path, str_view(a->path)))
			continue;
		call->status = 200;
		call->type = a->type;
		call->fixed = (struct str){ (const char *)a->bytes, a->len };
		if (a->gzip && memmem(call->accept_encoding.ptr, call->accept_encoding.len, "gzip", 4)) {
			call->fixed = (struct str){ (const char *)a->gzip, a->gzip_len };
			http_header(call, "Content-Encoding", STR("gzip"));
		}
		http_header(call, "Vary", STR("Accept-Encoding"));
		http_header(call, "Cache-Control", root ? STR("public, max-age=86400")
			: STR("public, max-age=31536000, immutable"));
		safety(f, call);
		count(f, 200);
		return true;
	}
	return false;
}

static bool serve_ops(struct front *f, struct http_call *call)
{
	struct http_server *server = f->server;
	struct http_figures h = server ? http_figures(server) : (struct http_figures){ 0 };
	struct ops o = {
		.site = f->site, .started_at = f->started_at, .now_at = clock_now(),
		.keeper_turn_at = f->config.keeper ? keeper_last_turn(f->config.keeper) : 0,
		.connections = h.connections, .requests = h.requests, .refused = h.refused, .cut = h.cut,
		.path = call->path, .authorization = call->authorization,
		.is_local = f->site->settings.proxy.len == 0
			&& (str_eq(call->peer, STR("127.0.0.1")) || str_eq(call->peer, STR("::1"))),
		.reader = f->readers[call->loop],
	};
	for (size_t i = 0; i < 6; i++)
		o.by_class[i] = f->by_class[i];
	call->out.max = 1 << 16;
	if (!ops_answer(&o, &call->status, &call->out))
		return false;
	call->type = "text/plain; charset=utf-8";
	http_header(call, "Cache-Control", STR("no-store"));
	safety(f, call);
	return true;
}

/* ---- http_app ---- */

static size_t body_limit(void *arg, const struct http_call *call)
{
	struct front *f = arg;
	return call->method == HTTP_POST ? serve_body_limit(f->site, POST, call->path) : 0;
}

static bool starts(struct str s, const char *with)
{
	size_t n = strlen(with);
	return s.len >= n && memcmp(s.ptr, with, n) == 0;
}

static bool serve(void *arg, struct http_call *call)
{
	struct front *f = arg;
	if (call->method != HTTP_POST) {
		bool file = starts(call->path, "/assets/") || (call->path.len >= 12
			&& memchr(call->path.ptr + 1, '/', call->path.len - 1) == NULL);
		if (file && serve_asset(f, call))
			return true;
		if (call->path.len <= 9 && serve_ops(f, call))
			return true;
	}
	return serve_page(f, call);
}

static void resumed(void *arg, struct http_call *call)
{
	(void)arg;
	finish(call->user);
}

/* No visit yet, and perhaps no path: the page says it without menu or language of its own. */
static void refused(void *arg, struct http_call *call, int status)
{
	struct front *f = arg;
	call->status = status;
	call->type = "text/html; charset=utf-8";
	call->out.max = 1 << 12;
	buf_fmt(&call->out, "<!doctype html><html lang=\"fr\"><meta charset=\"utf-8\"><title>%d</title>"
		"<h1>%.*s</h1><p lang=\"en\">%.*s</p></html>", status,
		(int)words(LANG_FR, WORD("app.refused")).len, words(LANG_FR, WORD("app.refused")).ptr,
		(int)words(LANG_EN, WORD("app.refused")).len, words(LANG_EN, WORD("app.refused")).ptr);
	safety(f, call);
	count(f, status);
}

static void turn_ended(void *arg, int loop)
{
	struct front *f = arg;
	db_turn_end(f->readers[loop]);
}

static void forgotten(void *arg, struct http_call *call)
{
	(void)arg;
	struct run *run = call->user;
	if (run)
		buf_finish(&run->answer.body);       /* whoever asked has left before it was filled in */
}

/* ---- start and end ---- */

static enum status open_readers(struct front *f, struct error *e)
{
	for (int i = 0; i < f->loops; i++) {
		f->readers[i] = db_open(f->config.database, DB_READ, e);
		if (!f->readers[i])
			return e->status;
		TRY(db_attach(f->readers[i], f->config.search, "search", e));
		db_turn(f->readers[i]);
	}
	return OK;
}

static int loops_of(const struct settings *s)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	int64_t n = s->loops > 0 ? s->loops : cores;
	return n < 1 ? 1 : n > LOOPS_MAX ? LOOPS_MAX : (int)n;
}

struct front *front_start(const struct front_config *c, struct error *e)
{
	struct front *f = calloc(1, sizeof *f);
	if (!f)
		abort();
	f->config = *c;
	f->site = c->site;
	f->started_at = clock_now();
	f->rates = c->site->settings.rate_limits ? rates_create() : NULL;
	f->pool = pool_create();
	const struct settings *s = &c->site->settings;
	f->loops = loops_of(s);
	struct http_app app = {
		.arg = f, .body_limit = body_limit, .serve = serve, .resumed = resumed, .refused = refused,
		.turn_ended = turn_ended, .forgotten = forgotten,
	};
	struct http_config http = {
		.host = str_dup(c->site->arena, s->host).ptr, .port = (int)s->port, .loops = f->loops,
		.proxy = str_dup(c->site->arena, s->proxy).ptr,
	};
	if (open_readers(f, e) == OK)
		f->server = http_start(&http, &app, e);
	if (f->server)
		return f;
	front_stop(f);
	return NULL;
}

int front_port(const struct front *f)
{
	return http_port(f->server);
}

static enum status do_nothing(struct tx *tx, void *arg)
{
	(void)tx;
	(void)arg;
	return OK;
}

/* What was pushed before is done after this: nothing of it comes back to a front that is gone. */
static void drain(struct writer *w)
{
	struct error e = { 0 };
	struct arena *a = arena_create();
	struct job job = { .run = do_nothing, .arena = a, .error = &e };
	writer_run(w, &job);
	arena_destroy(a);
}

void front_stop(struct front *f)
{
	if (!f)
		return;
	if (f->server)
		http_stop(f->server, STOP_MS);
	pool_destroy(f->pool);
	drain(f->site->writer);
	for (int i = 0; i < f->loops; i++)
		db_close(f->readers[i]);
	rates_destroy(f->rates);
	free(f);
}
