#ifndef PORTAL_MACHINE_H
#define PORTAL_MACHINE_H
#include "app/app.h"

/* What machines ask a site about itself. */
enum status get_sitemap_xml(struct req *r);
enum status get_robots_txt(struct req *r);
enum status get_security_txt(struct req *r);
enum status get_places(struct req *r);
#endif
