/* Coming in, as a browser meets it: real handlers, pages and database, no sockets. */
#include "app/cookie.h"
#include "app/mail.h"
#include "features/accounts/routes.h"
#include "test_site.h"

#define HOUR INT64_C(3600000)
#define PASSWORD "correct horse battery"
#define SIGN_UP(email_, password_) (const struct field[]){ \
	{ "email", STR(email_) }, { "name", STR("Lou") }, { "kind", STR("curious") }, \
	{ "lang", STR("fr") }, { "password", STR(password_) }, { 0 } }
#define BY_LINK(email_) (const struct field[]){ \
	{ "email", STR(email_) }, { "how", STR("link") }, { 0 } }
#define BY_PASSWORD(email_, password_) (const struct field[]){ { "email", STR(email_) }, \
	{ "how", STR("password") }, { "password_current", STR(password_) }, { 0 } }

static struct browser stranger(void)
{
	return (struct browser){ .visitor = uuid_v4() };
}

static bool leads_to(struct seen s, const char *path)
{
	return s.http == 303 && str_eq(s.location, str_view(path));
}

static const char *mailed_link(struct world *w)
{
	struct str link = world_mail_link(w);
	CHECK(link.len == strlen("/lien/") + 36);
	return link.ptr;
}

/* The same browser after that visit has set its cookies. */
static struct browser after(struct seen s)
{
	return (struct browser){ .session = seen_cookie(s, COOKIE_SESSION) };
}

static int64_t people(struct world *w)
{
	return world_count(w, "SELECT count(*) FROM app_person");
}

static int64_t mails(struct world *w)
{
	return world_count(w, "SELECT count(*) FROM app_mail");
}

/* Signs up on that browser and opens the mail on it. */
static struct browser join(struct world *w, struct browser *b, const struct field *form)
{
	CHECK(leads_to(visit_post(w, b, "/inscription", NULL, form), "/inscription/envoye"));
	return after(visit_post(w, b, mailed_link(w), NULL, NULL));
}

/* ---- signing up ---- */

TEST(a_sign_up_is_a_mail_then_a_button_then_an_open_session)
{
	struct world w;
	world_open(&w);
	struct browser b = stranger(), phone = stranger();
	int64_t before = people(&w), sessions = world_count(&w, "SELECT count(*) FROM app_session");
	CHECK(says(visit_get(&w, &b, "/inscription"), "name=\"email\""));
	CHECK(leads_to(visit_post(&w, &b, "/inscription", NULL, SIGN_UP("lou@example.org", "")),
		"/inscription/envoye"));
	CHECK(visit_get(&w, &b, "/inscription/envoye").http == 200);
	CHECK(people(&w) == before && mails(&w) == 1);
	const char *link = mailed_link(&w);
	for (int i = 0; i < 2; i++) {               /* a mail program looks at it first */
		struct seen s = visit_get(&w, i ? &b : &phone, link);
		CHECK(s.http == 200 && says(s, "Entrer dans mon compte</button>"));
		CHECK(!says(s, "lou@example.org") && says(s, "Lou") && people(&w) == before);
	}
	CHECK(world_count(&w, "SELECT count(*) FROM app_session") == sessions);
	struct seen s = visit_post(&w, &b, link, NULL, NULL);
	CHECK(leads_to(s, "/moi") && people(&w) == before + 1);
	b = after(s);
	CHECK(says(visit_get(&w, &b, "/moi"), "Bonjour Lou."));
	s = visit_post(&w, &phone, link, NULL, NULL);
	CHECK(s.http == 410 && uuid_is_none(after(s).session) && says(s, "name=\"email\""));
	CHECK(visit_get(&w, &phone, link).http == 410);
	world_close(&w);
}

TEST(a_link_is_too_old_after_48_hours_and_a_millisecond)
{
	struct world w;
	world_open(&w);
	struct browser b = stranger();
	for (int64_t late = 0; late < 2; late++) {
		int64_t asked = w.now_at;
		visit_post(&w, &b, "/connexion", NULL, BY_LINK("ada@example.org"));
		const char *link = mailed_link(&w);
		w.now_at = asked + 48 * HOUR + late;
		CHECK_AT(late, visit_get(&w, &b, link).http == (late ? 410 : 200));
		w.now_at = asked + 48 * HOUR + late;
		CHECK_AT(late, visit_post(&w, &b, link, NULL, NULL).http == (late ? 410 : 303));
	}
	CHECK(visit_get(&w, &b, "/lien/00000000-0000-4000-8000-000000000000").http == 410);
	world_close(&w);
}

