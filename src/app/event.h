#ifndef APP_EVENT_H
#define APP_EVENT_H
#include "app/access.h"

/* The zone's one log: trail and history of each object, in order of seq. Append-only.
 * Written in the caller's tx, so that no change is without its event and no event without its
 * change. It holds no content: names and texts stay where they can be erased. */
struct event {
	const char *what;          /* "agora.approved": feature, then the past of a verb */
	int kind;                  /* with id: which object, as in the registry */
	int64_t id;
	int from, to;              /* states before and after; 0 where there is none */
};
enum status event_add(struct tx *tx, const struct who *who, const struct event *e);

/* The history of one object, oldest first; at most 500, in the arena of the tx. */
struct event_row {
	int64_t seq, at;
	struct uuid persona;       /* none: the platform itself */
	struct str what;
	int from, to;
};
struct event_rows { struct event_row *items; size_t len; };
enum status event_history(struct tx *tx, int kind, int64_t id, struct event_rows *out);
#endif
