#ifndef SERVICES_VIEW_REQUEST_H
#define SERVICES_VIEW_REQUEST_H
#include "app/page.h"
#include "features/services/rules_cards.h"
#include "features/services/rules.h"

/* What the pages of pages/ show, and nothing else. Made by pure functions. */

/* ---- the offer ---- */
struct cards_view { struct head head; };
struct card_rows { const struct service_card *items; size_t len; };
struct office_view { struct str name; struct url url; };
struct office_views { struct office_view *items; size_t len; };
struct card_view {
	struct head head;
	const struct service_card *card;
	struct office_views offices;           /* empty unless the card has_institutions */
	struct url sign_in;                    /* where it leads back here */
	bool is_signed_in;
	struct option_view behalves[BEHALVES];
	struct field_view field[REQUEST_FIELDS];
	struct field_views fields;
};
struct card_rows view_cards(void);
/* *v keeps pointers into itself and into *form. */
void view_card(struct card_view *v, struct arena *a, const struct page *p,
	const struct service_card *card, const struct request_form *form);

/* ---- requests ---- */
struct request_row {
	struct uuid ref;
	const char *service, *behalf, *state, *tag_class;      /* keys; class of its tag */
	struct str name, title, text;
	const char *lang;                      /* of the three above when not the page's; NULL */
	struct str lang_name;                  /* "English": in which the team answers */
	int64_t asked_at, due_day;             /* due_day 0: nothing is awaited */
	bool is_late, may_withdraw;
	struct step_views steps;
};
struct request_rows { struct request_row *items; size_t len; };
/* Asked, answered, done, with what is awaited. */
struct step_views view_request_steps(struct arena *a, const struct page *p,
	const struct lab_request *q);
struct request_row view_request(struct arena *a, const struct page *p, const struct lab_request *q);
struct request_rows view_requests(struct arena *a, const struct page *p,
	const struct lab_requests *all);

struct request_mine_view { struct head head; struct request_rows rows; struct url first, next; };
struct request_one_view { struct head head; struct request_row row; };

struct shelf_link { const char *key; struct url path; bool is_here; };
struct shelf_links { const struct shelf_link *items; size_t len; };
struct request_desk_view {
	struct head head;
	struct shelf_link link[REQUEST_STATES];
	struct shelf_links shelves;
	struct request_rows rows;
	struct url first, next;
};
/* The shelves that the desk has: `here` is the one shown. */
void view_request_desk(struct request_desk_view *v, enum request_state here);

struct request_reply_view {
	struct head head;
	struct request_row row;
	struct option_view actions[REQUEST_STATES];
	struct field_view field[REPLY_FIELDS];
	struct field_views fields;             /* empty: nothing is left to decide */
	bool is_own;                           /* it is open, and of who looks: others decide */
};
/* row and is_own are set. */
void view_request_reply(struct request_reply_view *v, enum request_state state,
	const struct reply_form *form);

/* What request parts need of a state. */
struct state_look { const char *key, *tag_class; };
struct state_look request_state_look(enum request_state state);

void page_services_cards(struct buf *h, const struct page *p, const struct cards_view *v);
void page_services_card(struct buf *h, const struct page *p, const struct card_view *v);
void page_request_mine(struct buf *h, const struct page *p, const struct request_mine_view *v);
void page_request_one(struct buf *h, const struct page *p, const struct request_one_view *v);
void page_request_desk(struct buf *h, const struct page *p, const struct request_desk_view *v);
void page_request_reply(struct buf *h, const struct page *p, const struct request_reply_view *v);
void part_request_said(struct buf *h, const struct page *p, struct request_row r);
void part_request_withdraw(struct buf *h, const struct page *p, struct request_row r);
#endif
