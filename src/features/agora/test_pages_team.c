/* What the team does in the browser. */
#include "app/test_markup.h"
#include "features/agora/test_pages.h"

TEST(a_moderator_takes_decides_with_a_reason_and_its_author_reads_it)
{
	struct world w;
	world_open(&w);
	struct str at = write_need(&w, &w.ada, &(struct written){ .title = "À <lire>",
		.text = "Appelez le 06 12 34 56 78" }).location;
	const char *item = team_at(&w, "/equipe/moderation", at, "");
	CHECK(visit_get(&w, &w.fay, item).http == 403 && visit_get(&w, &w.ada, item).http == 403);
	struct seen s = visit_get(&w, &w.moe, "/equipe/moderation");
	CHECK_PAGE(0, s.body);
	CHECK(says(s, "À &lt;lire&gt;") && says(s, "numéro de téléphone") && says(s, "Vie privée"));
	CHECK(says(visit_get(&w, &w.moe, "/equipe/moderation?lane=privacy"), "&lt;lire&gt;"));
	CHECK(!says(visit_get(&w, &w.moe, "/equipe/moderation?lane=abuse"), "&lt;lire&gt;"));
	CHECK(visit_post(&w, &w.moe, team_at(&w, "/equipe/moderation", at, "/prendre"), NULL,
		NULL).http == 303);
	s = visit_get(&w, &w.moe, item);
	CHECK_PAGE(1, s.body);
	CHECK(says(s, "Rendre à la file") && says(s, "0 autre besoin déjà public"));
	CHECK(says(s, "Des phrases pour le dire"));
	s = visit_post(&w, &w.moe, item, NULL, FORM(TYPED("action", "reject"), TYPED("text", "<non>")));
	CHECK(s.http == 422 && says(s, "href=\"#reason\"") && says(s, "&lt;non&gt;</textarea>"));
	CHECK(visit_post(&w, &w.moe, item, NULL, FORM(TYPED("action", "erase"))).http == 400);
	CHECK(visit_post(&w, &w.moe, item, NULL, FORM(TYPED("action", "reject"),
		TYPED("reason", "privacy"), TYPED("text", "Un numéro."))).http == 303);
	s = visit_get(&w, &w.ada, need_at(&w, at, ""));
	CHECK(says(s, "Non publié") && says(s, "Un numéro."));
	CHECK(says(s, "Demander une autre relecture"));
	CHECK(visit_get(&w, &w.ben, need_at(&w, at, "")).http == 404);
	s = visit_get(&w, &w.moe, item);
	CHECK(says(s, "Déjà décidé sur ce texte") && says(s, "moe"));
	world_close(&w);
}

TEST(a_public_need_is_held_with_a_reason_and_comes_back_where_it_was)
{
	struct world w;
	world_open(&w);
	struct str at = publish_need(&w, &w.ada, "Public, puis retenu");
	const char *item = team_at(&w, "/equipe/moderation", at, "");
	CHECK(says(visit_get(&w, &w.moe, at.ptr), item));
	CHECK(says(visit_get(&w, &w.moe, item), "Retenir"));
	CHECK(visit_post(&w, &w.moe, item, NULL, FORM(TYPED("action", "hold"),
		TYPED("reason", "abuse"), TYPED("text", "À revoir."))).http == 303);
	CHECK(visit_get(&w, &w.nobody, at.ptr).http == 404);
	CHECK(says(visit_get(&w, &w.ada, at.ptr), "L’équipe relit votre besoin"));
	struct uuid once = uuid_v4();
	const char *approve = team_at(&w, "/equipe/moderation", at, "/publier");
	struct seen first = visit_post(&w, &w.moe, approve, &once, NULL);
	struct seen again = visit_post(&w, &w.moe, approve, &once, NULL);
	CHECK(first.http == 303 && str_eq(first.location, again.location));
	CHECK(visit_post(&w, &w.moe, approve, NULL, NULL).http == 409);
	CHECK(visit_get(&w, &w.nobody, at.ptr).http == 200);
	world_close(&w);
}

