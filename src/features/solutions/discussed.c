/* Solutions, as people talk about them: features/discussion asks, this answers. */
#include "features/solutions/discussed.h"
#include "app/person.h"
#include "features/solutions/acts.h"
#include "features/solutions/solutions.h"

/* What is suspended or retired is still read, and nothing is added. */
static bool is_open(const struct object *o)
{
	return solution_is_public((enum solution_state)o->state);
}

static enum status demo_find(struct tx *tx, struct demo *d, struct str name, int64_t *id)
{
	struct who team = who_team(ROLE_ADMIN);
	struct uuid ref = solutions_demo_ref(tx_arena(tx), d, name);
	*id = 0;
	return uuid_is_none(ref) ? OK : solution_id_of(tx, &team, ref, id);
}

const struct discussed_kind solutions_discussed[] = {
	{ .kind = SOLUTIONS_SOLUTION, .word = "solution", .find = solution_id_of, .is_open = is_open,
		.demo = demo_find },
	{ 0 },
};
