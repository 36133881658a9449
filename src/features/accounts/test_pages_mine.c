/* What is one's own: notices, profile, password, data, leaving; and the team that gives roles. */
#include "app/cookie.h"
#include "engines/delivery/delivery.h"
#include "test_site.h"

#define MINUTE INT64_C(60000)
#define CANARY "canary-7f3a"
#define NEW_PASSWORD "a brand new sentence"

static bool leads_to(struct seen s, const char *path)
{
	return s.http == 303 && str_eq(s.location, str_view(path));
}

static struct browser after(struct seen s)
{
	return (struct browser){ .session = seen_cookie(s, COOKIE_SESSION) };
}

static enum status tell_ada(struct tx *tx, void *arg)
{
	struct world *w = arg;
	return notice_send(tx, &w->site, w->ada.person.persona,
		&(struct notice){ "accounts.notices.gone", 1, 1 });
}

TEST(notices_wait_until_they_are_read)
{
	struct world w;
	world_open(&w);
	CHECK(says(visit_get(&w, &w.ada, "/moi"), "Rien ne vous attend."));
	CHECK(says(visit_get(&w, &w.ada, "/moi/notifications"), "Aucune notification"));
	CHECK(world_job(&w, tell_ada, &w) == OK && world_job(&w, tell_ada, &w) == OK);
	struct seen s = visit_get(&w, &w.ada, "/moi");
	CHECK(says(s, "Vous avez 2 nouvelles à lire.") && says(s, "Une nouvelle concernait"));
	s = visit_get(&w, &w.ada, "/moi/notifications");
	CHECK(s.http == 200 && says(s, "Nouveau</span>") && says(s, "Tout marquer comme lu"));
	CHECK(!says(visit_get(&w, &w.ben, "/moi/notifications"), "Nouveau</span>"));
	CHECK(leads_to(visit_post(&w, &w.ada, "/moi/notifications/lues", NULL, NULL),
		"/moi/notifications"));
	s = visit_get(&w, &w.ada, "/moi/notifications");
	CHECK(!says(s, "Nouveau</span>") && says(s, "Une nouvelle concernait"));
	world_close(&w);
}

TEST(a_profile_is_saved_and_a_refused_one_comes_back_as_typed)
{
	struct world w;
	world_open(&w);
	const struct field fine[] = { { "name", STR(" <b>Colibri</b> ") }, { "lang", STR("en") },
		{ "kind", STR("carer") }, { "consent", STR("1") }, { 0 } };
	const struct field wrong[] = { { "name", STR("a@b.example") }, { "lang", STR("en") },
		{ "kind", STR("patient") }, { "mails", STR("1") }, { 0 } };
	CHECK(leads_to(visit_post(&w, &w.ada, "/moi/profil", NULL, fine), "/moi/profil?fait=1"));
	struct seen s = visit_get(&w, &w.ada, "/moi/profil?fait=1");
	CHECK(says(s, "C’est enregistré.") && says(s, "value=\"&lt;b&gt;Colibri&lt;/b&gt;\""));
	CHECK(says(s, "value=\"carer\" checked") && says(s, "value=\"en\" selected"));
	CHECK(says(s, "name=\"consent\" value=\"1\" checked"));
	CHECK(!says(s, "name=\"mails\" value=\"1\" checked"));
	CHECK(world_count(&w, "SELECT lang FROM app_person ORDER BY id") == LANG_EN);
	s = visit_post(&w, &w.ada, "/moi/profil", NULL, wrong);
	CHECK(s.http == 422 && says(s, "value=\"a@b.example\""));
	CHECK(says(s, "value=\"patient\" checked"));
	CHECK(says(s, "<a href=\"#consent\">") && says(s, "name=\"mails\" value=\"1\" checked"));
	world_close(&w);
}

static enum status ada_now(struct tx *tx, void *arg)
{
	struct world *w = arg;
	return person_by_id(tx, &w->site.keys, w->ada.person.id, &w->ada.person) ? OK : NOT_FOUND;
}

TEST(a_consent_stands_from_when_it_was_given_and_goes_with_what_it_was_for)
{
	struct world w;
	world_open(&w);
	static const struct { const char *kind; bool kept; } steps[] = {
		{ "carer", true }, { "carer", true }, { "patient", true }, { "unsaid", false },
	};
	int64_t last = 0;
	for (size_t i = 0; i < 4; i++) {
		const struct field form[] = { { "name", STR("ada") }, { "lang", STR("fr") },
			{ "kind", str_view(steps[i].kind) }, { "consent", STR("1") }, { 0 } };
		w.now_at += MINUTE;
		visit_post(&w, &w.ada, "/moi/profil", NULL, form);
		CHECK_AT(i, world_job(&w, ada_now, &w) == OK);
		CHECK_AT(i, (w.ada.person.consent_at != 0) == steps[i].kept);
		CHECK_AT(i, (w.ada.person.consent_at == last) == (i == 1));
		last = w.ada.person.consent_at;
	}
	CHECK(w.ada.person.kind == PERSON_UNSAID);
	CHECK(world_count(&w, "SELECT count(*) FROM app_event WHERE what LIKE '%consent%'") == 0);
	world_close(&w);
}

