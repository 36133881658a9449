/* The only file of this feature that holds SQL. It decides nothing: rules.c does. */
#include "features/remarks/store.h"
#include "app/erase.h"
#include "app/event.h"
#include "base/json.h"
#include "base/zone.h"

/* The one place that knows the order of the columns; read_remark follows it. */
#define REMARK_COLUMNS \
	"m.id, m.ref, m.persona, m.owner, m.state, m.page, m.text, m.group_id, m.at, m.told_at"

static struct remark read_remark(struct rows *r)
{
	return (struct remark){
		.id      = row_i64(r, 0),
		.ref     = row_uuid(r, 1),
		.persona = row_uuid(r, 2),
		.owner   = row_uuid(r, 3),
		.state   = (enum remark_state)row_i64(r, 4),
		.page    = row_text(r, 5),
		.text    = row_text(r, 6),
		.group   = row_i64(r, 7),
		.at      = row_i64(r, 8),
		.told_at = row_i64(r, 9),
	};
}

enum status remark_add(struct tx *tx, const struct who *who, struct remark *m)
{
	m->id = tx_new_id(tx);
	if (uuid_is_none(m->ref))
		m->ref = uuid_v7(tx_now(tx));
	TRY(db_exec(tx,
		"INSERT INTO remarks_remark"
		" (id, ref, persona, owner, audience, state, page, text, group_id, at, told_at)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, $9, 0)",
		BIND(i64(m->id), ref(m->ref), ref(m->persona), ref(m->owner),
			i64(AUDIENCE_TEAM), i64(m->state), text(m->page), text(m->text), i64(m->at))));
	return event_add(tx, who, &(struct event){ .what = "remarks.left", .kind = REMARKS_REMARK,
		.id = m->id, .to = (int)m->state });
}

enum status remark_find(struct tx *tx, const struct who *who, struct uuid which, struct remark *out)
{
	struct rows r = db_query(tx,
		"SELECT " REMARK_COLUMNS
		"  FROM remarks_remark m"
		" WHERE " VISIBLE_TO("m") " AND m.ref = $3",
		BIND(VISIBLE_BINDS(who), ref(which)));
	bool found = rows_next(&r);
	if (found)
		*out = read_remark(&r);
	TRY(rows_end(&r));
	return found ? OK : fail(tx_error(tx), NOT_FOUND, "no remark to be seen there");
}

static enum status take_remarks(struct rows r, struct remarks *out)
{
	while (rows_next(&r))
		out->items[out->len++] = read_remark(&r);
	return rows_end(&r);
}

enum status remark_list_new(struct tx *tx, const struct who *who, size_t max, struct remarks *out)
{
	*out = (struct remarks){ .items = NEW(tx_arena(tx), struct remark, max) };
	return take_remarks(db_query(tx,
		"SELECT " REMARK_COLUMNS
		"  FROM remarks_remark m"
		" WHERE " VISIBLE_TO("m") " AND m.state = 1"
		" ORDER BY m.id LIMIT $3",
		BIND(VISIBLE_BINDS(who), i64((int64_t)max))), out);
}

enum status remark_list_of(struct tx *tx, const struct who *who, int64_t group, size_t max,
	struct remarks *out)
{
	*out = (struct remarks){ .items = NEW(tx_arena(tx), struct remark, max) };
	return take_remarks(db_query(tx,
		"SELECT " REMARK_COLUMNS
		"  FROM remarks_remark m"
		" WHERE " VISIBLE_TO("m") " AND m.group_id = $3"
		" ORDER BY m.id DESC LIMIT $4",
		BIND(VISIBLE_BINDS(who), i64(group), i64((int64_t)max))), out);
}

enum status remark_list_untold(struct tx *tx, int64_t group, int64_t answered_at, size_t max,
	struct remarks *out)
{
	*out = (struct remarks){ .items = NEW(tx_arena(tx), struct remark, max) };
	return take_remarks(db_query(tx,
		"SELECT /* all: the platform tells their authors */ " REMARK_COLUMNS
		"  FROM remarks_remark m"
		" WHERE m.group_id = $1 AND m.told_at < $2"
		" ORDER BY m.told_at, m.persona, m.id LIMIT $3",
		BIND(i64(group), i64(answered_at), i64((int64_t)max))), out);
}

