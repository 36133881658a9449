#include "features/services/acts.h"
#include "engines/delivery/delivery.h"
#include "app/site.h"
#include "features/services/rules_cards.h"
#include "features/services/store.h"

enum { BY_LAB = BY_FACILITATOR | BY_ADMIN };

static const struct transition transitions[] = {
	{ "accept",   REQUEST_ASKED,    REQUEST_ACCEPTED,  BY_LAB,    "services.accepted" },
	{ "decline",  REQUEST_ASKED,    REQUEST_DECLINED,  BY_LAB,    "services.declined" },
	{ "decline",  REQUEST_ACCEPTED, REQUEST_DECLINED,  BY_LAB,    "services.declined" },
	{ "deliver",  REQUEST_ACCEPTED, REQUEST_DELIVERED, BY_LAB,    "services.delivered" },
	{ "withdraw", REQUEST_ASKED,    REQUEST_WITHDRAWN, BY_AUTHOR, "services.withdrawn" },
	{ "withdraw", REQUEST_ACCEPTED, REQUEST_WITHDRAWN, BY_AUTHOR, "services.withdrawn" },
	{ 0 },
};
const struct workflow request_workflow = {
	.name = "lab_request", .kind = SERVICES_REQUEST, .transitions = transitions,
	.move = lab_request_move,
};

static struct subject subject_of(const struct lab_request *q)
{
	return (struct subject){ q->id, (int)q->state, q->persona };
}

enum status request_ask(struct req *r, struct lab_request *q)
{
	const struct country *c = &r->site->country;
	struct open_days open = { country_is_working_day, c };
	q->persona = r->who->persona;
	q->lang = (int)r->page.lang;
	q->asked_at = r->now_at;
	q->due_day = open_day_after(r->today, card_of(q->service)->days, &open);
	return lab_request_add(r->tx, r->who, q);
}

struct lab_request request_replied(const struct lab_request *q, const struct reply *d,
	int64_t now_at)
{
	struct lab_request after = *q;
	if (strcmp(d->action, "accept") == 0) {
		after.accepted_at = now_at;
		after.accepted = d->word;
		after.due_day = d->day;
	} else {
		after.closed_at = now_at;
		after.closing = d->word;
	}
	return after;
}

static const char *notice_of(const char *action)
{
	if (strcmp(action, "accept") == 0)
		return WORD("services.notice.accepted");
	return strcmp(action, "deliver") == 0 ? WORD("services.notice.delivered")
		: WORD("services.notice.declined");
}

enum status request_to_answer(struct req *r, struct lab_request *out)
{
	TRY(lab_request_find(r->tx, r->who, r->ref, out));
	if (uuid_eq(out->persona, r->who->persona))
		return fail(r->error, FORBIDDEN, "nobody answers a request of their own");
	return request_is_open(out->state) ? OK : fail(r->error, CONFLICT, "the request is closed");
}

enum status request_reply(struct req *r, const struct lab_request *q, const struct reply *d)
{
	struct lab_request after = request_replied(q, d, r->now_at);
	struct subject subject = subject_of(q);
	TRY(workflow_fire(r->tx, &request_workflow, &subject, r->who, d->action));
	TRY(lab_request_set(r->tx, &after));
	return notice_send(r->tx, r->site, q->persona,
		&(struct notice){ notice_of(d->action), SERVICES_REQUEST, q->id });
}

enum status request_withdraw(struct req *r, const struct lab_request *q)
{
	struct lab_request after = *q;
	struct subject subject = subject_of(q);
	after.closed_at = r->now_at;
	TRY(workflow_fire(r->tx, &request_workflow, &subject, r->who, "withdraw"));
	return lab_request_set(r->tx, &after);
}
