#ifndef MODERATION_ROUTES_H
#define MODERATION_ROUTES_H
#include "app/app.h"

extern const struct route moderation_routes[];
extern const struct permission moderation_permissions[];

/* everybody: routes_ask.c */
enum status get_report(struct req *r);
enum status prepare_report(struct req *r);
enum status post_report(struct req *r);
enum status get_reported(struct req *r);
enum status get_appeal(struct req *r);
enum status prepare_appeal(struct req *r);
enum status post_appeal(struct req *r);

/* moderators: routes_desk.c */
enum status get_queue(struct req *r);
enum status get_case(struct req *r);
enum status post_take(struct req *r);
enum status post_leave(struct req *r);
enum status post_approve(struct req *r);
enum status post_decide(struct req *r);
#endif
