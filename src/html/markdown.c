/* Markdown to HTML: md4c reads it, this writes it. What it lets through is a closed list. */
#include "html/html.h"
#include <md4c.h>
#include <strings.h>

enum { HEADING_MIN = 2, LINKS_DEEP = 8 };

struct writing {
	struct buf *h;
	const struct markdown *m;
	int level;                     /* of the last heading that was written */
	int heading;                   /* level of the one we are in */
	bool in_title, had_title;
	struct str title;              /* points into the source */
	int images;                    /* how deep: of an image only its words are shown */
	bool linked[LINKS_DEEP];       /* of each open link: was <a> written? */
	int links;
};

/* ---- where a link may lead ---- */

static bool has_scheme(struct str url)
{
	static const char *const allowed[] = { "https:", "http:", "mailto:", "tel:" };
	for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
		if (url.len > strlen(allowed[i])
			&& strncasecmp(url.ptr, allowed[i], strlen(allowed[i])) == 0)
			return true;
	return false;
}

/* "/besoins", "#haut": of this site. "//elsewhere" and "/\elsewhere" are not. */
static bool is_of_site(struct str url)
{
	if (url.len == 0 || (url.ptr[0] != '/' && url.ptr[0] != '#'))
		return false;
	return url.len == 1 || url.ptr[0] == '#' || (url.ptr[1] != '/' && url.ptr[1] != '\\');
}

static bool has_control(struct str url)
{
	for (size_t i = 0; i < url.len; i++)
		if ((unsigned char)url.ptr[i] <= ' ')
			return true;
	return false;
}

static void open_link(struct writing *w, const MD_SPAN_A_DETAIL *a)
{
	struct str url = { a->href.text, a->href.size };
	bool good = (has_scheme(url) || is_of_site(url)) && !has_control(url);
	if (w->links < LINKS_DEEP)
		w->linked[w->links] = good;
	w->links++;
	if (!good)
		return;
	html_raw(w->h, STR("<a href=\""));
	html_local(w->h, (struct local){ w->m->prefix, { url } });
	html_raw(w->h, STR("\">"));
}

static void close_link(struct writing *w)
{
	w->links--;
	if (w->links < LINKS_DEEP && w->linked[w->links])
		html_raw(w->h, STR("</a>"));
}

/* ---- blocks ---- */

/* From <h2> on, and no level is skipped. */
static void open_heading(struct writing *w, unsigned level)
{
	if (level == 1 && !w->had_title) {
		w->had_title = w->in_title = true;
		return;
	}
	int want = level < HEADING_MIN ? HEADING_MIN : (int)level;
	int most = w->level ? w->level + 1 : HEADING_MIN;
	w->heading = w->level = want < most ? want : most;
	buf_fmt(w->h, "<h%d>", w->heading);
}

static void close_heading(struct writing *w)
{
	if (w->in_title)
		w->in_title = false;
	else
		buf_fmt(w->h, "</h%d>\n", w->heading);
}

static void open_ordered(struct writing *w, const MD_BLOCK_OL_DETAIL *ol)
{
	if (ol->start == 1)
		html_raw(w->h, STR("<ol>\n"));
	else
		buf_fmt(w->h, "<ol start=\"%u\">\n", ol->start);
}

static const char *block_tag(MD_BLOCKTYPE type)
{
	switch ((int)type) {
	case MD_BLOCK_QUOTE:
		return "blockquote";
	case MD_BLOCK_UL:
		return "ul";
	case MD_BLOCK_OL:
		return "ol";
	case MD_BLOCK_LI:
		return "li";
	case MD_BLOCK_P:
		return "p";
	case MD_BLOCK_CODE:
		return "pre";
	default:
		return NULL;
	}
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct writing *w = arg;
	if (type == MD_BLOCK_H)
		open_heading(w, ((MD_BLOCK_H_DETAIL *)detail)->level);
	else if (type == MD_BLOCK_HR)
		html_raw(w->h, STR("<hr>\n"));
	else if (type == MD_BLOCK_OL)
		open_ordered(w, detail);
	else if (block_tag(type))
		buf_fmt(w->h, "<%s>", block_tag(type));
	return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct writing *w = arg;
	(void)detail;
	if (type == MD_BLOCK_H)
		close_heading(w);
	else if (block_tag(type))
		buf_fmt(w->h, "</%s>\n", block_tag(type));
	return 0;
}

