/* A page of a list costs the same however many needs there are: it is one range of one index. */
#include "db/sqlite.h"
#include "features/agora/test_store_desk.h"

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

static struct str with_filters(struct world *w, const struct list_spec *spec, unsigned which,
	bool onward)
{
	struct str sql = str_view(spec->select);
	for (size_t i = 0; spec->filters[i].name; i++)
		if (which & (1u << i))
			sql = str_fmt(w->arena, "%s%s$9", sql.ptr, spec->filters[i].sql);
	if (onward)
		sql = str_fmt(w->arena, "%s AND (%s, %s) %s ($10, $11)", sql.ptr, spec->key, spec->ref,
			spec->falling ? "<" : ">");
	const char *order = spec->falling ? "DESC" : "";
	return str_fmt(w->arena, "%s ORDER BY %s %s, %s %s LIMIT 21", sql.ptr, spec->key, order,
		spec->ref, order);
}

TEST(each_page_of_each_list_is_one_range_of_one_index)
{
	const struct list_spec *specs[] = { &need_recent_spec, &need_shared_spec,
		&need_silent_spec };
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
				test_check(strstr(plan.ptr, "USING INDEX agora_") != NULL, __FILE__, __LINE__,
					which, plan.ptr);
			}
	}
	world_close(&w);
}

TEST(the_filter_that_leaves_fewest_rows_chooses_the_index)
{
	enum { THEME = 1, TERRITORY = 2, STATE = 4, FOR = 8, LANGUAGE = 16 };
	static const struct { unsigned which; const char *recent; } cases[] = {
		{ 0, "agora_need_recent" }, { THEME | STATE | LANGUAGE, "agora_need_recent_theme" },
		{ THEME | TERRITORY, "agora_need_recent_territory" },
		{ STATE | FOR, "agora_need_recent_shelf" }, { FOR | LANGUAGE, "agora_need_recent_whom" },
	};
	struct world w;
	world_open(&w);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str recent = plan_of(&w, with_filters(&w, &need_recent_spec, cases[i].which, true));
		struct str shared = plan_of(&w, with_filters(&w, &need_shared_spec, cases[i].which, true));
		CHECK_AT(i, strstr(recent.ptr, str_fmt(w.arena, "%s (", cases[i].recent).ptr));
		CHECK_AT(i, strstr(shared.ptr, "agora_need_shared ("));
	}
	world_close(&w);
}
