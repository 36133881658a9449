/* Moderation: what the platform knows of its pages. The tables are the engine's. */
#include "engines/moderation/desk.h"
#include "features/moderation/routes.h"

extern const struct feature moderation_feature;

static enum status waiting(struct tx *tx, const struct site *site, int64_t *n)
{
	(void)site;
	return queue_count(tx, n);
}

static const struct menu_entry menu[] = {
	{ MENU_TEAM, 20, "/equipe/moderation", WORD("moderation.queue.title"), "moderation.decide",
		waiting },
	{ 0 },
};

static const struct chore chores[] = {
	{ .name = "moderation.tidy", .every_minutes = 10, .run = moderation_tidy },
	{ 0 },
};

const struct feature moderation_feature = {
	.name           = "moderation",
	.zones          = ZONE_COMMUNITY,
	.permissions    = moderation_permissions,
	.routes         = moderation_routes,
	.menu           = menu,
	.chores         = chores,
	.export_persona = desk_export,
	.erase_persona  = desk_erase,
};
