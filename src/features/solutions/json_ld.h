#ifndef SOLUTIONS_JSON_LD_H
#define SOLUTIONS_JSON_LD_H
#include "app/page.h"
#include "features/solutions/model.h"

/* schema.org: Service and BreadcrumbList, for the <head> of a public card. What it does is said in
 * its bearer's words; nothing claims that it works. */
struct str solution_json_ld(struct arena *a, const struct page *p, const struct solution *s);
#endif