/* ---- password and sessions ---- */

TEST(a_new_password_ends_the_other_sessions_and_a_mail_says_so)
{
	struct world w;
	world_open(&w);
	const struct field set[] = { { "do", STR("set") }, { "password", STR(NEW_PASSWORD) }, { 0 } };
	struct seen s = visit_post(&w, &w.ada, "/moi/securite", NULL, set);
	struct browser ada = after(s);
	CHECK(leads_to(s, "/moi/securite?fait=1") && !uuid_is_none(ada.session));
	CHECK(visit_get(&w, &w.ada, "/moi").http == 303 && visit_get(&w, &ada, "/moi").http == 200);
	CHECK(world_count(&w, "SELECT count(*) FROM app_mail") == 1);
	CHECK(world_count(&w,
		"SELECT count(*) FROM app_event WHERE what = 'accounts.password_set'") == 1);
	CHECK(says(visit_get(&w, &ada, "/moi/securite"), "Changer le mot de passe"));
	CHECK(says(visit_get(&w, &ada, "/moi/securite"), "cet appareil"));
	CHECK(says(visit_get(&w, &ada, "/moi/securite"), "sur 1 appareil."));
	world_close(&w);
}

TEST(the_current_password_is_asked_ten_minutes_after_coming_in)
{
	struct world w;
	world_open(&w);
	const struct field set[] = { { "do", STR("set") }, { "password", STR(NEW_PASSWORD) }, { 0 } };
	const struct field wrong[] = { { "do", STR("remove") },
		{ "password_current", STR("no") }, { 0 } };
	const struct field right[] = { { "do", STR("remove") },
		{ "password_current", STR(NEW_PASSWORD) }, { 0 } };
	struct browser ada = after(visit_post(&w, &w.ada, "/moi/securite", NULL, set));
	CHECK(!says(visit_get(&w, &ada, "/moi/securite"), "password_current"));
	w.now_at += 11 * MINUTE;
	CHECK(says(visit_get(&w, &ada, "/moi/securite"), "name=\"password_current\""));
	CHECK(visit_post(&w, &ada, "/moi/securite", NULL, set).http == 422);
	struct seen s = visit_post(&w, &ada, "/moi/securite", NULL, wrong);
	CHECK(s.http == 422 && says(s, "ce mot de passe ne convient pas"));
	CHECK(world_count(&w, "SELECT failures FROM accounts_try") == 1);
	CHECK(world_write(&w, "UPDATE accounts_try SET failures = 10") == OK);
	s = visit_post(&w, &ada, "/moi/securite", NULL, right);
	CHECK(s.http == 422 && says(s, "trop d’essais"));
	CHECK(world_write(&w, "UPDATE accounts_try SET failures = 0") == OK);
	s = visit_post(&w, &ada, "/moi/securite", NULL, right);
	CHECK(leads_to(s, "/moi/securite?fait=1"));
	CHECK(world_count(&w, "SELECT count(*) FROM app_person WHERE password_hash <> ''") == 0);
	ada = after(s);
	CHECK(says(visit_get(&w, &ada, "/moi/securite"), "Choisir ce mot de passe"));
	world_close(&w);
}

TEST(a_password_too_short_is_refused_and_never_echoed)
{
	struct world w;
	world_open(&w);
	const struct field set[] = { { "do", STR("set") }, { "password", STR("elevensigns") }, { 0 } };
	struct seen s = visit_post(&w, &w.ada, "/moi/securite", NULL, set);
	CHECK(s.http == 422 && says(s, "au moins 12 caractères") && !says(s, "elevensigns"));
	CHECK(visit_get(&w, &w.ada, "/moi").http == 200);
	world_close(&w);
}

TEST(all_sessions_close_with_one_button)
{
	struct world w;
	world_open(&w);
	CHECK(leads_to(visit_post(&w, &w.ada, "/moi/securite/sessions", NULL, NULL), "/connexion"));
	CHECK(visit_get(&w, &w.ada, "/moi").http == 303 && visit_get(&w, &w.ben, "/moi").http == 200);
	world_close(&w);
}

/* ---- data ---- */

