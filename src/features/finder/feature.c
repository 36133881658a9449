/* The finder: what the platform knows of it. */
#include "features/finder/routes.h"

extern const struct feature finder_feature;

const struct feature finder_feature = {
	.name   = "finder",
	.zones  = ZONE_COMMUNITY,
	.routes = finder_routes,
};
