/* Who follows what, and how soon they want a mail about it. */
#include "engines/delivery/follow.h"
#include "app/erase.h"
#include "app/site.h"
#include "base/json.h"

/* ---- one ---- */

enum status follow_add_as(struct tx *tx, struct uuid persona, struct object_key key,
	enum level level)
{
	return db_exec(tx,
		"INSERT INTO delivery_follow (persona, kind, object, ref, level, at)"
		" VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (kind, object, persona) DO NOTHING",
		BIND(ref(persona), i64(key.kind), i64(key.id), ref(uuid_v7(tx_now(tx))),
			i64(level), i64(tx_now(tx))));
}

enum status follow_add(struct tx *tx, struct uuid persona, struct object_key key)
{
	return follow_add_as(tx, persona, key, LEVEL_USUAL);
}

/* What waits for a digest because of one object is due then instead; 0: never. */
static enum status put_off(struct tx *tx, struct uuid persona, struct object_key key, int64_t due)
{
	return db_exec(tx,
		"UPDATE delivery_notice SET mail_at = $4 WHERE persona = $1 AND of_kind = $2 AND of_id = $3"
		" AND mail_at <> 0 AND mail_at > 0",
		BIND(ref(persona), i64(key.kind), i64(key.id), i64(due)));
}

enum status follow_remove(struct tx *tx, struct uuid persona, struct object_key key)
{
	TRY(db_exec(tx,
		"DELETE FROM delivery_follow WHERE kind = $1 AND object = $2 AND persona = $3",
		BIND(i64(key.kind), i64(key.id), ref(persona))));
	return put_off(tx, persona, key, 0);
}

bool is_followed(struct tx *tx, struct uuid persona, struct object_key key)
{
	int64_t found = 0;
	db_one_i64(tx,
		"SELECT 1 FROM delivery_follow WHERE kind = $1 AND object = $2 AND persona = $3",
		BIND(i64(key.kind), i64(key.id), ref(persona)), &found);
	return found != 0;
}

static struct follow read_follow(struct rows *r)
{
	return (struct follow){
		.at    = row_i64(r, 0),
		.ref   = row_uuid(r, 1),
		.key   = { (int)row_i64(r, 2), row_i64(r, 3) },
		.level = (enum level)row_i64(r, 4),
	};
}
#define FOLLOW_COLUMNS "f.at, f.ref, f.kind, f.object, f.level"

enum status follow_find(struct tx *tx, struct uuid persona, struct uuid ref_, struct follow *out)
{
	struct rows r = db_query(tx,
		"SELECT " FOLLOW_COLUMNS " FROM delivery_follow f WHERE f.ref = $1 AND f.persona = $2",
		BIND(ref(ref_), ref(persona)));
	bool found = rows_next(&r);
	if (found)
		*out = read_follow(&r);
	TRY(rows_end(&r));
	return found ? OK : fail(tx_error(tx), NOT_FOUND, "they follow nothing of that ref");
}

/* At once means with the next pass: what has waited, waits no longer. */
static int64_t due_of(struct tx *tx, const struct site *site, const struct habit *h,
	enum level level)
{
	enum level mine = level == LEVEL_USUAL ? h->level : level;
	return mine == LEVEL_AT_ONCE ? tx_now(tx)
		: digest_due(site->country.zone, h, mine, tx_now(tx));
}

enum status follow_set_level(struct tx *tx, const struct site *site, struct uuid persona,
	const struct follow *f, enum level level)
{
	struct habit h;
	TRY(habit_find(tx, persona, &h));
	TRY(db_exec_one(tx, "UPDATE delivery_follow SET level = $3 WHERE ref = $1 AND persona = $2",
		BIND(ref(f->ref), ref(persona), i64(level))));
	return put_off(tx, persona, f->key, due_of(tx, site, &h, level));
}

/* ---- all of theirs ---- */

const struct list_spec follow_spec = {
	.select = "SELECT " FOLLOW_COLUMNS " FROM delivery_follow f WHERE f.persona = $1",
	.key = "f.at", .ref = "f.ref", .falling = true,
};

enum status follow_list(struct tx *tx, struct uuid persona, const struct list_asked *asked,
	struct follows *out)
{
	struct list l = list_open(tx, &follow_spec, asked, BIND(ref(persona)));
	*out = (struct follows){ .items = NEW(tx_arena(tx), struct follow, (size_t)l.page) };
	while (list_next(&l))
		out->items[out->len++] = read_follow(&l.rows);
	return list_end(&l, &out->next);
}

enum status habit_find(struct tx *tx, struct uuid persona, struct habit *out)
{
	*out = habit_usual();
	struct rows r = db_query(tx,
		"SELECT level, weekday, hour FROM delivery_habit WHERE persona = $1", BIND(ref(persona)));
	if (rows_next(&r))
		*out = (struct habit){ (enum level)row_i64(&r, 0), (int)row_i64(&r, 1),
			(int)row_i64(&r, 2) };
	return rows_end(&r);
}

