/* A page of the catalogue costs the same however many solutions there are. */
#include "db/sqlite.h"
#include "features/solutions/store.h"
#include "test_site.h"

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

static struct str with_filters(struct world *w, const struct list_spec *spec, unsigned which,
	bool onward)
{
	struct str sql = str_view(spec->select);
	for (size_t i = 0; spec->filters[i].name; i++)
		if (which & (1u << i))
			sql = str_fmt(w->arena, "%s%s$9%s", sql.ptr, spec->filters[i].sql,
				spec->filters[i].end ? spec->filters[i].end : "");
	if (onward)
		sql = str_fmt(w->arena, "%s AND (%s, %s) < ($10, $11)", sql.ptr, spec->key, spec->ref);
	return str_fmt(w->arena, "%s ORDER BY %s DESC, %s DESC LIMIT 21", sql.ptr, spec->key,
		spec->ref);
}

TEST(each_page_of_the_catalogue_is_one_range_of_one_index)
{
	const struct list_spec *specs[] = { &solution_recent_spec, &solution_proven_spec };
	struct world w;
	world_open(&w);
	for (size_t i = 0; i < sizeof specs / sizeof *specs; i++) {
		unsigned filters = 0;
		while (specs[i]->filters[filters].name)
			filters++;
		for (unsigned which = 0; which < 1u << filters; which++)
			for (int onward = 0; onward <= 1; onward++) {
				struct str plan = plan_of(&w, with_filters(&w, specs[i], which, onward));
				test_check(!strstr(plan.ptr, "TEMP B-TREE"), __FILE__, __LINE__, which, plan.ptr);
				test_check(strstr(plan.ptr, "USING INDEX solutions_") != NULL, __FILE__,
					__LINE__, which, plan.ptr);
			}
	}
	world_close(&w);
}
