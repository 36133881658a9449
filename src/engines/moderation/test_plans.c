/* What moderators look at costs the same however much was decided: each is a range of an index. */
#include "engines/moderation/store.h"
#include "test_plans.h"

TEST(each_page_of_the_queue_is_one_range_of_one_index)
{
	struct world w;
	world_open(&w);
	check_range(&w, &queue_spec, 0, "moderation_item_due (", 0);
	check_range(&w, &queue_spec, 1, "moderation_item_lane (", 1);
	world_close(&w);
}
