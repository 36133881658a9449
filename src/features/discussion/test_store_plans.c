/* A page of a discussion costs the same in one of twenty posts as in one of five thousand. */
#include "features/discussion/store.h"
#include "features/discussion/test_talk.h"
#include "test_plans.h"

TEST(each_page_of_a_discussion_is_one_range_of_one_index)
{
	static const struct { const struct list_spec *spec; const char *index; } lists[] = {
		{ &post_specs[ORDER_OLDEST], "discussion_post_top (about_kind=? AND about_id=?" },
		{ &post_specs[ORDER_NEWEST], "discussion_post_top (about_kind=? AND about_id=?" },
		{ &post_specs[ORDER_UNANSWERED],
			"discussion_post_unanswered (about_kind=? AND about_id=? AND replies=?" },
		{ &reply_spec, "discussion_post_reply (parent=?" },
	};
	struct world w;
	world_open(&w);
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		check_range(&w, lists[i].spec, 1, lists[i].index, i);
	world_close(&w);
}

/* ---- a discussion of five thousand ---- */

/* Copies of the first post: `tops` at the top, and replies to the first one. */
static void fill(struct world *w, int tops, int replies)
{
	CHECK(world_write(w, str_fmt(w->arena, "INSERT INTO discussion_post WITH RECURSIVE n(i) AS"
		" (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) SELECT p.id + n.i, randomblob(16),"
		" p.about_kind, p.about_id, CASE WHEN n.i <= %d THEN 0 ELSE p.id END, 0, p.persona, 0, 2,"
		" 0, 'n' || n.i, p.at + n.i, 0, p.at, 1, 0"
		" FROM n, (SELECT * FROM discussion_post LIMIT 1) p",
		tops + replies, tops).ptr) == OK);
	CHECK(world_write(w, "UPDATE discussion_post SET replies = (SELECT count(*) FROM"
		" discussion_post q WHERE q.parent = discussion_post.id)") == OK);
}

/* Statements that a page takes: the last that can be made to fail. */
static long statements(struct world *w, const char *path)
{
	long n = 1;
	for (bool struck = true; struck && n < 200; n += struck) {
		db_fault(w->hands.reader, FAULT_ONCE, n);
		visit_get(w, &w->cleo, path);
		struck = db_fault_struck(w->hands.reader);
	}
	db_fault(w->hands.reader, FAULT_NONE, 0);
	return n - 1;
}

static struct str next_of(struct world *w, struct seen s)
{
	const char *at = memmem(s.body.ptr, s.body.len, "rel=\"next\" href=\"", 17);
	if (!at)
		return (struct str){ 0 };
	const char *end = strchr(at + 17, '"');
	struct str raw = { at + 17, (size_t)(end - at - 17) };
	const char *amp = memmem(raw.ptr, raw.len, "&amp;", 5);
	if (!amp)
		return str_dup(w->arena, raw);
	return str_fmt(w->arena, "%.*s&%.*s", (int)(amp - raw.ptr), raw.ptr,
		(int)(raw.ptr + raw.len - amp - 5), amp + 5);
}

TEST(twenty_posts_of_five_thousand_cost_few_statements_and_few_bytes)
{
	struct world w;
	world_open(&w);
	const char *talk = talk_under(&w, &w.ada);
	const char *first = public_post(&w, &w.ben, talk, "Le premier");
	long few = statements(&w, talk);
	fill(&w, 4000, 1000);
	struct seen page = visit_get(&w, &w.cleo, talk);
	CHECK(page.http == 200 && page.body.len < 60 * 1024);
	CHECK(says(page, "000 réponses</a>"));
	long many = statements(&w, talk);
	CHECK_AT(many, many <= 40 && many <= few + 2);
	CHECK_AT(statements(&w, first), statements(&w, first) <= 40);
	world_close(&w);
}

TEST(every_post_is_on_one_page_of_each_order)
{
	static const struct { const char *order; int pages; } orders[] = {
		{ "", 5 }, { "?order=newest", 5 }, { "?order=unanswered", 4 },
	};
	struct world w;
	world_open(&w);
	const char *talk = talk_under(&w, &w.ada);
	public_post(&w, &w.ben, talk, "Le premier");
	fill(&w, 80, 30);
	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
		int pages = 0;
		struct str query = str_view(orders[i].order);
		do {
			struct seen s = visit_get(&w, &w.nobody,
				str_fmt(w.arena, "%s%s", talk, query.len ? query.ptr : "").ptr);
			CHECK_AT(i, s.http == 200);
			query = next_of(&w, s);
			pages++;
		} while (query.len && pages < 20);
		CHECK_AT(i, pages == orders[i].pages);
	}
	world_close(&w);
}
