/* Searching in the browser. A handler holds no SQL, no rule and no markup. */
#include "features/finder/routes.h"
#include "app/list.h"
#include "app/site.h"
#include "base/json.h"
#include "base/utf8.h"
#include "engines/search/search.h"
#include "features/finder/view.h"

enum { TYPED_MAX = 200, SKIP_MAX = 1000, SUGGESTED_FOR_S = 60 };

/* ---- what was asked ---- */

static const struct object_kind *kind_named(const struct site *s, struct str name)
{
	for (const struct feature *const *f = s->features; *f; f++)
		for (const struct object_kind *k = (*f)->objects; k && k->kind; k++)
			if (str_eq(str_view(k->name), name))
				return k;
	return NULL;
}

static struct choice choice_of(const struct req *r, int by, const struct hit *hit)
{
	const struct country *c = r->page.country;
	const struct object_kind *k = by == BY_KIND ? site_kind(r->site, hit->kind) : NULL;
	const struct theme *t = by == BY_THEME ? country_theme(c, hit->theme) : NULL;
	const struct territory *at = by == BY_TERRITORY ? country_territory(c, hit->territory) : NULL;
	if (k)
		return (struct choice){ .value = str_view(k->name), .key = k->word };
	if (t)
		return (struct choice){ .value = t->slug, .text = t->name[r->page.lang] };
	if (at)
		return (struct choice){ .value = at->code, .text = at->label };
	return (struct choice){ 0 };
}

/* A filter that names nothing is left out. */
static struct search_asked read_asked(const struct req *r, struct finder_in *in)
{
	const struct object_kind *k = kind_named(r->site, req_field(r, "kind"));
	struct hit like = { .kind = k ? k->kind : 0, .theme = req_field(r, "theme"),
		.territory = req_field(r, "territory") };
	for (int by = 0; by < NARROWS; by++)
		in->on[by] = choice_of(r, by, &like);
	int64_t skip;
	bool sane = str_to_i64(req_field(r, "skip"), &skip) && skip >= 0 && skip < SKIP_MAX;
	in->asked = (struct finder_asked){ utf8_cut(str_trim(req_field(r, "q")), TYPED_MAX),
		in->on[BY_KIND].value, in->on[BY_THEME].value, in->on[BY_TERRITORY].value,
		str_eq(req_field(r, "exact"), STR("1")), sane ? skip : 0 };
	return (struct search_asked){ .typed = in->asked.typed, .kind = like.kind,
		.theme = in->asked.theme, .territory = in->asked.territory, .exact = in->asked.exact,
		.max = LIST_PAGE, .skip = (size_t)in->asked.skip };
}

/* ---- what was found ---- */

/* False: it is gone meanwhile, or not for this reader. */
static bool read_row(struct req *r, const struct hits *hits, const struct hit *hit,
	struct finder_row *out)
{
	struct search_reader reader = { r->who, r->page.lang };
	struct search_shown shown;
	struct object o;
	if (!site_object(r->site, r->tx, r->who, (struct object_key){ hit->kind, hit->id }, &o)
		|| !search_shown(r->tx, &reader, hits, hit, &shown))
		return false;
	struct mark *marks = NEW(r->arena, struct mark, shown.len);
	for (size_t i = 0; i < shown.len; i++)
		marks[i] = (struct mark){ shown.pieces[i].text, shown.pieces[i].is_found };
	*out = (struct finder_row){ .kind = choice_of(r, BY_KIND, hit).key, .path = { o.path },
		.title = shown.title.len ? shown.title : o.title, .at = hit->at,
		.theme = choice_of(r, BY_THEME, hit).text, .place = choice_of(r, BY_TERRITORY, hit).text,
		.lang = page_foreign(&r->page, (int)shown.lang),
		.marks = { marks, shown.len }, .cut_before = shown.cut_before,
		.cut_after = shown.cut_after };
	return true;
}

static enum status find(struct req *r, const struct search_asked *asked, struct finder_in *in)
{
	struct hits hits;
	TRY(search_find(r->tx, r->who, asked, &hits));
	struct finder_row *rows = NEW(r->arena, struct finder_row, hits.len);
	in->rows.items = rows;
	for (size_t i = 0; i < hits.len; i++)
		if (read_row(r, &hits, &hits.items[i], &rows[in->rows.len]))
			in->rows.len++;
	for (int64_t i = 0; i < hits.total; i++)
		for (int by = 0; by < NARROWS; by++)
			choices_add(&in->found[by], choice_of(r, by, &hits.all[i]));
	in->total = hits.total;
	in->is_many = hits.many;
	in->is_some = hits.some;
	in->instead = hits.instead;
	in->without = hits.without;
	return tx_error(r->tx)->status;
}

static enum status get_found(struct req *r)
{
	struct finder_in *in = NEW(r->arena, struct finder_in, 1);
	struct finder_view *v = NEW(r->arena, struct finder_view, 1);
	struct search_asked asked = read_asked(r, in);
	in->total = -1;
	in->page = LIST_PAGE;
	if (asked.typed.len)
		TRY(find(r, &asked, in));
	view_found(r->arena, in, v);
	page_found(answer_page(r, 200), &r->page, v);
	return OK;
}

/* ---- suggestions ---- */

static enum status get_suggestions(struct req *r)
{
	struct suggestions s;
	TRY(search_suggest(r->tx, utf8_cut(req_field(r, "q"), TYPED_MAX), &s));
	struct json j = { .out = answer_file(r, "application/json; charset=utf-8", (struct str){ 0 }) };
	json_open(&j, NULL, '[');
	for (size_t i = 0; i < s.len; i++) {
		json_open(&j, NULL, '{');
		json_text(&j, "value", s.items[i]);
		json_close(&j, '}');
	}
	json_close(&j, ']');
	r->answer->open = true;
	r->answer->open_s = SUGGESTED_FOR_S;
	return OK;
}

/* ---- what is declared ---- */

const struct route finder_routes[] = {
	{ GET, "/recherche", get_found, "public", .rate = RATE_SEARCH },
	{ GET, "/recherche/suggestions", get_suggestions, "public", .rate = RATE_SEARCH },
	{ 0 },
};
