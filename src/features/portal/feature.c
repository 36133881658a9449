/* The portal: what the platform knows of it. */
#include "features/portal/routes.h"

extern const struct feature portal_feature;

static const char *const needs[] = { "agora", NULL };

static const struct menu_entry menu[] = {
	{ MENU_MAIN, 0, "/", WORD("portal.menu.home"), "public", NULL },
	{ MENU_FOOT, 10, "/accessibilite", WORD("portal.menu.accessibility"), "public", NULL },
	{ MENU_FOOT, 20, "/donnees", WORD("portal.menu.data"), "public", NULL },
	{ MENU_FOOT, 30, "/charte", WORD("portal.menu.charter"), "public", NULL },
	{ MENU_FOOT, 40, "/aide", WORD("portal.menu.help"), "public", NULL },
	{ MENU_FOOT, 50, "/apropos", WORD("portal.menu.about"), "public", NULL },
	{ MENU_FOOT, 60, "/mentions", WORD("portal.menu.notice"), "public", NULL },
	{ MENU_FOOT, 65, "/cgu", WORD("portal.menu.terms"), "public", NULL },
	{ MENU_FOOT, 70, "/plan-du-site", WORD("portal.plan.title"), "public", NULL },
	{ MENU_FOOT, 80, "/affichage", WORD("portal.taste.title"), "public", NULL },
	{ 0 },
};

const struct feature portal_feature = {
	.name   = "portal",
	.zones  = ZONE_COMMUNITY,
	.needs  = needs,
	.routes = portal_routes,
	.menu   = menu,
};
