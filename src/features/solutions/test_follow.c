/* Whoever follows a solution hears of each public step, and of no other. */
#include "app/test_markup.h"
#include "features/solutions/test_made.h"

static int64_t told(struct world *w, const struct browser *b, const char *what)
{
	return world_count(w, str_fmt(w->arena, "SELECT count(*) FROM delivery_notice n JOIN"
		" app_persona p ON p.persona = n.persona WHERE p.name = '%.*s' AND n.what = '%s'",
		(int)b->person.name.len, b->person.name.ptr, what).ptr);
}

static void chores(struct world *w)
{
	w->now_at += 10 * 60 * 1000;
	world_chores(w);
}

static void follow(struct world *w, const struct browser *b, struct uuid ref)
{
	CHECK(visit_post(w, b, path_to(w, "/suivre/solution", ref, ""), NULL, NULL).http == 303);
}

TEST(whoever_reads_a_card_may_follow_it_and_stop)
{
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.ada, SOLUTION_LISTED);
	const char *card = path_to(&w, "/solutions", ref, "");
	CHECK(says(visit_get(&w, &w.ben, card), "Suivre</button>"));
	follow(&w, &w.ben, ref);
	struct seen s = visit_get(&w, &w.ben, card);
	CHECK_PAGE(0, s.body);
	CHECK(says(s, "Ne plus suivre</button>"));
	CHECK(says(visit_get(&w, &w.ben, "/moi/suivis"), "Veille du soir"));
	CHECK(says(visit_get(&w, &w.nobody, card), "Suivre</button>"));
	const char *drop = path_to(&w, "/ne-plus-suivre/solution", ref, "");
	CHECK(visit_post(&w, &w.ben, drop, NULL, NULL).http == 303);
	CHECK(says(visit_get(&w, &w.ben, card), "Suivre</button>"));
	world_close(&w);
}

TEST(what_waits_for_the_team_can_be_followed_by_its_bearer_alone)
{
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.ada, SOLUTION_SUBMITTED);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_follow WHERE kind = 401") == 1);
	CHECK(visit_post(&w, &w.ben, path_to(&w, "/suivre/solution", ref, ""), NULL, NULL).http
		== 404);
	CHECK(says(visit_get(&w, &w.ada, "/moi/suivis"), "Veille du soir"));
	world_close(&w);
}

TEST(followers_hear_each_public_step_once_and_its_bearer_as_before)
{
	static const struct { const char *action, *text, *what; } steps[] = {
		{ "document", "", "solutions.notice.documented" },
		{ "evaluate", "Essayée par douze.", "solutions.notice.evaluated" },
		{ "suspend", "Injoignable.", "solutions.notice.suspended" },
		{ "resume", "", "solutions.notice.resumed" },
		{ "retire", "Fermée.", "solutions.notice.retired" },
	};
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.ada, SOLUTION_LISTED);
	follow(&w, &w.ben, ref);
	follow(&w, &w.fay, ref);
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		w.now_at += 1000;
		CHECK(solution_acted(&w, &w.fay, ref, steps[i].action, steps[i].text) == OK);
		chores(&w);
		CHECK_AT(i, told(&w, &w.ben, steps[i].what) == 1);
		CHECK_AT(i, told(&w, &w.ada, steps[i].what) == 1);
		CHECK_AT(i, told(&w, &w.fay, steps[i].what) == 0);
	}
	CHECK(says(visit_get(&w, &w.ben, "/moi/notifications"), "est retirée du catalogue"));
	struct seen gone = visit_get(&w, &w.ben, path_to(&w, "/solutions", ref, ""));
	CHECK_PAGE(0, gone.body);
	CHECK(says(gone, "Ne plus suivre</button>"));
	world_close(&w);
}

/* Sent by its bearer and published by the team, with this much evidence. */
static void new_version(struct world *w, struct uuid ref, const char *evidence)
{
	struct field proof[] = { { "evidence", str_view(evidence) },
		{ "evidence_text", STR("Suivie un an.") }, { "data", STR("none") },
		{ "device", STR("none") }, { "interests", STR("Aucun.") }, { 0 } };
	static const struct field publish[] = { { "action", STR("publish") }, { 0 } };
	struct seen s = visit_post(w, &w->ada, path_to(w, "/porteur/solutions", ref, "/modifier"),
		NULL, NULL);
	struct str draft = str_dup(w->arena, s.location);
	struct uuid d = { 0 };
	CHECK(draft.len > 36
		&& uuid_parse((struct str){ draft.ptr + draft.len - 36, 36 }, &d));
	visit_post(w, &w->ada, path_to(w, "/solutions/nouvelle", d, "/preuves"), NULL, proof);
	CHECK(visit_post(w, &w->ada, path_to(w, "/solutions/nouvelle", d, "/relire"), NULL,
		NULL).http == 303);
	CHECK(visit_post(w, &w->fay, path_to(w, "/equipe/solutions", ref, ""), NULL,
		publish).http == 303);
	chores(w);
}

TEST(followers_hear_of_a_new_version_and_that_it_has_less_evidence)
{
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.ada, SOLUTION_DOCUMENTED);
	follow(&w, &w.ben, ref);
	w.now_at += 1000;
	new_version(&w, ref, "4");
	CHECK(told(&w, &w.ben, "solutions.notice.published") == 1);
	new_version(&w, ref, "0");
	CHECK(told(&w, &w.ben, "solutions.notice.published") == 1);
	CHECK(told(&w, &w.ben, "solutions.news.lessened") == 1);
	CHECK(told(&w, &w.ada, "solutions.news.lessened") == 1);      /* its bearer too, once */
	world_close(&w);
}

TEST(a_notice_about_a_solution_counts_as_long_as_it_holds)
{
	static const struct { enum solution_state now; const char *what; bool holds; } cases[] = {
		{ SOLUTION_LISTED, "solutions.notice.listed", true },
		{ SOLUTION_SUSPENDED, "solutions.notice.listed", false },
		{ SOLUTION_LISTED, "solutions.notice.suspended", false },
		{ SOLUTION_EVALUATED, "solutions.notice.documented", true },
		{ SOLUTION_EVALUATED, "solutions.news.lessened", false },
		{ SOLUTION_SUBMITTED, "solutions.notice.returned", false },
		{ SOLUTION_LISTED, "solutions.notice.stale", true },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_AT(i, solution_notice_holds(cases[i].now, str_view(cases[i].what))
			== cases[i].holds);
}
