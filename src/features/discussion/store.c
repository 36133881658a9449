/* One post at rest: read, written, moved, cleared. Lists: store_list.c. */
#include "features/discussion/store_inside.h"
#include "app/event.h"
#include "base/json.h"
#include "base/zone.h"

struct post read_post(struct rows *r, int first)
{
	return (struct post){
		.id         = row_i64(r, first),
		.ref        = row_uuid(r, first + 1),
		.about_kind = (int)row_i64(r, first + 2),
		.about_id   = row_i64(r, first + 3),
		.parent     = row_i64(r, first + 4),
		.answers    = row_i64(r, first + 5),
		.persona    = row_uuid(r, first + 6),
		.audience   = (int)row_i64(r, first + 7),
		.state      = (enum post_state)row_i64(r, first + 8),
		.lang       = (int)row_i64(r, first + 9),
		.text       = row_text(r, first + 10),
		.at         = row_i64(r, first + 11),
		.edited_at  = row_i64(r, first + 12),
		.replies    = row_i64(r, first + 13),
		.public_at  = row_i64(r, first + 14),
		.is_shown   = row_i64(r, first + 15) != 0,
		.name       = row_text(r, first + 16),
		.is_veiled  = row_i64(r, first + 17) != 0,
	};
}

/* ---- reading ---- */

/* Ends *r. */
static bool take_post(struct rows *r, struct post *out)
{
	bool found = rows_next(r);
	if (found)
		*out = read_post(r, 0);
	return rows_end(r) == OK && found;
}

enum status post_by_ref(struct tx *tx, const struct who *who, struct uuid which, struct post *out)
{
	struct rows r = db_query(tx,
		"SELECT " POST_COLUMNS
		"  FROM discussion_post p"
		" WHERE " VISIBLE_TO("p") " AND p.ref = $3",
		BIND(VISIBLE_BINDS(who), ref(which)));
	if (take_post(&r, out))
		return OK;
	return fail(tx_error(tx), NOT_FOUND, "no post to be seen at \"%s\"", uuid_print(which).text);
}

bool post_get(struct tx *tx, const struct who *who, int64_t id, struct post *out)
{
	struct rows r = db_query(tx,
		"SELECT " POST_COLUMNS
		"  FROM discussion_post p"
		" WHERE " VISIBLE_TO("p") " AND p.id = $3",
		BIND(VISIBLE_BINDS(who), i64(id)));
	return take_post(&r, out);
}

bool is_first_post_of(struct tx *tx, struct uuid persona)
{
	int64_t one = 0;
	db_one_i64(tx,
		"SELECT /* all: one's own rows */ 1 FROM discussion_post p"
		" WHERE p.persona = $1 AND p.state = 2 LIMIT 1",
		BIND(ref(persona)), &one);
	return one == 0;
}

enum status post_versions_of(struct tx *tx, int64_t id, struct post_versions *out)
{
	*out = (struct post_versions){ .items = NEW(tx_arena(tx), struct post_version, VERSIONS_MAX) };
	struct rows r = db_query(tx,
		"SELECT v.until_at, v.text FROM discussion_version v"
		" WHERE v.post = $1 ORDER BY v.n DESC LIMIT $2",
		BIND(i64(id), i64(VERSIONS_MAX)));
	while (out->len < VERSIONS_MAX && rows_next(&r))
		out->items[out->len++] = (struct post_version){ row_i64(&r, 0), row_text(&r, 1) };
	return rows_end(&r);
}

/* ---- counts ---- */

/* A public post more, or less: in its discussion, and under the post it answers. */
static enum status count(struct tx *tx, const struct post *p, int by)
{
	TRY(db_exec(tx,
		"INSERT INTO discussion_thread (kind, object, posts, locked_at, why)"
		" VALUES ($1, $2, $3, 0, '')"
		" ON CONFLICT (kind, object) DO UPDATE SET posts = discussion_thread.posts + $3",
		BIND(i64(p->about_kind), i64(p->about_id), i64(by))));
	if (!p->parent)
		return OK;
	return db_exec(tx, "UPDATE discussion_post SET replies = replies + $2 WHERE id = $1",
		BIND(i64(p->parent), i64(by)));
}

