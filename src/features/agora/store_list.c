/* Needs in lists: public, one's own, by words, those that time has caught up with. A page of the
 * public list is one range of one index of sql/. */
#include "features/agora/store_write.h"
#include "engines/search/search.h"

enum { MINE_MAX = 200, OVERDUE_MAX = 200, SITEMAP_MAX = 5000 };

/* ---- the public list ---- */

static bool read_lang(struct str code, int64_t *out)
{
	for (*out = 0; *out < LANGS; (*out)++)
		if (str_eq(code, str_view(lang_about[*out].code)))
			return true;
	return false;
}

/* "order=shared" filters nothing: it is a filter so that links carry it on. */
static bool read_shared(struct str word, int64_t *out)
{
	*out = 1;
	return str_eq(word, STR("shared"));
}

/* Of both orders, and in this order. + keeps a column from choosing the index. */
#define FILTERS(n) \
	{ "theme", " AND " n ".theme = ", NULL }, \
	{ "territory", " AND " n ".territory = ", NULL }, \
	{ "state", " AND " n ".shelf = ", need_shelf_read }, \
	{ "for", " AND " n ".for_whom = ", need_for_read }, \
	{ "lang", " AND " n ".lang = ", read_lang }

const struct list_spec need_recent_spec = {
	.select =
		"SELECT n.published_at, n.ref, " NEED_COLUMNS
		"  FROM agora_need n"
		" WHERE " VISIBLE_TO("n") " AND n.shelf <> 0",
	.key = "n.published_at", .ref = "n.ref", .falling = true,
	.filters = { FILTERS("n") },
};
/* No index of this order begins with a filter, and one of the other order would have all sorted. */
const struct list_spec need_shared_spec = {
	.select =
		"SELECT n.supports, n.ref, " NEED_COLUMNS
		"  FROM agora_need n"
		" WHERE " VISIBLE_TO("n") " AND n.shelf <> 0",
	.key = "n.supports", .ref = "n.ref", .falling = true,
	.filters = { FILTERS("+n"), { "order", " AND 1 = ", read_shared } },
};

const struct list_spec *need_spec(enum need_order order)
{
	return order == ORDER_SHARED ? &need_shared_spec : &need_recent_spec;
}

struct need_asked need_asked(const struct field *query, enum lang lang)
{
	int64_t ignored;
	bool shared = read_shared(field_get(query, "order"), &ignored);
	struct need_asked a = { .order = shared ? ORDER_SHARED : ORDER_RECENT, .lang = lang };
	a.list = list_asked(need_spec(a.order), query);
	return a;
}

enum status need_list(struct tx *tx, const struct who *who, const struct need_asked *asked,
	struct needs *out)
{
	size_t page = asked->list.page > 0 ? (size_t)asked->list.page : LIST_PAGE;
	*out = (struct needs){ .items = NEW(tx_arena(tx), struct need, page) };
	struct list l = list_open(tx, need_spec(asked->order), &asked->list,
		BIND(VISIBLE_BINDS(who), i64(asked->lang)));
	while (list_next(&l))
		out->items[out->len++] = read_need(&l.rows, 2, asked->lang);
	return list_end(&l, &out->next);
}

/* ---- other lists ---- */

/* Ends *r. */
static enum status take_all(struct rows *r, enum lang lang, size_t max, struct needs *out)
{
	*out = (struct needs){ .items = NEW(tx_arena(r->tx), struct need, max) };
	while (out->len < max && rows_next(r))
		out->items[out->len++] = read_need(r, 0, lang);
	out->total = (int64_t)out->len;
	return rows_end(r);
}

enum status need_mine(struct tx *tx, const struct who *who, enum lang lang, struct needs *out)
{
	struct rows r = db_query(tx,
		"SELECT " NEED_COLUMNS
		"  FROM agora_need n"
		" WHERE " VISIBLE_TO("n") " AND n.persona = $2"
		" ORDER BY n.id DESC LIMIT $4",
		BIND(VISIBLE_BINDS(who), i64(lang), i64(MINE_MAX)));
	return take_all(&r, lang, MINE_MAX, out);
}

enum status answer_overdue(struct tx *tx, const struct who *who, int64_t today,
	struct needs *out)
{
	struct rows r = db_query(tx,
		"SELECT " NEED_COLUMNS
		"  FROM agora_need n"
		" WHERE " VISIBLE_TO("n") " AND n.promised_day > 0 AND n.answered_at = 0"
		"   AND n.promised_day < $4 AND n.shelf <> 0"
		" ORDER BY n.promised_day, n.id LIMIT $5",
		BIND(VISIBLE_BINDS(who), i64(LANG_FR), i64(today), i64(OVERDUE_MAX)));
	TRY(take_all(&r, LANG_FR, OVERDUE_MAX, out));
	size_t kept = 0;
	for (size_t i = 0; i < out->len; i++)
		if (answer_is_overdue(&out->items[i], today))
			out->items[kept++] = out->items[i];
	out->len = kept;
	out->total = (int64_t)kept;
	return OK;
}

