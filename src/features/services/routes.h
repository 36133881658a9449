#ifndef SERVICES_ROUTES_H
#define SERVICES_ROUTES_H
#include "app/app.h"

extern const struct route services_routes[];
extern const struct permission services_permissions[];

/* Handlers of the team's pages, for the table in routes.c. */
enum status get_request_desk(struct req *r);
enum status get_request_reply(struct req *r);
enum status post_request_reply(struct req *r);
enum status get_collective(struct req *r);
enum status get_collective_csv(struct req *r);
enum status get_collective_atom(struct req *r);
enum status get_collective_desk(struct req *r);
enum status get_member_new(struct req *r);
enum status post_member_new(struct req *r);
enum status get_member_edit(struct req *r);
enum status post_member_edit(struct req *r);
enum status post_member_remove(struct req *r);
#endif
