/* The only file of this feature that holds SQL. It decides nothing but who may see a match. */
#include "features/matching/store.h"
#include "app/erase.h"
#include "app/event.h"
#include "base/json.h"

enum { OF_NEED_MAX = 100, MESSAGES_MAX = 500 };

#define MATCH_COLUMNS \
	"m.id, m.ref, m.need, m.solution, m.persona, m.bearer, m.state, m.by_bearer, m.score," \
	" m.terms, m.note, m.reason, m.said, m.theme, m.at, m.changed_at"
/* $1 and $2 as VISIBLE_TO has them. States: 3 proposed, 5–9 from open on. */
#define SEEN_BY_SIDES \
	"(m.audience <= $1 OR (m.persona = $2 AND m.state >= 3)" \
	" OR (m.bearer = $2 AND (m.by_bearer = 1 OR m.state BETWEEN 5 AND 9)))"

static void read_terms(struct str terms, struct match_score *s)
{
	for (int t = 0; t < MATCH_TERMS; t++) {
		struct str one = terms;
		int64_t n = 0;
		if (!str_cut(&terms, ',', &one))
			terms = (struct str){ 0 };
		s->term[t] = str_to_i64(one, &n) ? (int)n : 0;
	}
}

static struct str print_terms(struct arena *a, const struct match_score *s)
{
	struct str out = { 0 };
	for (int t = 0; t < MATCH_TERMS; t++)
		out = str_fmt(a, "%s%s%d", t ? out.ptr : "", t ? "," : "", s->term[t]);
	return out;
}

static struct match read_match(struct rows *r)
{
	struct match m = {
		.id         = row_i64(r, 0),
		.ref        = row_uuid(r, 1),
		.need       = row_i64(r, 2),
		.solution   = row_i64(r, 3),
		.persona    = row_uuid(r, 4),
		.bearer     = row_uuid(r, 5),
		.state      = (enum match_state)row_i64(r, 6),
		.by_bearer  = row_i64(r, 7) == 1,
		.score      = { .total = (int)row_i64(r, 8) },
		.note       = row_text(r, 10),
		.reason     = (enum not_fit)row_i64(r, 11),
		.said       = row_text(r, 12),
		.theme      = row_text(r, 13),
		.at         = row_i64(r, 14),
		.changed_at = row_i64(r, 15),
	};
	read_terms(row_text(r, 9), &m.score);
	return m;
}

/* ---- one ---- */

/* Ends *r. */
static enum status take_one(struct rows *r, struct match *out)
{
	bool found = rows_next(r);
	if (found)
		*out = read_match(r);
	struct tx *tx = r->tx;
	TRY(rows_end(r));
	return found ? OK : fail(tx_error(tx), NOT_FOUND, "no match to be seen there");
}

enum status match_find(struct tx *tx, const struct who *who, struct uuid which, struct match *out)
{
	struct rows r = db_query(tx,
		"SELECT /* all: SEEN_BY_SIDES */ " MATCH_COLUMNS
		"  FROM matching_match m WHERE " SEEN_BY_SIDES " AND m.ref = $3",
		BIND(VISIBLE_BINDS(who), ref(which)));
	return take_one(&r, out);
}

enum status match_by_id(struct tx *tx, const struct who *who, int64_t id, struct match *out)
{
	struct rows r = db_query(tx,
		"SELECT /* all: SEEN_BY_SIDES */ " MATCH_COLUMNS
		"  FROM matching_match m WHERE " SEEN_BY_SIDES " AND m.id = $3",
		BIND(VISIBLE_BINDS(who), i64(id)));
	return take_one(&r, out);
}

bool match_of_pair(struct tx *tx, int64_t need, int64_t solution, struct match *out)
{
	struct rows r = db_query(tx,
		"SELECT /* all: whether it is there */ " MATCH_COLUMNS
		"  FROM matching_match m WHERE m.need = $1 AND m.solution = $2",
		BIND(i64(need), i64(solution)));
	bool found = rows_next(&r);
	if (found)
		*out = read_match(&r);
	return rows_end(&r) == OK && found;
}

