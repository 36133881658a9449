#ifndef AGORA_VIEW_NEED_H
#define AGORA_VIEW_NEED_H
#include "engines/delivery/view.h"
#include "engines/graph/view.h"
#include "features/agora/rules_forms.h"
#include "features/agora/view_row.h"

/* The page of one need: its words, the answer, what became of it, what may be done now. */

struct fact { const char *label, *key; struct str text; };     /* key or text */
struct facts { const struct fact *items; size_t len; };

/* A need that this one is tied to, as this reader sees it; path "" : not to be seen. */
struct need_link { struct url path; struct said title; int64_t number, at; };

struct version_view { int64_t n, at; struct str text; };
struct version_views { const struct version_view *items; size_t len; };
struct answer_view {
	struct said text;              /* "" : nothing is published */
	const char *translated_from;   /* key of a language; NULL */
	struct str original;           /* of a translated one */
	const char *original_lang;
	struct str by;                 /* who wrote it for the institute; "" */
	int64_t published_at, updated_at;      /* updated_at 0: never */
	struct version_views older;
};
struct formulation_view {
	bool is_shown;
	struct said as_who, need_what, so_that;
	const char *state;             /* key: what its author says of it */
	bool is_asked;                 /* of this reader, now */
};
/* Where the team says that it stands, as a choice; key. */
const char *stood_key(enum standing s);
struct team_link { const char *key; struct url path; };
struct team_links { const struct team_link *items; size_t len; };

struct need_view {
	struct head head;
	struct need_row row;
	struct said text;
	const char *translated_from;   /* key of the language of its author; NULL */
	const char *not_translated;    /* key of the language that its reader meets instead; NULL */
	struct str original_title, original_text;
	const char *original_lang;
	struct str author;             /* "" : they have left */
	int64_t written_at;
	struct facts facts;
	struct answer_view answer;
	struct formulation_view formulation;
	struct step_views steps;
	struct graph_view graph;       /* what it came from and led to; the handler's */
	struct need_link into;         /* where it goes on */
	bool is_merged, is_public, is_dormant;
	/* its author */
	bool is_author;
	const char *standing;          /* key: where it stands, said to them */
	int64_t due_at;                /* until when it is read; 0 */
	const char *reason;            /* key; NULL */
	struct str reason_text;
	struct act_views acts;         /* what they may do at once; of others: what the team may */
	bool may_withdraw, may_contest;
	/* others */
	bool may_report, may_confirm, has_confirmed;
	int64_t confirmations;
	struct team_links team;
	struct follow_view follow;
	struct str talk;               /* what is said under it, as HTML; "" */
};

/* What a handler has found out; names[i] and others[i] belong to thread->items[i]. */
struct need_in {
	const struct need *need;
	struct uuid reader;
	struct str author;
	const struct thread *thread;
	const struct str *names;
	const struct need_link *others;
	const struct answered *answer;         /* NULL: there is none */
	struct str answered_by;
	const struct answer_version *versions; size_t version_count;
	const struct decision *decision;       /* the last one that said no; NULL */
	int64_t due_at;
	bool may_contest;                      /* ask for another look at a no */
	bool is_author, is_team, is_joined;
};
void view_need(struct arena *a, const struct page *p, const struct need_in *in,
	struct need_view *v);
/* "Besoin nº 118", for crumbs and titles; without a number "Besoin". */
struct str view_nth(struct arena *a, enum lang lang, int64_t number);
struct facts view_need_facts(struct arena *a, const struct page *p, const struct need *n);
struct crumbs view_crumbs(struct arena *a, const struct page *p, const struct need *n);
struct step_views view_steps(struct arena *a, const struct page *p, const struct need_in *in);

struct withdraw_view { struct head head; struct need_row row; };

void page_need(struct buf *h, const struct page *p, const struct need_view *v);
void page_need_withdraw(struct buf *h, const struct page *p, const struct withdraw_view *v);
void part_need_acts(struct buf *h, const struct page *p, const struct need_view *v);
void part_need_author(struct buf *h, const struct page *p, const struct need_view *v);
void part_need_side(struct buf *h, const struct page *p, const struct need_view *v);
void part_need_answer(struct buf *h, const struct page *p, const struct need_view *v);
void part_need_formulation(struct buf *h, const struct page *p, const struct need_view *v);
void part_need_thread(struct buf *h, const struct page *p, const struct need_view *v);
void part_need_team(struct buf *h, const struct page *p, const struct need_view *v);
void part_facts(struct buf *h, const struct page *p, struct facts facts);
#endif
