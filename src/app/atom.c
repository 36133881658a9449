/* Lists for feed readers. */
#include "app/atom.h"
#include "base/zone.h"

static void element(struct buf *x, const char *name, struct str s)
{
	buf_fmt(x, "<%s>", name);
	xml_text(x, s);
	buf_fmt(x, "</%s>\n", name);
}

static void put_feed(struct buf *x, const struct atom *a)
{
	page_address(x, a->page, a->feed.len ? a->feed : a->path);
	if (a->feed.len == 0)
		html_raw(x, STR(".atom"));
	xml_text(x, a->query);
}

static void put_author(struct buf *x, struct str name)
{
	html_raw(x, STR("<author>"));
	element(x, "name", name);
	html_raw(x, STR("</author>\n"));
}

void atom_open(struct buf *x, const struct atom *a)
{
	enum lang lang = a->page->lang;
	html_raw(x, STR("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"));
	buf_fmt(x, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"%s\">\n<id>",
		lang_about[lang].code);
	put_feed(x, a);
	html_raw(x, STR("</id>\n"));
	element(x, "title", a->named.len ? a->named : words(lang, a->title));
	if (a->subtitle)
		element(x, "subtitle", words(lang, a->subtitle));
	element(x, "updated", str_view(instant_print(a->updated_at).text));
	put_author(x, words(lang, WORD("country.lab")));
	html_raw(x, STR("<link rel=\"self\" type=\"application/atom+xml\" href=\""));
	put_feed(x, a);
	html_raw(x, STR("\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\""));
	page_address(x, a->page, a->path);
	xml_text(x, a->query);
	html_raw(x, STR("\"/>\n"));
}

/* Known by its ref, for ever; or by where on the page it stands. */
static void put_id(struct buf *x, const struct atom *a, const struct atom_entry *e)
{
	html_raw(x, STR("<id>"));
	if (e->part.len) {
		page_address(x, a->page, a->path);
		xml_text(x, e->part);
	} else {
		buf_fmt(x, "urn:uuid:%s", uuid_print(e->ref).text);
	}
	html_raw(x, STR("</id>\n"));
}

static void put_place(struct buf *x, const struct atom *a, const struct atom_entry *e)
{
	html_raw(x, STR("<link rel=\"alternate\" type=\"text/html\" href=\""));
	page_address(x, a->page, e->place.len ? e->place : a->path);
	if (e->place.len == 0 && e->part.len == 0)
		html_raw(x, STR("/"));
	if (e->part.len == 0)
		html_uuid(x, e->ref);
	html_raw(x, STR("\"/>\n"));
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
	buf_fmt(x, "<entry xml:lang=\"%s\">\n", lang_about[e->lang].code);
	put_id(x, a, e);
	element(x, "title", e->title);
	if (e->published_at)
		element(x, "published", str_view(instant_print(e->published_at).text));
	element(x, "updated", str_view(instant_print(e->updated_at).text));
	if (e->author.len)
		put_author(x, e->author);
	put_place(x, a, e);
	if (e->label.len)
		put_category(x, e);
	if (e->text.len)
		element(x, "content", e->text);
	html_raw(x, STR("</entry>\n"));
}

void atom_close(struct buf *x)
{
	html_raw(x, STR("</feed>\n"));
}

/* ---- one object ---- */

/* Known by its instant, and its place among those of the same one. */
static void put_step(struct buf *x, struct arena *arena, const struct atom *a,
	const struct step_views *steps, size_t at)
{
	const struct step_view *s = &steps->items[at];
	size_t twin = 0;
	while (twin < at && steps->items[at - twin - 1].at == s->at)
		twin++;
	atom_put(x, a, &(struct atom_entry){
		.part = str_fmt(arena, "#%lld-%zu", (long long)s->at, twin), .lang = (int)a->page->lang,
		.title = words_fill(arena, a->page->lang, s->title, &s->who, 1), .text = s->text,
		.updated_at = s->at });
}

void atom_steps(struct buf *x, const struct atom *a, const struct step_views *steps)
{
	struct arena *arena = arena_create();
	atom_open(x, a);
	for (size_t i = steps->len; i-- > 0;)
		if (steps->items[i].at)
			put_step(x, arena, a, steps, i);
	atom_close(x);
	arena_destroy(arena);
}
