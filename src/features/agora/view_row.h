#ifndef AGORA_VIEW_ROW_H
#define AGORA_VIEW_ROW_H
#include "app/page.h"
#include "engines/moderation/view.h"
#include "features/agora/rules.h"

/* A need in a line, and the lists made of such lines. */

/* Words of somebody, and their language when it is not the page's. */
struct said { struct str text; const char *lang; };

struct need_row {
	struct uuid ref;
	struct url path;
	struct said title;
	int64_t number, people;        /* people: its author and those who said "moi aussi" */
	struct str theme, place;
	const char *state, *state_class;       /* key of a tag, its class; NULL: none is shown */
	int64_t at;                    /* published; of one that never was: written */
	int done;                      /* of THREAD_STATIONS */
	int64_t promised_day;          /* still open; 0 */
	bool is_late;                  /* it was promised, and the day is over */
	bool may_join, is_joined, is_mine;
};
struct need_rows { const struct need_row *items; size_t len; };

struct need_list_view {
	struct head head;
	struct field_view filter[5];
	struct field_views filters;
	struct need_rows rows;
	int64_t total;                 /* −1: not counted */
	bool is_filtered, is_onward;
	struct url first, next, feed, csv;
};

struct draft_row { struct uuid ref; struct str title; const char *step; int64_t at, kept_until; };
struct draft_rows { const struct draft_row *items; size_t len; };
struct need_mine_view {
	struct head head;
	struct need_rows rows;
	struct draft_rows drafts;
};

/* Texts made on the way live in the arena. `reader`: persona of who reads; none. */
struct need_row view_row(struct arena *a, const struct page *p, const struct need *n,
	struct uuid reader);
struct said view_said(const struct page *p, struct str text, int lang);
struct str view_place(struct arena *a, const struct page *p, const struct need *n);
const char *state_key(enum need_state s);
const char *state_class(enum need_state s);
const char *whom_key(enum need_for f);
const char *stage_key(enum need_stage s);

/* Choices of the country and of the model, the one that was typed marked. `none`: key of the first,
 * empty choice; NULL: there is none. */
struct option_views view_themes(struct arena *a, const struct page *p, const char *none,
	struct str typed);
struct option_views view_territories(struct arena *a, const struct page *p, const char *none,
	struct str typed);
/* Without `none` its author chooses ("for me"); with it, others do ("for who writes"). */
struct option_views view_for(struct arena *a, const char *none, struct str typed);
struct option_views view_stages(struct arena *a, const char *none, struct str typed);

/* *v keeps pointers into itself. */
void view_need_list(struct arena *a, const struct page *p, const struct field *query,
	struct need_list_view *v);
struct draft_row view_draft(const struct draft *d);

void part_need_rows(struct buf *h, const struct page *p, struct need_rows rows);
void part_need_join(struct buf *h, const struct page *p, const struct need_row *row);
void part_need_promise(struct buf *h, const struct page *p, const struct need_row *row);
void part_draft_rows(struct buf *h, const struct page *p, struct draft_rows rows);
void page_need_list(struct buf *h, const struct page *p, const struct need_list_view *v);
void page_need_mine(struct buf *h, const struct page *p, const struct need_mine_view *v);
#endif
