/* Solutions as a browser meets them: real handlers, pages and database, no sockets. */
#include "app/test_markup.h"
#include "features/solutions/test_made.h"

enum { DAY_MS = 24 * 3600 * 1000 };

static const struct field what[] = { { "name", STR("Veille du soir") },
	{ "text", STR("Trois questions chaque soir, et une infirmière rappelle <b>au besoin</b>.") },
	{ "for-patients", STR("1") }, { "for-carers", STR("1") }, { "stage-treatment", STR("1") },
	{ "theme", STR("pain") }, { 0 } };
static const struct field practice[] = { { "cost", STR("free") }, { "territory", STR("54") },
	{ "languages-fr", STR("1") }, { "access-phone", STR("1") },
	{ "team", STR("Coopérative Lanterne, Nancy") }, { 0 } };
static const struct field proof[] = { { "evidence", STR("3") },
	{ "evidence_text", STR("Suivie un an, sans comparaison.") }, { "data", STR("none") },
	{ "device", STR("none") }, { "interests", STR("Aucun.") }, { 0 } };

static const char *location(struct world *w, struct seen s)
{
	CHECK(s.http == 303);
	return str_dup(w->arena, s.location).ptr;
}

#define SAY(action_, text_) (const struct field[]){ \
	{ "action", STR(action_) }, { "text", STR(text_) }, { 0 } }

static struct seen decide(struct world *w, const struct browser *b, struct uuid ref,
	const struct field *said)
{
	return visit_post(w, b, path_to(w, "/equipe/solutions", ref, ""), NULL, said);
}

static int card(struct world *w, struct uuid ref)
{
	return visit_get(w, &w->nobody, path_to(w, "/solutions", ref, "")).http;
}

TEST(a_town_is_meant_or_asked_again_and_the_card_says_it)
{
	struct world w;
	world_open(&w);
	const char *at = location(&w, visit_post(&w, &w.ada, "/solutions/nouvelle", NULL, what));
	const struct field several[] = { { "cost", STR("free") }, { "town", STR("Saint-Denis") },
		{ "languages-fr", STR("1") }, { "team", STR("Nous") }, { 0 } };
	struct seen s = visit_post(&w, &w.ada, at, NULL, several);
	CHECK_PAGE(0, s.body);
	CHECK(s.http == 422 && says(s, "value=\"Saint-Denis\"") && says(s, "avec son code"));
	struct solution_form form = form_made("Le soir");
	form.typed[SOLUTION_F_TOWN] = STR("epinal");
	struct uuid ref = named_solution_made(&w, &w.ada, SOLUTION_LISTED, form);
	CHECK(says(visit_get(&w, &w.nobody, path_to(&w, "/solutions", ref, "")), "Épinal (88)"));
	CHECK(world_count(&w, "SELECT count(*) FROM solutions_solution WHERE town ="
		" 'Épinal (88160)'") == 1);
	/* What is kept is read again when its bearer changes the card. */
	CHECK(visit_post(&w, &w.ada, path_to(&w, "/porteur/solutions", ref, "/modifier"), NULL,
		NULL).http == 303);
	CHECK(world_count(&w, "SELECT count(*) FROM solutions_draft WHERE town ="
		" 'Épinal (88160)'") == 1);
	world_close(&w);
}

