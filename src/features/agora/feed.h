#ifndef AGORA_FEED_H
#define AGORA_FEED_H
#include "app/page.h"
#include "features/agora/model.h"

/* Needs for machines. Only what everyone may read goes in; names of authors in the feed and in the
 * pages, never in the open data. */

struct feed_entry { const struct need *need; struct str author; };
struct feed {
	const struct page *page;
	struct str query;              /* "?theme=pain", as the list has it; "" */
	const struct feed_entry *items;
	size_t len;
};
/* Atom (RFC 4287). */
void feed_atom(struct buf *out, const struct feed *f);

/* CSV (RFC 4180): UTF-8 with its mark, the country's separator, CRLF, no formula. */
void csv_head(struct buf *out, const struct page *p);
void csv_row(struct buf *out, const struct page *p, const struct need *n);

/* schema.org: DiscussionForumPosting and BreadcrumbList, for the <head> of a need's page. */
struct str need_json_ld(struct arena *a, const struct page *p, const struct need *n,
	struct str author);
#endif
