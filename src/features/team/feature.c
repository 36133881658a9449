/* The team's desk: what the platform knows of it. */
#include "features/team/routes.h"

extern const struct feature team_feature;

static const char *const needs[] = { "agora", NULL };

static const struct menu_entry menu[] = {
	{ MENU_TEAM, 1, "/equipe", WORD("team.desk.title"), "team.desk", NULL },
	{ MENU_TEAM, 90, "/admin/envois", WORD("team.mails.title"), "team.admin", NULL },
	{ MENU_TEAM, 95, "/admin/journal", WORD("team.log.title"), "team.admin", NULL },
	{ 0 },
};

const struct feature team_feature = {
	.name        = "team",
	.zones       = ZONE_COMMUNITY,
	.needs       = needs,
	.permissions = team_permissions,
	.routes      = team_routes,
	.menu        = menu,
};
