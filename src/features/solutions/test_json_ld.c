/* A card for search engines: JSON that says what it is and for whom, and never that it works. */
#include "base/json.h"
#include "app/test_markup.h"
#include "features/solutions/test_made.h"

/* What stands between the tags; "": nothing does. */
static struct str json_in(struct world *w, struct seen s)
{
	static const char open[] = "<script type=\"application/ld+json\"";
	const char *from = strstr(s.body.ptr, open);
	const char *begins = from ? strchr(from, '>') : NULL;
	const char *end = begins ? strstr(begins, "</script>") : NULL;
	return end ? str_dup(w->arena, (struct str){ begins + 1, (size_t)(end - begins - 1) })
		: (struct str){ 0 };
}

TEST(a_public_card_is_a_service_with_its_provider_place_price_and_languages)
{
	static const char *const said[] = { "\"@type\":\"Service\"", "\"name\":\"Veille du soir\"",
		"\"provider\":{\"@type\":\"Organization\",\"name\":\"Coopérative Lanterne, Nancy\"}",
		"\"areaServed\":{\"@type\":\"AdministrativeArea\",\"name\":\"Meurthe-et-Moselle",
		"\"price\":\"0\"", "\"availableLanguage\":[\"fr\",\"ar\"]", "BreadcrumbList" };
	static const char *const never[] = { "niveau", "Suivie un an", "evidence", "Aucun.",
		"MedicalTherapy", "hébergeur" };
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.ada, SOLUTION_EVALUATED);
	struct seen s = visit_get(&w, &w.nobody, path_to(&w, "/solutions", ref, ""));
	CHECK_PAGE(0, s.body);
	struct str json = json_in(&w, s);
	CHECK(json.len > 0);
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		test_check(has(json, said[i]), __FILE__, __LINE__, i, json.ptr);
	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		test_check(!has(json, never[i]), __FILE__, __LINE__, i, json.ptr);
	world_close(&w);
}

TEST(a_price_is_in_words_where_it_is_not_nothing_and_a_script_cannot_be_smuggled_in)
{
	struct world w;
	world_open(&w);
	struct solution_form form = form_made("Guide </script><script>alert(1)");
	form.typed[SOLUTION_F_COST] = STR("paid");
	form.typed[SOLUTION_F_COST_TEXT] = STR("12 euros par mois");
	form.typed[SOLUTION_F_TERRITORY] = STR("");
	form.typed[SOLUTION_F_LANGUAGES] = STR("fr,lsf");
	struct uuid ref = named_solution_made(&w, &w.ada, SOLUTION_LISTED, form);
	struct str json = json_in(&w, visit_get(&w, &w.nobody, path_to(&w, "/solutions", ref, "")));
	CHECK(has(json, "12 euros par mois") && !has(json, "\"price\""));
	CHECK(has(json, "[\"fr\",\"fsl\"]") && !has(json, "areaServed"));
	CHECK(has(json, "alert(1)") && !has(json, "<script>"));
	world_close(&w);
}

TEST(what_is_suspended_or_covered_tells_search_engines_nothing_of_its_text)
{
	static const struct field veil[] = { { "action", STR("veil") }, { "reason", STR("medical") },
		{ "text", STR("Des mots durs.") }, { 0 } };
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.ada, SOLUTION_LISTED);
	const char *card = path_to(&w, "/solutions", ref, "");
	CHECK(visit_post(&w, &w.moe, path_to(&w, "/equipe/moderation", ref, ""), NULL, veil).http
		== 303);
	struct str json = json_in(&w, visit_get(&w, &w.nobody, card));
	CHECK(has(json, "Veille du soir") && !has(json, "rappelle le soir"));
	CHECK(solution_acted(&w, &w.flo, ref, "suspend", "Injoignable.") == OK);
	CHECK(json_in(&w, visit_get(&w, &w.nobody, card)).len == 0);
	world_close(&w);
}
