#include "features/discussion/feed.h"
#include "base/zone.h"

static void put(struct buf *x, const char *open, struct str text, const char *close)
{
	html_raw(x, str_view(open));
	xml_text(x, text);
	html_raw(x, str_view(close));
}

/* The whole address of a path of this site, in the language of the feed. */
static void put_address(struct buf *x, const struct page *p, struct str path)
{
	html_text(x, p->public_url);
	page_prefix(x, p);
	html_text(x, path);
}

static void put_link(struct buf *x, const struct page *p, const char *attributes, struct str path)
{
	html_raw(x, STR("<link "));
	html_raw(x, str_view(attributes));
	html_raw(x, STR(" href=\""));
	put_address(x, p, path);
	html_raw(x, STR("\"/>\n"));
}

static int64_t changed_at(const struct post *m)
{
	return m->edited_at ? m->edited_at : m->at;
}

/* What is veiled is read on its page, where it says why. */
static void put_entry(struct buf *x, const struct page *p, const struct feed *f,
	const struct post *m)
{
	struct uuid_text ref = uuid_print(m->ref);
	put(x, "<entry>\n<title>", f->about->title, "</title>\n");
	put(x, "<id>urn:uuid:", str_view(ref.text), "</id>\n");
	put(x, "<published>", str_view(instant_print(m->at).text), "</published>\n");
	put(x, "<updated>", str_view(instant_print(changed_at(m)).text), "</updated>\n");
	html_raw(x, STR("<link rel=\"alternate\" type=\"text/html\" href=\""));
	put_address(x, p, STR("/echanges/"));
	put(x, "", str_view(ref.text), "\"/>\n");
	if (m->name.len)
		put(x, "<author><name>", m->name, "</name></author>\n");
	put(x, "<content type=\"text\">", m->is_veiled ? words(p->lang, WORD("discussion.feed.veiled"))
		: m->text, "</content>\n</entry>\n");
}

void talk_feed_write(struct buf *x, const struct page *p, const struct feed *f)
{
	int64_t updated = 0;
	for (size_t i = 0; i < f->posts.len; i++)
		if (changed_at(&f->posts.items[i]) > updated)
			updated = changed_at(&f->posts.items[i]);
	html_raw(x, STR("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
		"<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\""));
	put(x, "", str_view(lang_about[p->lang].code), "\">\n");
	put(x, "<title>", f->about->title, "</title>\n");
	put(x, "<subtitle>", words(p->lang, WORD("discussion.title")), "</subtitle>\n<id>");
	put_address(x, p, f->path);
	html_raw(x, STR("</id>\n"));
	put_link(x, p, "rel=\"self\" type=\"application/atom+xml\"", f->path);
	put_link(x, p, "rel=\"alternate\" type=\"text/html\"", f->about->talk.text);
	put(x, "<author><name>", words(p->lang, WORD("country.lab")), "</name></author>\n");
	put(x, "<updated>", str_view(instant_print(updated).text), "</updated>\n");
	for (size_t i = 0; i < f->posts.len; i++)
		put_entry(x, p, f, &f->posts.items[i]);
	html_raw(x, STR("</feed>\n"));
}
