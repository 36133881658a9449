/* Atom, CSV and JSON-LD. */
#include "features/agora/feed.h"
#include "base/json.h"
#include "features/agora/names.h"
#include "features/agora/view_row.h"
#include <stdio.h>

/* ---- XML ---- */

static void xml_element(struct buf *out, const char *name, struct str s)
{
	buf_fmt(out, "<%s>", name);
	xml_text(out, s);
	buf_fmt(out, "</%s>\n", name);
}

/* ---- Atom ---- */

/* "http://agora.example/en/besoins.atom?theme=pain" */
static void put_address(struct buf *out, const struct page *p, struct str path)
{
	buf_put(out, p->public_url);
	buf_put(out, str_view(lang_about[p->lang].prefix));
	buf_put(out, path);
}

static void put_link(struct buf *out, const struct feed *f, const char *attributes,
	struct str path)
{
	buf_fmt(out, "<link %s href=\"", attributes);
	put_address(out, f->page, path);
	xml_text(out, f->query);
	html_raw(out, STR("\"/>\n"));
}

static void put_entry(struct buf *out, const struct feed *f, const struct feed_entry *e)
{
	const struct page *p = f->page;
	const struct need *n = e->need;
	struct str theme = theme_name(p->country, n->theme, p->lang);
	buf_fmt(out, "<entry xml:lang=\"%s\">\n<id>urn:uuid:%s</id>\n",
		lang_about[n->shown_lang].code, uuid_print(n->ref).text);
	xml_element(out, "title", n->shown_title);
	xml_element(out, "published", str_view(instant_print(n->published_at).text));
	xml_element(out, "updated", str_view(instant_print(n->changed_at).text));
	if (e->author.len) {
		html_raw(out, STR("<author>"));
		xml_element(out, "name", e->author);
		html_raw(out, STR("</author>\n"));
	}
	html_raw(out, STR("<link rel=\"alternate\" type=\"text/html\" href=\""));
	put_address(out, p, STR("/besoins/"));
	html_uuid(out, n->ref);
	html_raw(out, STR("\"/>\n"));
	if (theme.len) {
		html_raw(out, STR("<category term=\""));
		xml_text(out, n->theme);
		html_raw(out, STR("\" label=\""));
		xml_text(out, theme);
		html_raw(out, STR("\"/>\n"));
	}
	xml_element(out, "content", n->shown_text);
	html_raw(out, STR("</entry>\n"));
}

static int64_t newest(const struct feed *f)
{
	int64_t at = 0;
	for (size_t i = 0; i < f->len; i++)
		if (f->items[i].need->changed_at > at)
			at = f->items[i].need->changed_at;
	return at;
}

void feed_atom(struct buf *out, const struct feed *f)
{
	const struct page *p = f->page;
	html_raw(out, STR("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"));
	buf_fmt(out, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"%s\">\n<id>",
		lang_about[p->lang].code);
	put_address(out, p, STR("/besoins.atom"));
	xml_text(out, f->query);
	html_raw(out, STR("</id>\n"));
	xml_element(out, "title", words(p->lang, WORD("agora.feed.title")));
	xml_element(out, "subtitle", words(p->lang, WORD("agora.list.description")));
	xml_element(out, "updated", str_view(instant_print(newest(f)).text));
	html_raw(out, STR("<author>"));
	xml_element(out, "name", words(p->lang, WORD("country.lab")));
	html_raw(out, STR("</author>\n"));
	put_link(out, f, "rel=\"self\" type=\"application/atom+xml\"", STR("/besoins.atom"));
	put_link(out, f, "rel=\"alternate\" type=\"text/html\"", STR("/besoins"));
	for (size_t i = 0; i < f->len; i++)
		put_entry(out, f, &f->items[i]);
	html_raw(out, STR("</feed>\n"));
}

/* ---- CSV ---- */

/* A cell that begins so is run as a formula by spreadsheets; "- one" is a line of a list. */
static bool is_formula(struct str s)
{
	if (s.len == 0 || !memchr("=@+-", s.ptr[0], 4))
		return false;
	return s.ptr[0] == '=' || s.ptr[0] == '@' || (s.len > 1 && s.ptr[1] != ' ');
}

/* Whoever reads the file by another separator than its own takes what stands behind a comma or a
 * line inside a text for the beginning of a cell: there too a formula gets its apostrophe. */
static void put_text(struct buf *out, struct str s)
{
	bool begins = true;
	for (; s.len; s = (struct str){ s.ptr + 1, s.len - 1 }) {
		if (begins && is_formula(s))
			buf_put(out, STR("'"));
		if (s.ptr[0] == '"')
			buf_put(out, STR("\""));
		buf_put(out, (struct str){ s.ptr, 1 });
		begins = memchr(",;\t\r\n", s.ptr[0], 5) || (begins && memchr(" \"", s.ptr[0], 2));
	}
}

void csv_field(struct buf *out, char separator, struct str s)
{
	bool quoted = is_formula(s);
	for (size_t i = 0; i < s.len; i++)
		quoted |= s.ptr[i] == separator || memchr("\",;\t\r\n", s.ptr[i], 6);
	if (!quoted) {
		buf_put(out, s);
		return;
	}
	buf_put(out, memchr("\t\r", s.ptr[0], 2) ? STR("\"'") : STR("\""));
	put_text(out, s);
	buf_put(out, STR("\""));
}

static void put_fields(struct buf *out, char separator, const struct str *fields, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_put(out, (struct str){ &separator, 1 });
		csv_field(out, separator, fields[i]);
	}
	buf_put(out, STR("\r\n"));
}

