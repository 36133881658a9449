/* Commands that need no site: a new folder, and what the tables of the program say. */
#include "app/route.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/json.h"
#include "commands.h"
#include "engines/workflow/workflow.h"
#include "house.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

enum { DOCS_MAX = 4 << 20 };

static int print_all(struct buf *b)
{
	bool ok = fwrite(b->bytes, 1, b->len, stdout) == b->len;
	buf_finish(b);
	return ok ? 0 : 1;
}

/* ---- routes ---- */

static const char *const rate_names[] = {
	[RATE_READ] = "read", [RATE_WRITE] = "write", [RATE_SIGN_IN] = "sign-in",
	[RATE_SEARCH] = "search", [RATE_EXPORT] = "export", [RATE_FREE] = "free",
};

static void route_json(struct json *j, const struct feature *f, const struct route *r)
{
	json_open(j, NULL, '{');
	json_text(j, "feature", str_view(f->name));
	json_text(j, "method", r->method == GET ? STR("GET") : STR("POST"));
	json_text(j, "path", str_view(r->path));
	json_text(j, "permission", str_view(r->permission));
	json_bool(j, "csrf", r->method == POST && !r->no_form_keys);
	json_i64(j, "body_limit", r->method == POST ? (int64_t)route_body_limit(r) : 0);
	json_text(j, "rate", str_view(rate_names[route_rate(r)]));
	json_close(j, '}');
}

int command_routes(struct arena *a, const struct settings *s, int argc, char **argv)
{
	(void)a;
	(void)s;
	bool as_json = argc > 1 && strcmp(argv[1], "--json") == 0;
	struct buf out = { .max = DOCS_MAX };
	struct json j = { .out = &out };
	if (as_json)
		json_open(&j, NULL, '[');
	for (const struct feature *const *f = features; *f; f++)
		for (const struct route *r = (*f)->routes; r && r->method; r++) {
			if (as_json)
				route_json(&j, *f, r);
			else
				buf_fmt(&out, "%-5s %-44s %-22s %s\n", r->method == GET ? "GET" : "POST", r->path,
					r->permission, rate_names[route_rate(r)]);
		}
	if (as_json)
		json_close(&j, ']');
	buf_put(&out, as_json ? STR("\n") : STR(""));
	return print_all(&out);
}

/* ---- docs ---- */

static void doc_settings(struct buf *out)
{
	buf_put(out, STR("# Settings\n\nIn this order, each may overrule the one before: the file"
		" `labagora.conf` of the data folder\n(`name = value`), the environment (`AGORA_NAME`),"
		" flags (`--name value`).\n\n"
		"| name | kind | default | what for |\n| --- | --- | --- | --- |\n"));
	for (const struct setting_doc *d = setting_docs; d->name; d++)
		buf_fmt(out, "| `%s` | %s | %s | %s |\n", d->name, d->kind,
			d->fallback[0] ? d->fallback : "–", d->text);
}

static void doc_permissions(struct buf *out)
{
	static const struct { unsigned role; const char *name; } roles[] = {
		{ ROLE_MEMBER, "member" }, { ROLE_FACILITATOR, "facilitator" },
		{ ROLE_MODERATOR, "moderator" }, { ROLE_ADMIN, "administrator" },
	};
	buf_put(out, STR("# Permissions\n\n| permission | who |\n| --- | --- |\n"));
	for (const struct feature *const *f = features; *f; f++)
		for (const struct permission *p = (*f)->permissions; p && p->name; p++) {
			buf_fmt(out, "| `%s` |", p->name);
			for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
				if (p->any_of & roles[i].role)
					buf_fmt(out, " %s", roles[i].name);
			buf_put(out, STR(" |\n"));
		}
}

static void doc_workflow(struct buf *out, const struct workflow *w)
{
	static const struct { unsigned by; const char *name; } whose[] = {
		{ BY_AUTHOR, "author" }, { BY_FACILITATOR, "facilitator" }, { BY_MODERATOR, "moderator" },
		{ BY_ADMIN, "administrator" }, { BY_PLATFORM, "the platform" },
	};
	buf_fmt(out, "\n## %s\n\n| action | from | to | who | event |\n"
		"| --- | --- | --- | --- | --- |\n", w->name);
	for (const struct transition *t = w->transitions; t->action; t++) {
		buf_fmt(out, "| %s | %d | %d |", t->action, t->from, t->to);
		for (size_t i = 0; i < sizeof whose / sizeof *whose; i++)
			if (t->by & whose[i].by)
				buf_fmt(out, " %s", whose[i].name);
		buf_fmt(out, " | `%s` |\n", t->event);
	}
}

static void doc_workflows(struct buf *out)
{
	buf_put(out, STR("# Workflows\n"));
	for (const struct feature *const *f = features; *f; f++)
		for (const struct workflow *const *w = (*f)->workflows; w && *w; w++)
			doc_workflow(out, *w);
}

static void doc_chores(struct buf *out)
{
	buf_put(out, STR("# Chores\n\n| chore | when |\n| --- | --- |\n"));
	for (const struct feature *const *f = features; *f; f++)
		for (const struct chore *c = (*f)->chores; c && c->name; c++) {
			if (c->every_minutes)
				buf_fmt(out, "| `%s` | every %d minutes |\n", c->name, c->every_minutes);
			else
				buf_fmt(out, "| `%s` | every day at %d h |\n", c->name, c->hour);
		}
}

