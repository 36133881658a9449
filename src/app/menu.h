#ifndef APP_MENU_H
#define APP_MENU_H
#include "app/site.h"

/* Fills r->page with the links that who asks may open, from what the features declare, and with
 * what the page shows of them. */
void page_links(struct req *r, const struct site *s);
/* How many things wait for the team at each of r->page.team; for the desk. */
enum status menu_waiting(struct req *r);
#endif
