/* Writing a need, as a browser meets it. */
#include "features/agora/test_pages.h"

#define WHAT FORM(TYPED("title", "Le soir, qui appeler ?"), TYPED("text", "Le service est fermé."))

static struct str begin(struct world *w, const struct browser *b)
{
	struct seen s = visit_post(w, b, "/besoins/nouveau", NULL, WHAT);
	CHECK(s.http == 303);
	return s.location;
}

TEST(a_stranger_writes_opens_the_mail_and_is_read_before_it_is_public)
{
	struct world w;
	world_open(&w);
	struct seen s = write_need(&w, &w.nobody, &(struct written){ .title = "La nuit, je suis seul",
		.who = "me" });
	CHECK(s.http == 303 && str_ends(s.location, STR("/recevoir")));
	const char *receive = str_dup(w.arena, s.location).ptr;
	CHECK(says(visit_get(&w, &w.nobody, receive), "name=\"consent\""));
	s = visit_post(&w, &w.nobody, receive, NULL, FORM(TYPED("email", "lou@example.org"),
		TYPED("name", "Colibri"), TYPED("consent", "1")));
	CHECK(s.http == 303 && str_ends(s.location, STR("/messages")));
	CHECK(says(visit_follow(&w, &w.nobody, s), "Rien n’est perdu."));
	CHECK(world_count(&w, "SELECT count(*) FROM agora_need") == 0);
	struct str link = world_mail_link(&w);
	CHECK(link.len);
	CHECK(visit_get(&w, &w.nobody, link.ptr).http == 200);
	s = visit_post(&w, &w.nobody, link.ptr, NULL, NULL);
	CHECK(s.http == 303 && str_starts(s.location, STR("/besoins/")));
	struct browser lou = { .session = seen_cookie(s, COOKIE_SESSION) };
	struct seen page = visit_follow(&w, &lou, s);
	CHECK(page.http == 200 && says(page, "Votre texte est bien arrivé."));
	CHECK(says(page, "Relecture prévue au plus tard le"));
	const char *at = need_at(&w, s.location, "");
	CHECK(visit_get(&w, &w.nobody, at).http == 404 && visit_get(&w, &w.ben, at).http == 404);
	struct seen queue = visit_get(&w, &w.moe, "/equipe/moderation");
	CHECK(says(queue, "La nuit, je suis seul") && says(queue, "premier texte de la personne"));
	CHECK(visit_post(&w, &w.moe, team_at(&w, "/equipe/moderation", s.location, "/publier"), NULL,
		NULL).http == 303);
	page = visit_get(&w, &w.nobody, at);
	CHECK(page.http == 200 && says(page, "Besoin nº 1") && says(page, "Colibri"));
	world_close(&w);
}

TEST(who_sends_a_need_to_an_address_again_and_again_floods_nobody)
{
	struct world w;
	world_open(&w);
	struct seen s = write_need(&w, &w.nobody, &(struct written){ .title = "Encore et encore" });
	const char *receive = str_dup(w.arena, s.location).ptr;
	for (int i = 0; i < 8; i++) {
		if (i == 3)              /* what the relay took has forgotten its address */
			CHECK(world_write(&w, "UPDATE app_mail SET state = 2, address_tag = x''") == OK);
		s = visit_post(&w, &w.nobody, receive, NULL, FORM(TYPED("email", "ada@example.org"),
			TYPED("name", "Ada")));
		CHECK_AT(i, s.http == 303 && str_ends(s.location, STR("/messages")));
	}
	CHECK(world_count(&w, "SELECT count(*) FROM app_mail") == 6);
	visit_post(&w, &w.nobody, "/connexion", NULL, FORM(TYPED("email", "ada@example.org"),
		TYPED("how", "link")));
	CHECK(world_count(&w, "SELECT count(*) FROM app_mail") == 6);
	world_close(&w);
}

