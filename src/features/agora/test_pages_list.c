/* Needs in lists and for machines. */
#include "app/test_markup.h"
#include "features/agora/test_pages.h"

/* The path of the link to the next page; NULL: there is none. */
static const char *next_page(struct world *w, struct seen s, const char *path)
{
	const char *at = memmem(s.body.ptr, s.body.len, "rel=\"next\" href=\"", 17);
	if (!at)
		return NULL;
	struct str query = { at + 17, strcspn(at + 17, "\"") }, piece;
	struct buf b = { .max = 1000 };
	if (query.ptr[0] == '?')
		buf_put(&b, str_view(path));
	while (str_cut(&query, '&', &piece)) {                     /* "&amp;" */
		buf_put(&b, piece);
		buf_put(&b, STR("&"));
		query = (struct str){ query.ptr + 4, query.len - 4 };
	}
	buf_put(&b, query);
	struct str url = str_dup(w->arena, buf_view(&b));
	buf_finish(&b);
	return url.ptr;
}

TEST(a_list_leads_through_every_need_once_in_both_orders_and_keeps_its_filter)
{
	enum { NEEDS = 45 };
	struct world w;
	world_open(&w);
	for (int i = 0; i < NEEDS; i++) {
		const char *title = str_fmt(w.arena, "Besoin d’essai %d", i).ptr;
		publish(&w, &w.ada, &(struct written){ title, .theme = i % 9 ? "pain" : "work" });
	}
	static const struct { const char *path; int pages, needs; } cases[] = {
		{ "/besoins", 3, NEEDS }, { "/besoins?order=shared", 3, NEEDS },
		{ "/besoins?theme=pain", 2, 40 }, { "/besoins?theme=work&order=shared", 1, 5 },
		{ "/besoins?theme=nothing", 1, 0 }, { "/besoins?state=answered", 1, 0 },
		{ "/besoins?state=x%27%20OR&after=1.2", 3, NEEDS },
		{ "/en/besoins?for=patients", 3, NEEDS },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int pages = 0, needs = 0;
		struct str path = { cases[i].path, strcspn(cases[i].path, "?") };
		const char *base = str_dup(w.arena, path).ptr;
		for (const char *at = cases[i].path; at && pages < 9; pages++) {
			struct seen s = visit_get(&w, &w.nobody, at);
			CHECK_AT(i, s.http == 200);
			CHECK_PAGE(i, s.body);
			needs += times_said(s, "<li class=\"ag-need\">");
			at = next_page(&w, s, base);
		}
		CHECK_AT(i, pages == cases[i].pages && needs == cases[i].needs);
	}
	world_close(&w);
}

TEST(a_list_counts_what_can_be_counted_and_proposes_to_express_what_is_missing)
{
	struct world w;
	world_open(&w);
	CHECK(says(visit_get(&w, &w.nobody, "/besoins"), "Personne n’a encore écrit ce besoin"));
	publish(&w, &w.ada, &(struct written){ .title = "Un", .theme = "pain", .territory = "88" });
	publish(&w, &w.ben, &(struct written){ .title = "Deux", .theme = "work" });
	struct seen s = visit_get(&w, &w.nobody, "/besoins");
	CHECK(says(s, "<h2>2 besoins</h2>") && says(s, "type=\"application/atom+xml\""));
	CHECK(says(s, "Vosges") && says(s, "Partout en France") && says(s, "Douleur"));
	CHECK(says(s, "1 étape faite sur 5") || says(s, "étape"));
	s = visit_get(&w, &w.nobody, "/besoins?theme=pain");
	CHECK(says(s, "<h2>1 besoin</h2>") && says(s, "<option value=\"pain\" selected>"));
	CHECK(says(s, "href=\"/besoins.atom?theme=pain\"") && says(s, "/besoins.csv?theme=pain\""));
	s = visit_get(&w, &w.nobody, "/besoins?territory=75");
	CHECK(says(s, "href=\"/besoins/nouveau\"") && says(s, "Enlever les choix"));
	world_close(&w);
}

