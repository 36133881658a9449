#ifndef PORTAL_JSON_LD_H
#define PORTAL_JSON_LD_H
#include "app/page.h"

/* Who publishes the site and how it is searched, as schema.org wants it. In the arena. */
struct str home_json_ld(struct arena *a, const struct page *p, struct str publisher);
#endif
