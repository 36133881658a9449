#ifndef HTTP_DEADLINE_H
#define HTTP_DEADLINE_H
#include <stdbool.h>
#include <stdint.h>

/* How long the connections of one loop may take. libmicrohttpd only knows inactivity, which one
 * byte a second keeps away for ever. Times are of clock_ticks, in us; one thread only.
 *
 * Beyond its deadline a body or an answer may go on while it flows at RATE_FAIR bytes a second, so
 * that a photograph passes on a poor line; a body below RATE_LEAST ends before it. Both are looked
 * at in windows of RATE_WINDOW. */
enum { RATE_FAIR = 4096, RATE_LEAST = 1024, RATE_WINDOW = 10000000 };

enum phase {
	PHASE_IDLE,        /* kept alive, between two requests */
	PHASE_HEAD,
	PHASE_BODY,
	PHASE_ANSWER,      /* being worked on, or on its way out */
};
struct limits { int64_t head, body, total, idle; };

struct deadline {
	struct deadline *next, **link;
	int fd;
	enum phase phase;
	bool cut;                      /* shut down already: waits for the library to notice */
	int64_t request_at, until;
	int64_t received;              /* of this body */
	int64_t window_at, window_carried;     /* 0: none yet */
	int64_t rate;                  /* of the last whole window; -1: none yet */
};
struct deadlines { struct deadline *first; struct limits limits; };

/* A new connection, whose first head is awaited. */
void deadline_add(struct deadlines *l, struct deadline *d, int fd, int64_t now);
void deadline_remove(struct deadline *d);
void deadline_enter(const struct deadlines *l, struct deadline *d, enum phase phase, int64_t now);
bool deadline_is_past(const struct deadline *d, int64_t now);
/* Shuts down what is past its time, and whom the other side has left in the middle of a request;
 * `crowded`: and what is idle. Returns how many were cut while they owed us something. */
int deadlines_sweep(struct deadlines *l, int64_t now, bool crowded);
#endif
