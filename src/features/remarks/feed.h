#ifndef REMARKS_FEED_H
#define REMARKS_FEED_H
#include "app/page.h"
#include "features/remarks/model.h"

/* What remarks have changed, as Atom (RFC 4287); groups in their order. */
void feed_write(struct buf *x, const struct page *p, const struct remark_groups *groups);
#endif
