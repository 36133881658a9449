#ifndef REMARKS_RULES_H
#define REMARKS_RULES_H
#include "features/remarks/model.h"

/* Decisions about remarks and their groups. Pure. */
enum { REMARK_TEXT_MAX = 1000, GROUP_TITLE_MAX = 120, GROUP_ANSWER_MAX = 2000 };

/* ---- a remark ---- */
enum remark_field { REMARK_F_TEXT, REMARK_F_PAGE, REMARK_FIELDS };
struct remark_form { struct str typed[REMARK_FIELDS]; struct problem problem[REMARK_FIELDS]; };
extern const char *const remark_field_name[REMARK_FIELDS];
/* True: *out is a remark that may be stored. Its texts point into form->typed. */
bool remark_read(struct remark_form *form, struct remark *out);
/* The path of a page of this site as people's browsers say it, or "": never a reason to refuse. */
struct str remark_page(struct str typed);

/* ---- putting it into a group: one that exists, or a new one ---- */
enum sort_field { SORT_F_GROUP, SORT_F_TITLE, SORT_FIELDS };
struct sort_form { struct str typed[SORT_FIELDS]; struct problem problem[SORT_FIELDS]; };
extern const char *const sort_field_name[SORT_FIELDS];
struct sorting { struct uuid group; struct str title; };       /* one of the two */
bool sort_read(struct sort_form *form, struct sorting *out);

/* ---- answering a group ---- */
enum group_field { GROUP_F_TITLE, GROUP_F_STATE, GROUP_F_VERSION, GROUP_F_ANSWER, GROUP_FIELDS };
struct group_form { struct str typed[GROUP_FIELDS]; struct problem problem[GROUP_FIELDS]; };
extern const char *const group_field_name[GROUP_FIELDS];
bool group_read(struct group_form *form, struct remark_group *out);
void group_write(const struct remark_group *g, struct group_form *form);       /* the other way */
extern const char *const group_state_name[GROUP_STATES];       /* "planned", as forms write it */
/* The action of the workflow that leads from one to the other. */
const char *group_action(enum group_state from, enum group_state to);
bool group_is_answered(const struct remark_group *g);

/* ---- versions of the software: "0.10.2" ---- */
bool version_is(struct str s);
int version_compare(struct str a, struct str b);       /* < 0: a is older */
/* As the public page shows them: done by version, newest first; planned; open; declined. */
void group_sort(struct remark_groups all);
#endif