/* A moderator has read it: their words stay between its author and the team. */
TEST(the_steps_of_one_need_are_a_feed_of_what_everyone_may_read)
{
	struct world w;
	world_open(&w);
	struct str at = publish(&w, &w.ada, &(struct written){ .title = "<b>Le</b> fil",
		.text = "Un deux", .theme = "pain" });
	struct str ref = uuid_dup(w.arena, ref_in(at));
	const char *path = str_fmt(w.arena, "/besoins/%s.atom", ref.ptr).ptr;
	CHECK(says(visit_get(&w, &w.nobody, str_fmt(w.arena, "/besoins/%s", ref.ptr).ptr), path));
	struct seen s = visit_get(&w, &w.nobody, path);
	CHECK(s.http == 200 && strcmp(s.type, "application/atom+xml; charset=utf-8") == 0);
	CHECK(says(s, "&lt;b&gt;Le&lt;/b&gt; fil") && says(s, "</feed>"));
	CHECK(says(s, str_fmt(w.arena, "<id>http://agora.example/besoins/%s#", ref.ptr).ptr));
	CHECK(says(s, "<entry ") && says(s, "<updated>2026-") && !says(s, ">ada<"));
	CHECK(!says(s, "1970-"));
	CHECK(visit_get(&w, &w.nobody, str_fmt(w.arena, "/en%s", path).ptr).http == 200);
	CHECK(world_write(&w, "UPDATE agora_need SET audience = 3") == OK);
	CHECK(visit_get(&w, &w.ada, path).http == 404);       /* a feed is everybody's */
	world_close(&w);
}

TEST(the_feed_is_atom_with_ids_dates_and_escaped_words)
{
	struct world w;
	world_open(&w);
	struct seen s = visit_get(&w, &w.nobody, "/besoins.atom");
	CHECK(s.http == 200 && says(s, "</feed>") && says(s, "<updated>1970-"));
	struct str at = publish(&w, &w.ada, &(struct written){ .title = "<b>Le</b> & \"fil\"",
		.text = "Un\x01" "deux", .theme = "pain" });
	s = visit_get(&w, &w.nobody, "/en/besoins.atom?theme=pain&order=shared");
	CHECK(strcmp(s.type, "application/atom+xml; charset=utf-8") == 0);
	CHECK(str_starts(s.body, STR("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=")));
	CHECK(says(s, "<title>&lt;b&gt;Le&lt;/b&gt; &amp; &#34;fil&#34;</title>"));
	CHECK(says(s, "<content>Un\xEF\xBF\xBD" "deux</content>") && says(s, "<name>ada</name>"));
	CHECK(says(s, str_fmt(w.arena, "<id>urn:uuid:%s</id>", uuid_print(ref_in(at)).text).ptr));
	CHECK(says(s, "rel=\"self\" type=\"application/atom+xml\" "
		"href=\"http://agora.example/en/besoins.atom?theme=pain&amp;order=shared\"/>"));
	CHECK(says(s, "<category term=\"pain\" label=\"Pain\"/>"));
	CHECK(!says(visit_get(&w, &w.nobody, "/besoins.atom?theme=work"), "<entry"));
	world_close(&w);
}

TEST(the_table_holds_what_is_public_and_nothing_a_spreadsheet_would_run)
{
	struct world w;
	world_open(&w);
	publish(&w, &w.ada, &(struct written){ .title = "=1+1", .text = "Dit : \"oui\" ;\nou non" });
	for (int i = 0; i < 3; i++)
		publish(&w, &w.ada, &(struct written){ .title = "Un autre" });
	struct seen s = visit_get(&w, &w.nobody, "/besoins.csv");
	CHECK(strcmp(s.type, "text/csv; charset=utf-8") == 0);
	CHECK(str_starts(s.body, STR("\xEF\xBB\xBFnuméro;adresse;titre;texte;")));
	CHECK(says(s, ";\"'=1+1\";\"Dit : \"\"oui\"\" ;\nou non\";fr;"));
	CHECK(says(s, "Licence Ouverte 2.0\r\n") && times_said(s, "\r\n") == 5);
	CHECK(!says(s, ";ada;") && !says(s, "Ada"));
	world_close(&w);
}
