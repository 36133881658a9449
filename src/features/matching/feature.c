/* Matching: what the platform knows of it. */
#include "app/site.h"
#include "features/matching/acts.h"
#include "features/matching/demo.h"
#include "features/matching/routes.h"
#include "features/matching/store.h"
#include "features/matching/words.h"

extern const struct migration matching_migrations[];      /* made from sql/ */
extern const struct feature matching_feature;

static const char *const needs[] = { "agora", "solutions", NULL };
static const struct workflow *const workflows[] = { &match_workflow, NULL };

static enum status find_match(struct tx *tx, const struct who *who, int64_t id, struct object *out)
{
	struct match m;
	TRY(match_by_id(tx, who, id, &m));
	*out = (struct object){ .ref = m.ref, .title = STR(""), .state = (int)m.state,
		.path = str_fmt(tx_arena(tx), "/rapprochements/%s", uuid_print(m.ref).text),
		.persona = m.persona };
	return OK;
}

static const struct object_kind objects[] = {
	{ MATCHING_MATCH, "matching.match", WORD("matching.kind"), find_match },
	{ 0 },
};

static enum status waiting(struct tx *tx, const struct site *site, int64_t *n)
{
	(void)site;
	return match_count_waiting(tx, n);
}

static const struct menu_entry menu[] = {
	{ MENU_MINE, 40, "/moi/rapprochements", WORD("matching.mine.title"), "matching.member", NULL },
	{ MENU_TEAM, 52, "/equipe/radar", WORD("matching.radar.title"), "matching.facilitate", NULL },
	{ MENU_TEAM, 50, "/equipe/rapprochements", WORD("matching.desk.title"), "matching.facilitate",
		waiting },
	{ 0 },
};

static const struct chore chores[] = {
	{ .name = "matching.expire", .hour = 4, .run = matching_expire },
	{ .name = "matching.count_words", .every_minutes = 30, .run = matching_count_words },
	{ 0 },
};

const struct feature matching_feature = {
	.name           = "matching",
	.zones          = ZONE_COMMUNITY,
	.needs          = needs,
	.migrations     = matching_migrations,
	.permissions    = matching_permissions,
	.routes         = matching_routes,
	.menu           = menu,
	.objects        = objects,
	.workflows      = workflows,
	.chores         = chores,
	.export_persona = matching_export,
	.erase_persona  = matching_leave,
	.demo           = matching_demo,
};
