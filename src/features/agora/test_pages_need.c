/* The page of a need, and what people do there. */
#include "app/test_markup.h"
#include "features/agora/test_pages.h"

static int64_t supports(struct world *w)
{
	return world_count(w, "SELECT supports FROM agora_need");
}

TEST(what_people_wrote_is_shown_escaped_everywhere)
{
	struct world w;
	world_open(&w);
	struct str at = publish(&w, &w.ada, &(struct written){ .title = "<b>\"Moi\"</b> & </script>",
		.text = "<script>alert(1)</script>\n\nPuis <i>deux</i>.", .theme = "pain" });
	world_index(&w);
	struct seen s = visit_get(&w, &w.nobody, at.ptr);
	CHECK_PAGE(0, s.body);
	CHECK(says(s, "«\u00A0&lt;b&gt;&#34;Moi&#34;&lt;/b&gt; &amp; &lt;/script&gt;"));
	CHECK(says(visit_get(&w, &w.nobody, str_fmt(w.arena, "/en%s", at.ptr).ptr),
		"“&lt;b&gt;&#34;Moi&#34;&lt;/b&gt; &amp; &lt;/script&gt;”"));
	CHECK(says(s, "&lt;script&gt;alert(1)&lt;/script&gt;</p>") && !says(s, "<script>alert"));
	CHECK(says(s, "\"@type\":\"DiscussionForumPosting\"") && says(s, "\\u003c/script>"));
	CHECK(says(s, "BreadcrumbList") && says(s, "-moi-"));
	CHECK(says(s, "rel=\"canonical\" href=\"http://agora.example/besoins/"));
	static const char *const lists[] = { "/besoins", "/recherche?q=deux", "/moi/besoins",
		"/equipe/besoins" };
	const struct browser *const by[] = { &w.nobody, &w.ben, &w.ada, &w.fay };
	for (size_t i = 0; i < 4; i++) {
		s = visit_get(&w, by[i], lists[i]);
		CHECK_PAGE(i, s.body);
		CHECK_AT(i, s.http == 200 && says(s, "&lt;b&gt;&#34;Moi") && !says(s, "<b>\"Moi"));
	}
	world_close(&w);
}

TEST(moi_aussi_counts_once_a_person_from_every_session_and_can_be_taken_back)
{
	struct world w;
	world_open(&w);
	struct str at = publish_need(&w, &w.ada, "Un besoin partagé");
	const char *join = need_at(&w, at, "/moi-aussi"), *leave = need_at(&w, at, "/plus-moi");
	struct uuid once = uuid_v4();
	struct seen first = visit_post(&w, &w.ben, join, &once, NULL);
	struct seen again = visit_post(&w, &w.ben, join, &once, NULL);
	CHECK(first.http == 303 && str_eq(first.location, again.location));
	CHECK(visit_post(&w, &w.ben, join, NULL, NULL).http == 303);
	struct seen s = visit_get(&w, &w.ben, at.ptr);
	CHECK(supports(&w) == 1 && says(s, "Vous avez dit «") && says(s, "/plus-moi\""));
	CHECK(says(visit_get(&w, &w.ben, "/besoins"), "Vous avez dit «"));
	CHECK(!says(visit_get(&w, &w.cleo, "/besoins"), "Vous avez dit «"));
	CHECK(says(visit_get(&w, &w.nobody, at.ptr), ">2</strong>"));
	CHECK(visit_post(&w, &w.ben, leave, NULL, NULL).http == 303);
	CHECK(visit_post(&w, &w.ben, leave, NULL, NULL).http == 303);
	CHECK(supports(&w) == 0);
	world_close(&w);
}

struct two { struct world *w; struct browser *second; };

static enum status sign_in_elsewhere(struct tx *tx, void *arg)
{
	struct two *t = arg;
	return session_open(tx, &t->w->site.keys, &t->second->person, &t->second->session);
}

