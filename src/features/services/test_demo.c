/* The demonstration's requests and members, on a site with nothing but what they need. */
#include "app/demo.h"
#include "test_site.h"

extern const struct feature services_feature;
static const struct feature *const only[] = { &services_feature, NULL };

static enum status run(void *arg, struct job *job)
{
	struct world *w = arg;
	enum status s = db_group(w->hands.writer, &(struct job *){ job }, 1);
	return s == OK ? job->status : s;
}

/* Each of these counts what must not be. */
static const char *const never[] = {
	"SELECT count(*) FROM services_request WHERE asked_at > (SELECT max(at) FROM app_event)",
	"SELECT count(*) FROM services_request WHERE (closed_at > 0) <> (state IN (3, 4, 5))",
	"SELECT count(*) FROM services_request WHERE state IN (2, 3) AND accepted_at <= asked_at",
	"SELECT count(*) FROM services_request WHERE closed_at > 0 AND closed_at <= accepted_at",
	"SELECT count(*) FROM services_request WHERE (closing = '') <> (state IN (1, 2, 5))",
	("SELECT count(*) FROM services_request q WHERE q.state <> (SELECT e.state_to FROM app_event e"
		" WHERE e.kind = 601 AND e.id = q.id ORDER BY e.seq DESC LIMIT 1)"),
	"SELECT count(*) FROM services_member WHERE until_day > 0 AND until_day < since_day",
	"SELECT count(*) FROM delivery_notice",
};

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
	CHECK(world_count(&w, "SELECT count(*) FROM services_request") >= 12);
	CHECK(world_count(&w, "SELECT count(DISTINCT state) FROM services_request") == 5);
	CHECK(world_count(&w, "SELECT count(DISTINCT service) FROM services_request") == 5);
	CHECK(world_count(&w, "SELECT count(*) FROM services_member") == 20);
	CHECK(world_count(&w, "SELECT count(DISTINCT kind) FROM services_member") == 7);
	CHECK(world_count(&w, str_fmt(w.arena, "SELECT count(*) FROM services_request"
		" WHERE closed_at > %lld OR accepted_at > %lld", (long long)w.now_at,
		(long long)w.now_at).ptr) == 0);
	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		CHECK_AT(i, world_count(&w, never[i]) == 0);
	struct str all = str_dup(keep, world_text(&w,
		"SELECT group_concat(hex(ref) || asked_at || closed_at || text) FROM"
		" (SELECT ref, asked_at, closed_at, text FROM services_request ORDER BY id)"));
	world_close(&w);
	return all;
}

TEST(the_same_seed_makes_the_same_requests_in_every_state)
{
	struct arena *a = arena_create();
	struct str one = make(a, 1), again = make(a, 1), other = make(a, 2);
	CHECK(one.len > 1000 && str_eq(one, again) && !str_eq(one, other));
	arena_destroy(a);
}
