#include "test_site.h"
#include "app/cookie.h"
#include "app/jobs.h"
#include "app/mail.h"
#include "http/http.h"
#include "db/sqlite.h"
#include "engines/search/search.h"

/* ---- a world ---- */

struct newcomer { struct world *w; const char *name; unsigned roles; struct browser *out; };

static enum status add(struct tx *tx, void *arg)
{
	struct newcomer *n = arg;
	const struct keys *k = &n->w->site.keys;
	struct arena *a = tx_arena(tx);
	struct person_new p = { .email = str_fmt(a, "%s@example.org", n->name),
		.name = str_view(n->name), .kind = PERSON_PATIENT };
	struct who platform = who_team(ROLE_ADMIN);
	TRY(person_add(tx, k, &p, &n->out->person));
	if (n->roles) {
		TRY(person_set_roles(tx, &platform, n->out->person.id, n->roles));
		person_by_id(tx, k, n->out->person.id, &n->out->person);
	}
	return session_open(tx, k, &n->out->person, &n->out->session);
}

static void join(struct world *w, const char *name, unsigned roles, struct browser *out)
{
	struct newcomer n = { w, name, roles, out };
	*out = (struct browser){ .visitor = uuid_v4() };
	enum status s = world_job(w, add, &n);
	test_check(s == OK, __FILE__, __LINE__, 0, name);
}

struct browser world_member(struct world *w, const char *name)
{
	struct browser b;
	join(w, name, 0, &b);
	return b;
}

static void open_databases(struct world *w, struct error *e)
{
	static int worlds;
	int n = worlds++;
	const char *main_uri = str_fmt(w->arena, "file:/world-%d?vfs=memdb", n).ptr;
	const char *search_uri = str_fmt(w->arena, "file:/search-%d?vfs=memdb", n).ptr;
	w->hands.writer = db_open(main_uri, DB_WRITE, e);
	w->derived = db_open(search_uri, DB_DERIVED, e);
	search_prepare(w->derived, e);
	w->hands.reader = db_open(main_uri, DB_READ, e);
	db_attach(w->hands.reader, search_uri, "search", e);
}

void world_open(struct world *w)
{
	world_open_with(w, features);
}

void world_open_with(struct world *w, const struct feature *const *list)
{
	struct error e = { 0 };
	*w = (struct world){ .arena = arena_create(), .now_at = 1792000000000 };     /* October 2026 */
	settings_init(&w->site.settings);
	w->site.features = list;
	w->site.zone = ZONE_COMMUNITY;
	w->site.arena = w->arena;
	w->site.version = "0.0.0-test";
	w->site.public_url = STR("http://agora.example");
	keys_test(&w->site.keys);
	country_load(&w->site.country, w->arena, &e);
	w->hands.limit_us = -1;        /* what a test sees does not hang on how busy the machine is */
	open_databases(w, &e);
	if (site_check(&w->site, &e) == OK)
		site_migrate(&w->site, w->hands.writer, &e);
	test_check(e.status == OK, e.file ? e.file : "?", e.line, 0, e.text);
	w->nobody = (struct browser){ .visitor = uuid_v4() };
	join(w, "ada", 0, &w->ada);
	join(w, "ben", 0, &w->ben);
	join(w, "cleo", 0, &w->cleo);
	join(w, "dan", 0, &w->dan);
	join(w, "fay", ROLE_FACILITATOR, &w->fay);
	join(w, "flo", ROLE_FACILITATOR, &w->flo);
	join(w, "moe", ROLE_MODERATOR, &w->moe);
	join(w, "eve", ROLE_ADMIN, &w->eve);
}

static void copy_all(sqlite3 *from, sqlite3 *to)
{
	sqlite3_backup *b = sqlite3_backup_init(to, "main", from, "main");
	test_check(b != NULL, __FILE__, __LINE__, 0, "copy of the database");
	sqlite3_backup_step(b, -1);
	int rc = sqlite3_backup_finish(b);
	test_check(rc == SQLITE_OK, __FILE__, __LINE__, 0, "copy of the database");
}

