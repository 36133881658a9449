#ifndef APP_SERVE_H
#define APP_SERVE_H
#include "app/rate.h"
#include "app/site.h"
#include "db/writer.h"

/* From a parsed request to an answer that may be sent. A visit goes
 *   begin (loop thread) → [offload (pool)] → [work (writer)] → end (loop thread),
 * and serve_now runs all of it on the caller's thread, for tests. */
struct ask {
	enum method method;
	struct str path, query;                   /* "/en/besoins", decoded; query as sent */
	const struct field *fields;               /* NULL: they could not be read */
	struct str cookie, origin, host, accept_language;
	struct uuid rate_key;                     /* stands for the address; never stored */
	bool too_large;
	bool autosave;                            /* X-Requested-With: autosave */
	int64_t now_at;
	struct arena *arena;
};

enum stage { STAGE_DONE, STAGE_OFFLOAD, STAGE_WRITE };
struct visit;
/* Lives in the ask's arena; *ask and *answer must live as long. answer->body is the caller's to
 * finish. Each stage returns the one that comes next. */
struct visit *visit_create(const struct site *s, struct rates *rates, const struct ask *ask,
	struct answer *answer);
enum stage visit_begin(struct visit *v, struct db *reader);
enum stage visit_offload(struct visit *v);
struct job *visit_job(struct visit *v);       /* for the writer; its status says how it went */
void visit_end(struct visit *v);              /* what failed becomes a page */
/* When the session was last written down as seen, it was this long ago: tell the keeper. */
bool visit_seen(const struct visit *v, struct uuid *tag);
struct error *visit_error(struct visit *v);
struct str visit_reference(const struct visit *v);      /* the number that a 500 shows; "" */
int visit_retry_s(const struct visit *v);               /* of a 429; 0 */
bool visit_signed_in(const struct visit *v);
const struct route *visit_route(const struct visit *v); /* NULL: none was found */

/* Answers n asks; the unsafe ones go into one group. answers[i].body is the caller's to finish.
 * BROKEN: COMMIT failed; every unsafe answer is a 500 and the process must end. */
struct hands {
	struct db *reader, *writer;
	struct rates *rates;
	int64_t limit_us;          /* of each unsafe one, as in struct job; 0: that of the program */
};
enum status serve_now(const struct site *s, const struct hands *h, const struct ask *asks, size_t n,
	struct answer *answers);

/* Most that a body of this request may have, before it is read. */
size_t serve_body_limit(const struct site *s, enum method method, struct str path);
#endif
