#ifndef FOLLOWS_VIEW_H
#define FOLLOWS_VIEW_H
#include "engines/delivery/view.h"

/* What the pages of pages/ show, and nothing else. Made by pure functions. */

struct followed_row {
	struct uuid ref;               /* of the follow */
	struct str title;              /* "" : it is not to be seen any more */
	struct url path;
	const char *kind;              /* key of its kind; NULL */
	int64_t at;
	struct option_views levels;
};
struct followed_rows { const struct followed_row *items; size_t len; };
struct follows_view {
	struct head head;
	struct followed_rows rows;
	struct url next;               /* "" : the last page */
	bool is_onward, is_done;
	struct option_view levels[LEVELS], weekdays[7], hours[24];
	struct field_view field[HABIT_FIELDS];
	struct field_views fields;
};
/* All but rows; *v keeps pointers into itself and into *form. */
void view_follows(struct arena *a, enum lang lang, const struct habit_form *form,
	struct follows_view *v);
struct option_views view_levels(struct arena *a, enum level chosen);

struct stop_view { struct head head; struct url action; bool is_all, is_done; };
struct stop_view view_stop(bool is_all, bool is_done);

void page_follows(struct buf *h, const struct page *p, const struct follows_view *v);
void page_stop(struct buf *h, const struct page *p, const struct stop_view *v);
void part_followed(struct buf *h, const struct page *p, const struct followed_row *f);
#endif
