#include "features/remarks/feed.h"
#include "features/remarks/view.h"

static void put(struct buf *x, const char *open, struct str text, const char *close)
{
	html_raw(x, str_view(open));
	xml_text(x, text);
	html_raw(x, str_view(close));
}

/* The whole address of a path of this site, in the language of the feed. */
static void put_address(struct buf *x, const struct page *p, const char *path)
{
	html_text(x, p->public_url);
	page_prefix(x, p);
	html_raw(x, str_view(path));
}

static void put_entry(struct buf *x, const struct page *p, const struct remark_group *g)
{
	struct uuid_text ref = uuid_print(g->ref);
	put(x, "<entry>\n<title>", g->title, "</title>\n");
	put(x, "<id>urn:uuid:", str_view(ref.text), "</id>\n");
	put(x, "<updated>", str_view(instant_print(g->answered_at).text), "</updated>\n");
	html_raw(x, STR("<link rel=\"alternate\" type=\"text/html\" href=\""));
	put_address(x, p, "/retours");
	put(x, "#g-", str_view(ref.text), "\"/>\n");
	put(x, "<category term=\"", words(p->lang, view_group(g).state), "\"/>\n");
	put(x, "<content type=\"text\">", g->answer, "</content>\n</entry>\n");
}

void feed_write(struct buf *x, const struct page *p, const struct remark_groups *groups)
{
	int64_t updated = groups->len ? groups->items[0].answered_at : 0;
	html_raw(x, STR("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
		"<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\""));
	put(x, "", str_view(lang_about[p->lang].code), "\">\n");
	put(x, "<title>", words(p->lang, WORD("remarks.changes.title")), "</title>\n");
	html_raw(x, STR("<id>"));
	put_address(x, p, "/retours.atom");
	html_raw(x, STR("</id>\n<link rel=\"self\" type=\"application/atom+xml\" href=\""));
	put_address(x, p, "/retours.atom");
	html_raw(x, STR("\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\""));
	put_address(x, p, "/retours");
	html_raw(x, STR("\"/>\n"));
	put(x, "<author><name>", words(p->lang, WORD("country.lab")), "</name></author>\n");
	put(x, "<updated>", str_view(instant_print(updated).text), "</updated>\n");
	for (size_t i = 0; i < groups->len; i++)
		put_entry(x, p, &groups->items[i]);
	html_raw(x, STR("</feed>\n"));
}