TEST(nobody_decides_about_a_need_of_their_own)
{
	struct world w;
	world_open(&w);
	struct str at = write_need(&w, &w.moe, &(struct written){ .title = "Le mien",
		.text = "Mon numéro : 06 12 34 56 78" }).location;
	const char *item = team_at(&w, "/equipe/moderation", at, "");
	CHECK(says(visit_get(&w, &w.moe, "/equipe/moderation"), "Le vôtre"));
	struct seen s = visit_get(&w, &w.moe, item);
	CHECK(says(s, "Une autre personne décidera") && !says(s, "/publier\""));
	CHECK(visit_post(&w, &w.moe, team_at(&w, "/equipe/moderation", at, "/publier"), NULL,
		NULL).http == 403);
	CHECK(visit_post(&w, &w.moe, team_at(&w, "/equipe/moderation", at, "/prendre"), NULL,
		NULL).http == 403);
	world_close(&w);
}

TEST(facilitators_see_what_waits_and_take_it_up)
{
	struct world w;
	world_open(&w);
	struct str at = publish_need(&w, &w.ada, "À suivre");
	const char *place = "/equipe/besoins";
	struct seen s = visit_get(&w, &w.fay, place);
	CHECK_PAGE(0, s.body);
	CHECK(says(s, "À suivre") && says(s, team_at(&w, place, at, "/qualifier\"")));
	CHECK(!says(s, team_at(&w, place, at, "/prendre\"")));
	CHECK(visit_get(&w, &w.fay, team_at(&w, place, at, "/prendre")).http == 409);
	visit_post(&w, &w.fay, team_at(&w, place, at, "/qualifier"), NULL,
		FORM(TYPED("for", "me"), TYPED("theme", "pain")));
	s = visit_get(&w, &w.fay, team_at(&w, place, at, "/qualifier"));
	CHECK(says(s, "<option value=\"pain\" selected>") && says(s, "<option value=\"me\" selected>"));
	CHECK(visit_post(&w, &w.fay, team_at(&w, place, at, "/prendre"), NULL,
		FORM(TYPED("note", ""))).http == 422);
	CHECK(visit_post(&w, &w.fay, team_at(&w, place, at, "/prendre"), NULL,
		FORM(TYPED("note", "Deux ateliers à <Épinal>."))).http == 303);
	s = visit_get(&w, &w.nobody, at.ptr);
	CHECK(says(s, "Deux ateliers à &lt;Épinal&gt;.") && says(s, "L’équipe se met au travail"));
	CHECK(says(s, "is-now") && says(s, "is-next") && says(s, "is-done"));
	CHECK(says(visit_get(&w, &w.fay, "/equipe/besoins?state=work"), "À suivre"));
	static const char *const pages[] = { "/qualifier", "/ou-en-est-on", "/promettre", "/repondre",
		"/corriger-reponse", "/relire-reponse", "/fusionner", "/traduire" };
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		s = visit_get(&w, &w.fay, team_at(&w, place, at, pages[i]));
		CHECK_AT(i, s.http == 200 && says(s, "À suivre"));
		CHECK_PAGE(i, s.body);
		CHECK_AT(i, visit_get(&w, &w.ada, team_at(&w, place, at, pages[i])).http == 403);
		const char *en = str_fmt(w.arena, "/en%s", team_at(&w, place, at, pages[i])).ptr;
		CHECK_PAGE(i, visit_get(&w, &w.fay, en).body);
	}
	world_close(&w);
}

TEST(what_the_page_of_a_need_offers_depends_on_who_reads)
{
	struct world w;
	world_open(&w);
	struct str at = publish_need(&w, &w.ada, "Selon qui lit");
	struct seen nobody = visit_get(&w, &w.nobody, at.ptr), ada = visit_get(&w, &w.ada, at.ptr);
	struct seen ben = visit_get(&w, &w.ben, at.ptr), fay = visit_get(&w, &w.fay, at.ptr);
	struct seen moe = visit_get(&w, &w.moe, at.ptr);
	static const struct { const char *words; bool by[5]; } cases[] = {
		{ "/moi-aussi\"", { true, false, true, true, true } },
		{ "/signaler/besoin/", { true, false, true, true, true } },
		{ "/retirer\"", { false, true, false, false, false } },
		{ "/qualifier\"", { false, false, false, true, false } },
		{ "/equipe/moderation/", { false, false, false, false, true } },
		{ "/fusionner\"", { false, false, false, true, true } },
		{ "Votre besoin est public", { false, true, false, false, false } },
		{ "L’équipe relit le texte", { false, true, false, true, true } },
	};
	const struct seen all[] = { nobody, ada, ben, fay, moe };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (size_t b = 0; b < 5; b++)
			CHECK_AT(10 * i + b, says(all[b], cases[i].words) == cases[i].by[b]);
	for (size_t b = 0; b < 5; b++)
		CHECK_PAGE(b, all[b].body);
	world_close(&w);
}