/* ---- spans ---- */

static const char *span_tag(MD_SPANTYPE type)
{
	switch ((int)type) {
	case MD_SPAN_EM:
		return "em";
	case MD_SPAN_STRONG:
		return "strong";
	case MD_SPAN_CODE:
		return "code";
	default:
		return NULL;
	}
}

static int enter_span(MD_SPANTYPE type, void *detail, void *arg)
{
	struct writing *w = arg;
	if (type == MD_SPAN_IMG)
		w->images++;
	if (w->images || w->in_title)
		return 0;
	if (type == MD_SPAN_A)
		open_link(w, detail);
	else if (span_tag(type))
		buf_fmt(w->h, "<%s>", span_tag(type));
	return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *arg)
{
	struct writing *w = arg;
	(void)detail;
	if (type == MD_SPAN_IMG)
		w->images--;
	else if (w->images || w->in_title)
		return 0;
	else if (type == MD_SPAN_A)
		close_link(w);
	else if (span_tag(type))
		buf_fmt(w->h, "</%s>", span_tag(type));
	return 0;
}

/* ---- text ---- */

static bool is_name(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!(s.ptr[i] >= 'a' && s.ptr[i] <= 'z') && s.ptr[i] != '_')
			return false;
	return s.len > 0;
}

/* Text with each {name} filled. */
static void put_filled(struct writing *w, struct str s)
{
	struct str before, name, rest = s;
	while (w->m->fill && str_cut(&rest, '{', &before)) {
		struct str inside = rest;
		if (!str_cut(&inside, '}', &name) || !is_name(name)) {
			before.len++;          /* a brace like any other */
			html_prose(w->h, (struct prose){ before });
			continue;
		}
		html_prose(w->h, (struct prose){ before });
		html_prose(w->h, (struct prose){ w->m->fill(w->m->arg, name) });
		rest = inside;
	}
	html_prose(w->h, (struct prose){ rest });
}

/* md4c has seen that it looks like one; only these are one. */
static void put_entity(struct writing *w, struct str s)
{
	static const char *const known[] = { "&nbsp;", "&amp;", "&lt;", "&gt;", "&quot;" };
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_eq(s, str_view(known[i]))) {
			html_raw(w->h, s);
			return;
		}
	html_text(w->h, s);
}

static void grow_title(struct writing *w, struct str s)
{
	if (!w->title.ptr)
		w->title = s;
	else
		w->title.len = (size_t)(s.ptr + s.len - w->title.ptr);
}

static int put_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *arg)
{
	struct writing *w = arg;
	struct str s = { text, size };
	if (w->in_title) {
		if (type == MD_TEXT_NORMAL)
			grow_title(w, s);
		return 0;
	}
	switch ((int)type) {
	case MD_TEXT_NULLCHAR:
		html_raw(w->h, STR("\xEF\xBF\xBD"));
		break;
	case MD_TEXT_BR:
		html_raw(w->h, STR("<br>\n"));
		break;
	case MD_TEXT_SOFTBR:
		html_raw(w->h, STR("\n"));
		break;
	case MD_TEXT_ENTITY:
		put_entity(w, s);
		break;
	case MD_TEXT_CODE:
		html_text(w->h, s);
		break;
	default:
		put_filled(w, s);
	}
	return 0;
}

struct str html_markdown(struct buf *h, const struct markdown *m)
{
	struct writing w = { .h = h, .m = m };
	const MD_PARSER parser = {
		.flags = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS,
		.enter_block = enter_block, .leave_block = leave_block,
		.enter_span = enter_span, .leave_span = leave_span, .text = put_text,
	};
	if (m->source.len)
		md_parse(m->source.ptr, (MD_SIZE)m->source.len, &parser, &w);
	return str_trim(w.title);
}
