#ifndef AGORA_ROUTES_WORK_H
#define AGORA_ROUTES_WORK_H
#include "features/agora/routes.h"

/* The forms of facilitators: which fields each has, and what its page says (routes_work.c). */
extern const struct work_about work_qualify, work_take_up, work_promise, work_answer, work_correct,
	work_desk, work_merge, work_translate, work_stand;

void work_typed(const struct req *r, struct work_form *form);
/* 422 when something is wrong with the form. */
enum status show_work(struct req *r, const struct work_in *in);
/* FORBIDDEN: their own. CONFLICT: `action` is not to be done from its state; NULL: not public. */
enum status need_to_work_on(struct req *r, const char *action, struct need *n);
#endif
