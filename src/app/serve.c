/* The life of a request: language, session, route, rate, rights, form keys, prepare; then the
 * handler in its transaction; then, when that is durable, the answer. */
#include "app/serve.h"
#include "app/cookie.h"
#include "app/menu.h"
#include "app/once.h"
#include "app/route.h"
#include "base/clock.h"
#include "http/http.h"

enum { PAGE_MAX = 8 << 20, TOUCH_TEAM_MS = 60 * 1000, TOUCH_MEMBER_MS = 3600 * 1000 };

struct visit {
	const struct site *site;
	struct rates *rates;
	const struct ask *ask;
	struct route_found found;
	struct error error;
	struct session session;
	struct uuid new_visitor;       /* this browser had no cookie: set one if a form was written */
	unsigned forms;                /* that the page holds */
	int retry_s;
	struct str reference;
	struct who who;
	struct req req;
	struct job job;
};

/* ---- who asks ---- */

static struct uuid cookie_uuid(const struct visit *v, const char *name)
{
	struct uuid u;
	uuid_parse(http_cookie(v->ask->cookie, cookie_name(v->site, name)), &u);
	return u;
}

static struct uuid form_key(const struct visit *v, struct uuid secret)
{
	return tag_of(&v->site->keys, FOR_FORM, (struct str){ (const char *)secret.b, 16 });
}

static const char *one_of(struct str typed, const char *const *known)
{
	for (; *known; known++)
		if (str_eq(typed, str_view(*known)))
			return *known;
	return "";
}

static void find_tastes(struct visit *v)
{
	static const char *const themes[] = { "light", "dark", NULL };
	static const char *const sizes[] = { "1", "2", NULL };
	v->req.page.theme = one_of(http_cookie(v->ask->cookie, COOKIE_THEME), themes);
	v->req.page.size = one_of(http_cookie(v->ask->cookie, COOKIE_SIZE), sizes);
}

static void find_who(struct visit *v)
{
	struct uuid token = cookie_uuid(v, COOKIE_SESSION), visitor = cookie_uuid(v, COOKIE_VISITOR);
	if (!uuid_is_none(token)
		&& session_find(v->req.tx, &v->site->keys, token, &v->session)) {
		v->who = v->session.who;
		v->req.session = token;
		v->req.page.csrf = form_key(v, token);
		v->req.page.unread = v->session.unread;
		return;
	}
	if (uuid_is_none(visitor))
		v->new_visitor = visitor = uuid_v4();
	else
		v->who.visitor = tag_of(&v->site->keys, FOR_TAG,
			(struct str){ (const char *)visitor.b, 16 });
	v->req.page.csrf = form_key(v, visitor);
}

/* ---- may they ---- */

static enum status check_rate(struct visit *v)
{
	struct uuid key = v->who.roles ? v->who.persona : v->ask->rate_key;
	if (v->found.route && route_rate(v->found.route) == RATE_SIGN_IN)
		key = v->ask->rate_key;
	enum rate rate = v->found.route ? route_rate(v->found.route) : RATE_READ;
	v->retry_s = rate_take(v->rates, rate, key, v->ask->now_at);
	return v->retry_s ? fail(&v->error, TOO_MANY, "too many requests of rate %d", (int)rate) : OK;
}

static bool is_own_origin(const struct visit *v)
{
	struct str origin = v->ask->origin, host = v->ask->host;
	if (origin.len == 0 || str_eq(origin, v->site->public_url))
		return true;
	const char *at = memmem(origin.ptr, origin.len, "://", 3);
	if (!at || host.len == 0)
		return false;
	struct str name = { at + 3, origin.len - (size_t)(at + 3 - origin.ptr) };
	return str_eq(name, host);
}

static enum status check_form_keys(struct visit *v)
{
	struct uuid csrf;
	if (!uuid_parse(field_get(v->ask->fields, "csrf"), &csrf) || !uuid_eq(csrf, v->req.page.csrf)
		|| !uuid_is_none(v->new_visitor))
		return fail(&v->error, EXPIRED, "form is not of this session");
	if (!uuid_parse(field_get(v->ask->fields, "once"), &v->req.page.once))
		return fail(&v->error, EXPIRED, "form without its once key");
	return OK;
}

