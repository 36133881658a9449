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
	CHECK(world_count(&w, "SELECT count(*) FROM matching_message") >= 30);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice WHERE kind = 501") > 50);
	static const char *const never[] = {
		"SELECT count(*) FROM matching_match m WHERE m.state <> (SELECT e.state_to FROM app_event e"
			" WHERE e.kind = 501 AND e.id = m.id ORDER BY e.seq DESC LIMIT 1)",
		"SELECT count(*) FROM matching_match WHERE persona IS NULL OR bearer IS NULL OR score = 0",
		"SELECT count(*) FROM matching_match m WHERE m.state BETWEEN 5 AND 9 AND NOT EXISTS"
			" (SELECT 1 FROM graph_edge g WHERE g.from_id = m.need AND g.to_id = m.solution)",
		"SELECT count(*) FROM matching_match WHERE changed_at < at",
		"SELECT count(*) FROM matching_match m WHERE m.at <= (SELECT n.published_at"
			" FROM agora_need n WHERE n.id = m.need)",
		"SELECT count(*) FROM matching_match m WHERE m.at <= (SELECT s.listed_at"
			" FROM solutions_solution s WHERE s.id = m.solution)",
		"SELECT count(*) FROM matching_match m JOIN agora_need n ON n.id = m.need"
			" WHERE n.state IN (1, 2, 3, 9, 10)",
		"SELECT count(*) FROM matching_match m WHERE m.state BETWEEN 5 AND 9 AND NOT EXISTS"
			" (SELECT 1 FROM matching_message g WHERE g.match_id = m.id)",
		"SELECT count(*) FROM matching_match m JOIN app_event e ON e.kind = 501 AND e.id = m.id"
			" AND e.what = 'matching.opened' JOIN matching_message g ON g.match_id = m.id"
			" WHERE g.at <= e.at",
		"SELECT count(*) FROM app_event e JOIN app_event f ON f.kind = 501 AND f.id = e.id"
			" AND f.state_from < f.state_to AND f.seq > e.seq AND f.at < e.at WHERE e.kind = 501"
			" AND e.state_from < e.state_to",
		"SELECT count(*) FROM delivery_notice WHERE mail_at <> 0",
		"SELECT count(*) FROM app_mail",
	};
	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		CHECK_AT(i, world_count(&w, never[i]) == 0);
	world_close(&w);
}

/* How many objects a thread goes on to from where it begins: first words, the need they joined, its
 * solution, what came of trying it, and what that led to. */
TEST(threads_of_the_demonstration_go_from_first_words_to_what_came_of_them)
{
	struct world w;
	struct error e = { 0 };
	world_open(&w);
	CHECK(world_write(&w, "DELETE FROM app_session") == OK);
	struct demo_order order = { .seed = 7, .scale = 1, .now_at = w.now_at, .run = run,
		.run_arg = &w };
	CHECK(demo_make(&w.site, &order, &e) == OK);
	CHECK(world_count(&w, "SELECT count(*) FROM graph_edge a"
		" JOIN graph_edge b ON b.from_id = a.to_id JOIN graph_edge c ON c.from_id = b.to_id"
		" JOIN graph_edge d ON d.from_id = c.to_id WHERE a.type = 1 AND b.type = 2"
		" AND c.type = 3 AND d.type = 5") >= 3);
	world_close(&w);
}
