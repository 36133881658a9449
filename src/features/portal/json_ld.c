#include "features/portal/json_ld.h"
#include "base/json.h"

static void write_publisher(struct json *j, struct arena *a, const struct page *p,
	struct str publisher)
{
	struct str site = words(p->lang, WORD("country.lab"));
	struct str logo = asset_url("logo.svg").text;
	json_open(j, NULL, '{');
	json_text(j, "@type", STR("Organization"));
	json_text(j, "name", publisher.len ? publisher : site);
	json_text(j, "url", p->public_url);
	if (logo.len)
		json_text(j, "logo", str_fmt(a, "%.*s%.*s", (int)p->public_url.len, p->public_url.ptr,
			(int)logo.len, logo.ptr));
	json_close(j, '}');
}

static void write_search(struct json *j, struct arena *a, const struct page *p)
{
	json_open(j, "potentialAction", '{');
	json_text(j, "@type", STR("SearchAction"));
	json_text(j, "target", str_fmt(a, "%.*s%s/recherche?q={search_term_string}",
		(int)p->public_url.len, p->public_url.ptr, lang_about[p->lang].prefix));
	json_text(j, "query-input", STR("required name=search_term_string"));
	json_close(j, '}');
}

static void write_site(struct json *j, struct arena *a, const struct page *p)
{
	json_open(j, NULL, '{');
	json_text(j, "@type", STR("WebSite"));
	json_text(j, "name", words(p->lang, WORD("country.lab")));
	json_text(j, "url", p->public_url);
	json_open(j, "inLanguage", '[');
	for (enum lang l = LANG_FR; l < LANGS; l++)
		json_text(j, NULL, str_view(lang_about[l].code));
	json_close(j, ']');
	write_search(j, a, p);
	json_close(j, '}');
}

struct str home_json_ld(struct arena *a, const struct page *p, struct str publisher)
{
	struct buf out = { .max = 8192 };
	struct json j = { .out = &out };
	json_open(&j, NULL, '{');
	json_text(&j, "@context", STR("https://schema.org"));
	json_open(&j, "@graph", '[');
	write_publisher(&j, a, p, publisher);
	write_site(&j, a, p);
	json_close(&j, ']');
	json_close(&j, '}');
	struct str s = out.full ? (struct str){ 0 } : str_dup(a, buf_view(&out));
	buf_finish(&out);
	return s;
}