TEST(a_known_address_gets_a_link_too_and_the_page_does_not_tell)
{
	struct world w;
	world_open(&w);
	struct seen s = write_need(&w, &w.nobody, &(struct written){ .title = "Sans compte" });
	const char *receive = str_dup(w.arena, s.location).ptr;
	CHECK(!says(visit_get(&w, &w.nobody, receive), "name=\"consent\""));
	s = visit_post(&w, &w.nobody, receive, NULL, FORM(TYPED("email", "ADA@example.org"),
		TYPED("name", "Ada")));
	CHECK(s.http == 303 && str_ends(s.location, STR("/messages")));
	s = visit_post(&w, &w.nobody, world_mail_link(&w).ptr, NULL, NULL);
	CHECK(s.http == 303 && str_starts(s.location, STR("/besoins/")));
	CHECK(visit_get(&w, &w.ada, need_at(&w, s.location, "")).http == 200);
	CHECK(world_finds(&w, "Sans compte") > 0);
	world_close(&w);
}

TEST(where_the_answer_goes_is_asked_again_as_it_was_typed)
{
	struct world w;
	world_open(&w);
	struct seen s = write_need(&w, &w.nobody, &(struct written){ .title = "Un mot", .who = "me" });
	const char *receive = str_dup(w.arena, s.location).ptr;
	s = visit_post(&w, &w.nobody, receive, NULL, FORM(TYPED("email", "lou at \"example\""),
		TYPED("name", "lou@example.org")));
	CHECK(s.http == 422 && says(s, "value=\"lou at &#34;example&#34;\""));
	CHECK(says(s, "<a href=\"#email\">") && says(s, "<a href=\"#name\">"));
	CHECK(says(s, "<a href=\"#consent\">") && says(s, "3 réponses à revoir"));
	CHECK(world_count(&w, "SELECT count(*) FROM app_mail") == 0);
	world_close(&w);
}

TEST(a_refused_step_comes_back_as_typed_and_stays_in_the_draft)
{
	struct world w;
	world_open(&w);
	struct seen s = visit_post(&w, &w.ada, "/besoins/nouveau", NULL,
		FORM(TYPED("title", " <b>Bouton</b> & \"co\" "), TYPED("text", "")));
	CHECK(s.http == 422 && says(s, "role=\"alert\"") && says(s, "<a href=\"#text\">"));
	CHECK(says(s, "value=\" &lt;b&gt;Bouton&lt;/b&gt; &amp; &#34;co&#34; \"") && !says(s, "<b>B"));
	CHECK(says(s, "<title>1 réponse à revoir"));
	CHECK(world_count(&w, "SELECT count(*) FROM agora_draft") == 1);
	struct seen mine = visit_get(&w, &w.ada, "/moi/besoins");
	CHECK(says(mine, "&lt;b&gt;Bouton") && !says(mine, "<b>B"));
	CHECK(says(visit_get(&w, &w.ada, "/besoins/nouveau"), "Vous avez déjà commencé"));
	CHECK(!says(visit_get(&w, &w.ben, "/besoins/nouveau"), "Bouton"));
	world_close(&w);
}

TEST(an_empty_form_makes_no_draft)
{
	struct world w;
	world_open(&w);
	struct seen s = visit_post(&w, &w.ada, "/besoins/nouveau", NULL,
		FORM(TYPED("title", "  "), TYPED("text", "")));
	CHECK(s.http == 422 && says(s, "action=\"/besoins/nouveau\""));
	CHECK(world_count(&w, "SELECT count(*) FROM agora_draft") == 0);
	world_close(&w);
}

TEST(a_draft_is_its_owners_alone)
{
	struct world w;
	world_open(&w);
	struct str draft = begin(&w, &w.ada);
	static const char *const pages[] = { "", "/quoi", "/proches", "/pour-qui", "/ou", "/relire",
		"/recevoir", "/messages" };
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		const char *at = team_at(&w, "/besoins/nouveau", draft, pages[i]);
		CHECK_AT(i, visit_get(&w, &w.ben, at).http == 404);
		CHECK_AT(i, visit_get(&w, &w.nobody, at).http == 404);
		CHECK_AT(i, visit_get(&w, &w.moe, at).http == 404);
		CHECK_AT(i, visit_get(&w, &w.ada, at).http != 404);
	}
	const char *what = team_at(&w, "/besoins/nouveau", draft, "/quoi");
	CHECK(visit_post(&w, &w.ben, what, NULL, WHAT).http == 404);
	CHECK(visit_post(&w, &w.ben, team_at(&w, "/besoins/nouveau", draft, "/effacer"), NULL,
		NULL).http == 404);
	CHECK(visit_post(&w, &w.ada, team_at(&w, "/besoins/nouveau", draft, "/effacer"), NULL,
		NULL).http == 303);
	CHECK(visit_get(&w, &w.ada, what).http == 404);
	world_close(&w);
}

