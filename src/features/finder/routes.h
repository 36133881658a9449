#ifndef FINDER_ROUTES_H
#define FINDER_ROUTES_H
#include "app/app.h"

extern const struct route finder_routes[];
#endif
