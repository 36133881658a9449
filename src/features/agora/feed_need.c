/* Atom of one need: a step is an entry. */
#include "features/agora/feed.h"
#include "base/zone.h"

static void element(struct buf *out, const char *name, struct str s)
{
	buf_fmt(out, "<%s>", name);
	xml_text(out, s);
	buf_fmt(out, "</%s>\n", name);
}

static void put_address(struct buf *out, const struct need_feed *f, const char *end)
{
	page_address(out, f->page, STR("/besoins/"));
	html_uuid(out, f->need->ref);
	html_raw(out, str_view(end));
}

static void put_link(struct buf *out, const struct need_feed *f, const char *attributes,
	const char *end)
{
	buf_fmt(out, "<link %s href=\"", attributes);
	put_address(out, f, end);
	html_raw(out, STR("\"/>\n"));
}

/* Known by its instant, and its place among those of the same one. */
static void put_entry(struct buf *out, const struct need_feed *f, size_t at)
{
	const struct step_view *s = &f->steps.items[at];
	struct arena *a = arena_create();
	size_t twin = 0;
	while (twin < at && f->steps.items[at - twin - 1].at == s->at)
		twin++;
	html_raw(out, STR("<entry>\n<id>"));
	put_address(out, f, "");
	buf_fmt(out, "#%lld-%zu</id>\n", (long long)s->at, twin);
	element(out, "title", words_fill(a, f->page->lang, s->title, &s->who, 1));
	element(out, "updated", str_view(instant_print(s->at).text));
	put_link(out, f, "rel=\"alternate\" type=\"text/html\"", "");
	if (s->text.len)
		element(out, "content", s->text);
	html_raw(out, STR("</entry>\n"));
	arena_destroy(a);
}

void feed_steps(struct buf *out, const struct need_feed *f)
{
	const struct page *p = f->page;
	struct arena *a = arena_create();
	html_raw(out, STR("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"));
	buf_fmt(out, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"%s\">\n<id>",
		lang_about[p->lang].code);
	put_address(out, f, ".atom");
	html_raw(out, STR("</id>\n"));
	element(out, "title",
		words_fill(a, p->lang, WORD("agora.feed.steps"), &f->need->shown_title, 1));
	element(out, "updated", str_view(instant_print(f->need->changed_at).text));
	html_raw(out, STR("<author>"));
	element(out, "name", words(p->lang, WORD("country.lab")));
	html_raw(out, STR("</author>\n"));
	put_link(out, f, "rel=\"self\" type=\"application/atom+xml\"", ".atom");
	put_link(out, f, "rel=\"alternate\" type=\"text/html\"", "");
	for (size_t i = f->steps.len; i-- > 0;)
		if (f->steps.items[i].at)
			put_entry(out, f, i);
	html_raw(out, STR("</feed>\n"));
	arena_destroy(a);
}
