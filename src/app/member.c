/* The list of members, for those who give roles. Team and names stand in two tables that no SQL can
 * join: each row is opened, so the list is short. */
#include "app/person.h"
#include "base/fold.h"
#include <stdlib.h>

/* Whoever has more than ROLE_MEMBER; the name is looked up behind the seal. */
static enum status take_team(struct tx *tx, const struct keys *k, struct str like, size_t max,
	struct members *out)
{
	enum { TEAM_MAX = 500 };
	int64_t *ids = NEW(tx_arena(tx), int64_t, TEAM_MAX);
	size_t n = 0;
	struct rows r = db_query(tx,
		"SELECT id FROM app_person WHERE roles > 1 ORDER BY roles DESC, id LIMIT $1",
		BIND(i64(TEAM_MAX)));
	while (rows_next(&r))
		ids[n++] = row_i64(&r, 0);
	TRY(rows_end(&r));
	for (size_t i = 0; i < n && out->len < max; i++) {
		struct person p;
		if (!person_by_id(tx, k, ids[i], &p))
			return tx_error(tx)->status;
		if (str_starts(fold_text(tx_arena(tx), p.name), like))
			out->items[out->len++] =
				(struct member){ p.id, p.persona, p.name, p.roles, p.created_at };
	}
	return OK;
}

static int by_name(const void *a, const void *b)
{
	const struct member *x = a, *y = b;
	size_t n = x->name.len < y->name.len ? x->name.len : y->name.len;
	int order = n ? memcmp(x->name.ptr, y->name.ptr, n) : 0;
	return order ? order : (x->name.len > y->name.len) - (x->name.len < y->name.len);
}

static enum status take_others(struct tx *tx, const struct keys *k, struct str like, size_t max,
	struct members *out)
{
	struct arena *a = tx_arena(tx);
	struct uuid *personas = NEW(a, struct uuid, max);
	size_t n = 0;
	struct str end = str_fmt(a, "%.*s\xF4\x8F\xBF\xBF", (int)like.len, like.len ? like.ptr : "");
	struct rows r = db_query(tx,
		"SELECT persona FROM app_persona WHERE folded >= $1 AND folded < $2"
		" ORDER BY folded, persona LIMIT $3",
		BIND(text(like), text(end), i64((int64_t)max)));
	while (rows_next(&r))
		personas[n++] = row_uuid(&r, 0);
	TRY(rows_end(&r));
	for (size_t i = 0; i < n && out->len < max; i++) {
		struct person p;
		if (!person_behind(tx, k, personas[i], &p))
			return fail(tx_error(tx), BROKEN, "a persona leads to nobody");
		if (!(p.roles & ROLE_TEAM))
			out->items[out->len++] =
				(struct member){ p.id, p.persona, p.name, p.roles, p.created_at };
	}
	return OK;
}

enum status member_list(struct tx *tx, const struct keys *k, struct str like, size_t max,
	struct members *out)
{
	like = fold_text(tx_arena(tx), like);
	*out = (struct members){ .items = NEW(tx_arena(tx), struct member, max) };
	TRY(take_team(tx, k, like, max, out));
	if (out->len)
		qsort(out->items, out->len, sizeof *out->items, by_name);
	return take_others(tx, k, like, max, out);
}
