#include "test_plans.h"
#include "db/sqlite.h"

struct str plan_of(struct world *w, const struct list_spec *spec, unsigned filters, bool onward)
{
	enum { BINDS_BEFORE = 8 };
	struct list_asked asked = { .onward = onward };
	struct str plan = { "", 0 };
	sqlite3_stmt *st;
	for (size_t i = 0; spec->filters[i].name; i++)
		asked.filter[i] = filters >> i & 1 ? STR("1") : (struct str){ 0 };
	struct str sql = list_sql(w->arena, spec, &asked, BINDS_BEFORE);
	struct str explain = str_fmt(w->arena, "EXPLAIN QUERY PLAN %s", sql.ptr);
	int rc = sqlite3_prepare_v2(w->hands.reader->handle, explain.ptr, -1, &st, NULL);
	test_check(rc == SQLITE_OK, __FILE__, __LINE__, 0, explain.ptr);
	while (sqlite3_step(st) == SQLITE_ROW)
		plan = str_fmt(w->arena, "%s%s\n", plan.ptr, sqlite3_column_text(st, 3));
	sqlite3_finalize(st);
	return plan;
}

void check_range(struct world *w, const struct list_spec *spec, unsigned filters,
	const char *index, size_t at)
{
	for (int onward = 0; onward <= 1; onward++) {
		struct str plan = plan_of(w, spec, filters, onward);
		bool is_range = strstr(plan.ptr, index) && !strstr(plan.ptr, "TEMP B-TREE");
		test_check(is_range, __FILE__, __LINE__, at, plan.ptr);
	}
}