static enum status admit(struct visit *v)
{
	const struct ask *ask = v->ask;
	find_who(v);
	find_tastes(v);
	TRY(v->error.status);
	v->found = route_find(v->site, ask->method, v->req.page.path);
	page_links(&v->req, v->site);
	TRY(check_rate(v));
	if (!v->found.route)
		return fail(&v->error, NOT_FOUND, "no such route");
	if (ask->too_large)
		return fail(&v->error, TOO_LARGE, "body over its limit");
	if (!ask->fields && !v->found.route->no_form_keys)
		return fail(&v->error, INVALID, "form or query cannot be read");
	bool guarded = v->found.route->method != GET && !v->found.route->no_form_keys;
	if (guarded && !is_own_origin(v))            /* before all else: it is shown nothing to press */
		return fail(&v->error, FORBIDDEN, "form comes from another site");
	v->req.permissions = v->found.feature->permissions;
	v->req.ref = v->found.ref;
	v->req.ref2 = v->found.ref2;
	v->req.name = v->found.name;
	if (!req_may(&v->req, v->found.route->permission))
		return fail(&v->error, v->who.roles ? FORBIDDEN : SIGN_IN, "roles %u lack \"%s\"",
			v->who.roles, v->found.route->permission);
	return guarded ? check_form_keys(v) : OK;
}

/* ---- the handler in its transaction ---- */

static void start_afresh(struct answer *a)
{
	buf_finish(&a->body);
	*a = (struct answer){ .body.max = PAGE_MAX };
}

static enum status check_answer(struct visit *v)
{
	if (v->req.answer->http == 0 || v->req.answer->body.full)
		return fail(&v->error, BROKEN, "handler of \"%s\" made no page or too long a one",
			v->found.route->path);
	return OK;
}

static enum status run_begin(struct tx *tx, void *arg)
{
	struct visit *v = arg;
	struct req *r = &v->req;
	r->tx = tx;
	enum status s = admit(v);
	if (s == OK && v->found.route->prepare)
		s = v->found.route->prepare(r);
	TRY(s);
	TRY(v->error.status);
	bool unsafe = v->found.route->method != GET;
	if (unsafe && r->answer->http == 0)
		return OK;                               /* the writer goes on */
	if (unsafe && v->found.route->no_form_keys == NULL) {
		struct answer refused = *r->answer;      /* what was done yesterday may be refused today */
		TRY(once_find(r));
		if (r->answer->http == 303 && refused.http != 303)
			buf_finish(&r->answer->body);
		return OK;
	}
	if (r->answer->http == 0)
		TRY(v->found.route->handle(r));
	return check_answer(v);
}

static enum status run_write(struct tx *tx, void *arg)
{
	struct visit *v = arg;
	struct req *r = &v->req;
	bool once = v->found.route->no_form_keys == NULL;
	start_afresh(r->answer);
	r->tx = tx;
	if (once)
		TRY(once_find(r));
	if (r->answer->http == 0) {
		TRY(v->found.route->handle(r));
		if (once && r->answer->http == 303)
			TRY(once_keep(r));
	}
	return check_answer(v);
}

/* ---- the stages ---- */

struct visit *visit_create(const struct site *s, struct rates *rates, const struct ask *ask,
	struct answer *answer)
{
	struct visit *v = NEW(ask->arena, struct visit, 1);
	*v = (struct visit){ .site = s, .rates = rates, .ask = ask };
	*answer = (struct answer){ .body.max = PAGE_MAX };
	struct str path = ask->path;
	enum lang lang = path_take_lang(&path);
	int64_t today = zone_day(s->country.zone, ask->now_at);
	v->req = (struct req){
		.arena = ask->arena, .error = &v->error, .site = s, .who = &v->who, .fields = ask->fields,
		.now_at = ask->now_at, .today = today, .answer = answer, .autosave = ask->autosave,
		.page = { .lang = lang, .once = uuid_v4(), .path = path, .query = ask->query,
			.is_demo = s->settings.demo != 0, .has_mail = s->settings.smtp_url.len == 0,
			.now_at = ask->now_at, .today = today, .country = &s->country,
			.public_url = s->public_url, .version = s->version, .theme = "", .size = "",
			.forms = &v->forms },
	};
	return v;
}

enum stage visit_begin(struct visit *v, struct db *reader)
{
	v->job = (struct job){ .run = run_begin, .arg = v, .arena = v->ask->arena,
		.error = &v->error, .now_at = v->ask->now_at };
	if (db_read(reader, &v->job) != OK || v->req.answer->http != 0)
		return STAGE_DONE;
	return v->found.route->offload ? STAGE_OFFLOAD : STAGE_WRITE;
}

enum stage visit_offload(struct visit *v)
{
	v->req.tx = NULL;
	v->job.status = v->found.route->offload(&v->req);
	return v->job.status != OK || v->req.answer->http != 0 ? STAGE_DONE : STAGE_WRITE;
}

struct job *visit_job(struct visit *v)
{
	v->job.run = run_write;
	return &v->job;
}

/* ---- after it ---- */

