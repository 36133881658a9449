#ifndef MATCHING_ROUTES_ASK_H
#define MATCHING_ROUTES_ASK_H
#include "features/matching/routes.h"
#include "features/matching/view.h"

/* Somebody asks to try a solution that they have found, for a need of their own. */
enum status get_ask(struct req *r);
enum status post_ask(struct req *r);

/* Of routes.c. */
struct match_rows match_rows_of(struct req *r, const struct matches *all);
#endif
