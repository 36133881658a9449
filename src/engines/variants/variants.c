/* Texts in other languages than their author's. What says whether one is stale is a hash of the
 * source beside it; it goes with the row, so it needs no salt. */
#include "engines/variants/variants.h"
#include "base/secret.h"

/* No secret: it compares a text with itself at another time. */
static struct uuid hash_of(struct str source)
{
	static const struct keys none;
	return tag_of(&none, FOR_TAG, source);
}

enum status variant_put(struct tx *tx, const struct variant *v)
{
	if (v->text.len == 0)
		return db_exec(tx,
			"DELETE FROM variants_text WHERE kind = $1 AND id = $2 AND field = $3 AND lang = $4",
			BIND(i64(v->kind), i64(v->id), i64(v->field), i64(v->lang)));
	return db_exec(tx,
		"INSERT INTO variants_text (kind, id, field, lang, text, source, at)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7)"
		" ON CONFLICT (kind, id, field, lang) DO UPDATE SET text = excluded.text,"
		" source = excluded.source, at = excluded.at",
		BIND(i64(v->kind), i64(v->id), i64(v->field), i64(v->lang), text(v->text),
			ref(hash_of(v->source)), i64(tx_now(tx))));
}

enum status variant_forget(struct tx *tx, int kind, int64_t id)
{
	return db_exec(tx, "DELETE FROM variants_text WHERE kind = $1 AND id = $2",
		BIND(i64(kind), i64(id)));
}

enum status variant_find(struct tx *tx, const struct variant *v, struct variant_found *out)
{
	*out = (struct variant_found){ .text = v->source, .is_source = true };
	struct rows r = db_query(tx,
		"SELECT text, source, at FROM variants_text"
		" WHERE kind = $1 AND id = $2 AND field = $3 AND lang = $4",
		BIND(i64(v->kind), i64(v->id), i64(v->field), i64(v->lang)));
	if (rows_next(&r))
		*out = (struct variant_found){ .text = row_text(&r, 0),
			.stale = !uuid_eq(row_uuid(&r, 1), hash_of(v->source)), .at = row_i64(&r, 2) };
	return rows_end(&r);
}
