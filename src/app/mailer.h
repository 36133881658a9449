#ifndef APP_MAILER_H
#define APP_MAILER_H
#include "app/site.h"
#include "db/writer.h"

/* A thread that takes due mail out of the outbox, hands it to the helper process (src/helper, the
 * only one that may connect), and writes down what became of it. Without a relay it does nothing:
 * mail waits and is shown to administrators at /admin/envois.
 *
 * Protocol with the helper (base/wire.h), one mail at a time:
 *   to it    'C' smtp_url NUL user NUL password NUL from NUL            once, at start
 *            'M' id NUL to NUL subject NUL message_id NUL body NUL stop NUL
 *            stop: becomes List-Unsubscribe and List-Unsubscribe-Post; empty = neither
 *   from it  'S' id NUL                                                  the relay took it
 *            'L' id NUL reason NUL                                       not now
 *            'R' id NUL reason NUL                                       never (5xx) */
struct mailer;
/* helper_path: the program; NULL finds it beside ours. NULL with *e: it could not be started. */
struct mailer *mailer_start(struct site *s, struct db *reader, const char *helper_path,
	struct error *e);
void mailer_wake(struct mailer *m);        /* something may be due now */
void mailer_stop(struct mailer *m);
#endif
