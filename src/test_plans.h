#ifndef TEST_PLANS_H
#define TEST_PLANS_H
#include "app/list.h"
#include "test_site.h"

/* How SQLite means to find a page of a list. It costs the same wherever it stands, and however long
 * the list is, when it is one range of one index. */
/* In SQLite's own words; bit i of `filters`: the i-th filter of the list is on. */
struct str plan_of(struct world *w, const struct list_spec *spec, unsigned filters, bool onward);
/* The first page and one further on are ranges of `index`, and nothing is sorted. It begins with
 * "USING INDEX" and may go on with the columns that are bound: "x_recent (state=?". */
void check_range(struct world *w, const struct list_spec *spec, unsigned filters,
	const char *index, size_t at);
#endif
