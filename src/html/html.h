#ifndef HTML_HTML_H
#define HTML_HTML_H
#include "base/buf.h"
#include "base/id.h"

/* A URL that our own code built, complete and percent-encoded. Text from outside is never one. */
struct url { struct str text; };
/* The same behind the language of the page: `prefix` ("/en") goes before a path of this site. */
struct local { struct str prefix; struct url path; };
/* Words that people wrote: French blanks become unbreakable before ; : ? ! » and after «. */
struct prose { struct str text; };

/* Pages call these, chosen by the template compiler from where the value stands. The type decides
 * the rest; a type without a line here does not compile (const char *, bool, struct). */
#define html_put(h, x) _Generic((x), struct str: html_text, struct prose: html_prose, \
	struct uuid: html_uuid, int64_t: html_i64, int: html_int)((h), (x))
#define html_put_part(h, x) _Generic((x), struct str: html_url_part, struct uuid: html_uuid, \
	int64_t: html_i64, int: html_int)((h), (x))       /* one segment or argument inside a URL */
#define html_put_url(h, x) _Generic((x), struct url: html_url, struct local: html_local)((h), (x))

/* Markup of ours: escapes nothing. Inline, so that the length of a literal is known. */
static inline void html_raw(struct buf *h, struct str markup) { buf_put(h, markup); }
void html_text(struct buf *h, struct str s);          /* text, double-quoted attributes */
void xml_text(struct buf *x, struct str s);           /* in a feed: XML 1.0 §2.2 holds less */
void html_prose(struct buf *h, struct prose p);
void html_paragraphs(struct buf *h, struct str s);    /* a <p> for what empty lines part */
void html_url_part(struct buf *h, struct str s);
void html_url(struct buf *h, struct url u);
void html_local(struct buf *h, struct local l);       /* paths in assets/ get no prefix */
void html_uuid(struct buf *h, struct uuid u);
void html_i64(struct buf *h, int64_t n);
void html_int(struct buf *h, int n);

/* Markdown as our own renderer writes it: no raw HTML, headings from h2 on, links only to http,
 * https, mailto, tel and paths of this site (those get `prefix`, "/en" or ""). `fill` replaces
 * {name} in its text; NULL leaves it. Returns the first heading of level one, which is not written:
 * it is the page's title; "" without one. */
struct markdown {
	struct str source, prefix;
	struct str (*fill)(void *arg, struct str name);
	void *arg;
};
struct str html_markdown(struct buf *h, const struct markdown *m);
#endif