TEST(a_bearer_writes_a_solution_in_four_steps_and_the_team_lists_it)
{
	struct world w;
	world_open(&w);
	struct seen first = visit_get(&w, &w.ada, "/solutions/nouvelle");
	CHECK_PAGE(0, first.body);
	const char *at = location(&w, visit_post(&w, &w.ada, "/solutions/nouvelle", NULL, what));
	CHECK(strstr(at, "/pratique") != NULL);
	CHECK_PAGE(1, visit_get(&w, &w.ada, at).body);
	at = location(&w, visit_post(&w, &w.ada, at, NULL, practice));
	CHECK_PAGE(2, visit_get(&w, &w.ada, at).body);
	at = location(&w, visit_post(&w, &w.ada, at, NULL, proof));
	struct seen review = visit_get(&w, &w.ada, at);
	CHECK_PAGE(3, review.body);
	CHECK(says(review, "Veille du soir") && says(review, "&lt;b&gt;") && !says(review, "<b>au"));
	CHECK(says(visit_get(&w, &w.ada, "/porteur"), "Veille du soir"));
	at = location(&w, visit_post(&w, &w.ada, at, NULL, NULL));
	struct seen own = visit_get(&w, &w.ada, at);
	CHECK_PAGE(4, own.body);
	CHECK(says(own, "En attente de lecture"));
	CHECK(world_count(&w, "SELECT count(*) FROM solutions_draft") == 0);
	CHECK(!says(visit_get(&w, &w.nobody, "/solutions"), "Veille du soir"));
	struct seen desk = visit_get(&w, &w.fay, "/equipe/solutions");
	CHECK_PAGE(5, desk.body);
	CHECK(says(desk, "Veille du soir"));
	struct uuid ref;
	CHECK(uuid_parse((struct str){ strrchr(at, '/') + 1, 36 }, &ref));
	CHECK_PAGE(6, visit_get(&w, &w.fay, path_to(&w, "/equipe/solutions", ref, "")).body);
	CHECK(decide(&w, &w.fay, ref, SAY("list", "")).http == 303);
	struct seen public = visit_get(&w, &w.nobody, path_to(&w, "/solutions", ref, "-x"));
	CHECK_PAGE(7, public.body);
	CHECK(says(public, "Coopérative Lanterne, Nancy") && says(public, "niveau 3 sur 5"));
	CHECK(says(public, "Meurthe-et-Moselle") && !says(public, "ada@"));
	struct seen list = visit_get(&w, &w.nobody, "/solutions");
	CHECK_PAGE(8, list.body);
	CHECK(says(list, "Veille du soir") && says(list, "1 solution"));
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice WHERE kind = 401") == 1);
	world_close(&w);
}

TEST(a_step_that_is_wrong_comes_back_with_all_that_was_typed_and_is_kept)
{
	static const struct field wrong[] = { { "name", STR("ab") }, { "text", STR("Court") },
		{ "for-carers", STR("1") }, { "theme", STR("no-such") }, { 0 } };
	struct world w;
	world_open(&w);
	struct seen s = visit_post(&w, &w.ada, "/solutions/nouvelle", NULL, wrong);
	CHECK_PAGE(0, s.body);
	CHECK(s.http == 422 && says(s, "value=\"ab\"") && says(s, "role=\"alert\""));
	CHECK(says(s, "Court"));
	CHECK(says(s, "name=\"for-carers\" value=\"1\" checked"));
	CHECK(world_count(&w, "SELECT count(*) FROM solutions_draft WHERE name = 'ab'") == 1);
	CHECK(visit_post(&w, &w.ada, "/solutions/nouvelle", NULL, NULL).http == 422);
	CHECK(world_count(&w, "SELECT count(*) FROM solutions_draft") == 1);
	world_close(&w);
}

TEST(a_draft_is_its_owners_alone_and_can_be_thrown_away)
{
	struct world w;
	world_open(&w);
	struct uuid d = draft_made(&w, &w.ada);
	CHECK(visit_get(&w, &w.ben, path_to(&w, "/solutions/nouvelle", d, "/quoi")).http == 404);
	CHECK(visit_get(&w, &w.fay, path_to(&w, "/solutions/nouvelle", d, "/relire")).http == 404);
	CHECK_PAGE(0, visit_get(&w, &w.ada, "/porteur").body);
	CHECK(visit_post(&w, &w.ada, path_to(&w, "/solutions/nouvelle", d, "/effacer"), NULL,
		NULL).http == 303);
	CHECK(world_count(&w, "SELECT count(*) FROM solutions_draft") == 0);
	world_close(&w);
}

TEST(what_the_team_returns_is_mended_and_sent_again)
{
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.ada, SOLUTION_SUBMITTED);
	struct seen mute = decide(&w, &w.fay, ref, SAY("return", " "));
	CHECK_PAGE(0, mute.body);
	CHECK(mute.http == 422 && says(mute, "Dites pourquoi."));
	CHECK(decide(&w, &w.fay, ref, SAY("return", "Qui vous finance ?")).http == 303);
	struct seen own = visit_get(&w, &w.ada, path_to(&w, "/porteur/solutions", ref, ""));
	CHECK_PAGE(1, own.body);
	CHECK(says(own, "Qui vous finance") && says(own, "À corriger"));
	const char *draft = location(&w, visit_post(&w, &w.ada,
		path_to(&w, "/porteur/solutions", ref, "/modifier"), NULL, NULL));
	struct seen again = visit_post(&w, &w.ada, str_fmt(w.arena, "%s/relire", draft).ptr, NULL,
		NULL);
	CHECK(again.http == 303);
	CHECK(world_count(&w, "SELECT count(*) FROM solutions_solution WHERE state = 1") == 1);
	CHECK(world_count(&w, "SELECT count(*) FROM solutions_draft") == 0);
	CHECK(card(&w, ref) == 404);
	world_close(&w);
}