/* Those without a level of their own. */
static enum status put_off_usual(struct tx *tx, struct uuid persona, int64_t due)
{
	return db_exec(tx,
		"UPDATE delivery_notice SET mail_at = $2 WHERE persona = $1 AND mail_at <> 0"
		" AND mail_at > 0 AND NOT EXISTS (SELECT 1 FROM delivery_follow f"
		" WHERE f.kind = delivery_notice.of_kind AND f.object = delivery_notice.of_id"
		" AND f.persona = $1 AND f.level <> 0)",
		BIND(ref(persona), i64(due)));
}

enum status habit_put(struct tx *tx, const struct site *site, struct uuid persona,
	const struct habit *h)
{
	TRY(db_exec(tx,
		"INSERT INTO delivery_habit (persona, level, weekday, hour) VALUES ($1, $2, $3, $4)"
		" ON CONFLICT (persona) DO UPDATE SET level = excluded.level,"
		" weekday = excluded.weekday, hour = excluded.hour",
		BIND(ref(persona), i64(h->level), i64(h->weekday), i64(h->hour))));
	return put_off_usual(tx, persona, due_of(tx, site, h, LEVEL_USUAL));
}

enum status follow_stop_mails(struct tx *tx, const struct site *site, struct uuid persona)
{
	struct habit h;
	TRY(habit_find(tx, persona, &h));
	h.level = LEVEL_NEVER;
	TRY(db_exec(tx, "UPDATE delivery_follow SET level = 0 WHERE persona = $1 AND level <> 0",
		BIND(ref(persona))));
	return habit_put(tx, site, persona, &h);
}

/* ---- what a path names ---- */

static const struct object_kind *kind_named(const struct site *site, struct str name)
{
	for (const struct feature *const *f = site->features; *f; f++)
		for (const struct object_kind *k = (*f)->objects; k && k->kind; k++)
			if (k->path && k->by_ref && str_eq(name, str_view(k->path)))
				return k;
	return NULL;
}

enum status follow_thing(struct req *r, struct object_key *key, struct object *out)
{
	const struct object_kind *k = kind_named(r->site, r->name);
	if (!k)
		return fail(r->error, NOT_FOUND, "nothing of that kind can be followed");
	key->kind = k->kind;
	TRY(k->by_ref(r->tx, r->who, r->ref, &key->id));
	return k->find(r->tx, r->who, key->id, out);
}

/* ---- out and away ---- */

static void put_thing(struct tx *tx, const struct who *who, const struct follow *f,
	struct json *out)
{
	for (const struct feature *const *each = features; *each; each++)
		for (const struct object_kind *k = (*each)->objects; k && k->kind; k++) {
			struct object o = { 0 };
			if (k->kind != f->key.kind)
				continue;
			json_text(out, "kind", str_view(k->name));
			if (k->find(tx, who, f->key.id, &o) == OK)
				json_text(out, "path", o.path);
			else if (tx_error(tx)->status == NOT_FOUND)
				*tx_error(tx) = (struct error){ 0 };
		}
}

enum status follow_export(struct tx *tx, const struct who *who, struct json *out)
{
	struct follows all = { .next.text = STR("?") };
	struct habit h;
	TRY(habit_find(tx, who->persona, &h));
	json_open(out, NULL, '{');
	json_text(out, "type", STR("habit"));
	json_text(out, "mails", str_view(level_word(h.level)));
	json_i64(out, "weekday", h.weekday);
	json_i64(out, "hour", h.hour);
	json_close(out, '}');
	for (struct list_asked asked = { .page = 200 }; all.next.text.len;) {
		TRY(follow_list(tx, who->persona, &asked, &all));
		for (size_t i = 0; i < all.len; i++) {
			const struct follow *f = &all.items[i];
			json_open(out, NULL, '{');
			json_text(out, "type", STR("follow"));
			put_thing(tx, who, f, out);
			json_text(out, "mails", str_view(level_word(f->level)));
			json_text(out, "since", str_view(instant_print(f->at).text));
			json_close(out, '}');
			asked = (struct list_asked){ .page = 200, .onward = true, .after_key = f->at,
				.after_ref = f->ref };
		}
	}
	return tx_error(tx)->status;
}

enum status follow_forget(struct tx *tx, struct uuid persona, bool *more)
{
	TRY(erase_rows(tx,
		"DELETE FROM delivery_follow WHERE persona = $1 AND ref IN"
		" (SELECT ref FROM delivery_follow WHERE persona = $1 ORDER BY at, ref LIMIT $2)", persona,
		more));
	TRY(db_exec(tx, "DELETE FROM delivery_habit WHERE persona = $1", BIND(ref(persona))));
	TRY(db_exec(tx, "UPDATE delivery_news SET doer = NULL WHERE doer = $1", BIND(ref(persona))));
	TRY(db_exec(tx, "UPDATE delivery_news SET told = NULL WHERE told = $1", BIND(ref(persona))));
	return db_exec(tx, "UPDATE delivery_news SET told_too = NULL WHERE told_too = $1",
		BIND(ref(persona)));
}
