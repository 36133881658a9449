#ifndef DISCUSSION_DEMO_H
#define DISCUSSION_DEMO_H
#include "app/demo.h"

/* The posts of demo/posts.txt and what became of them, in one slice; each time `scale` goes on,
 * what they say once more, by others. */
enum status discussion_demo(struct tx *tx, struct demo *d, bool *more);
#endif