TEST(a_public_card_stays_until_the_team_has_read_the_new_version)
{
	static const struct field anew[] = { { "name", STR("Veille de nuit") },
		{ "text", STR("Une infirmière rappelle toute la nuit quand une réponse inquiète.") },
		{ "for-patients", STR("1") }, { "theme", STR("pain") }, { 0 } };
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.ada, SOLUTION_LISTED);
	const char *draft = location(&w, visit_post(&w, &w.ada,
		path_to(&w, "/porteur/solutions", ref, "/modifier"), NULL, NULL));
	visit_post(&w, &w.ada, str_fmt(w.arena, "%s/quoi", draft).ptr, NULL, anew);
	const char *review = str_fmt(w.arena, "%s/relire", draft).ptr;
	CHECK(visit_post(&w, &w.ada, review, NULL, NULL).http == 303);
	struct seen public = visit_get(&w, &w.nobody, path_to(&w, "/solutions", ref, ""));
	CHECK(says(public, "Veille du soir") && !says(public, "Veille de nuit"));
	CHECK_PAGE(0, visit_get(&w, &w.ada, review).body);
	CHECK(says(visit_get(&w, &w.fay, "/equipe/solutions"), "Veille de nuit"));
	struct seen desk = visit_get(&w, &w.fay, path_to(&w, "/equipe/solutions", ref, ""));
	CHECK_PAGE(1, desk.body);
	CHECK(says(desk, "Veille de nuit") && says(desk, "Veille du soir"));
	CHECK(decide(&w, &w.fay, ref, SAY("refuse", "Dites les horaires.")).http == 303);
	CHECK(decide(&w, &w.fay, ref, SAY("publish", "")).http == 404);
	CHECK(visit_post(&w, &w.ada, review, NULL, NULL).http == 303);
	CHECK(decide(&w, &w.fay, ref, SAY("publish", "")).http == 303);
	CHECK(says(visit_get(&w, &w.nobody, path_to(&w, "/solutions", ref, "")), "Veille de nuit"));
	struct seen versions = visit_get(&w, &w.nobody, path_to(&w, "/solutions", ref, "/versions"));
	CHECK_PAGE(2, versions.body);
	CHECK(says(versions, "Veille du soir") && says(versions, "Version 2"));
	world_close(&w);
}

TEST(a_version_that_is_saved_again_waits_no_longer_until_it_is_sent_again)
{
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.ada, SOLUTION_LISTED);
	const char *draft = location(&w, visit_post(&w, &w.ada,
		path_to(&w, "/porteur/solutions", ref, "/modifier"), NULL, NULL));
	CHECK(visit_post(&w, &w.ada, str_fmt(w.arena, "%s/relire", draft).ptr, NULL, NULL).http == 303);
	CHECK(world_count(&w, "SELECT count(*) FROM solutions_draft WHERE sent_at > 0") == 1);
	CHECK_PAGE(0, visit_get(&w, &w.ada, str_fmt(w.arena, "%s/quoi", draft).ptr).body);
	visit_post(&w, &w.ada, str_fmt(w.arena, "%s/quoi", draft).ptr, NULL, what);
	CHECK(world_count(&w, "SELECT count(*) FROM solutions_draft WHERE sent_at > 0") == 0);
	CHECK(decide(&w, &w.fay, ref, SAY("publish", "")).http == 404);
	world_close(&w);
}

TEST(nobody_decides_about_a_solution_of_their_own)
{
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.fay, SOLUTION_SUBMITTED);
	struct seen seen = visit_get(&w, &w.fay, path_to(&w, "/equipe/solutions", ref, ""));
	CHECK_PAGE(0, seen.body);
	CHECK(!says(seen, "value=\"list\""));
	CHECK(decide(&w, &w.fay, ref, SAY("list", "")).http == 403);
	CHECK(decide(&w, &w.flo, ref, SAY("list", "")).http == 303);
	CHECK(decide(&w, &w.moe, ref, SAY("suspend", "Non")).http == 403);
	world_close(&w);
}