TEST(two_sessions_of_one_person_are_one_voice)
{
	struct world w;
	world_open(&w);
	struct str at = publish_need(&w, &w.ada, "Un besoin partagé");
	struct browser phone = { .person = w.ben.person };
	CHECK(world_job(&w, sign_in_elsewhere, &(struct two){ &w, &phone }) == OK);
	visit_post(&w, &w.ben, need_at(&w, at, "/moi-aussi"), NULL, NULL);
	CHECK(visit_post(&w, &phone, need_at(&w, at, "/moi-aussi"), NULL, NULL).http == 303);
	CHECK(supports(&w) == 1);
	world_close(&w);
}

TEST(whoever_is_not_signed_in_is_lead_to_sign_in_and_back)
{
	struct world w;
	world_open(&w);
	struct str at = publish_need(&w, &w.ada, "Un besoin partagé");
	struct seen s = visit_post(&w, &w.nobody, need_at(&w, at, "/moi-aussi"), NULL, NULL);
	CHECK(s.http == 303 && str_starts(s.location, STR("/connexion?next=%2Fbesoins%2F")));
	CHECK(supports(&w) == 0);
	CHECK(visit_post(&w, &w.ada, need_at(&w, at, "/moi-aussi"), NULL, NULL).http == 403);
	CHECK(!says(visit_get(&w, &w.ada, at.ptr), "/moi-aussi\""));
	world_close(&w);
}

TEST(a_report_is_counted_once_and_read_by_a_moderator)
{
	struct world w;
	world_open(&w);
	struct str at = publish_need(&w, &w.ada, "Un texte à lire");
	const char *report = team_at(&w, "/signaler/besoin", at, "");
	CHECK(says(visit_get(&w, &w.nobody, at.ptr), report));
	struct seen s = visit_post(&w, &w.nobody, report, NULL, FORM(TYPED("text", "<i>Pourquoi</i>")));
	CHECK(s.http == 422 && says(s, "&lt;i&gt;Pourquoi&lt;/i&gt;") && says(s, "href=\"#reason\""));
	CHECK_PAGE(0, s.body);
	for (int i = 0; i < 2; i++) {
		s = visit_post(&w, &w.nobody, report, NULL, FORM(TYPED("reason", "abuse"),
			TYPED("text", "<i>Pourquoi</i>")));
		CHECK_AT(i, s.http == 303);
	}
	s = visit_follow(&w, &w.nobody, s);
	CHECK(s.http == 200 && says(s, "Votre signalement est arrivé") && says(s, "href=\"tel:3114\""));
	CHECK(world_count(&w, "SELECT count(*) FROM moderation_report") == 1);
	CHECK(visit_post(&w, &w.ben, report, NULL, FORM(TYPED("reason", "danger"))).http == 303);
	s = visit_get(&w, &w.moe, team_at(&w, "/equipe/moderation", at, ""));
	CHECK(says(s, "2 signalements") && says(s, "&lt;i&gt;Pourquoi") && says(s, "Danger"));
	CHECK(visit_get(&w, &w.nobody, at.ptr).http == 200);       /* a report hides nothing */
	s = visit_post(&w, &w.moe, team_at(&w, "/equipe/moderation", at, ""), NULL,
		FORM(TYPED("action", "dismiss"), TYPED("text", "Rien de grave.")));
	CHECK(s.http == 303 && says(visit_follow(&w, &w.moe, s), "Rien n’attend"));
	world_close(&w);
}

TEST(what_is_held_is_nowhere_for_others)
{
	struct world w;
	world_open(&w);
	publish_need(&w, &w.ben, "Celui que tous lisent");
	struct seen s = write_need(&w, &w.ada, &(struct written){ .title = "Zibeline secrète" });
	world_index(&w);
	const char *at = need_at(&w, s.location, "");
	static const char *const places[] = { "/besoins", "/besoins?order=shared", "/besoins.atom",
		"/besoins.csv", "/recherche?q=zibeline", "/", "/besoins?state=open", "/sitemap.xml" };
	const struct browser *const others[] = { &w.nobody, &w.ben, &w.fay };
	for (size_t b = 0; b < 3; b++)
		for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
			s = visit_get(&w, others[b], places[i]);
			bool found_by_team = b == 2 && i == 4;         /* the team may find it by words */
			CHECK_AT(i, s.http == 200 && (found_by_team || !says(s, "ibeline secr")));
		}
	CHECK(visit_get(&w, &w.nobody, at).http == 404 && visit_get(&w, &w.ben, at).http == 404);
	CHECK(visit_get(&w, &w.ada, at).http == 200 && visit_get(&w, &w.fay, at).http == 200);
	CHECK(says(visit_get(&w, &w.nobody, "/besoins"), "1 besoin<"));
	CHECK(!says(visit_get(&w, &w.ada, at), "/moi-aussi\""));
	CHECK(!says(visit_get(&w, &w.ada, at), "application/ld+json"));
	CHECK(visit_get(&w, &w.nobody, team_at(&w, "/signaler/besoin", str_view(at), "")).http == 404);
	CHECK(visit_post(&w, &w.ben, need_at(&w, str_view(at), "/moi-aussi"), NULL, NULL).http == 404);
	world_close(&w);
}

