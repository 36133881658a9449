#ifndef APP_NOTICE_H
#define APP_NOTICE_H
#include "app/person.h"

/* Telling people: in the app, and by mail. A mail holds no title, no text and no health word: it
 * says that there is news and where to read it. */
struct notice {
	const char *what;      /* key of a sentence with {1} = title: WORD("agora.notice.approved") */
	int kind;              /* with id: about which object */
	int64_t id;
};
struct json;
struct site;
/* The notice, and a mail unless they want none. OK, and nothing, when the persona is gone. */
enum status notice_send(struct tx *tx, const struct site *site, struct uuid persona,
	const struct notice *n);

struct notice_row { int64_t id, at; struct str what; int kind; int64_t object; bool read; };
struct notice_rows { struct notice_row *items; size_t len; };
/* The newest first; in the arena of the tx. */
enum status notice_list(struct tx *tx, struct uuid persona, size_t max, struct notice_rows *out);
/* All of them, oldest first, as a list of objects inside *out. */
enum status notice_export(struct tx *tx, struct uuid persona, struct json *out);
enum status notice_all_read(struct tx *tx, struct uuid persona);

/* ---- outgoing mail ---- */
struct mail {
	struct str to;
	enum lang lang;
	const char *subject;   /* key */
	struct str body;
};
/* Sealed at rest; wiped once it has been handed to the relay. Lines of the body are broken so that
 * they have at most 72 signs. */
enum status mail_add(struct tx *tx, const struct site *site, const struct mail *m);

enum mail_state { MAIL_WAITING = 1, MAIL_SENT = 2, MAIL_REFUSED = 3 };
struct mail_row {
	int64_t id, at, due_at, sent_at, attempts;
	enum mail_state state;
	struct str to, subject, body;      /* opened; "" once wiped */
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
