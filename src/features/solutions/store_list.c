/* Solutions in lists. A page of the catalogue is one range of one index of sql/. */
#include "engines/moderation/moderation.h"
#include "engines/variants/variants.h"
#include "features/solutions/store.h"

enum { MINE_MAX = 100, DESK_MAX = 100, SITEMAP_MAX = 5000, COUNTED_MAX = 1000 };

/* ---- the catalogue ---- */

/* "order=proven" filters nothing: it is a filter so that links carry it on. */
static bool read_proven(struct str word, int64_t *out)
{
	*out = 1;
	return str_eq(word, STR("proven"));
}

/* + keeps a column from choosing the index of the other order. */
const struct list_spec solution_recent_spec = {
	.select =
		"SELECT s.listed_at, s.ref, " SOLUTION_COLUMNS
		"  FROM solutions_solution s"
		" WHERE " VISIBLE_TO("s") " AND s.listed = 1",
	.key = "s.listed_at", .ref = "s.ref", .falling = true,
	.filters = {
		{ "theme", " AND s.theme = ", NULL, NULL },
		{ "territory", " AND s.territory IN ('', ", NULL, ")" },
		{ "stage", " AND s.stages & ", solution_stage_read, NULL },
		{ "cost", " AND s.cost = ", solution_cost_read, NULL },
		{ "evidence", " AND +s.evidence >= ", solution_evidence_read, NULL },
	},
};
const struct list_spec solution_proven_spec = {
	.select =
		"SELECT s.evidence, s.ref, " SOLUTION_COLUMNS
		"  FROM solutions_solution s"
		" WHERE " VISIBLE_TO("s") " AND s.listed = 1",
	.key = "s.evidence", .ref = "s.ref", .falling = true,
	.filters = {
		{ "theme", " AND +s.theme = ", NULL, NULL },
		{ "territory", " AND s.territory IN ('', ", NULL, ")" },
		{ "stage", " AND s.stages & ", solution_stage_read, NULL },
		{ "cost", " AND s.cost = ", solution_cost_read, NULL },
		{ "evidence", " AND s.evidence >= ", solution_evidence_read, NULL },
		{ "order", " AND 1 = ", read_proven, NULL },
	},
};

const struct list_spec *solutions_spec(enum solution_order order)
{
	return order == SOLUTIONS_PROVEN ? &solution_proven_spec : &solution_recent_spec;
}

struct solutions_asked solutions_asked(const struct field *query, enum lang lang)
{
	int64_t ignored;
	bool proven = read_proven(field_get(query, "order"), &ignored);
	struct solutions_asked a = { .order = proven ? SOLUTIONS_PROVEN : SOLUTIONS_RECENT,
		.lang = lang };
	a.list = list_asked(solutions_spec(a.order), query);
	return a;
}

enum status solution_list(struct tx *tx, const struct who *who, const struct solutions_asked *asked,
	struct solutions *out)
{
	size_t page = asked->list.page > 0 ? (size_t)asked->list.page : LIST_PAGE;
	*out = (struct solutions){ .items = NEW(tx_arena(tx), struct solution, page) };
	struct list l = list_open(tx, solutions_spec(asked->order), &asked->list,
		BIND(VISIBLE_BINDS(who), i64(asked->lang)));
	while (list_next(&l))
		out->items[out->len++] = solution_take(&l.rows, 2, asked->lang);
	return list_end(&l, &out->next);
}

/* ---- other lists ---- */

static enum status take_all(struct rows r, enum lang lang, size_t max, struct solutions *out)
{
	*out = (struct solutions){ .items = NEW(tx_arena(r.tx), struct solution, max) };
	while (out->len < max && rows_next(&r))
		out->items[out->len++] = solution_take(&r, 0, lang);
	return rows_end(&r);
}

enum status solution_mine(struct tx *tx, const struct who *who, enum lang lang,
	struct solutions *out)
{
	return take_all(db_query(tx,
		"SELECT " SOLUTION_COLUMNS
		"  FROM solutions_solution s"
		" WHERE " VISIBLE_TO("s") " AND s.persona = $2"
		" ORDER BY s.id DESC LIMIT $4",
		BIND(VISIBLE_BINDS(who), i64(lang), i64(MINE_MAX))), lang, MINE_MAX, out);
}

enum status solution_desk(struct tx *tx, const struct who *who, enum solution_state state,
	struct solutions *out)
{
	return take_all(db_query(tx,
		"SELECT " SOLUTION_COLUMNS
		"  FROM solutions_solution s"
		" WHERE " VISIBLE_TO("s") " AND s.state = $4"
		" ORDER BY s.sent_at, s.id LIMIT $5",
		BIND(VISIBLE_BINDS(who), i64(LANG_FR), i64(state), i64(DESK_MAX))), LANG_FR, DESK_MAX,
		out);
}

enum status solutions_waiting(struct tx *tx, const struct site *site, int64_t *n)
{
	int64_t versions = 0;
	(void)site;
	TRY(db_one_i64(tx,
		"SELECT /* all: a number for the team */ count(*)"
		"  FROM (SELECT 1 FROM solutions_solution s WHERE s.state = 1 LIMIT $1)",
		BIND(i64(COUNTED_MAX)), n));
	TRY(db_one_i64(tx,
		"SELECT count(*) FROM (SELECT 1 FROM solutions_draft d WHERE d.sent_at > 0 LIMIT $1)",
		BIND(i64(COUNTED_MAX)), &versions));
	*n += versions;
	return OK;
}

