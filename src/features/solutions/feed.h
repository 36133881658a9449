#ifndef SOLUTIONS_FEED_H
#define SOLUTIONS_FEED_H
#include "app/page.h"
#include "features/solutions/model.h"

/* Solutions for machines. Only what everybody may read goes in. */
struct feed_items { const struct solution *items; size_t len; };
/* `query`: "?theme=pain", as the list has it; "". */
void solution_atom(struct buf *out, const struct page *p, struct str query,
	const struct feed_items *all);
void solution_csv_head(struct buf *out, const struct page *p);
void solution_csv_row(struct buf *out, struct arena *a, const struct page *p,
	const struct solution *s);
#endif
