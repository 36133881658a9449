/* Matches at rest. It decides nothing but who may see one. */
#include "features/matching/store.h"

enum { OF_NEED_MAX = 100 };

#define MATCH_COLUMNS \
	"m.id, m.ref, m.need, m.solution, m.persona, m.bearer, m.state, m.by_bearer, m.score," \
	" m.terms, m.note, m.reason, m.said, m.theme, m.at, m.changed_at, m.bearer_at, m.opened_at," \
	" m.bearer_note"
/* $1 and $2 as VISIBLE_TO has them. State 3: proposed. Who is of the team and bears the solution
 * sees what a bearer sees. */
#define SEEN_BY_SIDES \
	"((m.audience <= $1 AND (m.bearer IS NULL OR m.bearer IS NOT $2))" \
	" OR (m.persona = $2 AND m.state >= 3)" \
	" OR (m.bearer = $2 AND (m.by_bearer = 1 OR m.opened_at > 0)))"

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
		.bearer_at  = row_i64(r, 16),
		.opened_at  = row_i64(r, 17),
		.bearer_note = row_text(r, 18),
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
		m->ref = uuid_v4();        /* a v7 would tell its bearer when the team thought of it */
	return db_exec(tx,
		"INSERT INTO matching_match (id, ref, need, solution, persona, bearer, audience, state,"
		" by_bearer, score, terms, weights, note, reason, said, theme, at, changed_at, bearer_at,"
		" opened_at, bearer_note)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, '', $14, $15, $16,"
		" $17, $18, $19)",
		BIND(i64(m->id), ref(m->ref), i64(m->need), i64(m->solution), ref(m->persona),
			ref(m->bearer), i64(AUDIENCE_TEAM), i64(m->state), i64(m->by_bearer),
			i64(m->score.total), text(print_terms(tx_arena(tx), &m->score)),
			i64(WEIGHTS_VERSION), text(m->note), text(m->theme), i64(m->at),
			i64(m->changed_at), i64(m->bearer_at), i64(m->opened_at), text(m->bearer_note)));
}

enum status match_move(struct tx *tx, int64_t id, int from, int to)
{
	return db_exec_one(tx,
		"UPDATE matching_match SET state = $3, changed_at = $4,"
		" opened_at = CASE $3 WHEN 5 THEN $4 ELSE opened_at END WHERE id = $1 AND state = $2",
		BIND(i64(id), i64(from), i64(to), i64(tx_now(tx))));
}

enum status match_set_words(struct tx *tx, const struct match *m)
{
	return db_exec_one(tx,
		"UPDATE matching_match SET note = $2, reason = $3, said = $4 WHERE id = $1",
		BIND(i64(m->id), text(m->note), i64(m->reason), text(m->said)));
}

enum status match_set_bearer(struct tx *tx, const struct match *m)
{
	return db_exec_one(tx,
		"UPDATE matching_match SET by_bearer = 1, bearer_at = $2, bearer_note = $3 WHERE id = $1",
		BIND(i64(m->id), i64(m->bearer_at), text(m->bearer_note)));
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
		" ORDER BY CASE WHEN m.bearer = $2 AND m.opened_at = 0 AND m.state <> 2 THEN m.bearer_at"
		"  ELSE m.changed_at END DESC, m.id DESC LIMIT $3",
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

enum status match_count_of_bearer(struct tx *tx, struct uuid bearer, int64_t since_at, int64_t *n)
{
	return db_one_i64(tx, "SELECT /* all: one's own rows */ count(*) FROM matching_match"
		" WHERE bearer = $1 AND bearer_at >= $2", BIND(ref(bearer), i64(since_at)), n);
}

enum status match_count_under_way(struct tx *tx, struct uuid persona, int64_t *n)
{
	return db_one_i64(tx, "SELECT /* all: one's own rows */ count(*) FROM matching_match"
		" WHERE persona = $1 AND state IN (5, 6)", BIND(ref(persona)), n);
}

bool match_is_thought_of(struct tx *tx, int64_t need)
{
	int64_t n = 0;
	db_one_i64(tx, "SELECT /* all: whether it is there */ 1 FROM matching_match"
		" WHERE need = $1 LIMIT 1", BIND(i64(need)), &n);
	return n == 1;
}

enum status match_unfinished(struct tx *tx, const struct who *who, size_t max, struct matches *out)
{
	return take_all(db_query(tx,
		"SELECT /* all: one's own rows */ " MATCH_COLUMNS
		"  FROM matching_match m"
		" WHERE (m.persona = $1 OR m.bearer = $1) AND +m.state IN (1, 3, 5, 6) LIMIT $2",
		BIND(ref(who->persona), i64((int64_t)max))), max, out);
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
