/* The rarity of words at rest: one row in use, one that is being counted. */
#include "features/matching/store.h"

bool rarity_find(struct tx *tx, enum rarity_row which, struct rarity_kept *out)
{
	struct rows r = db_query(tx, "SELECT at, upto, texts FROM matching_rarity WHERE id = $1",
		BIND(i64(which)));
	bool found = rows_next(&r);
	if (found)
		*out = (struct rarity_kept){ row_i64(&r, 0), row_i64(&r, 1), row_i64(&r, 2) };
	return rows_end(&r) == OK && found;
}

enum status rarity_words(struct tx *tx, enum rarity_row which, struct rarity *out)
{
	*out = (struct rarity){ 0 };
	struct rows r = db_query(tx, "SELECT words, texts FROM matching_rarity WHERE id = $1",
		BIND(i64(which)));
	if (rows_next(&r))
		*out = rarity_read(tx_arena(tx), row_blob(&r, 0), row_i64(&r, 1));
	return rows_end(&r);
}

enum status rarity_put(struct tx *tx, enum rarity_row which, const struct rarity_kept *kept,
	const struct rarity *words)
{
	TRY(db_exec(tx, "DELETE FROM matching_rarity WHERE id = $1", BIND(i64(which))));
	return db_exec(tx,
		"INSERT INTO matching_rarity (id, at, upto, texts, words) VALUES ($1, $2, $3, $4, $5)",
		BIND(i64(which), i64(kept->at), i64(kept->upto), i64((int64_t)words->texts),
			blob(rarity_print(tx_arena(tx), words))));
}

enum status rarity_use(struct tx *tx)
{
	TRY(db_exec(tx, "DELETE FROM matching_rarity WHERE id = $1", BIND(i64(RARITY_IN_USE))));
	return db_exec(tx, "UPDATE matching_rarity SET id = $1 WHERE id = $2",
		BIND(i64(RARITY_IN_USE), i64(RARITY_COUNTED)));
}
