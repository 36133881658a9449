#include "http/deadline.h"
#include <netinet/in.h>
#include <linux/tcp.h>
#include <sys/socket.h>

enum { SECOND = 1000000 };

void deadline_add(struct deadlines *l, struct deadline *d, int fd, int64_t now)
{
	*d = (struct deadline){ .next = l->first, .link = &l->first, .fd = fd };
	if (l->first)
		l->first->link = &d->next;
	l->first = d;
	deadline_enter(l, d, PHASE_HEAD, now);
}

void deadline_remove(struct deadline *d)
{
	*d->link = d->next;
	if (d->next)
		d->next->link = d->link;
}

static int64_t later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

void deadline_enter(const struct deadlines *l, struct deadline *d, enum phase phase, int64_t now)
{
	const struct limits *may = &l->limits;
	d->phase = phase;
	d->window_at = 0;
	d->rate = -1;
	switch (phase) {
	case PHASE_IDLE:
		d->until = now + may->idle;
		break;
	case PHASE_HEAD:
		d->request_at = now;
		d->until = now + may->head;
		break;
	case PHASE_BODY:
		d->received = 0;
		d->until = now + may->body;
		break;
	case PHASE_ANSWER:             /* a long body leaves as much as one that was in time */
		d->until = later(d->request_at + may->total, now + may->total - may->body);
		break;
	}
}

bool deadline_is_past(const struct deadline *d, int64_t now)
{
	if (d->phase == PHASE_BODY && d->rate >= 0 && d->rate < RATE_LEAST)
		return true;
	return now >= d->until && d->rate < RATE_FAIR;
}

/* What the other side has confirmed to have of our answers. The library does not tell how far it
 * is, and what lies in our own buffers helps nobody. */
static int64_t confirmed(int fd)
{
	struct tcp_info info = { 0 };
	socklen_t len = sizeof info;
	if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &len) != 0)
		return 0;
	return (int64_t)info.tcpi_bytes_acked;
}

static void measure(struct deadline *d, int64_t now)
{
	int64_t since = now - d->window_at;
	bool flows = d->phase == PHASE_BODY || d->phase == PHASE_ANSWER;
	if (!flows || (d->window_at && since < RATE_WINDOW))
		return;
	int64_t carried = d->phase == PHASE_BODY ? d->received : confirmed(d->fd);
	if (d->window_at)
		d->rate = (carried - d->window_carried) * SECOND / since;
	d->window_at = now;
	d->window_carried = carried;
}

/* The library asks no further behind a read that did not fill its buffer: an end that came with the
 * last bytes of half a request would stay unseen until the deadline. */
static bool has_left(const struct deadline *d)
{
	char byte;
	return (d->phase == PHASE_HEAD || d->phase == PHASE_BODY)
		&& recv(d->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

int deadlines_sweep(struct deadlines *l, int64_t now, bool crowded)
{
	int owing = 0;
	for (struct deadline *d = l->first; d; d = d->next) {
		bool idle = d->phase == PHASE_IDLE, gone = !d->cut && has_left(d);
		if (d->cut)
			continue;
		measure(d, now);
		if (!gone && !deadline_is_past(d, now) && !(crowded && idle))
			continue;
		d->cut = true;
		owing += !idle && !gone;
		shutdown(d->fd, SHUT_RDWR);     /* the library sees the end and closes it */
	}
	return owing;
}
