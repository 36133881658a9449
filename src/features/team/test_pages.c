/* The desk, the outbox and the journal. */
#include "app/event.h"
#include "app/mail.h"
#include "app/test_markup.h"
#include "test_site.h"

TEST(the_desk_shows_each_member_of_the_team_what_waits_for_them)
{
	struct world w;
	world_open(&w);
	CHECK(world_write(&w, "INSERT INTO moderation_count (what, n) VALUES (1, 7)") == OK);
	struct seen s = visit_get(&w, &w.moe, "/equipe");
	CHECK_PAGE(0, s.body);
	CHECK(says(s, "7 choses attendent l’équipe.") && says(s, "href=\"/equipe/moderation\""));
	CHECK(!says(s, "href=\"/admin/journal\""));
	CHECK(says(visit_get(&w, &w.eve, "/equipe"), "href=\"/admin/journal\""));
	CHECK(visit_get(&w, &w.ada, "/equipe").http == 403);
	CHECK(visit_get(&w, &w.nobody, "/equipe").http == 303);
	world_close(&w);
}

struct mailing { struct world *w; };

static enum status write_mail(struct tx *tx, void *arg)
{
	struct mailing *m = arg;
	return mail_add(tx, &m->w->site, &(struct mail){ .to = STR("lou@example.org"),
		.lang = LANG_FR, .subject = WORD("team.mails.title"), .body = STR("Voici <le> lien.") });
}

TEST(mail_is_shown_in_full_only_where_nobody_else_would_get_it)
{
	struct world w;
	world_open(&w);
	CHECK(world_job(&w, write_mail, &(struct mailing){ &w }) == OK);
	struct seen s = visit_get(&w, &w.eve, "/admin/envois");
	CHECK_PAGE(0, s.body);
	CHECK(says(s, "Voici &lt;le&gt; lien.") && says(s, "lou@example.org"));
	CHECK(visit_get(&w, &w.fay, "/admin/envois").http == 403);
	w.site.settings.smtp_url = STR("smtp://relay.example:25");
	s = visit_get(&w, &w.eve, "/admin/envois");
	CHECK(!says(s, "Voici") && !says(s, "lou@example.org") && says(s, "En attente"));
	CHECK(says(s, "Les textes sont scellés"));
	w.site.settings.demo = 1;
	CHECK(says(visit_get(&w, &w.eve, "/admin/envois"), "Voici &lt;le&gt; lien."));
	world_close(&w);
}

static enum status refuse_mail(struct tx *tx, void *arg)
{
	struct mailing *m = arg;
	struct mail_rows mails;
	TRY(mail_list(tx, &m->w->site.keys, 1, &mails));
	return mail_failed(tx, mails.items[0].id, true, STR("550 no such user"));
}

TEST(what_did_not_leave_is_tried_again)
{
	struct world w;
	world_open(&w);
	struct mailing m = { &w };
	CHECK(world_job(&w, write_mail, &m) == OK);
	CHECK(!says(visit_get(&w, &w.eve, "/admin/envois"), "/rejouer\""));
	CHECK(world_job(&w, refuse_mail, &m) == OK);
	struct seen s = visit_get(&w, &w.eve, "/admin/envois");
	CHECK(says(s, "1 courriel n’est pas parti.") && says(s, "550 no such user"));
	CHECK(visit_post(&w, &w.fay, "/admin/envois/rejouer", NULL, NULL).http == 403);
	CHECK(visit_post(&w, &w.eve, "/admin/envois/rejouer", NULL, NULL).http == 303);
	CHECK(world_count(&w, "SELECT state FROM app_mail") == MAIL_WAITING);
	CHECK(world_count(&w, "SELECT count(*) FROM app_event WHERE what = 'team.mail_retried'") == 1);
	world_close(&w);
}

static enum status write_events(struct tx *tx, void *arg)
{
	struct who who = { .persona = ((struct mailing *)arg)->w->ada.person.persona };
	for (int i = 0; i < 60; i++)
		TRY(event_add(tx, &who, &(struct event){
			.what = i % 20 ? "team.usual" : "team.rare", .from = 1, .to = 2 }));
	return OK;
}

/* The link to the next page, its "&amp;" as a browser reads it. */
static const char *next_of(struct world *w, struct seen s)
{
	const char *at = memmem(s.body.ptr, s.body.len, "rel=\"next\" href=\"", 17);
	struct str rest = { at ? at + 17 : "", at ? strcspn(at + 17, "\"") : 0 }, head;
	if (!str_cut(&rest, '&', &head) || rest.len < 4)
		return NULL;
	return str_fmt(w->arena, "%.*s&%.*s", (int)head.len, head.ptr, (int)rest.len - 4,
		rest.ptr + 4).ptr;
}

TEST(the_journal_is_read_backwards_by_name_and_its_chain_is_verified)
{
	struct world w;
	world_open(&w);
	CHECK(world_job(&w, write_events, &(struct mailing){ &w }) == OK);
	struct seen s = visit_get(&w, &w.eve, "/admin/journal");
	CHECK_PAGE(0, s.body);
	CHECK(says(s, "usual") && says(s, "ada") && says(s, "1 → 2"));
	const char *next = next_of(&w, s);
	CHECK(next);
	s = visit_get(&w, &w.eve, next);
	CHECK(s.http == 200 && says(s, "roles_changed") && says(s, "la plateforme"));
	s = visit_get(&w, &w.eve, "/admin/journal?what=team.rare");
	CHECK(says(s, "rare") && !says(s, "usual"));
	CHECK(says(visit_get(&w, &w.eve, "/admin/journal?what=%3Cx"), "value=\"&lt;x\""));
	CHECK(says(visit_get(&w, &w.eve, "/admin/journal?verify=1"), "La chaîne est entière"));
	CHECK(visit_get(&w, &w.moe, "/admin/journal").http == 403);
	CHECK_PAGE(1, visit_get(&w, &w.eve, "/en/admin/journal").body);
	world_close(&w);
}

TEST(a_broken_chain_is_said_and_breaks_no_page)
{
	struct world w;
	world_open(&w);
	CHECK(world_job(&w, write_events, &(struct mailing){ &w }) == OK);
	CHECK(world_write(&w, "UPDATE app_seal SET digest = zeroblob(32) WHERE n = 1") == OK);
	struct seen s = visit_get(&w, &w.eve, "/admin/journal?verify=1");
	CHECK(s.http == 200 && says(s, "La chaîne est rompue"));
	CHECK_PAGE(0, s.body);
	world_close(&w);
}
