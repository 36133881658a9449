#ifndef PORTAL_ROUTES_H
#define PORTAL_ROUTES_H
#include "app/app.h"

extern const struct route portal_routes[];
#endif
