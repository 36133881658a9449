/* A page of the catalogue costs the same however many solutions there are. */
#include "features/solutions/store.h"
#include "test_plans.h"

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
			check_range(&w, specs[i], which, "USING INDEX solutions_", which);
	}
	world_close(&w);
}