void world_save(struct world *w)
{
	sqlite3 *copy = w->saved;
	if (!copy)
		sqlite3_open(":memory:", &copy);
	w->saved = copy;
	copy_all(w->hands.writer->handle, copy);
}

void world_restore(struct world *w)
{
	copy_all(w->saved, w->hands.writer->handle);
}

void world_close(struct world *w)
{
	sqlite3_close(w->saved);
	db_close(w->hands.reader);
	db_close(w->hands.writer);
	db_close(w->derived);
	arena_destroy(w->arena);
}

/* ---- visits ---- */

static struct str cookies_of(struct world *w, const struct browser *b)
{
	struct str cookie = { "", 0 };
	if (!b)
		return cookie;
	if (!uuid_is_none(b->visitor))
		cookie = str_fmt(w->arena, "%s=%s", COOKIE_VISITOR, uuid_print(b->visitor).text);
	if (!uuid_is_none(b->session))
		cookie = str_fmt(w->arena, "%s; %s=%s", cookie.ptr, COOKIE_SESSION,
			uuid_print(b->session).text);
	return cookie;
}

static struct seen visit(struct world *w, const struct browser *b, struct ask ask)
{
	struct answer a;
	ask.cookie = cookies_of(w, b);
	ask.host = STR("agora.example");
	ask.now_at = w->now_at++;
	ask.arena = w->arena;
	struct seen s = { .durable = serve_now(&w->site, &w->hands, &ask, 1, &a) };
	s.http = a.http;
	s.type = a.type;
	s.location = str_dup(w->arena, a.location);
	s.body = str_dup(w->arena, buf_view(&a.body));
	memcpy(s.cookies, a.cookies, sizeof s.cookies);
	buf_finish(&a.body);
	return s;
}

struct seen visit_get(struct world *w, const struct browser *b, const char *path)
{
	struct str query = str_view(path), head = query;
	if (!str_cut(&query, '?', &head)) {
		head = query;
		query = (struct str){ "", 0 };
	}
	struct ask ask = { .method = GET, .path = head, .query = query };
	if (http_fields(w->arena, query, &ask.fields) != OK)
		ask.fields = NULL;
	return visit(w, b, ask);
}

static struct uuid csrf_of(const struct world *w, const struct browser *b)
{
	struct uuid secret = uuid_is_none(b->session) ? b->visitor : b->session;
	return tag_of(&w->site.keys, FOR_FORM, (struct str){ (const char *)secret.b, 16 });
}

struct seen visit_post(struct world *w, const struct browser *b, const char *path,
	const struct uuid *once, const struct field *form)
{
	enum { KEYS = 2, MAX = 40 };
	struct field *all = NEW(w->arena, struct field, MAX);
	struct uuid fresh = uuid_v4();
	all[0] = (struct field){ "csrf", uuid_dup(w->arena, csrf_of(w, b)) };
	all[1] = (struct field){ "once", uuid_dup(w->arena, once ? *once : fresh) };
	for (size_t i = 0; form && form[i].name && i < MAX - KEYS - 1; i++)
		all[KEYS + i] = form[i];
	return visit(w, b, (struct ask){ .method = POST, .path = str_view(path), .fields = all });
}

struct seen visit_follow(struct world *w, const struct browser *b, struct seen s)
{
	return visit_get(w, b, str_dup(w->arena, s.location).ptr);
}

bool says(struct seen s, const char *words)
{
	return memmem(s.body.ptr, s.body.len, words, strlen(words)) != NULL;
}

struct uuid seen_cookie(struct seen s, const char *name)
{
	struct uuid u = { 0 };
	size_t n = strlen(name);
	for (size_t i = 0; i < sizeof s.cookies / sizeof *s.cookies; i++) {
		struct str c = s.cookies[i];
		if (c.len > n + 37 && memcmp(c.ptr, name, n) == 0 && c.ptr[n] == '=')
			uuid_parse((struct str){ c.ptr + n + 1, 36 }, &u);
	}
	return u;
}

/* ---- looking and touching from outside ---- */

struct looking { const char *sql; int64_t n; struct str text; struct uuid ref; };

