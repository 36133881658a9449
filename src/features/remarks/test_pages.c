/* Remarks as a browser meets them: real handlers, pages and database, no sockets. */
#include "app/test_markup.h"
#include "base/json.h"
#include "test_site.h"

static const char team_desk[] = "/equipe/retours";
#define SAY(text_) (const struct field[]){ \
	{ "text", STR(text_) }, { "page", STR("/besoins") }, { 0 } }
#define INTO(title_) (const struct field[]){ { "group", STR("") }, { "title", STR(title_) }, { 0 } }
#define ANSWER(state_, version_, answer_) (const struct field[]){ \
	{ "title", STR("The search is strict") }, { "state", STR(state_) }, \
	{ "version", STR(version_) }, { "answer", STR(answer_) }, { 0 } }

#define NEWEST(table) "SELECT ref FROM " table " ORDER BY id DESC"

static const char *path_with_ref(struct world *w, const char *head, const char *newest)
{
	return str_fmt(w->arena, "%s%s", head, uuid_print(world_ref(w, newest)).text).ptr;
}

static const char *newest_remark(struct world *w)
{
	return path_with_ref(w, "/equipe/retours/", NEWEST("remarks_remark"));
}

static const char *newest_group(struct world *w)
{
	return path_with_ref(w, "/equipe/retours/groupes/", NEWEST("remarks_group"));
}

TEST(anybody_may_say_that_something_is_wrong)
{
	struct world w;
	world_open(&w);
	struct seen form = visit_get(&w, &w.nobody, "/retours/nouveau?page=/besoins");
	CHECK_PAGE(0, form.body);
	CHECK(form.http == 200 && says(form, "/besoins") && says(form, "name=\"csrf\""));
	struct seen s = visit_post(&w, &w.nobody, "/retours/nouveau", NULL,
		SAY("I cannot find <b>it</b>."));
	CHECK(s.http == 303 && str_eq(s.location, STR("/retours/merci?page=/besoins")));
	struct seen thanks = visit_follow(&w, &w.nobody, s);
	CHECK_PAGE(1, thanks.body);
	CHECK(says(thanks, "href=\"/besoins\""));
	CHECK(world_count(&w, "SELECT count(*) FROM remarks_remark WHERE persona IS NULL"
		" AND owner IS NOT NULL AND audience = 2 AND page = '/besoins'") == 1);
	CHECK(world_count(&w, "SELECT count(*) FROM app_event WHERE what = 'remarks.left'") == 1);
	CHECK(!says(visit_get(&w, &w.nobody, "/retours"), "I cannot find"));
	struct seen desk = visit_get(&w, &w.fay, team_desk);
	CHECK_PAGE(2, desk.body);
	CHECK(says(desk, "I cannot find &lt;b&gt;it&lt;/b&gt;.") && !says(desk, "<b>it"));
	CHECK(visit_get(&w, &w.ada, team_desk).http == 403);
	world_close(&w);
}

TEST(an_empty_remark_comes_back_with_what_is_wrong)
{
	struct world w;
	world_open(&w);
	struct seen s = visit_post(&w, &w.ada, "/en/retours/nouveau", NULL, SAY("   "));
	CHECK_PAGE(0, s.body);
	CHECK(s.http == 422 && says(s, "role=\"alert\"") && says(s, "write a few words"));
	CHECK(says(s, "name=\"page\" value=\"/besoins\"") && says(s, "<title>1 answer"));
	CHECK(world_count(&w, "SELECT count(*) FROM remarks_remark") == 0);
	world_close(&w);
}

TEST(the_same_remark_sent_twice_is_one)
{
	struct world w;
	world_open(&w);
	struct uuid once = uuid_v4();
	visit_post(&w, &w.ada, "/retours/nouveau", &once, SAY("Slow"));
	struct seen s = visit_post(&w, &w.ada, "/retours/nouveau", &once, SAY("Slow"));
	CHECK(s.http == 303 && world_count(&w, "SELECT count(*) FROM remarks_remark") == 1);
	world_close(&w);
}

/* Two members and a visitor say the same; the team puts all of it into one group. */
static void say_and_sort(struct world *w)
{
	visit_post(w, &w->ada, "/retours/nouveau", NULL, SAY("The search wants accents."));
	CHECK(visit_post(w, &w->fay, newest_remark(w), NULL, INTO("The search is strict")).http == 303);
	struct str group = uuid_dup(w->arena, world_ref(w, NEWEST("remarks_group")));
	const struct field into[] = { { "group", group }, { "title", STR("") }, { 0 } };
	const struct browser *others[] = { &w->ben, &w->ada, &w->nobody };
	for (size_t i = 0; i < 3; i++) {
		visit_post(w, others[i], "/retours/nouveau", NULL, SAY("Me too, accents."));
		CHECK_AT(i, visit_post(w, &w->moe, newest_remark(w), NULL, into).http == 303);
	}
}

