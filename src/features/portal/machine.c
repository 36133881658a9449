#include "features/portal/machine.h"
#include "app/site.h"
#include "base/json.h"
#include "features/portal/rules.h"

/* ---- sitemap: each page in each language, each naming the others ---- */

/* The address of a page, without its language, in a language: "…/en/besoins". */
static void put_page(struct buf *x, const struct site *s, enum lang lang, struct str path)
{
	html_text(x, s->public_url);
	html_raw(x, str_view(lang_about[lang].prefix));
	html_raw(x, path);
}

static void put_alternate(struct buf *x, const struct site *s, const char *code, enum lang lang,
	struct str path)
{
	html_raw(x, STR("<xhtml:link rel=\"alternate\" hreflang=\""));
	html_raw(x, str_view(code));
	html_raw(x, STR("\" href=\""));
	put_page(x, s, lang, path);
	html_raw(x, STR("\"/>\n"));
}

static void put_entries(struct buf *x, const struct site *s, struct str path)
{
	for (enum lang l = LANG_FR; l < LANGS; l++) {
		html_raw(x, STR("<url><loc>"));
		put_page(x, s, l, path);
		html_raw(x, STR("</loc>\n"));
		for (enum lang other = LANG_FR; other < LANGS; other++)
			put_alternate(x, s, lang_about[other].code, other, path);
		put_alternate(x, s, "x-default", LANG_FR, path);
		html_raw(x, STR("</url>\n"));
	}
}

/* What features wrote: <url><loc>, an address of this site, </loc></url>. Already escaped. */
static void put_theirs(struct buf *x, const struct site *s, struct str theirs)
{
	static const char open[] = "<loc>";
	if (theirs.len == 0)
		return;
	const char *at = theirs.ptr, *end = theirs.ptr + theirs.len;
	while ((at = memmem(at, (size_t)(end - at), open, sizeof open - 1))) {
		struct str loc = { at + sizeof open - 1, (size_t)(end - at) - (sizeof open - 1) };
		const char *stop = memchr(loc.ptr, '<', loc.len);
		loc.len = stop ? (size_t)(stop - loc.ptr) : loc.len;
		at = loc.ptr + loc.len;
		if (str_starts(loc, s->public_url))
			put_entries(x, s, (struct str){ loc.ptr + s->public_url.len,
				loc.len - s->public_url.len });
	}
}

enum status get_sitemap_xml(struct req *r)
{
	enum { THEIRS_MAX = 4 << 20 };
	const struct site *s = r->site;
	struct buf theirs = { .max = THEIRS_MAX };
	enum status status = OK;
	const char *url = str_dup(r->arena, s->public_url).ptr;
	struct buf *x = answer_file(r, "application/xml; charset=utf-8", (struct str){ 0 });
	html_raw(x, STR("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
		"<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""
		" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n"));
	put_entries(x, s, STR("/"));
	put_entries(x, s, STR("/besoins"));
	put_entries(x, s, STR("/retours"));
	put_entries(x, s, STR("/plan-du-site"));
	for (size_t i = 0; legal_name[i]; i++)
		put_entries(x, s, str_fmt(r->arena, "/%s", legal_name[i]));
	for (const struct feature *const *f = s->features; *f && status == OK; f++)
		if ((*f)->sitemap)
			status = (*f)->sitemap(r->tx, &theirs, url);
	put_theirs(x, s, buf_view(&theirs));
	buf_finish(&theirs);
	html_raw(x, STR("</urlset>\n"));
	r->answer->open = true;
	return status;
}

/* ---- robots.txt, security.txt ---- */

enum status get_robots_txt(struct req *r)
{
	static const char *const closed[] = {
		"/moi", "/equipe", "/admin", "/connexion", "/inscription", "/lien/", "/recherche",
		"/signaler", "/affichage", "/communes", "/besoins/nouveau", "/retours/nouveau",
		"/retours/merci",
	};
	struct buf *x = answer_file(r, "text/plain; charset=utf-8", (struct str){ 0 });
	html_raw(x, STR("User-agent: *\n"));
	for (size_t i = 0; i < sizeof closed / sizeof *closed && !r->page.is_demo; i++)
		for (enum lang l = LANG_FR; l < LANGS; l++)
			buf_fmt(x, "Disallow: %s%s\n", lang_about[l].prefix, closed[i]);
	if (r->page.is_demo)
		html_raw(x, STR("Disallow: /\n"));         /* people who do not exist are not to be found */
	buf_fmt(x, "Sitemap: %.*s/sitemap.xml\n", (int)r->site->public_url.len,
		r->site->public_url.ptr);
	r->answer->open = true;
	return OK;
}

/* RFC 9116. Without an address in the settings, the form of remarks reaches the team. */
enum status get_security_txt(struct req *r)
{
	const struct site *s = r->site;
	struct str contact = s->settings.contact_email;
	int64_t at = zone_at(s->country.zone, security_until(r->today), 0, 0);
	struct instant_text until = instant_print(at);
	struct buf *x = answer_file(r, "text/plain; charset=utf-8", (struct str){ 0 });
	if (contact.len)
		buf_fmt(x, "Contact: mailto:%.*s\n", (int)contact.len, contact.ptr);
	else
		buf_fmt(x, "Contact: %.*s/retours/nouveau\n", (int)s->public_url.len, s->public_url.ptr);
	buf_fmt(x, "Expires: %s\nPreferred-Languages: fr, en\n", until.text);
	buf_fmt(x, "Canonical: %.*s/.well-known/security.txt\n", (int)s->public_url.len,
		s->public_url.ptr);
	r->answer->open = true;
	return OK;
}

/* ---- places for a field that suggests ---- */

enum status get_places(struct req *r)
{
	enum { MOST = 10 };
	struct place found[MOST];
	size_t n = place_search(req_field(r, "q"), found, MOST);
	struct json j = { .out = answer_file(r, "application/json; charset=utf-8", (struct str){ 0 }) };
	json_open(&j, NULL, '[');
	for (size_t i = 0; i < n; i++) {
		json_open(&j, NULL, '{');
		json_text(&j, "value", place_label(r->arena, &found[i]));
		json_close(&j, '}');
	}
	json_close(&j, ']');
	r->answer->open = true;
	return OK;
}
