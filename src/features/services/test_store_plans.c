/* A page of a list costs the same however many requests there are: it is one range of one index. */
#include "features/services/store.h"
#include "test_plans.h"

TEST(each_page_of_requests_is_one_range_of_one_index)
{
	struct world w;
	world_open(&w);
	check_range(&w, &request_queue_spec, 1, "USING INDEX services_request_state (", 0);
	check_range(&w, &request_mine_spec, 0, "USING INDEX services_request_persona (", 1);
	world_close(&w);
}