TEST(a_refused_sign_up_comes_back_as_typed_but_for_the_password)
{
	struct world w;
	world_open(&w);
	const struct field form[] = { { "email", STR("lou at example") }, { "name", STR(" L&u ") },
		{ "kind", STR("patient") }, { "lang", STR("en") }, { "password", STR("0123456789ab") },
		{ "next", STR("/besoins") }, { 0 } };
	struct seen s = visit_post(&w, &w.nobody, "/inscription", NULL, form);
	CHECK(s.http == 422 && mails(&w) == 0);
	CHECK(says(s, "value=\"lou at example\"") && says(s, "value=\" L&amp;u \""));
	CHECK(says(s, "value=\"patient\" checked") && says(s, "value=\"en\" selected"));
	CHECK(says(s, "name=\"next\" value=\"/besoins\"") && !says(s, "0123456789ab"));
	CHECK(says(s, "<a href=\"#email\">") && says(s, "<a href=\"#consent\">"));
	CHECK(!says(s, "<a href=\"#name\">") && says(s, "role=\"alert\""));
	world_close(&w);
}

TEST(a_form_sent_twice_is_one_mail_and_two_links_lead_to_one_account)
{
	struct world w;
	world_open(&w);
	struct browser b = stranger();
	struct uuid once = uuid_v4();
	int64_t before = people(&w);
	for (int i = 0; i < 2; i++)
		CHECK(leads_to(visit_post(&w, &b, "/inscription", &once, SIGN_UP("lou@example.org", "")),
			"/inscription/envoye"));
	CHECK(mails(&w) == 1);
	const char *first = mailed_link(&w);
	visit_post(&w, &b, "/inscription", NULL, SIGN_UP("LOU@example.org", ""));
	const char *second = mailed_link(&w);
	struct seen one = visit_post(&w, &b, first, NULL, NULL);
	struct seen two = visit_post(&w, &b, second, NULL, NULL);
	CHECK(leads_to(one, "/moi") && leads_to(two, "/moi") && people(&w) == before + 1);
	world_close(&w);
}

TEST(a_password_holds_only_if_the_mail_is_opened_where_it_was_typed)
{
	struct world w;
	world_open(&w);
	for (int elsewhere = 0; elsewhere < 2; elsewhere++) {
		struct browser b = stranger(), phone = stranger(), *opens = elsewhere ? &phone : &b;
		const struct field *form = elsewhere ? SIGN_UP("lea@example.org", PASSWORD)
			: SIGN_UP("lou@example.org", PASSWORD);
		visit_post(&w, &b, "/inscription", NULL, form);
		const char *link = mailed_link(&w);
		CHECK_AT(elsewhere, says(visit_get(&w, opens, link), "autre appareil") == elsewhere);
		CHECK_AT(elsewhere, visit_post(&w, opens, link, NULL, NULL).http == 303);
		CHECK_AT(elsewhere, world_count(&w, "SELECT count(*) FROM app_person"
			" WHERE password_hash <> ''") == 1);
	}
	world_close(&w);
}

/* ---- nothing tells whether an address is known ---- */

/* The page with the two addresses, which have one length, made one. */
static struct str masked(struct world *w, struct seen s, const char *email)
{
	struct str body = str_dup(w->arena, s.body);
	char *at = (char *)body.ptr;
	while ((at = memmem(at, body.len - (size_t)(at - body.ptr), email, strlen(email))))
		memset(at, '#', strlen(email));
	return body;
}

static bool same_answer(struct world *w, struct seen a, struct seen b)
{
	bool cookies = true;
	for (size_t i = 0; i < 3; i++)
		cookies &= str_eq(a.cookies[i], b.cookies[i]);
	return a.http == b.http && str_eq(a.location, b.location) && cookies
		&& str_eq(masked(w, a, "ada@example.org"), masked(w, b, "adx@example.org"));
}

