#include "features/portal/json_ld.h"
#include "app/ld.h"

static void write_publisher(struct ld *l, struct str publisher)
{
	struct json *j = &l->json;
	const struct page *p = l->page;
	struct str site = words(p->lang, WORD("country.lab"));
	struct str logo = asset_url("logo.svg").text;
	ld_typed(l, NULL, "Organization");
	json_text(j, "name", publisher.len ? publisher : site);
	json_text(j, "url", p->public_url);
	if (logo.len)
		json_text(j, "logo", str_join(l->arena, PIECES(p->public_url, logo)));
	json_close(j, '}');
}

static void write_search(struct ld *l)
{
	struct json *j = &l->json;
	const struct page *p = l->page;
	ld_typed(l, "potentialAction", "SearchAction");
	json_text(j, "target", str_fmt(l->arena, "%.*s%s/recherche?q={search_term_string}",
		(int)p->public_url.len, p->public_url.ptr, lang_about[p->lang].prefix));
	json_text(j, "query-input", STR("required name=search_term_string"));
	json_close(j, '}');
}

static void write_site(struct ld *l)
{
	struct json *j = &l->json;
	const struct page *p = l->page;
	ld_typed(l, NULL, "WebSite");
	json_text(j, "name", words(p->lang, WORD("country.lab")));
	json_text(j, "url", p->public_url);
	json_open(j, "inLanguage", '[');
	for (enum lang lang = LANG_FR; lang < LANGS; lang++)
		json_text(j, NULL, str_view(lang_about[lang].code));
	json_close(j, ']');
	write_search(l);
	json_close(j, '}');
}

struct str home_json_ld(struct arena *a, const struct page *p, struct str publisher)
{
	struct ld l;
	ld_open(&l, a, p);
	write_publisher(&l, publisher);
	write_site(&l);
	return ld_close(&l);
}
