/* The demonstration's solutions: what they say of themselves must be true, as of rows that people
 * made. */
#include "app/demo.h"
#include "features/solutions/model.h"
#include "features/solutions/solutions.h"
#include "test_site.h"

extern const struct feature discussion_feature, solutions_feature;
static const struct feature *const only[] = { &solutions_feature, &discussion_feature, NULL };

static enum status run(void *arg, struct job *job)
{
	struct world *w = arg;
	enum status s = db_group(w->hands.writer, &(struct job *){ job }, 1);
	if (s == OK && job->status != OK)
		test_check(0, job->error->file, job->error->line, 0, job->error->text);
	return s == OK ? job->status : s;
}

/* Each of these counts what must not be. */
static const char *const never[] = {
	"SELECT count(*) FROM solutions_solution s WHERE s.state <> (SELECT e.state_to FROM app_event e"
		" WHERE e.kind = 401 AND e.id = s.id ORDER BY e.seq DESC LIMIT 1)",
	"SELECT count(*) FROM app_event e JOIN app_event f ON f.kind = 401 AND f.id = e.id"
		" AND f.seq > e.seq AND f.at < e.at WHERE e.kind = 401",
	"SELECT count(*) FROM solutions_solution WHERE listed <> (state IN (3, 4, 5))",
	"SELECT count(*) FROM solutions_solution WHERE state >= 3 AND (listed_at < sent_at"
		" OR fresh_at < listed_at OR version <> 1)",
	"SELECT count(*) FROM solutions_solution WHERE state IN (4, 5) AND evidence < 2",
	"SELECT count(*) FROM solutions_solution s WHERE s.state IN (2, 6, 7) AND NOT EXISTS (SELECT 1"
		" FROM solutions_decision d WHERE d.solution = s.id AND d.text <> '')",
	"SELECT count(*) FROM solutions_solution s WHERE s.listed = 1 AND NOT EXISTS (SELECT 1"
		" FROM search_doc d WHERE d.id = s.id AND d.gone = 0 AND d.audience = 0)",
	"SELECT count(*) FROM solutions_solution s JOIN search_doc d ON d.id = s.id"
		" WHERE s.listed = 0 AND d.gone = 0",
	"SELECT count(*) FROM delivery_notice WHERE kind = 401",
};

TEST(the_demonstration_has_solutions_in_every_state_with_a_past_that_holds)
{
	struct world w;
	struct error e = { 0 };
	world_open_with(&w, only);
	struct demo_order order = { .seed = 7, .scale = 1, .now_at = w.now_at, .run = run,
		.run_arg = &w };
	enum status s = demo_make(&w.site, &order, &e);
	test_check(s == OK, e.file ? e.file : "?", e.line, 0, e.text);
	CHECK(world_count(&w, "SELECT count(DISTINCT state) FROM solutions_solution") == 7);
	CHECK(world_count(&w, "SELECT count(DISTINCT evidence) FROM solutions_solution") == 6);
	CHECK(world_count(&w, "SELECT count(*) FROM solutions_solution WHERE told = 2") > 0);
	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		CHECK_AT(i, world_count(&w, never[i]) == 0);
	struct demo d = { .site = &w.site, .now_at = w.now_at };
	struct str rest = demo_file("solutions.txt");
	struct demo_block b;
	int64_t blocks = 0;
	for (; demo_block_next(w.arena, &rest, &b); blocks++) {
		struct uuid ref = solutions_demo_ref(w.arena, &d, field_get(b.fields, "id"));
		CHECK_AT(blocks, !uuid_is_none(ref));
	}
	CHECK(world_count(&w, "SELECT count(*) FROM solutions_solution") == blocks && blocks >= 25);
	CHECK(uuid_is_none(solutions_demo_ref(w.arena, &d, STR("none-of-them"))));
	world_close(&w);
}
