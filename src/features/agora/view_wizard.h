#ifndef AGORA_VIEW_WIZARD_H
#define AGORA_VIEW_WIZARD_H
#include "features/agora/rules_forms.h"
#include "features/agora/view_row.h"

/* The four steps in which a need is written, and what comes after them. */

struct step_form_view {
	struct head head;
	struct uuid ref;               /* of the draft; none: not saved yet */
	enum need_step step;
	struct url action, back, autosave;     /* autosave "": not yet */
	struct field_view field[3];
	struct field_views fields;
	const char *intro;             /* key */
	struct draft_rows drafts;      /* what was begun before; at the first step */
	struct option_views communes;  /* several are meant: choose among them */
	bool is_mending;               /* a returned need is written again */
};
/* `form` is as typed, with its problems; *v keeps pointers into itself and into it. */
void view_step(struct arena *a, const struct page *p, const struct draft *d, enum need_step step,
	struct step_form_view *v);
/* "/besoins/nouveau/{ref}/quoi"; "/besoins/nouveau" for a draft that has no ref yet. */
struct url step_path(struct arena *a, struct uuid draft, enum need_step step);

struct similar_view { struct head head; struct uuid ref; struct need_rows rows; };

struct review_part {
	const char *label, *edit;
	struct str text;
	const char *key;               /* instead of text */
	bool is_words;                 /* of the author: shown at length */
	struct url path;               /* of the step where it is written */
	struct problem problem;
};
struct review_parts { const struct review_part *items; size_t len; };
struct review_view {
	struct head head;
	struct uuid ref;
	struct review_part part[NEED_FIELDS];
	struct review_parts parts;
	bool is_complete, is_signed_in, is_first, is_mending;
	bool has_phone, has_email, has_link, has_identifier;       /* the rules would hold it for it */
	int64_t due_at;                /* until when somebody reads it, when it is held */
};
/* The form has been read up to NEED_STEP_REVIEW: its problems stand in it. */
void view_review(struct arena *a, const struct page *p, const struct draft *d,
	const struct need *read, struct review_view *v);

struct receive_view {
	struct head head;
	struct uuid ref;
	struct field_view field[RECEIVE_FIELDS];
	struct field_views fields;
};
void view_receive(const struct receive_form *form, struct receive_view *v);
struct wait_view { struct head head; struct uuid ref; };

void page_wizard_step(struct buf *h, const struct page *p, const struct step_form_view *v);
void page_wizard_similar(struct buf *h, const struct page *p, const struct similar_view *v);
void page_wizard_review(struct buf *h, const struct page *p, const struct review_view *v);
void page_wizard_receive(struct buf *h, const struct page *p, const struct receive_view *v);
void page_wizard_wait(struct buf *h, const struct page *p, const struct wait_view *v);
void part_wizard_steps(struct buf *h, const struct page *p, int now);
void part_wizard_seen(struct buf *h, const struct page *p, const struct review_view *v);
#endif
