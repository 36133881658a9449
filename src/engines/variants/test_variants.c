#include "engines/variants/variants.h"
#include "base/test.h"
#include "db/group.h"

extern const struct migration variants_migrations[];

enum { KIND = 7, TITLE = 1, TEXT = 2 };

struct call { struct variant v; struct variant_found found; enum { PUT, FIND, FORGET } what; };

static enum status run(struct tx *tx, void *arg)
{
	struct call *c = arg;
	switch (c->what) {
	case PUT:
		return variant_put(tx, &c->v);
	case FIND:
		return variant_find(tx, &c->v, &c->found);
	case FORGET:
	default:
		return variant_forget(tx, c->v.kind, c->v.id);
	}
}

static struct variant_found call(struct db *db, struct arena *a, struct call c)
{
	struct error e = { 0 };
	struct job job = { .run = run, .arg = &c, .arena = a, .error = &e };
	CHECK(db_group(db, &(struct job *){ &job }, 1) == OK && job.status == OK);
	return c.found;
}

TEST(a_text_is_read_in_the_language_asked_for_or_as_it_was_written)
{
	struct error e = { 0 };
	struct arena *a = arena_create();
	struct db *db = db_open(":memory:", DB_WRITE, &e);
	CHECK(db && db_migrate(db, "variants", variants_migrations, &e) == OK);
	struct call c = { .v = { .kind = KIND, .id = 1, .field = TITLE, .lang = LANG_EN,
		.text = STR("A nurse at night"), .source = STR("Une infirmière la nuit") }, .what = FIND };
	struct variant_found f = call(db, a, c);
	CHECK(f.is_source && !f.stale && str_eq(f.text, c.v.source));
	c.what = PUT;
	call(db, a, c);
	c.what = FIND;
	f = call(db, a, c);
	CHECK(!f.is_source && !f.stale && str_eq(f.text, STR("A nurse at night")));
	c.v.source = STR("Une infirmière, la nuit");                  /* its author has mended it */
	f = call(db, a, c);
	CHECK(!f.is_source && f.stale);
	c.what = PUT;
	c.v.text = STR("A nurse, at night");
	call(db, a, c);
	c.what = FIND;
	f = call(db, a, c);
	CHECK(!f.stale && str_eq(f.text, STR("A nurse, at night")));
	c.v.field = TEXT;
	CHECK(call(db, a, c).is_source);
	c.v.field = TITLE;
	c.what = PUT;
	c.v.text = (struct str){ 0 };                                  /* taken away */
	call(db, a, c);
	c.what = FIND;
	CHECK(call(db, a, c).is_source);
	c.what = PUT;
	c.v.text = STR("Once more");
	call(db, a, c);
	c.what = FORGET;
	call(db, a, c);
	c.what = FIND;
	CHECK(call(db, a, c).is_source);
	db_close(db);
	arena_destroy(a);
}
