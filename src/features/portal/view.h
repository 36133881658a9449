#ifndef PORTAL_VIEW_H
#define PORTAL_VIEW_H
#include "app/page.h"
#include "features/portal/rules.h"

/* What the pages of pages/ show, and nothing else. Made by pure functions. */

/* ---- home ---- */
struct station { int64_t count; const char *key; struct url path; bool is_reached; };
struct stations { const struct station *items; size_t len; };
/* What the handler has found out; rows are markup that the agora wrote, "" when there are none. */
struct home_in {
	int64_t needs, supports, in_work, answered, resolved;
	struct str shared, latest, late;
};
struct home_view {
	struct head head;
	struct home_in in;
	struct station station[4];
	struct stations stations;
};
void view_home(struct home_view *v, const struct home_in *in);

/* ---- pages of the country ---- */
struct office { struct str name; struct url url; };
struct offices { const struct office *items; size_t len; };
struct legal_view {
	struct head head;
	struct str body;
	const char *lang;              /* of the body; NULL = the page's */
	struct offices offices;        /* the institutions of the path; on the page about us alone */
};
struct legal_view view_legal(struct str title, struct str body);
struct offices view_offices(struct arena *a, const struct country *c);

struct plan_view { struct head head; };
struct plan_view view_plan(void);

/* ---- how pages look ---- */
struct taste_view {
	struct head head;
	struct option_view themes[TASTE_THEMES], sizes[TASTE_SIZES];
	struct field_view field[2];
	struct field_views fields;
	bool is_saved;
};
/* *v keeps pointers into itself. */
void view_tastes(struct taste_view *v, struct tastes now, bool is_saved);

void part_hero(struct buf *h, const struct page *p);
void page_home(struct buf *h, const struct page *p, const struct home_view *v);
void page_legal(struct buf *h, const struct page *p, const struct legal_view *v);
void page_plan(struct buf *h, const struct page *p, const struct plan_view *v);
void page_tastes(struct buf *h, const struct page *p, const struct taste_view *v);
#endif