TEST(steps_say_where_one_is_lead_back_and_the_last_look_leads_to_each)
{
	struct world w;
	world_open(&w);
	struct str draft = begin(&w, &w.ada);
	const char *place = "/besoins/nouveau";
	struct seen s = visit_get(&w, &w.ada, team_at(&w, place, draft, "/pour-qui"));
	CHECK(says(s, "Étape 2 sur 4") && says(s, team_at(&w, place, draft, "/quoi")));
	CHECK(says(s, "aria-current=\"step\""));
	s = visit_get(&w, &w.ada, team_at(&w, place, draft, "/relire"));
	CHECK(s.http == 200 && says(s, "Il manque quelque chose")
		&& !says(s, ">Envoyer mon besoin</button>"));
	CHECK(visit_post(&w, &w.ada, team_at(&w, place, draft, "/relire"), NULL, NULL).http == 422);
	visit_post(&w, &w.ada, team_at(&w, place, draft, "/pour-qui"), NULL, FORM(TYPED("for", "me")));
	visit_post(&w, &w.ada, team_at(&w, place, draft, "/ou"), NULL, FORM(TYPED("commune", "")));
	s = visit_get(&w, &w.ada, team_at(&w, place, draft, "/relire"));
	CHECK(says(s, ">Envoyer mon besoin</button>") && says(s, "Appelez le 15"));
	CHECK(says(s, "href=\"/charte\""));
	CHECK(says(s, "Le soir, qui appeler") && says(s, "La personne qui écrit"));
	CHECK(says(s, "au plus tard le"));
	s = visit_post(&w, &w.ada, team_at(&w, place, draft, "/quoi"), NULL, WHAT);
	CHECK(str_ends(s.location, STR("/relire")));       /* mended from there: back there */
	s = visit_get(&w, &w.ada, team_at(&w, place, draft, ""));
	CHECK(s.http == 303 && str_ends(s.location, STR("/relire")));
	world_close(&w);
}

TEST(what_the_rules_would_hold_is_said_before_it_is_sent)
{
	struct world w;
	world_open(&w);
	struct seen s = visit_post(&w, &w.ada, "/besoins/nouveau", NULL,
		FORM(TYPED("title", "Appelez-moi"), TYPED("text", "Au 06 12 34 56 78, ou a@example.org")));
	s = visit_get(&w, &w.ada, team_at(&w, "/besoins/nouveau", s.location, "/relire"));
	CHECK(says(s, "Un numéro de téléphone") && says(s, "Une adresse e-mail"));
	CHECK(!says(s, "Un lien vers un autre site"));
	world_close(&w);
}

TEST(a_commune_that_several_have_is_chosen_among_them)
{
	struct world w;
	world_open(&w);
	struct str draft = begin(&w, &w.ada);
	const char *where = team_at(&w, "/besoins/nouveau", draft, "/ou");
	struct seen s = visit_post(&w, &w.ada, where, NULL, FORM(TYPED("commune", "Saint-Denis")));
	CHECK(s.http == 422 && says(s, "name=\"choose\"") && says(s, "value=\"Saint-Denis (93)\""));
	CHECK(says(s, ">Saint-Denis (Seine-Saint-Denis)</button>") && says(s, "choisissez la bonne"));
	CHECK(says(s, "value=\"Saint-Denis\""));
	s = visit_post(&w, &w.ada, where, NULL, FORM(TYPED("commune", "Saint-Denis"),
		TYPED("choose", "Saint-Denis (93)")));
	CHECK(s.http == 303 && str_ends(s.location, STR("/relire")));
	CHECK(says(visit_follow(&w, &w.ada, s), "Saint-Denis (Seine-Saint-Denis)"));
	s = visit_post(&w, &w.ada, where, NULL, FORM(TYPED("territory", "88"),
		TYPED("commune", "Saint-Denis (93)")));
	CHECK(s.http == 422);
	s = visit_get(&w, &w.nobody, "/communes?q=epin");
	CHECK_AT(s.http, s.http == 200);
	CHECK(s.type && strcmp(s.type, "application/json; charset=utf-8") == 0);
	CHECK(says(s, "{\"value\":\"Épinal (88)\"}"));
	world_close(&w);
}

