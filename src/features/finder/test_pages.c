/* Searching as a browser meets it. */
#include "app/test_markup.h"
#include "features/agora/test_pages.h"
#include "features/finder/view.h"
#include "features/solutions/test_made.h"

/* The path behind an attribute like rel="next" href="; "" = there is none. */
static struct str link_behind(struct world *w, struct seen s, const char *words)
{
	const char *at = memmem(s.body.ptr, s.body.len, words, strlen(words));
	if (!at)
		return STR("");
	at += strlen(words);
	struct str query = { at, strcspn(at, "\"") }, piece, path = { 0 };
	while (str_cut(&query, ';', &piece))                       /* "&amp;" */
		path = str_join(w->arena, PIECES(path, (struct str){ piece.ptr, piece.len - 3 }));
	return str_join(w->arena, PIECES(path, query));
}

static struct seen search(struct world *w, const char *query)
{
	struct seen s = visit_get(w, &w->nobody, str_fmt(w->arena, "/recherche?%s", query).ptr);
	CHECK(s.http == 200);
	CHECK_PAGE(0, s.body);
	return s;
}

static void fill(struct world *w)
{
	world_open(w);
	publish(w, &w->ada, &(struct written){ "La <fatigue> du soir", .theme = "pain",
		.territory = "88", .text = "Une fatigue & rien d’autre ; dès dix-huit heures." });
	publish(w, &w->ben, &(struct written){ "Une autre fatigue", .theme = "work",
		.text = "Au travail." });
	publish(w, &w->ben, &(struct written){ "La piscine", .theme = "work", .text = "Tiède." });
	world_index(w);
}

TEST(solutions_are_narrowed_by_theme_and_place_as_needs_are)
{
	struct world w;
	world_open(&w);
	publish(&w, &w.ada, &(struct written){ "Une infirmière le soir", .theme = "work",
		.text = "Qui rappelle ?" });
	solution_made(&w, &w.ben, SOLUTION_LISTED);
	world_index(&w);
	CHECK(says(search(&w, "q=infirmiere"), "<h2>2 résultats pour"));
	struct seen s = search(&w, "q=infirmiere&theme=pain&territory=54");
	CHECK(says(s, "<h2>1 résultat pour") && says(s, "Meurthe-et-Moselle (54)"));
	CHECK(says(s, "<span class=\"ag-tag\">Solution</span>"));
	world_close(&w);
}

TEST(a_hit_is_shown_with_its_kind_its_words_marked_and_its_day)
{
	struct world w;
	fill(&w);
	struct seen s = search(&w, "q=fatigues");
	CHECK(says(s, "<h2>2 résultats pour") && says(s, "La &lt;fatigue&gt; du soir"));
	CHECK(says(s, "Une <mark>fatigue</mark> &amp; rien d’autre"));
	CHECK(says(s, "<span class=\"ag-tag\">Besoin</span>") && says(s, "Vosges (88)"));
	CHECK(says(s, "<time") && says(s, "href=\"/besoins/"));
	s = visit_get(&w, &w.nobody, "/en/recherche?q=fatigue");
	CHECK_PAGE(1, s.body);
	CHECK(says(s, "<h3 lang=\"fr\"><a href=\"/en/besoins/") && says(s, "2 results for"));
	CHECK(says(search(&w, ""), "Un mot suffit"));
	CHECK(says(search(&w, "q=%20%3C%22"), "value=\"&lt;&#34;\""));
	world_close(&w);
}

TEST(links_narrow_a_search_and_take_it_back)
{
	struct world w;
	fill(&w);
	struct seen s = search(&w, "q=fatigue");
	CHECK(says(s, "Préciser la recherche") && says(s, "q=fatigue&amp;theme=pain\">Douleur"));
	CHECK(!says(s, "Par nature") && !says(s, "Par territoire"));       /* there is no choice */
	s = search(&w, "q=fatigue&theme=pain");
	CHECK(says(s, "<h2>1 résultat pour") && !says(s, "Une autre"));
	CHECK(says(s, "href=\"/recherche?q=fatigue\">Douleur"));
	CHECK(says(s, "<input type=\"hidden\" name=\"theme\" value=\"pain\">"));
	CHECK(says(search(&w, "q=fatigue&kind=agora.need&territory=88"), "<h2>1 résultat pour"));
	CHECK(says(search(&w, "q=fatigue&kind=agora.answer"), "Aucun texte ne contient"));
	s = search(&w, "q=fatigue&kind=x&theme=%27&territory=%22&skip=-1&exact=x");
	CHECK(says(s, "<h2>2 résultats pour") && !says(s, "choisissez"));
	world_close(&w);
}

