/* What a handler calls to answer. */
#include "app/app.h"
#include "app/route.h"
#include "app/site.h"
#include "app/cookie.h"

bool req_may(const struct req *r, const char *permission)
{
	return roles_may(r->permissions, r->who->roles, permission);
}

struct buf *answer_page(struct req *r, int http)
{
	r->answer->http = http;
	return &r->answer->body;
}

enum status answer_redirect(struct req *r, const char *path, const struct uuid *ref)
{
	const char *prefix = lang_about[r->page.lang].prefix;
	struct str tail = ref ? uuid_dup(r->arena, *ref) : (struct str){ "", 0 };
	r->answer->http = 303;
	r->answer->location =
		str_fmt(r->arena, "%s%s%s%s", prefix, path, ref ? "/" : "", ref ? tail.ptr : "");
	return OK;
}

enum status answer_nothing(struct req *r)
{
	r->answer->http = 204;
	return OK;
}

struct buf *answer_file(struct req *r, const char *type, struct str download)
{
	r->answer->http = 200;
	r->answer->type = type;
	r->answer->download = download;
	return &r->answer->body;
}

/* ---- cookies ---- */

static void add_cookie(struct req *r, struct str cookie)
{
	enum { MOST = sizeof r->answer->cookies / sizeof *r->answer->cookies };
	for (size_t i = 0; i < MOST; i++) {
		if (r->answer->cookies[i].len)
			continue;
		r->answer->cookies[i] = cookie;
		return;
	}
}

struct str cookie_set(struct arena *a, const struct site *s, const char *name, struct str value,
	int64_t seconds)
{
	return str_fmt(a, "%s=%.*s; Path=/; Max-Age=%lld; SameSite=Lax; HttpOnly%s",
		cookie_name(s, name), (int)value.len, value.ptr ? value.ptr : "", (long long)seconds,
		s->secure ? "; Secure" : "");
}

/* Browsers take a __Host- cookie only over TLS, and only from the host itself. */
const char *cookie_name(const struct site *s, const char *name)
{
	static const char *const names[][2] = {
		{ COOKIE_SESSION, "__Host-" COOKIE_SESSION },
		{ COOKIE_VISITOR, "__Host-" COOKIE_VISITOR },
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i][0], name) == 0)
			return names[i][s->secure];
	return name;
}

void answer_session(struct req *r, struct uuid token)
{
	enum { DAYS_60 = 60 * 24 * 3600 };
	add_cookie(r, cookie_set(r->arena, r->site, COOKIE_SESSION, uuid_dup(r->arena, token),
		DAYS_60));
	add_cookie(r, cookie_set(r->arena, r->site, COOKIE_VISITOR, (struct str){ 0 }, 0));
}

void answer_sign_out(struct req *r)
{
	add_cookie(r, cookie_set(r->arena, r->site, COOKIE_SESSION, (struct str){ 0 }, 0));
}

void answer_cookie(struct req *r, const char *name, struct str value)
{
	enum { YEAR = 365 * 24 * 3600 };
	add_cookie(r, cookie_set(r->arena, r->site, name, value, value.len ? YEAR : 0));
}
