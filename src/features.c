/* Every feature of the product: one line each. */
#include "app/app.h"

#define FEATURES(X) \
	X(portal)       \
	X(finder)       \
	X(accounts)     \
	X(agora)        \
	X(solutions)    \
	X(matching)     \
	X(discussion)   \
	X(moderation)   \
	X(remarks)      \
	X(services)     \
	X(follows)      \
	X(team)

#define ENGINES(X) \
	X(delivery)    \
	X(graph)       \
	X(moderation)  \
	X(search)      \
	X(variants)

#define DECLARE(name) extern const struct feature name##_feature;
#define ADDRESS(name) &name##_feature,
FEATURES(DECLARE)
const struct feature *const features[] = { FEATURES(ADDRESS) NULL };

#define DECLARE_TABLES(name) extern const struct migration name##_migrations[];
#define OWNED(name) { #name, name##_migrations },
ENGINES(DECLARE_TABLES)
const struct owned_tables engine_tables[] = { ENGINES(OWNED) { NULL, NULL } };
