#ifndef SERVICES_FEED_H
#define SERVICES_FEED_H
#include "app/page.h"
#include "features/services/model.h"

/* The collective for machines. All of it is public. */
void collective_csv(struct buf *out, const struct page *p, const struct lab_members *all);
#endif
