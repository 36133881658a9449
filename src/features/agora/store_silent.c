/* Needs of which nothing is heard. */
#include "features/agora/store_write.h"

/* "state=silent" filters nothing more: it is a filter so that links carry it on. */
static bool read_silent(struct str word, int64_t *out)
{
	*out = 1;
	return str_eq(word, STR("silent"));
}

const struct list_spec need_silent_spec = {
	.select =
		"SELECT n.heard_at, n.ref, " NEED_COLUMNS
		"  FROM agora_need n"
		" WHERE " VISIBLE_TO("n") " AND n.state IN (4, 5, 6) AND n.heard_at <= $4",
	.key = "n.heard_at", .ref = "n.ref",
	.filters = { { "state", " AND 1 = ", read_silent } },
};

enum status need_silent(struct tx *tx, const struct who *who, const struct field *query,
	int64_t before_at, struct needs *out)
{
	struct list_asked asked = list_asked(&need_silent_spec, query);
	*out = (struct needs){ .items = NEW(tx_arena(tx), struct need, LIST_PAGE) };
	struct list l = list_open(tx, &need_silent_spec, &asked,
		BIND(VISIBLE_BINDS(who), i64(LANG_FR), i64(before_at)));
	while (list_next(&l))
		out->items[out->len++] = read_need(&l.rows, 2, LANG_FR);
	return list_end(&l, &out->next);
}

enum status need_silent_count(struct tx *tx, int64_t before_at, int64_t *n)
{
	enum { MOST = 1000 };
	return db_one_i64(tx,
		"SELECT /* all: a number for the team */ count(*) FROM (SELECT 1 FROM agora_need n"
		" WHERE n.state IN (4, 5, 6) AND n.heard_at <= $1 LIMIT $2)",
		BIND(i64(before_at), i64(MOST)), n);
}

enum status need_silent_untold(struct tx *tx, int64_t heard_before, size_t max, struct needs *out)
{
	*out = (struct needs){ .items = NEW(tx_arena(tx), struct need, max) };
	struct rows r = db_query(tx,
		"SELECT /* all: the platform's own chore */ " NEED_COLUMNS
		"  FROM agora_need n"
		" WHERE n.state IN (4, 5, 6) AND n.silence_told = 0 AND n.heard_at <= $1"
		" ORDER BY n.heard_at, n.id LIMIT $2",
		BIND(i64(heard_before), i64((int64_t)max), i64(LANG_FR)));
	while (out->len < max && rows_next(&r))
		out->items[out->len++] = read_need(&r, 0, LANG_FR);
	return rows_end(&r);
}

enum status need_still_silent(struct tx *tx, const struct who *who, struct object_key about,
	int64_t since_at, int64_t *n)
{
	(void)who;
	*n = 0;
	return db_one_i64(tx, "SELECT /* all: it is in a notice of theirs */ silence_told"
		" FROM agora_need WHERE id = $1 AND heard_at < $2",
		BIND(i64(about.id), i64(since_at)), n);
}
