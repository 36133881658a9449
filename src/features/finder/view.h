#ifndef FINDER_VIEW_H
#define FINDER_VIEW_H
#include "app/page.h"

/* What the page of hits shows, and nothing else. Made by pure functions. */

/* What was asked for, as the address has it; makes no difference where it makes no sense. */
struct finder_asked { struct str typed, kind, theme, territory; bool exact; int64_t skip; };

struct mark { struct str text; bool is_found; };
struct marks { const struct mark *items; size_t len; };
struct finder_row {
	const char *kind;              /* key of its word */
	struct url path;
	struct str title, theme, place;
	const char *lang;              /* of title and marks, when it is not the page's; or NULL */
	struct marks marks;
	bool cut_before, cut_after;
	int64_t at;                    /* 0: none */
};
struct finder_rows { const struct finder_row *items; size_t len; };

/* One way to narrow: to a kind, a theme, a place. `value` as the address has it. */
struct choice { struct str value; const char *key; struct str text; };
enum { BY_KIND, BY_THEME, BY_TERRITORY, NARROWS, NARROW_MOST = 12 };
struct choices { struct choice items[NARROW_MOST]; size_t len; };

struct narrow { const char *key; struct str text; struct url path; };
struct narrows { struct narrow items[NARROW_MOST]; size_t len; };
struct narrow_group { const char *label; struct narrows links; };
struct narrow_groups { struct narrow_group items[NARROWS]; size_t len; };

/* What the handler has found out. */
struct finder_in {
	struct finder_asked asked;
	struct finder_rows rows;
	int64_t total;                 /* −1: nothing was asked */
	int64_t page;                  /* hits on one */
	bool is_many, is_some;
	struct str instead, without;
	struct choices found[NARROWS];         /* among the hits */
	struct choice on[NARROWS];             /* what it is narrowed to; value "" = nothing */
};
struct finder_view {
	struct head head;
	struct finder_in in;
	struct str searched;           /* what the hits are for */
	struct url exact, first, next, wider;
	struct narrow_groups groups;   /* more than one choice each */
	struct narrows on;             /* links that take a choice away */
};
/* *v keeps pointers into itself. */
void view_found(struct arena *a, const struct finder_in *in, struct finder_view *v);
struct url finder_url(struct arena *a, const struct finder_asked *asked);
/* True: it was not there, and there was room. */
bool choices_add(struct choices *all, struct choice c);

void part_finder_rows(struct buf *h, const struct page *p, struct finder_rows rows);
void part_finder_box(struct buf *h, const struct page *p, const struct finder_asked *asked);
void part_narrow_links(struct buf *h, const struct page *p, const struct narrows *links);
void page_found(struct buf *h, const struct page *p, const struct finder_view *v);
#endif
