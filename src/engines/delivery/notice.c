/* What people are told in the app; those concerned also by mail, at once. */
#include "app/erase.h"
#include "app/site.h"
#include "base/json.h"
#include "base/zone.h"
#include "engines/delivery/inside.h"

#define DAY INT64_C(86400000)

enum status notice_put(struct tx *tx, struct uuid persona, const struct telling *t,
	enum told *told)
{
	*told = TOLD_NOBODY;
	TRY(db_exec(tx, "UPDATE app_persona SET unread = unread + 1 WHERE persona = $1",
		BIND(ref(persona))));
	if (db_changed(tx) == 0)
		return OK;                       /* they have left: nobody is to be told */
	*told = TOLD_NEW;
	return db_exec(tx,
		"INSERT INTO delivery_notice"
		" (id, persona, at, what, kind, object, of_kind, of_id, happened, times, since_at, read_at,"
		" mail_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, 0, $11)",
		BIND(i64(tx_new_id(tx)), ref(persona), i64(tx_now(tx)), text(str_view(t->notice.what)),
			i64(t->notice.kind), i64(t->notice.id), i64(t->of.kind), i64(t->of.id),
			i64(t->happened), i64(t->happened_at), i64(t->mail_at)));
}

/* Of what goes by no digest a row counts one day: who is mailed at once is mailed again then. */
enum status notice_put_again(struct tx *tx, struct uuid persona, const struct telling *t,
	enum told *told)
{
	TRY(db_exec(tx,
		"UPDATE delivery_notice SET id = $1, at = $2, happened = $9, times = times + 1 WHERE id = ("
		"SELECT max(+o.id) FROM delivery_notice o WHERE o.persona = $3 AND o.read_at = 0"
		" AND o.what = $4 AND o.kind = $5 AND o.object = $6 AND o.mail_at = $7"
		" AND (o.mail_at > 0 OR o.since_at > $8))",
		BIND(i64(tx_new_id(tx)), i64(tx_now(tx)), ref(persona), text(str_view(t->notice.what)),
			i64(t->notice.kind), i64(t->notice.id), i64(t->mail_at), i64(tx_now(tx) - DAY),
			i64(t->happened))));
	*told = TOLD_AGAIN;
	return db_changed(tx) ? OK : notice_put(tx, persona, t, told);
}

enum status notice_send(struct tx *tx, const struct site *site, struct uuid persona,
	const struct notice *n)
{
	enum told told;
	struct telling telling = { *n, { n->kind, n->id }, 0, tx_now(tx), MAIL_WITH_NEXT };
	TRY(notice_put(tx, persona, &telling, &told));
	return told == TOLD_NOBODY ? OK : letter_news(tx, site, persona, STOP_ALL);
}

enum status notice_list(struct tx *tx, struct uuid persona, size_t max, struct notice_rows *out)
{
	*out = (struct notice_rows){ .items = NEW(tx_arena(tx), struct notice_row, max) };
	struct rows r = db_query(tx,
		"SELECT id, at, what, kind, object, times, since_at, read_at, of_kind, of_id"
		" FROM delivery_notice WHERE persona = $1 ORDER BY id DESC LIMIT $2",
		BIND(ref(persona), i64((int64_t)max)));
	while (rows_next(&r))
		out->items[out->len++] = (struct notice_row){
			.id       = row_i64(&r, 0),
			.at       = row_i64(&r, 1),
			.what     = row_text(&r, 2),
			.about    = { (int)row_i64(&r, 3), row_i64(&r, 4) },
			.times    = row_i64(&r, 5),
			.since_at = row_i64(&r, 6),
			.read     = row_i64(&r, 7) != 0,
			.of       = { (int)row_i64(&r, 8), row_i64(&r, 9) },
		};
	return rows_end(&r);
}

enum status notice_export(struct tx *tx, struct uuid persona, struct json *out)
{
	struct rows r = rows_passing(db_query(tx,
		"SELECT at, what, read_at, times FROM delivery_notice WHERE persona = $1 ORDER BY id",
		BIND(ref(persona))));
	while (rows_next(&r)) {
		json_open(out, NULL, '{');
		json_text(out, "at", str_view(instant_print(row_i64(&r, 0)).text));
		json_text(out, "what", row_text(&r, 1));
		json_bool(out, "read", row_i64(&r, 2) != 0);
		json_i64(out, "times", row_i64(&r, 3));
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

enum status notice_forget(struct tx *tx, struct uuid persona, bool *more)
{
	return erase_rows(tx,
		"DELETE FROM delivery_notice WHERE id IN"
		" (SELECT id FROM delivery_notice WHERE persona = $1 ORDER BY id LIMIT $2)", persona, more);
}
