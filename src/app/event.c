#include "app/event.h"

enum status event_add(struct tx *tx, const struct who *who, const struct event *e)
{
	return db_exec(tx,
		"INSERT INTO app_event (seq, at, persona, what, kind, id, state_from, state_to)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
		BIND(i64(tx_new_id(tx)), i64(tx_now(tx)), ref(who->persona), text(str_view(e->what)),
			i64(e->kind), i64(e->id), i64(e->from), i64(e->to)));
}

enum status event_history(struct tx *tx, int kind, int64_t id, struct event_rows *out)
{
	enum { MOST = 500 };
	*out = (struct event_rows){ .items = NEW(tx_arena(tx), struct event_row, MOST) };
	struct rows r = db_query(tx,
		"SELECT seq, at, persona, what, state_from, state_to FROM app_event"
		" WHERE kind = $1 AND id = $2 ORDER BY seq LIMIT $3",
		BIND(i64(kind), i64(id), i64(MOST)));
	while (rows_next(&r))
		out->items[out->len++] = (struct event_row){
			.seq     = row_i64(&r, 0),
			.at      = row_i64(&r, 1),
			.persona = row_uuid(&r, 2),
			.what    = row_text(&r, 3),
			.from    = (int)row_i64(&r, 4),
			.to      = (int)row_i64(&r, 5),
		};
	return rows_end(&r);
}
