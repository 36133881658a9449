/* The queue of moderators, reports, and the words that go with decisions. */
#include "engines/moderation/store.h"

enum { COUNT_OPEN = 1 };

/* ---- the queue ---- */

#define QUEUE_COLUMNS \
	"q.due_at, q.ref, q.id, q.kind, q.object, q.rules, q.lane, q.at, q.taken_by," \
	" (SELECT count(*) FROM moderation_report p" \
	" WHERE p.kind = q.kind AND p.object = q.object AND p.handled_at = 0)"

static struct queue_item read_item(struct rows *r)
{
	return (struct queue_item){
		.due_at   = row_i64(r, 0),
		.id       = row_i64(r, 2),
		.about    = { (int)row_i64(r, 3), row_i64(r, 4) },
		.rules    = (unsigned)row_i64(r, 5),
		.lane     = (enum lane)row_i64(r, 6),
		.at       = row_i64(r, 7),
		.taken_by = row_uuid(r, 8),
		.reports  = row_i64(r, 9),
	};
}

const struct list_spec queue_spec = {
	.select = "SELECT " QUEUE_COLUMNS " FROM moderation_item q WHERE q.done = 0",
	.key = "q.due_at", .ref = "q.ref",
	.filters = { { "lane", " AND q.lane = ", lane_read } },
};

enum status queue_list(struct tx *tx, const struct list_asked *asked, struct queue *out)
{
	size_t page = asked->page > 0 ? (size_t)asked->page : LIST_PAGE;
	*out = (struct queue){ .items = NEW(tx_arena(tx), struct queue_item, page) };
	struct list l = list_open(tx, &queue_spec, asked, NULL, 0);
	while (list_next(&l))
		out->items[out->len++] = read_item(&l.rows);
	return list_end(&l, &out->next);
}

bool queue_find(struct tx *tx, struct object_key about, struct queue_item *out)
{
	*out = (struct queue_item){ .about = about };
	struct rows r = db_query(tx,
		"SELECT " QUEUE_COLUMNS
		"  FROM moderation_item q WHERE q.kind = $1 AND q.object = $2 AND q.done = 0",
		BIND(i64(about.kind), i64(about.id)));
	bool found = rows_next(&r);
	if (found)
		*out = read_item(&r);
	return rows_end(&r) == OK && found;
}

enum status queue_count(struct tx *tx, int64_t *n)
{
	*n = 0;
	return db_one_i64(tx, "SELECT n FROM moderation_count WHERE what = $1",
		BIND(i64(COUNT_OPEN)), n);
}

static enum status count_open(struct tx *tx, int64_t by)
{
	return db_exec(tx,
		"INSERT INTO moderation_count (what, n) VALUES ($1, $2)"
		" ON CONFLICT (what) DO UPDATE SET n = n + excluded.n",
		BIND(i64(COUNT_OPEN), i64(by)));
}

enum status queue_put(struct tx *tx, const struct moderated *m, const struct queue_new *q)
{
	TRY(db_exec(tx,
		"UPDATE moderation_item SET rules = rules | $3,"
		" lane = CASE WHEN $5 < due_at THEN $4 ELSE lane END,"
		" due_at = CASE WHEN $5 < due_at THEN $5 ELSE due_at END"
		" WHERE kind = $1 AND object = $2 AND done = 0",
		BIND(i64(m->key.kind), i64(m->key.id), i64(q->rules), i64(q->lane), i64(q->due_at))));
	if (db_changed(tx))
		return OK;
	TRY(db_exec(tx,
		"INSERT INTO moderation_item (id, kind, object, ref, rules, lane, at, due_at, done,"
		" done_at, taken_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, NULL)",
		BIND(i64(tx_new_id(tx)), i64(m->key.kind), i64(m->key.id), ref(m->ref), i64(q->rules),
			i64(q->lane), i64(q->at), i64(q->due_at))));
	return count_open(tx, 1);
}

enum status queue_close(struct tx *tx, struct object_key about)
{
	TRY(db_exec(tx,
		"UPDATE moderation_item SET done = 1, done_at = $3, taken_by = NULL"
		" WHERE kind = $1 AND object = $2 AND done = 0",
		BIND(i64(about.kind), i64(about.id), i64(tx_now(tx)))));
	int64_t closed = db_changed(tx);
	TRY(db_exec(tx,
		"UPDATE moderation_report SET handled_at = $3"
		" WHERE kind = $1 AND object = $2 AND handled_at = 0",
		BIND(i64(about.kind), i64(about.id), i64(tx_now(tx)))));
	return closed ? count_open(tx, -closed) : OK;
}

enum status queue_set_taken(struct tx *tx, struct object_key about, const struct handed *h)
{
	return db_exec_one(tx,
		"UPDATE moderation_item SET taken_by = $4 WHERE kind = $1 AND object = $2 AND done = 0"
		" AND (taken_by = $3 OR ($5 = 1 AND taken_by IS NULL))",
		BIND(i64(about.kind), i64(about.id), ref(h->from), ref(h->to),
			i64(uuid_is_none(h->from))));
}

/* ---- reports ---- */

