#ifndef APP_ATOM_H
#define APP_ATOM_H
#include "app/page.h"

/* A list as Atom (RFC 4287). Only what everybody may read goes in. */
struct atom {
	const struct page *page;
	struct str path, query;        /* of its page: "/besoins", "?theme=pain" */
	struct str feed;               /* its own path; "": that of its page and ".atom" */
	const char *title, *subtitle;  /* keys; no subtitle: NULL */
	struct str named;              /* in place of the title; "" */
	int64_t updated_at;            /* of its newest entry; 0 */
};
struct atom_entry {
	struct uuid ref;
	struct str place;              /* before its ref: "/retours#g-"; "": the path and a slash */
	struct str part;               /* of a part of the page itself, without a ref: "#step-3" */
	int lang;                      /* enum lang of title and text */
	struct str title, text, author;        /* "": none */
	int64_t published_at, updated_at;      /* published_at 0: it is not said */
	struct str term, label;        /* of its category; label "": it has none */
};
void atom_open(struct buf *x, const struct atom *a);
void atom_put(struct buf *x, const struct atom *a, const struct atom_entry *e);
void atom_close(struct buf *x);
/* One object as Atom, open and close with it: each step that was made is an entry, the last first;
 * `steps` has them oldest first, and those without a date are still to come. */
void atom_steps(struct buf *x, const struct atom *a, const struct step_views *steps);
#endif
