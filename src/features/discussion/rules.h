#ifndef DISCUSSION_RULES_H
#define DISCUSSION_RULES_H
#include "features/discussion/model.h"

/* What may be written, changed and answered, and who sees it. Pure. */
enum { POST_TEXT_MAX = 2000, LOCK_WHY_MAX = 300 };

/* ---- forms of one text each ---- */
struct text_form { struct str typed; struct problem problem; };
/* True: *out is a text that may be stored; it points into form->typed. */
bool post_read(struct text_form *form, struct str *out);
bool lock_read(struct text_form *form, struct str *out);

/* ---- states ---- */
int post_audience(enum post_state s);                  /* enum audience: who sees it */
bool post_may_answer(const struct post *p);
bool post_may_edit(const struct post *p, struct uuid by);
bool post_may_withdraw(const struct post *p, struct uuid by);
/* Its text was read by everybody, once or still: a change keeps it as an earlier version. */
bool post_keeps_version(const struct post *p);
/* Stored under the top post whatever it answers: one level of nesting. */
int64_t post_parent(const struct post *answered);      /* NULL: it answers the object, 0 */

/* ---- the order of a discussion ---- */
enum { FIRST_REPLIES = 5 };                            /* shown below the post they answer */
enum post_order { ORDER_OLDEST, ORDER_NEWEST, ORDER_UNANSWERED, POST_ORDERS };
extern const char *const post_order_word[POST_ORDERS]; /* "newest"; of the first "" */
enum post_order post_order_read(struct str word);
#endif
