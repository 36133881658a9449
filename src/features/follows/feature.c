/* Follows: what the platform knows of them. */
#include "engines/delivery/delivery.h"
#include "engines/delivery/past.h"
#include "features/follows/routes.h"

extern const struct feature follows_feature;

static const struct menu_entry menu[] = {
	{ MENU_MINE, 30, "/moi/suivis", WORD("follows.title"), "follows.mine", NULL },
	{ 0 },
};

static const struct chore chores[] = {
	{ .name = "follows.spread", .every_minutes = 1, .run = news_spread },
	{ .name = "follows.digest", .every_minutes = 5, .run = digest_send },
	{ 0 },
};

static enum status erase(struct tx *tx, const struct site *site, const struct who *who, bool *more)
{
	(void)site;
	return follow_forget(tx, who->persona, more);
}

/* The others have told what there is to tell. */
static enum status demo(struct tx *tx, struct demo *d, bool *more)
{
	*more = false;
	return past_settle(tx, d);
}

const struct feature follows_feature = {
	.name           = "follows",
	.zones          = ZONE_COMMUNITY,
	.permissions    = follow_permissions,
	.routes         = follow_routes,
	.menu           = menu,
	.chores         = chores,
	.export_persona = follow_export,
	.erase_persona  = erase,
	.demo           = demo,
};
