#ifndef REMARKS_VIEW_H
#define REMARKS_VIEW_H
#include "app/page.h"
#include "features/remarks/rules.h"

/* What the pages of pages/ show, and nothing else. Made by pure functions. */

/* ---- saying something ---- */
struct remark_new_view {
	struct head head;
	struct field_view field[1];
	struct field_views fields;
	struct str page;               /* where they come from; "" */
	bool is_signed_in;
};
/* *v keeps pointers into itself and into *form. */
void view_remark_new(struct remark_new_view *v, const struct remark_form *form, bool signed_in);
struct remark_thanks_view { struct head head; struct url back; bool is_signed_in; };
struct remark_thanks_view view_remark_thanks(struct str page, bool signed_in);

/* ---- what it changed ---- */
struct group_row {
	struct uuid ref;
	struct str title, answer;
	int64_t remarks, answered_at, created_at;
	const char *state, *tag_class;             /* key; class of its tag */
};
struct group_rows { const struct group_row *items; size_t len; };
/* Groups under one heading: a version, or a state. */
struct group_shelf { const char *key; struct str version; struct group_rows rows; };
struct group_shelves { struct group_shelf *items; size_t len; };
struct changes_view { struct head head; struct group_shelves shelves; };
/* Sorts *groups; shelves live in the arena. */
struct changes_view view_changes(struct arena *a, struct remark_groups *groups);
struct group_row view_group(const struct remark_group *g);

/* ---- the team ---- */
struct remark_row {
	struct uuid ref;
	struct str text, page, excerpt;            /* excerpt: its first words, for a link */
	struct url link;                           /* to that page; "" */
	int64_t at;
	bool is_signed;                            /* left by a member */
};
struct remark_rows { const struct remark_row *items; size_t len; };
struct remark_desk_view { struct head head; struct remark_rows waiting; struct group_rows groups; };
struct remark_desk_view view_remark_desk(struct arena *a, const struct remarks *waiting,
	const struct remark_groups *groups);
struct remark_row view_remark(struct arena *a, const struct remark *m);

struct remark_sort_view {
	struct head head;
	struct remark_row remark;
	bool is_sorted;
	struct field_view field[SORT_FIELDS];
	struct field_views fields;
};
void view_remark_sort(struct remark_sort_view *v, struct arena *a, const struct sort_form *form,
	const struct remark_groups *groups);

struct remark_group_view {
	struct head head;
	struct group_row group;
	struct remark_rows remarks;
	struct option_view states[GROUP_STATES];
	struct field_view field[GROUP_FIELDS];
	struct field_views fields;
};
void view_remark_group(struct remark_group_view *v, const struct group_form *form);
struct remark_rows view_remarks(struct arena *a, const struct remarks *all);

void page_remark_new(struct buf *h, const struct page *p, const struct remark_new_view *v);
void page_remark_thanks(struct buf *h, const struct page *p, const struct remark_thanks_view *v);
void page_changes(struct buf *h, const struct page *p, const struct changes_view *v);
void page_remark_desk(struct buf *h, const struct page *p, const struct remark_desk_view *v);
void page_remark_sort(struct buf *h, const struct page *p, const struct remark_sort_view *v);
void page_remark_group(struct buf *h, const struct page *p, const struct remark_group_view *v);
void part_remark(struct buf *h, const struct page *p, struct remark_row m);
#endif
