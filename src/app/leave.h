#ifndef APP_LEAVE_H
#define APP_LEAVE_H
#include "app/site.h"

/* Leaving for good. Account, address, name, sessions, links and mails go at once. Words go with
 * them when one slice of each kind holds them all; otherwise the persona, whom nobody can be any
 * more, waits in app_leaving, and a chore carries on until nothing is left. Until then what stands
 * there stands without a name. *more: it is so. */
enum status person_leave(struct tx *tx, const struct site *s, const struct who *who, bool *more);
/* The chore: one slice of one who left. */
enum status leaving_go_on(struct tx *tx, const struct site *s, bool *more);
#endif
