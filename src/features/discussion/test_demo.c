/* The demonstration's posts, on a site with what they are written under. */
#include "app/demo.h"
#include "test_site.h"

static enum status run(void *arg, struct job *job)
{
	struct world *w = arg;
	enum status s = db_group(w->hands.writer, &(struct job *){ job }, 1);
	return s == OK ? job->status : s;
}

static struct str make(struct arena *keep, int64_t scale)
{
	struct world w;
	struct error e = { 0 };
	world_open(&w);
	CHECK(world_write(&w, "DELETE FROM app_session") == OK);
	struct demo_order order = { .seed = 1, .scale = scale, .now_at = w.now_at, .run = run,
		.run_arg = &w };
	enum status s = demo_make(&w.site, &order, &e);
	test_check(s == OK, e.file ? e.file : "?", e.line, 0, e.text);
	CHECK(world_count(&w, "SELECT count(*) FROM discussion_post") >= 80 * scale);
	CHECK(world_count(&w, "SELECT count(*) FROM discussion_post WHERE parent > 0") > 10 * scale);
	CHECK(world_count(&w, "SELECT count(*) FROM moderation_item WHERE kind = 701") >= 3);
	CHECK(world_count(&w, "SELECT count(DISTINCT about_kind) FROM discussion_post") == 2);
	CHECK(world_count(&w, "SELECT count(*) FROM discussion_post p JOIN discussion_post q ON"
		" q.id = p.answers WHERE p.at <= q.at") == 0);
	CHECK(world_count(&w, str_fmt(w.arena, "SELECT count(*) FROM discussion_post WHERE at > %lld",
		(long long)w.now_at).ptr) == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM discussion_thread t WHERE t.posts <> (SELECT"
		" count(*) FROM discussion_post p WHERE p.about_id = t.object AND p.state = 2)") == 0);
	/* more are talked about, each since it was written, and a reply stands where its post does */
	int64_t places = world_count(&w, "SELECT count(DISTINCT about_id) FROM discussion_post");
	CHECK(scale == 1 || places > 40 * scale);
	CHECK(world_count(&w, "SELECT count(*) FROM discussion_post p JOIN agora_need n ON"
		" n.id = p.about_id WHERE p.about_kind = 101 AND p.at <= n.created_at") == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM discussion_post p JOIN discussion_post q ON"
		" q.id = p.parent WHERE p.about_id <> q.about_id") == 0);
	struct str all = str_dup(keep, world_text(&w,
		"SELECT group_concat(hex(ref) || at || text) FROM (SELECT ref, at, text FROM"
		" discussion_post ORDER BY id)"));
	world_close(&w);
	return all;
}

TEST(the_demonstration_talks_under_its_needs_and_more_at_a_larger_scale)
{
	struct arena *a = arena_create();
	struct str one = make(a, 1), again = make(a, 1), twice = make(a, 2);
	CHECK(one.len > 1000 && str_eq(one, again) && twice.len > one.len);
	arena_destroy(a);
}
