#ifndef AGORA_STORE_MODERATION_H
#define AGORA_STORE_MODERATION_H
#include "features/agora/store.h"

/* What waits for moderators (store_moderation.c): one open item a need, with all the rules that
 * hold it, due by its most urgent lane. Decisions are acts.h. */

extern const struct list_spec queue_spec;                  /* due first; filter: lane */
struct queue { struct queue_item *items; size_t len; struct url next; };
enum status queue_list(struct tx *tx, const struct who *who, const struct list_asked *asked,
	struct queue *out);
/* False, and the tx goes on: nothing is open about this need. */
bool queue_find(struct tx *tx, const struct need *n, struct queue_item *out);
/* menu_entry.waiting */
enum status queue_waiting(struct tx *tx, const struct site *site, int64_t *n);

struct reports { struct report *items; size_t len; };
enum status report_list(struct tx *tx, int64_t need, struct reports *out);     /* oldest first */

/* For the page on transparency: decisions of each action since `from_at`, by name of action. */
struct action_count { struct str action; int64_t n; };
struct action_counts { struct action_count *items; size_t len; };
enum status decision_count(struct tx *tx, int64_t from_at, struct action_counts *out);
#endif
