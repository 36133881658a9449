/* Words put down beside an object, and found again. What is written here is read by the indexer;
 * what is asked is answered from search.db, joined with who may see what. */
#include "engines/search/terms.h"

enum { SPREAD = 200 };         /* rows of one slice */

/* ---- put down ---- */

/* Before its row changes: if who sees it will, what stands under it is looked at again. */
static enum status note_moved(struct tx *tx, const struct search_doc *d, bool gone)
{
	return db_exec(tx,
		"INSERT INTO search_moved (kind, id, served) SELECT $1, $2, 0"
		" WHERE EXISTS (SELECT 1 FROM search_doc u /* all: is anything there */"
		"   WHERE u.under_kind = $1 AND u.under_id = $2 AND u.under_id > 0)"
		" AND NOT EXISTS (SELECT 1 FROM search_doc d /* all: as it was */"
		"   WHERE d.kind = $1 AND d.id = $2 AND d.audience = $3 AND d.gone = $4)"
		" ON CONFLICT (kind, id) DO UPDATE SET served = 0",
		BIND(i64(d->kind), i64(d->id), i64(d->audience), i64(gone)));
}

static enum status put(struct tx *tx, const struct search_doc *d, bool gone)
{
	TRY(note_moved(tx, d, gone));
	return db_exec(tx,
		"INSERT INTO search_doc (kind, id, seq, persona, audience, gone, theme, territory, at,"
		" lang, title, body, other_title, other_body, under_kind, under_id)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"
		" ON CONFLICT (kind, id) DO UPDATE SET seq = excluded.seq, persona = excluded.persona,"
		" audience = excluded.audience, gone = excluded.gone, theme = excluded.theme,"
		" territory = excluded.territory, at = excluded.at, lang = excluded.lang,"
		" title = excluded.title, body = excluded.body, other_title = excluded.other_title,"
		" other_body = excluded.other_body, under_kind = excluded.under_kind,"
		" under_id = excluded.under_id",
		BIND(i64(d->kind), i64(d->id), i64(tx_new_id(tx)), ref(d->persona), i64(d->audience),
			i64(gone), text(d->theme), text(d->territory), i64(d->at), i64(d->lang),
			text(d->title), text(d->body), text(d->other_title), text(d->other_body),
			i64(d->under_kind), i64(d->under_id)));
}

enum status search_put(struct tx *tx, const struct search_doc *d)
{
	return put(tx, d, false);
}

/* The row stays, empty, so that the indexer hears of it. */
enum status search_forget(struct tx *tx, int kind, int64_t id)
{
	return put(tx, &(struct search_doc){ .kind = kind, .id = id, .audience = AUDIENCE_AUTHOR },
		true);
}

/* ---- what stands under what has changed ---- */

struct moved { struct object_key key; int64_t served; };

static enum status next_moved(struct tx *tx, struct moved *out)
{
	*out = (struct moved){ 0 };
	struct rows r = db_query(tx,
		"SELECT kind, id, served FROM search_moved ORDER BY kind, id LIMIT 1", NULL, 0);
	if (rows_next(&r))
		*out = (struct moved){ { (int)row_i64(&r, 0), row_i64(&r, 1) }, row_i64(&r, 2) };
	return rows_end(&r);
}

static enum status list_under(struct tx *tx, const struct moved *m, struct object_key *out,
	int64_t *len)
{
	struct rows r = db_query(tx,
		"SELECT kind, id FROM search_doc /* all: to carry again */"
		" WHERE under_kind = $1 AND under_id = $2 AND under_id > 0 AND id > $3"
		" ORDER BY id LIMIT $4",
		BIND(i64(m->key.kind), i64(m->key.id), i64(m->served), i64(SPREAD)));
	for (*len = 0; rows_next(&r); ++*len)
		out[*len] = (struct object_key){ (int)row_i64(&r, 0), row_i64(&r, 1) };
	return rows_end(&r);
}

/* The indexer goes by seq: a new one has it read the row again. */
enum status search_spread(struct tx *tx, const struct site *site, bool *more)
{
	struct moved m;
	struct object_key *under = NEW(tx_arena(tx), struct object_key, SPREAD);
	int64_t len;
	(void)site;
	TRY(next_moved(tx, &m));
	*more = m.key.id != 0;
	if (!*more)
		return OK;
	TRY(list_under(tx, &m, under, &len));
	for (int64_t i = 0; i < len; i++)
		TRY(db_exec(tx, "UPDATE search_doc SET seq = $3 WHERE kind = $1 AND id = $2",
			BIND(i64(under[i].kind), i64(under[i].id), i64(tx_new_id(tx)))));
	if (len < SPREAD)
		return db_exec(tx, "DELETE FROM search_moved WHERE kind = $1 AND id = $2",
			BIND(i64(m.key.kind), i64(m.key.id)));
	return db_exec(tx, "UPDATE search_moved SET served = $3 WHERE kind = $1 AND id = $2",
		BIND(i64(m.key.kind), i64(m.key.id), i64(under[len - 1].id)));
}

/* ---- asked ---- */

enum { HITS_MAX = 1000 };

