#ifndef MATCHING_ROUTES_H
#define MATCHING_ROUTES_H
#include "app/app.h"
#include "features/matching/rules_forms.h"

extern const struct route matching_routes[];
extern const struct permission matching_permissions[];

/* ---- shared by the handlers ---- */
struct match;
struct match_form match_form_typed(const struct req *r);
enum status lead_to_match(struct req *r, const struct match *m);
#endif
