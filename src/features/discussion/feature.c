/* Discussions: what the platform knows of them. */
#include "engines/delivery/delivery.h"
#include "engines/search/search.h"
#include "features/discussion/acts.h"
#include "features/discussion/demo.h"
#include "features/discussion/routes.h"
#include "features/discussion/store.h"

extern const struct migration discussion_migrations[];      /* made from sql/ */
extern const struct feature discussion_feature;

static const struct workflow *const workflows[] = { &post_workflow, NULL };

static const struct object_kind objects[] = {
	{ DISCUSSION_POST, "discussion.post", WORD("discussion.kind.post"), post_object },
	{ 0 },
};

static const struct chore chores[] = {
	{ .name = "discussion.found", .every_minutes = 1, .run = search_spread },
	{ 0 },
};

static const struct counted_news counted[] = {
	{ WORD("discussion.news"), post_count_since },
	{ 0 },
};

const struct feature discussion_feature = {
	.name           = "discussion",
	.zones          = ZONE_COMMUNITY,
	.migrations     = discussion_migrations,
	.permissions    = discussion_permissions,
	.routes         = discussion_routes,
	.objects        = objects,
	.workflows      = workflows,
	.moderated      = discussion_moderated,
	.counted        = counted,
	.chores         = chores,
	.export_persona = post_export,
	.erase_persona  = discussion_erase,
	.demo           = discussion_demo,
};
