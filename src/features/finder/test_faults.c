/* When the database fails in the middle of a search. */
#include "features/agora/test_store_desk.h"
#include "test_faults.h"

TEST(a_search_that_cannot_be_made_fails_cleanly)
{
	struct world w;
	world_open(&w);
	need_public(&w, &w.ada, "Une aide au transport");
	world_index(&w);
	check_readable(&w, &w.nobody, "/recherche?q=transport", 0);
	world_close(&w);
}
