/* The demonstration's remarks, on a site with nothing but what they need. */
#include "app/demo.h"
#include "test_site.h"

extern const struct feature remarks_feature;
static const struct feature *const only[] = { &remarks_feature, NULL };

static enum status run(void *arg, struct job *job)
{
	struct world *w = arg;
	enum status s = db_group(w->hands.writer, &(struct job *){ job }, 1);
	return s == OK ? job->status : s;
}

/* What the demonstration made, as one text. */
static struct str make(struct arena *keep, uint64_t seed)
{
	struct world w;
	struct error e = { 0 };
	world_open_with(&w, only);
	struct demo_order order = { .seed = seed, .scale = 1, .now_at = w.now_at, .run = run,
		.run_arg = &w };
	enum status s = demo_make(&w.site, &order, &e);
	test_check(s == OK, e.file ? e.file : "?", e.line, 0, e.text);
	CHECK(world_count(&w, "SELECT count(*) FROM remarks_group") >= 5);
	CHECK(world_count(&w, "SELECT count(*) FROM remarks_remark WHERE state = 1") > 0);
	CHECK(world_count(&w, "SELECT count(*) FROM remarks_remark WHERE state = 3") > 0);
	CHECK(world_count(&w, "SELECT count(*) FROM remarks_remark WHERE text = ''") == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM remarks_remark r, remarks_group g"
		" WHERE g.id = r.group_id AND g.answered_at > 0 AND g.answered_at < r.at") == 0);
	CHECK(world_count(&w, str_fmt(w.arena, "SELECT count(*) FROM remarks_group"
		" WHERE answered_at > %lld", (long long)w.now_at).ptr) == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice") == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM remarks_group g WHERE remarks <>"
		" (SELECT count(*) FROM remarks_remark r WHERE r.group_id = g.id)") == 0);
	struct str all = str_dup(keep, world_text(&w,
		"SELECT group_concat(hex(ref) || at || text) FROM (SELECT ref, at, text FROM"
		" remarks_remark ORDER BY id)"));
	world_close(&w);
	return all;
}

TEST(the_same_seed_makes_the_same_remarks)
{
	struct arena *a = arena_create();
	struct str one = make(a, 1), again = make(a, 1), other = make(a, 2);
	CHECK(one.len > 1000 && str_eq(one, again) && !str_eq(one, other));
	arena_destroy(a);
}
