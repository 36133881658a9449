#ifndef SOLUTIONS_VIEW_H
#define SOLUTIONS_VIEW_H
#include "engines/delivery/view.h"
#include "engines/graph/view.h"
#include "engines/moderation/view.h"
#include "features/solutions/view_row.h"

/* What the pages of pages/ show. Made by pure functions; texts live in the arena. */

/* ---- the catalogue, a card, its versions (view_read.c) ---- */

struct solution_list_view {
	struct head head;
	struct field_view filter[6];
	struct field_views filters;
	struct solution_rows rows;
	int64_t total;                 /* −1: not counted */
	bool is_filtered, is_onward;
	struct url first, next, feed, csv;
};
/* *v keeps pointers into itself. */
void view_solution_list(struct arena *a, const struct page *p, const struct field *query,
	struct solution_list_view *v);

struct solution_view {
	struct head head;
	struct crumb crumb[3];
	struct solution_row row;
	struct str text, evidence_text, bearer;    /* bearer "": has left */
	struct solution_facts facts;
	const char *not_translated;    /* key of the language it is written in; NULL */
	const char *translated_from;   /* key of the language its bearer wrote in; NULL */
	struct str original_name, original_text;
	const char *original_lang;
	const char *own_lang;          /* of what is never translated; NULL: the page's */
	int64_t translated_at;
	int64_t listed_at, fresh_at, versions;
	bool is_shown;                 /* suspended and retired ones tell no more than why */
	bool is_veiled;                /* its text is covered until its reader opens it */
	bool is_mine, may_decide, may_report, may_ask;
	struct str reason;             /* of a suspended or retired one; "" */
	int64_t reason_at;
	struct follow_view follow;
	struct step_views steps;       /* what became of it; the handler's, as the graph is */
	struct graph_view graph;
	struct str talk;               /* what is said under it, as HTML; "" */
};
void view_solution(struct arena *a, const struct page *p, const struct solution *s,
	struct solution_view *v);

struct step_views view_solution_steps(struct arena *a, const struct page *p,
	const struct solution *s, const struct told_steps *told);

struct version_row { int64_t n, at; const char *lang; struct str name, text, evidence_text;
	struct solution_facts facts; };
struct version_rows { const struct version_row *items; size_t len; };
struct solution_versions_view { struct head head; struct solution_row row; bool is_veiled;
	struct version_rows versions; };

/* ---- writing one (view_write.c) ---- */

enum { STEP_FIELDS_MAX = 9 };
struct solution_step_view {
	struct head head;
	struct uuid ref;               /* of the draft; none: not saved yet */
	enum solution_step step;
	struct url action, back, autosave;     /* autosave "": not yet */
	const char *intro;             /* key */
	struct field_view field[STEP_FIELDS_MAX];
	struct field_views fields;
	bool is_version;               /* of a solution that was published */
	bool was_sent;                 /* saving takes it back */
};
/* d->form is as typed, with its problems; *v keeps pointers into itself and into it. */
void view_solution_step(struct arena *a, const struct page *p, const struct solution_draft *d,
	enum solution_step step, struct solution_step_view *v);

struct solution_part {
	const char *label;
	struct str text;
	bool is_long;                  /* may have paragraphs */
	struct url path;               /* of the step where it is written */
	struct problem problem;
};
struct solution_parts { const struct solution_part *items; size_t len; };
struct solution_review_view {
	struct head head;
	struct uuid ref;
	struct solution_part part[SOLUTION_FIELDS];
	struct solution_parts parts;
	bool is_complete, is_version, was_sent;
};
/* The form has been read up to SOLUTION_STEP_REVIEW: its problems stand in it. */
void view_solution_review(struct arena *a, const struct page *p, const struct solution_draft *d,
	const struct solution_content *read, struct solution_review_view *v);

struct solution_draft_row { struct uuid ref; struct str name; const char *step;
	int64_t at, kept_until, sent_at; bool is_version; };
struct solution_draft_rows { const struct solution_draft_row *items; size_t len; };
struct solution_draft_row view_solution_draft(const struct solution_draft *d);
struct solutions_mine_view { struct head head; struct solution_rows rows;
	struct solution_draft_rows drafts; };

/* ---- its bearer and the team (view_team.c) ---- */

