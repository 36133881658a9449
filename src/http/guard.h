#ifndef HTTP_GUARD_H
#define HTTP_GUARD_H
#include "base/arena.h"

/* What a request's head says, and whether it may pass. libmicrohttpd 0.9.75 lets shapes through
 * which another server in front may read otherwise (RFC 9112 §11.2: request smuggling); this is the
 * place that refuses them. Pure: it sees texts, not the library.
 *
 * It cannot see the framing of a chunked body and what stands in its trailers; so a connection
 * never lives on behind one. */
enum { TARGET_MAX = 4096, HEAD_MAX = 16384, HEADERS_MAX = 100 };

/* The headers that this program reads. */
enum known {
	KNOWN_HOST, KNOWN_LENGTH, KNOWN_ENCODING, KNOWN_EXPECT, KNOWN_CONTENT_TYPE, KNOWN_COOKIE,
	KNOWN_ORIGIN, KNOWN_REFERER, KNOWN_AUTHORIZATION, KNOWN_ACCEPT_LANGUAGE, KNOWN_ACCEPT_ENCODING,
	KNOWN_IF_NONE_MATCH, KNOWN_REQUESTED_WITH, KNOWN_FORWARDED_FOR, KNOWNS
};

struct head_line { struct str name, value; };
struct head {
	struct str method, version;
	struct str target;                 /* as sent; at most TARGET_MAX + 1 bytes of it */
	size_t target_len;
	size_t count;                      /* of lines; past their table they are only counted */
	size_t size;                       /* from the method to the end of the empty line */
	struct str known[KNOWNS];          /* the first of each name; of forwarded-for the last */
	int times[KNOWNS];
	/* All texts but `target` stand where they were received. Then it can be seen whether the bytes
	 * between them are what they must be: NUL, a bare LF or a folded line show as a gap. */
	bool in_place;
	struct head_line lines[HEADERS_MAX];   /* last: what stands before it begins as zero */
};

void head_add(struct head *h, struct str name, struct str value);
/* 0, or the status to refuse with. */
int guard_head(const struct head *h);
bool head_has_body(const struct head *h);
/* The request's target as path and query. `host`: what an absolute target must name. False: not a
 * target that a browser sends. */
bool guard_target(struct arena *a, struct str target, struct str host, struct str *path,
	struct str *query);
#endif
