/* What is somebody's, out and away. */
#include "features/agora/store_write.h"
#include "app/erase.h"
#include "app/event.h"
#include "base/json.h"
#include "engines/delivery/delivery.h"
#include "engines/moderation/moderation.h"
#include "engines/search/search.h"

/* ---- out ---- */

static void put_at(struct json *out, const char *key, int64_t at)
{
	if (at)
		json_text(out, key, str_view(instant_print(at).text));
}

static void put_word(struct json *out, const char *key, const char *word)
{
	if (word)
		json_text(out, key, str_view(word));
}

static void put_need(struct json *out, const struct need *n)
{
	json_open(out, NULL, '{');
	json_text(out, "type", STR("need"));
	json_text(out, "ref", str_view(uuid_print(n->ref).text));
	json_text(out, "state", str_view(need_state_name(n->state)));
	json_i64(out, "number", n->number);
	json_text(out, "lang", str_view(lang_about[n->lang].code));
	json_text(out, "title", n->title);
	json_text(out, "text", n->text);
	put_word(out, "for", need_for_word(n->for_whom));
	put_word(out, "stage", need_stage_word(n->stage));
	json_text(out, "theme", n->theme);
	json_text(out, "territory", n->territory);
	json_text(out, "commune", n->commune);
	json_i64(out, "supports", n->supports);
	if (n->formulated.need_what.len) {
		json_text(out, "as_who", n->formulated.as_who);
		json_text(out, "need_what", n->formulated.need_what);
		json_text(out, "so_that", n->formulated.so_that);
	}
	put_at(out, "created_at", n->created_at);
	put_at(out, "published_at", n->published_at);
	put_at(out, "changed_at", n->changed_at);
	json_close(out, '}');
}

static enum status export_needs(struct tx *tx, struct uuid persona, struct json *out)
{
	struct rows r = db_query(tx,
		"SELECT /* all: one's own rows */ " NEED_COLUMNS
		"  FROM agora_need n WHERE n.persona = $1 ORDER BY n.id LIMIT $2",
		BIND(ref(persona), i64(INT64_MAX), i64(-1)));      /* in no other language than theirs */
	while (rows_next(&r)) {
		struct need n = read_need(&r, 0, LANG_FR);
		put_need(out, &n);
	}
	return rows_end(&r);
}

static enum status export_drafts(struct tx *tx, struct uuid persona, struct json *out)
{
	struct rows r = db_query(tx,
		"SELECT at, title, text, for_whom, stage, theme, territory, commune FROM agora_draft"
		" WHERE owner = $1 ORDER BY at, ref", BIND(ref(persona)));
	while (rows_next(&r)) {
		json_open(out, NULL, '{');
		json_text(out, "type", STR("draft"));
		put_at(out, "saved_at", row_i64(&r, 0));
		for (int f = 0; f < NEED_FIELDS; f++)
			json_text(out, need_field_name[f], row_text(&r, 1 + f));
		json_close(out, '}');
	}
	return rows_end(&r);
}

/* What they said about needs of others, named by their address. */
struct said { const char *type, *sql; };

static enum status export_said(struct tx *tx, struct uuid persona, const struct said *said,
	struct json *out)
{
	struct rows r = db_query(tx, said->sql, BIND(ref(persona)));
	while (rows_next(&r)) {
		json_open(out, NULL, '{');
		json_text(out, "type", str_view(said->type));
		json_text(out, "need", str_view(uuid_print(row_uuid(&r, 0)).text));
		put_at(out, "at", row_i64(&r, 1));
		json_close(out, '}');
	}
	return rows_end(&r);
}

enum status agora_export_persona(struct tx *tx, const struct who *who, struct json *out)
{
	static const struct said said[] = {
		{ "support", "SELECT /* all: one's own rows */ n.ref, s.at FROM agora_support s"
			" JOIN agora_need n ON n.id = s.need WHERE s.persona = $1 ORDER BY s.need" },
		{ "confirmation", "SELECT /* all: one's own rows */ n.ref, c.at FROM agora_confirm c"
			" JOIN agora_need n ON n.id = c.need WHERE c.persona = $1 ORDER BY c.need" },
	};
	TRY(export_needs(tx, who->persona, out));
	TRY(export_drafts(tx, who->persona, out));
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		TRY(export_said(tx, who->persona, &said[i], out));
	return OK;
}