TEST(a_promise_is_seen_and_its_delay_too_until_the_answer_is_there)
{
	struct world w;
	world_open(&w);
	struct str at = publish_need(&w, &w.ada, "Une réponse, quand ?");
	const char *promise = team_at(&w, "/equipe/besoins", at, "/promettre");
	struct seen s = visit_post(&w, &w.fay, promise, NULL, FORM(TYPED("day", "3O/10/2026")));
	CHECK(s.http == 422 && says(s, "value=\"3O/10/2026\"") && says(s, "href=\"#day\""));
	CHECK(visit_post(&w, &w.fay, promise, NULL, FORM(TYPED("day", "01/10/2026"))).http == 422);
	CHECK(visit_post(&w, &w.fay, promise, NULL, FORM(TYPED("day", "30/10/2026"))).http == 303);
	s = visit_get(&w, &w.nobody, at.ptr);
	CHECK(says(s, "a promis une réponse officielle") && says(s, "30 octobre 2026"));
	CHECK(!says(s, "En retard"));
	w.now_at += INT64_C(40) * 86400000;
	s = visit_get(&w, &w.nobody, at.ptr);
	CHECK(says(s, "avait promis") && says(s, "<span class=\"ag-tag ag-wa\">En retard</span>"));
	CHECK(says(visit_get(&w, &w.nobody, "/besoins"), "En retard"));
	world_close(&w);
}

TEST(two_people_make_an_answer_and_its_older_text_stays)
{
	struct world w;
	world_open(&w);
	struct str at = publish_need(&w, &w.ada, "Une réponse");
	const char *place = "/equipe/besoins";
	const char *desk = team_at(&w, place, at, "/relire-reponse");
	const char *out = team_at(&w, place, at, "/publier-reponse");
	const char *write_ = team_at(&w, place, at, "/repondre");
	CHECK(visit_post(&w, &w.fay, write_, NULL, FORM(TYPED("answer", " "))).http == 422);
	CHECK(visit_post(&w, &w.fay, write_, NULL, FORM(TYPED("answer", "Oui, <b>bientôt</b>."))).http
		== 303);
	CHECK(!says(visit_get(&w, &w.nobody, at.ptr), "bientôt"));
	CHECK(says(visit_get(&w, &w.fay, desk), "Une autre personne doit la relire"));
	CHECK(visit_post(&w, &w.fay, desk, NULL, NULL).http == 403);
	CHECK(visit_post(&w, &w.fay, out, NULL, NULL).http == 409);
	CHECK(visit_post(&w, &w.flo, desk, NULL, NULL).http == 303);
	CHECK(visit_post(&w, &w.fay, out, NULL, NULL).http == 303);
	struct seen s = visit_get(&w, &w.nobody, at.ptr);
	CHECK_PAGE(0, s.body);
	CHECK(says(s, "Oui, &lt;b&gt;bientôt&lt;/b&gt;.") && says(s, "fay, pour l’institut"));
	CHECK(says(s, "id=\"reponse\"") && says(s, "Réponse publiée"));
	answer_need(&w, at, "Oui, demain.");
	s = visit_get(&w, &w.nobody, at.ptr);
	CHECK(says(s, "Oui, demain.") && says(s, "1 version plus ancienne") && says(s, "bientôt"));
	CHECK(says(s, "mise à jour le"));
	CHECK(says(visit_get(&w, &w.fay, write_), "Oui, demain."));
	world_close(&w);
}

