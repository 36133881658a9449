/* Needs, as people talk about them: features/discussion asks, this answers. */
#include "features/agora/acts_inside.h"
#include "features/agora/demo_inside.h"
#include "features/discussion/discussion.h"

/* Under one that is merged people go on under the other. */
static bool is_open(const struct object *o)
{
	return need_is_public((enum need_state)o->state) && o->state != NEED_MERGED;
}

static enum status demo_find(struct tx *tx, struct demo *d, struct str name, int64_t *id)
{
	struct uuid ref;
	struct need n;
	*id = 0;
	if (demo_ref_named(tx_arena(tx), d, name, &ref) && demo_need_get(tx, ref, &n))
		*id = n.id;
	return tx_error(tx)->status;
}

static enum status demo_any(struct tx *tx, struct demo *d, int64_t *id)
{
	return demo_need_since(tx, demo_moment(d, 2 + (int64_t)demo_below(d, DEMO_OLDEST)), id);
}

const struct discussed_kind agora_discussed[] = {
	{ .kind = AGORA_NEED, .word = "besoin", .find = need_id, .is_open = is_open,
		.demo = demo_find, .demo_any = demo_any },
	{ 0 },
};
