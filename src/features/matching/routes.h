#ifndef MATCHING_ROUTES_H
#define MATCHING_ROUTES_H
#include "app/app.h"

extern const struct route matching_routes[];
extern const struct permission matching_permissions[];
#endif
