#ifndef APP_FRONT_H
#define APP_FRONT_H
#include "app/site.h"

/* The site behind the HTTP server: loops with their read connections, the pool for what takes
 * long, the answers' headers, assets, and the pages of operation (/healthz /readyz /metrics
 * /version). */
struct front;
struct keeper;
struct front_config {
	struct site *site;
	const char *database, *search;         /* files; each loop reads them on its own connection */
	struct keeper *keeper;                 /* told which sessions were seen; NULL */
	void (*wrote)(void *arg);              /* something was written: mail and search may go on */
	void *wrote_arg;
};
/* NULL: *e says why. *c is copied; what it points to must outlive the front. */
struct front *front_start(const struct front_config *c, struct error *e);
int front_port(const struct front *f);     /* the one it listens on, when any was asked for (0) */
void front_stop(struct front *f);          /* answers what is under way, then ends */
#endif