TEST(what_is_suspended_says_why_and_no_more_until_it_is_back)
{
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.ada, SOLUTION_LISTED);
	world_index(&w);
	CHECK(says(visit_get(&w, &w.nobody, "/solutions.csv"), "Veille du soir"));
	CHECK(decide(&w, &w.fay, ref, SAY("suspend", "Le numéro ne répond plus.")).http == 303);
	struct seen gone = visit_get(&w, &w.nobody, path_to(&w, "/solutions", ref, ""));
	CHECK_PAGE(0, gone.body);
	CHECK(says(gone, "Le numéro ne répond plus.") && says(gone, "Suspendue"));
	CHECK(!says(gone, "infirmière") && says(gone, "noindex"));
	CHECK(!says(visit_get(&w, &w.nobody, "/solutions"), "Veille du soir"));
	CHECK(!says(visit_get(&w, &w.nobody, "/solutions.csv"), "Veille du soir"));
	CHECK(!says(visit_get(&w, &w.nobody, "/solutions.atom"), "Veille du soir"));
	CHECK(world_count(&w, "SELECT count(*) FROM search_doc WHERE kind = 401 AND gone = 0") == 0);
	CHECK(visit_get(&w, &w.nobody, path_to(&w, "/solutions", ref, "/versions")).http == 404);
	CHECK(decide(&w, &w.fay, ref, SAY("resume", "")).http == 303);
	CHECK(says(visit_get(&w, &w.nobody, "/solutions"), "Veille du soir"));
	world_close(&w);
}

TEST(its_bearer_retires_a_solution_with_a_reason_for_good)
{
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.ada, SOLUTION_EVALUATED);
	const char *retire = path_to(&w, "/porteur/solutions", ref, "/retirer");
	CHECK(visit_post(&w, &w.ada, retire, NULL, NULL).http == 422);
	CHECK(visit_post(&w, &w.ben, retire, NULL, SAY("", "Pour voir")).http == 404);
	CHECK(visit_post(&w, &w.ada, retire, NULL, SAY("", "Notre équipe a fermé.")).http == 303);
	struct seen gone = visit_get(&w, &w.nobody, path_to(&w, "/solutions", ref, ""));
	CHECK(says(gone, "Notre équipe a fermé"));
	CHECK(visit_post(&w, &w.ada, path_to(&w, "/porteur/solutions", ref, "/modifier"), NULL,
		NULL).http == 409);
	CHECK(decide(&w, &w.fay, ref, SAY("resume", "")).http == 409);
	world_close(&w);
}

TEST(what_nobody_confirmed_for_a_year_says_so_and_its_bearer_is_told_twice)
{
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.ada, SOLUTION_LISTED);
	const char *told = "SELECT count(*) FROM delivery_notice"
		" WHERE what LIKE 'solutions.notice.%stale'";
	w.now_at += 330LL * DAY_MS;
	world_chores(&w);
	CHECK(world_count(&w, told) == 0);
	w.now_at += 6LL * DAY_MS;
	world_chores(&w);
	w.now_at += DAY_MS;
	world_chores(&w);
	CHECK(world_count(&w, told) == 1);
	CHECK(!says(visit_get(&w, &w.nobody, "/solutions"), "À vérifier"));
	w.now_at += 30LL * DAY_MS;
	world_chores(&w);
	w.now_at += DAY_MS;
	world_chores(&w);
	CHECK(world_count(&w, told) == 2);
	CHECK(says(visit_get(&w, &w.nobody, "/solutions"), "À vérifier"));
	struct seen stale = visit_get(&w, &w.nobody, path_to(&w, "/solutions", ref, ""));
	CHECK_PAGE(0, stale.body);
	CHECK(says(stale, "À vérifier"));
	CHECK(world_count(&w, "SELECT count(*) FROM solutions_solution WHERE told = 2") == 1);
	world_close(&w);
}

TEST(its_bearer_says_that_it_is_still_right)
{
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.ada, SOLUTION_LISTED);
	CHECK(world_write(&w, "UPDATE solutions_solution SET fresh_at = 1, told = 2") == OK);
	CHECK(says(visit_get(&w, &w.nobody, "/solutions"), "À vérifier"));
	CHECK_PAGE(0, visit_get(&w, &w.ada, path_to(&w, "/porteur/solutions", ref, "")).body);
	CHECK(visit_post(&w, &w.ada, path_to(&w, "/porteur/solutions", ref, "/confirmer"), NULL,
		NULL).http == 303);
	CHECK(!says(visit_get(&w, &w.nobody, "/solutions"), "À vérifier"));
	CHECK(world_count(&w, "SELECT told FROM solutions_solution") == 0);
	world_close(&w);
}

/* ---- the catalogue ---- */

