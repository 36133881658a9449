#ifndef SERVICES_ACTS_H
#define SERVICES_ACTS_H
#include "app/app.h"
#include "engines/workflow/workflow.h"
#include "features/services/rules.h"

/* What changes requests: state, words, and who is told. In the caller's tx. */
extern const struct workflow request_workflow;

/* Somebody asks for a service; until when it is answered follows from its card. Fills *q. */
enum status request_ask(struct req *r, struct lab_request *q);
/* The request that r->ref names, for the team to answer. FORBIDDEN: it is their own. CONFLICT: it
 * is closed. */
enum status request_to_answer(struct req *r, struct lab_request *out);
/* A facilitator answers; who asked is told. CONFLICT when the state has changed meanwhile. */
enum status request_reply(struct req *r, const struct lab_request *q, const struct reply *d);
/* Who asked takes it back. */
enum status request_withdraw(struct req *r, const struct lab_request *q);
/* The request as a decision leaves it; state aside, which is the workflow's. Pure. */
struct lab_request request_replied(const struct lab_request *q, const struct reply *d,
	int64_t now_at);
#endif
