/* A page of a list costs the same however many needs there are: it is one range of one index. */
#include "features/agora/test_store_desk.h"
#include "test_plans.h"

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
			check_range(&w, specs[i], which, "USING INDEX agora_", which);
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
		struct str recent = plan_of(&w, &need_recent_spec, cases[i].which, true);
		struct str shared = plan_of(&w, &need_shared_spec, cases[i].which, true);
		CHECK_AT(i, strstr(recent.ptr, str_fmt(w.arena, "%s (", cases[i].recent).ptr));
		CHECK_AT(i, strstr(shared.ptr, "agora_need_shared ("));
	}
	world_close(&w);
}
