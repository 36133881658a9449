#ifndef APP_OPS_H
#define APP_OPS_H
#include "app/site.h"
#include "db/writer.h"

/* The pages of operation: for machines, without people in them. */
struct ops {
	const struct site *site;
	int64_t started_at, now_at, keeper_turn_at;
	int64_t connections, requests, refused, cut;       /* of the HTTP server */
	int64_t by_class[6];                               /* answers: 1xx … 5xx */
	struct str path, authorization;
	bool is_local;                                     /* the caller is this machine, no proxy */
	struct db *reader;
};
/* False: not a path of ours. Otherwise *status and *out (text/plain). */
bool ops_answer(struct ops *o, int *status, struct buf *out);
#endif
