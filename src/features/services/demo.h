#ifndef SERVICES_DEMO_H
#define SERVICES_DEMO_H
#include "app/demo.h"

/* Requests and members that do not exist, from demo/services.txt: in one slice, whatever the
 * scale. */
enum status services_demo(struct tx *tx, struct demo *d, bool *more);
#endif
