#ifndef AGORA_VIEW_TEAM_H
#define AGORA_VIEW_TEAM_H
#include "features/agora/view_need.h"

/* What the team sees: the needs to work on, the forms about one. */

/* Beside a need at the desk of moderators. */
struct case_about {
	struct need_row row;
	struct facts facts;
	int64_t published;             /* other needs of its author */
	bool may_merge;
};

/* next: what waits to be done with it; the need's own page has the rest. key NULL: nothing. */
struct work_row { struct need_row need; struct team_link next; };
struct work_rows { const struct work_row *items; size_t len; };
struct work_list_view {
	struct head head;
	struct field_view state;
	struct work_rows late, rows;
	int64_t silent;                /* of which nothing is heard for ninety days; to a thousand */
	struct url first, next;
};
void view_work_list(struct arena *a, const struct field *query, struct work_list_view *v);

/* What a form asks, and what its page says; `link`: what leads to it. Keys but for `path`. */
struct work_about {
	const char *title, *intro, *button, *link, *path;
	const enum work_field *fields;         /* ends with WORK_FIELDS */
};
struct work_view {
	struct head head;
	struct need_row row;
	struct said text;
	struct facts facts;
	const char *intro, *button;
	struct url action;
	struct field_view field[WORK_FIELDS];
	struct field_views fields;
	struct str answer;             /* beside the form, where it is of use; "" */
	struct need_rows candidates;   /* to be merged into */
	struct str typed;              /* what was looked for among them */
	bool is_merging;
};
/* `about->fields` ends with WORK_FIELDS. *v keeps pointers into itself and *form. */
struct work_in { const struct work_about *about; const struct need *need;
	const struct work_form *form; };
void view_work(struct arena *a, const struct page *p, const struct work_in *in,
	struct work_view *v);

struct answer_desk_view {
	struct head head;
	struct need_row row;
	struct said text;
	struct str draft, public_text, drafted_by, reviewed_by;
	const char *state;             /* key */
	bool may_review, may_publish, is_drafter;
};

void page_agora_work_list(struct buf *h, const struct page *p, const struct work_list_view *v);
void page_agora_work(struct buf *h, const struct page *p, const struct work_view *v);
void page_agora_answer(struct buf *h, const struct page *p, const struct answer_desk_view *v);
void part_case_tags(struct buf *h, const struct page *p, const struct case_about *v);
void part_case_facts(struct buf *h, const struct page *p, const struct case_about *v);
void part_case_author(struct buf *h, const struct page *p, const struct case_about *v);
void part_work_rows(struct buf *h, const struct page *p, struct work_rows rows);
#endif