TEST(a_slip_is_said_and_what_was_typed_can_be_asked_for)
{
	struct world w;
	fill(&w);
	struct seen s = search(&w, "q=fatigeu");
	CHECK(says(s, "<h2>2 résultats pour «\u00A0fatigue\u00A0»"));
	CHECK(says(s, "Vous aviez écrit «\u00A0fatigeu\u00A0»"));
	CHECK(says(s, "/recherche?q=fatigeu&amp;exact=1\">Chercher exactement «\u00A0fatigeu\u00A0»"));
	s = search(&w, "q=fatigeu&exact=1");
	CHECK(says(s, "Aucun texte ne contient ces mots") && says(s, "href=\"/recherche?q=fatigeu\""));
	CHECK(says(s, "href=\"/besoins/nouveau?titre=fatigeu\""));
	s = search(&w, "q=piscine+fatigue");
	CHECK(says(s, "Aucun texte ne contient tous ces mots") && says(s, "<h2>3 résultats"));
	CHECK(says(search(&w, "q=piscine+xyzzyx"), "Aucun texte ne contient\u00A0: xyzzyx."));
	s = search(&w, "q=introuvable%20%26%20seul");
	CHECK(says(s, "?titre=introuvable%20%26%20seul\"") && says(s, "<h2>0 résultat"));
	world_close(&w);
}

TEST(pages_of_hits_follow_each_other)
{
	enum { NEEDS = 45 };
	struct world w;
	world_open(&w);
	for (int i = 0; i < NEEDS; i++)
		publish_need(&w, &w.ada, str_fmt(w.arena, "Besoin d’essai %d", i).ptr);
	world_index(&w);
	struct seen s = visit_get(&w, &w.nobody, "/recherche?q=essai");
	int hits = times_said(s, "<li class=\"ag-hit\">"), pages = 1;
	CHECK(says(s, "<h2>45 résultats"));
	struct str at;
	for (; (at = link_behind(&w, s, "rel=\"next\" href=\"")).len && pages < 9; pages++) {
		s = visit_get(&w, &w.nobody, at.ptr);
		CHECK_PAGE(pages, s.body);
		hits += times_said(s, "<li class=\"ag-hit\">");
	}
	CHECK(pages == 3 && hits == NEEDS);
	world_close(&w);
}

TEST(suggestions_are_public_words_as_json)
{
	struct world w;
	fill(&w);
	write_need(&w, &w.cleo, &(struct written){ "Mon numéro 06 39 98 00 17 kumquat",
		.text = "kumquat kumquat", .who = "me" });
	write_need(&w, &w.dan, &(struct written){ "Mon numéro 06 39 98 00 18 kumquat",
		.text = "kumquat kumquat", .who = "me" });
	world_index(&w);
	struct seen s = visit_get(&w, &w.nobody, "/recherche/suggestions?q=la");
	CHECK(s.http == 200 && strcmp(s.type, "application/json; charset=utf-8") == 0);
	CHECK(says(s, "La \\u003cfatigue> du soir\"}") && says(s, "{\"value\":\"La piscine\"}"));
	CHECK(says(visit_get(&w, &w.nobody, "/en/recherche/suggestions?q=fatig"), "fatigue\"}]"));
	const struct browser *as[] = { &w.nobody, &w.cleo, &w.moe };
	for (size_t i = 0; i < 3; i++) {
		s = visit_get(&w, as[i], "/recherche/suggestions?q=kumq");
		CHECK_AT(i, str_eq(s.body, STR("[]")));
		CHECK_AT(i, str_eq(visit_get(&w, as[i], "/recherche/suggestions").body, STR("[]")));
	}
	CHECK(says(visit_get(&w, &w.nobody, "/recherche?q=kumqat"), "<h2>0 résultat"));
	CHECK(!says(visit_get(&w, &w.nobody, "/recherche?q=kumqat"), "kumquat"));
	world_close(&w);
}

TEST(an_address_holds_what_was_asked_and_nothing_else)
{
	struct arena *a = arena_create();
	struct finder_asked asked = { .typed = STR("l’œdème & co"), .theme = STR("pain"),
		.exact = true, .skip = 20 };
	CHECK(str_eq(finder_url(a, &asked).text, STR("/recherche?q=l%E2%80%99%C5%93d%C3%A8me%20%26%20co"
		"&theme=pain&exact=1&skip=20")));
	struct choices all = { 0 };
	for (int i = 0; i < 2 * NARROW_MOST; i++)
		choices_add(&all, (struct choice){ .value = str_fmt(a, "%d", i) });
	CHECK(all.len == NARROW_MOST && !choices_add(&all, (struct choice){ 0 }));
	arena_destroy(a);
}
