/* Filters and keyset, composed from literals of the store; what people typed is bound. */
#include "app/list.h"
#include "base/arena.h"
#include <assert.h>

enum { OWN_BINDS = 3, BINDS_MAX = 16, FILTER_MAX = 100, QUERY_MAX = 4096 };

struct list_asked list_asked(const struct list_spec *spec, const struct field *query)
{
	struct list_asked a = { 0 };
	for (size_t i = 0; spec->filters[i].name; i++) {
		const struct list_filter *f = &spec->filters[i];
		int64_t ignored;
		a.filter[i] = field_get(query, f->name);
		bool readable = !f->number || f->number(a.filter[i], &ignored);
		if (!readable || a.filter[i].len > FILTER_MAX)
			a.filter[i] = (struct str){ 0 };
	}
	struct str ref = field_get(query, "after"), key;
	a.onward = str_cut(&ref, '.', &key) && str_to_i64(key, &a.after_key)
		&& uuid_parse(ref, &a.after_ref);
	return a;
}

static struct bind filter_bind(const struct list_filter *f, struct str asked)
{
	int64_t n;
	return f->number && f->number(asked, &n) ? i64(n) : text(asked);
}

static const char *order_of(const struct list_spec *spec)
{
	return spec->falling ? " DESC" : "";
}

struct str list_sql(struct arena *a, const struct list_spec *spec, const struct list_asked *asked,
	size_t n)
{
	struct str sql = str_view(spec->select);
	for (size_t i = 0; spec->filters[i].name; i++) {
		const struct list_filter *f = &spec->filters[i];
		if (asked->filter[i].len)
			sql = str_fmt(a, "%s%s$%zu%s", sql.ptr, f->sql, ++n, f->end ? f->end : "");
	}
	if (asked->onward) {
		n += 2;
		sql = str_fmt(a, "%s AND (%s, %s) %c ($%zu, $%zu)", sql.ptr, spec->key, spec->ref,
			spec->falling ? '<' : '>', n - 1, n);
	}
	struct str end = str_fmt(a, " ORDER BY %s%s, %s%s LIMIT $%zu", spec->key, order_of(spec),
		spec->ref, order_of(spec), n + 1);
	return str_join(a, PIECES(sql, end));
}

struct list list_open(struct tx *tx, const struct list_spec *spec, const struct list_asked *asked,
	const struct bind *binds, size_t n)
{
	assert(n + LIST_FILTERS + OWN_BINDS <= BINDS_MAX);
	struct bind all[BINDS_MAX] = { 0 };
	struct str sql = list_sql(tx_arena(tx), spec, asked, n);
	int64_t page = asked->page > 0 ? asked->page : LIST_PAGE;
	if (n)
		memcpy(all, binds, n * sizeof *binds);
	for (size_t i = 0; spec->filters[i].name; i++)
		if (asked->filter[i].len)
			all[n++] = filter_bind(&spec->filters[i], asked->filter[i]);
	if (asked->onward) {
		all[n++] = i64(asked->after_key);
		all[n++] = ref(asked->after_ref);
	}
	all[n++] = i64(page + 1);
	return (struct list){ .rows = db_query(tx, sql.ptr, all, n), .spec = spec, .asked = *asked,
		.page = page };
}

bool list_next(struct list *l)
{
	if (l->more || !rows_next(&l->rows))
		return false;
	if (l->len == l->page) {
		l->more = true;
		return false;
	}
	l->len++;
	l->key = row_i64(&l->rows, 0);
	l->ref = row_uuid(&l->rows, 1);
	return true;
}

/* "?theme=pain&" or "?": to be gone on with. */
static void put_filters(struct buf *url, const struct list_spec *spec,
	const struct list_asked *asked)
{
	html_raw(url, STR("?"));
	for (size_t i = 0; spec->filters[i].name; i++) {
		if (asked->filter[i].len == 0)
			continue;
		html_raw(url, str_view(spec->filters[i].name));
		html_raw(url, STR("="));
		html_url_part(url, asked->filter[i]);
		html_raw(url, STR("&"));
	}
}

static struct url taken(struct arena *a, struct buf *url)
{
	struct url u = { str_dup(a, buf_view(url)) };
	buf_finish(url);
	return u;
}

enum status list_end(struct list *l, struct url *next)
{
	*next = (struct url){ 0 };
	struct arena *a = tx_arena(l->rows.tx);
	TRY(rows_end(&l->rows));
	if (!l->more)
		return OK;
	struct buf url = { .max = QUERY_MAX };
	put_filters(&url, l->spec, &l->asked);
	html_raw(&url, STR("after="));
	html_i64(&url, l->key);
	html_raw(&url, STR("."));
	html_uuid(&url, l->ref);
	*next = taken(a, &url);
	return OK;
}

struct url list_query(struct arena *a, const struct list_spec *spec,
	const struct list_asked *asked)
{
	struct buf url = { .max = QUERY_MAX };
	put_filters(&url, spec, asked);
	if (url.len == 1)
		buf_finish(&url);
	else
		url.len--;                 /* the last "&" */
	return taken(a, &url);
}

struct url list_at(struct arena *a, const char *path, const struct list_spec *spec,
	const struct list_asked *asked)
{
	struct url query = list_query(a, spec, asked);
	return (struct url){ str_join(a, PIECES(str_view(path), query.text)) };
}
