#ifndef MATCHING_VIEW_RADAR_H
#define MATCHING_VIEW_RADAR_H
#include "app/page.h"
#include "features/matching/rules_radar.h"

struct radar_row { struct str theme, other; int64_t needs, people, share; };  /* share: of 100 */
struct radar_rows { const struct radar_row *items; size_t len; };
struct radar_view { struct head head; struct radar_rows by_stage, by_region; };
struct radar_view view_radar(struct arena *a, const struct radar_cells *by_stage,
	const struct radar_cells *by_region);

/* pages/ */
void page_radar(struct buf *h, const struct page *p, const struct radar_view *v);
void part_radar_table(struct buf *h, const struct page *p, struct radar_rows rows,
	const char *caption, const char *other);
#endif
