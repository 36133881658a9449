#ifndef AGORA_VIEW_TEAM_H
#define AGORA_VIEW_TEAM_H
#include "features/agora/view_need.h"

/* What the team sees: the queue, one case, the needs to work on, the forms about one. */

struct queue_row {
	struct need_row need;
	struct str excerpt, rules;     /* rules: in words, one after the other */
	const char *lane;
	int64_t at, due_at, reports;
	bool is_late, is_mine, is_own; /* mine: I have taken it; own: I have written it */
	struct str taken_by;           /* "" : nobody */
};
struct queue_rows { const struct queue_row *items; size_t len; };
struct queue_view {
	struct head head;
	struct field_view lane;
	struct queue_rows rows;
	int64_t total;
	struct url first, next;
};
struct queue_row view_queue_row(struct arena *a, const struct page *p,
	const struct queue_item *item, struct uuid reader);
void view_queue(struct arena *a, const struct field *query, struct queue_view *v);

struct report_row { int64_t at; const char *reason; struct str text, by; bool is_handled; };
struct report_rows { const struct report_row *items; size_t len; };
struct decision_row { int64_t at; const char *action, *reason; struct str text, by; };
struct decision_rows { const struct decision_row *items; size_t len; };
/* What was decided about other needs of the same author. */
struct past_row { const char *action; int64_t n; };
struct past_rows { const struct past_row *items; size_t len; };
struct case_view {
	struct head head;
	struct queue_row row;          /* of an item that is open; else its need only */
	bool is_open;                  /* it waits in the queue */
	struct said text;
	struct facts facts;
	struct str author;
	int64_t author_needs;          /* published before */
	struct past_rows past;
	struct report_rows reports;
	struct decision_rows decisions;
	struct field_view field[DECIDE_FIELDS];
	struct field_views fields;
	bool may_approve, may_return, may_reject, may_hold, may_dismiss, may_merge, is_own;
};
void view_decide(struct arena *a, const struct decide_form *form, struct case_view *v);
/* Keys of what a decision says; NULL for an action that has none. */
const char *action_key(struct str action);
const char *report_key(enum report_reason r);

/* next: what waits to be done with it; the need's own page has the rest. key NULL: nothing. */
struct work_row { struct need_row need; struct team_link next; };
struct work_rows { const struct work_row *items; size_t len; };
struct work_list_view {
	struct head head;
	struct field_view state;
	struct work_rows late, rows;
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

void page_agora_queue(struct buf *h, const struct page *p, const struct queue_view *v);
void page_agora_case(struct buf *h, const struct page *p, const struct case_view *v);
void page_agora_work_list(struct buf *h, const struct page *p, const struct work_list_view *v);
void page_agora_work(struct buf *h, const struct page *p, const struct work_view *v);
void page_agora_answer(struct buf *h, const struct page *p, const struct answer_desk_view *v);
void part_case_past(struct buf *h, const struct page *p, const struct case_view *v);
void part_case_decide(struct buf *h, const struct page *p, const struct case_view *v);
void part_work_rows(struct buf *h, const struct page *p, struct work_rows rows);
#endif
