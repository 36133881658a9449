#ifndef ENGINES_DELIVERY_DELIVERY_H
#define ENGINES_DELIVERY_DELIVERY_H
#include "app/object.h"

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
enum status notice_forget(struct tx *tx, struct uuid persona);
#endif
