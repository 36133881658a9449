/* What moderators look at costs the same however much was decided: each is a range of an index. */
#include "db/sqlite.h"
#include "engines/moderation/store.h"
#include "test_site.h"

static struct str plan_of(struct world *w, const char *sql)
{
	struct str plan = { "", 0 };
	sqlite3_stmt *st;
	struct str explain = str_fmt(w->arena, "EXPLAIN QUERY PLAN %s", sql);
	CHECK(sqlite3_prepare_v2(w->hands.reader->handle, explain.ptr, -1, &st, NULL) == SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW)
		plan = str_fmt(w->arena, "%s%s\n", plan.ptr, sqlite3_column_text(st, 3));
	sqlite3_finalize(st);
	return plan;
}

TEST(each_page_of_the_queue_is_one_range_of_one_index)
{
	static const struct { const char *filter, *index; } cases[] = {
		{ "", "moderation_item_due (" }, { " AND q.lane = $1", "moderation_item_lane (" },
	};
	struct world w;
	world_open(&w);
	for (size_t i = 0; i < 2; i++)
		for (int onward = 0; onward <= 1; onward++) {
			struct str plan = plan_of(&w, str_fmt(w.arena, "%s%s%s ORDER BY %s, %s LIMIT 21",
				queue_spec.select, cases[i].filter,
				onward ? " AND (q.due_at, q.ref) > ($2, $3)" : "", queue_spec.key,
				queue_spec.ref).ptr);
			test_check(strstr(plan.ptr, cases[i].index) && !strstr(plan.ptr, "TEMP B-TREE")
				&& !strstr(plan.ptr, "SCAN"), __FILE__, __LINE__, i, plan.ptr);
		}
	world_close(&w);
}
