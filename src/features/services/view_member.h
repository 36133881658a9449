#ifndef SERVICES_VIEW_MEMBER_H
#define SERVICES_VIEW_MEMBER_H
#include "app/page.h"
#include "features/services/rules.h"

/* What the pages of the collective show. Made by pure functions. */
struct member_row {
	struct uuid ref;
	struct str name, role;
	const char *lang;                  /* of the role when not the page's; NULL */
	const char *kind;                  /* key */
	struct str times;                  /* "Depuis le …" */
	struct url link;
	bool is_over;
};
/* What a reader of a language is shown of a role, and in which language that is. */
struct member_said { struct str text; enum lang lang; };
struct member_said member_said(const struct lab_member *m, enum lang reader);
const char *member_kind_key(enum member_kind kind);        /* of the words for its shelf */
struct member_rows { const struct member_row *items; size_t len; };
/* Members of one kind. */
struct member_shelf { const char *key; struct member_rows rows; };
struct member_shelves { struct member_shelf *items; size_t len; };
struct collective_view { struct head head; struct member_shelves shelves; int64_t members; };
/* *all is in the order of the store: by kind. Shelves live in the arena. */
struct collective_view view_collective(struct arena *a, const struct page *p,
	const struct lab_members *all);

struct member_edit_view {
	struct head head;
	struct uuid ref;                   /* none: a new one */
	struct option_view kinds[MEMBER_KINDS];
	struct field_view field[MEMBER_FIELDS];
	struct field_views fields;
};
/* *v keeps pointers into itself and into *form. m: NULL for a new one. */
void view_member_edit(struct member_edit_view *v, const struct lab_member *m,
	const struct member_form *form);
/* A member as a form shows it; texts in the arena. */
void member_write(struct arena *a, const struct lab_member *m, struct member_form *form);

void page_collective(struct buf *h, const struct page *p, const struct collective_view *v);
void page_collective_desk(struct buf *h, const struct page *p, const struct collective_view *v);
void page_member_edit(struct buf *h, const struct page *p, const struct member_edit_view *v);
#endif
