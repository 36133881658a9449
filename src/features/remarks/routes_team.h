#ifndef REMARKS_ROUTES_TEAM_H
#define REMARKS_ROUTES_TEAM_H
#include "app/app.h"

/* Handlers of the team's pages, for the table in routes.c. */
enum status get_remark_desk(struct req *r);
enum status get_remark(struct req *r);
enum status post_remark_sort(struct req *r);
enum status get_remark_group(struct req *r);
enum status post_remark_group(struct req *r);
#endif
