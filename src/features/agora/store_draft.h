#ifndef AGORA_STORE_DRAFT_H
#define AGORA_STORE_DRAFT_H
#include "features/agora/store.h"

/* What is being written (store_draft.c): seen by its owner only, a persona or a browser. Saved as
 * typed, right or wrong. Everything returned lives in the arena of the tx. */

/* NOT_FOUND: there is none of that ref that is theirs. */
enum status draft_find(struct tx *tx, const struct who *who, struct uuid ref, struct draft *out);
struct drafts { struct draft *items; size_t len; };
/* Last saved first; at most DRAFTS_MAX. */
enum status draft_list(struct tx *tx, const struct who *who, struct drafts *out);

/* Only form, lang, step, need and waits_for of *d are the caller's. A ref of none: a new one,
 * and *d gets its ref (a handler may run twice, so it saves a copy). TOO_MANY past DRAFTS_MAX.
 * `step` never falls back. INVALID: neither persona nor visitor. */
enum status draft_save(struct tx *tx, const struct who *who, struct draft *d);
enum status draft_delete(struct tx *tx, const struct who *who, struct uuid ref);
/* The draft that mends this returned need, made from it when there is none yet; its author's.
 * `commune`: the name of the need's commune. */
enum status draft_of_need(struct tx *tx, const struct who *who, const struct need *n,
	struct str commune, struct uuid *ref);
#endif
