#ifndef MATCHING_DEMO_H
#define MATCHING_DEMO_H
#include "app/demo.h"

/* struct feature.demo: demo/matches.txt. Nobody is told. */
enum status matching_demo(struct tx *tx, struct demo *d, bool *more);
#endif
