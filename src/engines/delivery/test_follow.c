/* Following, being told, digests: with objects of a feature of this test, clock by hand. */
#include "app/mail.h"
#include "base/json.h"
#include "base/zone.h"
#include "db/sqlite.h"
#include "engines/delivery/inside.h"
#include "test_site.h"

#define HOUR INT64_C(3600000)
#define DAY (24 * HOUR)
enum { THING = 900, HIDDEN_AT = 1000 };

/* Things 1 to 999 are everybody's; from 1000 on nobody sees them. Ada has written number 7. */
static struct uuid author;
static const char hex_ref[] = "019a0000-0000-7000-8000-000000000001";

static enum status find_thing(struct tx *tx, const struct who *who, int64_t id, struct object *out)
{
	(void)who;
	if (id >= HIDDEN_AT)
		return fail(tx_error(tx), NOT_FOUND, "hidden");
	uuid_parse(str_view(hex_ref), &out->ref);
	out->title = STR("Le secret");
	out->path = str_fmt(tx_arena(tx), "/choses/%s-le-secret", hex_ref);
	out->state = id % 2 == 0;
	if (id == 7)
		out->persona = author;
	return OK;
}

/* "even" holds of even ones alone. */
static bool thing_holds(const struct object *now, struct str what)
{
	return !str_eq(what, STR("probe.even")) || now->state;
}

static const struct object_kind kinds[] = {
	{ THING, "probe.thing", "probe.thing", find_thing, .holds = thing_holds }, { 0 },
};
static const struct chore chores[] = {
	{ .name = "probe.spread", .every_minutes = 1, .run = news_spread },
	{ .name = "probe.digest", .every_minutes = 5, .run = digest_send },
	{ 0 },
};
static const struct feature probe = {
	.name = "probe", .zones = ZONE_COMMUNITY, .objects = kinds, .chores = chores,
};
static const struct feature *const only_probe[] = { &probe, NULL };

struct call {
	struct world *w;
	struct uuid persona;
	struct object_key key;
	struct news news;
	enum level level;
	struct habit habit;
	struct follow follow;
	struct mail_rows mails;
	struct buf json;
	bool more, quiet;
};

static enum status add(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return follow_add(tx, c->persona, c->key);
}

static enum status drop(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return follow_remove(tx, c->persona, c->key);
}

static enum status put_habit(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return habit_put(tx, &c->w->site, c->persona, &c->habit);
}

/* Of the only thing that they follow. */
static enum status set_level(struct tx *tx, void *arg)
{
	struct call *c = arg;
	struct follows all;
	TRY(follow_list(tx, c->persona, &(struct list_asked){ 0 }, &all));
	TRY(follow_find(tx, c->persona, all.items[0].ref, &c->follow));
	return follow_set_level(tx, &c->w->site, c->persona, &c->follow, c->level);
}

static enum status happen(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return news_add(tx, &c->news);
}

static enum status concern(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return notice_send(tx, &c->w->site, c->persona, &c->news.notice);
}

static enum status slice(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return news_spread(tx, &c->w->site, &c->more);
}

static enum status digests(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return digest_send(tx, &c->w->site, &c->more);
}

static enum status list_mails(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return mail_list(tx, &c->w->site.keys, 50, &c->mails);
}

static enum status set_quiet(struct tx *tx, void *arg)
{
	struct call *c = arg;
	struct person p;
	person_behind(tx, &c->w->site.keys, c->persona, &p);
	p.quiet = c->quiet;
	return person_set_about(tx, &c->w->site.keys, &p);
}

static enum status read_all(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return notice_all_read(tx, c->persona);
}

static enum status stop_mails(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return follow_stop_mails(tx, &c->w->site, c->persona);
}

static enum status export_and_forget(struct tx *tx, void *arg)
{
	struct call *c = arg;
	struct who who = { .roles = ROLE_MEMBER, .persona = c->persona };
	struct json j = { .out = &c->json };
	json_open(&j, NULL, '[');
	TRY(follow_export(tx, &who, &j));
	json_close(&j, ']');
	return follow_forget(tx, c->persona);
}

/* ---- short words ---- */

static enum status run(struct call *c, enum status (*f)(struct tx *, void *))
{
	return world_job(c->w, f, c);
}

static void open_world(struct world *w)
{
	world_open_with(w, only_probe);
	author = w->ada.person.persona;
}

static void follows(struct world *w, const struct browser *b, int64_t id)
{
	struct call c = { .w = w, .persona = b->person.persona, .key = { THING, id } };
	CHECK(run(&c, add) == OK);
}

