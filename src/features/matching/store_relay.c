/* What the two sides write to each other, and what is taken along by who leaves. */
#include "app/erase.h"
#include "base/json.h"
#include "base/zone.h"
#include "features/matching/rules_forms.h"
#include "features/matching/store.h"

enum status message_insert(struct tx *tx, int64_t match, const struct message *m)
{
	return db_exec(tx,
		"INSERT INTO matching_message (id, match_id, persona, by_bearer, text, at)"
		" VALUES ($1, $2, $3, $4, $5, $6)",
		BIND(i64(tx_new_id(tx)), i64(match), ref(m->persona), i64(m->by_bearer), text(m->text),
			i64(m->at)));
}

enum status message_count(struct tx *tx, int64_t match, bool by_bearer, int64_t since_at,
	int64_t *n)
{
	return db_one_i64(tx, "SELECT count(*) FROM matching_message"
		" WHERE match_id = $1 AND by_bearer = $2 AND at >= $3",
		BIND(i64(match), i64(by_bearer), i64(since_at)), n);
}

enum status message_list(struct tx *tx, int64_t match, int64_t skip, struct messages *out)
{
	struct message *items = NEW(tx_arena(tx), struct message, MESSAGES_PAGE);
	size_t at = MESSAGES_PAGE;
	struct rows r = db_query(tx,
		"SELECT persona, by_bearer, text, at FROM matching_message"
		" WHERE match_id = $1 ORDER BY id DESC LIMIT $2 OFFSET $3",
		BIND(i64(match), i64(MESSAGES_PAGE), i64(skip)));
	while (at > 0 && rows_next(&r))
		items[--at] = (struct message){ row_uuid(&r, 0), row_i64(&r, 1) == 1,
			row_text(&r, 2), row_i64(&r, 3) };
	*out = (struct messages){ items + at, MESSAGES_PAGE - at };
	return rows_end(&r);
}

/* ---- somebody leaves ---- */

static void put_at(struct json *out, const char *key, int64_t at)
{
	if (at)
		json_text(out, key, str_view(instant_print(at).text));
}

static enum status export_messages(struct tx *tx, const struct who *who, struct json *out)
{
	struct rows r = db_query(tx,
		"SELECT at, text FROM matching_message WHERE persona = $1 ORDER BY id",
		BIND(ref(who->persona)));
	while (rows_next(&r)) {
		json_open(out, NULL, '{');
		json_text(out, "kind", STR("message"));
		put_at(out, "at", row_i64(&r, 0));
		json_text(out, "text", row_text(&r, 1));
		json_close(out, '}');
	}
	return rows_end(&r);
}

/* What they suggested as its bearer; what others made of it is not theirs until it has opened. */
static enum status export_suggestions(struct tx *tx, const struct who *who, struct json *out)
{
	struct rows r = db_query(tx,
		"SELECT /* all: one's own rows */ bearer_at, bearer_note, opened_at FROM matching_match m"
		" WHERE m.bearer = $1 AND m.by_bearer = 1 ORDER BY m.bearer_at, m.id",
		BIND(ref(who->persona)));
	while (rows_next(&r)) {
		json_open(out, NULL, '{');
		json_text(out, "kind", STR("suggestion"));
		put_at(out, "at", row_i64(&r, 0));
		json_text(out, "note", row_text(&r, 1));
		put_at(out, "opened_at", row_i64(&r, 2));
		json_close(out, '}');
	}
	return rows_end(&r);
}

static enum status export_matches(struct tx *tx, const struct who *who, struct json *out)
{
	struct rows r = db_query(tx,
		"SELECT /* all: one's own rows */ at, state, reason, said, changed_at, opened_at"
		"  FROM matching_match m WHERE m.persona = $1 AND m.state >= 3 ORDER BY m.id",
		BIND(ref(who->persona)));
	while (rows_next(&r)) {
		const char *reason = not_fit_word((enum not_fit)row_i64(&r, 2));
		json_open(out, NULL, '{');
		json_text(out, "kind", STR("match"));
		put_at(out, "at", row_i64(&r, 0));
		json_text(out, "state", str_view(match_state_name((enum match_state)row_i64(&r, 1))));
		if (reason)
			json_text(out, "reason", str_view(reason));
		json_text(out, "said", row_text(&r, 3));
		put_at(out, "changed_at", row_i64(&r, 4));
		put_at(out, "opened_at", row_i64(&r, 5));
		json_close(out, '}');
	}
	return rows_end(&r);
}

enum status matching_export(struct tx *tx, const struct who *who, struct json *out)
{
	TRY(export_matches(tx, who, out));
	TRY(export_suggestions(tx, who, out));
	return export_messages(tx, who, out);
}

/* Their words go; that it was tried, and whether it helped, still counts for the solution. */
enum status matching_erase(struct tx *tx, const struct site *site, const struct who *who,
	bool *more)
{
	static const char *const cuts[] = {
		("UPDATE matching_message SET persona = NULL, text = '' WHERE id IN"
			" (SELECT id FROM matching_message WHERE persona = $1 LIMIT $2)"),
		("UPDATE matching_match SET persona = NULL, said = '' WHERE id IN"
			" (SELECT /* all: one's own rows */ m.id FROM matching_match m"
			"   WHERE m.persona = $1 LIMIT $2)"),
		("UPDATE matching_match SET bearer = NULL, bearer_note = '' WHERE id IN"
			" (SELECT /* all: one's own rows */ m.id FROM matching_match m"
			"   WHERE m.bearer = $1 LIMIT $2)"),
	};
	(void)site;
	for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++)
		TRY(erase_rows(tx, cuts[i], who->persona, more));
	return OK;
}
