#ifndef ENGINES_DELIVERY_PAST_H
#define ENGINES_DELIVERY_PAST_H
#include "app/demo.h"
#include "engines/delivery/delivery.h"

/* What people of a demonstration follow and were told, as of then. None of it is ever mailed. */
enum status past_follow(struct tx *tx, struct demo *d, struct uuid persona, struct object_key key,
	int64_t at);
/* To one person, as notice_send would; nothing when they are none. */
enum status past_notice(struct tx *tx, struct uuid persona, const struct notice *n, int64_t at);
/* To whoever followed by then, as news_add and news_add_gone would and the chore after them. Who
 * follows reads once a week: the same within one is one notice that counts. */
enum status past_news(struct tx *tx, struct demo *d, const struct news *n, int64_t at);
enum status past_news_gone(struct tx *tx, struct demo *d, const struct news *n, int64_t at);
/* Once all is told: in the order of time, what is older than a month is read. */
enum status past_settle(struct tx *tx, struct demo *d);
#endif
