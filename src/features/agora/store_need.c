/* One need at rest: read, written, moved. */
#include "features/agora/store_write.h"
#include "engines/search/search.h"

struct need read_need(struct rows *r, int first, enum lang lang)
{
	struct need n = {
		.id           = row_i64(r, first),
		.ref          = row_uuid(r, first + 1),
		.persona      = row_uuid(r, first + 2),
		.audience     = (int)row_i64(r, first + 3),
		.state        = (enum need_state)row_i64(r, first + 4),
		.held_from    = (enum need_state)row_i64(r, first + 5),
		.number       = row_i64(r, first + 6),
		.lang         = (int)row_i64(r, first + 7),
		.title        = row_text(r, first + 8),
		.text         = row_text(r, first + 9),
		.for_whom     = (enum need_for)row_i64(r, first + 10),
		.stage        = (enum need_stage)row_i64(r, first + 11),
		.theme        = row_text(r, first + 12),
		.territory    = row_text(r, first + 13),
		.commune      = row_text(r, first + 14),
		.supports     = row_i64(r, first + 15),
		.formulated   = { row_text(r, first + 16), row_text(r, first + 17),
			row_text(r, first + 18) },
		.formulation  = (enum formulation)row_i64(r, first + 19),
		.merged_into  = row_i64(r, first + 20),
		.promised_day = row_i64(r, first + 21),
		.answered_at  = row_i64(r, first + 22),
		.created_at   = row_i64(r, first + 23),
		.published_at = row_i64(r, first + 24),
		.changed_at   = row_i64(r, first + 25),
		.noticed_at   = row_i64(r, first + 26),
		.heard_at     = row_i64(r, first + 27),
		.is_silence_told = row_i64(r, first + 28) != 0,
		.shown_title  = row_text(r, first + 29),
		.shown_text   = row_text(r, first + 30),
	};
	n.reader_lang = (int)lang;
	bool translated = n.shown_title.len > 0 && n.shown_text.len > 0;       /* all of it, or none */
	n.shown_lang = translated ? (int)lang : n.lang;
	n.shown_title = translated ? n.shown_title : n.title;
	n.shown_text = translated ? n.shown_text : n.text;
	return n;
}

/* ---- reading ---- */

/* Ends *r. */
static bool take_need(struct rows *r, enum lang lang, struct need *out)
{
	bool found = rows_next(r);
	if (found)
		*out = read_need(r, 0, lang);
	return rows_end(r) == OK && found;
}

enum status need_by_ref(struct tx *tx, const struct who *who, enum lang lang, struct uuid ref_,
	struct need *out)
{
	struct rows r = db_query(tx,
		"SELECT " NEED_COLUMNS
		"  FROM agora_need n"
		" WHERE " VISIBLE_TO("n") " AND n.ref = $4",
		BIND(VISIBLE_BINDS(who), i64(lang), ref(ref_)));
	if (take_need(&r, lang, out))
		return OK;
	return fail(tx_error(tx), NOT_FOUND, "no need to be seen at \"%s\"", uuid_print(ref_).text);
}

bool need_get(struct tx *tx, const struct who *who, enum lang lang, int64_t id, struct need *out)
{
	struct rows r = db_query(tx,
		"SELECT " NEED_COLUMNS
		"  FROM agora_need n"
		" WHERE " VISIBLE_TO("n") " AND n.id = $4",
		BIND(VISIBLE_BINDS(who), i64(lang), i64(id)));
	return take_need(&r, lang, out);
}

enum status need_by_id(struct tx *tx, const struct who *who, enum lang lang, int64_t id,
	struct need *out)
{
	if (need_get(tx, who, lang, id, out))
		return OK;
	return fail(tx_error(tx), NOT_FOUND, "no need to be seen with id %lld", (long long)id);
}

bool need_by_number(struct tx *tx, const struct who *who, int64_t number, struct need *out)
{
	struct rows r = db_query(tx,
		"SELECT " NEED_COLUMNS
		"  FROM agora_need n"
		" WHERE " VISIBLE_TO("n") " AND n.number = $4 AND n.number > 0",
		BIND(VISIBLE_BINDS(who), i64(LANG_FR), i64(number)));
	return take_need(&r, LANG_FR, out);
}