static int http_of(enum status s)
{
	static const int http[STATUSES] = {
		[OK] = 200, [INVALID] = 400, [SIGN_IN] = 403, [FORBIDDEN] = 403, [NOT_FOUND] = 404,
		[GONE] = 410, [CONFLICT] = 409, [EXPIRED] = 419, [TOO_LARGE] = 413, [TOO_MANY] = 429,
		[BUSY] = 503, [FULL] = 507, [BROKEN] = 500,
	};
	return http[s];
}

/* Whoever must sign in first comes back here afterwards. */
static void send_to_sign_in(struct visit *v)
{
	struct req *r = &v->req;
	struct buf to = { .max = 8192 };
	buf_put(&to, str_view(lang_about[r->page.lang].prefix));
	buf_put(&to, STR("/connexion?next="));
	html_url_part(&to, r->page.path);
	r->answer->http = 303;
	r->answer->location = str_dup(r->arena, buf_view(&to));
	buf_finish(&to);
}

static bool keeps_words(const struct visit *v)
{
	enum status s = v->error.status;
	return v->ask->method == POST && v->ask->fields && v->found.route && s != FORBIDDEN
		&& s != NOT_FOUND && s != GONE && s != INVALID;
}

static void answer_failure(struct visit *v, enum status s)
{
	struct req *r = &v->req;
	start_afresh(r->answer);
	if (s == BROKEN)
		v->reference = str_fmt(r->arena, "%.8s", uuid_print(uuid_v4()).text);
	if (s == SIGN_IN && v->ask->method == GET) {
		send_to_sign_in(v);
		return;
	}
	struct failed_view why = { .status = s, .reference = v->reference, .retry_s = v->retry_s,
		.is_form = v->ask->method == POST };
	struct buf *page = answer_page(r, http_of(s));
	if (keeps_words(v)) {
		r->page.once = uuid_v4();
		page_kept(page, &r->page, &(struct kept_view){ why, { r->page.path }, v->ask->fields });
	} else {
		page_failed(page, &r->page, &why);
	}
}

static void add_visitor_cookie(struct visit *v)
{
	struct answer *a = v->req.answer;
	if (v->forms == 0 || uuid_is_none(v->new_visitor) || a->cookies[2].len)
		return;
	enum { DAYS_30 = 30 * 24 * 3600 };
	a->cookies[2] = cookie_set(v->ask->arena, v->site, COOKIE_VISITOR,
		uuid_dup(v->ask->arena, v->new_visitor), DAYS_30);
}

void visit_end(struct visit *v)
{
	if (v->job.status == OK && v->error.status != OK)
		v->job.status = v->error.status;
	if (v->job.status != OK) {
		fail(&v->error, v->job.status, "no reason given");
		answer_failure(v, v->job.status);
	}
	add_visitor_cookie(v);
}

bool visit_seen(const struct visit *v, struct uuid *tag)
{
	if (!v->who.roles)
		return false;
	*tag = v->session.tag;
	int64_t after = v->who.roles & ROLE_TEAM ? TOUCH_TEAM_MS : TOUCH_MEMBER_MS;
	return v->ask->now_at - v->session.seen_at >= after;
}

struct error *visit_error(struct visit *v)
{
	return &v->error;
}

struct str visit_reference(const struct visit *v)
{
	return v->reference;
}

int visit_retry_s(const struct visit *v)
{
	return v->retry_s;
}

const struct route *visit_route(const struct visit *v)
{
	return v->found.route;
}

bool visit_signed_in(const struct visit *v)
{
	return v->who.roles != 0;
}

size_t serve_body_limit(const struct site *s, enum method method, struct str path)
{
	path_take_lang(&path);
	struct route_found f = route_find(s, method, path);
	return f.route ? route_body_limit(f.route) : 0;
}

/* ---- all of it on one thread ---- */

enum status serve_now(const struct site *s, const struct hands *h, const struct ask *asks, size_t n,
	struct answer *answers)
{
	struct arena *a = arena_create();
	struct visit **visits = NEW(a, struct visit *, n);
	struct job **group = NEW(a, struct job *, n);
	size_t waiting = 0;
	for (size_t i = 0; i < n; i++) {
		visits[i] = visit_create(s, h->rates, &asks[i], &answers[i]);
		enum stage stage = visit_begin(visits[i], h->reader);
		if (stage == STAGE_OFFLOAD)
			stage = visit_offload(visits[i]);
		if (stage == STAGE_WRITE) {
			group[waiting] = visit_job(visits[i]);
			group[waiting++]->limit_us = h->limit_us;
		}
	}
	enum status written = waiting ? db_group(h->writer, group, waiting) : OK;
	for (size_t i = 0; i < n; i++)
		visit_end(visits[i]);
	arena_destroy(a);
	return written;
}
