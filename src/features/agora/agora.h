#ifndef AGORA_AGORA_H
#define AGORA_AGORA_H
#include "app/app.h"
#include "features/agora/view_row.h"

/* What other features may ask of the agora: figures, and needs as rows of a page. What is returned
 * lives in the arena of the request, in the language of its page, as far as its reader may see.
 *
 * A page sees its own view.h only: let the handler write the rows into a struct buf by
 * part_need_rows, and hand them on as {raw v->rows because part_need_rows made them}. */

struct agora_summary {
	int64_t needs;                 /* in the public list */
	int64_t supports;              /* "moi aussi" in all */
	int64_t in_work, answered, resolved;
};
enum status agora_summary(struct tx *tx, struct agora_summary *out);

/* Each gives at most `max` rows. */
enum status agora_most_shared(struct req *r, size_t max, struct need_rows *out);
/* The newest answer first. */
enum status agora_latest_answers(struct req *r, size_t max, struct need_rows *out);
/* Promised answers whose day is over, the oldest promise first. */
enum status agora_overdue(struct req *r, size_t max, struct need_rows *out);

/* ---- for whoever looks for what answers a need ---- */
struct agora_needs { struct need *items; size_t len; };
/* Public and not taken up yet, what most share first; at most `max`. */
enum status agora_open_needs(struct req *r, size_t max, struct agora_needs *out);
/* The same, of one theme. */
enum status agora_open_needs_about(struct req *r, struct str theme, size_t max,
	struct agora_needs *out);
/* The reader's own that are public and still to be answered, taken up or not, the newest first. */
enum status agora_my_open_needs(struct req *r, struct agora_needs *out);
/* As the reader sees it. NOT_FOUND: not to be seen, or nothing is to answer it any more. */
enum status agora_need_to_answer(struct req *r, struct uuid which, struct need *out);
/* The same by its public number. False, and the request goes on: none. */
bool agora_need_numbered(struct req *r, int64_t number, struct need *out);

/* What came of a solution stands in the need's thread. All but DROPPED ends its silence: time that
 * passes does not. Nothing when the need is not public any more. */
enum agora_tried { AGORA_TRIED_FOUND, AGORA_TRIED_HELPED, AGORA_TRIED_PARTLY, AGORA_TRIED_NOT,
	AGORA_TRIED_UNFIT, AGORA_TRIED_DROPPED, AGORA_TRIEDS };
enum status agora_need_tried(struct tx *tx, const struct who *who, int64_t need,
	enum agora_tried what);

/* Public needs that are still to be answered, counted by where they stand. For the team: cells are
 * small, and whoever shows them merges those of few people. */
enum status agora_open_cells(struct tx *tx, struct need_cells *out);
/* The cell of one need, counted as one. False, and the tx goes on: it is not in any. */
bool agora_cell_of(struct tx *tx, int64_t need, struct need_cell *out);

/* ---- the demonstration ---- */
struct demo;
/* The need of demo/needs.txt with this id. False: it is not there (yet). */
bool agora_demo_need(struct tx *tx, const struct demo *d, struct str id, struct need *out);
#endif
