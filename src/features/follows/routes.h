#ifndef FOLLOWS_ROUTES_H
#define FOLLOWS_ROUTES_H
#include "app/app.h"
#include "app/site.h"
#include "engines/delivery/follow.h"

extern const struct route follow_routes[];
extern const struct permission follow_permissions[];

/* The link at the foot of a mail (routes_stop.c). */
enum status get_stop(struct req *r);
enum status prepare_stop(struct req *r);
enum status post_stop(struct req *r);
#endif