enum status match_insert(struct tx *tx, struct match *m)
{
	m->id = tx_new_id(tx);
	m->at = m->at ? m->at : tx_now(tx);
	m->changed_at = m->changed_at ? m->changed_at : m->at;
	if (uuid_is_none(m->ref))
		m->ref = uuid_v7(m->at);
	return db_exec(tx,
		"INSERT INTO matching_match (id, ref, need, solution, persona, bearer, audience, state,"
		" by_bearer, score, terms, weights, note, reason, said, theme, at, changed_at)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, '', $14, $15, $16)",
		BIND(i64(m->id), ref(m->ref), i64(m->need), i64(m->solution), ref(m->persona),
			ref(m->bearer), i64(AUDIENCE_TEAM), i64(m->state), i64(m->by_bearer),
			i64(m->score.total), text(print_terms(tx_arena(tx), &m->score)),
			i64(WEIGHTS_VERSION), text(m->note), text(m->theme), i64(m->at),
			i64(m->changed_at)));
}

enum status match_move(struct tx *tx, int64_t id, int from, int to)
{
	return db_exec_one(tx,
		"UPDATE matching_match SET state = $3, changed_at = $4 WHERE id = $1 AND state = $2",
		BIND(i64(id), i64(from), i64(to), i64(tx_now(tx))));
}

enum status match_set_words(struct tx *tx, const struct match *m)
{
	return db_exec_one(tx,
		"UPDATE matching_match SET note = $2, reason = $3, said = $4 WHERE id = $1",
		BIND(i64(m->id), text(m->note), i64(m->reason), text(m->said)));
}

/* ---- several ---- */

static enum status take_all(struct rows r, size_t max, struct matches *out)
{
	*out = (struct matches){ .items = NEW(tx_arena(r.tx), struct match, max) };
	while (out->len < max && rows_next(&r))
		out->items[out->len++] = read_match(&r);
	return rows_end(&r);
}

enum status match_mine(struct tx *tx, const struct who *who, size_t max, struct matches *out)
{
	return take_all(db_query(tx,
		"SELECT /* all: SEEN_BY_SIDES */ " MATCH_COLUMNS
		"  FROM matching_match m"
		" WHERE " SEEN_BY_SIDES " AND (m.persona = $2 OR m.bearer = $2)"
		" ORDER BY m.changed_at DESC, m.id DESC LIMIT $3",
		BIND(VISIBLE_BINDS(who), i64((int64_t)max))), max, out);
}

enum status match_waiting(struct tx *tx, const struct who *who, size_t max, struct matches *out)
{
	return take_all(db_query(tx,
		"SELECT " MATCH_COLUMNS
		"  FROM matching_match m"
		" WHERE " VISIBLE_TO("m") " AND m.state = 1"
		" ORDER BY m.changed_at, m.id LIMIT $3",
		BIND(VISIBLE_BINDS(who), i64((int64_t)max))), max, out);
}

enum status match_of_need(struct tx *tx, const struct who *who, int64_t need, struct matches *out)
{
	return take_all(db_query(tx,
		"SELECT /* all: SEEN_BY_SIDES */ " MATCH_COLUMNS
		"  FROM matching_match m"
		" WHERE " SEEN_BY_SIDES " AND m.need = $3 ORDER BY m.changed_at DESC, m.id LIMIT $4",
		BIND(VISIBLE_BINDS(who), i64(need), i64(OF_NEED_MAX))), OF_NEED_MAX, out);
}

enum status match_count_waiting(struct tx *tx, int64_t *n)
{
	return db_one_i64(tx, "SELECT /* all: a number for the team */ count(*) FROM matching_match"
		" WHERE state = 1", NULL, 0, n);
}

enum status match_count_of_bearer(struct tx *tx, struct uuid bearer, int64_t *n)
{
	return db_one_i64(tx, "SELECT /* all: one's own rows */ count(*) FROM matching_match"
		" WHERE bearer = $1 AND state = 1", BIND(ref(bearer)), n);
}

enum status match_count_under_way(struct tx *tx, struct uuid persona, int64_t *n)
{
	return db_one_i64(tx, "SELECT /* all: one's own rows */ count(*) FROM matching_match"
		" WHERE persona = $1 AND state IN (5, 6)", BIND(ref(persona)), n);
}

enum status match_forgotten(struct tx *tx, int64_t before_at, size_t max, struct matches *out)
{
	return take_all(db_query(tx,
		"SELECT /* all: the platform's own chore */ " MATCH_COLUMNS
		"  FROM matching_match m"
		" WHERE m.state = 3 AND m.changed_at < $1 ORDER BY m.changed_at, m.id LIMIT $2",
		BIND(i64(before_at), i64((int64_t)max))), max, out);
}

