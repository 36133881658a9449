#ifndef AGORA_STORE_H
#define AGORA_STORE_H
#include "app/list.h"
#include "app/object.h"
#include "app/words.h"
#include "features/agora/rules.h"

/* Needs at rest (store_need.c, store_list.c). Everything returned lives in the arena of the tx.
 * What is not to be seen by who asks is NOT_FOUND. What changes them stands in acts.h. */

/* ---- reading ---- */

enum status need_by_ref(struct tx *tx, const struct who *who, enum lang lang, struct uuid ref,
	struct need *out);
enum status need_by_id(struct tx *tx, const struct who *who, enum lang lang, int64_t id,
	struct need *out);
/* False, and the tx goes on: none by this public number. For "merge into nº 118". */
bool need_by_number(struct tx *tx, const struct who *who, int64_t number, struct need *out);

/* The public list, in two orders; filters of both: theme, territory, state (open, work, answered,
 * dormant), for, lang. `order=shared` in the query chooses the second; links keep it. */
enum need_order { ORDER_RECENT, ORDER_SHARED };
extern const struct list_spec need_recent_spec, need_shared_spec;
struct need_asked { enum need_order order; enum lang lang; struct list_asked list; };
struct need_asked need_asked(const struct field *query, enum lang lang);
const struct list_spec *need_spec(enum need_order order);      /* for list_query */
struct needs { struct need *items; size_t len; int64_t total; bool many; struct url next; };
/* asked->list.page says how many (feeds, CSV, "most shared"). total is not counted here. */
enum status need_list(struct tx *tx, const struct who *who, const struct need_asked *asked,
	struct needs *out);
/* For the team: needs that go on, and of which nothing is heard since `before_at`; the longest
 * silence first. Links keep "state=silent". How many there are, to a thousand. */
extern const struct list_spec need_silent_spec;
enum status need_silent(struct tx *tx, const struct who *who, const struct field *query,
	int64_t before_at, struct needs *out);
enum status need_silent_count(struct tx *tx, int64_t before_at, int64_t *n);
/* For struct counted_news: 1 while the silence that was told goes on. */
enum status need_still_silent(struct tx *tx, const struct who *who, struct object_key about,
	int64_t since_at, int64_t *n);
/* The reader's own, newest first; at most 200. */
enum status need_mine(struct tx *tx, const struct who *who, enum lang lang, struct needs *out);

/* By words, best first; total and many are those of struct hits. Reads search.db: on a GET only. */
struct need_searched { struct str typed; enum lang lang; size_t max, skip; };
enum status need_search(struct tx *tx, const struct who *who, const struct need_searched *asked,
	struct needs *out);
/* Published needs that resemble what is being written: at most SIMILAR_MAX. On a GET only. */
enum status need_similar(struct tx *tx, const struct who *who, const struct draft *d,
	struct needs *out);

/* For the home page; kept by the writer, never counted. */
struct need_counts {
	int64_t state[NEED_STATES], shelf[SHELVES];
	int64_t listed;                /* in the public list */
	int64_t supports;
};
enum status need_count(struct tx *tx, struct need_counts *out);

/* Who says that a need is resolved: how many, the reader among them, may the reader still. */
struct confirmed { int64_t count; bool mine, may; };

/* For struct object_kind. */
enum status need_object(struct tx *tx, const struct who *who, int64_t id, struct object *out);
enum status need_id_of(struct tx *tx, const struct who *who, struct uuid ref, int64_t *id);

/* For struct feature (store_leave.c, store_list.c, store_draft.c). */
struct site;
struct json;
enum status agora_export_persona(struct tx *tx, const struct who *who, struct json *out);
/* Drafts go. Needs lose their words and their author and are seen by nobody; what was given to
 * needs of others ("moi aussi", reports) still counts, without a name. */
enum status agora_erase_persona(struct tx *tx, const struct site *site, const struct who *who,
	bool *more);
enum status agora_sitemap(struct tx *tx, struct buf *out, const char *public_url);
enum status agora_forget_drafts(struct tx *tx, const struct site *site, bool *more);
#endif