TEST(the_catalogue_is_narrowed_by_what_matters_to_who_looks)
{
	static const struct { const char *query; bool here, all, idea; } cases[] = {
		{ "", true, true, true }, { "?theme=pain", true, false, true },
		{ "?theme=work", false, true, false }, { "?territory=54", true, true, false },
		{ "?territory=75", false, true, true }, { "?stage=treatment", true, false, true },
		{ "?stage=palliative", false, true, false }, { "?cost=free", true, false, true },
		{ "?cost=paid", false, true, false }, { "?evidence=1", true, true, false },
		{ "?evidence=4", false, true, false }, { "?order=proven", true, true, true },
		{ "?theme=pain&evidence=2&territory=54", true, false, false },
		{ "?evidence=9&stage=x&cost=y", true, true, true },
	};
	struct world w;
	world_open(&w);
	struct solution_form here = form_made("Ici seulement"), all = form_made("Partout"),
		idea = form_made("Une idée");
	all.typed[SOLUTION_F_THEME] = STR("work");
	all.typed[SOLUTION_F_TERRITORY] = STR("");
	all.typed[SOLUTION_F_STAGE] = STR("palliative");
	all.typed[SOLUTION_F_COST] = STR("paid");
	all.typed[SOLUTION_F_COST_TEXT] = STR("12 euros");
	all.typed[SOLUTION_F_EVIDENCE] = STR("4");
	idea.typed[SOLUTION_F_TERRITORY] = STR("75");
	idea.typed[SOLUTION_F_EVIDENCE] = STR("0");
	named_solution_made(&w, &w.ada, SOLUTION_LISTED, here);
	named_solution_made(&w, &w.ben, SOLUTION_LISTED, all);
	named_solution_made(&w, &w.cleo, SOLUTION_LISTED, idea);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct seen s = visit_get(&w, &w.nobody,
			str_fmt(w.arena, "/solutions%s", cases[i].query).ptr);
		CHECK_AT(i, s.http == 200 && says(s, "Ici seulement") == cases[i].here);
		CHECK_AT(i, says(s, "Partout") == cases[i].all && says(s, "Une idée") == cases[i].idea);
		struct seen csv = visit_get(&w, &w.nobody,
			str_fmt(w.arena, "/solutions.csv%s", cases[i].query).ptr);
		CHECK_AT(i, says(csv, "Partout") == cases[i].all);
	}
	struct seen proven = visit_get(&w, &w.nobody, "/solutions?order=proven");
	CHECK(strstr(proven.body.ptr, ">Partout<") < strstr(proven.body.ptr, ">Une idée<"));
	CHECK_PAGE(0, visit_get(&w, &w.nobody, "/en/solutions?theme=research").body);
	world_close(&w);
}

TEST(the_catalogue_has_pages_and_loses_nothing_between_them)
{
	struct world w;
	world_open(&w);
	for (int i = 0; i < 45; i++)
		named_solution_made(&w, &w.ada, SOLUTION_LISTED,
			form_made(str_fmt(w.arena, "Solution %02d", i).ptr));
	for (int proven = 0; proven <= 1; proven++) {
		const char *path = proven ? "/solutions?order=proven" : "/solutions";
		int64_t seen = 0, pages = 0;
		while (path && pages++ < 5) {
			struct seen s = visit_get(&w, &w.nobody, path);
			for (const char *at = s.body.ptr; (at = strstr(at, ">Solution ")); at++)
				seen++;
			const char *next = strstr(s.body.ptr, "rel=\"next\" href=\"");
			path = next ? str_fmt(w.arena, "/solutions%.*s", (int)strcspn(next + 17, "\""),
				next + 17).ptr : NULL;
			if (path)
				path = str_fmt(w.arena, "/solutions?%safter=%s", proven ? "order=proven&" : "",
					strstr(path, "after=") + 6).ptr;
		}
		CHECK_AT(proven, seen == 45 && pages == 3);
	}
	struct seen csv = visit_get(&w, &w.nobody, "/solutions.csv?order=proven");
	int64_t lines = 0;
	for (size_t i = 0; i < csv.body.len; i++)
		lines += csv.body.ptr[i] == '\n';
	CHECK(lines == 46);
	CHECK(says(visit_get(&w, &w.nobody, "/sitemap.xml"), "/solutions/"));
	CHECK(says(visit_get(&w, &w.nobody, "/solutions.atom"), "<title>Solution 44</title>"));
	world_close(&w);
}

TEST(a_card_is_read_in_english_where_it_is_translated)
{
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.ada, SOLUTION_LISTED);
	struct seen plain = visit_get(&w, &w.nobody, path_to(&w, "/en/solutions", ref, ""));
	CHECK_PAGE(0, plain.body);
	CHECK(says(plain, "It is not translated.") && says(plain, "lang=\"fr\""));
	world_close(&w);
}