TEST(an_export_holds_all_that_is_theirs_and_nothing_of_others)
{
	struct world w;
	world_open(&w);
	CHECK(world_job(&w, tell_ada, &w) == OK);
	struct seen s = visit_get(&w, &w.ada, "/moi/donnees");
	CHECK(s.http == 200 && says(s, "ada@example.org") && says(s, "Télécharger mes données"));
	int64_t onces = world_count(&w, "SELECT count(*) FROM app_once");
	s = visit_post(&w, &w.ada, "/moi/donnees/export", NULL, NULL);
	CHECK(s.http == 200 && strcmp(s.type, "application/json; charset=utf-8") == 0);
	CHECK(says(s, "\"address\":\"ada@example.org\"") && says(s, "\"name\":\"ada\""));
	CHECK(says(s, "\"kind\":\"patient\"") && says(s, "\"language\":\"fr\""));
	CHECK(says(s, "\"sessions\":[{\"opened_at\":\"2026-10-14T"));
	CHECK(says(s, "\"notices\":[{\"at\":\"2026-10-14T"));
	CHECK(says(s, "\"what\":\"accounts.notices.gone\"") && !says(s, "ben"));
	for (const struct feature *const *f = w.site.features; *f; f++)
		CHECK(!(*f)->export_persona || says(s, str_fmt(w.arena, "\"%s\":[", (*f)->name).ptr));
	CHECK(s.body.ptr[0] == '{' && s.body.ptr[s.body.len - 1] == '}');
	CHECK(world_count(&w, "SELECT count(*) FROM app_once") == onces);
	CHECK(visit_post(&w, &w.nobody, "/moi/donnees/export", NULL, NULL).http == 403);
	world_close(&w);
}

TEST(an_export_of_any_length_ends_in_a_file_or_in_words)
{
	static const char said[] = "INSERT INTO discussion_version SELECT p.id, 1, 1 + (SELECT count(*)"
		" FROM discussion_version), hex(zeroblob(1000000)) FROM discussion_post p";
	struct world w;
	world_open(&w);
	CHECK(world_write(&w, "INSERT INTO discussion_post (id, ref, about_kind, about_id, parent,"
		" answers, persona, state, audience, lang, text, at, edited_at, public_at, shown, replies)"
		" SELECT 1, randomblob(16), 101, 1, 0, 0, a.persona, 2, 0, 0, 'x', 1, 1, 1, 1, 0"
		" FROM app_persona a WHERE a.name = 'ada'") == OK);
	for (int i = 0; i < 36; i++)
		CHECK(world_write(&w, said) == OK);
	struct seen s = visit_post(&w, &w.ada, "/moi/donnees/export", NULL, NULL);
	CHECK(s.http == 413 && says(s, "Demandez vos données à l’équipe"));
	CHECK(s.type == NULL || !strstr(s.type, "json"));
	CHECK(world_write(&w, "DELETE FROM discussion_version WHERE n > 30") == OK);
	s = visit_post(&w, &w.ada, "/moi/donnees/export", NULL, NULL);
	CHECK(s.http == 200 && s.body.len > 60000000 && s.body.ptr[s.body.len - 1] == '}');
	world_close(&w);
}

/* How many columns of all tables, the log aside, hold that persona. */
static int64_t rows_of(struct world *w, struct uuid persona)
{
	char hex[33] = "";
	for (int i = 0; i < 32; i++)
		hex[i] = "0123456789ABCDEF"[persona.b[i / 2] >> (i % 2 ? 0 : 4) & 15];
	struct str each = world_text(w,
		"SELECT group_concat('SELECT count(*) AS n FROM \"' || m.name || '\" WHERE'"
		" || ' instr(hex(\"' || c.name || '\"), ''@'') > 0', ' UNION ALL ')"
		" FROM sqlite_master m JOIN pragma_table_info(m.name) c"
		" WHERE m.type = 'table' AND m.name NOT LIKE 'app_event%'");
	struct buf sql = { .max = 1 << 20 };
	struct str head;
	buf_put(&sql, STR("SELECT sum(n) FROM ("));
	while (str_cut(&each, '@', &head)) {
		buf_put(&sql, head);
		buf_put(&sql, str_view(hex));
	}
	buf_put(&sql, each);
	buf_put(&sql, STR(")"));
	const char *text = str_dup(w->arena, buf_view(&sql)).ptr;
	buf_finish(&sql);
	return world_count(w, text);
}

