/* The portal as a browser meets it, and every page of the site in both languages. */
#include "app/cookie.h"
#include "app/test_markup.h"
#include "features/portal/rules.h"
#include "test_site.h"

TEST(the_home_page_says_what_the_lab_is_and_how_to_begin)
{
	struct world w;
	world_open(&w);
	struct seen s = visit_get(&w, &w.nobody, "/");
	CHECK_PAGE(0, s.body);
	CHECK(s.http == 200 && says(s, "href=\"/besoins/nouveau\""));
	CHECK(says(s, "action=\"/recherche\""));
	CHECK(says(s, "application/ld+json") && says(s, "\"SearchAction\""));
	CHECK(says(s, "<h1>Dites ce qui vous manque") && says(s, "/retours/nouveau?page=%2F"));
	CHECK(says(s, "href=\"/\" aria-current=\"page\""));
	struct seen en = visit_get(&w, &w.nobody, "/en");
	CHECK_PAGE(1, en.body);
	CHECK(en.http == 200 && says(en, "<h1>Say what you need") && says(en, "/en/besoins/nouveau"));
	world_close(&w);
}

TEST(the_pages_of_the_country_are_filled_from_the_settings)
{
	struct world w;
	world_open(&w);
	w.site.settings.publisher = STR("The <Institute>");
	for (size_t i = 0; legal_name[i]; i++) {
		const char *path = str_fmt(w.arena, "/%s", legal_name[i]).ptr;
		const char *en = str_fmt(w.arena, "/en/%s", legal_name[i]).ptr;
		struct seen s = visit_get(&w, &w.nobody, path), e = visit_get(&w, &w.nobody, en);
		CHECK_PAGE(i, s.body);
		CHECK_PAGE(i, e.body);
		CHECK_AT(i, s.http == 200 && e.http == 200);
		CHECK_AT(i, !says(s, "{publisher}") && !says(s, "{contact_email}"));
	}
	struct seen s = visit_get(&w, &w.nobody, "/mentions");
	CHECK(says(s, "The &lt;Institute&gt;") && says(s, "à compléter par l’exploitant"));
	CHECK(says(visit_get(&w, &w.nobody, "/en/mentions"), "href=\"/en/donnees\""));
	CHECK(visit_get(&w, &w.nobody, "/mentions-legales").http == 404);
	world_close(&w);
}

TEST(the_sitemap_names_each_page_in_each_language)
{
	struct world w;
	world_open(&w);
	struct seen s = visit_get(&w, &w.nobody, "/sitemap.xml");
	CHECK(s.http == 200 && strncmp(s.type, "application/xml", 15) == 0);
	CHECK(says(s, "<loc>http://agora.example/</loc>"));
	CHECK(says(s, "<loc>http://agora.example/en/mentions</loc>"));
	CHECK(says(s, "hreflang=\"x-default\" href=\"http://agora.example/mentions\""));
	CHECK(says(s, "</urlset>"));
	world_close(&w);
}

TEST(robots_keep_out_of_what_is_private_and_of_a_demonstration)
{
	struct world w;
	world_open(&w);
	w.site.settings.demo = 0;
	struct seen s = visit_get(&w, &w.nobody, "/robots.txt");
	CHECK(says(s, "Disallow: /moi\n") && says(s, "Disallow: /en/moi\n"));
	CHECK(says(s, "Sitemap: http://agora.example/sitemap.xml\n") && !says(s, "Disallow: /\n"));
	w.site.settings.demo = 1;
	CHECK(says(visit_get(&w, &w.nobody, "/robots.txt"), "Disallow: /\n"));
	world_close(&w);
}

TEST(whoever_finds_a_hole_knows_whom_to_tell)
{
	struct world w;
	world_open(&w);
	struct seen s = visit_get(&w, &w.nobody, "/.well-known/security.txt");
	CHECK(says(s, "Contact: http://agora.example/retours/nouveau\n"));
	CHECK(says(s, "Expires: 2027-") && says(s, "T") && says(s, "Z\n"));
	w.site.settings.contact_email = STR("help@agora.example");
	s = visit_get(&w, &w.nobody, "/.well-known/security.txt");
	CHECK(says(s, "Contact: mailto:help@agora.example\n"));
	world_close(&w);
}

