/* What people are told in the app; those concerned also by mail, at once. */
#include "app/site.h"
#include "base/json.h"
#include "base/zone.h"
#include "engines/delivery/inside.h"

enum status notice_put(struct tx *tx, struct uuid persona, const struct notice *n, int64_t mail_at,
	bool *told)
{
	*told = false;
	TRY(db_exec(tx, "UPDATE app_persona SET unread = unread + 1 WHERE persona = $1",
		BIND(ref(persona))));
	if (db_changed(tx) == 0)
		return OK;                       /* they have left: nobody is to be told */
	*told = true;
	return db_exec(tx,
		"INSERT INTO delivery_notice (id, persona, at, what, kind, object, read_at, mail_at)"
		" VALUES ($1, $2, $3, $4, $5, $6, 0, $7)",
		BIND(i64(tx_new_id(tx)), ref(persona), i64(tx_now(tx)), text(str_view(n->what)),
			i64(n->kind), i64(n->id), i64(mail_at)));
}

enum status notice_send(struct tx *tx, const struct site *site, struct uuid persona,
	const struct notice *n)
{
	bool told;
	TRY(notice_put(tx, persona, n, MAIL_WITH_NEXT, &told));
	return told ? letter_news(tx, site, persona, STOP_ALL) : OK;
}

enum status notice_list(struct tx *tx, struct uuid persona, size_t max, struct notice_rows *out)
{
	*out = (struct notice_rows){ .items = NEW(tx_arena(tx), struct notice_row, max) };
	struct rows r = db_query(tx,
		"SELECT id, at, what, kind, object, read_at FROM delivery_notice WHERE persona = $1"
		" ORDER BY id DESC LIMIT $2",
		BIND(ref(persona), i64((int64_t)max)));
	while (rows_next(&r))
		out->items[out->len++] = (struct notice_row){
			.id     = row_i64(&r, 0),
			.at     = row_i64(&r, 1),
			.what   = row_text(&r, 2),
			.kind   = (int)row_i64(&r, 3),
			.object = row_i64(&r, 4),
			.read   = row_i64(&r, 5) != 0,
		};
	return rows_end(&r);
}

enum status notice_export(struct tx *tx, struct uuid persona, struct json *out)
{
	struct rows r = db_query(tx,
		"SELECT at, what, read_at FROM delivery_notice WHERE persona = $1 ORDER BY id",
		BIND(ref(persona)));
	while (rows_next(&r)) {
		json_open(out, NULL, '{');
		json_text(out, "at", str_view(instant_print(row_i64(&r, 0)).text));
		json_text(out, "what", row_text(&r, 1));
		json_bool(out, "read", row_i64(&r, 2) != 0);
		json_close(out, '}');
	}
	return rows_end(&r);
}

enum status notice_all_read(struct tx *tx, struct uuid persona)
{
	TRY(db_exec(tx, "UPDATE delivery_notice SET read_at = $2 WHERE persona = $1 AND read_at = 0",
		BIND(ref(persona), i64(tx_now(tx)))));
	return db_exec(tx, "UPDATE app_persona SET unread = 0 WHERE persona = $1", BIND(ref(persona)));
}

enum status notice_forget(struct tx *tx, struct uuid persona)
{
	return db_exec(tx, "DELETE FROM delivery_notice WHERE persona = $1", BIND(ref(persona)));
}
