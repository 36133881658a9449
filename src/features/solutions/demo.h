#ifndef SOLUTIONS_DEMO_H
#define SOLUTIONS_DEMO_H
#include "app/demo.h"

/* Solutions that do not exist, from demo/solutions.txt: some a slice, whatever the scale. */
enum status solutions_demo(struct tx *tx, struct demo *d, bool *more);
#endif
