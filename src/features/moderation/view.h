#ifndef MODERATION_VIEW_H
#define MODERATION_VIEW_H
#include "app/page.h"
#include "engines/moderation/view.h"
#include "features/moderation/rules.h"

/* What the pages of moderation show, and nothing else. Texts made on the way live in the arena. */

/* ---- the desk ---- */

struct queue_row {
	struct uuid ref;
	struct str title, excerpt, rules;      /* rules: in words, one after the other */
	const char *lang;              /* of title and excerpt when it is not the page's; NULL */
	const char *lane;
	int64_t written_at, at, due_at, reports;
	bool is_late, is_mine, is_own; /* mine: I have taken it; own: I have written it */
	bool is_barred, is_veiled;     /* barred: another decides */
	struct str taken_by;           /* "" : nobody */
};
struct queue_rows { const struct queue_row *items; size_t len; };
/* What a handler has found out about one object. */
struct row_in {
	struct uuid ref;
	struct str title, text, taken_by;
	int lang;
	unsigned rules;
	enum lane lane;
	int64_t written_at, at, due_at, reports;
	bool is_mine, is_own, is_barred, veiled;
};
struct queue_row view_queue_row(struct arena *a, const struct page *p, const struct row_in *in);

struct queue_view {
	struct head head;
	struct field_view lane;
	struct queue_rows rows;
	int64_t total;
	struct url first, next;
};
void view_queue(struct arena *a, const struct field *query, struct queue_view *v);

struct report_row { int64_t at; const char *reason; struct str text, by; bool is_handled; };
struct report_rows { const struct report_row *items; size_t len; };
struct decision_row { int64_t at; const char *action, *reason; struct str text, by; };
struct decision_rows { const struct decision_row *items; size_t len; };
/* What was decided about other objects of the same author. */
struct past_row { const char *action; int64_t n; };
struct past_rows { const struct past_row *items; size_t len; };
/* A decision of the form; "approve" has its own. */
struct button_view { const char *label; struct str value; bool main; };
struct button_views { const struct button_view *items; size_t len; };
struct case_view {
	struct head head;
	struct queue_row row;          /* of an item that is open; else its object only */
	bool is_open, is_appealed;
	bool has_changed;              /* since its words were read for this decision */
	struct uuid seen;              /* of the words below: case_seen */
	struct url path;               /* of the object */
	struct str text, author;
	struct str tags, facts, about_author;  /* HTML, made by the object's feature; "" */
	struct past_rows past;
	struct report_rows reports;
	struct decision_rows decisions;
	struct field_view field[SAID_FIELDS];
	struct field_views fields;
	bool may[VERDICTS];
	struct button_views buttons;
};
/* *v keeps pointers into itself. */
void view_decide(struct arena *a, const struct said_form *form, struct case_view *v);

/* ---- what anybody may ask ---- */

struct ask_view {
	struct head head;
	struct uuid ref;
	struct str kind;               /* as URLs write it */
	struct url path;               /* of the object */
	struct str title;
	int lang;                      /* of the title: enum lang */
	struct field_view field[SAID_FIELDS];
	struct field_views fields;
};
void view_report(struct arena *a, const struct said_form *form, struct ask_view *v);
void view_appeal(const struct said_form *form, struct ask_view *v);

void page_queue(struct buf *h, const struct page *p, const struct queue_view *v);
void page_case(struct buf *h, const struct page *p, const struct case_view *v);
void part_case_decide(struct buf *h, const struct page *p, const struct case_view *v);
void part_case_past(struct buf *h, const struct page *p, const struct case_view *v);
void part_case_reports(struct buf *h, const struct page *p, const struct case_view *v);
void page_report(struct buf *h, const struct page *p, const struct ask_view *v);
void page_reported(struct buf *h, const struct page *p, const struct ask_view *v);
void page_appeal(struct buf *h, const struct page *p, const struct ask_view *v);

/* The lines that listen, of the country; one number as a link that calls it. */
struct phones { const struct phone *items; size_t len; };
void part_calls(struct buf *h, const struct page *p);
void part_tel(struct buf *h, const struct page *p, struct str number);
#endif