enum status answer_latest(struct tx *tx, const struct who *who, enum lang lang, size_t max,
	struct needs *out)
{
	struct rows r = db_query(tx,
		"SELECT " NEED_COLUMNS
		"  FROM agora_need n"
		" WHERE " VISIBLE_TO("n") " AND n.answered_at > 0 AND n.shelf <> 0"
		" ORDER BY n.answered_at DESC, n.id DESC LIMIT $4",
		BIND(VISIBLE_BINDS(who), i64(lang), i64((int64_t)max)));
	return take_all(&r, lang, max, out);
}

enum status need_still(struct tx *tx, const struct stillness *s, struct needs *out)
{
	struct rows r = s->noticed_before
		? db_query(tx,
			"SELECT /* all: the platform's own chore */ " NEED_COLUMNS
			"  FROM agora_need n"
			" WHERE n.state IN (4, 5, 6, 7) AND n.noticed_at > 0 AND n.noticed_at <= $1"
			"   AND n.changed_at <= $2"
			" ORDER BY n.noticed_at, n.id LIMIT $4",
			BIND(i64(s->noticed_before), i64(s->changed_before), i64(LANG_FR),
				i64((int64_t)s->max)))
		: db_query(tx,
			"SELECT /* all: the platform's own chore */ " NEED_COLUMNS
			"  FROM agora_need n"
			" WHERE n.state IN (4, 5, 6, 7) AND n.noticed_at = 0 AND n.changed_at <= $1"
			" ORDER BY n.changed_at, n.id LIMIT $2",
			BIND(i64(s->changed_before), i64((int64_t)s->max), i64(LANG_FR)));
	return take_all(&r, LANG_FR, s->max, out);
}

enum status need_joined(struct tx *tx, int64_t into, size_t max, struct joined *out, size_t *len)
{
	*len = 0;
	struct rows r = db_query(tx,
		"SELECT n.id, n.changed_at FROM agora_need n"
		" WHERE n.merged_into = $1 AND n.audience = 0 ORDER BY n.changed_at, n.id LIMIT $2",
		BIND(i64(into), i64((int64_t)max)));
	while (*len < max && rows_next(&r))
		out[(*len)++] = (struct joined){ row_i64(&r, 0), row_i64(&r, 1) };
	return rows_end(&r);
}

/* ---- by words ---- */

/* What the index has found, as this reader may see it; what is gone meanwhile is left out. */
static enum status take_hits(struct tx *tx, const struct who *who, enum lang lang,
	const struct hits *hits, struct needs *out)
{
	*out = (struct needs){ .items = NEW(tx_arena(tx), struct need, hits->len),
		.total = hits->total, .many = hits->many };
	for (size_t i = 0; i < hits->len; i++)
		if (need_get(tx, who, lang, hits->items[i].id, &out->items[out->len]))
			out->len++;
	return tx_error(tx)->status;
}

enum status need_search(struct tx *tx, const struct who *who, const struct need_searched *asked,
	struct needs *out)
{
	struct hits hits;
	TRY(search_find(tx, who, &(struct search_asked){ .typed = asked->typed, .kind = AGORA_NEED,
		.max = asked->max, .skip = asked->skip }, &hits));
	return take_hits(tx, who, asked->lang, &hits, out);
}

enum status need_similar(struct tx *tx, const struct who *who, const struct draft *d,
	struct needs *out)
{
	enum { LOOK_AT = 4 * SIMILAR_MAX };
	struct str title = d->form.typed[NEED_F_TITLE], text_ = d->form.typed[NEED_F_TEXT];
	struct str typed = str_fmt(tx_arena(tx), "%.*s %.*s", (int)title.len,
		title.ptr ? title.ptr : "", (int)text_.len, text_.ptr ? text_.ptr : "");
	struct hits hits;
	TRY(search_find(tx, who, &(struct search_asked){ .typed = typed, .kind = AGORA_NEED,
		.any_word = true, .not_id = d->need, .max = LOOK_AT }, &hits));
	TRY(take_hits(tx, who, (enum lang)d->lang, &hits, out));
	out->len = similar_keep(out->items, out->len, SIMILAR_MAX);
	out->total = (int64_t)out->len;
	return OK;
}

/* ---- sitemap ---- */

enum status agora_sitemap(struct tx *tx, struct buf *out, const char *public_url)
{
	struct rows r = db_query(tx,
		"SELECT n.ref, n.title FROM agora_need n WHERE n.audience = 0 AND n.shelf <> 0"
		" ORDER BY n.published_at DESC, n.ref DESC LIMIT $1", BIND(i64(SITEMAP_MAX)));
	while (rows_next(&r)) {
		struct need n = { .ref = row_uuid(&r, 0), .title = row_text(&r, 1) };
		buf_put(out, STR("<url><loc>"));
		html_text(out, str_view(public_url));
		html_text(out, need_path(tx_arena(tx), &n));
		buf_put(out, STR("</loc></url>\n"));
	}
	return rows_end(&r);
}