/* ---- writing ---- */

enum status post_insert(struct tx *tx, struct post *p, int64_t public_at)
{
	p->id = tx_new_id(tx);
	if (uuid_is_none(p->ref))
		p->ref = uuid_v7(tx_now(tx));
	TRY(db_exec(tx,
		"INSERT INTO discussion_post"
		" (id, ref, about_kind, about_id, parent, answers, persona, audience, state, lang, text,"
		"  at, edited_at, public_at, shown, replies)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, $13, $14, 0)",
		BIND(i64(p->id), ref(p->ref), i64(p->about_kind), i64(p->about_id), i64(p->parent),
			i64(p->answers), ref(p->persona), i64(post_audience(p->state)), i64(p->state),
			i64(p->lang), text(p->text), i64(p->at), i64(public_at),
			i64(p->state == POST_PUBLISHED))));
	return p->state == POST_PUBLISHED ? count(tx, p, 1) : OK;
}

enum status post_set_public(struct tx *tx, int64_t id, int64_t public_at)
{
	return db_exec_one(tx, "UPDATE discussion_post SET public_at = $2 WHERE id = $1",
		BIND(i64(id), i64(public_at)));
}

enum status post_add(struct tx *tx, const struct who *who, struct post *p)
{
	TRY(post_insert(tx, p, p->state == POST_PUBLISHED ? tx_now(tx) : 0));
	return event_add(tx, who, &(struct event){ .what = "discussion.written",
		.kind = DISCUSSION_POST, .id = p->id, .to = (int)p->state });
}

/* The oldest go. */
static enum status keep_version(struct tx *tx, const struct post *p, int64_t at)
{
	TRY(db_exec(tx,
		"INSERT INTO discussion_version (post, until_at, n, text)"
		" SELECT $1, $2, coalesce(max(v.n), 0) + 1, $3 FROM discussion_version v"
		"  WHERE v.post = $1",
		BIND(i64(p->id), i64(at), text(p->text))));
	return db_exec(tx,
		"DELETE FROM discussion_version WHERE post = $1 AND n <="
		" (SELECT max(v.n) FROM discussion_version v WHERE v.post = $1) - $2",
		BIND(i64(p->id), i64(VERSIONS_MAX)));
}

enum status post_set_text(struct tx *tx, const struct post *p, const struct post_edit *e)
{
	bool keep = post_keeps_version(p);
	if (keep)
		TRY(keep_version(tx, p, e->at));
	return db_exec_one(tx,
		"UPDATE discussion_post SET text = $2, edited_at = $3, shown = $4 WHERE id = $1",
		BIND(i64(p->id), text(e->text), i64(keep ? e->at : p->edited_at),
			i64(e->is_public)));
}

/* Where it stands, for counting. */
static enum status find_place(struct tx *tx, int64_t id, struct post *out)
{
	struct rows r = db_query(tx,
		"SELECT /* all: only where it stands */ p.about_kind, p.about_id, p.parent"
		"  FROM discussion_post p WHERE p.id = $1",
		BIND(i64(id)));
	*out = (struct post){ .id = id };
	if (rows_next(&r)) {
		out->about_kind = (int)row_i64(&r, 0);
		out->about_id = row_i64(&r, 1);
		out->parent = row_i64(&r, 2);
	}
	return rows_end(&r);
}

enum status post_move(struct tx *tx, int64_t id, int from, int to)
{
	struct post p;
	int by = (to == POST_PUBLISHED) - (from == POST_PUBLISHED);
	TRY(db_exec_one(tx,
		"UPDATE discussion_post SET state = $3, audience = $4,"
		" public_at = CASE WHEN $5 = 1 THEN $6 ELSE public_at END,"
		" shown = CASE WHEN $5 = 1 THEN 1 ELSE shown END WHERE id = $1 AND state = $2",
		BIND(i64(id), i64(from), i64(to), i64(post_audience((enum post_state)to)), i64(by > 0),
			i64(tx_now(tx)))));
	if (!by)
		return OK;
	TRY(find_place(tx, id, &p));
	return count(tx, &p, by);
}