void csv_head(struct buf *out, const struct page *p)
{
	static const char *const keys[] = {
		WORD("agora.csv.number"), WORD("agora.csv.address"), WORD("agora.csv.title"),
		WORD("agora.csv.text"), WORD("agora.csv.lang"), WORD("agora.csv.for"),
		WORD("agora.csv.stage"), WORD("agora.csv.theme"), WORD("agora.csv.territory"),
		WORD("agora.csv.place"), WORD("agora.csv.state"), WORD("agora.csv.people"),
		WORD("agora.csv.published"), WORD("agora.csv.changed"), WORD("agora.csv.licence"),
	};
	enum { COLUMNS = sizeof keys / sizeof *keys };
	struct str fields[COLUMNS];
	for (size_t i = 0; i < COLUMNS; i++)
		fields[i] = words(p->lang, keys[i]);
	buf_put(out, STR("\xEF\xBB\xBF"));
	put_fields(out, p->country->csv_separator, fields, COLUMNS);
}

static struct str str_number(char space[24], int64_t n)
{
	return (struct str){ space, (size_t)snprintf(space, 24, "%lld", (long long)n) };
}

void csv_row(struct buf *out, const struct page *p, const struct need *n)
{
	char number[24], people[24];
	const struct zone *zone = p->country->zone;
	struct instant_text published = day_print(zone_day(zone, n->published_at));
	struct instant_text changed = day_print(zone_day(zone, n->changed_at));
	struct str commune = commune_name(n->commune);
	struct str place = commune.len ? commune : territory_name(p->country, n->territory);
	struct buf b = { .max = 1024 };
	buf_fmt(&b, "%.*s%s/besoins/%s", (int)p->public_url.len, p->public_url.ptr,
		lang_about[p->lang].prefix, uuid_print(n->ref).text);
	const struct str fields[] = {
		str_number(number, n->number), buf_view(&b), n->title, n->text,
		str_view(lang_about[n->lang].code), words(p->lang, whom_key(n->for_whom)),
		words(p->lang, stage_key(n->stage)), theme_name(p->country, n->theme, p->lang),
		n->territory, place, words(p->lang, state_key(n->state)),
		str_number(people, n->supports + 1), str_view(published.text), str_view(changed.text),
		words(p->lang, WORD("agora.csv.licence_name")),
	};
	put_fields(out, p->country->csv_separator, fields, sizeof fields / sizeof *fields);
	buf_finish(&b);
}

/* ---- JSON-LD ---- */

struct ld { struct json json; const struct page *page; };

static void ld_address(struct ld *l, const char *key, struct str path)
{
	struct buf b = { .max = 1024 };
	put_address(&b, l->page, path);
	json_text(&l->json, key, buf_view(&b));
	buf_finish(&b);
}

static void put_posting(struct ld *l, const struct need *n, struct str path, struct str author)
{
	struct json *j = &l->json;
	json_open(j, NULL, '{');
	json_text(j, "@type", STR("DiscussionForumPosting"));
	ld_address(l, "@id", path);
	ld_address(l, "url", path);
	json_text(j, "headline", n->shown_title);
	json_text(j, "text", n->shown_text);
	json_text(j, "inLanguage", str_view(lang_about[n->shown_lang].code));
	json_text(j, "datePublished", str_view(instant_print(n->published_at).text));
	json_text(j, "dateModified", str_view(instant_print(n->changed_at).text));
	json_open(j, "author", '{');
	json_text(j, "@type", STR("Person"));
	json_text(j, "name", author.len ? author : words(l->page->lang, WORD("agora.author_gone")));
	json_close(j, '}');
	json_open(j, "interactionStatistic", '{');
	json_text(j, "@type", STR("InteractionCounter"));
	json_text(j, "interactionType", STR("https://schema.org/AgreeAction"));
	json_i64(j, "userInteractionCount", n->supports);
	json_close(j, '}');
	json_close(j, '}');
}

static void put_crumb(struct ld *l, int64_t position, struct str name, struct str path)
{
	struct json *j = &l->json;
	json_open(j, NULL, '{');
	json_text(j, "@type", STR("ListItem"));
	json_i64(j, "position", position);
	json_text(j, "name", name);
	ld_address(l, "item", path);
	json_close(j, '}');
}

struct str need_json_ld(struct arena *a, const struct page *p, const struct need *n,
	struct str author)
{
	struct buf out = { .max = 1 << 16 };
	struct ld l = { { .out = &out }, p };
	struct str path = need_path(a, n);
	json_open(&l.json, NULL, '{');
	json_text(&l.json, "@context", STR("https://schema.org"));
	json_open(&l.json, "@graph", '[');
	put_posting(&l, n, path, author);
	json_open(&l.json, NULL, '{');
	json_text(&l.json, "@type", STR("BreadcrumbList"));
	json_open(&l.json, "itemListElement", '[');
	put_crumb(&l, 1, words(p->lang, WORD("agora.crumb.home")), STR("/"));
	put_crumb(&l, 2, words(p->lang, WORD("agora.list.title")), STR("/besoins"));
	put_crumb(&l, 3, n->shown_title, path);
	json_close(&l.json, ']');
	json_close(&l.json, '}');
	json_close(&l.json, ']');
	json_close(&l.json, '}');
	struct str made = out.full ? (struct str){ 0 } : str_dup(a, buf_view(&out));
	buf_finish(&out);
	return made;
}
