#ifndef SERVICES_STORE_H
#define SERVICES_STORE_H
#include "app/list.h"
#include "app/object.h"
#include "app/words.h"
#include "features/services/model.h"

/* Requests and members at rest. Everything returned lives in the arena of the tx. What is not to be
 * seen by who asks is NOT_FOUND. */

/* ---- requests ---- */

/* Gives *q its id, and a ref unless it brings one. The event is written with the row. */
enum status lab_request_add(struct tx *tx, const struct who *who, struct lab_request *q);
enum status lab_request_find(struct tx *tx, const struct who *who, struct uuid ref,
	struct lab_request *out);
/* Lists: the team's by state, oldest first; one's own, newest first. */
extern const struct list_spec request_queue_spec, request_mine_spec;
extern const char *const request_state_name[REQUEST_STATES];         /* as the filter writes it */
enum status lab_request_queue(struct tx *tx, const struct who *who, const struct list_asked *asked,
	struct lab_requests *out, struct url *next);
enum status lab_request_mine(struct tx *tx, const struct who *who, const struct list_asked *asked,
	struct lab_requests *out, struct url *next);
enum status lab_request_waiting(struct tx *tx, int64_t *n);  /* not answered, counted up to 1,000 */
/* What came with an answer: words, times, the day; the state is the workflow's. */
enum status lab_request_set(struct tx *tx, const struct lab_request *q);
/* CONFLICT unless it is in state `from`. For the workflow only. */
enum status lab_request_move(struct tx *tx, int64_t id, int from, int to);
enum status lab_request_object(struct tx *tx, const struct who *who, int64_t id,
	struct object *out);

/* ---- members of the collective; store_member.c ---- */

/* role_too is stored as English, and read for `lang`. */
enum status lab_member_add(struct tx *tx, const struct who *who, struct lab_member *m);
enum status lab_member_find(struct tx *tx, enum lang lang, struct uuid ref, struct lab_member *out);
/* All of them, by kind, place, and then as they came; at most 500. */
enum status lab_member_list(struct tx *tx, enum lang lang, struct lab_members *out);
enum status lab_member_set(struct tx *tx, const struct who *who, const struct lab_member *m);
enum status lab_member_remove(struct tx *tx, const struct who *who, int64_t id);
enum status lab_member_object(struct tx *tx, const struct who *who, int64_t id,
	struct object *out);

/* ---- for struct feature ---- */
struct json;
struct site;
enum status lab_request_export(struct tx *tx, const struct who *who, struct json *out);
/* Whoever leaves takes their requests along. */
enum status lab_request_erase(struct tx *tx, const struct site *site, const struct who *who,
	bool *more);
#endif
