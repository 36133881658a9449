/* The queue of moderators, and the words that go with decisions. */
#include "features/agora/store_write.h"

/* ---- the queue ---- */

#define QUEUE_COLUMNS \
	"q.due_at, q.ref, q.id, q.rules, q.lane, q.at, q.taken_by," \
	" (SELECT count(*) FROM agora_report p WHERE p.need = q.need AND p.handled_at = 0), "
enum { QUEUE_COLUMN_COUNT = 8 };

static struct queue_item read_item(struct rows *r)
{
	return (struct queue_item){
		.due_at   = row_i64(r, 0),
		.id       = row_i64(r, 2),
		.rules    = (unsigned)row_i64(r, 3),
		.lane     = (enum lane)row_i64(r, 4),
		.at       = row_i64(r, 5),
		.taken_by = row_uuid(r, 6),
		.reports  = row_i64(r, 7),
		.need     = read_need(r, QUEUE_COLUMN_COUNT, LANG_FR),
	};
}

const struct list_spec queue_spec = {
	.select =
		"SELECT " QUEUE_COLUMNS NEED_COLUMNS
		"  FROM agora_queue q JOIN agora_need n ON n.id = q.need"
		" WHERE " VISIBLE_TO("n") " AND q.done = 0",
	.key = "q.due_at", .ref = "q.ref",
	.filters = { { "lane", " AND q.lane = ", lane_read } },
};

enum status queue_list(struct tx *tx, const struct who *who, const struct list_asked *asked,
	struct queue *out)
{
	size_t page = asked->page > 0 ? (size_t)asked->page : LIST_PAGE;
	*out = (struct queue){ .items = NEW(tx_arena(tx), struct queue_item, page) };
	struct list l = list_open(tx, &queue_spec, asked, BIND(VISIBLE_BINDS(who), i64(LANG_FR)));
	while (list_next(&l))
		out->items[out->len++] = read_item(&l.rows);
	return list_end(&l, &out->next);
}

bool queue_find(struct tx *tx, const struct need *n, struct queue_item *out)
{
	struct rows r = db_query(tx,
		"SELECT q.id, q.rules, q.lane, q.at, q.due_at, q.taken_by,"
		" (SELECT count(*) FROM agora_report p WHERE p.need = q.need AND p.handled_at = 0)"
		"  FROM agora_queue q WHERE q.need = $1 AND q.done = 0", BIND(i64(n->id)));
	bool found = rows_next(&r);
	if (found)
		*out = (struct queue_item){
			.id       = row_i64(&r, 0),
			.rules    = (unsigned)row_i64(&r, 1),
			.lane     = (enum lane)row_i64(&r, 2),
			.at       = row_i64(&r, 3),
			.due_at   = row_i64(&r, 4),
			.taken_by = row_uuid(&r, 5),
			.reports  = row_i64(&r, 6),
			.need     = *n,
		};
	return rows_end(&r) == OK && found;
}

enum status queue_waiting(struct tx *tx, const struct site *site, int64_t *n)
{
	(void)site;
	*n = 0;
	return db_one_i64(tx, "SELECT n FROM agora_count WHERE what = $1", BIND(i64(COUNT_QUEUE)), n);
}

enum status queue_put(struct tx *tx, const struct queue_new *q)
{
	int64_t open = 0;
	TRY(db_one_i64(tx, "SELECT count(*) FROM agora_queue WHERE need = $1 AND done = 0",
		BIND(i64(q->need)), &open));
	if (open)
		return db_exec(tx,
			"UPDATE agora_queue SET rules = rules | $2,"
			" lane = CASE WHEN $4 < due_at THEN $3 ELSE lane END,"
			" due_at = CASE WHEN $4 < due_at THEN $4 ELSE due_at END"
			" WHERE need = $1 AND done = 0",
			BIND(i64(q->need), i64(q->rules), i64(q->lane), i64(q->due_at)));
	TRY(db_exec(tx,
		"INSERT INTO agora_queue (id, need, ref, rules, lane, at, due_at, done, done_at, taken_by)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, NULL)",
		BIND(i64(tx_new_id(tx)), i64(q->need), ref(q->ref), i64(q->rules), i64(q->lane),
			i64(q->at), i64(q->due_at))));
	return count_add(tx, COUNT_QUEUE, 1);
}

enum status queue_close(struct tx *tx, int64_t need)
{
	TRY(db_exec(tx,
		"UPDATE agora_queue SET done = 1, done_at = $2, taken_by = NULL"
		" WHERE need = $1 AND done = 0",
		BIND(i64(need), i64(tx_now(tx)))));
	int64_t closed = db_changed(tx);
	TRY(db_exec(tx,
		"UPDATE agora_report SET handled_at = $2 WHERE need = $1 AND handled_at = 0",
		BIND(i64(need), i64(tx_now(tx)))));
	return closed ? count_add(tx, COUNT_QUEUE, -closed) : OK;
}

enum status queue_set_taken(struct tx *tx, int64_t need, struct uuid from, struct uuid to)
{
	return db_exec_one(tx,
		"UPDATE agora_queue SET taken_by = $3 WHERE need = $1 AND done = 0"
		" AND (taken_by = $2 OR ($4 = 1 AND taken_by IS NULL))",
		BIND(i64(need), ref(from), ref(to), i64(uuid_is_none(from))));
}

/* ---- decisions ---- */

enum status decision_insert(struct tx *tx, int64_t need, const struct decision *d)
{
	int64_t seq = d->seq;
	if (!seq)
		TRY(db_one_i64(tx,
			"SELECT seq FROM app_event WHERE kind = $1 AND id = $2 ORDER BY seq DESC LIMIT 1",
			BIND(i64(AGORA_NEED), i64(need)), &seq));
	return db_exec(tx,
		"INSERT INTO agora_decision (id, need, seq, at, action, reason, text, persona, other)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
		BIND(i64(tx_new_id(tx)), i64(need), i64(seq), i64(d->at), text(d->action),
			i64(d->reason), text(d->text), ref(d->by), i64(d->other)));
}

enum status decision_list(struct tx *tx, int64_t need, struct decisions *out)
{
	enum { MOST = 200 };
	*out = (struct decisions){ .items = NEW(tx_arena(tx), struct decision, MOST) };
	struct rows r = db_query(tx,
		"SELECT seq, at, action, reason, text, persona, other FROM agora_decision"
		" WHERE need = $1 ORDER BY seq, id LIMIT $2", BIND(i64(need), i64(MOST)));
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

enum status decision_count(struct tx *tx, int64_t from_at, struct action_counts *out)
{
	enum { MOST = 32 };
	*out = (struct action_counts){ .items = NEW(tx_arena(tx), struct action_count, MOST) };
	struct rows r = db_query(tx,
		"SELECT action, count(*) FROM agora_decision WHERE at >= $1"
		" GROUP BY action ORDER BY action LIMIT $2", BIND(i64(from_at), i64(MOST)));
	while (out->len < MOST && rows_next(&r))
		out->items[out->len++] =
			(struct action_count){ .action = row_text(&r, 0), .n = row_i64(&r, 1) };
	return rows_end(&r);
}
