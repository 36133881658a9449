/* The outbox: what a mail looks like at rest, and what becomes of it. */
#include "app/mail.h"
#include "test_site.h"

#define MINUTE INT64_C(60000)
#define DAY (24 * 60 * MINUTE)

struct call {
	struct world *w;
	struct mail mail;
	struct mail_rows mails;
	int64_t id;
	struct str problem;
	bool for_good, more;
};

static enum status run(struct call *c, enum status (*f)(struct tx *, void *))
{
	return world_job(c->w, f, c);
}

static enum status list_mails(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return mail_list(tx, &c->w->site.keys, 10, &c->mails);
}

static enum status due(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return mail_due(tx, &c->w->site.keys, 10, &c->mails);
}

static enum status write_mail(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return mail_add(tx, &c->w->site, &c->mail);
}

static enum status sent(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return mail_sent(tx, c->id);
}

static enum status failed(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return mail_failed(tx, c->id, c->for_good, c->problem);
}

static enum status again(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return mail_retry(tx, c->id);
}

static enum status forget(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return mail_forget(tx, &c->w->site.keys, c->mail.to);
}

static enum status purge(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return mail_purge(tx, &c->more);
}

static struct call call_of(struct world *w)
{
	return (struct call){ .w = w, .mail = { .to = STR("ada@example.org"),
		.subject = WORD("delivery.mail.subject"), .body = STR("Bonjour.\n") } };
}

TEST(lines_of_a_mail_break_at_blanks_before_the_73rd_sign)
{
	struct world w;
	world_open(&w);
#define SEVENTY_TWO \
		"éèéèéèéèé éèéèéèéèé éèéèéèéèé éèéèéèéèé éèéèéèéèé éèéèéèéèé éèéèéèéèé éè"
	static const char url[] = "http://agora.example/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		"aaaaaaaaaaaaaaaaaaaaaaaaaa";
	CHECK(str_points(STR(SEVENTY_TWO)) == 72);
	struct str a = str_fmt(w.arena, "%s\n%sé\n%s\nVoir %s ici.\n", SEVENTY_TWO, SEVENTY_TWO,
		"court", url);
	struct call c = call_of(&w);
	c.mail.body = a;
	CHECK(run(&c, write_mail) == OK && run(&c, list_mails) == OK);
	struct str want = str_fmt(w.arena, "%s\n%.*s\néèé\ncourt\nVoir\n%s\nici.\n", SEVENTY_TWO,
		(int)(sizeof SEVENTY_TWO - 1 - 5), SEVENTY_TWO, url);
	CHECK(str_eq(c.mails.items[0].body, want));
	world_close(&w);
}

TEST(a_mail_keeps_the_address_that_stops_it_sealed_with_the_rest)
{
	struct world w;
	world_open(&w);
	struct call c = call_of(&w);
	c.mail.stop = STR("http://agora.example/arreter/1/2");
	CHECK(run(&c, write_mail) == OK && run(&c, due) == OK);
	CHECK(str_eq(c.mails.items[0].stop, c.mail.stop) && world_finds(&w, "arreter/1/2") == 0);
	world_close(&w);
}

TEST(a_mail_that_is_gone_is_emptied_and_can_be_forgotten)
{
	struct world w;
	world_open(&w);
	struct call c = call_of(&w);
	c.mail.to = STR("ADA@example.org");
	CHECK(run(&c, write_mail) == OK && run(&c, due) == OK && c.mails.len == 1);
	c.id = c.mails.items[0].id;
	CHECK(run(&c, sent) == OK && run(&c, list_mails) == OK);
	CHECK(c.mails.items[0].state == MAIL_SENT && c.mails.items[0].attempts == 1);
	CHECK(c.mails.items[0].to.len == 0 && c.mails.items[0].body.len == 0);
	CHECK(world_count(&w, "SELECT length(sealed) + length(address_tag) FROM app_mail") == 0);
	CHECK(run(&c, sent) == CONFLICT && run(&c, again) == CONFLICT);
	CHECK(run(&c, write_mail) == OK && run(&c, forget) == OK);
	CHECK(world_count(&w, "SELECT count(*) FROM app_mail") == 1);     /* the empty one */
	w.now_at += 30 * DAY;
	CHECK(run(&c, purge) == OK && !c.more);
	CHECK(world_count(&w, "SELECT count(*) FROM app_mail") == 0);
	world_close(&w);
}

TEST(a_mail_that_fails_is_tried_again_for_five_days_and_no_longer)
{
	struct world w;
	world_open(&w);
	struct call c = call_of(&w);
	c.problem = STR("452 try later");
	int64_t first = w.now_at, pauses[] = { 1, 5, 15, 60, 240, 240 };
	CHECK(run(&c, write_mail) == OK && run(&c, list_mails) == OK);
	c.id = c.mails.items[0].id;
	for (size_t i = 0; i < 34; i++) {
		int64_t now_at = w.now_at;
		int64_t pause = i < 6 ? pauses[i] : 240;
		CHECK_AT(i, run(&c, failed) == OK);
		w.now_at = now_at + pause * MINUTE - 1;
		CHECK_AT(i, run(&c, due) == OK && c.mails.len == 0);
		w.now_at = now_at + pause * MINUTE;
		CHECK_AT(i, run(&c, due) == OK && c.mails.len == (i < 33));
		w.now_at = now_at + pause * MINUTE;
	}
	CHECK(world_count(&w, "SELECT state FROM app_mail") == MAIL_REFUSED);
	CHECK(w.now_at - first - 240 * MINUTE <= 5 * DAY && w.now_at - first > 5 * DAY);
	CHECK(run(&c, again) == OK && run(&c, due) == OK && c.mails.len == 1);
	CHECK(str_eq(c.mails.items[0].problem, STR("452 try later")));
	c.for_good = true;
	CHECK(run(&c, failed) == OK && run(&c, due) == OK && c.mails.len == 0);
	CHECK(run(&c, failed) == CONFLICT);
	world_close(&w);
}
