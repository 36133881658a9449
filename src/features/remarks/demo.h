#ifndef REMARKS_DEMO_H
#define REMARKS_DEMO_H
#include "app/demo.h"

/* Remarks of people who do not exist, from demo/remarks.txt: in one slice, whatever the scale. */
enum status remarks_demo(struct tx *tx, struct demo *d, bool *more);
#endif
