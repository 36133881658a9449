#ifndef APP_MAIL_H
#define APP_MAIL_H
#include "app/person.h"

/* The outbox: plain mail to one address, handed to the helper by app/mailer.c. Who is told of what
 * news, engines/delivery decides. */
struct site;
struct mail {
	struct str to;
	enum lang lang;
	const char *subject;   /* key */
	struct str body;
	struct str stop;       /* where one POST ends mails of this kind (RFC 8058); "" = nowhere */
};
/* Sealed at rest; wiped once it has been handed to the relay. Lines of the body are broken so that
 * they have at most 72 signs. */
enum status mail_add(struct tx *tx, const struct site *site, const struct mail *m);

enum mail_state { MAIL_WAITING = 1, MAIL_SENT = 2, MAIL_REFUSED = 3 };
struct mail_row {
	int64_t id, at, due_at, sent_at, attempts;
	enum mail_state state;
	struct str to, subject, body, stop;        /* opened; "" once wiped */
	struct str problem;                /* what the relay said, without addresses */
};
struct mail_rows { struct mail_row *items; size_t len; };
/* The newest first, in any state; in the arena of the tx. */
enum status mail_list(struct tx *tx, const struct keys *k, size_t max, struct mail_rows *out);
/* Those that are due now, oldest first; and what became of one. A failure for a time is tried again
 * after 1, 5, 15, 60 minutes and then every 4 hours, for 5 days. CONFLICT: it is gone meanwhile, as
 * when its addressee was erased. */
enum status mail_due(struct tx *tx, const struct keys *k, size_t max, struct mail_rows *out);
enum status mail_sent(struct tx *tx, int64_t id);
enum status mail_failed(struct tx *tx, int64_t id, bool for_good, struct str problem);
/* Due at once, tried from the start again. CONFLICT: it has been sent, or is gone. */
enum status mail_retry(struct tx *tx, int64_t id);
/* All that is written to one address, whatever became of it. */
enum status mail_forget(struct tx *tx, const struct keys *k, struct str to);
/* Forgets what is older than 30 days, a slice at a time. */
enum status mail_purge(struct tx *tx, bool *more);
#endif
