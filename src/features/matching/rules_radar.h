#ifndef MATCHING_RULES_RADAR_H
#define MATCHING_RULES_RADAR_H
#include "features/matching/rules.h"

/* Needs that nothing fits, counted by theme and by something else (stage of care, region), so that
 * nobody can be told from a small number. Pure. */
enum { CELL_LEAST = 11 };          /* people; below it a cell is merged, or hidden */

struct radar_cell { struct str row, column; int64_t needs, people; };
struct radar_cells { struct radar_cell *items; size_t len; };

/* Adds to the cell of this row and column; a new one when there is none. `all` has room for it. */
void radar_add(struct radar_cells *all, const struct radar_cell *c);

/* Cells of at least CELL_LEAST people stay. What is smaller is merged within its row into one cell
 * whose column is "" ; if that is still too small, the smallest cell that stood goes in too, and a
 * row that has no other cell is left out whole. So no cell can be found by taking others from a
 * total. Sorted by row, then by people, falling; the merged one last in its row. In the arena. */
struct radar_cells radar_safe(struct arena *a, const struct radar_cells *all);
#endif
