#ifndef REMARKS_ROUTES_H
#define REMARKS_ROUTES_H
#include "app/app.h"

extern const struct route remark_routes[];
extern const struct permission remark_permissions[];
#endif