struct decision_row { int64_t at; const char *what; struct str text; };
struct decision_rows { const struct decision_row *items; size_t len; };
struct decision_rows view_decisions(struct arena *a, const struct solution_decision *items,
	size_t len);

struct solution_own_view {
	struct head head;
	struct solution_row row;
	const char *next;              /* key: what happens now */
	struct decision_rows decisions;
	struct field_view reason;
	int64_t fresh_at, stale_at;
	bool is_public, may_edit, may_confirm, may_retire, has_page;
	const char *hidden_why;        /* key: why a moderator hid it; NULL: not said, or not hidden */
	struct str hidden_text;
	int64_t due_at;                /* another look is asked for, until then; 0 */
	bool is_hidden, may_contest;
	bool is_writing;               /* a new version is being written, or waits */
	int64_t sent_at;               /* …waits since; 0 */
};
void view_solution_own(struct arena *a, const struct page *p, const struct solution *s,
	struct solution_own_view *v);

struct waiting_row { struct uuid ref; struct str name, team; int64_t at; bool is_own; };
struct waiting_rows { const struct waiting_row *items; size_t len; };
struct solution_desk_view { struct head head; struct waiting_rows submitted, versions, suspended; };

struct solution_case_view {
	struct head head;
	struct solution_row row;
	struct str bearer, text, evidence_text;
	struct solution_facts facts;
	struct version_row version;    /* n 0: no new version waits */
	struct decision_rows decisions;
	struct field_view words;
	struct field_views fields;     /* words alone */
	int64_t read_at;               /* when what is shown was sent: the form hands it back */
	struct act_view act[8];        /* path unused: label and action */
	const char *action[8];
	size_t acts;
	bool is_own, is_public;
	bool may_translate;
	const char *translation;       /* key: where its translation stands; with translated_at */
	int64_t translated_at;
};
void view_solution_case(struct arena *a, const struct page *p, const struct solution *s,
	struct solution_case_view *v);
struct solution_translate_view {
	struct head head;
	struct uuid ref;
	struct str name, text;         /* as its bearer wrote them */
	const char *lang;              /* of both */
	const char *into;              /* key of the language that is asked for */
	struct field_view field[2];
	struct field_views fields;
	bool is_stale;                 /* what stands in the fields was made of other words */
};
void view_solution_translate(const struct solution *s, const struct solution_translation *t,
	const struct translation_form *form, struct solution_translate_view *v);
void view_case_translation(const struct solution_translation *t, struct solution_case_view *v);
void view_case_act(struct solution_case_view *v, const char *action);
struct version_row view_version(struct arena *a, const struct page *p,
	const struct solution_version *v, const struct solution_content *read);

void part_solution_facts(struct buf *h, const struct page *p, struct solution_facts facts);
void part_solution_thread(struct buf *h, const struct page *p, const struct solution_view *v);
void part_solution_tags(struct buf *h, const struct page *p, const char *state);
void part_solution_evidence(struct buf *h, const struct page *p, int64_t level);
void part_solution_steps(struct buf *h, const struct page *p, int now);
void part_solution_drafts(struct buf *h, const struct page *p, struct solution_draft_rows rows);
void part_solution_decisions(struct buf *h, const struct page *p, struct decision_rows rows);
void part_solution_waiting(struct buf *h, const struct page *p, struct waiting_rows rows);
void part_solution_acts(struct buf *h, const struct page *p, const struct solution_case_view *v);
void page_solution_list(struct buf *h, const struct page *p, const struct solution_list_view *v);
void page_solution(struct buf *h, const struct page *p, const struct solution_view *v);
void page_solution_versions(struct buf *h, const struct page *p,
	const struct solution_versions_view *v);
void page_solution_step(struct buf *h, const struct page *p, const struct solution_step_view *v);
void page_solution_review(struct buf *h, const struct page *p,
	const struct solution_review_view *v);
void page_solutions_mine(struct buf *h, const struct page *p, const struct solutions_mine_view *v);
void page_solution_own(struct buf *h, const struct page *p, const struct solution_own_view *v);
void page_solution_desk(struct buf *h, const struct page *p, const struct solution_desk_view *v);
void page_solution_translate(struct buf *h, const struct page *p,
	const struct solution_translate_view *v);
void page_solution_case(struct buf *h, const struct page *p, const struct solution_case_view *v);
#endif