TEST(a_group_is_answered_once_and_all_who_said_so_are_told)
{
	struct world w;
	world_open(&w);
	say_and_sort(&w);
	CHECK(world_count(&w, "SELECT remarks FROM remarks_group") == 4);
	CHECK(world_count(&w, "SELECT count(*) FROM remarks_remark WHERE state = 2") == 4);
	struct seen open = visit_get(&w, &w.nobody, "/retours");
	CHECK_PAGE(0, open.body);
	CHECK(says(open, "The search is strict") && says(open, "4 retours") && says(open, "À l’étude"));
	CHECK(!says(visit_get(&w, &w.nobody, "/retours.atom"), "<entry"));
	struct seen page = visit_get(&w, &w.fay, newest_group(&w));
	CHECK_PAGE(1, page.body);
	CHECK(says(page, "Me too, accents."));
	struct seen done = visit_post(&w, &w.fay, newest_group(&w), NULL,
		ANSWER("done", "0.2.0", "It no longer wants them."));
	CHECK(done.http == 303);
	CHECK(world_count(&w, "SELECT count(*) FROM remarks_remark"
		" WHERE state = 3 AND told_at > 0") == 4);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice") == 2);
	CHECK(world_count(&w, "SELECT telling FROM remarks_group") == 0);
	struct seen list = visit_get(&w, &w.nobody, "/en/retours");
	CHECK_PAGE(2, list.body);
	CHECK(says(list, "Version 0.2.0") && says(list, "It no longer wants them."));
	struct seen feed = visit_get(&w, &w.nobody, "/retours.atom");
	CHECK(says(feed, "<entry xml:lang=\"fr\">") && says(feed, "http://agora.example/retours#g-"));
	CHECK(strncmp(feed.type, "application/atom+xml", 20) == 0);
	world_close(&w);
}

