/* What went with something else is not to be decided any more. */
#include "app/person.h"
#include "app/site.h"
#include "engines/moderation/desk.h"

/* The first that are due: what is gone is decided by nobody, so it comes to stand among them. */
enum { LOOK_AT = 200 };

enum status moderation_tidy(struct tx *tx, const struct site *site, bool *more)
{
	struct who moderator = who_team(ROLE_MODERATOR);
	struct list_asked asked = { .page = LOOK_AT };
	struct queue q;
	*more = false;
	TRY(queue_list(tx, &asked, &q));
	for (size_t i = 0; i < q.len; i++) {
		struct object o;
		if (site_object(site, tx, &moderator, q.items[i].about, &o))
			continue;
		TRY(tx_error(tx)->status);
		TRY(moderation_release(tx, q.items[i].about));
	}
	return OK;
}
