#ifndef SERVICES_FEED_H
#define SERVICES_FEED_H
#include "app/page.h"
#include "features/services/model.h"

/* The collective for machines: its organisations. Persons agreed to stand on a page, not in open
 * data, so they are left out. */
void collective_csv(struct buf *out, const struct page *p, const struct lab_members *all);
/* The same organisations as Atom, who came last first. */
void collective_atom(struct buf *out, const struct page *p, const struct lab_members *all);
#endif
