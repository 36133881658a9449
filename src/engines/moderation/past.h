#ifndef ENGINES_MODERATION_PAST_H
#define ENGINES_MODERATION_PAST_H
#include "app/demo.h"
#include "engines/moderation/desk.h"

/* What people of a demonstration reported, as of then. Nobody is told. */
struct past_reported {
	const struct demo_people *people;
	struct moderated about;
	int state;                     /* of the object, now */
	bool is_decided;               /* a decision that answers it follows */
};
/* A block of demo/reports.txt: by, reason, text, days_ago; `answer`, what the moderator says who
 * puts it aside a day later. Those of the last days still wait. */
enum status past_report(struct tx *tx, struct demo *d, const struct past_reported *about,
	const struct field *f);
/* It waits, from then on, in this lane. */
enum status past_wait(struct tx *tx, const struct demo *d, const struct moderated *m,
	const struct waiting *w, int64_t at);
#endif
