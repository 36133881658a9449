#ifndef APP_ATOM_H
#define APP_ATOM_H
#include "app/page.h"

/* A list as Atom (RFC 4287). Only what everybody may read goes in. */
struct atom {
	const struct page *page;
	struct str path, query;        /* "/besoins", "?theme=pain"; the feed: "/besoins.atom" */
	const char *title, *subtitle;  /* keys */
	int64_t updated_at;            /* of its newest entry; 0 */
};
struct atom_entry {
	struct uuid ref;               /* the entry stands at path/ref */
	int lang;                      /* enum lang of title and text */
	struct str title, text, author;        /* author "": none is named */
	int64_t published_at, updated_at;
	struct str term, label;        /* of its category; label "": it has none */
};
void atom_open(struct buf *x, const struct atom *a);
void atom_put(struct buf *x, const struct atom *a, const struct atom_entry *e);
void atom_close(struct buf *x);
#endif
