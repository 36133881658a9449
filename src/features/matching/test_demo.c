#include "app/demo.h"
#include "app/site.h"
#include "test_site.h"

extern const struct feature accounts_feature, agora_feature, discussion_feature, solutions_feature,
	matching_feature;
static const struct feature *const those[] = { &accounts_feature, &agora_feature,
	&solutions_feature, &matching_feature, &discussion_feature, NULL };

static enum status run(void *arg, struct job *job)
{
	struct world *w = arg;
	enum status s = db_group(w->hands.writer, &(struct job *){ job }, 1);
	return s == OK ? job->status : s;
}

TEST(the_demonstration_has_matches_in_every_state_and_a_thread_for_those_that_met)
{
	struct world w;
	struct error e = { 0 };
	world_open_with(&w, those);
	struct demo_order order = { .seed = 7, .scale = 1, .now_at = w.now_at, .run = run,
		.run_arg = &w };
	enum status s = demo_make(&w.site, &order, &e);
	test_check(s == OK, e.file ? e.file : "?", e.line, 0, e.text);
	CHECK(world_count(&w, "SELECT count(DISTINCT state) FROM matching_match") == 10);
	CHECK(world_count(&w, "SELECT count(*) FROM matching_message") >= 8);
	static const char *const never[] = {
		"SELECT count(*) FROM matching_match m WHERE m.state <> (SELECT e.state_to FROM app_event e"
			" WHERE e.kind = 501 AND e.id = m.id ORDER BY e.seq DESC LIMIT 1)",
		"SELECT count(*) FROM matching_match WHERE persona IS NULL OR bearer IS NULL OR score = 0",
		"SELECT count(*) FROM matching_match m WHERE m.state BETWEEN 5 AND 9 AND NOT EXISTS"
			" (SELECT 1 FROM graph_edge g WHERE g.from_id = m.need AND g.to_id = m.solution)",
		"SELECT count(*) FROM matching_match WHERE changed_at < at",
		"SELECT count(*) FROM delivery_notice WHERE kind = 501",
	};
	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		CHECK_AT(i, world_count(&w, never[i]) == 0);
	world_close(&w);
}