TEST(a_formulation_is_public_once_its_author_agrees)
{
	struct world w;
	world_open(&w);
	struct str at = publish_need(&w, &w.ada, "Mes mots");
	const char *qualify = team_at(&w, "/equipe/besoins", at, "/qualifier");
	struct seen s = visit_post(&w, &w.fay, qualify, NULL, FORM(TYPED("for", "me"),
		TYPED("as_who", "<i>patiente</i>")));
	CHECK(s.http == 422 && says(s, "value=\"&lt;i&gt;patiente&lt;/i&gt;\""));
	CHECK(says(s, "href=\"#theme\"") && says(s, "href=\"#need_what\""));
	CHECK_PAGE(0, s.body);
	CHECK(visit_post(&w, &w.fay, qualify, NULL, FORM(TYPED("for", "me"), TYPED("theme", "pain"),
		TYPED("as_who", "patiente"), TYPED("need_what", "parler la nuit"),
		TYPED("so_that", "dormir"))).http == 303);
	CHECK(!says(visit_get(&w, &w.nobody, at.ptr), "parler la nuit"));
	CHECK(says(visit_get(&w, &w.flo, at.ptr), "parler la nuit"));
	s = visit_get(&w, &w.ada, at.ptr);
	CHECK(says(s, "En tant que patiente,") && says(s, "Oui, je suis d’accord"));
	const char *agree = need_at(&w, at, "/formulation");
	CHECK(visit_post(&w, &w.ben, agree, NULL, FORM(TYPED("agrees", "yes"))).http == 403);
	CHECK(visit_post(&w, &w.ada, agree, NULL, FORM(TYPED("agrees", "maybe"))).http == 400);
	CHECK(visit_post(&w, &w.ada, agree, NULL, FORM(TYPED("agrees", "yes"))).http == 303);
	CHECK(visit_post(&w, &w.ada, agree, NULL, FORM(TYPED("agrees", "no"))).http == 409);
	s = visit_get(&w, &w.nobody, at.ptr);
	CHECK(says(s, "parler la nuit") && says(s, "est d’accord avec ces mots") && says(s, "Douleur"));
	CHECK(!says(s, "Oui, je suis d’accord"));
	world_close(&w);
}

TEST(a_merged_need_leads_on_and_stands_as_a_branch)
{
	struct world w;
	world_open(&w);
	struct str into = publish_need(&w, &w.ada, "Le grand besoin");
	struct str from = publish_need(&w, &w.ben, "Le petit <voisin>");
	world_index(&w);
	const char *merge = team_at(&w, "/equipe/besoins", from, "/fusionner");
	struct seen s = visit_get(&w, &w.moe, str_fmt(w.arena, "%s?q=grand", merge).ptr);
	CHECK(says(s, "fusionner?number=1\"") && says(s, "Le grand besoin"));
	s = visit_post(&w, &w.moe, merge, NULL, FORM(TYPED("number", "99"), TYPED("note", "Pareil")));
	CHECK(s.http == 422 && says(s, "value=\"99\"") && says(s, "aucun autre besoin public"));
	CHECK(visit_post(&w, &w.moe, merge, NULL, FORM(TYPED("number", "2"),
		TYPED("note", "Lui-même"))).http == 422);
	s = visit_post(&w, &w.moe, merge, NULL, FORM(TYPED("number", "nº 1"), TYPED("note", "Pareil")));
	CHECK(s.http == 303 && uuid_eq(ref_in(s.location), ref_in(into)));
	s = visit_get(&w, &w.nobody, into.ptr);
	CHECK_PAGE(0, s.body);
	CHECK(says(s, "D’où cela vient, où cela mène") && says(s, "y est réuni"));
	CHECK(says(s, "Le petit &lt;voisin&gt;") && says(s, "vous êtes ici"));
	s = visit_get(&w, &w.nobody, from.ptr);
	CHECK(s.http == 200 && says(s, "Ce besoin continue dans un autre"));
	CHECK(says(s, "Le grand besoin"));
	CHECK(!says(s, "/moi-aussi\"") && says(s, "Pareil"));
	CHECK(!says(visit_get(&w, &w.nobody, "/besoins"), "petit &lt;voisin"));
	world_close(&w);
}

