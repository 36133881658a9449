/* A card in the other language: written by the team, shown as what it is, stale when its bearer
 * changes the words. */
#include "app/test_markup.h"
#include "features/solutions/test_made.h"

static const struct field english[] = { { "name", STR("Evening watch") },
	{ "text", STR("A nurse calls back in the evening when an answer worries.") }, { 0 } };

static struct seen translate(struct world *w, const struct browser *b, struct uuid ref,
	const struct field *said)
{
	return visit_post(w, b, path_to(w, "/equipe/solutions", ref, "/traduire"), NULL, said);
}

TEST(a_facilitator_translates_a_card_and_its_readers_see_by_whom_and_from_what)
{
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.ada, SOLUTION_LISTED);
	const char *desk = path_to(&w, "/equipe/solutions", ref, "");
	CHECK(says(visit_get(&w, &w.fay, desk), "Pas encore traduite"));
	struct seen form = visit_get(&w, &w.fay, path_to(&w, "/equipe/solutions", ref, "/traduire"));
	CHECK_PAGE(0, form.body);
	CHECK(says(form, "rappelle le soir") && says(form, "anglais"));
	CHECK(translate(&w, &w.fay, ref, english).http == 303);
	struct seen card = visit_get(&w, &w.nobody, path_to(&w, "/en/solutions", ref, ""));
	CHECK_PAGE(1, card.body);
	CHECK(says(card, "Evening watch") && says(card, "Translated by the team"));
	CHECK(says(card, "Original language: French") && says(card, "Veille du soir"));
	/* What is not translated is in its own language, what we say of it in the page's. */
	CHECK(says(card, "<span lang=\"fr\">Coopérative Lanterne, Nancy</span>"));
	CHECK(says(card, "<div lang=\"fr\"><p>Suivie un an") && !says(card, "lang=\"fr\">Free"));
	CHECK(says(visit_get(&w, &w.nobody, "/en/solutions"), "Evening watch"));
	CHECK(says(visit_get(&w, &w.nobody, "/solutions"), "Veille du soir"));
	CHECK(!says(visit_get(&w, &w.nobody, path_to(&w, "/solutions", ref, "")), "Evening"));
	struct seen seen = visit_get(&w, &w.fay, desk);
	CHECK_PAGE(2, seen.body);
	CHECK(says(seen, "Traduite le"));
	world_index(&w);
	CHECK(says(visit_get(&w, &w.nobody, "/en/recherche?q=nurse"), "/solutions/"));
	CHECK(translate(&w, &w.fay, ref, NULL).http == 303);           /* two empty fields: away */
	CHECK(says(visit_get(&w, &w.nobody, path_to(&w, "/en/solutions", ref, "")),
		"It is not translated."));
	CHECK(world_count(&w, "SELECT count(*) FROM variants_text WHERE kind = 401") == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM app_event"
		" WHERE what = 'solutions.translated'") == 2);
	world_close(&w);
}

TEST(half_a_translation_comes_back_and_nobody_translates_their_own)
{
	static const struct field half[] = { { "name", STR("Evening watch") }, { "text", STR("") },
		{ 0 } };
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.ada, SOLUTION_LISTED);
	struct seen s = translate(&w, &w.fay, ref, half);
	CHECK_PAGE(0, s.body);
	CHECK(s.http == 422 && says(s, "value=\"Evening watch\""));
	CHECK(world_count(&w, "SELECT count(*) FROM variants_text") == 0);
	CHECK(translate(&w, &w.ben, ref, english).http == 403);
	CHECK(translate(&w, &w.moe, ref, english).http == 403);
	struct uuid own = solution_made(&w, &w.fay, SOLUTION_LISTED);
	CHECK(translate(&w, &w.fay, own, english).http == 403);
	CHECK(!says(visit_get(&w, &w.fay, path_to(&w, "/equipe/solutions", own, "")), "/traduire"));
	struct uuid waits = solution_made(&w, &w.ada, SOLUTION_SUBMITTED);
	CHECK(translate(&w, &w.fay, waits, english).http == 409);
	world_close(&w);
}

TEST(a_translation_of_words_that_changed_is_shown_no_more_and_waits_to_be_read_again)
{
	static const struct field what[] = { { "name", STR("Veille de nuit") },
		{ "text", STR("Une infirmière rappelle toute la nuit quand une réponse inquiète.") },
		{ "for-patients", STR("1") }, { "theme", STR("pain") }, { 0 } };
	static const struct field publish[] = { { "action", STR("publish") }, { 0 } };
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.ada, SOLUTION_LISTED), d = { 0 };
	CHECK(translate(&w, &w.fay, ref, english).http == 303);
	struct seen s = visit_post(&w, &w.ada, path_to(&w, "/porteur/solutions", ref, "/modifier"),
		NULL, NULL);
	struct str draft = str_dup(w.arena, s.location);
	CHECK(draft.len > 36 && uuid_parse((struct str){ draft.ptr + draft.len - 36, 36 }, &d));
	visit_post(&w, &w.ada, path_to(&w, "/solutions/nouvelle", d, "/quoi"), NULL, what);
	CHECK(visit_post(&w, &w.ada, path_to(&w, "/solutions/nouvelle", d, "/relire"), NULL,
		NULL).http == 303);
	CHECK(visit_post(&w, &w.fay, path_to(&w, "/equipe/solutions", ref, ""), NULL,
		publish).http == 303);
	struct seen card = visit_get(&w, &w.nobody, path_to(&w, "/en/solutions", ref, ""));
	CHECK(says(card, "It is not translated.") && !says(card, "Evening watch"));
	CHECK(!says(visit_get(&w, &w.nobody, "/en/solutions"), "Evening watch"));
	CHECK(says(visit_get(&w, &w.fay, path_to(&w, "/equipe/solutions", ref, "")), "À revoir"));
	s = visit_get(&w, &w.fay, path_to(&w, "/equipe/solutions", ref, "/traduire"));
	CHECK_PAGE(0, s.body);
	CHECK(says(s, "Le porteur a changé ses mots") && says(s, "value=\"Evening watch\""));
	CHECK(translate(&w, &w.fay, ref, english).http == 303);
	CHECK(says(visit_get(&w, &w.nobody, "/en/solutions"), "Evening watch"));
	CHECK(world_count(&w, "SELECT count(*) FROM variants_text WHERE kind = 401") == 2);
	world_close(&w);
}
