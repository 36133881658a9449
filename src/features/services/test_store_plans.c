/* A page of a list costs the same however many requests there are: it is one range of one index. */
#include "db/sqlite.h"
#include "features/services/store.h"
#include "test_site.h"

/* What SQLite means to do, in its own words. */
static struct str plan_of(struct world *w, struct str sql)
{
	struct str plan = { "", 0 };
	sqlite3_stmt *st;
	struct str explain = str_fmt(w->arena, "EXPLAIN QUERY PLAN %s", sql.ptr);
	CHECK(sqlite3_prepare_v2(w->hands.reader->handle, explain.ptr, -1, &st, NULL) == SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW)
		plan = str_fmt(w->arena, "%s%s\n", plan.ptr, sqlite3_column_text(st, 3));
	sqlite3_finalize(st);
	return plan;
}

static struct str page_of(struct world *w, const struct list_spec *spec, const char *filter,
	bool onward)
{
	const char *order = spec->falling ? "DESC" : "";
	struct str place = onward ? str_fmt(w->arena, " AND (%s, %s) %s ($10, $11)", spec->key,
		spec->ref, spec->falling ? "<" : ">") : STR("");
	return str_fmt(w->arena, "%s%s%s ORDER BY %s %s, %s %s LIMIT 21", spec->select, filter,
		place.ptr, spec->key, order, spec->ref, order);
}

TEST(each_page_of_requests_is_one_range_of_one_index)
{
	struct world w;
	world_open(&w);
	const struct { const struct list_spec *spec; const char *filter, *index; } lists[] = {
		{ &request_queue_spec, " AND q.state = $9", "USING INDEX services_request_state (" },
		{ &request_mine_spec, "", "USING INDEX services_request_persona (" },
	};
	for (size_t i = 0; i < 2; i++)
		for (int onward = 0; onward <= 1; onward++) {
			struct str plan = plan_of(&w, page_of(&w, lists[i].spec, lists[i].filter, onward));
			test_check(!strstr(plan.ptr, "TEMP B-TREE"), __FILE__, __LINE__, i, plan.ptr);
			test_check(strstr(plan.ptr, lists[i].index) != NULL, __FILE__, __LINE__, i, plan.ptr);
		}
	world_close(&w);
}
