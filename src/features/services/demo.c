#include "features/services/demo.h"
#include "features/services/acts.h"
#include "features/services/rules_cards.h"
#include "features/services/store.h"

enum { HOUR_MS = 3600 * 1000, DAY_MS = 24 * HOUR_MS };

static int64_t number_of(const struct field *f, const char *name)
{
	int64_t n = 0;
	str_to_i64(field_get(f, name), &n);
	return n;
}

/* ---- members ---- */

static enum status add_member(struct tx *tx, struct demo *d, const struct field *f)
{
	struct who team = who_team(ROLE_ADMIN);
	struct member_form form = { 0 };
	struct lab_member m;
	for (size_t i = 0; i < MEMBER_FIELDS; i++)
		form.typed[i] = field_get(f, member_field_name[i]);
	if (!member_read(&form, &m))
		return fail(tx_error(tx), BROKEN, "demo/services.txt: a member cannot be read");
	m.ref = demo_uuid(d, d->now_at - DAY_MS);
	TRY(lab_member_add(tx, &team, &m));
	d->done++;
	return OK;
}

/* ---- requests ---- */

/* What the team said, a while after: `state` is where it ends. */
static enum status reply(struct tx *tx, const struct demo *d, struct lab_request *q,
	const struct reply *reply)
{
	struct who team = who_team(ROLE_ADMIN);
	struct subject subject = { q->id, (int)q->state, q->persona };
	int64_t at = q->asked_at + (q->accepted_at ? 9 : 2) * (int64_t)DAY_MS;
	TRY(workflow_fire(tx, &request_workflow, &subject, &team, reply->action));
	*q = request_replied(q, reply, at < d->now_at ? at : d->now_at - HOUR_MS);
	q->state = strcmp(reply->action, "accept") == 0 ? REQUEST_ACCEPTED : q->state;
	return lab_request_set(tx, q);
}

static enum status go_on(struct tx *tx, const struct demo *d, const struct field *f,
	struct lab_request *q)
{
	struct str state = field_get(f, "state");
	struct who asker = { .roles = ROLE_MEMBER, .persona = q->persona };
	if (field_get(f, "accepted").len)
		TRY(reply(tx, d, q, &(struct reply){ "accept", field_get(f, "accepted"),
			d->today + number_of(f, "day_in") }));
	if (str_eq(state, STR("delivered")))
		return reply(tx, d, q, &(struct reply){ "deliver", field_get(f, "closing"), 0 });
	if (str_eq(state, STR("declined")))
		return reply(tx, d, q, &(struct reply){ "decline", field_get(f, "closing"), 0 });
	if (!str_eq(state, STR("withdrawn")))
		return OK;
	TRY(workflow_fire(tx, &request_workflow, &(struct subject){ q->id, (int)q->state, q->persona },
		&asker, "withdraw"));
	q->closed_at = q->asked_at + DAY_MS;
	return lab_request_set(tx, q);
}

static enum status add_request(struct tx *tx, struct demo *d, const struct demo_people *people,
	const struct field *f)
{
	const struct demo_person *by = demo_person_named(people, field_get(f, "by"));
	const struct service_card *card = card_named(field_get(f, "service"));
	const struct country *c = &d->site->country;
	struct open_days open = { country_is_working_day, c };
	struct request_form form = { 0 };
	struct lab_request q;
	for (size_t i = 0; i < REQUEST_FIELDS; i++)
		form.typed[i] = field_get(f, request_field_name[i]);
	if (!by || !card || !request_read(&form, &q))
		return fail(tx_error(tx), BROKEN, "demo/services.txt: a request cannot be read");
	struct who who = who_of(&by->person);
	q.service = card->service;
	q.persona = by->person.persona;
	q.asked_at = d->now_at - number_of(f, "days_ago") * DAY_MS
		- (int64_t)demo_below(d, DAY_MS / 4);
	q.due_day = open_day_after(zone_day(c->zone, q.asked_at), card->days, &open);
	q.ref = demo_uuid(d, q.asked_at);
	TRY(lab_request_add(tx, &who, &q));
	d->done++;
	return go_on(tx, d, f, &q);
}

enum status services_demo(struct tx *tx, struct demo *d, bool *more)
{
	struct demo_people people;
	struct str rest = demo_file("services.txt");
	struct demo_block b;
	*more = false;
	TRY(demo_people(tx, d, &people));
	while (demo_block_next(tx_arena(tx), &rest, &b)) {
		bool is_request = field_get(b.fields, "service").len > 0;
		TRY(is_request ? add_request(tx, d, &people, b.fields) : add_member(tx, d, b.fields));
	}
	return OK;
}