TEST(what_one_likes_is_kept_in_two_cookies)
{
	struct world w;
	world_open(&w);
	struct seen form = visit_get(&w, &w.nobody, "/affichage");
	CHECK_PAGE(0, form.body);
	const struct field likes[] = { { "theme", STR("dark") }, { "size", STR("2") }, { 0 } };
	struct seen s = visit_post(&w, &w.nobody, "/affichage", NULL, likes);
	CHECK(s.http == 303 && has(s.cookies[0], COOKIE_THEME "=dark;"));
	CHECK(has(s.cookies[1], COOKIE_SIZE "=2;") && has(s.cookies[1], "HttpOnly"));
	struct seen done = visit_follow(&w, &w.nobody, s);
	CHECK_PAGE(1, done.body);
	CHECK(says(done, "role=\"status\""));
	const struct field odd[] = { { "theme", STR("x\r\nSet-Cookie: a=b") }, { 0 } };
	s = visit_post(&w, &w.nobody, "/affichage", NULL, odd);
	CHECK(has(s.cookies[0], COOKIE_THEME "=;") && has(s.cookies[0], "Max-Age=0"));
	world_close(&w);
}

TEST(places_are_suggested_by_their_beginning)
{
	struct world w;
	world_open(&w);
	struct seen s = visit_get(&w, &w.nobody, "/communes?q=zzzzz");
	CHECK(s.http == 200 && strncmp(s.type, "application/json", 16) == 0);
	CHECK(str_eq(s.body, STR("[]")));
	if (str_eq(w.site.country.code, STR("fr"))) {
		s = visit_get(&w, &w.nobody, "/communes?q=%C3%A9pinal");
		CHECK(says(s, "[{\"value\":\"Épinal (88)\"}"));
	}
	world_close(&w);
}

/* ---- every page ---- */

static bool is_page(struct seen s)
{
	return s.type == NULL || strncmp(s.type, "text/html", 9) == 0;
}

static void visit_all(struct world *w, const struct browser *b)
{
	for (const struct feature *const *f = w->site.features; *f; f++)
		for (const struct route *r = (*f)->routes; r && r->method; r++) {
			if (r->method != GET || strchr(r->path, '{'))
				continue;
			for (enum lang l = LANG_FR; l < LANGS; l++) {
				struct seen s = visit_get(w, b, str_fmt(w->arena, "%s%s", lang_about[l].prefix,
					r->path).ptr);
				test_check(s.http < 500, __FILE__, __LINE__, (size_t)s.http, r->path);
				if (s.http == 303 || s.http == 204 || !is_page(s))
					continue;
				check_page(s.body, r->path, (int)l, (size_t)s.http);
				test_check(has(s.body, str_fmt(w->arena, "<html lang=\"%s\"",
					lang_about[l].code).ptr), r->path, (int)l, 0, "speaks another language");
			}
		}
}

TEST(every_page_of_the_site_is_whole_in_every_language_for_everyone)
{
	struct world w;
	world_open(&w);
	const struct browser *as[] = { &w.nobody, &w.ada, &w.fay, &w.eve };
	for (size_t i = 0; i < sizeof as / sizeof *as; i++)
		visit_all(&w, as[i]);
	world_close(&w);
}

TEST(a_page_that_is_not_there_offers_a_search_in_its_language)
{
	struct world w;
	world_open(&w);
	struct seen s = visit_get(&w, &w.nobody, "/en/nothing/here");
	CHECK_PAGE(0, s.body);
	CHECK(s.http == 404 && says(s, "action=\"/en/recherche\"") && says(s, "<html lang=\"en\""));
	world_close(&w);
}

TEST(the_page_about_us_names_the_institutions_along_the_way)
{
	struct world w;
	world_open(&w);
	CHECK(w.site.country.institution_count > 0);
	struct seen about = visit_get(&w, &w.nobody, "/apropos");
	for (size_t i = 0; i < w.site.country.institution_count; i++)
		CHECK_AT(i, says(about, str_dup(w.arena, w.site.country.institutions[i].name).ptr));
	CHECK(!says(visit_get(&w, &w.nobody, "/cgu"), "ameli"));
	world_close(&w);
}