TEST(needs_that_are_alike_are_shown_once_after_the_first_step)
{
	struct world w;
	world_open(&w);
	publish_need(&w, &w.ben, "Le soir je ne sais pas qui appeler");
	world_index(&w);
	struct seen s = visit_post(&w, &w.ada, "/besoins/nouveau", NULL, WHAT);
	CHECK(str_ends(s.location, STR("/proches")));
	struct seen alike = visit_follow(&w, &w.ada, s);
	CHECK(alike.http == 200 && says(alike, "Des besoins proches existent déjà"));
	CHECK(says(alike, "je ne sais pas qui appeler") && says(alike, "Le mien est différent"));
	CHECK(says(alike, "/moi-aussi\""));
	s = visit_post(&w, &w.ada, "/besoins/nouveau", NULL, FORM(TYPED("title", "Xylophone"),
		TYPED("text", "Zanzibar")));
	s = visit_follow(&w, &w.ada, s);
	CHECK(s.http == 303 && str_ends(s.location, STR("/pour-qui")));
	world_close(&w);
}

TEST(a_form_of_a_session_that_is_over_comes_back_with_all_its_words)
{
	struct world w;
	world_open(&w);
	struct str draft = begin(&w, &w.ada);
	struct browser gone = w.ada;
	gone.session = uuid_v4();
	struct seen s = visit_post(&w, &gone, team_at(&w, "/besoins/nouveau", draft, "/quoi"), NULL,
		FORM(TYPED("title", "Des mots <précieux>"), TYPED("text", "Longs à écrire.")));
	CHECK(s.http == 419 || s.http == 404);
	CHECK(s.http == 404 || (says(s, "Des mots &lt;précieux&gt;") && says(s, "Longs à écrire.")));
	s = visit_post(&w, &(struct browser){ 0 }, "/besoins/nouveau", NULL,
		FORM(TYPED("title", "Des mots <précieux>"), TYPED("text", "Longs à écrire.")));
	CHECK(s.http == 419 && says(s, "Des mots &lt;précieux&gt;") && says(s, "Longs à écrire."));
	world_close(&w);
}

TEST(a_form_sent_twice_leads_to_its_first_result)
{
	struct world w;
	world_open(&w);
	struct uuid once = uuid_v4();
	struct seen first = visit_post(&w, &w.ada, "/besoins/nouveau", &once, WHAT);
	struct seen again = visit_post(&w, &w.ada, "/besoins/nouveau", &once, WHAT);
	CHECK(first.http == 303 && str_eq(first.location, again.location));
	CHECK(world_count(&w, "SELECT count(*) FROM agora_draft") == 1);
	const char *place = "/besoins/nouveau";
	visit_post(&w, &w.ada, team_at(&w, place, first.location, "/pour-qui"), NULL,
		FORM(TYPED("for", "me")));
	visit_post(&w, &w.ada, team_at(&w, place, first.location, "/ou"), NULL,
		FORM(TYPED("commune", "")));
	once = uuid_v4();
	const char *review = team_at(&w, place, first.location, "/relire");
	first = visit_post(&w, &w.ada, review, &once, NULL);
	again = visit_post(&w, &w.ada, review, &once, NULL);
	CHECK(first.http == 303 && again.http == 303 && str_eq(first.location, again.location));
	CHECK(world_count(&w, "SELECT count(*) FROM agora_need") == 1);
	CHECK(world_count(&w, "SELECT count(*) FROM agora_draft") == 0);
	world_close(&w);
}

