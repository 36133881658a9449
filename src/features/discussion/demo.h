#ifndef DISCUSSION_DEMO_H
#define DISCUSSION_DEMO_H
#include "app/demo.h"

/* The posts of demo/posts.txt, in one slice; each time `scale` goes on, once more by others. */
enum status discussion_demo(struct tx *tx, struct demo *d, bool *more);
#endif