TEST(better_words_are_no_news_and_a_new_state_is)
{
	struct world w;
	world_open(&w);
	say_and_sort(&w);
	const char *group = newest_group(&w);
	visit_post(&w, &w.fay, group, NULL, ANSWER("planned", "", "Planned, no date."));
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice") == 2);
	int64_t at = world_count(&w, "SELECT answered_at FROM remarks_group");
	visit_post(&w, &w.fay, group, NULL, ANSWER("planned", "", "Planned, without a date."));
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice") == 2);
	CHECK(world_count(&w, "SELECT answered_at FROM remarks_group") == at);
	visit_post(&w, &w.fay, group, NULL, ANSWER("declined", "", "No, after all."));
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice") == 4);
	CHECK(says(visit_get(&w, &w.nobody, "/retours"), "Ce que nous ne ferons pas"));
	visit_post(&w, &w.fay, group, NULL, ANSWER("open", "", ""));
	CHECK(world_count(&w, "SELECT answered_at FROM remarks_group") == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice") == 4);
	world_close(&w);
}

TEST(whoever_joins_an_answered_group_is_told_at_once)
{
	struct world w;
	world_open(&w);
	say_and_sort(&w);
	visit_post(&w, &w.fay, newest_group(&w), NULL, ANSWER("planned", "", "Planned."));
	struct str group = uuid_dup(w.arena, world_ref(&w, NEWEST("remarks_group")));
	const struct field into[] = { { "group", group }, { "title", STR("") }, { 0 } };
	visit_post(&w, &w.cleo, "/retours/nouveau", NULL, SAY("Accents!"));
	visit_post(&w, &w.fay, newest_remark(&w), NULL, into);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice") == 3);
	struct seen told = visit_get(&w, &w.cleo, "/moi/notifications");
	CHECK(says(told, "The search is strict") && says(told, "/retours#g-"));
	world_close(&w);
}

TEST(a_group_with_many_voices_is_told_in_slices)
{
	struct world w;
	world_open(&w);
	say_and_sort(&w);
	for (int i = 0; i < 60; i++)
		CHECK_AT(i, world_write(&w, str_fmt(w.arena, "INSERT INTO remarks_remark SELECT id + %d,"
			" randomblob(16), persona, owner, audience, 2, page, text, group_id, at, 0"
			" FROM remarks_remark WHERE id = (SELECT min(id) FROM remarks_remark)",
			i + 1).ptr) == OK);
	visit_post(&w, &w.fay, newest_group(&w), NULL, ANSWER("planned", "", "Planned."));
	CHECK(world_count(&w, "SELECT count(*) FROM remarks_remark WHERE told_at = 0") == 44);
	CHECK(world_count(&w, "SELECT telling FROM remarks_group") == 1);
	w.now_at += 6 * 60 * 1000;
	world_chores(&w);
	CHECK(world_count(&w, "SELECT count(*) FROM remarks_remark WHERE told_at = 0") == 0);
	CHECK(world_count(&w, "SELECT telling FROM remarks_group") == 0);
	world_close(&w);
}

TEST(a_form_of_the_team_that_makes_no_sense_comes_back)
{
	struct world w;
	world_open(&w);
	visit_post(&w, &w.ada, "/retours/nouveau", NULL, SAY("Slow"));
	const char *remark = newest_remark(&w);
	struct seen s = visit_post(&w, &w.fay, remark, NULL, INTO(" "));
	CHECK_PAGE(0, s.body);
	CHECK(s.http == 422 && says(s, "<a href=\"#group\">"));
	CHECK(visit_post(&w, &w.ada, remark, NULL, INTO("x")).http == 403);
	CHECK(visit_post(&w, &w.fay, remark, NULL, INTO("It is slow")).http == 303);
	CHECK(visit_post(&w, &w.fay, remark, NULL, INTO("Again")).http == 409);
	CHECK(world_count(&w, "SELECT count(*) FROM remarks_group") == 1);
	CHECK(says(visit_get(&w, &w.fay, remark), "déjà rangé"));
	s = visit_post(&w, &w.fay, newest_group(&w), NULL, ANSWER("done", "soon", ""));
	CHECK_PAGE(1, s.body);
	CHECK(s.http == 422 && says(s, "value=\"soon\"") && says(s, "<a href=\"#answer\">"));
	CHECK(says(s, "value=\"done\" checked"));
	CHECK(visit_get(&w, &w.fay,
		"/equipe/retours/0192a1b0-0000-7000-8000-000000000000").http == 404);
	world_close(&w);
}

struct leaving { struct world *w; struct uuid visitor; struct buf out; };

static enum status adopt(struct tx *tx, void *arg)
{
	struct leaving *l = arg;
	struct who who = who_of(&l->w->ada.person);
	struct str next = { 0 };
	struct adoption a = { .visitor = l->visitor, .same_hands = true };
	return site_adopt(&l->w->site, tx, &a, &who, &next);
}

static enum status take_along(struct tx *tx, void *arg)
{
	struct leaving *l = arg;
	struct who who = who_of(&l->w->ada.person);
	struct json j = { .out = &l->out };
	json_open(&j, NULL, '{');
	TRY(site_export(&l->w->site, tx, &who, &j));
	json_close(&j, '}');
	bool more;
	return site_erase(&l->w->site, tx, &who, &more);
}

static enum status read_owner(struct tx *tx, void *arg)
{
	struct leaving *l = arg;
	struct rows r = db_query(tx, "SELECT owner FROM remarks_remark", NULL, 0);
	if (rows_next(&r))
		l->visitor = row_uuid(&r, 0);
	return rows_end(&r);
}

TEST(what_was_said_signed_out_is_theirs_once_they_sign_in)
{
	struct world w;
	world_open(&w);
	struct leaving l = { .w = &w };
	visit_post(&w, &w.nobody, "/retours/nouveau", NULL, SAY("Before I had an account"));
	CHECK(world_job(&w, read_owner, &l) == OK && !uuid_is_none(l.visitor));
	CHECK(world_job(&w, adopt, &l) == OK);
	CHECK(world_count(&w, "SELECT count(*) FROM remarks_remark WHERE persona = owner") == 1);
	world_close(&w);
}

TEST(who_leaves_takes_their_words_along_and_the_count_stays)
{
	struct world w;
	world_open(&w);
	struct leaving l = { .w = &w, .out.max = 1 << 20 };
	say_and_sort(&w);
	visit_post(&w, &w.ada, "/retours/nouveau", NULL, SAY("Not sorted yet"));
	CHECK(world_job(&w, take_along, &l) == OK);
	CHECK(has(buf_view(&l.out), "The search wants accents."));
	CHECK(has(buf_view(&l.out), "Not sorted yet"));
	CHECK(!has(buf_view(&l.out), "\"text\":\"Me too, accents.\",\"page\""));
	buf_finish(&l.out);
	CHECK(world_count(&w, "SELECT count(*) FROM remarks_remark") == 4);
	CHECK(world_count(&w, "SELECT count(*) FROM remarks_remark WHERE text = ''") == 2);
	CHECK(world_count(&w, "SELECT remarks FROM remarks_group") == 4);
	CHECK(visit_get(&w, &w.fay, newest_group(&w)).http == 200);
	visit_post(&w, &w.fay, newest_group(&w), NULL, ANSWER("planned", "", "Planned."));
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice") == 1);
	world_close(&w);
}