enum status solution_public_from(struct tx *tx, int64_t after_id, size_t max,
	struct solutions *out)
{
	return take_all(db_query(tx,
		"SELECT " SOLUTION_COLUMNS
		"  FROM solutions_solution s"
		" WHERE s.audience = 0 AND +s.listed = 1 AND s.id > $1"
		" ORDER BY s.id LIMIT $2",
		BIND(i64(after_id), i64((int64_t)max), i64(LANG_FR))), LANG_FR, max, out);
}

bool solution_public_get(struct tx *tx, enum lang lang, int64_t id, struct solution *out)
{
	struct rows r = db_query(tx,
		"SELECT " SOLUTION_COLUMNS
		"  FROM solutions_solution s WHERE s.audience = 0 AND +s.listed = 1 AND s.id = $1"
		" LIMIT $2",
		BIND(i64(id), i64(1), i64(lang)));
	bool found = rows_next(&r);
	if (found)
		*out = solution_take(&r, 0, lang);
	return rows_end(&r) == OK && found;
}

bool solution_public_by_ref(struct tx *tx, struct uuid which, struct solution *out)
{
	struct rows r = db_query(tx,
		"SELECT " SOLUTION_COLUMNS
		"  FROM solutions_solution s WHERE s.audience = 0 AND +s.listed = 1 AND s.ref = $1"
		" LIMIT $2",
		BIND(ref(which), i64(1), i64(LANG_FR)));
	bool found = rows_next(&r);
	if (found)
		*out = solution_take(&r, 0, LANG_FR);
	return rows_end(&r) == OK && found;
}

enum status solution_public_borne(struct tx *tx, struct uuid bearer, size_t max,
	struct solutions *out)
{
	return take_all(db_query(tx,
		"SELECT " SOLUTION_COLUMNS
		"  FROM solutions_solution s"
		" WHERE s.audience = 0 AND +s.listed = 1 AND s.persona = $1"
		" ORDER BY s.id DESC LIMIT $2",
		BIND(ref(bearer), i64((int64_t)max), i64(LANG_FR))), LANG_FR, max, out);
}

static struct solution take_facts(struct rows *r)
{
	static const enum solution_field numbers[] = { SOLUTION_F_FOR, SOLUTION_F_STAGE,
		SOLUTION_F_LANGUAGES, SOLUTION_F_ACCESS, SOLUTION_F_COST, SOLUTION_F_EVIDENCE };
	struct solution s = { .id = row_i64(r, 0), .ref = row_uuid(r, 1), .persona = row_uuid(r, 2),
		.state = (enum solution_state)row_i64(r, 3), .lang = (int)row_i64(r, 4),
		.listed_at = row_i64(r, 5), .fresh_at = row_i64(r, 6) };
	s.is.text[SOLUTION_F_THEME] = row_text(r, 7);
	s.is.text[SOLUTION_F_TERRITORY] = row_text(r, 8);
	for (int i = 0; i < (int)(sizeof numbers / sizeof *numbers); i++)
		s.is.number[numbers[i]] = row_i64(r, 9 + i);
	return s;
}

enum status solution_public_facts(struct tx *tx, size_t max, struct solutions *out)
{
	struct rows r = db_query(tx,
		"SELECT s.id, s.ref, s.persona, s.state, s.lang, s.listed_at, s.fresh_at, s.theme,"
		" s.territory, s.publics, s.stages, s.languages, s.access, s.cost, s.evidence"
		"  FROM solutions_solution s WHERE s.audience = 0 AND +s.listed = 1"
		" ORDER BY s.id LIMIT $1",
		BIND(i64((int64_t)max)));
	*out = (struct solutions){ .items = NEW(tx_arena(tx), struct solution, max) };
	while (out->len < max && rows_next(&r))
		out->items[out->len++] = take_facts(&r);
	return rows_end(&r);
}

enum status solution_growing_stale(struct tx *tx, const struct growing_stale *g,
	struct solutions *out)
{
	return take_all(db_query(tx,
		"SELECT /* all: the platform tells their bearers */ " SOLUTION_COLUMNS
		"  FROM solutions_solution s"
		" WHERE s.listed = 1 AND s.told = $1 AND s.fresh_at <= $2"
		" ORDER BY s.fresh_at LIMIT $4",
		BIND(i64(g->told), i64(g->fresh_before), i64(LANG_FR), i64((int64_t)g->max))), LANG_FR,
		g->max, out);
}

/* ---- sitemap ---- */

enum status solutions_sitemap(struct tx *tx, struct buf *out, const char *public_url)
{
	struct rows r = db_query(tx,
		"SELECT s.ref, s.name, s.state FROM solutions_solution s"
		" WHERE s.audience = 0 AND s.listed = 1"
		" ORDER BY s.listed_at DESC, s.ref DESC LIMIT $1", BIND(i64(SITEMAP_MAX)));
	while (rows_next(&r)) {
		struct solution s = { .ref = row_uuid(&r, 0), .is.text[SOLUTION_F_NAME] = row_text(&r, 1),
			.state = (enum solution_state)row_i64(&r, 2) };
		buf_put(out, STR("<url><loc>"));
		html_text(out, str_view(public_url));
		html_text(out, solution_path(tx_arena(tx), &s));
		buf_put(out, STR("</loc></url>\n"));
	}
	return rows_end(&r);
}
