/* The features together: may they stand, what is still to migrate, and a person's rows in all. */
#include "app/site.h"
#include "base/json.h"

extern const struct migration app_migrations[];

/* ---- may they stand ---- */

static bool has_prefix(const char *s, const char *name, char dot)
{
	size_t n = strlen(name);
	return strncmp(s, name, n) == 0 && s[n] == dot;
}

static enum status check_permission(const struct feature *f, const char *permission,
	const char *path, struct error *e)
{
	if (!permission)
		return fail(e, INVALID, "no permission on \"%s\"", path);
	if (strcmp(permission, "public") == 0)
		return OK;
	if (!has_prefix(permission, f->name, '.'))
		return fail(e, INVALID, "permission \"%s\" lacks the prefix \"%s.\"", permission, f->name);
	for (const struct permission *p = f->permissions; p && p->name; p++)
		if (strcmp(p->name, permission) == 0)
			return OK;
	return fail(e, INVALID, "permission \"%s\" is declared nowhere", permission);
}

static enum status check_route(const struct site *s, const struct feature *owner,
	const struct route *mine, struct error *e)
{
	TRY(check_permission(owner, mine->permission, mine->path, e));
	if (!mine->handle)
		return fail(e, INVALID, "route \"%s\" has no handler", mine->path);
	if (mine->no_form_keys && mine->method == GET)
		return fail(e, INVALID, "route \"%s\" is a GET and has no form keys", mine->path);
	for (const struct feature *const *f = s->features; *f; f++)
		for (const struct route *r = (*f)->routes; r && r->method; r++)
			if (r != mine && r->method == mine->method && strcmp(r->path, mine->path) == 0)
				return fail(e, INVALID, "route \"%s\" is declared twice", r->path);
	return OK;
}

static enum status check_objects(const struct site *s, const struct feature *owner,
	struct error *e)
{
	for (const struct object_kind *mine = owner->objects; mine && mine->kind; mine++)
		for (const struct feature *const *f = s->features; *f; f++)
			for (const struct object_kind *k = (*f)->objects; k && k->kind; k++)
				if (k != mine && k->kind == mine->kind)
					return fail(e, INVALID, "objects \"%s\" and \"%s\" have one number", k->name,
						mine->name);
	return OK;
}

/* A table with somebody in it: its columns say so by name. */
static bool names_people(const char *sql)
{
	return strstr(sql, "persona") || strstr(sql, "owner ") || strstr(sql, "person ");
}

static enum status check_people(const struct feature *f, struct error *e)
{
	for (const struct migration *m = f->migrations; m && m->number; m++)
		if (names_people(m->sql) && (!f->erase_persona || !f->export_persona))
			return fail(e, INVALID, "feature \"%s\" keeps persons without a way out", f->name);
	return OK;
}

static enum status check_needs(const struct site *s, const struct feature *f, struct error *e)
{
	for (const char *const *need = f->needs; need && *need; need++) {
		bool found = false;
		for (const struct feature *const *other = s->features; *other; other++)
			found |= strcmp((*other)->name, *need) == 0;
		if (!found)
			return fail(e, INVALID, "feature \"%s\" needs \"%s\", which is not there", f->name,
				*need);
	}
	return OK;
}

enum status site_check(const struct site *s, struct error *e)
{
	for (const struct feature *const *f = s->features; *f; f++) {
		for (const struct route *r = (*f)->routes; r && r->method; r++)
			TRY(check_route(s, *f, r, e));
		for (const struct menu_entry *m = (*f)->menu; m && m->place; m++)
			TRY(check_permission(*f, m->permission, m->path, e));
		TRY(check_objects(s, *f, e));
		TRY(check_people(*f, e));
		TRY(check_needs(s, *f, e));
	}
	return OK;
}

/* ---- tables ---- */

enum { FEATURES_MAX = 64 };

static enum status migrate_feature(const struct site *s, struct db *writer, size_t at,
	uint64_t *done, struct error *e)
{
	const struct feature *f = s->features[at];
	if (*done & UINT64_C(1) << at)
		return OK;
	*done |= UINT64_C(1) << at;
	for (const char *const *need = f->needs; need && *need; need++)
		for (size_t i = 0; s->features[i]; i++)
			if (strcmp(s->features[i]->name, *need) == 0)
				TRY(migrate_feature(s, writer, i, done, e));
	return f->migrations ? db_migrate(writer, f->name, f->migrations, e) : OK;
}

static enum status prepare_tables(struct tx *tx, void *arg)
{
	const struct site *s = arg;
	for (const struct feature *const *f = s->features; *f; f++)
		if ((*f)->prepare_tables)
			TRY((*f)->prepare_tables(tx, s));
	return OK;
}