TEST(who_leaves_leaves_nothing_of_theirs_in_any_table)
{
	struct world w;
	world_open(&w);
	struct browser b = { .visitor = uuid_v4() };
	const struct field join[] = { { "email", STR(CANARY "@example.org") }, { "name", STR(CANARY) },
		{ "kind", STR("unsaid") }, { "lang", STR("fr") }, { 0 } };
	const struct field leave[] = { { "word", STR("Effacer") }, { 0 } };
	const struct field stay[] = { { "word", STR("non") }, { 0 } };
	visit_post(&w, &b, "/inscription", NULL, join);
	b = after(visit_post(&w, &b, world_mail_link(&w).ptr, NULL, NULL));
	struct uuid known = w.ada.person.persona;
	CHECK(world_text(&w, "SELECT persona FROM app_persona WHERE name = '" CANARY "'").len == 16);
	memcpy(w.ada.person.persona.b,
		world_text(&w, "SELECT persona FROM app_persona WHERE name = '" CANARY "'").ptr, 16);
	CHECK(world_job(&w, tell_ada, &w) == OK);
	CHECK(rows_of(&w, w.ada.person.persona) >= 2 && world_finds(&w, CANARY) > 0);
	struct seen s = visit_post(&w, &b, "/moi/donnees/effacer", NULL, stay);
	CHECK(s.http == 422 && says(s, "value=\"non\""));
	s = visit_post(&w, &b, "/moi/donnees/effacer", NULL, leave);
	CHECK(s.http == 200 && says(s, "Votre compte est effacé") && says(s, "Ce qui reste"));
	CHECK(!says(s, CANARY) && says(s, "href=\"/connexion\"") && s.cookies[0].len);
	CHECK(rows_of(&w, w.ada.person.persona) == 0 && world_finds(&w, CANARY) == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM app_mail WHERE length(sealed) > 0") == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM accounts_try") == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM app_session WHERE person NOT IN"
		" (SELECT id FROM app_person)") == 0);
	CHECK(visit_get(&w, &b, "/moi").http == 303 && rows_of(&w, known) > 0);
	world_close(&w);
}

TEST(the_last_administrator_cannot_leave_nor_be_put_down)
{
	struct world w;
	world_open(&w);
	const struct field leave[] = { { "word", STR("erase") }, { 0 } };
	const struct field none[] = { { "nom", STR("") }, { 0 } };
	struct seen s = visit_post(&w, &w.eve, "/moi/donnees/effacer", NULL, leave);
	CHECK(s.http == 422 && says(s, "nommez d’abord"));
	const char *roles = str_fmt(w.arena, "/equipe/membres/%s/roles",
		uuid_print(w.eve.person.persona).text).ptr;
	s = visit_post(&w, &w.eve, roles, NULL, none);
	CHECK(s.http == 422 && says(s, "Nommez d’abord"));
	CHECK(visit_get(&w, &w.eve, "/moi").http == 200);
	world_close(&w);
}

/* ---- team ---- */

TEST(an_administrator_finds_members_and_gives_roles)
{
	struct world w;
	world_open(&w);
	const struct field roles[] = { { "nom", STR("a d&a") }, { "moderator", STR("1") },
		{ "facilitator", STR("1") }, { 0 } };
	struct seen s = visit_get(&w, &w.eve, "/equipe/membres");
	CHECK(s.http == 200 && says(s, "<legend>ada</legend>") && says(s, "<legend>moe</legend>"));
	CHECK(!says(s, "example.org"));
	s = visit_get(&w, &w.eve, "/equipe/membres?nom=AD");
	CHECK(says(s, "<legend>ada</legend>") && !says(s, "<legend>moe</legend>"));
	CHECK(visit_get(&w, &w.moe, "/equipe/membres").http == 403);
	const char *path = str_fmt(w.arena, "/equipe/membres/%s/roles",
		uuid_print(w.ada.person.persona).text).ptr;
	CHECK(visit_post(&w, &w.moe, path, NULL, roles).http == 403);
	s = visit_post(&w, &w.eve, path, NULL, roles);
	CHECK(leads_to(s, "/equipe/membres?fait=1&nom=a%20d%26a"));
	CHECK(world_count(&w, "SELECT roles FROM app_person ORDER BY id") == 7);
	CHECK(visit_get(&w, &w.ada, "/moi").http == 303);
	CHECK(world_count(&w, "SELECT state_to FROM app_event ORDER BY seq DESC") == 7);
	CHECK(says(visit_get(&w, &w.eve, "/equipe/membres?fait=1"), "C’est enregistré."));
	path = "/equipe/membres/00000000-0000-4000-8000-000000000000/roles";
	CHECK(visit_post(&w, &w.eve, path, NULL, roles).http == 404);
	world_close(&w);
}

TEST(what_nobody_needs_any_more_is_forgotten_by_night)
{
	struct world w;
	world_open(&w);
	const struct field link[] = { { "email", STR("ada@example.org") }, { 0 } };
	visit_post(&w, &w.nobody, "/connexion", NULL, link);
	w.now_at += 40 * 24 * 60 * MINUTE;
	world_chores(&w);
	CHECK(world_count(&w, "SELECT count(*) FROM app_link") == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM app_mail") == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM app_session") == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM accounts_try") == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM app_person") == 8);
	world_close(&w);
}
