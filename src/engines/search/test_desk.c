#include "engines/search/test_desk.h"
#include "base/test.h"
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

extern const struct migration app_migrations[], search_migrations[];

void desk_open(struct desk *d)
{
	struct error e = { 0 };
	*d = (struct desk){ .arena = arena_create(), .now_at = 1792000000000,
		.nobody = { .sees = AUDIENCE_ALL, .visitor = uuid_v4() },
		.ada = { .roles = ROLE_MEMBER, .sees = AUDIENCE_MEMBERS, .persona = uuid_v4() },
		.ben = { .roles = ROLE_MEMBER, .sees = AUDIENCE_MEMBERS, .persona = uuid_v4() },
		.team = { .roles = ROLE_TEAM, .sees = AUDIENCE_TEAM, .persona = uuid_v4() } };
	test_folder(d->dir);
	snprintf(d->main, sizeof d->main, "%s/main.db", d->dir);
	snprintf(d->search, sizeof d->search, "%s/search.db", d->dir);
	d->writer = db_open(d->main, DB_WRITE, &e);
	CHECK(d->writer && db_migrate(d->writer, "app", app_migrations, &e) == OK);
	CHECK(db_migrate(d->writer, "search", search_migrations, &e) == OK);
	d->derived = db_open(d->search, DB_DERIVED, &e);
	CHECK(d->derived && search_prepare(d->derived, &e) == OK);
	d->reader = db_open(d->main, DB_READ, &e);
	CHECK(d->reader && db_attach(d->reader, d->search, "search", &e) == OK);
}

static int remove_file(const char *path, const struct stat *s, int flag, struct FTW *f)
{
	(void)s;
	(void)flag;
	(void)f;
	return remove(path);
}

void desk_close(struct desk *d)
{
	db_close(d->reader);
	db_close(d->derived);
	db_close(d->writer);
	nftw(d->dir, remove_file, 8, FTW_DEPTH | FTW_PHYS);
	arena_destroy(d->arena);
}

static enum status write_doc(struct tx *tx, void *arg)
{
	const struct writing *w = arg;
	return w->forget ? search_forget(tx, w->doc.kind, w->doc.id) : search_put(tx, &w->doc);
}

void desk_write(struct desk *d, struct writing w)
{
	struct error e = { 0 };
	struct job job = { .run = write_doc, .arg = &w, .arena = d->arena, .error = &e,
		.now_at = d->now_at++ };
	CHECK(db_group(d->writer, &(struct job *){ &job }, 1) == OK && job.status == OK);
}

void desk_put(struct desk *d, int64_t id, const char *title, const char *body)
{
	desk_write(d, (struct writing){ .doc = { .kind = KIND, .id = id, .persona = d->ada.persona,
		.audience = AUDIENCE_ALL, .title = str_view(title), .body = str_view(body) } });
}

void desk_index(struct desk *d)
{
	struct error e = { 0 };
	enum status s = indexer_run(d->reader, d->derived, &e);
	test_check(s == OK, __FILE__, __LINE__, 0, e.text);
}

struct finding { const struct who *who; struct search_asked asked; struct hits hits; };

static enum status find(struct tx *tx, void *arg)
{
	struct finding *f = arg;
	return search_find(tx, f->who, &f->asked, &f->hits);
}

struct hits desk_hits(struct desk *d, const struct who *who, struct search_asked asked)
{
	struct error e = { 0 };
	struct finding f = { .who = who, .asked = asked };
	struct job job = { .run = find, .arg = &f, .arena = d->arena, .error = &e };
	enum status s = db_read(d->reader, &job);
	test_check(s == OK, __FILE__, __LINE__, 0, e.text);
	return f.hits;
}

struct hits desk_typed(struct desk *d, const char *words)
{
	return desk_hits(d, &d->nobody, (struct search_asked){ .typed = str_view(words), .max = 20 });
}

bool desk_are(struct hits h, const char *ids)
{
	struct str rest = str_view(ids), one;
	size_t want = 0;
	for (bool more = rest.len > 0; more;) {
		more = str_cut(&rest, ' ', &one);
		int64_t id = 0;
		bool found = false;
		str_to_i64(more ? one : rest, &id);
		for (size_t i = 0; i < h.len; i++)
			found |= h.items[i].id == id;
		if (!found)
			return false;
		want++;
	}
	return h.len == want;
}

bool desk_file_holds(const char *path, const char *bytes)
{
	static char all[1 << 24];
	FILE *f = fopen(path, "r");
	if (!f)
		return false;
	size_t n = fread(all, 1, sizeof all, f);
	fclose(f);
	return memmem(all, n, bytes, strlen(bytes)) != NULL;
}

bool desk_holds(struct desk *d, const char *bytes)
{
	struct str log = str_fmt(d->arena, "%s-wal", d->search);
	return desk_file_holds(d->search, bytes) || desk_file_holds(log.ptr, bytes);
}
