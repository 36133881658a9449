#ifndef APP_ROUTE_H
#define APP_ROUTE_H
#include "app/site.h"

/* Finding the route of a path. Pure. */
struct route_found {
	const struct feature *feature;
	const struct route *route;         /* NULL: none */
	struct uuid ref, ref2;
	struct str name;
	bool other_method;                 /* the path exists, under the other method */
};
struct route_found route_find(const struct site *s, enum method method, struct str path);
/* Takes "/en" off the front of the path, if a language is there. */
enum lang path_take_lang(struct str *path);
enum rate route_rate(const struct route *r);           /* its own, or the usual one of its method */
size_t route_body_limit(const struct route *r);        /* bytes */
/* Has one of `roles` this permission? "public": always; a name that is not in the list: never. */
bool roles_may(const struct permission *of_feature, unsigned roles, const char *permission);
#endif
