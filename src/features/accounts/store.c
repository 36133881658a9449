/* The only file of this feature that holds SQL. It decides nothing: rules.c does. */
#include "features/accounts/store.h"
#include "features/accounts/rules.h"

enum status tries_find(struct tx *tx, struct uuid address_tag, struct tries *out)
{
	struct tries t = { 0 };
	struct rows r = db_query(tx,
		"SELECT since, failures, mails FROM accounts_try WHERE address_tag = $1",
		BIND(ref(address_tag)));
	if (rows_next(&r))
		t = (struct tries){ row_i64(&r, 0), row_i64(&r, 1), row_i64(&r, 2) };
	*out = tries_at(t, tx_now(tx));
	return rows_end(&r);
}

enum status tries_put(struct tx *tx, struct uuid address_tag, const struct tries *t)
{
	return db_exec(tx,
		"INSERT INTO accounts_try (address_tag, since, failures, mails) VALUES ($1, $2, $3, $4)"
		" ON CONFLICT (address_tag) DO UPDATE SET since = $2, failures = $3, mails = $4",
		BIND(ref(address_tag), i64(t->since), i64(t->failures), i64(t->mails)));
}

enum status tries_forget(struct tx *tx, struct uuid address_tag)
{
	return db_exec(tx, "DELETE FROM accounts_try WHERE address_tag = $1", BIND(ref(address_tag)));
}

enum status tries_purge(struct tx *tx, bool *more)
{
	enum { SLICE = 200, HOUR_MS = 3600 * 1000 };
	TRY(db_exec(tx,
		"DELETE FROM accounts_try WHERE address_tag IN (SELECT address_tag FROM accounts_try"
		" WHERE since < $1 ORDER BY since, address_tag LIMIT $2)",
		BIND(i64(tx_now(tx) - HOUR_MS), i64(SLICE))));
	*more = db_changed(tx) == SLICE;
	return OK;
}
