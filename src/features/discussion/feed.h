#ifndef DISCUSSION_FEED_H
#define DISCUSSION_FEED_H
#include "features/discussion/view.h"

/* One discussion as Atom, the newest post first. `path`: of the feed itself. */
struct feed { const struct about_view *about; struct str path; struct posts posts; };
void talk_feed_write(struct buf *x, const struct page *p, const struct feed *f);
#endif
