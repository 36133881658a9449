/* Reported, hidden, appealed, covered: a solution at the desk of moderators. */
#include "app/test_markup.h"
#include "features/solutions/solutions.h"
#include "features/solutions/test_made.h"

static struct seen decide(struct world *w, const struct browser *b, struct uuid ref,
	const char *action)
{
	struct field said[] = { { "action", str_view(action) }, { "reason", STR("medical") },
		{ "text", STR("Elle promet de guérir.") }, { 0 } };
	return visit_post(w, b, path_to(w, "/equipe/moderation", ref, ""), NULL, said);
}

static struct seen report(struct world *w, const struct browser *b, struct uuid ref)
{
	static const struct field why[] = { { "reason", STR("medical") },
		{ "text", STR("Cela fait peur.") }, { 0 } };
	return visit_post(w, b, path_to(w, "/signaler/solution", ref, ""), NULL, why);
}

static enum status count_matchable(struct tx *tx, void *arg)
{
	struct solution_matchables all;
	TRY(solutions_matchable(tx, 0, 100, &all));
	*(size_t *)arg = all.len;
	return OK;
}

static size_t matchables(struct world *w)
{
	size_t n = 0;
	CHECK(world_job(w, count_matchable, &n) == OK);
	return n;
}

TEST(a_card_is_reported_and_waits_for_a_moderator_and_nothing_is_hidden_by_that)
{
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.ada, SOLUTION_LISTED);
	const char *card = path_to(&w, "/solutions", ref, "");
	CHECK(says(visit_get(&w, &w.nobody, card), "/signaler/solution/"));
	CHECK(!says(visit_get(&w, &w.ada, card), "/signaler/solution/"));
	struct seen form = visit_get(&w, &w.ben, path_to(&w, "/signaler/solution", ref, ""));
	CHECK_PAGE(0, form.body);
	CHECK(report(&w, &w.ben, ref).http == 303);
	CHECK(visit_get(&w, &w.nobody, card).http == 200);
	CHECK(says(visit_get(&w, &w.moe, "/equipe/moderation"), "Veille du soir"));
	struct seen desk = visit_get(&w, &w.moe, path_to(&w, "/equipe/moderation", ref, ""));
	CHECK_PAGE(1, desk.body);
	CHECK(says(desk, "Cela fait peur.") && says(desk, "Meurthe-et-Moselle"));
	CHECK(says(desk, "une infirmière rappelle") || says(desk, "Une infirmière rappelle"));
	CHECK(decide(&w, &w.moe, ref, "dismiss").http == 303);
	CHECK(!says(visit_get(&w, &w.moe, "/equipe/moderation"), "Veille du soir"));
	CHECK(visit_get(&w, &w.nobody, card).http == 200);
	world_close(&w);
}

TEST(what_is_hidden_is_gone_everywhere_but_for_its_bearer_and_the_team)
{
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.ada, SOLUTION_DOCUMENTED);
	const char *lists[] = { "/solutions", "/solutions.atom", "/solutions.csv", "/sitemap.xml",
		"/solutions?order=proven", "/recherche?q=veille", "/" };
	const char *ones[] = { path_to(&w, "/solutions", ref, ""),
		path_to(&w, "/solutions", ref, "/versions"),
		path_to(&w, "/discussion/solution", ref, "") };
	world_index(&w);
	CHECK(says(visit_get(&w, &w.nobody, lists[5]), "Veille du soir") && matchables(&w) == 1);
	CHECK(decide(&w, &w.moe, ref, "hide").http == 303);
	world_index(&w);
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		struct seen s = visit_get(&w, &w.nobody, lists[i]);
		CHECK_AT(i, s.http == 200 && !says(s, "Veille du soir") && !says(s, "/solutions/0"));
	}
	for (size_t i = 0; i < sizeof ones / sizeof *ones; i++)
		CHECK_AT(i, visit_get(&w, &w.ben, ones[i]).http == 404);
	CHECK(matchables(&w) == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice"
		" WHERE what = 'solutions.notice.hidden'") == 1);
	struct seen own = visit_get(&w, &w.ada, path_to(&w, "/porteur/solutions", ref, ""));
	CHECK_PAGE(0, own.body);
	CHECK(says(own, "Elle promet de guérir.") && says(own, "/contester/solution/"));
	struct seen team = visit_get(&w, &w.fay, path_to(&w, "/equipe/solutions", ref, ""));
	CHECK_PAGE(1, team.body);
	CHECK(says(team, "Masquée") && !says(team, "value=\"suspend\""));
	CHECK(report(&w, &w.ben, ref).http == 404);
	world_close(&w);
}

