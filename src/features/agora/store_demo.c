/* Rows of the demonstration: as they would have become, at times long past. */
#include "features/agora/store_write.h"

enum status demo_need_set(struct tx *tx, const struct need *n)
{
	return db_exec_one(tx,
		"UPDATE agora_need SET state = $2, audience = $3, shelf = $4, held_from = $5, as_who = $6,"
		" need_what = $7, so_that = $8, formulation = $9, merged_into = $10, promised_day = $11,"
		" answered_at = $12, changed_at = $13, noticed_at = $14, heard_at = max($13, $15)"
		" WHERE id = $1",
		BIND(i64(n->id), i64(n->state), i64(need_audience(n->state)), i64(need_shelf(n->state)),
			i64(n->held_from), text(n->formulated.as_who), text(n->formulated.need_what),
			text(n->formulated.so_that), i64(n->formulation),
			n->merged_into ? i64(n->merged_into) : null(), i64(n->promised_day),
			i64(n->answered_at), i64(n->changed_at), i64(n->noticed_at),
			i64(n->heard_at)));
}

bool demo_need_get(struct tx *tx, struct uuid ref_, struct need *out)
{
	struct rows r = db_query(tx,
		"SELECT /* all: the demonstration makes them */ " NEED_COLUMNS
		"  FROM agora_need n WHERE n.ref = $1 LIMIT $2",
		BIND(ref(ref_), i64(1), i64(LANG_FR)));
	bool found = rows_next(&r);
	if (found)
		*out = read_need(&r, 0, LANG_FR);
	return rows_end(&r) == OK && found;
}

enum status demo_need_since(struct tx *tx, int64_t at, int64_t *id)
{
	*id = 0;
	return db_one_i64(tx,
		"SELECT /* all: the demonstration makes them */ n.id FROM agora_need n"
		" WHERE n.shelf <> 0 AND n.published_at >= $1 ORDER BY n.published_at, n.ref LIMIT 1",
		BIND(i64(at)), id);
}

enum status demo_support(struct tx *tx, const struct voice *v)
{
	TRY(db_exec(tx,
		"INSERT INTO agora_support (need, tag, persona, at) VALUES ($1, $2, $3, $4)",
		BIND(i64(v->need), ref(v->tag), ref(v->persona), i64(v->at))));
	return count_add(tx, COUNT_SUPPORTS, 1);
}
