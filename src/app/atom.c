/* Lists for feed readers. */
#include "app/atom.h"
#include "base/zone.h"

static void element(struct buf *x, const char *name, struct str s)
{
	buf_fmt(x, "<%s>", name);
	xml_text(x, s);
	buf_fmt(x, "</%s>\n", name);
}

static void put_link(struct buf *x, const struct atom *a, const char *attributes, const char *end)
{
	buf_fmt(x, "<link %s href=\"", attributes);
	page_address(x, a->page, a->path);
	buf_put(x, str_view(end));
	xml_text(x, a->query);
	html_raw(x, STR("\"/>\n"));
}

void atom_open(struct buf *x, const struct atom *a)
{
	enum lang lang = a->page->lang;
	html_raw(x, STR("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"));
	buf_fmt(x, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"%s\">\n<id>",
		lang_about[lang].code);
	page_address(x, a->page, a->path);
	html_raw(x, STR(".atom"));
	xml_text(x, a->query);
	html_raw(x, STR("</id>\n"));
	element(x, "title", words(lang, a->title));
	element(x, "subtitle", words(lang, a->subtitle));
	element(x, "updated", str_view(instant_print(a->updated_at).text));
	html_raw(x, STR("<author>"));
	element(x, "name", words(lang, WORD("country.lab")));
	html_raw(x, STR("</author>\n"));
	put_link(x, a, "rel=\"self\" type=\"application/atom+xml\"", ".atom");
	put_link(x, a, "rel=\"alternate\" type=\"text/html\"", "");
}

static void put_category(struct buf *x, const struct atom_entry *e)
{
	html_raw(x, STR("<category term=\""));
	xml_text(x, e->term);
	html_raw(x, STR("\" label=\""));
	xml_text(x, e->label);
	html_raw(x, STR("\"/>\n"));
}

void atom_put(struct buf *x, const struct atom *a, const struct atom_entry *e)
{
	buf_fmt(x, "<entry xml:lang=\"%s\">\n<id>urn:uuid:%s</id>\n", lang_about[e->lang].code,
		uuid_print(e->ref).text);
	element(x, "title", e->title);
	element(x, "published", str_view(instant_print(e->published_at).text));
	element(x, "updated", str_view(instant_print(e->updated_at).text));
	if (e->author.len) {
		html_raw(x, STR("<author>"));
		element(x, "name", e->author);
		html_raw(x, STR("</author>\n"));
	}
	html_raw(x, STR("<link rel=\"alternate\" type=\"text/html\" href=\""));
	page_address(x, a->page, a->path);
	html_raw(x, STR("/"));
	html_uuid(x, e->ref);
	html_raw(x, STR("\"/>\n"));
	if (e->label.len)
		put_category(x, e);
	element(x, "content", e->text);
	html_raw(x, STR("</entry>\n"));
}

void atom_close(struct buf *x)
{
	html_raw(x, STR("</feed>\n"));
}
