/* What the template compiler writes calls to: words, links, keys of forms. Dates: dates.c. */
#include "app/page.h"
#include <stdio.h>

/* ---- words ---- */

/* "1 234" in French, "1,234" in English: a number as people read it. */
static void put_number(struct buf *h, enum lang lang, int64_t n)
{
	struct str gap = lang == LANG_EN ? STR(",") : STR("\xE2\x80\xAF");
	int64_t power = 1;
	while (n / power >= 1000 || n / power <= -1000)
		power *= 1000;
	html_i64(h, n / power);
	for (power /= 1000; power; power /= 1000) {
		int64_t group = n / power % 1000;
		group = group < 0 ? -group : group;
		buf_put(h, gap);
		buf_fmt(h, "%03d", (int)group);
	}
}

/* What fills the holes of a sentence: {n} and {1} to {9}. */
struct filling { const int64_t *count; const struct str *args; size_t n; };

static bool put_hole(struct buf *h, enum lang lang, char name, const struct filling *f)
{
	if (name == 'n' && f->count) {
		put_number(h, lang, *f->count);
		return true;
	}
	size_t which = (size_t)(name - '1');
	if (name < '1' || name > '9' || which >= f->n)
		return false;
	html_prose(h, (struct prose){ f->args[which] });
	return true;
}

static void put_sentence(struct buf *h, enum lang lang, struct str s, const struct filling *f)
{
	size_t from = 0;
	for (size_t i = 0; i + 2 < s.len; i++) {
		if (s.ptr[i] != '{' || s.ptr[i + 2] != '}')
			continue;
		html_text(h, (struct str){ s.ptr + from, i - from });
		from = i;
		if (put_hole(h, lang, s.ptr[i + 1], f))
			from = i + 3;
		i += 2;
	}
	html_text(h, (struct str){ s.ptr + from, s.len - from });
}

void page_words(struct buf *h, const struct page *p, const char *key)
{
	html_text(h, words(p->lang, key));
}

void page_count(struct buf *h, const struct page *p, const char *key, int64_t n)
{
	put_sentence(h, p->lang, words_for(p->lang, key, n), &(struct filling){ .count = &n });
}

void page_fill(struct buf *h, const struct page *p, const char *key, const struct str *args,
	size_t n)
{
	put_sentence(h, p->lang, words(p->lang, key), &(struct filling){ .args = args, .n = n });
}

void page_count_fill(struct buf *h, const struct page *p, const char *key, int64_t count,
	const struct str args[], size_t n)
{
	put_sentence(h, p->lang, words_for(p->lang, key, count),
		&(struct filling){ &count, args, n });
}

void page_markdown(struct buf *h, const struct page *p, struct str source)
{
	html_markdown(h, &(struct markdown){
		.source = source, .prefix = str_view(lang_about[p->lang].prefix) });
}

/* ---- links ---- */

void part_quoted(struct buf *h, const struct page *p, struct str prose)
{
	html_raw(h, str_view(lang_about[p->lang].open));
	html_prose(h, (struct prose){ prose });
	html_raw(h, str_view(lang_about[p->lang].close));
}

void page_prefix(struct buf *h, const struct page *p)
{
	html_raw(h, str_view(lang_about[p->lang].prefix));
}

struct local page_local(const struct page *p, struct url path)
{
	return (struct local){ str_view(lang_about[p->lang].prefix), path };
}

/* This path in a language, percent-encoded; its slashes stay. */
static void put_path(struct buf *h, enum lang lang, struct str path)
{
	struct str segment;
	html_raw(h, str_view(lang_about[lang].prefix));
	while (str_cut(&path, '/', &segment)) {
		html_url_part(h, segment);
		html_raw(h, STR("/"));
	}
	html_url_part(h, path);
}

static void put_link(struct buf *h, const struct page *p, const char *open, struct str path,
	enum lang lang)
{
	html_raw(h, str_view(open));
	html_text(h, p->public_url);
	put_path(h, lang, path);
	html_raw(h, STR("\">\n"));
}

void part_links(struct buf *h, const struct page *p, const struct head *head)
{
	struct str path = head->canonical.text.len ? head->canonical.text : p->path;
	put_link(h, p, "<link rel=\"canonical\" href=\"", path, p->lang);
	for (enum lang l = LANG_FR; l < LANGS; l++) {
		html_raw(h, STR("<link rel=\"alternate\" hreflang=\""));
		html_raw(h, str_view(lang_about[l].code));
		put_link(h, p, "\" href=\"", path, l);
	}
	put_link(h, p, "<link rel=\"alternate\" hreflang=\"x-default\" href=\"", path, LANG_FR);
}

void part_languages(struct buf *h, const struct page *p)
{
	for (enum lang l = LANG_FR; l < LANGS; l++) {
		if (l == p->lang)
			continue;
		struct str code = str_view(lang_about[l].code);
		html_raw(h, STR("<li><a hreflang=\""));
		html_raw(h, code);
		html_raw(h, STR("\" lang=\""));
		html_raw(h, code);
		html_raw(h, STR("\" href=\""));
		put_path(h, l, p->path.len ? p->path : STR("/"));
		if (p->query.len) {
			html_raw(h, STR("?"));
			html_text(h, p->query);
		}
		html_raw(h, STR("\">"));
		html_text(h, str_view(lang_about[l].name));
		html_raw(h, STR("</a></li>\n"));
	}
}

