/* What people are told in the app, and the mails that go out for it. */
#include "engines/delivery/delivery.h"
#include "app/mail.h"
#include "base/json.h"
#include "test_site.h"

struct call {
	struct world *w;
	struct uuid persona;
	struct person person;
	struct notice notice;
	struct notice_rows rows;
	struct mail_rows mails;
	struct buf json;
};

static enum status run(struct call *c, enum status (*f)(struct tx *, void *))
{
	return world_job(c->w, f, c);
}

static enum status tell(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return notice_send(tx, &c->w->site, c->persona, &c->notice);
}

static enum status list(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return notice_list(tx, c->persona, 10, &c->rows);
}

static enum status read_all(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return notice_all_read(tx, c->persona);
}

static enum status be_quiet(struct tx *tx, void *arg)
{
	struct call *c = arg;
	c->person.quiet = true;
	return person_set_about(tx, &c->w->site.keys, &c->person);
}

static enum status export_notices(struct tx *tx, void *arg)
{
	struct call *c = arg;
	struct json j = { .out = &c->json };
	json_open(&j, NULL, '[');
	TRY(notice_export(tx, c->persona, &j));
	json_close(&j, ']');
	return OK;
}

static enum status list_mails(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return mail_list(tx, &c->w->site.keys, 10, &c->mails);
}

static bool has(struct str s, const char *words)
{
	return s.len && memmem(s.ptr, s.len, words, strlen(words));
}

static size_t longest_line(struct str s)
{
	size_t longest = 0;
	struct str line;
	while (str_cut(&s, '\n', &line))
		longest = str_points(line) > longest ? str_points(line) : longest;
	return str_points(s) > longest ? str_points(s) : longest;
}

static struct call call_of(struct world *w, const struct browser *b)
{
	return (struct call){ .w = w, .persona = b->person.persona, .person = b->person,
		.notice = { "app.secret_subject", 42, 7 }, .json = { .max = 1 << 16 } };
}

TEST(a_notice_is_listed_counted_and_read)
{
	struct world w;
	world_open(&w);
	struct call c = call_of(&w, &w.ada);
	CHECK(run(&c, tell) == OK);
	c.notice.id = 8;
	CHECK(run(&c, tell) == OK && run(&c, list) == OK && c.rows.len == 2);
	const struct notice_row *rows = c.rows.items;
	CHECK(rows[0].about.id == 8 && rows[1].about.id == 7 && rows[0].about.kind == 42);
	CHECK(!c.rows.items[0].read && str_eq(c.rows.items[0].what, STR("app.secret_subject")));
	CHECK(world_count(&w, "SELECT unread FROM app_persona WHERE name = 'ada'") == 2);
	CHECK(world_count(&w, "SELECT sum(unread) FROM app_persona WHERE name <> 'ada'") == 0);
	CHECK(run(&c, read_all) == OK && run(&c, list) == OK && c.rows.items[0].read);
	CHECK(world_count(&w, "SELECT unread FROM app_persona WHERE name = 'ada'") == 0);
	CHECK(run(&c, export_notices) == OK);
	CHECK(has(buf_view(&c.json), "\"what\":\"app.secret_subject\""));
	CHECK(has(buf_view(&c.json), "},{"));
	buf_finish(&c.json);
	world_close(&w);
}

TEST(a_mail_about_news_says_nothing_of_it_and_how_to_stop)
{
	struct world w;
	world_open(&w);
	struct call c = call_of(&w, &w.ada);
	CHECK(run(&c, tell) == OK && run(&c, list_mails) == OK && c.mails.len == 1);
	const struct mail_row *m = &c.mails.items[0];
	CHECK(str_eq(m->to, STR("ada@example.org")));
	CHECK(str_eq(m->subject, STR("Des nouvelles vous attendent")));
	CHECK(has(m->body, "Bonjour ada,") && !has(m->body, "secret"));
	CHECK(has(m->body, "http://agora.example/moi/notifications\n"));
	CHECK(has(m->body, "http://agora.example/moi/profil\n"));
	CHECK(has(m->body, m->stop.ptr) && str_starts(m->stop, STR("http://agora.example/arreter/")));
	CHECK(longest_line(m->body) == m->stop.len);       /* an address has a line of its own */
	CHECK(world_finds(&w, "ada@example.org") == 0);
	c.person.lang = LANG_EN;
	c.person.quiet = false;
	CHECK(world_write(&w, "UPDATE app_person SET lang = 1") == OK);
	CHECK(run(&c, tell) == OK && run(&c, list_mails) == OK);
	m = &c.mails.items[0];
	CHECK(str_eq(m->subject, STR("There is news for you")) && has(m->body, "Hello ada,"));
	CHECK(has(m->body, "http://agora.example/en/moi/notifications\n"));
	world_close(&w);
}

TEST(who_wants_no_mail_gets_the_notice_only_and_who_has_left_gets_nothing)
{
	struct world w;
	world_open(&w);
	struct call c = call_of(&w, &w.ada);
	CHECK(run(&c, be_quiet) == OK && run(&c, tell) == OK);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice") == 1);
	CHECK(world_count(&w, "SELECT count(*) FROM app_mail") == 0);
	c.persona = uuid_v4();
	CHECK(run(&c, tell) == OK && world_count(&w, "SELECT count(*) FROM delivery_notice") == 1);
	world_close(&w);
}
