/* The demonstration's posts, on a site with what they are written under. */
#include "app/demo.h"
#include "test_site.h"

static enum status run(void *arg, struct job *job)
{
	struct world *w = arg;
	enum status s = db_group(w->hands.writer, &(struct job *){ job }, 1);
	return s == OK ? job->status : s;
}

/* Each of these counts what must not be. */
static const char *const never[] = {
	"SELECT count(*) FROM discussion_post p JOIN discussion_post q ON q.id = p.answers"
		" WHERE p.at <= q.at",
	"SELECT count(*) FROM discussion_post p JOIN agora_need n ON n.id = p.about_id"
		" WHERE p.at <= n.published_at OR n.published_at = 0",
	"SELECT count(*) FROM discussion_post p JOIN discussion_post q ON q.id = p.parent"
		" WHERE p.about_id <> q.about_id",
	"SELECT count(*) FROM discussion_post p JOIN solutions_solution s ON s.id = p.about_id"
		" WHERE p.at <= s.listed_at OR s.listed_at = 0",
	"SELECT count(*) FROM discussion_thread t WHERE t.posts <> (SELECT count(*)"
		" FROM discussion_post p WHERE p.about_id = t.object AND p.state = 2)",
	"SELECT count(*) FROM discussion_post p WHERE p.parent = 0 AND p.replies <> (SELECT count(*)"
		" FROM discussion_post r WHERE r.parent = p.id AND r.state = 2)",
	"SELECT count(*) FROM discussion_post p WHERE p.state <> (SELECT e.state_to FROM app_event e"
		" WHERE e.kind = 701 AND e.id = p.id ORDER BY e.seq DESC LIMIT 1)",
	"SELECT count(*) FROM app_event e JOIN app_event f ON f.kind = 701 AND f.id = e.id"
		" AND f.seq > e.seq AND f.at < e.at WHERE e.kind = 701",
	"SELECT count(*) FROM discussion_post p WHERE p.state = 1 AND NOT EXISTS"
		" (SELECT 1 FROM moderation_item q WHERE q.kind = 701 AND q.object = p.id AND q.done = 0)",
	"SELECT count(*) FROM discussion_post WHERE (text = '') <> (state = 5)",
	"SELECT count(*) FROM discussion_post WHERE state = 2 AND public_at < at",
	"SELECT count(*) FROM moderation_decision d WHERE d.kind = 701 AND d.text = ''"
		" AND d.action NOT IN ('approve', 'restore')",
	"SELECT count(*) FROM moderation_decision d JOIN moderation_decision e ON e.object = d.object"
		" AND e.persona = d.persona WHERE d.action IN ('hide', 'reject')"
		" AND e.action IN ('restore', 'uphold')",
	"SELECT count(*) FROM moderation_decision WHERE kind = 701 AND persona = author"
		" AND action <> 'appeal'",
	"SELECT count(*) FROM search_doc d JOIN discussion_post p ON p.id = d.id"
		" WHERE d.gone = 0 AND d.audience <> p.audience",
	"SELECT count(*) FROM delivery_notice WHERE mail_at <> 0",
	"SELECT count(*) FROM app_mail",
};

/* What the first round has beside what it says: each at least so often. */
static const struct { int64_t least; const char *sql; } once[] = {
	{ 300, "SELECT count(*) FROM discussion_post" },
	{ 5, "SELECT count(DISTINCT state) FROM discussion_post" },
	{ 90, "SELECT count(*) FROM discussion_post WHERE parent > 0" },
	{ 8, "SELECT count(*) FROM discussion_post WHERE lang = 1" },
	{ 21, "SELECT max(n) FROM (SELECT count(*) AS n FROM discussion_post WHERE parent = 0"
		" AND state = 2 GROUP BY about_id)" },
	{ 1, "SELECT count(*) FROM discussion_thread WHERE locked_at > 0 AND why <> ''" },
	{ 2, "SELECT count(DISTINCT post) FROM discussion_version" },
	{ 2, "SELECT max(n) FROM discussion_version" },
	{ 2, "SELECT count(*) FROM moderation_veil WHERE kind = 701" },
	{ 6, "SELECT count(*) FROM moderation_item WHERE kind = 701 AND done = 0" },
	{ 1, "SELECT count(*) FROM moderation_item WHERE kind = 701 AND done = 0 AND lane = 8" },
	{ 1, "SELECT count(*) FROM moderation_decision WHERE kind = 701 AND action = 'restore'" },
	{ 1, "SELECT count(*) FROM moderation_decision WHERE kind = 701 AND action = 'uphold'" },
	{ 1, "SELECT count(*) FROM moderation_decision WHERE kind = 701 AND action = 'dismiss'" },
	{ 1, "SELECT count(*) FROM moderation_report WHERE kind = 701 AND handled_at = 0" },
	{ 100, "SELECT count(*) FROM delivery_notice WHERE kind = 701" },
	{ 2, "SELECT count(DISTINCT about_kind) FROM discussion_post" },
};

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
	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		CHECK_AT(i, world_count(&w, never[i]) == 0);
	for (size_t i = 0; i < sizeof once / sizeof *once; i++)
		CHECK_AT(i, world_count(&w, once[i].sql) >= once[i].least);
	CHECK(world_count(&w, "SELECT count(*) FROM discussion_post") >= 300 * scale);
	/* More are talked about at a larger scale. */
	int64_t places = world_count(&w, "SELECT count(DISTINCT about_id) FROM discussion_post");
	CHECK(scale == 1 || places > 40 * scale);
	CHECK(world_count(&w, str_fmt(w.arena, "SELECT count(*) FROM discussion_post WHERE at > %lld",
		(long long)w.now_at).ptr) == 0);
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
