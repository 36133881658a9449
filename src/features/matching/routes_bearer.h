#ifndef MATCHING_ROUTES_BEARER_H
#define MATCHING_ROUTES_BEARER_H
#include "app/app.h"

enum status get_bearer(struct req *r);         /* needs that theirs may answer */
enum status get_suggest(struct req *r);
enum status post_suggest(struct req *r);
#endif
