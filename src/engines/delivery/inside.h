#ifndef ENGINES_DELIVERY_INSIDE_H
#define ENGINES_DELIVERY_INSIDE_H
#include "app/person.h"
#include "engines/delivery/delivery.h"
#include "engines/delivery/follow.h"
#include "engines/delivery/stop.h"

/* What the files of this engine share. */

enum { KIND_GONE = 0 };        /* kind of a notice about what is not to be seen any more */
enum { MAIL_NEVER = 0, MAIL_WITH_NEXT = -1 };          /* delivery_notice.mail_at */
struct telling {
	struct notice notice;
	struct object_key of;          /* whose followers are told */
	int64_t happened;              /* delivery_news.happened; 0 */
	int64_t happened_at, mail_at;
};
enum told { TOLD_NOBODY, TOLD_NEW, TOLD_AGAIN };
/* A row of its own, and the count of what is unread. TOLD_NOBODY: the persona is gone. */
enum status notice_put(struct tx *tx, struct uuid persona, const struct telling *t,
	enum told *told);
/* TOLD_AGAIN, and no second row: the same waits to be read, for the same mail or since today. */
enum status notice_put_again(struct tx *tx, struct uuid persona, const struct telling *t,
	enum told *told);
/* How many of the times that a notice tells of are still so; 0: it does not hold. */
struct recount { struct object_key about; struct str what; int64_t times, since_at; };
enum status notice_still(struct tx *tx, const struct site *site, const struct who *who,
	const struct recount *n, int64_t *still);

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