enum status need_object(struct tx *tx, const struct who *who, int64_t id, struct object *out)
{
	struct need n;
	TRY(need_by_id(tx, who, LANG_FR, id, &n));
	*out = (struct object){ .ref = n.ref, .title = n.title, .text = n.text, .lang = n.lang,
		.path = need_path(tx_arena(tx), &n), .state = (int)n.state,
		.audience = (enum audience)n.audience, .at = n.created_at, .persona = n.persona };
	return OK;
}

enum status need_id_of(struct tx *tx, const struct who *who, struct uuid ref_, int64_t *id)
{
	struct need n;
	TRY(need_by_ref(tx, who, LANG_FR, ref_, &n));
	*id = n.id;
	return OK;
}

bool is_first_post(struct tx *tx, struct uuid persona)
{
	int64_t published = 0;
	db_one_i64(tx,
		"SELECT /* all: one's own rows */ 1 FROM agora_need"
		" WHERE persona = $1 AND published_at > 0 LIMIT 1",
		BIND(ref(persona)), &published);
	return published == 0;
}

/* ---- counts ---- */

enum status count_add(struct tx *tx, int64_t what, int64_t by)
{
	return db_exec(tx,
		"INSERT INTO agora_count (what, n) VALUES ($1, $2)"
		" ON CONFLICT (what) DO UPDATE SET n = agora_count.n + excluded.n",
		BIND(i64(what), i64(by)));
}

static enum status next_number(struct tx *tx, int64_t *number)
{
	TRY(count_add(tx, COUNT_NUMBER, 1));
	return db_one_i64(tx, "SELECT n FROM agora_count WHERE what = $1", BIND(i64(COUNT_NUMBER)),
		number);
}

enum status need_count(struct tx *tx, struct need_counts *out)
{
	*out = (struct need_counts){ 0 };
	struct rows r = db_query(tx, "SELECT what, n FROM agora_count ORDER BY what", NULL, 0);
	while (rows_next(&r)) {
		int64_t what = row_i64(&r, 0), n = row_i64(&r, 1);
		if (what > 0 && what < NEED_STATES) {
			enum need_shelf shelf = need_shelf((enum need_state)what);
			out->state[what] = n;
			out->shelf[shelf] += n;
			out->listed += shelf == SHELF_NONE ? 0 : n;
		}
		out->supports = what == COUNT_SUPPORTS ? n : out->supports;
	}
	return rows_end(&r);
}

/* ---- writing ---- */

enum status need_insert(struct tx *tx, struct need *n)
{
	n->id = tx_new_id(tx);
	n->audience = need_audience(n->state);
	if (uuid_is_none(n->ref))
		n->ref = uuid_v7(n->created_at);
	if (n->published_at && !n->number)
		TRY(next_number(tx, &n->number));
	TRY(db_exec(tx,
		"INSERT INTO agora_need (id, ref, persona, audience, state, held_from, shelf, number, lang,"
		" title, text, for_whom, theme, stage, territory, commune, supports, as_who, need_what,"
		" so_that, formulation, promised_day, answered_at, created_at, published_at, changed_at,"
		" noticed_at, heard_at, silence_told) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,"
		" $12, $13, $14, $15, $16, $17, '', '', '', 0, 0, 0, $18, $19, $20, 0, $20, 0)",
		BIND(i64(n->id), ref(n->ref), ref(n->persona), i64(n->audience), i64(n->state),
			i64(n->held_from), i64(need_shelf(n->state)), i64(n->number), i64(n->lang),
			text(n->title), text(n->text), i64(n->for_whom), text(n->theme), i64(n->stage),
			text(n->territory), text(n->commune), i64(n->supports), i64(n->created_at),
			i64(n->published_at), i64(n->changed_at))));
	return count_add(tx, (int64_t)n->state, 1);
}

/* A need that comes into the open for the first time gets its number. */
static enum status give_number(struct tx *tx, int64_t id)
{
	int64_t number = 0;
	TRY(db_one_i64(tx, "SELECT /* all: written by an act */ number FROM agora_need WHERE id = $1",
		BIND(i64(id)), &number));
	if (number)
		return OK;
	TRY(next_number(tx, &number));
	return db_exec_one(tx,
		"UPDATE agora_need SET number = $2, published_at = $3 WHERE id = $1",
		BIND(i64(id), i64(number), i64(tx_now(tx))));
}

