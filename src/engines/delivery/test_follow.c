/* Following, being told, digests: with objects of a feature of this test, clock by hand. */
#include "base/zone.h"
#include "db/sqlite.h"
#include "engines/delivery/test_probe.h"
#include "test_plans.h"

/* ---- one pass ---- */

TEST(an_act_is_one_row_and_each_follower_hears_of_it_in_the_app)
{
	struct world w;
	open_world(&w);
	follows(&w, &w.ada, 1);
	follows(&w, &w.ben, 1);
	follows(&w, &w.ben, 1);            /* twice is once */
	follows(&w, &w.cleo, 2);
	happens(&w, 1, "probe.news");
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_news") == 1);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice") == 0);
	until_quiet(&w, slice);
	CHECK(unread(&w, "ada") == 1 && unread(&w, "ben") == 1 && unread(&w, "cleo") == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_news") == 0 && mails(&w) == 0);
	happens(&w, 3, "probe.news");      /* nobody follows it: no row */
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_news") == 0);
	world_close(&w);
}

TEST(who_did_it_who_was_told_who_comes_later_and_who_may_not_see_it_are_left_out)
{
	struct world w;
	open_world(&w);
	struct browser *all[] = { &w.ada, &w.ben, &w.cleo };
	for (size_t i = 0; i < 3; i++) {
		follows(&w, all[i], 1);
		follows(&w, all[i], HIDDEN_AT);
	}
	struct call c = { .w = &w, .news = { .notice = { "probe.news", THING, 1 },
		.doer = w.ada.person.persona, .told = { w.ben.person.persona } } };
	CHECK(run(&c, happen) == OK);
	follows(&w, &w.dan, 1);
	happens(&w, HIDDEN_AT, "probe.news");
	until_quiet(&w, slice);
	CHECK(unread(&w, "ada") == 0 && unread(&w, "ben") == 0 && unread(&w, "dan") == 0);
	CHECK(unread(&w, "cleo") == 1);
	world_close(&w);
}

TEST(who_followed_what_goes_on_elsewhere_follows_it_there)
{
	struct world w;
	open_world(&w);
	follows(&w, &w.ada, 1);
	follows(&w, &w.ben, 1);
	CHECK(world_write(&w, "UPDATE delivery_follow SET level = 4") == OK);
	struct call c = { .w = &w, .news = { .notice = { "probe.merged", THING, 1 },
		.told = { w.ada.person.persona }, .carry_to = 2 } };
	CHECK(run(&c, happen) == OK);
	until_quiet(&w, slice);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_follow WHERE object = 2") == 2);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_follow WHERE level = 4") == 4);
	CHECK(unread(&w, "ben") == 1 && unread(&w, "ada") == 0);
	world_close(&w);
}

/* Rows of followers who are personas alone: as many as one likes. */
static void crowd(struct world *w, int n)
{
	struct str sql = str_fmt(w->arena, "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1"
		" FROM c WHERE i < %d) INSERT INTO app_persona (persona, sealed, name, folded, unread)"
		" SELECT randomblob(16), x'', 'crowd', 'crowd', 0 FROM c", n);
	CHECK(world_write(w, sql.ptr) == OK);
	CHECK(world_write(w, "INSERT INTO delivery_follow (persona, kind, object, ref, level, at)"
		" SELECT persona, 900, 1, randomblob(16), 0, 1 FROM app_persona WHERE name = 'crowd'")
		== OK);
}

TEST(a_crowd_is_served_in_slices_of_few_rows_each_once)
{
	enum { CROWD = 1230, MOST_ROWS = 200 };
	struct world w;
	open_world(&w);
	crowd(&w, CROWD);
	happens(&w, 1, "probe.news");
	struct call c = { .w = &w, .more = true };
	while (c.more) {
		int before = sqlite3_total_changes(w.hands.writer->handle);
		CHECK(run(&c, slice) == OK);
		CHECK(sqlite3_total_changes(w.hands.writer->handle) - before <= MOST_ROWS);
	}
	CHECK(world_count(&w, "SELECT count(DISTINCT persona) FROM delivery_notice") == CROWD);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice") == CROWD);
	CHECK(world_count(&w, "SELECT sum(unread) FROM app_persona") == CROWD);
	world_close(&w);
}

/* ---- levels ---- */

TEST(at_once_mails_with_the_pass_and_never_mails_not_at_all)
{
	struct world w;
	open_world(&w);
	follows(&w, &w.ada, 1);
	follows(&w, &w.ben, 1);
	rhythm(&w, &w.ada, LEVEL_AT_ONCE);
	rhythm(&w, &w.ben, LEVEL_NEVER);
	happens(&w, 1, "probe.news");
	world_chores(&w);
	CHECK(mails(&w) == 1 && unread(&w, "ben") == 1);
	struct mail_row m = newest(&w);
	CHECK(str_eq(m.to, STR("ada@example.org")) && mentions(m.body, "/moi/notifications\n"));
	CHECK(mentions(m.stop, "http://agora.example/arreter/") && mentions(m.body, m.stop.ptr));
	go_to_monday_at_nine(&w);
	world_chores(&w);
	CHECK(mails(&w) == 1);
	world_close(&w);
}

