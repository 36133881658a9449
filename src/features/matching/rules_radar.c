#include "features/matching/rules_radar.h"

void radar_add(struct radar_cells *all, const struct radar_cell *c)
{
	size_t i = 0;
	while (i < all->len && !(str_eq(all->items[i].row, c->row)
			&& str_eq(all->items[i].column, c->column)))
		i++;
	if (i == all->len)
		all->items[all->len++] = (struct radar_cell){ .row = c->row, .column = c->column };
	all->items[i].needs += c->needs;
	all->items[i].people += c->people;
}

/* A place in the order of rows as they came first. */
static size_t row_at(const struct radar_cells *all, struct str row)
{
	size_t i = 0;
	while (!str_eq(all->items[i].row, row))
		i++;
	return i;
}

static bool is_before(const struct radar_cells *all, const struct radar_cell *a,
	const struct radar_cell *b)
{
	size_t x = row_at(all, a->row), y = row_at(all, b->row);
	return x != y ? x < y : a->people > b->people;
}

static struct radar_cells sorted(struct arena *a, const struct radar_cells *all)
{
	struct radar_cells out = { NEW(a, struct radar_cell, all->len + 1), 0 };
	for (size_t i = 0; i < all->len; i++) {
		size_t at = out.len++;
		for (; at > 0 && is_before(all, &all->items[i], &out.items[at - 1]); at--)
			out.items[at] = out.items[at - 1];
		out.items[at] = all->items[i];
	}
	return out;
}

/* One row, from `first` on: how many of its cells may be shown, and what the rest is together. */
static size_t merge_row(const struct radar_cell *first, size_t len, struct radar_cell *rest)
{
	size_t kept = 0;
	*rest = (struct radar_cell){ .row = first->row };
	while (kept < len && first[kept].people >= CELL_LEAST)
		kept++;
	for (size_t i = kept; i < len; i++) {
		rest->needs += first[i].needs;
		rest->people += first[i].people;
	}
	for (; kept > 0 && rest->people > 0 && rest->people < CELL_LEAST; kept--) {
		rest->needs += first[kept - 1].needs;
		rest->people += first[kept - 1].people;
	}
	return kept;
}

struct radar_cells radar_safe(struct arena *a, const struct radar_cells *all)
{
	struct radar_cells in = sorted(a, all);
	struct radar_cells out = { NEW(a, struct radar_cell, 2 * all->len + 1), 0 };
	for (size_t i = 0, len; i < in.len; i += len) {
		struct radar_cell rest;
		for (len = 1; i + len < in.len && str_eq(in.items[i + len].row, in.items[i].row); len++)
			;
		size_t kept = merge_row(&in.items[i], len, &rest);
		for (size_t k = 0; k < kept; k++)
			out.items[out.len++] = in.items[i + k];
		if (rest.people >= CELL_LEAST)
			out.items[out.len++] = rest;
	}
	return out;
}
