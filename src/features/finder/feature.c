/* The finder: what the platform knows of it. */
#include "features/finder/routes.h"

extern const struct feature finder_feature;

static const struct menu_entry menu[] = {
	{ MENU_MAIN, 50, "/recherche", WORD("app.search.go"), "public", NULL },
	{ 0 },
};

const struct feature finder_feature = {
	.name   = "finder",
	.zones  = ZONE_COMMUNITY,
	.routes = finder_routes,
	.menu   = menu,
};