TEST(its_author_resolves_opens_again_and_withdraws_and_others_do_not)
{
	struct world w;
	world_open(&w);
	struct str at = publish_need(&w, &w.ada, "Ma vie de besoin");
	answer_need(&w, at, "Voilà.");
	CHECK(says(visit_get(&w, &w.ada, at.ptr), need_at(&w, at, "/resolu\"")));
	CHECK(!says(visit_get(&w, &w.ben, at.ptr), "/resolu\""));
	CHECK(visit_post(&w, &w.ben, need_at(&w, at, "/resolu"), NULL, NULL).http == 403);
	CHECK(visit_post(&w, &w.ada, need_at(&w, at, "/resolu"), NULL, NULL).http == 303);
	CHECK(visit_post(&w, &w.ada, need_at(&w, at, "/resolu"), NULL, NULL).http == 409);
	CHECK(says(visit_get(&w, &w.ada, at.ptr), "/rouvrir\""));
	CHECK(visit_post(&w, &w.ada, need_at(&w, at, "/rouvrir"), NULL, NULL).http == 303);
	CHECK(visit_get(&w, &w.ben, need_at(&w, at, "/retirer")).http == 403);
	struct seen s = visit_get(&w, &w.ada, need_at(&w, at, "/retirer"));
	CHECK(s.http == 200 && says(s, "Oui, le retirer"));
	CHECK_PAGE(0, s.body);
	CHECK(visit_get(&w, &w.nobody, at.ptr).http == 200);       /* nothing yet */
	CHECK(visit_post(&w, &w.ada, need_at(&w, at, "/retirer"), NULL, NULL).http == 303);
	CHECK(visit_get(&w, &w.nobody, at.ptr).http == 404);
	CHECK(says(visit_get(&w, &w.ada, at.ptr), "Vous avez retiré ce besoin"));
	world_close(&w);
}

TEST(those_it_concerns_say_that_it_is_resolved)
{
	struct world w;
	world_open(&w);
	struct str at = publish_need(&w, &w.ada, "Résolu par tous");
	const struct browser *const all[] = { &w.ben, &w.cleo, &w.dan };
	for (size_t i = 0; i < 3; i++)
		visit_post(&w, all[i], need_at(&w, at, "/moi-aussi"), NULL, NULL);
	answer_need(&w, at, "Voilà.");
	CHECK(!says(visit_get(&w, &w.flo, at.ptr), "resolu-pour-moi"));
	for (size_t i = 0; i < 3; i++) {
		CHECK_AT(i, says(visit_get(&w, all[i], at.ptr), "resolu-pour-moi\""));
		struct seen s = visit_post(&w, all[i], need_at(&w, at, "/resolu-pour-moi"), NULL, NULL);
		CHECK_AT(i, s.http == 303);
	}
	CHECK(world_count(&w, "SELECT state FROM agora_need") == NEED_RESOLVED);
	CHECK(says(visit_get(&w, &w.nobody, at.ptr), "Résolu"));
	world_close(&w);
}

