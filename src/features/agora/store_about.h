#ifndef AGORA_STORE_ABOUT_H
#define AGORA_STORE_ABOUT_H
#include "features/agora/store.h"

/* What pages say beside a need (store_about.c). */

/* Which of these the reader has joined by "moi aussi": joined[i] belongs to items[i]. */
enum status needs_joined_by(struct tx *tx, struct uuid persona, const struct needs *needs,
	bool *joined);

/* For moderators: how many other needs of the same author have been public. */
enum status author_published(struct tx *tx, const struct need *n, int64_t *out);

/* Public needs that are still to be answered, by theme, stage and territory; and where one of them
 * is counted (false, and the tx goes on: nowhere). */
enum status need_open_cells(struct tx *tx, struct need_cells *out);
bool need_cell_of(struct tx *tx, int64_t need, struct need_cell *out);
#endif