static enum status look(struct tx *tx, void *arg)
{
	struct looking *l = arg;
	struct rows r = db_query(tx, l->sql, NULL, 0);
	if (rows_next(&r)) {
		l->n = row_i64(&r, 0);
		l->text = row_text(&r, 0);
		l->ref = row_uuid(&r, 0);
	}
	return rows_end(&r);
}

static struct looking looked(struct world *w, const char *sql)
{
	struct error e = { 0 };
	struct looking l = { .sql = sql };
	struct job job = { .run = look, .arg = &l, .arena = w->arena, .error = &e, .limit_us = -1 };
	enum status s = db_read(w->hands.reader, &job);
	test_check(s == OK, __FILE__, __LINE__, 0, e.text);
	return l;
}

int64_t world_count(struct world *w, const char *sql)
{
	return looked(w, sql).n;
}

struct str world_text(struct world *w, const char *sql)
{
	return looked(w, sql).text;
}

struct uuid world_ref(struct world *w, const char *sql)
{
	return looked(w, sql).ref;
}

enum status world_job(struct world *w, enum status (*run)(struct tx *tx, void *arg), void *arg)
{
	struct error e = { 0 };
	struct job job = { .run = run, .arg = arg, .arena = w->arena, .error = &e,
		.now_at = w->now_at++, .limit_us = -1 };
	enum status s = db_group(w->hands.writer, &(struct job *){ &job }, 1);
	return s == OK ? job.status : s;
}

enum status world_write(struct world *w, const char *sql)
{
	struct looking l = { .sql = sql };
	return world_job(w, look, &l);
}

void world_index(struct world *w)
{
	struct error e = { 0 };
	enum status s = indexer_run(w->hands.reader, w->derived, &e);
	test_check(s == OK, __FILE__, __LINE__, 0, e.text);
}

static enum status run_chore(void *arg, struct job *job)
{
	struct world *w = arg;
	job->limit_us = -1;
	enum status s = db_group(w->hands.writer, &(struct job *){ job }, 1);
	return s == OK ? job->status : s;
}

void world_chores(struct world *w)
{
	struct error e = { 0 };
	enum status s = jobs_run(&w->site, run_chore, w, w->now_at, &e);
	test_check(s == OK, __FILE__, __LINE__, 0, e.text);
}

struct mailbox { struct world *w; struct str link; };

static enum status read_link(struct tx *tx, void *arg)
{
	struct mailbox *box = arg;
	struct mail_rows mails;
	TRY(mail_list(tx, &box->w->site.keys, 1, &mails));
	if (mails.len == 0)
		return OK;
	struct str body = mails.items[0].body;
	const char *at = memmem(body.ptr, body.len, "/lien/", 6);
	if (at)
		box->link = str_dup(tx_arena(tx), (struct str){ at, 6 + 36 });
	return OK;
}

struct str world_mail_link(struct world *w)
{
	struct error e = { 0 };
	struct mailbox box = { .w = w };
	struct job job = { .run = read_link, .arg = &box, .arena = w->arena, .error = &e,
		.now_at = w->now_at };
	db_read(w->hands.reader, &job);
	return box.link;
}

static int64_t finds_in(struct db *db, const char *bytes)
{
	sqlite3_int64 len;
	unsigned char *image = sqlite3_serialize(db->handle, "main", &len, 0);
	int64_t n = 0;
	const unsigned char *p = image;
	size_t size = strlen(bytes), left = image ? (size_t)len : 0;
	for (const unsigned char *at; left && (at = memmem(p, left, bytes, size)); n++) {
		left -= (size_t)(at + 1 - p);
		p = at + 1;
	}
	sqlite3_free(image);
	return n;
}

int64_t world_finds(struct world *w, const char *bytes)
{
	return finds_in(w->hands.writer, bytes) + finds_in(w->derived, bytes);
}

uint64_t world_hash(struct world *w)
{
	sqlite3_int64 len;
	unsigned char *image = sqlite3_serialize(w->hands.writer->handle, "main", &len, 0);
	uint64_t h = 1469598103934665603u;
	for (sqlite3_int64 i = 0; image && i < len; i++)
		h = (h ^ image[i]) * 1099511628211u;
	sqlite3_free(image);
	return h;
}
