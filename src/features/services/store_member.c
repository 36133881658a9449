/* SQL of the collective. All of it is public. */
#include "app/event.h"
#include "engines/variants/variants.h"
#include "features/services/store.h"

/* $1 is the language that role_too is wanted in. */
#define MEMBER_COLUMNS \
	"m.id, m.ref, m.kind, m.name, m.lang, m.role, " VARIANT_OF("m", "''", "602", "1", "$1") "," \
	" m.since_day, m.until_day, m.link, m.place"
enum { MEMBERS_MAX = 500 };

static struct lab_member read_member(struct rows *r)
{
	return (struct lab_member){
		.id        = row_i64(r, 0),
		.ref       = row_uuid(r, 1),
		.kind      = (enum member_kind)row_i64(r, 2),
		.name      = row_text(r, 3),
		.lang      = (int)row_i64(r, 4),
		.role      = row_text(r, 5),
		.role_too  = row_text(r, 6),
		.since_day = row_i64(r, 7),
		.until_day = row_i64(r, 8),
		.link      = row_text(r, 9),
		.place     = row_i64(r, 10),
	};
}

static enum status note(struct tx *tx, const struct who *who, const char *what, int64_t id)
{
	return event_add(tx, who, &(struct event){ .what = what, .kind = SERVICES_MEMBER, .id = id });
}

static enum status put_role_too(struct tx *tx, const struct lab_member *m)
{
	return variant_put(tx, &(struct variant){ .kind = SERVICES_MEMBER, .id = m->id,
		.field = MEMBER_ROLE_FIELD, .lang = LANG_EN, .text = m->role_too, .source = m->role });
}

enum status lab_member_add(struct tx *tx, const struct who *who, struct lab_member *m)
{
	m->id = tx_new_id(tx);
	if (uuid_is_none(m->ref))
		m->ref = uuid_v7(tx_now(tx));
	TRY(db_exec(tx,
		"INSERT INTO services_member (id, ref, kind, name, lang, role, since_day, until_day, link,"
		" place) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
		BIND(i64(m->id), ref(m->ref), i64(m->kind), text(m->name), i64(m->lang), text(m->role),
			i64(m->since_day), i64(m->until_day), text(m->link), i64(m->place))));
	TRY(put_role_too(tx, m));
	return note(tx, who, "services.member_added", m->id);
}

static enum status take_one(struct rows r, struct lab_member *out)
{
	struct tx *tx = r.tx;
	bool found = rows_next(&r);
	if (found)
		*out = read_member(&r);
	TRY(rows_end(&r));
	return found ? OK : fail(tx_error(tx), NOT_FOUND, "no member of the collective there");
}

enum status lab_member_find(struct tx *tx, enum lang lang, struct uuid which,
	struct lab_member *out)
{
	return take_one(db_query(tx,
		"SELECT " MEMBER_COLUMNS " FROM services_member m WHERE m.ref = $2",
		BIND(i64(lang), ref(which))), out);
}

enum status lab_member_list(struct tx *tx, enum lang lang, struct lab_members *out)
{
	*out = (struct lab_members){ .items = NEW(tx_arena(tx), struct lab_member, MEMBERS_MAX) };
	struct rows r = db_query(tx,
		"SELECT " MEMBER_COLUMNS
		"  FROM services_member m ORDER BY m.kind, m.place, m.id LIMIT $2",
		BIND(i64(lang), i64(MEMBERS_MAX)));
	while (rows_next(&r))
		out->items[out->len++] = read_member(&r);
	return rows_end(&r);
}

enum status lab_member_set(struct tx *tx, const struct who *who, const struct lab_member *m)
{
	TRY(db_exec_one(tx,
		"UPDATE services_member SET kind = $2, name = $3, lang = $4, role = $5, since_day = $6,"
		" until_day = $7, link = $8, place = $9 WHERE id = $1",
		BIND(i64(m->id), i64(m->kind), text(m->name), i64(m->lang), text(m->role),
			i64(m->since_day), i64(m->until_day), text(m->link), i64(m->place))));
	TRY(put_role_too(tx, m));
	return note(tx, who, "services.member_edited", m->id);
}

enum status lab_member_remove(struct tx *tx, const struct who *who, int64_t id)
{
	TRY(db_exec_one(tx, "DELETE FROM services_member WHERE id = $1", BIND(i64(id))));
	TRY(variant_forget(tx, SERVICES_MEMBER, id));
	return note(tx, who, "services.member_removed", id);
}

enum status lab_member_object(struct tx *tx, const struct who *who, int64_t id,
	struct object *out)
{
	(void)who;
	struct lab_member m;
	TRY(take_one(db_query(tx,
		"SELECT " MEMBER_COLUMNS " FROM services_member m WHERE m.id = $2",
		BIND(i64(LANG_FR), i64(id))), &m));
	*out = (struct object){ .ref = m.ref, .title = m.name, .path = str_fmt(tx_arena(tx),
		"/collectif#m-%s", uuid_print(m.ref).text) };
	return OK;
}
