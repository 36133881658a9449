#ifndef DISCUSSION_VIEW_H
#define DISCUSSION_VIEW_H
#include "app/page.h"
#include "engines/moderation/view.h"
#include "features/discussion/rules.h"

/* What the pages of pages/ show. Made by pure functions. */

/* Who reads, and what. */
struct reader {
	struct uuid persona;           /* none: nobody is signed in */
	struct uuid author;            /* of the object; none */
	bool is_open;                  /* something may be added */
	bool is_gone;                  /* what it is about: nothing may be changed */
};

struct post_view;
struct post_views { const struct post_view *items; size_t len; };
struct post_view {
	struct uuid ref;
	struct str name, text;         /* name "": they have left */
	const char *lang;              /* of the text, when it is not the page's; NULL */
	int64_t at, edited_at, replies;
	const char *state, *state_class;       /* key of a tag, its class; NULL: it is public */
	bool is_gone, is_veiled, is_authors;
	bool may_answer, may_edit, may_withdraw, may_report;
	struct post_views answers;     /* the first ones */
	bool has_more;                 /* of them */
};
struct post_view view_post(const struct page *p, const struct reader *by, const struct post *m);
/* Each with its replies among `replies`. */
struct post_views view_posts(struct arena *a, const struct page *p, const struct reader *by,
	const struct posts *tops, const struct posts *replies);

/* What it is about. */
struct about_view {
	struct url path, talk;
	struct str title;
	const char *lang;
	bool is_gone;                  /* it is not to be seen any more: the others are empty */
};

/* The field in which they write. */
struct writing_view {
	struct field_view field[1];
	struct field_views fields;     /* of length 0: they may not write here */
	struct url sign_in;            /* they may once they have signed in; "" */
};
/* *v keeps pointers into itself and into *form. */
void view_writing(struct writing_view *v, const struct text_form *form, const char *label);

struct order_view { struct url path; const char *key; bool current; };
struct order_views { const struct order_view *items; size_t len; };
struct talk_view {
	struct head head;
	struct about_view about;
	struct post_views posts;
	int64_t count;                 /* public ones, replies too */
	struct order_view order[POST_ORDERS];
	struct order_views orders;
	struct url first, next, feed, lock;    /* lock: for moderators; "" */
	struct writing_view writing;
	int64_t locked_at;
	struct str why;
	bool is_part, is_onward;       /* is_part: on the page of its object */
};
void view_orders(struct talk_view *v, struct arena *a, enum post_order order);

/* One post with its replies. */
struct exchange_view {
	struct head head;
	struct about_view about;
	struct post_view post, top;    /* top: what a reply stands under */
	bool has_top;
	struct post_views replies;
	struct url first, next;
	struct url action;             /* where a reply is sent */
	struct writing_view writing;
	/* for its author */
	const char *standing;          /* key; NULL */
	int64_t due_at;
	const char *reason;            /* key; NULL */
	struct str reason_text;
	bool may_contest;
};
const char *post_standing(enum post_state s);

struct change_view {
	struct head head;
	struct about_view about;
	struct post_view post;
	struct writing_view writing;
	bool keeps_version;
};
struct version_view { int64_t until_at; struct str text; };
struct version_views { const struct version_view *items; size_t len; };
struct versions_view { struct head head; struct about_view about; struct post_view post;
	struct version_views earlier; };
struct lock_view {
	struct head head;
	struct about_view about;
	struct url action;
	struct writing_view writing;
	int64_t locked_at;
	struct str why;
};

void page_talk(struct buf *h, const struct page *p, const struct talk_view *v);
void page_exchange(struct buf *h, const struct page *p, const struct exchange_view *v);
void page_post_edit(struct buf *h, const struct page *p, const struct change_view *v);
void page_post_withdraw(struct buf *h, const struct page *p, const struct change_view *v);
void page_post_versions(struct buf *h, const struct page *p, const struct versions_view *v);
void page_talk_lock(struct buf *h, const struct page *p, const struct lock_view *v);
void part_talk_section(struct buf *h, const struct page *p, const struct talk_view *v);
void part_talk(struct buf *h, const struct page *p, const struct talk_view *v);
void part_about(struct buf *h, const struct page *p, const struct about_view *about);
void part_post(struct buf *h, const struct page *p, struct post_view v);
void part_post_text(struct buf *h, const struct page *p, const struct post_view *v);
void part_post_acts(struct buf *h, const struct page *p, const struct post_view *v);
void part_writing(struct buf *h, const struct page *p, const struct writing_view *v,
	struct url action, const char *send);
#endif
