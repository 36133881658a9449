/* What became of something is told to who follows where it came from. */
#include "engines/delivery/test_probe.h"
#include "engines/graph/graph.h"

static enum status link_them(struct tx *tx, void *arg)
{
	const int64_t *ids = arg;
	for (; ids[0]; ids += 2)
		TRY(graph_link(tx, &(struct edge){ EDGE_LED_TO, { THING, ids[0] }, { THING, ids[1] }, 1 }));
	return OK;
}

static enum status happen_upstream(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return news_add_upstream(tx, &c->news);
}

/* 1 and 11 led to 2, 2 to 3, 3 to 4; a hidden one led to 3 too. */
static void open_thread(struct world *w)
{
	static const int64_t ids[] = { 1, 2, 11, 2, 2, 3, 3, 4, HIDDEN_AT, 3, 0 };
	open_world(w);
	CHECK(world_job(w, link_them, (void *)(uintptr_t)ids) == OK);
}

static void comes_of(struct world *w, int64_t id)
{
	struct call c = { .w = w, .news.notice = { "probe.news", THING, id } };
	w->now_at += 60000;
	CHECK(run(&c, happen_upstream) == OK);
	until_quiet(w, slice);
}

TEST(what_became_of_it_is_told_upstream_to_each_once_and_to_nobody_beside)
{
	struct world w;
	open_thread(&w);
	follows(&w, &w.ada, 1);
	for (int64_t id = 1; id <= 3; id++)
		follows(&w, &w.ben, id);
	follows(&w, &w.ben, 11);
	follows(&w, &w.cleo, 4);                   /* downstream of it */
	follows(&w, &w.dan, HIDDEN_AT);            /* they may not see why they would hear of it */
	comes_of(&w, 3);
	CHECK(unread(&w, "ada") == 1 && unread(&w, "ben") == 1);
	CHECK(unread(&w, "cleo") == 0 && unread(&w, "dan") == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_news") == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice WHERE object = 3") == 2);
	comes_of(&w, 3);                           /* twice is twice, for each of them */
	CHECK(world_count(&w, "SELECT min(times) * 10 + max(times) FROM delivery_notice") == 22);
	world_close(&w);
}

TEST(nobody_upstream_is_no_row)
{
	struct world w;
	open_thread(&w);
	follows(&w, &w.cleo, 4);
	struct call c = { .w = &w, .news.notice = { "probe.news", THING, 3 } };
	CHECK(run(&c, happen_upstream) == OK);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_news") == 0);
	world_close(&w);
}

TEST(a_digest_counts_what_came_of_it_with_what_they_follow)
{
	struct world w;
	open_thread(&w);
	follows(&w, &w.ada, 1);
	follows(&w, &w.ben, 7);                    /* Ada's own, that nothing came of */
	comes_of(&w, 3);
	comes_of(&w, 2);
	go_to_monday_at_nine(&w);
	until_quiet(&w, digests);
	CHECK(mails(&w) == 1);
	CHECK(mentions(newest(&w).body, "Vous avez 2 nouvelles, à propos de 1 sujet.\n"));
	world_close(&w);
}

TEST(who_no_longer_follows_the_source_gets_no_mail_of_what_came_of_it)
{
	struct world w;
	open_thread(&w);
	follows(&w, &w.ada, 1);
	comes_of(&w, 3);
	struct call c = { .w = &w, .persona = w.ada.person.persona, .key = { THING, 1 } };
	CHECK(run(&c, drop) == OK);
	go_to_monday_at_nine(&w);
	until_quiet(&w, digests);
	CHECK(mails(&w) == 0);
	world_close(&w);
}

TEST(sixty_sources_at_most_are_told)
{
	struct world w;
	open_world(&w);
	int64_t ids[2 * 101] = { 0 };
	for (int i = 0; i < 100; i++) {
		ids[2 * i] = 100 + i;
		ids[2 * i + 1] = 1;
	}
	CHECK(world_job(&w, link_them, ids) == OK);
	for (int i = 0; i < 100; i++)
		follows(&w, &w.ada, 100 + i);
	struct call c = { .w = &w, .news.notice = { "probe.news", THING, 1 } };
	w.now_at += 60000;
	CHECK(run(&c, happen_upstream) == OK);
	int64_t rows = world_count(&w, "SELECT count(*) FROM delivery_news");
	CHECK(rows > 1 && rows <= GRAPH_NODES);
	until_quiet(&w, slice);
	CHECK(unread(&w, "ada") == 1);
	world_close(&w);
}

static enum status go(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return news_add_gone(tx, &c->news);
}

TEST(of_what_is_gone_they_hear_that_and_nothing_when_it_can_be_seen_after_all)
{
	struct world w;
	open_world(&w);
	follows(&w, &w.ada, HIDDEN_AT);
	follows(&w, &w.ada, HIDDEN_AT + 1);
	follows(&w, &w.ben, 1);
	w.now_at += 60000;
	static const int64_t ids[] = { HIDDEN_AT, HIDDEN_AT + 1, 1 };
	for (size_t i = 0; i < 3; i++) {
		struct call c = { .w = &w, .news.notice = { "probe.gone", THING, ids[i] } };
		CHECK(run(&c, go) == OK);
	}
	until_quiet(&w, slice);
	CHECK(unread(&w, "ada") == 2 && unread(&w, "ben") == 1);
	go_to_monday_at_nine(&w);
	until_quiet(&w, digests);
	CHECK(mails(&w) == 1 && str_eq(newest(&w).to, STR("ada@example.org")));
	CHECK(mentions(newest(&w).body, "Vous avez 2 nouvelles, à propos de 2 sujets.\n"));
	CHECK(mentions(newest(&w).body, "1 nouvelle\nhttp://agora.example/moi/notifications\n"));
	world_close(&w);
}