TEST(the_answer_for_a_known_address_is_to_the_byte_that_for_an_unknown_one)
{
	struct world w;
	world_open(&w);
	struct browser b = stranger();
	const struct { const char *path; const struct field *known, *unknown; int http; } cases[] = {
		{ "/inscription", SIGN_UP("ada@example.org", ""), SIGN_UP("adx@example.org", ""), 303 },
		{ "/inscription", SIGN_UP("ada@example.org", PASSWORD),
			SIGN_UP("adx@example.org", PASSWORD), 303 },
		{ "/connexion", BY_LINK("ada@example.org"), BY_LINK("adx@example.org"), 303 },
		{ "/connexion", BY_PASSWORD("ada@example.org", "wrong"),
			BY_PASSWORD("adx@example.org", "wrong"), 422 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct uuid once = uuid_v4(), other = uuid_v4();
		int64_t before = mails(&w);
		struct seen known = visit_post(&w, &b, cases[i].path, &once, cases[i].known);
		struct uuid *again = cases[i].http == 303 ? &other : &once;     /* a 422 shows it */
		struct seen unknown = visit_post(&w, &b, cases[i].path, again, cases[i].unknown);
		CHECK_AT(i, known.http == cases[i].http && same_answer(&w, known, unknown));
		CHECK_AT(i, mails(&w) - before == (known.http == 303 ? 2 : 0));
	}
	CHECK(world_write(&w, "UPDATE accounts_try SET failures = 10") == OK);
	struct uuid once = uuid_v4();
	struct seen known =
		visit_post(&w, &b, "/connexion", &once, BY_PASSWORD("ada@example.org", "x"));
	struct seen unknown =
		visit_post(&w, &b, "/connexion", &once, BY_PASSWORD("adx@example.org", "x"));
	CHECK(known.http == 422 && says(known, "trop d’essais") && same_answer(&w, known, unknown));
	world_close(&w);
}

static enum status newest_mail(struct tx *tx, void *arg)
{
	struct { struct world *w; struct mail_rows rows; } *box = arg;
	return mail_list(tx, &box->w->site.keys, 1, &box->rows);
}

static struct mail_row mailed(struct world *w)
{
	struct { struct world *w; struct mail_rows rows; } box = { .w = w };
	CHECK(world_job(w, newest_mail, &box) == OK && box.rows.len == 1);
	return box.rows.items[0];
}

TEST(the_mail_tells_its_reader_what_the_page_does_not)
{
	struct world w;
	world_open(&w);
	struct browser b = stranger();
	visit_post(&w, &b, "/inscription", NULL, SIGN_UP("ada@example.org", ""));
	struct mail_row m = mailed(&w);
	CHECK(str_eq(m.subject, STR("Vous avez déjà un compte")));
	CHECK(str_eq(m.to, STR("ada@example.org")) && !memmem(m.body.ptr, m.body.len, "Lou", 3));
	int64_t before = people(&w);
	struct seen s = visit_post(&w, &b, mailed_link(&w), NULL, NULL);
	b = after(s);
	CHECK(leads_to(s, "/moi") && says(visit_get(&w, &b, "/moi"), "Bonjour ada."));
	CHECK(people(&w) == before);
	b = stranger();
	visit_post(&w, &b, "/en/connexion", NULL, BY_LINK("nobody@example.org"));
	m = mailed(&w);
	CHECK(str_eq(m.subject, STR("No account at this address")));
	CHECK(memmem(m.body.ptr, m.body.len, "/en/inscription\n", 16));
	CHECK(!memmem(m.body.ptr, m.body.len, "/lien/", 6));
	world_close(&w);
}

TEST(nobody_is_flooded_with_mails_that_somebody_else_asks_for)
{
	struct world w;
	world_open(&w);
	struct browser b = stranger();
	for (int i = 0; i < MAILS_AN_HOUR + 2; i++)
		CHECK_AT(i, leads_to(visit_post(&w, &b, "/connexion", NULL, BY_LINK("ada@example.org")),
			"/connexion/envoye"));
	CHECK(mails(&w) == MAILS_AN_HOUR);
	w.now_at += HOUR;
	visit_post(&w, &b, "/connexion", NULL, BY_LINK("ada@example.org"));
	CHECK(mails(&w) == MAILS_AN_HOUR + 1);
	world_close(&w);
}

/* ---- signing in ---- */

TEST(a_password_opens_the_session_and_a_wrong_one_says_only_that)
{
	struct world w;
	world_open(&w);
	struct browser b = stranger();
	struct browser lou = join(&w, &b, SIGN_UP("lou@example.org", PASSWORD));
	CHECK(leads_to(visit_post(&w, &lou, "/deconnexion", NULL, NULL), "/"));
	CHECK(visit_get(&w, &lou, "/moi").http == 303);
	struct seen s =
		visit_post(&w, &b, "/connexion", NULL, BY_PASSWORD("lou@example.org", "wrong one"));
	CHECK(s.http == 422 && says(s, "ne convient pas") && !says(s, "wrong one"));
	CHECK(says(s, "value=\"lou@example.org\"") && uuid_is_none(after(s).session));
	s = visit_post(&w, &b, "/connexion", NULL, BY_PASSWORD(" LOU@example.org", PASSWORD));
	lou = after(s);
	CHECK(leads_to(s, "/moi") && visit_get(&w, &lou, "/moi").http == 200);
	CHECK(visit_post(&w, &b, "/connexion", NULL, BY_PASSWORD("ada@example.org", "")).http == 422);
	CHECK(world_finds(&w, PASSWORD) == 0);
	world_close(&w);
}

TEST(enter_in_the_password_field_signs_in_and_a_wrong_one_sends_the_link)
{
	struct world w;
	world_open(&w);
	struct browser b = stranger();
	join(&w, &b, SIGN_UP("lou@example.org", PASSWORD));
	int64_t before = mails(&w);
	const struct field right[] = { { "email", STR("lou@example.org") }, { "how", STR("link") },
		{ "password_current", STR(PASSWORD) }, { 0 } };
	const struct field wrong[] = { { "email", STR("lou@example.org") }, { "how", STR("link") },
		{ "password_current", STR("something else") }, { 0 } };
	CHECK(leads_to(visit_post(&w, &b, "/connexion", NULL, right), "/moi") && mails(&w) == before);
	CHECK(leads_to(visit_post(&w, &b, "/connexion", NULL, wrong), "/connexion/envoye"));
	CHECK(mails(&w) == before + 1);
	CHECK(world_count(&w, "SELECT sum(failures) FROM accounts_try") == 1);
	world_close(&w);
}

TEST(after_ten_wrong_passwords_links_work_and_passwords_wait_for_an_hour)
{
	struct world w;
	world_open(&w);
	struct browser b = stranger();
	join(&w, &b, SIGN_UP("lou@example.org", PASSWORD));
	int64_t start = w.now_at;
	visit_post(&w, &b, "/connexion", NULL, BY_PASSWORD("lou@example.org", "wrong"));
	CHECK(world_count(&w, "SELECT failures FROM accounts_try") == 1);
	CHECK(world_write(&w, "UPDATE accounts_try SET failures = 9") == OK);
	struct seen s = visit_post(&w, &b, "/connexion", NULL, BY_PASSWORD("lou@example.org", "wrong"));
	CHECK(s.http == 422 && says(s, "ne convient pas"));
	CHECK(world_count(&w, "SELECT failures FROM accounts_try") == FAILURES_AN_HOUR);
	s = visit_post(&w, &b, "/connexion", NULL, BY_PASSWORD("lou@example.org", PASSWORD));
	CHECK(s.http == 422 && says(s, "trop d’essais") && uuid_is_none(after(s).session));
	visit_post(&w, &b, "/connexion", NULL, BY_LINK("lou@example.org"));
	CHECK(leads_to(visit_post(&w, &b, mailed_link(&w), NULL, NULL), "/moi"));
	w.now_at = start + HOUR - 100;
	s = visit_post(&w, &b, "/connexion", NULL, BY_PASSWORD("lou@example.org", PASSWORD));
	CHECK(s.http == 422);
	w.now_at = start + HOUR;
	s = visit_post(&w, &b, "/connexion", NULL, BY_PASSWORD("lou@example.org", PASSWORD));
	CHECK(leads_to(s, "/moi"));
	CHECK(world_count(&w, "SELECT count(*) FROM accounts_try") == 0);  /* right: none counts */
	world_close(&w);
}

TEST(guesses_sent_all_at_once_are_counted_one_by_one)
{
	enum { ASKS = 3 };
	struct world w;
	world_open(&w);
	struct browser b = stranger();
	join(&w, &b, SIGN_UP("lou@example.org", PASSWORD));
	visit_post(&w, &b, "/connexion", NULL, BY_PASSWORD("lou@example.org", "wrong"));
	CHECK(world_write(&w, "UPDATE accounts_try SET failures = 8") == OK);
	struct ask asks[ASKS];
	struct answer answers[ASKS];
	struct uuid csrf = tag_of(&w.site.keys, FOR_FORM, (struct str){ (char *)b.visitor.b, 16 });
	for (size_t i = 0; i < ASKS; i++) {
		struct field *form = NEW(w.arena, struct field, 6);
		form[0] = (struct field){ "email", STR("lou@example.org") };
		form[1] = (struct field){ "how", STR("password") };
		form[2] = (struct field){ "password_current", i == 2 ? STR(PASSWORD) : STR("wrong") };
		form[3] = (struct field){ "csrf", uuid_dup(w.arena, csrf) };
		form[4] = (struct field){ "once", uuid_dup(w.arena, uuid_v4()) };
		asks[i] = (struct ask){ .method = POST, .path = STR("/connexion"), .fields = form,
			.cookie = str_fmt(w.arena, COOKIE_VISITOR "=%s", uuid_print(b.visitor).text),
			.host = STR("agora.example"), .now_at = w.now_at, .arena = w.arena };
	}
	CHECK(serve_now(&w.site, &w.hands, asks, ASKS, answers) == OK);
	for (size_t i = 0; i < ASKS; i++) {
		CHECK_AT(i, answers[i].http == 422);       /* the right one came too late */
		buf_finish(&answers[i].body);
	}
	CHECK(world_count(&w, "SELECT failures FROM accounts_try") > FAILURES_AN_HOUR);
	world_close(&w);
}

TEST(to_check_a_password_for_nobody_costs_what_it_costs_for_somebody)
{
	struct password_hash hash;
	CHECK(password_hash(STR("any"), &hash));
	const char *a = hash.text, *b = hash_of_nobody;
	size_t cost = strlen("$argon2id$v=19$m=19456,t=2,p=1$");
	CHECK(strlen(a) == strlen(b) && strncmp(a, b, cost) == 0 && a[cost - 1] == '$');
	CHECK(!password_check(STR(""), b));
}

TEST(signing_in_leads_on_to_a_path_of_this_site_only)
{
	struct world w;
	world_open(&w);
	static const struct { const char *next, *location; } cases[] = {
		{ "", "/moi" }, { "/besoins/nouveau?etape=2", "/besoins/nouveau?etape=2" },
		{ "/en/besoins", "/besoins" }, { "/en", "/" }, { "//evil.example/", "/moi" },
		{ "/en//evil.example/", "/moi" }, { "/\\evil.example/", "/moi" },
		{ "https://evil.example/", "/moi" }, { "javascript:alert(1)", "/moi" },
		{ "/\t/evil.example", "/moi" }, { "/x\r\nSet-Cookie: a=b", "/moi" },
	};
	struct browser b = stranger();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct field form[] = { { "email", STR("ada@example.org") }, { "how", STR("link") },
			{ "next", str_view(cases[i].next) }, { 0 } };
		w.now_at += HOUR;
		visit_post(&w, &b, "/connexion", NULL, form);
		struct seen s = visit_post(&w, &b, mailed_link(&w), NULL, NULL);
		CHECK_AT(i, leads_to(s, cases[i].location));
	}
	CHECK(leads_to(visit_get(&w, &w.ada, "/connexion?next=%2F%2Fevil.example"), "/moi"));
	CHECK(leads_to(visit_get(&w, &w.ada, "/en/connexion?next=%2Fbesoins"), "/en/besoins"));
	struct seen s = visit_get(&w, &b, "/connexion?next=%2Fbesoins");
	CHECK(says(s, "name=\"next\" value=\"/besoins\""));
	s = visit_get(&w, &b, "/connexion?next=%2F%2Fevil.example");
	CHECK(says(s, "name=\"next\" value=\"\"") && says(s, "/inscription?next=\""));
	world_close(&w);
}

TEST(whoever_comes_in_gets_a_new_session_and_leaves_the_old_one)
{
	struct world w;
	world_open(&w);
	visit_post(&w, &w.nobody, "/connexion", NULL, BY_LINK("ada@example.org"));
	struct seen s = visit_post(&w, &w.ben, mailed_link(&w), NULL, NULL);
	struct browser now = after(s);
	CHECK(leads_to(s, "/moi") && !uuid_eq(now.session, w.ben.session));
	CHECK(says(visit_get(&w, &now, "/moi"), "Bonjour ada."));
	CHECK(visit_get(&w, &w.ben, "/moi").http == 303);
	CHECK(visit_get(&w, &w.ada, "/moi").http == 200);
	s = visit_get(&w, &w.nobody, "/moi/profil");
	CHECK(leads_to(s, "/connexion?next=%2Fmoi%2Fprofil"));
	world_close(&w);
}
