/* The portal in the browser. A handler holds no SQL, no rule and no markup. */
#include "features/portal/routes.h"
#include "app/cookie.h"
#include "app/site.h"
#include "features/agora/agora.h"
#include "features/portal/json_ld.h"
#include "features/portal/machine.h"
#include "features/portal/view.h"

/* ---- home ---- */

/* Rows of needs as markup; "" when there are none. */
static struct str rows_of(struct req *r, struct need_rows rows)
{
	struct buf b = { .max = 1 << 19 };
	if (rows.len)
		part_need_rows(&b, &r->page, rows);
	struct str s = b.full ? (struct str){ 0 } : str_dup(r->arena, buf_view(&b));
	buf_finish(&b);
	return s;
}

static enum status get_home(struct req *r)
{
	enum { SHARED = 5, LATEST = 3, LATE = 3 };
	struct agora_summary sum;
	struct need_rows shared, latest, late;
	struct home_view v;
	TRY(agora_summary(r->tx, &sum));
	TRY(agora_most_shared(r, SHARED, &shared));
	TRY(agora_latest_answers(r, LATEST, &latest));
	TRY(agora_overdue(r, LATE, &late));
	view_home(&v, &(struct home_in){ .needs = sum.needs, .supports = sum.supports,
		.in_work = sum.in_work, .answered = sum.answered, .resolved = sum.resolved,
		.shared = rows_of(r, shared), .latest = rows_of(r, latest), .late = rows_of(r, late) });
	v.head.description = words(r->page.lang, WORD("portal.home.intro"));
	v.head.json_ld = home_json_ld(r->arena, &r->page, r->site->settings.publisher);
	page_home(answer_page(r, 200), &r->page, &v);
	return OK;
}

/* ---- pages of the country ---- */

struct filling { const struct settings *settings; enum lang lang; };

static struct str fill(void *arg, struct str name)
{
	const struct filling *f = arg;
	const struct { const char *name; struct str value; } all[] = {
		{ "publisher", f->settings->publisher }, { "address", f->settings->address },
		{ "director", f->settings->director }, { "host", f->settings->hosting },
		{ "contact_email", f->settings->contact_email }, { "phone", f->settings->phone },
		{ "dpo_email", f->settings->dpo_email },
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (str_eq(name, str_view(all[i].name)) && all[i].value.len)
			return all[i].value;
	return words(f->lang, WORD("portal.legal.missing"));
}

/* The text in the language of the page; without one, in the first that there is. */
static struct str legal_source(struct str name, enum lang wanted, enum lang *lang)
{
	struct str source = country_page(name, *lang = wanted);
	for (enum lang l = LANG_FR; source.len == 0 && l < LANGS; l++)
		source = country_page(name, *lang = l);
	return source;
}

static enum status get_legal(struct req *r)
{
	struct str name = { r->page.path.ptr + 1, r->page.path.len - 1 };
	struct filling f = { &r->site->settings, r->page.lang };
	enum lang lang;
	struct str source = legal_source(name, r->page.lang, &lang);
	if (source.len == 0)
		return fail(r->error, NOT_FOUND, "the country has no such page");
	struct buf b = { .max = 1 << 19 };
	struct str title = html_markdown(&b, &(struct markdown){ .source = source, .fill = fill,
		.arg = &f, .prefix = str_view(lang_about[r->page.lang].prefix) });
	struct legal_view v = view_legal(title, str_dup(r->arena, buf_view(&b)));
	v.lang = page_foreign(&r->page, (int)lang);
	buf_finish(&b);
	if (str_eq(name, STR("apropos")))
		v.offices = view_offices(r->arena, &r->site->country);
	page_legal(answer_page(r, 200), &r->page, &v);
	return OK;
}

static enum status get_plan(struct req *r)
{
	struct plan_view v = view_plan();
	page_plan(answer_page(r, 200), &r->page, &v);
	return OK;
}

/* ---- how pages look ---- */

static enum status get_tastes(struct req *r)
{
	struct taste_view v;
	struct tastes now = tastes_read(str_view(r->page.theme), str_view(r->page.size));
	view_tastes(&v, now, req_field(r, "saved").len > 0);
	page_tastes(answer_page(r, 200), &r->page, &v);
	return OK;
}

static enum status post_tastes(struct req *r)
{
	struct tastes t = tastes_read(req_field(r, "theme"), req_field(r, "size"));
	answer_cookie(r, COOKIE_THEME, t.theme);
	answer_cookie(r, COOKIE_SIZE, t.size);
	return answer_redirect(r, "/affichage?saved=1", NULL);
}

/* ---- what is declared ---- */

const struct route portal_routes[] = {
	{ GET, "/", get_home, "public" },
	{ GET, "/mentions", get_legal, "public" },
	{ GET, "/donnees", get_legal, "public" },
	{ GET, "/cgu", get_legal, "public" },
	{ GET, "/accessibilite", get_legal, "public" },
	{ GET, "/charte", get_legal, "public" },
	{ GET, "/apropos", get_legal, "public" },
	{ GET, "/aide", get_legal, "public" },
	{ GET, "/plan-du-site", get_plan, "public" },
	{ GET, "/affichage", get_tastes, "public" },
	{ POST, "/affichage", post_tastes, "public" },
	{ GET, "/sitemap.xml", get_sitemap_xml, "public", .rate = RATE_EXPORT },
	{ GET, "/robots.txt", get_robots_txt, "public", .rate = RATE_FREE },
	{ GET, "/.well-known/security.txt", get_security_txt, "public", .rate = RATE_FREE },
	{ GET, "/communes", get_places, "public", .rate = RATE_SEARCH },
	{ 0 },
};