enum status need_move(struct tx *tx, int64_t id, int from, int to)
{
	enum need_state state = (enum need_state)to;
	/* Where a hold comes back to outlives being returned and sent again. */
	bool keeps = (to == NEED_HELD || to == NEED_RETURNED) && !need_is_public((enum need_state)from);
	TRY(db_exec_one(tx,
		"UPDATE agora_need SET state = $3, audience = $4, shelf = $5, changed_at = $6,"
		" noticed_at = 0, held_from = CASE WHEN $7 = 1 THEN held_from ELSE $8 END"
		" WHERE id = $1 AND state = $2",
		BIND(i64(id), i64(from), i64(to), i64(need_audience(state)), i64(need_shelf(state)),
			i64(tx_now(tx)), i64(keeps), i64(to == NEED_HELD ? from : 0))));
	if (need_is_public(state))
		TRY(give_number(tx, id));
	TRY(count_add(tx, from, -1));
	return count_add(tx, to, 1);
}

enum status need_set_words(struct tx *tx, const struct need *n)
{
	return db_exec_one(tx,
		"UPDATE agora_need SET lang = $2, title = $3, text = $4, for_whom = $5, stage = $6,"
		" theme = $7, territory = $8, commune = $9 WHERE id = $1",
		BIND(i64(n->id), i64(n->lang), text(n->title), text(n->text), i64(n->for_whom),
			i64(n->stage), text(n->theme), text(n->territory), text(n->commune)));
}

enum status need_set_qualified(struct tx *tx, const struct need *n)
{
	return db_exec_one(tx,
		"UPDATE agora_need SET for_whom = $2, stage = $3, theme = $4, territory = $5, commune = $6,"
		" as_who = $7, need_what = $8, so_that = $9, formulation = $10 WHERE id = $1",
		BIND(i64(n->id), i64(n->for_whom), i64(n->stage), text(n->theme), text(n->territory),
			text(n->commune), text(n->formulated.as_who), text(n->formulated.need_what),
			text(n->formulated.so_that), i64(n->formulation)));
}

enum status need_set_formulation(struct tx *tx, int64_t id, enum formulation from,
	enum formulation to)
{
	return db_exec_one(tx,
		"UPDATE agora_need SET formulation = $3, changed_at = $4, noticed_at = 0"
		" WHERE id = $1 AND formulation = $2",
		BIND(i64(id), i64(from), i64(to), i64(tx_now(tx))));
}

enum status need_set_merged(struct tx *tx, int64_t id, int64_t into)
{
	return db_exec_one(tx, "UPDATE agora_need SET merged_into = $2 WHERE id = $1",
		BIND(i64(id), i64(into)));
}

enum status need_set_promised(struct tx *tx, int64_t id, int64_t day)
{
	return db_exec_one(tx,
		"UPDATE agora_need SET promised_day = $2, changed_at = $3, noticed_at = 0 WHERE id = $1",
		BIND(i64(id), i64(day), i64(tx_now(tx))));
}

enum status need_set_answered(struct tx *tx, int64_t id, int64_t at)
{
	return db_exec_one(tx,
		"UPDATE agora_need SET answered_at = $2 WHERE id = $1 AND answered_at = 0",
		BIND(i64(id), i64(at)));
}

enum status need_set_heard(struct tx *tx, int64_t id)
{
	return db_exec_one(tx, "UPDATE agora_need SET heard_at = $2, silence_told = 0 WHERE id = $1",
		BIND(i64(id), i64(tx_now(tx))));
}

enum status need_set_silence_told(struct tx *tx, int64_t id)
{
	return db_exec_one(tx, "UPDATE agora_need SET silence_told = 1 WHERE id = $1", BIND(i64(id)));
}

enum status need_set_noticed(struct tx *tx, int64_t id)
{
	return db_exec_one(tx, "UPDATE agora_need SET noticed_at = $2 WHERE id = $1",
		BIND(i64(id), i64(tx_now(tx))));
}
