/* Groups of remarks. They are public: everybody reads what the team answers. */
#include "features/remarks/store.h"
#include "app/event.h"

#define GROUP_COLUMNS \
	"g.id, g.ref, g.state, g.title, g.answer, g.version, g.remarks, g.created_at, g.answered_at," \
	" g.telling"
enum { GROUPS_MAX = 300 };

static struct remark_group read_group(struct rows *r)
{
	return (struct remark_group){
		.id          = row_i64(r, 0),
		.ref         = row_uuid(r, 1),
		.state       = (enum group_state)row_i64(r, 2),
		.title       = row_text(r, 3),
		.answer      = row_text(r, 4),
		.version     = row_text(r, 5),
		.remarks     = row_i64(r, 6),
		.created_at  = row_i64(r, 7),
		.answered_at = row_i64(r, 8),
		.is_telling  = row_i64(r, 9) != 0,
	};
}

enum status group_add(struct tx *tx, const struct who *who, struct remark_group *g)
{
	g->id = tx_new_id(tx);
	if (uuid_is_none(g->ref))
		g->ref = uuid_v7(tx_now(tx));
	TRY(db_exec(tx,
		"INSERT INTO remarks_group (id, ref, persona, audience, state, title, answer, version,"
		" remarks, created_at, answered_at, telling)"
		" VALUES ($1, $2, NULL, $3, $4, $5, $6, $7, 0, $8, $9, 0)",
		BIND(i64(g->id), ref(g->ref), i64(AUDIENCE_ALL), i64(g->state), text(g->title),
			text(g->answer), text(g->version), i64(g->created_at), i64(g->answered_at))));
	return event_add(tx, who, &(struct event){ .what = "remarks.group_added",
		.kind = REMARKS_GROUP, .id = g->id, .to = (int)g->state });
}

static enum status take_one(struct rows r, struct remark_group *out)
{
	struct tx *tx = r.tx;
	bool found = rows_next(&r);
	if (found)
		*out = read_group(&r);
	TRY(rows_end(&r));
	return found ? OK : fail(tx_error(tx), NOT_FOUND, "no group of remarks there");
}

enum status group_find(struct tx *tx, const struct who *who, struct uuid which,
	struct remark_group *out)
{
	return take_one(db_query(tx,
		"SELECT " GROUP_COLUMNS
		"  FROM remarks_group g"
		" WHERE " VISIBLE_TO("g") " AND g.ref = $3",
		BIND(VISIBLE_BINDS(who), ref(which))), out);
}

static enum status take_groups(struct rows r, struct remark_groups *out)
{
	while (rows_next(&r))
		out->items[out->len++] = read_group(&r);
	return rows_end(&r);
}

enum status group_list(struct tx *tx, struct remark_groups *out)
{
	*out = (struct remark_groups){ .items = NEW(tx_arena(tx), struct remark_group, GROUPS_MAX) };
	return take_groups(db_query(tx,
		"SELECT " GROUP_COLUMNS
		"  FROM remarks_group g WHERE g.audience = 0 ORDER BY g.id DESC LIMIT $1",
		BIND(i64(GROUPS_MAX))), out);
}

enum status group_feed(struct tx *tx, size_t max, struct remark_groups *out)
{
	*out = (struct remark_groups){ .items = NEW(tx_arena(tx), struct remark_group, max) };
	return take_groups(db_query(tx,
		"SELECT " GROUP_COLUMNS
		"  FROM remarks_group g WHERE g.audience = 0 AND g.answered_at > 0"
		" ORDER BY g.answered_at DESC, g.ref DESC LIMIT $1",
		BIND(i64((int64_t)max))), out);
}

enum status group_set(struct tx *tx, const struct remark_group *g)
{
	return db_exec_one(tx,
		"UPDATE remarks_group SET title = $2, answer = $3, version = $4, answered_at = $5,"
		" telling = $6 WHERE id = $1",
		BIND(i64(g->id), text(g->title), text(g->answer), text(g->version), i64(g->answered_at),
			i64(g->is_telling)));
}

enum status group_set_telling(struct tx *tx, int64_t id, bool is_telling)
{
	return db_exec_one(tx, "UPDATE remarks_group SET telling = $2 WHERE id = $1",
		BIND(i64(id), i64(is_telling)));
}

bool group_to_tell(struct tx *tx, struct remark_group *out)
{
	struct rows r = db_query(tx,
		"SELECT " GROUP_COLUMNS
		"  FROM remarks_group g WHERE g.audience = 0 AND g.telling = 1 ORDER BY g.id LIMIT 1",
		NULL, 0);
	bool found = rows_next(&r);
	if (found)
		*out = read_group(&r);
	return rows_end(&r) == OK && found;
}

enum status group_move(struct tx *tx, int64_t id, int from, int to)
{
	return db_exec_one(tx, "UPDATE remarks_group SET state = $3 WHERE id = $1 AND state = $2",
		BIND(i64(id), i64(from), i64(to)));
}

enum status group_object(struct tx *tx, const struct who *who, int64_t id, struct object *out)
{
	struct remark_group g;
	TRY(take_one(db_query(tx,
		"SELECT " GROUP_COLUMNS
		"  FROM remarks_group g"
		" WHERE " VISIBLE_TO("g") " AND g.id = $3",
		BIND(VISIBLE_BINDS(who), i64(id))), &g));
	struct uuid_text anchor = uuid_print(g.ref);
	*out = (struct object){ .ref = g.ref, .title = g.title, .state = (int)g.state,
		.path = str_fmt(tx_arena(tx), "/retours#g-%s", anchor.text) };
	return OK;
}
