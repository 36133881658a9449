#ifndef DISCUSSION_ACTS_H
#define DISCUSSION_ACTS_H
#include "engines/moderation/moderation.h"
#include "engines/workflow/workflow.h"
#include "features/discussion/talk.h"

/* What changes posts: state, words, counts, and who is told. In the caller's tx. */
extern const struct workflow post_workflow;
extern const struct moderated_kind discussion_moderated[];

struct saying { const struct talk *talk; const struct post *answered; int lang; struct str text; };
/* answered NULL: under the object itself. CONFLICT: nothing may be written there any more. */
enum status post_write(struct tx *tx, const struct site *site, const struct who *who,
	const struct saying *s, struct post *out);
/* FORBIDDEN: not theirs. CONFLICT: it is hidden, withdrawn. Rules may hold it again. */
enum status post_change(struct tx *tx, const struct site *site, const struct who *who,
	const struct post *p, struct str text);
enum status post_take_back(struct tx *tx, const struct who *who, const struct post *p);
/* For buttons: a moderator, of what somebody else wrote. */
bool talk_may_lock(const struct talk *t, const struct who *who);
/* why "": opens it again. FORBIDDEN: see above. CONFLICT: it is so already. */
enum status talk_lock(struct tx *tx, const struct who *who, const struct talk *t, struct str why);

enum status discussion_erase(struct tx *tx, const struct site *site, const struct who *who,
	bool *more);
/* Its words, to be found by who may see it in its state. */
enum status post_words(struct tx *tx, const struct post *p);
#endif
