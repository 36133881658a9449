/* What is somebody's, out and away. */
#include "app/erase.h"
#include "app/event.h"
#include "base/json.h"
#include "base/zone.h"
#include "engines/moderation/moderation.h"
#include "engines/search/search.h"
#include "engines/variants/variants.h"
#include "features/solutions/store.h"

/* ---- out ---- */

static void put_at(struct json *out, const char *key, int64_t at)
{
	if (at)
		json_text(out, key, str_view(instant_print(at).text));
}

static void put_form(struct json *out, const struct solution_form *form)
{
	for (int f = 0; f < SOLUTION_FIELDS; f++)
		if (form->typed[f].len)
			json_text(out, solution_rules[f].name, form->typed[f]);
}

/* What was published, the newest first, as far back as its page shows. */
static enum status put_versions(struct json *out, struct tx *tx, const struct solution *s)
{
	struct solution_versions all;
	TRY(solution_version_list(tx, s->id, &all));
	json_open(out, "published", '[');
	for (size_t i = 0; i < all.len; i++) {
		json_open(out, NULL, '{');
		json_i64(out, "n", all.items[i].n);
		put_at(out, "at", all.items[i].at);
		put_form(out, &all.items[i].form);
		json_close(out, '}');
	}
	json_close(out, ']');
	return OK;
}

static enum status put_solution(struct json *out, struct tx *tx, const struct solution *s)
{
	struct solution_form form;
	solution_write(tx_arena(tx), &s->is, &form);
	json_open(out, NULL, '{');
	json_text(out, "type", STR("solution"));
	json_text(out, "ref", str_view(uuid_print(s->ref).text));
	json_text(out, "state", str_view(solution_state_name(s->state)));
	json_i64(out, "versions", s->version);
	put_form(out, &form);
	put_at(out, "created_at", s->created_at);
	put_at(out, "listed_at", s->listed_at);
	put_at(out, "confirmed_at", s->fresh_at);
	TRY(put_versions(out, tx, s));
	json_close(out, '}');
	return OK;
}

static enum status export_solutions(struct tx *tx, struct uuid persona, struct json *out)
{
	struct rows r = rows_passing(db_query(tx,
		"SELECT /* all: one's own rows */ " SOLUTION_COLUMNS
		"  FROM solutions_solution s WHERE s.persona = $1 ORDER BY s.id LIMIT $2",
		BIND(ref(persona), i64(INT64_MAX), i64(-1))));
	while (rows_next(&r)) {
		struct solution s = solution_take(&r, 0, LANG_FR);
		TRY(put_solution(out, tx, &s));
	}
	return rows_end(&r);
}

static enum status export_drafts(struct tx *tx, const struct who *who, struct json *out)
{
	struct solution_drafts drafts;
	TRY(solution_draft_list(tx, who, &drafts));
	for (size_t i = 0; i < drafts.len; i++) {
		json_open(out, NULL, '{');
		json_text(out, "type", STR("draft"));
		put_at(out, "saved_at", drafts.items[i].at);
		put_form(out, &drafts.items[i].form);
		json_close(out, '}');
	}
	return OK;
}

static enum status export_decisions(struct tx *tx, struct uuid persona, struct json *out)
{
	struct rows r = rows_passing(db_query(tx,
		"SELECT /* all: one's own words */ s.ref, d.at, d.action, d.text FROM solutions_decision d"
		"  JOIN solutions_solution s ON s.id = d.solution WHERE d.persona = $1 ORDER BY d.id",
		BIND(ref(persona))));
	while (rows_next(&r)) {
		json_open(out, NULL, '{');
		json_text(out, "type", STR("decision"));
		json_text(out, "solution", str_view(uuid_print(row_uuid(&r, 0)).text));
		put_at(out, "at", row_i64(&r, 1));
		json_text(out, "action", row_text(&r, 2));
		json_text(out, "text", row_text(&r, 3));
		json_close(out, '}');
	}
	return rows_end(&r);
}

enum status solutions_export(struct tx *tx, const struct who *who, struct json *out)
{
	TRY(export_solutions(tx, who->persona, out));
	TRY(export_drafts(tx, who, out));
	return export_decisions(tx, who->persona, out);
}

/* ---- away ---- */

/* Words about it go too: they may repeat its own. */
static enum status forget_words(struct tx *tx, int64_t id)
{
	static const char *const around[] = {
		"DELETE FROM solutions_version WHERE solution = $1",
		"DELETE FROM solutions_draft WHERE solution = $1",
		"UPDATE solutions_decision SET text = '' WHERE solution = $1",
	};
	for (size_t i = 0; i < sizeof around / sizeof *around; i++)
		TRY(db_exec(tx, around[i], BIND(i64(id))));
	TRY(variant_forget(tx, SOLUTIONS_SOLUTION, id));
	TRY(moderation_forget(tx, (struct object_key){ SOLUTIONS_SOLUTION, id }));
	return search_forget(tx, SOLUTIONS_SOLUTION, id);
}

static enum status erase_one(struct tx *tx, const struct who *who, int64_t id, int state)
{
	struct solution nothing = { .id = id };
	TRY(forget_words(tx, id));
	TRY(solution_set_content(tx, &nothing));
	TRY(db_exec_one(tx,
		"UPDATE solutions_solution SET persona = NULL, state = $2, audience = $3, listed = 0"
		" WHERE id = $1", BIND(i64(id), i64(SOLUTION_RETIRED), i64(AUDIENCE_AUTHOR))));
	return event_add(tx, who, &(struct event){ .what = "solutions.erased",
		.kind = SOLUTIONS_SOLUTION, .id = id, .from = state, .to = SOLUTION_RETIRED });
}

static enum status erase_solutions(struct tx *tx, const struct who *who, bool *more)
{
	struct { int64_t id; int state; } mine[ERASE_SLICE];
	size_t len = 0;
	struct rows r = db_query(tx,
		"SELECT /* all: one's own rows */ s.id, s.state FROM solutions_solution s"
		" WHERE s.persona = $1 ORDER BY s.id LIMIT $2", BIND(ref(who->persona), i64(ERASE_SLICE)));
	for (; len < ERASE_SLICE && rows_next(&r); len++) {
		mine[len].id = row_i64(&r, 0);
		mine[len].state = (int)row_i64(&r, 1);
	}
	TRY(rows_end(&r));
	for (size_t i = 0; i < len; i++)
		TRY(erase_one(tx, who, mine[i].id, mine[i].state));
	*more = len == ERASE_SLICE;
	return OK;
}

enum status solutions_erase(struct tx *tx, const struct site *site, const struct who *who,
	bool *more)
{
	(void)site;
	TRY(erase_solutions(tx, who, more));
	TRY(db_exec(tx, "DELETE FROM solutions_draft WHERE persona = $1", BIND(ref(who->persona))));
	return erase_rows(tx,
		"UPDATE solutions_decision SET persona = NULL WHERE id IN"
		" (SELECT id FROM solutions_decision WHERE persona = $1 LIMIT $2)", who->persona, more);
}