TEST(a_level_of_its_own_goes_before_that_of_the_whole)
{
	struct world w;
	open_world(&w);
	follows(&w, &w.ada, 1);
	rhythm(&w, &w.ada, LEVEL_NEVER);
	struct call c = { .w = &w, .persona = w.ada.person.persona, .level = LEVEL_AT_ONCE };
	CHECK(run(&c, set_level) == OK);
	happens(&w, 1, "probe.news");
	until_quiet(&w, slice);
	CHECK(mails(&w) == 1);
	CHECK(run(&c, stop_mails) == OK);
	happens(&w, 1, "probe.other");
	until_quiet(&w, slice);
	CHECK(mails(&w) == 1 && unread(&w, "ada") == 2);
	world_close(&w);
}

TEST(what_waits_goes_by_the_new_rhythm)
{
	struct world w;
	open_world(&w);
	follows(&w, &w.ada, 1);
	struct call c = { .w = &w, .persona = w.ada.person.persona, .key = { THING, 1 } };
	static const struct { enum level whole, own; int64_t mails; } cases[] = {
		{ LEVEL_NEVER, LEVEL_USUAL, 0 }, { LEVEL_AT_ONCE, LEVEL_USUAL, 1 },
		{ LEVEL_NEVER, LEVEL_AT_ONCE, 1 }, { LEVEL_AT_ONCE, LEVEL_NEVER, 0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		rhythm(&w, &w.ada, LEVEL_WEEKLY);
		c.level = LEVEL_USUAL;
		CHECK(run(&c, set_level) == OK);
		happens(&w, 1, "probe.news");
		until_quiet(&w, slice);
		int64_t before = mails(&w);
		c.level = cases[i].own;
		CHECK(run(&c, set_level) == OK);
		rhythm(&w, &w.ada, cases[i].whole);
		until_quiet(&w, digests);
		CHECK_AT(i, mails(&w) - before == cases[i].mails);
		CHECK(world_write(&w, "DELETE FROM delivery_notice") == OK);
	}
	rhythm(&w, &w.ada, LEVEL_WEEKLY);
	c.level = LEVEL_USUAL;
	CHECK(run(&c, set_level) == OK);
	int64_t before = mails(&w);
	happens(&w, 1, "probe.news");
	until_quiet(&w, slice);
	CHECK(run(&c, drop) == OK);        /* no longer followed: nothing waits */
	go_to_monday_at_nine(&w);
	until_quiet(&w, digests);
	CHECK(mails(&w) == before);
	world_close(&w);
}

/* ---- digests ---- */

TEST(a_digest_comes_on_monday_at_nine_once_and_says_how_much_of_what)
{
	struct world w;
	open_world(&w);
	follows(&w, &w.ada, 1);
	follows(&w, &w.ada, 2);
	happens(&w, 1, "probe.news");
	happens(&w, 1, "probe.more");
	happens(&w, 2, "probe.news");
	until_quiet(&w, slice);
	struct habit h = habit_usual();
	int64_t due = digest_due(w.site.country.zone, &h, LEVEL_WEEKLY, w.now_at);
	w.now_at = due - 10 * 60 * 1000;
	world_chores(&w);
	CHECK(mails(&w) == 0);
	w.now_at = due;
	world_chores(&w);
	CHECK(mails(&w) == 1);
	struct mail_row m = newest(&w);
	CHECK(str_eq(m.subject, STR("Des nouvelles vous attendent")));
	CHECK(mentions(m.body, "Vous avez 3 nouvelles, à propos de 2 sujets.\n"));
	CHECK(mentions(m.body, "Ce que vous suivez\n1 nouvelle\nhttp://agora.example/choses/"));
	CHECK(mentions(m.body, "2 nouvelles\nhttp://agora.example/choses/019a"));
	CHECK(!mentions(m.body, "secret") && !mentions(m.body, "probe") && !mentions(m.body, "mots\n"));
	CHECK(mentions(m.body, "http://agora.example/moi/suivis\n") && mentions(m.body, m.stop.ptr));
	w.now_at += 7 * DAY;
	world_chores(&w);
	CHECK(mails(&w) == 1);             /* nothing new: no mail */
	world_close(&w);
}

TEST(what_was_read_is_hidden_or_no_longer_so_is_left_out_and_nothing_left_is_no_mail)
{
	struct world w;
	open_world(&w);
	follows(&w, &w.ada, 1);
	struct call c = { .w = &w, .persona = w.ada.person.persona };
	happens(&w, 1, "probe.news");
	until_quiet(&w, slice);
	CHECK(run(&c, read_all) == OK);
	go_to_monday_at_nine(&w);
	until_quiet(&w, digests);
	CHECK(mails(&w) == 0);
	happens(&w, 1, "probe.even");              /* 1 is odd */
	until_quiet(&w, slice);
	go_to_monday_at_nine(&w);
	until_quiet(&w, digests);
	CHECK(mails(&w) == 0);
	happens(&w, 1, "probe.news");
	until_quiet(&w, slice);
	CHECK(world_write(&w, "UPDATE delivery_notice SET object = 1000") == OK);
	go_to_monday_at_nine(&w);
	until_quiet(&w, digests);
	CHECK(mails(&w) == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice WHERE mail_at > 0") == 0);
	happens(&w, 1, "probe.news");
	until_quiet(&w, slice);
	c.quiet = true;
	CHECK(run(&c, set_quiet) == OK);
	go_to_monday_at_nine(&w);
	until_quiet(&w, digests);
	CHECK(mails(&w) == 0);
	world_close(&w);
}

TEST(ones_own_words_come_first_then_replies_then_what_one_follows)
{
	struct world w;
	open_world(&w);
	struct call c = { .w = &w, .persona = w.ada.person.persona,
		.news.notice = { "probe.reply", THING, 8 } };
	CHECK(run(&c, concern) == OK);
	c.news.notice.id = 7;
	CHECK(run(&c, concern) == OK && mails(&w) == 2);
	go_to_monday_at_nine(&w);
	until_quiet(&w, digests);
	CHECK(mails(&w) == 2);                     /* they have had theirs */
	c.news.notice.id = 7;
	CHECK(run(&c, concern) == OK);
	c.news.notice.id = 8;
	CHECK(run(&c, concern) == OK && mails(&w) == 4);
	follows(&w, &w.ada, 1);
	happens(&w, 1, "probe.news");
	until_quiet(&w, slice);
	w.now_at += 6 * DAY;
	go_to_monday_at_nine(&w);
	until_quiet(&w, digests);
	CHECK(mails(&w) == 5);
	struct mail_row m = newest(&w);
	const char *own = memmem(m.body.ptr, m.body.len, "Ce que sont devenus vos mots\n", 29);
	const char *replies = memmem(m.body.ptr, m.body.len, "Les réponses", 12);
	const char *followed = memmem(m.body.ptr, m.body.len, "Ce que vous suivez\n", 19);
	CHECK(own && replies && followed && own < replies && replies < followed);
	CHECK(mentions(m.body, "à propos de 3 sujets"));
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice WHERE mail_at <> 0") == 0);
	world_close(&w);
}

TEST(a_digest_has_twelve_lines_and_counts_the_rest)
{
	struct world w;
	open_world(&w);
	for (int64_t id = 20; id < 35; id++) {
		follows(&w, &w.ada, id);
		happens(&w, id, "probe.news");
	}
	until_quiet(&w, slice);
	go_to_monday_at_nine(&w);
	until_quiet(&w, digests);
	struct mail_row m = newest(&w);
	size_t lines = 0;
	struct str rest = m.body, line;
	while (str_cut(&rest, '\n', &line))
		lines += str_eq(line, STR("1 nouvelle"));
	CHECK(lines == 12 && mentions(m.body, "15 nouvelles, à propos de 15 sujets"));
	CHECK(mentions(m.body, "Et 3 autres sujets"));
	world_close(&w);
}

TEST(a_page_of_what_one_follows_is_one_range_of_one_index)
{
	struct world w;
	open_world(&w);
	check_range(&w, &follow_spec, 0, "USING INDEX delivery_follow_persona", 0);
	world_close(&w);
}

/* ---- out and away ---- */

TEST(what_somebody_follows_can_be_taken_along_and_erased)
{
	struct world w;
	open_world(&w);
	follows(&w, &w.ada, 1);
	follows(&w, &w.ben, 1);
	struct call c = { .w = &w, .persona = w.ada.person.persona, .json.max = 1 << 16,
		.news = { .notice = { "probe.news", THING, 1 }, .doer = w.ada.person.persona } };
	CHECK(run(&c, happen) == OK && run(&c, export_and_forget) == OK);
	CHECK(mentions(buf_view(&c.json), "\"type\":\"habit\",\"mails\":\"weekly\""));
	CHECK(mentions(buf_view(&c.json), "\"type\":\"follow\""));
	buf_finish(&c.json);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_follow") == 1);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_news WHERE doer IS NOT NULL") == 0);
	world_close(&w);
}

TEST(when_any_statement_of_a_pass_fails_nobody_is_told_twice)
{
	struct world w;
	open_world(&w);
	follows(&w, &w.ada, 1);
	rhythm(&w, &w.ada, LEVEL_AT_ONCE);
	happens(&w, 1, "probe.news");
	struct call c = { .w = &w };
	long n = 1;
	for (bool struck = true; struck && n < 100; n++) {
		db_fault(w.hands.writer, FAULT_FROM, n);
		enum status s = run(&c, slice);
		struck = db_fault_struck(w.hands.writer);
		db_fault(w.hands.writer, FAULT_NONE, 0);
		CHECK_AT((size_t)n, struck ? s != OK && mails(&w) == 0 && unread(&w, "ada") == 0
			: s == OK && mails(&w) == 1 && unread(&w, "ada") == 1);
	}
	CHECK(n > 6);
	world_close(&w);
}
