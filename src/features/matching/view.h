#ifndef MATCHING_VIEW_H
#define MATCHING_VIEW_H
#include "app/page.h"
#include "engines/graph/view.h"
#include "features/matching/rules_forms.h"
#include "features/matching/view_radar.h"

/* What the pages of pages/ show, and nothing else. Made by pure functions. */

struct match_link { struct str title; struct url path; const char *lang; };   /* page_foreign */
struct match_reason { const char *key; int64_t weight; };          /* a term that speaks for it */
struct match_reasons { const struct match_reason *items; size_t len; };

/* A match in a list. */
struct match_row {
	struct uuid ref;
	struct match_link need, solution;
	const char *state, *tag_class;
	int64_t at;
	bool by_bearer;
};
struct match_rows { const struct match_row *items; size_t len; };
/* Who reads: its bearer also where they are of the team. */
enum match_reader { READER_AUTHOR, READER_BEARER, READER_TEAM, READERS };
struct match_row view_match_row(const struct match *m, enum match_reader reader,
	struct match_link need, struct match_link solution);

struct match_mine_view { struct head head; struct match_rows rows; };
struct match_mine_view view_match_mine(struct match_rows rows);

/* The team: what waits, and the needs that most people share and nothing was proposed for. */
struct match_need_row { struct match_link need; struct uuid ref; int64_t people, number; };
struct match_need_rows { const struct match_need_row *items; size_t len; };
struct match_desk_view {
	struct head head;
	struct match_rows waiting;
	struct match_need_rows needs;
};
struct match_desk_view view_match_desk(struct match_rows waiting, struct match_need_rows needs);

/* One need and what may answer it. */
struct match_candidate {
	struct match_link solution;
	struct uuid ref;                   /* of the solution */
	int64_t score;                     /* of 100 */
	struct match_reasons reasons;
	struct field_view field[1];        /* the note of a decision: "note-{ref}" */
	struct field_views fields;
};
struct match_candidates { const struct match_candidate *items; size_t len; };
struct match_need_view {
	struct head head;
	struct match_link need;
	struct str text;                   /* in the language of its title */
	struct uuid ref;
	struct match_candidates candidates;
	struct match_rows known;           /* thought of already, whatever became of it */
	struct field_views wrong;          /* of the one that was decided about in vain */
};
/* The candidates are there; `form` is of the one with this ref. */
void view_match_need(struct match_need_view *v, struct arena *a, struct uuid decided,
	const struct match_form *form);
struct match_reasons view_match_reasons(struct arena *a, const struct match_score *s,
	bool to_author);

/* One match, as its author, its bearer or the team sees it. */
struct message_view { struct str name, text; int64_t at; bool by_bearer; };
struct message_views { const struct message_view *items; size_t len; };
struct match_view {
	struct head head;
	struct match_row row;
	struct match_reasons reasons;
	struct str note, bearer_note, said;
	const char *standing, *reason;     /* keys */
	bool is_stopped;                   /* nothing begins or goes on while one of the two rests */
	bool is_side;                      /* of the relay */
	bool may_open, may_refuse, may_try, may_end, may_write, may_decide;
	struct message_views messages;
	int64_t older, newer;              /* how many newer ones their pages leave out; −1: no page */
	struct step_views steps;           /* its own; the graph: of the need */
	struct graph_view graph;
	struct field_view refuse_field[2], end_field[2], write_field[1], note_field[1];
	struct field_views refuse, end, write, decide;
	struct field_views wrong;          /* of the form that was sent in vain */
};
void view_match(struct match_view *v, struct arena *a, const struct match *m,
	enum match_reader reader, const struct match_form *form);

/* A bearer: the needs that what they bear may answer. Whose these are, nobody is told. */
struct match_bearer_need {
	struct match_link need;
	int64_t number, people;
	struct match_reasons reasons;
};
struct match_bearer_needs { const struct match_bearer_need *items; size_t len; };
struct match_bearer_solution {
	struct match_link solution;
	struct uuid ref;
	struct match_bearer_needs needs;
};
struct match_bearer_solutions { const struct match_bearer_solution *items; size_t len; };
struct match_bearer_view { struct head head; struct match_bearer_solutions solutions; };
struct match_bearer_view view_match_bearer(struct match_bearer_solutions solutions);

/* What came before an author's yes is not for its bearer: from `since_at` on. */
struct step_views view_match_steps(struct arena *a, const struct page *p,
	const struct match_steps *steps, int64_t since_at);

/* Its bearer suggests a solution to a need. */
struct match_suggest_view {
	struct head head;
	struct match_link solution;
	struct uuid ref;
	struct field_view field[2];
	struct field_views fields;
};
void view_match_suggest(struct match_suggest_view *v, const struct match_form *form);

/* Somebody asks to try a solution. */
struct match_ask_view {
	struct head head;
	struct match_link solution;
	struct uuid ref;
	struct match_need_rows needs;      /* that may be chosen; none: say one first */
	struct match_rows known;           /* they write to each other already */
	struct field_view field[2];
	struct field_views fields;
};
/* The needs are there. */
void view_match_ask(struct match_ask_view *v, struct arena *a, const struct match_form *form);

/* pages/ */
void page_match_mine(struct buf *h, const struct page *p, const struct match_mine_view *v);
void page_match_desk(struct buf *h, const struct page *p, const struct match_desk_view *v);
void page_match_need(struct buf *h, const struct page *p, const struct match_need_view *v);
void page_match(struct buf *h, const struct page *p, const struct match_view *v);
void page_match_bearer(struct buf *h, const struct page *p, const struct match_bearer_view *v);
void page_match_ask(struct buf *h, const struct page *p, const struct match_ask_view *v);
void page_match_suggest(struct buf *h, const struct page *p, const struct match_suggest_view *v);
void part_match_link(struct buf *h, const struct page *p, struct match_link l);
void part_match_rows(struct buf *h, const struct page *p, struct match_rows rows);
void part_match_reasons(struct buf *h, const struct page *p, struct match_reasons reasons);
#endif
