/* What is said under an object is found while that is to be seen. */
#include "features/agora/test_pages.h"
#include "features/discussion/test_talk.h"
#include "features/solutions/test_made.h"

/* As nobody searches: how many results, and is the word suggested? */
static bool finds(struct world *w, int n)
{
	struct seen s = visit_get(w, &w->nobody, "/recherche?q=quetsches");
	struct seen more = visit_get(w, &w->nobody, "/recherche/suggestions?q=quets");
	bool suggested = says(more, "quetsches");
	return n ? says(s, str_fmt(w->arena, "<h2>%d résultat", n).ptr) && suggested
		: says(s, "<h2>0 résultat") && !suggested;
}

static void pass(struct world *w)
{
	w->now_at += 120000;
	world_chores(w);
	world_index(w);
}

static void say_two(struct world *w, const char *talk)
{
	public_post(w, &w->ben, talk, "Des quetsches au four");
	public_post(w, &w->ben, talk, "Encore des quetsches");
	world_index(w);
	CHECK(finds(w, 2));
}

TEST(what_is_said_under_a_need_is_found_while_the_need_is)
{
	struct world w;
	world_open(&w);
	const char *talk = talk_under(&w, &w.ada);
	say_two(&w, talk);
	const char *desk = team_at(&w, "/equipe/moderation", str_view(talk), "");
	static const struct { const char *verdict; int found; } steps[] = {
		{ "hold", 0 }, { "approve", 2 }, { "hold", 0 }, { "reject", 0 }, { "restore", 2 },
	};
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		const struct field form[] = { { "action", str_view(steps[i].verdict) },
			{ "reason", STR("abuse") }, { "text", STR("Parce que cela blesse.") }, { 0 } };
		bool approves = str_eq(form[0].value, STR("approve"));
		const char *at = approves ? str_fmt(w.arena, "%s/publier", desk).ptr : desk;
		CHECK_AT(i, visit_post(&w, &w.moe, at, NULL, approves ? NULL : form).http == 303);
		if (!steps[i].found)
			CHECK_AT(i, finds(&w, 0));                     /* at once */
		pass(&w);
		CHECK_AT(i, finds(&w, steps[i].found));
	}
	CHECK(visit_post(&w, &w.ada, team_at(&w, "/besoins", str_view(talk), "/retirer"), NULL,
		NULL).http == 303);
	CHECK(finds(&w, 0));
	pass(&w);
	CHECK(finds(&w, 0));
	world_close(&w);
}

static enum status leave(struct tx *tx, void *arg)
{
	struct world *w = arg;
	struct who who = who_of(&w->ada.person);
	bool more;
	return site_erase(&w->site, tx, &who, &more);
}

TEST(what_is_said_under_the_need_of_somebody_who_left_is_found_no_more)
{
	struct world w;
	world_open(&w);
	say_two(&w, talk_under(&w, &w.ada));
	CHECK(world_job(&w, leave, &w) == OK);
	CHECK(finds(&w, 0));
	pass(&w);
	CHECK(finds(&w, 0));
	world_close(&w);
}

TEST(what_is_said_under_a_solution_is_found_while_the_solution_is)
{
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.ada, SOLUTION_LISTED);
	say_two(&w, path_to(&w, "/discussion/solution", ref, ""));
	CHECK(solution_acted(&w, &w.fay, ref, "suspend", "Une alerte.") == OK);
	CHECK(finds(&w, 0));
	pass(&w);
	CHECK(finds(&w, 0));
	CHECK(solution_acted(&w, &w.fay, ref, "resume", "Rien.") == OK);
	pass(&w);
	CHECK(finds(&w, 2));
	world_close(&w);
}
