/* What pages say beside a need. */
#include "features/agora/store_about.h"

/* One statement for a page of rows; a row that is not there is number 0, which no need has. */
static enum status joined_slice(struct tx *tx, struct uuid persona, const struct need *items,
	size_t len, bool *joined)
{
	enum { SLICE = 20 };
	int64_t id[SLICE] = { 0 };
	for (size_t i = 0; i < len; i++)
		id[i] = items[i].id;
	struct rows r = db_query(tx,
		"SELECT need FROM agora_support WHERE persona = $1 AND need IN ($2, $3, $4, $5, $6, $7, $8,"
		" $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
		BIND(ref(persona), i64(id[0]), i64(id[1]), i64(id[2]), i64(id[3]), i64(id[4]), i64(id[5]),
			i64(id[6]), i64(id[7]), i64(id[8]), i64(id[9]), i64(id[10]), i64(id[11]), i64(id[12]),
			i64(id[13]), i64(id[14]), i64(id[15]), i64(id[16]), i64(id[17]), i64(id[18]),
			i64(id[19])));
	while (rows_next(&r))
		for (size_t i = 0; i < len; i++)
			joined[i] |= id[i] == row_i64(&r, 0);
	return rows_end(&r);
}

enum status needs_joined_by(struct tx *tx, struct uuid persona, const struct needs *needs,
	bool *joined)
{
	enum { SLICE = 20 };
	for (size_t i = 0; i < needs->len; i++)
		joined[i] = false;
	for (size_t from = 0; from < needs->len && !uuid_is_none(persona); from += SLICE) {
		size_t len = needs->len - from < SLICE ? needs->len - from : SLICE;
		TRY(joined_slice(tx, persona, needs->items + from, len, joined + from));
	}
	return OK;
}

enum status author_published(struct tx *tx, const struct need *n, int64_t *out)
{
	*out = 0;
	if (uuid_is_none(n->persona))
		return OK;
	return db_one_i64(tx,
		"SELECT /* all: a count for moderators */ count(*) FROM agora_need"
		" WHERE persona = $1 AND published_at > 0 AND id <> $2",
		BIND(ref(n->persona), i64(n->id)), out);
}

/* ---- what is still to be answered ---- */

static struct need_cell read_cell(struct rows *r)
{
	return (struct need_cell){ .theme = row_text(r, 0), .stage = (enum need_stage)row_i64(r, 1),
		.territory = row_text(r, 2), .needs = row_i64(r, 3), .people = row_i64(r, 4) };
}

enum status need_open_cells(struct tx *tx, struct need_cells *out)
{
	enum { CELLS_MAX = 20000 };
	*out = (struct need_cells){ .items = NEW(tx_arena(tx), struct need_cell, CELLS_MAX) };
	struct rows r = db_query(tx,
		"SELECT /* all: figures of what is public */ theme, stage, territory, count(*),"
		" sum(supports + 1) FROM agora_need WHERE state BETWEEN 4 AND 7 AND shelf <> 0"
		" GROUP BY theme, stage, territory ORDER BY theme, stage, territory LIMIT $1",
		BIND(i64(CELLS_MAX)));
	while (out->len < CELLS_MAX && rows_next(&r))
		out->items[out->len++] = read_cell(&r);
	return rows_end(&r);
}

bool need_cell_of(struct tx *tx, int64_t need, struct need_cell *out)
{
	struct rows r = db_query(tx,
		"SELECT /* all: figures of what is public */ theme, stage, territory, 1, supports + 1"
		" FROM agora_need WHERE id = $1 AND state BETWEEN 4 AND 7", BIND(i64(need)));
	bool found = rows_next(&r);
	if (found)
		*out = read_cell(&r);
	return rows_end(&r) == OK && found;
}