TEST(each_state_is_seen_by_those_it_is_for)
{
	struct world w;
	world_open(&w);
	struct str at = publish_need(&w, &w.ada, "De toutes les façons");
	const struct browser *const by[] = { &w.nobody, &w.ben, &w.ada, &w.fay, &w.moe };
	static const struct { int state, audience; const char *words; bool seen[5]; } cases[] = {
		{ NEED_HELD, 2, "En relecture", { false, false, true, true, true } },
		{ NEED_RETURNED, 3, "À corriger", { false, false, true, false, false } },
		{ NEED_REJECTED, 2, "Non publié", { false, false, true, true, true } },
		{ NEED_PUBLISHED, 0, "Publié", { true, true, true, true, true } },
		{ NEED_QUALIFIED, 0, "Précisé par", { true, true, true, true, true } },
		{ NEED_IN_WORK, 0, "En cours", { true, true, true, true, true } },
		{ NEED_ANSWERED, 0, "Réponse publiée", { true, true, true, true, true } },
		{ NEED_RESOLVED, 0, "Résolu", { true, true, true, true, true } },
		{ NEED_MERGED, 0, "continue dans un autre", { true, true, true, true, true } },
		{ NEED_WITHDRAWN, 3, "Retiré", { false, false, true, false, false } },
		{ NEED_DORMANT, 0, "En sommeil", { true, true, true, true, true } },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str sql = str_fmt(w.arena, "UPDATE agora_need SET state = %d, audience = %d",
			cases[i].state, cases[i].audience);
		CHECK_AT(i, world_write(&w, sql.ptr) == OK);
		for (size_t b = 0; b < 5; b++) {
			struct seen s = visit_get(&w, by[b], at.ptr);
			CHECK_AT(10 * i + b, s.http == (cases[i].seen[b] ? 200 : 404));
			CHECK_AT(10 * i + b, !cases[i].seen[b] || says(s, cases[i].words));
			CHECK_AT(10 * i + b, says(s, "Votre besoin <") == (b == 2));
			CHECK_PAGE(10 * i + b, s.body);
		}
		struct seen en = visit_get(&w, &w.ada, str_fmt(w.arena, "/en%s", at.ptr).ptr);
		CHECK_AT(i, en.http == 200 && says(en, "Your need"));
	}
	world_close(&w);
}

TEST(a_need_that_sleeps_says_so_and_its_author_wakes_it)
{
	struct world w;
	world_open(&w);
	struct str at = publish_need(&w, &w.ada, "Un long silence");
	CHECK(world_write(&w, "UPDATE agora_need SET state = 11, shelf = 4") == OK);
	struct seen s = visit_get(&w, &w.nobody, at.ptr);
	CHECK(s.http == 200 && says(s, "En sommeil") && !says(s, "/garder\""));
	s = visit_get(&w, &w.ada, at.ptr);
	CHECK(says(s, "Votre besoin est en sommeil") && says(s, "/garder\""));
	CHECK(says(visit_get(&w, &w.fay, at.ptr), "/garder\"") && !says(visit_get(&w, &w.moe, at.ptr),
		"/garder\""));
	CHECK(visit_post(&w, &w.ben, need_at(&w, at, "/garder"), NULL, NULL).http == 403);
	CHECK(visit_post(&w, &w.ada, need_at(&w, at, "/garder"), NULL, NULL).http == 303);
	CHECK(world_count(&w, "SELECT state FROM agora_need") == NEED_PUBLISHED);
	world_close(&w);
}

TEST(words_in_another_language_say_so_and_keep_the_original)
{
	struct world w;
	world_open(&w);
	struct str at = publish(&w, &w.ada, &(struct written){ .title = "Des mots français",
		.text = "Tout est en français." });
	const char *en = str_fmt(w.arena, "/en%s", at.ptr).ptr;
	struct seen s = visit_get(&w, &w.nobody, en);
	CHECK(s.http == 200 && says(s, "<html lang=\"en\"") && says(s, "It is in French."));
	CHECK(says(s, "<h1 lang=\"fr\">") && says(s, "Me too"));
	CHECK_PAGE(0, s.body);
	const char *translate = team_at(&w, "/equipe/besoins", at, "/traduire");
	s = visit_post(&w, &w.fay, translate, NULL, FORM(TYPED("title", "English <words>")));
	CHECK(s.http == 422 && says(s, "value=\"English &lt;words&gt;\"") && says(s, "href=\"#text\""));
	CHECK(visit_post(&w, &w.fay, translate, NULL, FORM(TYPED("title", "English <words>"),
		TYPED("text", "All in English."))).http == 303);
	s = visit_get(&w, &w.nobody, en);
	CHECK(says(s, "English &lt;words&gt;") && says(s, "Translated by the team"));
	CHECK(says(s, "Read the original") && says(s, "<div lang=\"fr\">") && says(s, "Tout est en"));
	CHECK(says(visit_get(&w, &w.nobody, "/en/besoins"), "English &lt;words&gt;"));
	CHECK(!says(visit_get(&w, &w.nobody, at.ptr), "English &lt;"));
	CHECK(says(visit_get(&w, &w.fay, translate), "All in English."));
	world_close(&w);
}
