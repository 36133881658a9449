/* The radar as two tables. Pure. */
#include "features/matching/view_radar.h"

/* The bar of a row is its share of the largest. */
static struct radar_rows rows_of(struct arena *a, const struct radar_cells *cells)
{
	struct radar_row *rows = NEW(a, struct radar_row, cells->len);
	int64_t most = 1;
	for (size_t i = 0; i < cells->len; i++)
		most = cells->items[i].people > most ? cells->items[i].people : most;
	for (size_t i = 0; i < cells->len; i++) {
		const struct radar_cell *c = &cells->items[i];
		rows[i] = (struct radar_row){ .theme = c->row, .other = c->column, .needs = c->needs,
			.people = c->people, .share = 100 * c->people / most };
	}
	return (struct radar_rows){ rows, cells->len };
}

struct radar_view view_radar(struct arena *a, const struct radar_cells *by_stage,
	const struct radar_cells *by_region)
{
	return (struct radar_view){ .head = head_key(WORD("matching.radar.title")),
		.by_stage = rows_of(a, by_stage), .by_region = rows_of(a, by_region) };
}