/* With another key not even the first seal holds. */
static enum status tell_what_broke(struct tx *tx, const struct log_head *held)
{
	struct str why = str_fmt(tx_arena(tx), "%s", tx_error(tx)->text);
	*tx_error(tx) = (struct error){ 0 };
	if (held->seals == 0)
		return fail(tx_error(tx), INVALID, "the key in keys/instance.key does not fit this"
			" database: put back the key that belongs to it");
	return fail(tx_error(tx), INVALID, "the log was changed: %s; put back a copy of the folder that"
		" \"labagora audit verify\" accepts", why.ptr);
}

struct beginning { const struct site *site; int64_t newest_seq; };

/* Where the log ends; and that the key is the one that sealed it: another would open nothing, and
 * seal on so that nobody can follow. */
static enum status look_at_log(struct tx *tx, void *arg)
{
	struct beginning *b = arg;
	struct log_head head;
	enum status s = log_newest_holds(tx, b->site);
	if (s == INVALID) {
		*tx_error(tx) = (struct error){ 0 };
		return log_verify(tx, b->site, &head) == INVALID ? tell_what_broke(tx, &head) : s;
	}
	TRY(s);
	return db_one_i64(tx, "SELECT seq FROM app_event ORDER BY seq DESC LIMIT 1", NULL, 0,
		&b->newest_seq);
}

enum status site_migrate(const struct site *s, struct db *writer, struct error *e)
{
	uint64_t done = 0;
	TRY(db_migrate(writer, "app", app_migrations, e));
	for (const struct owned_tables *t = engine_tables; t->owner; t++)
		TRY(db_migrate(writer, t->owner, t->migrations, e));
	for (size_t i = 0; s->features[i]; i++)
		TRY(migrate_feature(s, writer, i, &done, e));
	struct arena *a = arena_create();
	struct beginning b = { .site = s };
	struct job job = { .run = look_at_log, .arg = &b, .arena = a, .error = e, .limit_us = -1 };
	enum status status = db_read(writer, &job);
	db_seed_ids(writer, b.newest_seq, 0);
	db_before_commit(writer, log_seal, (void *)s);
	if (status == OK) {
		job = (struct job){ .run = prepare_tables, .arg = (void *)s, .arena = a, .error = e,
			.limit_us = -1 };
		status = db_group(writer, &(struct job *){ &job }, 1);
		status = status == OK ? job.status : status;
	}
	arena_destroy(a);
	return status;
}

/* ---- objects ---- */

const struct object_kind *site_kind(const struct site *s, int kind)
{
	for (const struct feature *const *f = s->features; *f; f++)
		for (const struct object_kind *k = (*f)->objects; k && k->kind; k++)
			if (k->kind == kind)
				return k;
	return NULL;
}

bool site_object(const struct site *s, struct tx *tx, const struct who *who,
	struct object_key key, struct object *out)
{
	const struct object_kind *k = site_kind(s, key.kind);
	*out = (struct object){ 0 };
	if (!k)
		return false;
	enum status status = k->find(tx, who, key.id, out);
	if (tx_error(tx)->status == NOT_FOUND)       /* absent is an answer here, not a failure */
		*tx_error(tx) = (struct error){ 0 };
	return status == OK;
}

/* ---- a person's rows ---- */

enum status site_export(const struct site *s, struct tx *tx, const struct who *who,
	struct json *out)
{
	for (const struct feature *const *f = s->features; *f; f++) {
		if (!(*f)->export_persona)
			continue;
		json_open(out, (*f)->name, '[');
		TRY((*f)->export_persona(tx, who, out));
		json_close(out, ']');
	}
	return OK;
}

/* The log keeps the persona's name: a number that leads nowhere once its link to the person is
 * cut. */
enum status site_erase(const struct site *s, struct tx *tx, const struct who *who, bool *more)
{
	*more = false;
	for (const struct feature *const *f = s->features; *f && !*more; f++)
		if ((*f)->erase_persona)
			TRY((*f)->erase_persona(tx, s, who, more));
	if (*more)
		return OK;
	TRY(db_exec(tx, "DELETE FROM app_once WHERE owner = $1", BIND(ref(who->persona))));
	TRY(db_exec(tx, "DELETE FROM app_block WHERE persona = $1 OR blocked = $1",
		BIND(ref(who->persona))));
	return event_add(tx, who, &(struct event){ .what = "app.persona_erased" });
}

enum status site_adopt(const struct site *s, struct tx *tx, const struct adoption *a,
	const struct who *who, struct str *next)
{
	for (const struct feature *const *f = s->features; *f; f++)
		if ((*f)->adopt && !uuid_is_none(a->visitor))
			TRY((*f)->adopt(tx, s, a, who, next));
	return OK;
}
