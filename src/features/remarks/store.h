#ifndef REMARKS_STORE_H
#define REMARKS_STORE_H
#include "app/list.h"
#include "app/object.h"
#include "features/remarks/model.h"

/* Remarks and groups at rest. Everything returned lives in the arena of the tx. What is not to be
 * seen by who asks is NOT_FOUND. */

/* ---- remarks ---- */

/* Gives *m its id, and a ref unless it brings one. The event is written with the row. */
enum status remark_add(struct tx *tx, const struct who *who, struct remark *m);
enum status remark_find(struct tx *tx, const struct who *who, struct uuid ref, struct remark *out);
/* New ones, the oldest first; and those of a group, the newest first. At most `max`. */
enum status remark_list_new(struct tx *tx, const struct who *who, size_t max, struct remarks *out);
enum status remark_list_of(struct tx *tx, const struct who *who, int64_t group, size_t max,
	struct remarks *out);
/* Those of a group whose author does not know what was answered at `answered_at`; those of one
 * author follow each other. */
enum status remark_list_untold(struct tx *tx, int64_t group, int64_t answered_at, size_t max,
	struct remarks *out);
enum status remark_waiting(struct tx *tx, int64_t *n);       /* new ones, counted up to 1,000 */
enum status remark_set_group(struct tx *tx, int64_t id, int64_t group);
enum status remark_set_told(struct tx *tx, int64_t id, int64_t at);
/* CONFLICT unless it is in state `from`. For the workflow only. */
enum status remark_move(struct tx *tx, int64_t id, int from, int to);
enum status remark_object(struct tx *tx, const struct who *who, int64_t id, struct object *out);

/* ---- groups ---- */

enum status group_add(struct tx *tx, const struct who *who, struct remark_group *g);
enum status group_find(struct tx *tx, const struct who *who, struct uuid ref,
	struct remark_group *out);
/* All of them, the newest first; at most 300. */
enum status group_list(struct tx *tx, struct remark_groups *out);
/* Answered ones, the newest answer first. */
enum status group_feed(struct tx *tx, size_t max, struct remark_groups *out);
/* The words and when they were answered; the state is the workflow's. */
enum status group_set(struct tx *tx, const struct remark_group *g);
enum status group_set_telling(struct tx *tx, int64_t id, bool is_telling);
/* False, and the tx goes on: nobody is to be told of any group. */
bool group_to_tell(struct tx *tx, struct remark_group *out);
enum status group_move(struct tx *tx, int64_t id, int from, int to);
enum status group_object(struct tx *tx, const struct who *who, int64_t id, struct object *out);

/* ---- for struct feature ---- */
struct json;
struct site;
enum status remark_adopt(struct tx *tx, const struct site *site, const struct adoption *a,
	const struct who *who, struct str *next);
enum status remark_export(struct tx *tx, const struct who *who, struct json *out);
/* New ones go; of those in a group only that somebody had said so stays. */
enum status remark_erase(struct tx *tx, const struct site *site, const struct who *who, bool *more);
#endif