TEST(a_returned_need_is_written_again_and_read_again)
{
	struct world w;
	world_open(&w);
	struct seen s = write_need(&w, &w.ada, &(struct written){ .title = "Mon nom est Ada" });
	struct str at = s.location;
	s = visit_post(&w, &w.moe, team_at(&w, "/equipe/moderation", at, ""), NULL,
		FORM(TYPED("action", "return"), TYPED("reason", "privacy"),
			TYPED("text", "Enlevez votre nom, <s'il> vous plaît.")));
	CHECK(s.http == 303);
	s = visit_get(&w, &w.ada, need_at(&w, at, ""));
	CHECK(says(s, "une personne peut être reconnue") && says(s, "Corriger mon texte"));
	CHECK(says(s, "&lt;s&#39;il&gt;"));
	s = visit_post(&w, &w.ada, need_at(&w, at, "/reprendre"), NULL, NULL);
	CHECK(s.http == 303 && str_ends(s.location, STR("/quoi")));
	struct str draft = s.location;
	CHECK(says(visit_follow(&w, &w.ada, s), "value=\"Mon nom est Ada\""));
	CHECK(visit_post(&w, &w.ben, need_at(&w, at, "/reprendre"), NULL, NULL).http == 404);
	const char *place = "/besoins/nouveau";
	visit_post(&w, &w.ada, team_at(&w, place, draft, "/quoi"), NULL,
		FORM(TYPED("title", "Sans mon nom"), TYPED("text", "Voilà.")));
	s = visit_post(&w, &w.ada, team_at(&w, place, draft, "/relire"), NULL, NULL);
	CHECK(s.http == 303 && uuid_eq(ref_in(s.location), ref_in(at)));
	CHECK(says(visit_follow(&w, &w.ada, s), "Sans mon nom"));
	CHECK(says(visit_get(&w, &w.moe, "/equipe/moderation"), "texte corrigé, envoyé à nouveau"));
	world_close(&w);
}

/* As the script does: the answer is nothing, and what is typed is kept. */
static int autosave(struct world *w, const struct browser *b, const char *path,
	const struct field *form)
{
	struct str secret = { (const char *)b->session.b, 16 };
	struct field all[8] = {
		{ "csrf", uuid_dup(w->arena, tag_of(&w->site.keys, FOR_FORM, secret)) },
		{ "once", uuid_dup(w->arena, uuid_v4()) },
	};
	for (size_t i = 0; form[i].name; i++)
		all[2 + i] = form[i];
	struct answer a;
	struct ask ask = { .method = POST, .path = str_view(path), .fields = all, .autosave = true,
		.cookie = str_fmt(w->arena, "%s=%s", COOKIE_SESSION, uuid_print(b->session).text),
		.host = STR("agora.example"), .now_at = w->now_at++, .arena = w->arena };
	CHECK(serve_now(&w->site, &w->hands, &ask, 1, &a) == OK);
	CHECK(a.body.len == 0);
	buf_finish(&a.body);
	return a.http;
}

TEST(what_is_typed_is_saved_by_the_script_right_or_wrong)
{
	struct world w;
	world_open(&w);
	struct str draft = begin(&w, &w.ada);
	const char *what = team_at(&w, "/besoins/nouveau", draft, "/quoi");
	struct seen s = visit_get(&w, &w.ada, what);
	CHECK(says(s, str_fmt(w.arena, "data-autosave=\"%s\"", what).ptr));
	CHECK(says(s, "data-draft-saved=\"Enregistré le {t}\""));
	CHECK(autosave(&w, &w.ada, what, FORM(TYPED("title", "À moitié"), TYPED("text", ""))) == 204);
	s = visit_get(&w, &w.ada, what);
	CHECK(says(s, "value=\"À moitié\"") && !says(s, "Le service est fermé."));
	CHECK(world_count(&w, "SELECT count(*) FROM agora_draft") == 1);
	CHECK(!says(visit_get(&w, &w.ada, "/besoins/nouveau"), "data-autosave"));
	world_close(&w);
}

TEST(words_looked_for_in_vain_are_carried_into_the_form)
{
	struct world w;
	world_open(&w);
	struct seen s = visit_get(&w, &w.nobody, "/recherche?q=chat%20%26%20chien");
	CHECK(says(s, "href=\"/besoins/nouveau?titre=chat%20%26%20chien\""));
	s = visit_get(&w, &w.nobody, "/besoins/nouveau?titre=chat%20%26%20chien");
	CHECK(says(s, "value=\"chat &amp; chien\""));
	s = visit_get(&w, &w.nobody, "/en/besoins/nouveau");
	CHECK(says(s, "Say what you need") && says(s, "Step 1 of 4"));
	world_close(&w);
}