static enum status delete_bare(struct tx *tx, int64_t id)
{
	return db_exec(tx,
		"DELETE FROM discussion_post WHERE id = $1 AND state = 5"
		"   AND NOT EXISTS (SELECT /* all: is anything there */ 1 FROM discussion_post q"
		"                    WHERE q.parent = $1 AND q.parent > 0)",
		BIND(i64(id)));
}

enum status post_clear(struct tx *tx, const struct post *p)
{
	TRY(db_exec(tx, "DELETE FROM discussion_version WHERE post = $1", BIND(i64(p->id))));
	TRY(db_exec_one(tx,
		"UPDATE discussion_post SET text = '', persona = NULL, edited_at = 0 WHERE id = $1",
		BIND(i64(p->id))));
	TRY(delete_bare(tx, p->id));
	return p->parent ? delete_bare(tx, p->parent) : OK;
}

/* ---- all that is said under one object ---- */

enum status talk_state_find(struct tx *tx, struct object_key about, struct talk_state *out)
{
	*out = (struct talk_state){ 0 };
	struct rows r = db_query(tx,
		"SELECT posts, locked_at, why FROM discussion_thread WHERE kind = $1 AND object = $2",
		BIND(i64(about.kind), i64(about.id)));
	if (rows_next(&r))
		*out = (struct talk_state){ row_i64(&r, 0), row_i64(&r, 1), row_text(&r, 2) };
	return rows_end(&r);
}

enum status talk_set_lock(struct tx *tx, struct object_key about, int64_t at, struct str why)
{
	TRY(db_exec(tx,
		"INSERT INTO discussion_thread (kind, object, posts, locked_at, why)"
		" VALUES ($1, $2, 0, 0, '') ON CONFLICT (kind, object) DO NOTHING",
		BIND(i64(about.kind), i64(about.id))));
	return db_exec_one(tx,
		"UPDATE discussion_thread SET locked_at = $3, why = $4"
		" WHERE kind = $1 AND object = $2 AND (locked_at = 0) <> ($3 = 0)",
		BIND(i64(about.kind), i64(about.id), i64(at), text(why)));
}

/* ---- out and away ---- */

static enum status put_versions(struct tx *tx, int64_t id, struct json *out)
{
	struct rows r = rows_passing(db_query(tx,
		"SELECT v.until_at, v.text FROM discussion_version v WHERE v.post = $1 ORDER BY v.n",
		BIND(i64(id))));
	json_open(out, "earlier", '[');
	while (rows_next(&r)) {
		json_open(out, NULL, '{');
		json_text(out, "until_at", str_view(instant_print(row_i64(&r, 0)).text));
		json_text(out, "text", row_text(&r, 1));
		json_close(out, '}');
	}
	json_close(out, ']');
	return rows_end(&r);
}

enum status post_export(struct tx *tx, const struct who *who, struct json *out)
{
	struct rows r = rows_passing(db_query(tx,
		"SELECT /* all: one's own rows */ p.id, p.ref, p.at, p.edited_at, p.text"
		"  FROM discussion_post p WHERE p.persona = $1 ORDER BY p.id",
		BIND(ref(who->persona))));
	while (rows_next(&r)) {
		json_open(out, NULL, '{');
		json_text(out, "type", STR("post"));
		json_text(out, "ref", str_view(uuid_print(row_uuid(&r, 1)).text));
		json_text(out, "at", str_view(instant_print(row_i64(&r, 2)).text));
		json_text(out, "text", row_text(&r, 4));
		if (row_i64(&r, 3))
			TRY(put_versions(tx, row_i64(&r, 0), out));
		json_close(out, '}');
	}
	return rows_end(&r);
}
