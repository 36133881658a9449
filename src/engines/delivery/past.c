/* Rows of a demonstration: who follows what, what they were told. */
#include "engines/delivery/past.h"
#include "engines/delivery/follow.h"
#include "engines/delivery/inside.h"

enum { FOLLOWERS_MAX = 200 };
static const int64_t WEEK_MS = (int64_t)7 * 24 * 3600 * 1000;
static const int64_t READ_AFTER_MS = (int64_t)30 * 24 * 3600 * 1000;

enum status past_follow(struct tx *tx, struct demo *d, struct uuid persona, struct object_key key,
	int64_t at)
{
	return db_exec(tx,
		"INSERT INTO delivery_follow (persona, kind, object, ref, level, at)"
		" VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (kind, object, persona) DO NOTHING",
		BIND(ref(persona), i64(key.kind), i64(key.id), ref(demo_uuid(d, at)), i64(LEVEL_USUAL),
			i64(at)));
}

static enum status put(struct tx *tx, struct uuid persona, const struct notice *n,
	struct object_key of, int64_t at)
{
	return db_exec(tx,
		"INSERT INTO delivery_notice (id, persona, at, what, kind, object, of_kind, of_id,"
		" happened, times, since_at, read_at, mail_at)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 1, $3, 0, $9)",
		BIND(i64(tx_new_id(tx)), ref(persona), i64(at), text(str_view(n->what)), i64(n->kind),
			i64(n->id), i64(of.kind), i64(of.id), i64(MAIL_NEVER)));
}

enum status past_notice(struct tx *tx, struct uuid persona, const struct notice *n, int64_t at)
{
	struct object_key of = { n->kind, n->id };
	return uuid_is_none(persona) ? OK : put(tx, persona, n, of, at);
}

static enum status put_again(struct tx *tx, struct uuid persona, const struct notice *n,
	struct object_key of, int64_t at)
{
	/* max(+id): else SQLite goes back through all that they were ever told. */
	TRY(db_exec(tx,
		"UPDATE delivery_notice SET at = $1, times = times + 1 WHERE id ="
		" (SELECT max(+o.id) FROM delivery_notice o WHERE o.persona = $2 AND o.read_at = 0"
		" AND o.what = $3 AND o.kind = $4 AND o.object = $5 AND o.since_at > $6)",
		BIND(i64(at), ref(persona), text(str_view(n->what)), i64(n->kind), i64(n->id),
			i64(at - WEEK_MS))));
	return db_changed(tx) ? OK : put(tx, persona, n, of, at);
}

static enum status spread(struct tx *tx, struct demo *d, const struct news *n,
	struct object_key of, int64_t at)
{
	struct uuid *all = NEW(tx_arena(tx), struct uuid, FOLLOWERS_MAX);
	size_t len = 0;
	struct rows r = db_query(tx,
		"SELECT f.persona FROM delivery_follow f"
		" WHERE f.kind = $1 AND f.object = $2 AND f.at < $3 ORDER BY f.persona LIMIT $4",
		BIND(i64(of.kind), i64(of.id), i64(at), i64(FOLLOWERS_MAX)));
	while (len < FOLLOWERS_MAX && rows_next(&r))
		all[len++] = row_uuid(&r, 0);
	TRY(rows_end(&r));
	for (size_t i = 0; i < len; i++) {
		if (n->carry_to)
			TRY(past_follow(tx, d, all[i], (struct object_key){ of.kind, n->carry_to }, at));
		if (!uuid_eq(all[i], n->doer) && !uuid_eq(all[i], n->told[0])
			&& !uuid_eq(all[i], n->told[1]))
			TRY(put_again(tx, all[i], &n->notice, of, at));
	}
	return OK;
}

enum status past_news(struct tx *tx, struct demo *d, const struct news *n, int64_t at)
{
	return spread(tx, d, n, (struct object_key){ n->notice.kind, n->notice.id }, at);
}

enum status past_news_gone(struct tx *tx, struct demo *d, const struct news *n, int64_t at)
{
	struct news gone = *n;
	gone.notice.kind = KIND_GONE;
	return spread(tx, d, &gone, (struct object_key){ n->notice.kind, n->notice.id }, at);
}

enum status past_settle(struct tx *tx, struct demo *d)
{
	int64_t last = tx_new_id(tx), read_before = d->now_at - READ_AFTER_MS;
	TRY(db_exec(tx,
		"INSERT INTO delivery_notice (id, persona, at, what, kind, object, of_kind, of_id,"
		" happened, times, since_at, read_at, mail_at)"
		" SELECT $1 + row_number() OVER (ORDER BY at, id), persona, at, what, kind, object,"
		" of_kind, of_id, happened, times, since_at, CASE WHEN at < $2 THEN at + 1 ELSE 0 END,"
		" mail_at FROM delivery_notice",
		BIND(i64(last), i64(read_before))));
	TRY(db_exec(tx, "DELETE FROM delivery_notice WHERE id < $1", BIND(i64(last))));
	return db_exec(tx,
		"UPDATE app_persona SET unread = (SELECT count(*) FROM delivery_notice n"
		" WHERE n.persona = app_persona.persona AND n.read_at = 0)", NULL, 0);
}
