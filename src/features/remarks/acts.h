#ifndef REMARKS_ACTS_H
#define REMARKS_ACTS_H
#include "app/app.h"
#include "engines/workflow/workflow.h"
#include "features/remarks/model.h"

/* What changes remarks and groups: state, words, and who is told. In the caller's tx. */
extern const struct workflow remark_workflow, group_workflow;

/* Somebody said something. */
enum status remark_leave(struct req *r, const struct remark *said);
/* A new remark goes into a group; if that is answered, its author is told at once. */
enum status remark_sort(struct req *r, const struct remark *m, const struct remark_group *into);
/* What a group says from now on. CONFLICT when its state has changed since `before` was read. */
enum status group_answer(struct req *r, const struct remark_group *before,
	const struct remark_group *after);
/* Tells at most `max` authors of one group. *more: some of it are left. */
enum status group_tell(struct tx *tx, const struct site *site, const struct remark_group *g,
	size_t max, bool *more);
/* The chore `remarks.tell`: goes on where an answer had too many authors for one handler. */
enum status remarks_tell(struct tx *tx, const struct site *site, bool *more);
#endif
