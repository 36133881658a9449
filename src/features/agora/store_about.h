#ifndef AGORA_STORE_ABOUT_H
#define AGORA_STORE_ABOUT_H
#include "features/agora/store_moderation.h"

/* What pages say beside a need (store_about.c). */

/* Which of these the reader has joined by "moi aussi": joined[i] belongs to items[i]. */
enum status needs_joined_by(struct tx *tx, struct uuid persona, const struct needs *needs,
	bool *joined);

/* For moderators: what was decided about other needs of the same author, and how many of those
 * have been public. */
struct author_past { struct action_counts decisions; int64_t published; };
enum status author_past(struct tx *tx, const struct need *n, struct author_past *out);
#endif