enum status match_history(struct tx *tx, int64_t solution, struct str theme,
	struct match_history *out)
{
	*out = (struct match_history){ 0 };
	struct rows r = db_query(tx,
		"SELECT /* all: figures of a solution */ m.state, count(*), sum(m.theme = $2)"
		"  FROM matching_match m WHERE m.solution = $1 GROUP BY m.state ORDER BY m.state",
		BIND(i64(solution), text(theme)));
	while (rows_next(&r)) {
		int64_t state = row_i64(&r, 0), n = row_i64(&r, 1);
		bool is_tried = state >= MATCH_HELPED && state <= MATCH_HELPED_NOT;
		out->tried += is_tried ? n : 0;
		out->helped += state == MATCH_HELPED ? n : 0;
		out->not_fit += state == MATCH_NOT_FIT ? row_i64(&r, 2) : 0;
	}
	return rows_end(&r);
}

enum status match_answered(struct tx *tx, struct answered_needs *out)
{
	enum { ANSWERED_MAX = 10000 };
	*out = (struct answered_needs){ .need = NEW(tx_arena(tx), int64_t, ANSWERED_MAX) };
	struct rows r = db_query(tx,
		"SELECT /* all: for figures of the team */ DISTINCT need FROM matching_match"
		" WHERE state BETWEEN 5 AND 8 ORDER BY need LIMIT $1", BIND(i64(ANSWERED_MAX)));
	while (out->len < ANSWERED_MAX && rows_next(&r))
		out->need[out->len++] = row_i64(&r, 0);
	return rows_end(&r);
}

/* ---- the relay ---- */

enum status message_insert(struct tx *tx, int64_t match, const struct message *m)
{
	return db_exec(tx,
		"INSERT INTO matching_message (id, match_id, persona, by_bearer, text, at)"
		" VALUES ($1, $2, $3, $4, $5, $6)",
		BIND(i64(tx_new_id(tx)), i64(match), ref(m->persona), i64(m->by_bearer), text(m->text),
			i64(m->at)));
}

enum status message_list(struct tx *tx, int64_t match, struct messages *out)
{
	*out = (struct messages){ .items = NEW(tx_arena(tx), struct message, MESSAGES_MAX) };
	struct rows r = db_query(tx,
		"SELECT persona, by_bearer, text, at FROM matching_message"
		" WHERE match_id = $1 ORDER BY id LIMIT $2",
		BIND(i64(match), i64(MESSAGES_MAX)));
	while (out->len < MESSAGES_MAX && rows_next(&r))
		out->items[out->len++] = (struct message){ row_uuid(&r, 0), row_i64(&r, 1) == 1,
			row_text(&r, 2), row_i64(&r, 3) };
	return rows_end(&r);
}

/* ---- somebody leaves ---- */

static enum status export_messages(struct tx *tx, const struct who *who, struct json *out)
{
	struct rows r = db_query(tx,
		"SELECT at, text FROM matching_message WHERE persona = $1 ORDER BY id",
		BIND(ref(who->persona)));
	while (rows_next(&r)) {
		json_open(out, NULL, '{');
		json_text(out, "kind", STR("message"));
		json_i64(out, "at", row_i64(&r, 0));
		json_text(out, "text", row_text(&r, 1));
		json_close(out, '}');
	}
	return rows_end(&r);
}

enum status matching_export(struct tx *tx, const struct who *who, struct json *out)
{
	struct rows r = db_query(tx,
		"SELECT /* all: one's own rows */ at, state, said FROM matching_match m"
		" WHERE m.persona = $1 AND m.state >= 3 ORDER BY m.id",
		BIND(ref(who->persona)));
	while (rows_next(&r)) {
		json_open(out, NULL, '{');
		json_text(out, "kind", STR("match"));
		json_i64(out, "at", row_i64(&r, 0));
		json_i64(out, "state", row_i64(&r, 1));
		json_text(out, "said", row_text(&r, 2));
		json_close(out, '}');
	}
	TRY(rows_end(&r));
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
		("UPDATE matching_match SET bearer = NULL,"
			" note = CASE by_bearer WHEN 1 THEN '' ELSE note END WHERE id IN"
			" (SELECT /* all: one's own rows */ m.id FROM matching_match m"
			"   WHERE m.bearer = $1 LIMIT $2)"),
	};
	(void)site;
	for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++)
		TRY(erase_rows(tx, cuts[i], who->persona, more));
	return OK;
}