enum status report_insert(struct tx *tx, const struct moderated *m, const struct report *r,
	struct uuid tag, bool *added)
{
	TRY(db_exec(tx,
		"INSERT INTO moderation_report (id, kind, object, ref, tag, reason, text, persona, at,"
		" handled_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)"
		" ON CONFLICT (kind, object, tag) DO UPDATE SET reason = excluded.reason,"
		" text = excluded.text, persona = excluded.persona, at = excluded.at, handled_at = 0"
		" WHERE moderation_report.handled_at > 0",
		BIND(i64(tx_new_id(tx)), i64(m->key.kind), i64(m->key.id), ref(m->ref), ref(tag),
			i64(r->reason), text(r->text), ref(r->persona), i64(r->at))));
	*added = db_changed(tx) == 1;
	return OK;
}

enum status report_list(struct tx *tx, struct object_key about, struct reports *out)
{
	enum { MOST = 200 };
	*out = (struct reports){ .items = NEW(tx_arena(tx), struct report, MOST) };
	struct rows r = db_query(tx,
		"SELECT id, at, reason, text, persona, handled_at FROM moderation_report"
		" WHERE kind = $1 AND object = $2 ORDER BY id LIMIT $3",
		BIND(i64(about.kind), i64(about.id), i64(MOST)));
	while (out->len < MOST && rows_next(&r))
		out->items[out->len++] = (struct report){
			.id      = row_i64(&r, 0),
			.at      = row_i64(&r, 1),
			.reason  = (enum report_reason)row_i64(&r, 2),
			.text    = row_text(&r, 3),
			.persona = row_uuid(&r, 4),
			.handled = row_i64(&r, 5) != 0,
		};
	return rows_end(&r);
}

/* ---- decisions ---- */

enum status decision_insert(struct tx *tx, const struct moderated *m, const struct decision *d)
{
	int64_t seq = d->seq;
	if (!seq)
		TRY(db_one_i64(tx,
			"SELECT seq FROM app_event WHERE kind = $1 AND id = $2 ORDER BY seq DESC LIMIT 1",
			BIND(i64(m->key.kind), i64(m->key.id)), &seq));
	return db_exec(tx,
		"INSERT INTO moderation_decision (id, kind, object, ref, author, seq, at, action, reason,"
		" text, persona, other) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
		BIND(i64(tx_new_id(tx)), i64(m->key.kind), i64(m->key.id), ref(m->ref), ref(m->author),
			i64(seq), i64(d->at), text(d->action), i64(d->reason), text(d->text), ref(d->by),
			i64(d->other)));
}

enum status decision_list(struct tx *tx, struct object_key about, struct decisions *out)
{
	enum { MOST = 200 };
	*out = (struct decisions){ .items = NEW(tx_arena(tx), struct decision, MOST) };
	struct rows r = db_query(tx,
		"SELECT seq, at, action, reason, text, persona, other FROM"
		" (SELECT id, seq, at, action, reason, text, persona, other FROM moderation_decision"
		" WHERE kind = $1 AND object = $2 ORDER BY seq DESC, id DESC LIMIT $3) ORDER BY seq, id",
		BIND(i64(about.kind), i64(about.id), i64(MOST)));
	while (out->len < MOST && rows_next(&r))
		out->items[out->len++] = (struct decision){
			.seq    = row_i64(&r, 0),
			.at     = row_i64(&r, 1),
			.action = row_text(&r, 2),
			.reason = (enum reason)row_i64(&r, 3),
			.text   = row_text(&r, 4),
			.by     = row_uuid(&r, 5),
			.other  = row_i64(&r, 6),
		};
	return rows_end(&r);
}

enum { COUNTS_MOST = 100 };

static enum status read_counts(struct rows r, struct action_counts *out)
{
	*out = (struct action_counts){ .items = NEW(tx_arena(r.tx), struct action_count, COUNTS_MOST) };
	while (out->len < COUNTS_MOST && rows_next(&r))
		out->items[out->len++] = (struct action_count){
			.kind = (int)row_i64(&r, 0), .action = row_text(&r, 1), .n = row_i64(&r, 2) };
	return rows_end(&r);
}

enum status decision_count(struct tx *tx, int64_t from_at, struct action_counts *out)
{
	return read_counts(db_query(tx,
		"SELECT 0, action, count(*) FROM moderation_decision WHERE at >= $1"
		" GROUP BY action ORDER BY action LIMIT $2", BIND(i64(from_at), i64(COUNTS_MOST))), out);
}

enum status decision_past(struct tx *tx, const struct moderated *m, struct action_counts *out)
{
	*out = (struct action_counts){ 0 };
	if (uuid_is_none(m->author))
		return OK;
	return read_counts(db_query(tx,
		"SELECT kind, action, count(*) FROM moderation_decision"
		" WHERE author = $1 AND NOT (kind = $2 AND object = $3)"
		" GROUP BY kind, action ORDER BY kind, action LIMIT $4",
		BIND(ref(m->author), i64(m->key.kind), i64(m->key.id), i64(COUNTS_MOST))), out);
}

/* ---- veils ---- */

bool veil_find(struct tx *tx, struct object_key about)
{
	int64_t at = 0;
	db_one_i64(tx, "SELECT at FROM moderation_veil WHERE kind = $1 AND object = $2",
		BIND(i64(about.kind), i64(about.id)), &at);
	return at > 0;
}

enum status veil_set(struct tx *tx, struct object_key about, bool on)
{
	if (on)
		return db_exec(tx,
			"INSERT INTO moderation_veil (kind, object, at) VALUES ($1, $2, $3)"
			" ON CONFLICT DO NOTHING",
			BIND(i64(about.kind), i64(about.id), i64(tx_now(tx))));
	return db_exec(tx, "DELETE FROM moderation_veil WHERE kind = $1 AND object = $2",
		BIND(i64(about.kind), i64(about.id)));
}
