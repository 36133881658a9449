#ifndef TEAM_ROUTES_H
#define TEAM_ROUTES_H
#include "app/app.h"

extern const struct route team_routes[];
extern const struct permission team_permissions[];
#endif