/* A "</script>" inside a text would end the block: JSON can spell that sign in another way. */
void part_json_ld(struct buf *h, const struct page *p, struct str json)
{
	(void)p;
	struct str piece;
	html_raw(h, STR("<script type=\"application/ld+json\">"));
	while (str_cut(&json, '<', &piece)) {
		html_raw(h, piece);
		html_raw(h, STR("\\u003c"));
	}
	html_raw(h, json);
	html_raw(h, STR("</script>\n"));
}

/* ---- forms ---- */

/* A key that no other form of this page bears, made from the page's own: a list of twenty forms
 * need not ask the kernel twenty times. */
static struct uuid fresh_key(const struct page *p)
{
	struct uuid key = p->once;
	unsigned n = *p->forms;
	key.b[10] = (uint8_t)(key.b[10] ^ (n & 0xFF));
	key.b[11] = (uint8_t)(key.b[11] ^ (n >> 8 & 0xFF));
	return key;
}

/* Each form is an act of its own: the first of a page bears the page's key, so that a refused form
 * that is mended stays the same act; each other one gets a key that nobody has seen. */
void page_guard(struct buf *h, const struct page *p)
{
	bool is_first = !p->forms || *p->forms == 0;
	html_raw(h, STR("<input type=\"hidden\" name=\"csrf\" value=\""));
	html_uuid(h, p->csrf);
	html_raw(h, STR("\"><input type=\"hidden\" name=\"once\" value=\""));
	html_uuid(h, is_first ? p->once : fresh_key(p));
	html_raw(h, STR("\">"));
	if (p->forms)
		++*p->forms;
}

struct field_views fields_with(struct field_view *fields, struct form_state form)
{
	for (size_t i = 0; i < form.len; i++) {
		fields[i].name = str_view(form.names[i]);
		fields[i].typed = form.typed[i];
		fields[i].problem = form.problems[i];
	}
	return (struct field_views){ fields, form.len };
}

int field_problems(struct field_views fields)
{
	int n = 0;
	for (size_t i = 0; i < fields.len; i++)
		n += fields.items[i].problem.key != NULL;
	return n;
}

bool field_is_secret(const char *name)
{
	return strcmp(name, "csrf") == 0 || strcmp(name, "once") == 0
		|| strncmp(name, "password", 8) == 0;
}

void part_checks(struct buf *h, const struct page *p, const struct field_view *f)
{
	for (size_t i = 0; i < f->options.len; i++)
		part_check(h, p, f, &f->options.items[i], (int)i);
}

const char *page_foreign(const struct page *p, int lang)
{
	return lang >= 0 && lang < LANGS && lang != (int)p->lang ? lang_about[lang].code : NULL;
}

void page_address(struct buf *out, const struct page *p, struct str path)
{
	buf_put(out, p->public_url);
	buf_put(out, str_view(lang_about[p->lang].prefix));
	buf_put(out, path);
}

void part_tiles(struct buf *h, const struct page *p, const struct field_view *f)
{
	for (size_t i = 0; i < f->options.len; i++)
		part_tile(h, p, f, &f->options.items[i], (int)i);
}

/* ---- the thread in one line: filled = done, ring = the one under way, dashed = not yet ---- */

void part_mini(struct buf *h, const struct page *p, int done, int of)
{
	enum { FIRST = 8, WIDTH = 120 };
	int gap = of > 1 ? of - 1 : 1;
	int now = done < of ? done : of - 1;
	int reached = FIRST + WIDTH * now / gap;
	html_raw(h, STR("<span class=\"ag-row\"><svg class=\"ag-mini ag-flip\" viewBox=\"0 0 136 16\""
		" aria-hidden=\"true\">"));
	html_raw(h, STR("<path class=\"t-l\" d=\"M0 8H"));
	html_int(h, reached);
	html_raw(h, STR("\"/>"));
	if (now < of - 1) {
		html_raw(h, STR("<path class=\"t-d\" d=\"M"));
		html_int(h, reached + 8);
		html_raw(h, STR(" 8H"));
		html_int(h, FIRST + WIDTH);
		html_raw(h, STR("\"/>"));
	}
	for (int i = 0; i < of; i++) {
		html_raw(h, STR("<circle class=\"t-"));
		html_raw(h, i < done ? STR("f\" r=\"4")
			: i == done ? STR("n\" r=\"5.5") : STR("x\" r=\"3"));
		html_raw(h, STR("\" cy=\"8\" cx=\""));
		html_int(h, FIRST + WIDTH * i / gap);
		html_raw(h, STR("\"/>"));
	}
	html_raw(h, STR("</svg><small class=\"ag-mute\">"));
	char total[12];
	size_t len = (size_t)snprintf(total, sizeof total, "%d", of);
	page_count_fill(h, p, WORD("app.mini"), done, &(struct str){ total, len }, 1);
	html_raw(h, STR("</small></span>"));
}

struct str page_shown(struct str path)
{
	static const char *const links[] = { "/lien/", "/arreter/" };
	for (size_t i = 0; i < sizeof links / sizeof *links; i++)
		if (str_starts(path, str_view(links[i])))
			return (struct str){ path.ptr, strlen(links[i]) - 1 };
	return path;
}
