#ifndef ACCOUNTS_VIEW_H
#define ACCOUNTS_VIEW_H
#include "app/page.h"
#include "engines/delivery/view.h"
#include "features/accounts/rules.h"

/* What the pages of pages/ show, and nothing else. Made by pure functions, so that a page decides
 * nothing and a test needs no page. */

/* A form with some of the fields. Keeps pointers into itself and into the form it was made from. */
struct account_form_view {
	struct head head;
	struct field_view shown[ACCOUNT_FIELDS];
	struct field_views fields;
	struct option_view kinds[ACCOUNT_KINDS], langs[LANGS], levels[LEVELS];
	size_t level_count;
	struct str next;                       /* where to go on afterwards; "" */
	bool is_done;                          /* it has just been saved */
};
void view_sign_up(struct account_form_view *v, const struct account_form *form, struct str next);
void view_sign_in(struct account_form_view *v, const struct account_form *form, struct str next);
void view_gone(struct account_form_view *v, const struct account_form *form);
void view_profile(struct account_form_view *v, const struct account_form *form);

/* The password and the open sessions. */
struct session_row { int64_t created_at, seen_at; bool is_this; };
struct session_rows { const struct session_row *items; size_t len; };
struct account_security_view {
	struct account_form_view form;
	bool has_password;
	struct session_rows sessions;
};
void view_security(struct account_security_view *v, const struct account_form *form,
	bool has_password, bool asks_current);

/* What is kept of somebody. */
struct account_data_view {
	struct account_form_view form;
	struct str email, name;
	const char *kind;                      /* key */
	struct str lang;                       /* its name */
	int64_t created_at, consent_at;        /* consent_at 0: none was needed */
	int64_t sessions;
	bool has_password, is_too_long;        /* too long: one file did not take it all */
};
void view_data(struct account_data_view *v, const struct account_form *form);
const char *account_kind_key(enum account_kind kind);

/* A link was sent, if that was possible: the page is the same for every address. */
struct head view_sent(void);
struct head view_erased(void);

struct account_link_view {
	struct head head;
	struct uuid token;
	struct str name;               /* whose account it opens */
	bool is_sign_up, drops_password;
};
/* All but the head is the caller's. */
struct account_link_view view_link(const struct account_link_view *in);

/* of: what they follow, when the news is about something that came of it. */
struct notice_view {
	int64_t at;
	struct str sentence, of_title;
	struct url path, of;
	bool is_read;
};
struct notice_views { const struct notice_view *items; size_t len; };
struct account_notices_view { struct head head; struct notice_views notices; int64_t unread; };
struct account_notices_view view_notices(struct notice_views notices, int64_t unread);

struct account_mine_view {
	struct head head;
	struct str name;
	struct notice_views news;              /* not read yet, the newest first; not all of them */
	int64_t unread;
};
struct account_mine_view view_mine(struct str name, struct notice_views news, int64_t unread);

struct member_view {
	struct uuid ref;
	struct str name;
	bool is_facilitator, is_moderator, is_admin;
	bool is_refused;                       /* the last administrator stays one */
	int64_t created_day;
};
struct member_views { const struct member_view *items; size_t len; };
struct account_members_view {
	struct head head;
	struct str like;
	struct member_views members;
	bool is_done, has_more, is_refused;
};
struct account_members_view view_members(struct member_views members, struct str like);

void page_account_sign_up(struct buf *h, const struct page *p, const struct account_form_view *v);
void page_account_sign_in(struct buf *h, const struct page *p, const struct account_form_view *v);
void page_account_sent(struct buf *h, const struct page *p, const struct head *head);
void page_account_link(struct buf *h, const struct page *p, const struct account_link_view *v);
void page_account_gone(struct buf *h, const struct page *p, const struct account_form_view *v);
void page_account_mine(struct buf *h, const struct page *p, const struct account_mine_view *v);
void page_account_notices(struct buf *h, const struct page *p,
	const struct account_notices_view *v);
void page_account_profile(struct buf *h, const struct page *p, const struct account_form_view *v);
void page_account_security(struct buf *h, const struct page *p,
	const struct account_security_view *v);
void page_account_data(struct buf *h, const struct page *p, const struct account_data_view *v);
void page_account_erased(struct buf *h, const struct page *p, const struct head *head, bool more);
void page_account_members(struct buf *h, const struct page *p,
	const struct account_members_view *v);
void part_account_notice(struct buf *h, const struct page *p, const struct notice_view *n);
void part_account_member(struct buf *h, const struct page *p, const struct member_view *m,
	struct str like);
#endif
