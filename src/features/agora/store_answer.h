#ifndef AGORA_STORE_ANSWER_H
#define AGORA_STORE_ANSWER_H
#include "features/agora/store.h"

/* The official answer to a need (store_answer.c): promised for a day, drafted, reviewed by somebody
 * else, published, perhaps updated. One a need; every published text is kept as a version. */

/* False, and the tx goes on: nothing was promised or written yet. The need was read before. */
bool answer_find(struct tx *tx, enum lang lang, int64_t need, struct answered *out);
struct answer_versions { struct answer_version *items; size_t len; };
enum status answer_versions(struct tx *tx, int64_t answer, struct answer_versions *out);

/* Needs whose promised day is over, the oldest promise first; for the team's page and in public. */
enum status answer_overdue(struct tx *tx, const struct who *who, int64_t today,
	struct needs *out);
/* Needs that were answered, the newest answer first. */
enum status answer_latest(struct tx *tx, const struct who *who, enum lang lang, size_t max,
	struct needs *out);
/* For struct object_kind. */
enum status answer_object(struct tx *tx, const struct who *who, int64_t id, struct object *out);
#endif