TEST(its_bearer_appeals_and_another_moderator_restores_it_where_it_was)
{
	static const enum solution_state states[] = { SOLUTION_LISTED, SOLUTION_DOCUMENTED,
		SOLUTION_EVALUATED, SOLUTION_SUSPENDED };
	static const struct field why[] = { { "text", STR("Il n’est écrit nulle part guérir.") },
		{ 0 } };
	struct world w;
	world_open(&w);
	struct browser zoe = world_member(&w, "zoe");
	CHECK(world_write(&w, str_fmt(w.arena, "UPDATE app_session SET roles = 5 WHERE person = %lld",
		(long long)zoe.person.id).ptr) == OK);
	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		struct uuid ref = solution_made(&w, &w.ada, states[i]);
		const char *appeal = path_to(&w, "/contester/solution", ref, "");
		CHECK_AT(i, visit_get(&w, &w.ada, appeal).http == 404);
		CHECK_AT(i, decide(&w, &w.moe, ref, "hide").http == 303);
		CHECK_PAGE(i, visit_get(&w, &w.ada, appeal).body);
		CHECK_AT(i, visit_get(&w, &w.ben, appeal).http == 404);
		CHECK_AT(i, visit_post(&w, &w.ada, appeal, NULL, why).http == 303);
		CHECK_AT(i, visit_get(&w, &w.ada, appeal).http == 404);
		CHECK_AT(i, decide(&w, &w.moe, ref, "restore").http == 403);
		struct seen own = visit_get(&w, &w.ada, path_to(&w, "/porteur/solutions", ref, ""));
		CHECK_AT(i, says(own, "au plus tard"));
		CHECK_AT(i, decide(&w, &zoe, ref, "restore").http == 303);
		struct str sql = str_fmt(w.arena, "SELECT count(*) FROM solutions_solution"
			" WHERE state = %d AND hidden_from = 0 AND audience = 0", (int)states[i]);
		CHECK_AT(i, world_count(&w, sql.ptr) == 1);
		CHECK_AT(i, visit_get(&w, &w.nobody, path_to(&w, "/solutions", ref, "")).http == 200);
	}
	world_close(&w);
}

TEST(what_is_hidden_and_retired_stays_out_of_sight_for_good)
{
	static const struct field why[] = { { "text", STR("Nous arrêtons.") }, { 0 } };
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.ada, SOLUTION_LISTED);
	CHECK(visit_post(&w, &w.ben, path_to(&w, "/suivre/solution", ref, ""), NULL, NULL).http
		== 303);
	w.now_at += 1000;
	CHECK(decide(&w, &w.moe, ref, "hide").http == 303);
	CHECK(visit_post(&w, &w.ada, path_to(&w, "/porteur/solutions", ref, "/retirer"), NULL,
		why).http == 303);
	CHECK(visit_get(&w, &w.nobody, path_to(&w, "/solutions", ref, "")).http == 404);
	CHECK(visit_get(&w, &w.ada, path_to(&w, "/contester/solution", ref, "")).http == 404);
	CHECK(decide(&w, &w.moe, ref, "restore").http == 409);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_news"
		" WHERE what IN ('solutions.notice.hidden', 'solutions.notice.retired')") == 0);
	world_close(&w);
}

TEST(a_veiled_card_is_covered_until_its_reader_opens_it_and_in_lists)
{
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.ada, SOLUTION_LISTED);
	CHECK(decide(&w, &w.moe, ref, "veil").http == 303);
	struct seen card = visit_get(&w, &w.nobody, path_to(&w, "/solutions", ref, ""));
	CHECK_PAGE(0, card.body);
	CHECK(says(card, "<details") && says(card, "Texte sensible"));
	CHECK(says(visit_get(&w, &w.nobody, path_to(&w, "/solutions", ref, "/versions")),
		"Texte sensible"));
	const char *lists[] = { "/solutions", "/solutions.atom", "/solutions.csv" };
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		struct seen s = visit_get(&w, &w.nobody, lists[i]);
		CHECK_AT(i, says(s, "Veille du soir") && says(s, "Texte sensible"));
		CHECK_AT(i, !says(s, "rappelle le soir"));
	}
	CHECK(decide(&w, &w.moe, ref, "unveil").http == 303);
	CHECK(says(visit_get(&w, &w.nobody, "/solutions"), "rappelle le soir"));
	world_close(&w);
}

TEST(moderators_decide_and_never_about_a_card_of_their_own)
{
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.moe, SOLUTION_LISTED);
	CHECK(decide(&w, &w.moe, ref, "hide").http == 403);
	CHECK(decide(&w, &w.fay, ref, "hide").http == 403);
	CHECK(decide(&w, &w.moe, ref, "approve").http == 400
		|| decide(&w, &w.moe, ref, "approve").http == 422);
	CHECK(visit_get(&w, &w.nobody, path_to(&w, "/solutions", ref, "")).http == 200);
	world_close(&w);
}