enum status remark_waiting(struct tx *tx, int64_t *n)
{
	return db_one_i64(tx,
		"SELECT /* all: a number for the team */ count(*)"
		"  FROM (SELECT 1 FROM remarks_remark m WHERE m.state = 1 LIMIT 1000)",
		NULL, 0, n);
}

enum status remark_set_group(struct tx *tx, int64_t id, int64_t group)
{
	TRY(db_exec_one(tx, "UPDATE remarks_remark SET group_id = $2 WHERE id = $1",
		BIND(i64(id), i64(group))));
	return db_exec_one(tx, "UPDATE remarks_group SET remarks = remarks + 1 WHERE id = $1",
		BIND(i64(group)));
}

enum status remark_set_told(struct tx *tx, int64_t id, int64_t at)
{
	return db_exec_one(tx, "UPDATE remarks_remark SET told_at = $2 WHERE id = $1",
		BIND(i64(id), i64(at)));
}

enum status remark_move(struct tx *tx, int64_t id, int from, int to)
{
	return db_exec_one(tx, "UPDATE remarks_remark SET state = $3 WHERE id = $1 AND state = $2",
		BIND(i64(id), i64(from), i64(to)));
}

enum status remark_object(struct tx *tx, const struct who *who, int64_t id, struct object *out)
{
	struct rows r = db_query(tx,
		"SELECT " REMARK_COLUMNS
		"  FROM remarks_remark m"
		" WHERE " VISIBLE_TO("m") " AND m.id = $3",
		BIND(VISIBLE_BINDS(who), i64(id)));
	bool found = rows_next(&r);
	if (found) {
		struct remark m = read_remark(&r);
		*out = (struct object){ .ref = m.ref, .state = (int)m.state, .persona = m.persona,
			.path = STR("/retours") };
	}
	TRY(rows_end(&r));
	return found ? OK : fail(tx_error(tx), NOT_FOUND, "no remark to be seen there");
}

/* ---- whose they are ---- */

enum status remark_adopt(struct tx *tx, const struct site *site, const struct adoption *a,
	const struct who *who, struct str *next)
{
	(void)site;
	(void)next;
	if (uuid_is_none(a->visitor))
		return OK;
	return db_exec(tx, "UPDATE remarks_remark SET owner = $2, persona = $2 WHERE owner = $1",
		BIND(ref(a->visitor), ref(who->persona)));
}

enum status remark_export(struct tx *tx, const struct who *who, struct json *out)
{
	struct rows r = rows_passing(db_query(tx,
		"SELECT /* all: one's own rows */ " REMARK_COLUMNS
		"  FROM remarks_remark m WHERE m.owner = $1 ORDER BY m.id",
		BIND(ref(who->persona))));
	while (rows_next(&r)) {
		struct remark m = read_remark(&r);
		json_open(out, NULL, '{');
		json_text(out, "ref", str_view(uuid_print(m.ref).text));
		json_text(out, "at", str_view(instant_print(m.at).text));
		json_text(out, "page", m.page);
		json_text(out, "text", m.text);
		json_close(out, '}');
	}
	return rows_end(&r);
}

enum status remark_erase(struct tx *tx, const struct site *site, const struct who *who, bool *more)
{
	(void)site;
	TRY(erase_rows(tx,
		"DELETE FROM remarks_remark WHERE id IN"
		" (SELECT /* all: one's own rows */ m.id FROM remarks_remark m"
		"   WHERE m.owner = $1 AND m.state = 1 LIMIT $2)", who->persona, more));
	return erase_rows(tx,
		"UPDATE remarks_remark SET owner = NULL, persona = NULL, page = '', text = '' WHERE id IN"
		" (SELECT /* all: one's own rows */ m.id FROM remarks_remark m"
		"   WHERE m.owner = $1 AND m.state <> 1 LIMIT $2)", who->persona, more);
}