static void doc_features(struct buf *out)
{
	buf_put(out, STR("# Features\n\n| feature | needs | routes | objects |\n"
		"| --- | --- | --- | --- |\n"));
	for (const struct feature *const *f = features; *f; f++) {
		int routes = 0;
		for (const struct route *r = (*f)->routes; r && r->method; r++)
			routes++;
		buf_fmt(out, "| %s |", (*f)->name);
		for (const char *const *need = (*f)->needs; need && *need; need++)
			buf_fmt(out, " %s", *need);
		buf_fmt(out, " | %d |", routes);
		for (const struct object_kind *k = (*f)->objects; k && k->kind; k++)
			buf_fmt(out, " %s (%d)", k->name, k->kind);
		buf_put(out, STR(" |\n"));
	}
}

int command_docs(struct arena *a, const struct settings *s, int argc, char **argv)
{
	static const struct { const char *name; void (*write)(struct buf *out); } docs[] = {
		{ "settings", doc_settings }, { "permissions", doc_permissions },
		{ "workflows", doc_workflows }, { "chores", doc_chores }, { "features", doc_features },
	};
	(void)a;
	(void)s;
	struct buf out = { .max = DOCS_MAX };
	for (size_t i = 0; argc > 1 && i < sizeof docs / sizeof *docs; i++)
		if (strcmp(docs[i].name, argv[1]) == 0) {
			docs[i].write(&out);
			return print_all(&out);
		}
	fprintf(stderr,
		"labagora docs: say which: settings, permissions, workflows, chores, features\n");
	return 2;
}

/* ---- init ---- */

static enum status write_settings_file(struct arena *a, const struct settings *s, struct error *e)
{
	struct str path = str_fmt(a, "%.*s/labagora.conf", (int)s->data.len, s->data.ptr);
	int fd = open(path.ptr, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0 && errno == EEXIST)
		return OK;
	struct buf b = { .max = 1 << 16 };
	buf_put(&b, STR("# Settings of this Lab Agora. A line without # holds.\n"));
	for (const struct setting_doc *d = setting_docs; d->name; d++)
		if (strcmp(d->name, "data") != 0)
			buf_fmt(&b, "\n# %s\n# %s = %s\n", d->text, d->name, d->fallback);
	bool ok = fd >= 0 && write(fd, b.bytes, b.len) == (ssize_t)b.len;
	buf_finish(&b);
	if (fd >= 0)
		close(fd);
	return ok ? OK : fail(e, BROKEN, "cannot write \"%.120s\"", path.ptr);
}

struct first_admin { struct house *house; struct str email; struct uuid token; };

static enum status add_admin(struct tx *tx, void *arg)
{
	struct first_admin *f = arg;
	const struct keys *k = &f->house->site.keys;
	struct person_new n = { .email = f->email, .name = STR("Administration") };
	struct who platform = who_team(ROLE_ADMIN);
	struct person p;
	TRY(person_add(tx, k, &n, &p));
	TRY(person_set_roles(tx, &platform, p.id, ROLE_ADMIN));
	struct mail_link l = { .purpose = LINK_SIGN_IN, .person = p.id, .next = STR("/moi") };
	return link_add(tx, k, &l, &f->token);
}

static enum status init_house(struct house *h, struct arena *a, const struct settings *s,
	struct error *e)
{
	house_paths(h, a, s);
	if (access(h->database, F_OK) == 0)
		return fail(e, CONFLICT, "there is a Lab Agora in \"%.*s\" already;"
			" \"labagora serve\" serves it", (int)s->data.len, s->data.ptr);
	TRY(house_open(h, a, s, true, e));
	return write_settings_file(a, s, e);
}

int command_init(struct arena *a, const struct settings *s, int argc, char **argv)
{
	struct house h = { .lock = -1 };
	struct error e = { 0 };
	struct first_admin f = { .house = &h };
	if (argc == 3 && strcmp(argv[1], "--admin") == 0) {
		f.email = str_view(argv[2]);
	} else if (argc > 1) {
		fprintf(stderr, "labagora init: \"%s\" is neither --admin ADDRESS nor a setting\n",
			argv[1]);
		return 2;
	}
	enum status status = init_house(&h, a, s, &e);
	if (status == OK && f.email.len) {
		struct job job = { .run = add_admin, .arg = &f, .arena = a, .error = &e,
			.now_at = clock_now(), .limit_us = -1 };
		status = writer_run(h.site.writer, &job);
	}
	if (status == OK) {
		printf("made \"%.*s\"; its key is in keys/instance.key: keep a copy of it elsewhere\n",
			(int)s->data.len, s->data.ptr);
		if (f.email.len)
			printf("administrator: %s/lien/%s\n", str_dup(a, h.site.public_url).ptr,
				uuid_print(f.token).text);
	} else {
		fprintf(stderr, "labagora init: %s\n", e.text);
	}
	house_close(&h);
	return status == OK ? 0 : 1;
}
