/* The official answer at rest: what is being written, what is public, what was public before. */
#include "features/agora/store_write.h"

bool answer_find(struct tx *tx, enum lang lang, int64_t need, struct answered *out)
{
	*out = (struct answered){ 0 };
	struct rows r = db_query(tx,
		"SELECT a.id, a.need, a.state, a.lang, a.draft, a.text, a.drafted_by, a.reviewed_by,"
		" a.published_at, a.updated_at, a.version, "
		VARIANT_OF("n", "''", "101", "3", "$2")
		"  FROM agora_answer a JOIN agora_need n ON n.id = a.need"
		" WHERE a.need = $1 /* all: the need was read before */",
		BIND(i64(need), i64(lang)));
	bool found = rows_next(&r);
	if (found) {
		*out = (struct answered){
			.id           = row_i64(&r, 0),
			.need         = row_i64(&r, 1),
			.state        = (enum answer_state)row_i64(&r, 2),
			.lang         = (int)row_i64(&r, 3),
			.draft        = row_text(&r, 4),
			.text         = row_text(&r, 5),
			.drafted_by   = row_uuid(&r, 6),
			.reviewed_by  = row_uuid(&r, 7),
			.published_at = row_i64(&r, 8),
			.updated_at   = row_i64(&r, 9),
			.version      = row_i64(&r, 10),
			.shown_text   = row_text(&r, 11),
		};
		bool translated = out->shown_text.len > 0;
		out->shown_lang = translated ? (int)lang : out->lang;
		out->shown_text = translated ? out->shown_text : out->text;
	}
	return rows_end(&r) == OK && found;
}

enum status answer_versions(struct tx *tx, int64_t answer, struct answer_versions *out)
{
	enum { MOST = 100 };
	*out = (struct answer_versions){ .items = NEW(tx_arena(tx), struct answer_version, MOST) };
	struct rows r = db_query(tx,
		"SELECT n, at, text FROM agora_answer_version WHERE answer = $1 ORDER BY n DESC LIMIT $2",
		BIND(i64(answer), i64(MOST)));
	while (out->len < MOST && rows_next(&r))
		out->items[out->len++] = (struct answer_version){
			.n = row_i64(&r, 0), .at = row_i64(&r, 1), .text = row_text(&r, 2) };
	return rows_end(&r);
}

enum status answer_object(struct tx *tx, const struct who *who, int64_t id, struct object *out)
{
	int64_t need = 0;
	TRY(db_one_i64(tx, "SELECT need FROM agora_answer WHERE id = $1 AND published_at > 0",
		BIND(i64(id)), &need));
	struct need n;
	TRY(need_by_id(tx, who, LANG_FR, need, &n));
	*out = (struct object){ .ref = n.ref, .title = n.title, .lang = n.lang, .state = (int)n.state,
		.path = str_fmt(tx_arena(tx), "%s#reponse", need_path(tx_arena(tx), &n).ptr) };
	return OK;
}

/* ---- writing ---- */

enum status answer_insert(struct tx *tx, struct answered *a)
{
	a->id = tx_new_id(tx);
	return db_exec(tx,
		"INSERT INTO agora_answer (id, need, state, lang, draft, text, drafted_by, reviewed_by,"
		" published_at, updated_at, version) VALUES ($1, $2, $3, $4, $5, '', $6, NULL, 0, 0, 0)",
		BIND(i64(a->id), i64(a->need), i64(a->state), i64(a->lang), text(a->draft),
			ref(a->drafted_by)));
}

enum status answer_set_draft(struct tx *tx, const struct answered *a)
{
	return db_exec_one(tx,
		"UPDATE agora_answer SET state = $2, lang = $3, draft = $4, drafted_by = $5,"
		" reviewed_by = NULL WHERE id = $1",
		BIND(i64(a->id), i64(a->state), i64(a->lang), text(a->draft), ref(a->drafted_by)));
}

enum status answer_set_reviewed(struct tx *tx, int64_t id, struct uuid by)
{
	return db_exec_one(tx,
		"UPDATE agora_answer SET state = $2, reviewed_by = $3 WHERE id = $1 AND state = $4",
		BIND(i64(id), i64(ANSWER_REVIEWED), ref(by), i64(ANSWER_DRAFTED)));
}

enum status answer_set_published(struct tx *tx, const struct answered *a)
{
	TRY(db_exec_one(tx,
		"UPDATE agora_answer SET state = $2, text = draft, published_at = $3, updated_at = $4,"
		" version = $5 WHERE id = $1",
		BIND(i64(a->id), i64(a->state), i64(a->published_at), i64(a->updated_at),
			i64(a->version))));
	return db_exec(tx,
		"INSERT INTO agora_answer_version (answer, n, at, text)"
		" SELECT id, version, updated_at, text FROM agora_answer WHERE id = $1",
		BIND(i64(a->id)));
}
