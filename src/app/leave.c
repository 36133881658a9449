#include "app/leave.h"
#include "app/erase.h"
#include "db/writer.h"

enum status erase_rows(struct tx *tx, const char *sql, struct uuid whose, bool *more)
{
	TRY(db_exec(tx, sql, BIND(ref(whose), i64(ERASE_SLICE))));
	*more |= db_changed(tx) >= ERASE_SLICE;
	return OK;
}

/* Harmless when a handler runs twice. */
static void forget_bytes(const struct site *s)
{
	if (s->writer)
		writer_truncate_soon(s->writer);
}

enum status person_leave(struct tx *tx, const struct site *s, const struct who *who, bool *more)
{
	TRY(site_erase(s, tx, who, more));
	TRY(person_erase(tx, &s->keys, who->person));
	forget_bytes(s);
	return !*more ? OK : db_exec(tx, "INSERT INTO app_leaving (persona, at) VALUES ($1, $2)",
		BIND(ref(who->persona), i64(tx_now(tx))));
}

enum status leaving_go_on(struct tx *tx, const struct site *s, bool *more)
{
	struct who who = { .roles = ROLE_MEMBER, .sees = AUDIENCE_MEMBERS };
	struct rows r = db_query(tx, "SELECT persona FROM app_leaving ORDER BY at, persona LIMIT 1",
		NULL, 0);
	bool is_one = rows_next(&r);
	if (is_one)
		who.persona = row_uuid(&r, 0);
	TRY(rows_end(&r));
	if (!is_one)
		return OK;
	TRY(site_erase(s, tx, &who, more));
	if (*more)
		return OK;
	*more = true;                  /* somebody else may have left meanwhile */
	forget_bytes(s);
	return db_exec(tx, "DELETE FROM app_leaving WHERE persona = $1", BIND(ref(who.persona)));
}
