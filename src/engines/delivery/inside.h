#ifndef ENGINES_DELIVERY_INSIDE_H
#define ENGINES_DELIVERY_INSIDE_H
#include "app/person.h"
#include "engines/delivery/delivery.h"
#include "engines/delivery/follow.h"
#include "engines/delivery/stop.h"

/* What the files of this engine share. */

enum { MAIL_NEVER = 0, MAIL_WITH_NEXT = -1 };          /* delivery_notice.mail_at */
/* The row and the count of what is unread. *told: false when the persona is gone. */
enum status notice_put(struct tx *tx, struct uuid persona, const struct notice *n, int64_t mail_at,
	bool *told);

/* "There is news": to whoever wants mails at all. */
enum status letter_news(struct tx *tx, const struct site *site, struct uuid persona,
	enum stop_what what);

/* Things with news, in the order of their lines. */
enum group { GROUP_OWN, GROUP_REPLIES, GROUP_FOLLOWED, GROUPS };
struct thing { struct object_key key; enum group group; int64_t news; struct str path; };
struct things { struct thing *items; size_t len; };
enum status letter_digest(struct tx *tx, const struct site *site, const struct person *p,
	const struct things *things);
#endif