static void rhythm(struct world *w, const struct browser *b, enum level level)
{
	struct call c = { .w = w, .persona = b->person.persona,
		.habit = { level, WEEKDAY_USUAL, HOUR_USUAL } };
	CHECK(run(&c, put_habit) == OK);
}

static void happens(struct world *w, int64_t id, const char *what)
{
	struct call c = { .w = w, .news.notice = { what, THING, id } };
	CHECK(run(&c, happen) == OK);
}

/* Until nothing more is to be done. */
static int until_quiet(struct world *w, enum status (*f)(struct tx *, void *))
{
	struct call c = { .w = w, .more = true };
	int slices = 0;
	for (; c.more && slices < 10000; slices++)
		CHECK(run(&c, f) == OK);
	return slices;
}

static int64_t mails(struct world *w)
{
	return world_count(w, "SELECT count(*) FROM app_mail");
}

static int64_t unread(struct world *w, const char *name)
{
	return world_count(w,
		str_fmt(w->arena, "SELECT unread FROM app_persona WHERE name = '%s'", name).ptr);
}

/* The newest, opened. */
static struct mail_row newest(struct world *w)
{
	struct call c = { .w = w };
	CHECK(run(&c, list_mails) == OK && c.mails.len > 0);
	return c.mails.len ? c.mails.items[0] : (struct mail_row){ 0 };
}

static bool has(struct str s, const char *words)
{
	return s.len && memmem(s.ptr, s.len, words, strlen(words));
}

static void go_to_monday_at_nine(struct world *w)
{
	struct habit h = habit_usual();
	w->now_at = digest_due(w->site.country.zone, &h, LEVEL_WEEKLY, w->now_at);
}

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
		.doer = w.ada.person.persona, .told = w.ben.person.persona } };
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
	struct call c = { .w = &w, .news = { .notice = { "probe.merged", THING, 1 },
		.told = w.ada.person.persona, .carry_to = 2 } };
	CHECK(run(&c, happen) == OK);
	until_quiet(&w, slice);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_follow WHERE object = 2") == 2);
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
	CHECK(str_eq(m.to, STR("ada@example.org")) && has(m.body, "/moi/notifications\n"));
	CHECK(has(m.stop, "http://agora.example/arreter/") && has(m.body, m.stop.ptr));
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
	happens(&w, 1, "probe.news");
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
	CHECK(has(m.body, "Vous avez 3 nouvelles, à propos de 2 sujets.\n"));
	CHECK(has(m.body, "Ce que vous suivez\n1 nouvelle\nhttp://agora.example/choses/"));
	CHECK(has(m.body, "2 nouvelles\nhttp://agora.example/choses/019a"));
	CHECK(!has(m.body, "secret") && !has(m.body, "probe") && !has(m.body, "mots\n"));
	CHECK(has(m.body, "http://agora.example/moi/suivis\n") && has(m.body, m.stop.ptr));
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
	CHECK(has(m.body, "à propos de 3 sujets"));
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
	CHECK(lines == 12 && has(m.body, "15 nouvelles, à propos de 15 sujets"));
	CHECK(has(m.body, "Et 3 autres sujets"));
	world_close(&w);
}

TEST(a_page_of_what_one_follows_is_one_range_of_one_index)
{
	static const char *const ends[] = { "", " AND (f.at, f.ref) < ($2, $3)" };
	struct world w;
	open_world(&w);
	for (size_t i = 0; i < 2; i++) {
		struct str sql = str_fmt(w.arena, "EXPLAIN QUERY PLAN %s%s ORDER BY f.at DESC,"
			" f.ref DESC LIMIT 21", follow_spec.select, ends[i]);
		struct str plan = { "", 0 };
		sqlite3_stmt *st;
		CHECK(sqlite3_prepare_v2(w.hands.reader->handle, sql.ptr, -1, &st, NULL) == SQLITE_OK);
		while (sqlite3_step(st) == SQLITE_ROW)
			plan = str_fmt(w.arena, "%s%s\n", plan.ptr, sqlite3_column_text(st, 3));
		sqlite3_finalize(st);
		CHECK_AT(i, has(plan, "USING INDEX delivery_follow_persona") && !has(plan, "TEMP"));
	}
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
	CHECK(has(buf_view(&c.json), "\"type\":\"habit\",\"mails\":\"weekly\""));
	CHECK(has(buf_view(&c.json), "\"type\":\"follow\""));
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
