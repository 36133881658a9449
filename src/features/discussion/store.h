#ifndef DISCUSSION_STORE_H
#define DISCUSSION_STORE_H
#include "app/list.h"
#include "app/object.h"
#include "features/discussion/rules.h"

/* Posts at rest. Everything returned lives in the arena of the tx. What is not to be seen by who
 * asks is NOT_FOUND; whether its object is to be seen is asked of the registry (talk.h). */

/* ---- one post ---- */
enum status post_by_ref(struct tx *tx, const struct who *who, struct uuid ref, struct post *out);
/* False, and the tx goes on: there is none, or it is not to be seen. */
bool post_get(struct tx *tx, const struct who *who, int64_t id, struct post *out);
/* Gives *p its id, and a ref unless it brings one. Counts it; the event is written with the row. */
enum status post_add(struct tx *tx, const struct who *who, struct post *p);
/* The same without its event: of what was written long ago, and public since `public_at` (0: not
 * yet). */
enum status post_insert(struct tx *tx, struct post *p, int64_t public_at);
/* Public since then, in a past that is told today. */
enum status post_set_public(struct tx *tx, int64_t id, int64_t public_at);
/* Another text, since `at`. The one that it had is kept as a version if it ever was public
 * (post_keeps_version); of versions the last VERSIONS_MAX stay. */
enum { VERSIONS_MAX = 50 };
struct post_edit { struct str text; bool is_public; int64_t at; };
enum status post_set_text(struct tx *tx, const struct post *p, const struct post_edit *e);
/* CONFLICT unless it is in state `from`. Counts follow. For the workflow only. */
enum status post_move(struct tx *tx, int64_t id, int from, int to);
/* Of one that is withdrawn: its words, versions and author go; the row too, unless something stands
 * under it. A shell under which nothing stands any more goes with its last reply. */
enum status post_clear(struct tx *tx, const struct post *p);
/* Nothing of theirs is public by now: whose only message was hidden is new again. */
bool is_first_post_of(struct tx *tx, struct uuid persona);
/* The newest first. */
enum status post_versions_of(struct tx *tx, int64_t id, struct post_versions *out);

/* ---- many ---- */
extern const struct list_spec post_specs[POST_ORDERS]; /* posts at the top of one object */
extern const struct list_spec reply_spec;              /* replies to one post, oldest first */
struct post_page { struct posts posts; struct url next; };
enum status post_list(struct tx *tx, const struct who *who, struct object_key about,
	const struct field *query, struct post_page *out);
enum status reply_list(struct tx *tx, const struct who *who, int64_t parent,
	const struct field *query, struct post_page *out);
/* The first replies to each of these posts at the top of one object, in one statement; one more
 * than is shown, which tells that there are more. Not for ORDER_UNANSWERED: those have none. */
enum status reply_firsts(struct tx *tx, const struct who *who, const struct posts *tops,
	struct posts *out);
/* Public ones of any level, the newest first. */
enum status post_feed(struct tx *tx, struct object_key about, size_t max, struct posts *out);
/* For struct counted_news: public ones of others, published since then; of the newest 200. */
enum status post_count_since(struct tx *tx, const struct who *who, struct object_key about,
	int64_t since_at, int64_t *n);

/* ---- all that is said under one object ---- */
enum status talk_state_find(struct tx *tx, struct object_key about, struct talk_state *out);
/* CONFLICT: it is so already. why "": it is opened again. */
enum status talk_set_lock(struct tx *tx, struct object_key about, int64_t at, struct str why);

/* ---- out and away, for struct feature ---- */
struct json;
enum status post_export(struct tx *tx, const struct who *who, struct json *out);
/* Of one author, the oldest first. */
enum status post_list_of(struct tx *tx, struct uuid persona, size_t max, struct posts *out);
#endif