/* ---- away ---- */

/* Words about the need go too: they may repeat its own. */
static enum status forget_words(struct tx *tx, int64_t id)
{
	static const char *const around[] = {
		"UPDATE agora_answer SET draft = '', text = '' WHERE need = $1",
		("DELETE FROM agora_answer_version WHERE answer IN"
			" (SELECT a.id FROM agora_answer a WHERE a.need = $1)"),
	};
	for (size_t i = 0; i < sizeof around / sizeof *around; i++)
		TRY(db_exec(tx, around[i], BIND(i64(id))));
	TRY(variant_forget(tx, AGORA_NEED, id));
	return search_forget(tx, AGORA_NEED, id);
}

static enum status erase_need(struct tx *tx, const struct who *who, const struct need *n)
{
	TRY(forget_words(tx, n->id));
	TRY(moderation_forget(tx, (struct object_key){ AGORA_NEED, n->id }));
	if (n->state != NEED_WITHDRAWN)
		TRY(need_move(tx, n->id, (int)n->state, NEED_WITHDRAWN));
	TRY(db_exec_one(tx,
		"UPDATE agora_need SET persona = NULL, title = '', text = '', as_who = '', need_what = '',"
		" so_that = '', formulation = 0, territory = '', commune = '' WHERE id = $1",
		BIND(i64(n->id))));
	if (need_was_followed(n))
		TRY(news_add_gone(tx, &(struct news){ .doer = who->persona,
			.notice = { WORD("agora.news.withdrawn"), AGORA_NEED, n->id } }));
	return event_add(tx, who, &(struct event){ .what = "agora.erased", .kind = AGORA_NEED,
		.id = n->id, .from = (int)n->state, .to = NEED_WITHDRAWN });
}

static enum status erase_needs(struct tx *tx, const struct who *who, bool *more)
{
	struct needs mine = { .items = NEW(tx_arena(tx), struct need, ERASE_SLICE) };
	struct rows r = db_query(tx,
		"SELECT /* all: one's own rows */ n.id, n.state, n.published_at FROM agora_need n"
		" WHERE n.persona = $1 ORDER BY n.id LIMIT $2", BIND(ref(who->persona), i64(ERASE_SLICE)));
	while (mine.len < ERASE_SLICE && rows_next(&r))
		mine.items[mine.len++] = (struct need){
			.id = row_i64(&r, 0), .state = (enum need_state)row_i64(&r, 1),
			.published_at = row_i64(&r, 2) };
	TRY(rows_end(&r));
	for (size_t i = 0; i < mine.len; i++)
		TRY(erase_need(tx, who, &mine.items[i]));
	*more = mine.len == ERASE_SLICE;
	return OK;
}

enum status agora_erase_persona(struct tx *tx, const struct site *site, const struct who *who,
	bool *more)
{
	static const char *const cuts[] = {
		("UPDATE agora_support SET persona = NULL WHERE persona = $1 AND need IN"
			" (SELECT need FROM agora_support WHERE persona = $1 ORDER BY need LIMIT $2)"),
		("UPDATE agora_confirm SET persona = NULL WHERE persona = $1 AND need IN"
			" (SELECT need FROM agora_confirm WHERE persona = $1 LIMIT $2)"),
		("UPDATE agora_answer SET drafted_by = NULL WHERE id IN"
			" (SELECT /* all: one's own rows */ a.id FROM agora_answer a"
			"   WHERE a.drafted_by = $1 LIMIT $2)"),
		("UPDATE agora_answer SET reviewed_by = NULL WHERE id IN"
			" (SELECT /* all: one's own rows */ a.id FROM agora_answer a"
			"   WHERE a.reviewed_by = $1 LIMIT $2)"),
	};
	(void)site;
	TRY(db_exec(tx, "DELETE FROM agora_draft WHERE owner = $1", BIND(ref(who->persona))));
	TRY(erase_needs(tx, who, more));
	for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++)
		TRY(erase_rows(tx, cuts[i], who->persona, more));
	return OK;
}
