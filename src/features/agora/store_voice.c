/* What others say about a need: "moi aussi", "it is resolved", "look at this one". Once each: the
 * tag is keyed from person, need and purpose, and stays when the persona is cut. */
#include "features/agora/store_write.h"

/* ---- "moi aussi" ---- */

static enum status add_supports(struct tx *tx, int64_t need, int64_t by)
{
	TRY(db_exec_one(tx, "UPDATE agora_need SET supports = supports + $2 WHERE id = $1",
		BIND(i64(need), i64(by))));
	return count_add(tx, COUNT_SUPPORTS, by);
}

enum status support_insert(struct tx *tx, const struct voice *v, bool *added)
{
	TRY(db_exec(tx,
		"INSERT INTO agora_support (need, tag, persona, at) VALUES ($1, $2, $3, $4)"
		" ON CONFLICT DO NOTHING",
		BIND(i64(v->need), ref(v->tag), ref(v->persona), i64(v->at))));
	*added = db_changed(tx) == 1;
	return *added ? add_supports(tx, v->need, 1) : OK;
}

/* By persona too: what was carried over from a merged need bears another tag. */
enum status support_delete(struct tx *tx, const struct voice *v)
{
	TRY(db_exec(tx, "DELETE FROM agora_support WHERE need = $1 AND (tag = $2 OR persona = $3)",
		BIND(i64(v->need), ref(v->tag), ref(v->persona))));
	int64_t gone = db_changed(tx);
	TRY(db_exec(tx, "DELETE FROM agora_confirm WHERE need = $1 AND (tag = $2 OR persona = $3)",
		BIND(i64(v->need), ref(v->tag), ref(v->persona))));
	return gone ? add_supports(tx, v->need, -gone) : OK;
}

bool support_exists(struct tx *tx, const struct voice *v)
{
	int64_t found = 0;
	db_one_i64(tx,
		"SELECT 1 FROM agora_support WHERE need = $1 AND (tag = $2 OR persona = $3) LIMIT 1",
		BIND(i64(v->need), ref(v->tag), ref(v->persona)), &found);
	return found == 1;
}

/* Who said it of both stays one: the index of persona and need refuses the second. */
enum status support_carry(struct tx *tx, int64_t from, int64_t into)
{
	TRY(db_exec(tx,
		"INSERT INTO agora_support (need, tag, persona, at)"
		" SELECT $2, s.tag, s.persona, s.at FROM agora_support s WHERE s.need = $1"
		"   AND NOT EXISTS (SELECT 1 /* all: compares two rows */ FROM agora_need n"
		"     WHERE n.id = $2 AND n.persona = s.persona)"
		" ON CONFLICT DO NOTHING",
		BIND(i64(from), i64(into))));
	int64_t carried = db_changed(tx);
	return carried ? add_supports(tx, into, carried) : OK;
}

/* ---- "it is resolved" ---- */

enum status confirm_insert(struct tx *tx, const struct voice *v)
{
	return db_exec(tx,
		"INSERT INTO agora_confirm (need, tag, persona, at) VALUES ($1, $2, $3, $4)"
		" ON CONFLICT DO NOTHING",
		BIND(i64(v->need), ref(v->tag), ref(v->persona), i64(v->at)));
}

enum status confirm_count(struct tx *tx, const struct voice *v, struct confirmed *out)
{
	*out = (struct confirmed){ 0 };
	int64_t mine = 0;
	TRY(db_one_i64(tx, "SELECT count(*) FROM agora_confirm WHERE need = $1",
		BIND(i64(v->need)), &out->count));
	TRY(db_one_i64(tx, "SELECT 1 FROM agora_confirm WHERE need = $1 AND tag = $2",
		BIND(i64(v->need), ref(v->tag)), &mine));
	out->mine = mine == 1;
	return OK;
}