#define FOUND \
	"SELECT d.kind, d.id, d.at, d.theme, d.territory" \
	"  FROM search.search_fts f" \
	"  CROSS JOIN search.search_text t ON t.id = f.rowid" \
	"  CROSS JOIN search_doc d ON d.kind = t.kind AND d.id = t.id" \
	" WHERE f.search_fts MATCH $3 AND " FOUND_BY_WHO("d") \
	"   AND ($4 = 0 OR d.kind = $4) AND ($5 = '' OR d.theme = $5)" \
	"   AND ($6 = '' OR d.territory = $6) AND d.id <> $7"
static const char best_sql[] = FOUND " ORDER BY f.rank, d.id DESC LIMIT $8";
static const char newest_sql[] = FOUND " ORDER BY f.rowid DESC LIMIT $8";

struct found { struct hit *items; size_t len; bool many; };

static bool has_hit(const struct found *h, int64_t id)
{
	for (size_t i = 0; i < h->len; i++)
		if (h->items[i].id == id)
			return true;
	return false;
}

/* What is asked of search.db: an expression of FTS5, which of the two orders, how many to read. */
struct look {
	const char *sql;
	struct str match, titles, facets;
	const struct search_asked *asked;
	size_t most;
};

static enum status take(struct tx *tx, const struct who *who, const struct look *look,
	struct found *all)
{
	const struct search_asked *asked = look->asked;
	size_t before = all->len;
	struct str match = str_fmt(tx_arena(tx), "(%s)%s", look->match.ptr, look->facets.ptr);
	struct rows r = db_query(tx, look->sql, BIND(VISIBLE_BINDS(who), text(match),
		i64(asked->kind), text(asked->theme), text(asked->territory), i64(asked->not_id),
		i64((int64_t)look->most)));
	while (all->len < look->most && rows_next(&r)) {
		struct hit hit = { (int)row_i64(&r, 0), row_i64(&r, 1), row_i64(&r, 2), row_text(&r, 3),
			row_text(&r, 4) };
		if (before == 0 || !has_hit(&(struct found){ .items = all->items, .len = before }, hit.id))
			all->items[all->len++] = hit;
	}
	return rows_end(&r);
}

/* A common word would have bm25 read every text that has it: then the newest come first, those
 * with the words in their title before the others. Read is what is shown, and one more: what a page
 * costs must not grow with the lab. So titles and filters are words of the index too (terms.h), or
 * texts would be read that they leave out; bm25 would count those, so a rare word does without. */
static enum status take_common(struct tx *tx, const struct who *who, const struct look *look,
	struct found *all)
{
	struct look titles = *look;
	titles.match = look->titles;
	TRY(take(tx, who, &titles, all));
	return all->len < look->most ? take(tx, who, look, all) : OK;
}

static struct str facets_asked(struct arena *a, const struct search_asked *asked)
{
	struct str all = search_facets(a, asked->kind, asked->theme, asked->territory), one;
	struct str match = str_dup(a, STR(""));
	while (str_cut(&all, ' ', &one))
		match = str_fmt(a, "%s AND \"%.*s\"", match.ptr, (int)one.len, one.ptr);
	return match;
}

/* `any`: of the words; all of them otherwise. */
struct way { const struct search_asked *asked; const struct terms *terms; bool any; };

static enum status take_all(struct tx *tx, const struct who *who, const struct way *way,
	struct found *all)
{
	struct arena *a = tx_arena(tx);
	const struct search_asked *asked = way->asked;
	bool common = terms_any_common(way->terms);
	const char *between = way->any ? " OR " : " AND ";
	struct look look = { common ? newest_sql : best_sql, terms_match(a, way->terms, between),
		.titles = terms_match_title(a, way->terms, between),
		.facets = common ? facets_asked(a, asked) : STR(""), .asked = asked, .most = HITS_MAX };
	if (common && asked->max && asked->skip + asked->max < HITS_MAX)
		look.most = asked->skip + asked->max + 1;
	TRY(common ? take_common(tx, who, &look, all) : take(tx, who, &look, all));
	all->many = all->len == look.most;
	return OK;
}

/* The words that rank, or all when none does. */
static struct terms rare_of(const struct terms *w)
{
	struct terms rare = { 0 };
	for (size_t i = 0; i < w->len; i++)
		if (w->items[i].texts <= COMMON)
			rare.items[rare.len++] = w->items[i];
	return rare.len ? rare : *w;
}

enum status search_find(struct tx *tx, const struct who *who, const struct search_asked *asked,
	struct hits *out)
{
	struct arena *a = tx_arena(tx);
	struct terms *w = NEW(a, struct terms, 1);
	*out = (struct hits){ 0 };
	TRY(terms_of(tx, who, asked, w, out));
	if (w->len == 0)
		return OK;
	struct found all = { .items = NEW(a, struct hit, HITS_MAX) };
	struct way way = { asked, w, asked->any_word };
	TRY(take_all(tx, who, &way, &all));
	if (all.len == 0 && w->len > 1 && !asked->any_word && !asked->exact) {
		*w = rare_of(w);
		out->some = way.any = true;
		TRY(take_all(tx, who, &way, &all));
	}
	size_t skip = asked->skip < all.len ? asked->skip : all.len, left = all.len - skip;
	out->terms = w;
	out->all = all.items;
	out->total = (int64_t)all.len;
	out->many = all.many;
	out->items = all.items + skip;
	out->len = asked->max && asked->max < left ? asked->max : left;
	return OK;
}
