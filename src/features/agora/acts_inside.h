#ifndef AGORA_ACTS_INSIDE_H
#define AGORA_ACTS_INSIDE_H
#include "engines/delivery/delivery.h"
#include "engines/delivery/follow.h"
#include "app/site.h"
#include "features/agora/acts.h"
#include "features/agora/names.h"
#include "features/agora/store_write.h"
#include "features/agora/workflow_need.h"

/* What acts share (acts_shared.c). */

/* Tells its author at once, unless they did it themselves, and its followers by the next pass, if
 * it is theirs to know. `what`: WORD("agora.notice.…"). */
enum status act_tell(struct tx *tx, const struct site *site, const struct who *who,
	const struct need *n, const char *what);
/* The same of two needs at once: who follows `from` follows `into` from now on. */
enum status act_tell_merged(struct tx *tx, const struct site *site, const struct who *who,
	const struct need_merging *m);
/* Whoever has a part in a need follows it. */
enum status act_follow(struct tx *tx, const struct who *who, const struct need *n);
/* An event that moves nothing. */
enum status act_note(struct tx *tx, const struct who *who, const struct need *n,
	const char *what);
/* The words of a need, to be found by those who may see it in its present state. */
enum status act_words(struct tx *tx, const struct need *n);
/* The need, as moderation knows it. */
struct moderated need_moderated(const struct need *n);
/* Once a person: keyed from who, need and purpose ("support"). None: nobody is known. */
struct voice act_voice(struct tx *tx, const struct site *site, const struct who *who,
	int64_t need, const char *purpose);
/* moderated_act of every verdict: the move, the words for search, the notice. */
moderated_act need_decided;
/* FORBIDDEN, unless they have the role and the need is not their own. */
enum status act_by(struct tx *tx, const struct who *who, const struct need *n, unsigned role);
/* For tables of other features: the id of one that may be seen. */
enum status need_id(struct tx *tx, const struct who *who, struct uuid ref, int64_t *id);
#endif
