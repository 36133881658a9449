/* Rows of a demonstration: reports, and what became of them. */
#include "engines/moderation/past.h"
#include "app/site.h"

enum { STILL_OPEN = 4 };           /* days */

enum status past_wait(struct tx *tx, const struct demo *d, const struct moderated *m,
	const struct waiting *w, int64_t at)
{
	struct covered covered = country_covered(&d->site->country);
	return queue_put(tx, m, &(struct queue_new){ .rules = w->rules, .lane = w->lane, .at = at,
		.due_at = lane_due(w->lane, at, &covered) });
}

static enum status put_aside(struct tx *tx, const struct past_reported *about,
	const struct decision *dismissed)
{
	struct object_key key = about->about.key;
	TRY(demo_event(tx, dismissed->by, dismissed->at, &(struct event){
		.what = "moderation.dismissed", .kind = key.kind, .id = key.id,
		.from = about->state, .to = about->state }));
	TRY(decision_insert(tx, &about->about, dismissed));
	return queue_close(tx, key);
}

enum status past_report(struct tx *tx, struct demo *d, const struct past_reported *about,
	const struct field *f)
{
	const struct demo_person *by = demo_person_named(about->people, field_get(f, "by"));
	int64_t reason, days;
	bool added;
	if (!by || !report_reason_read(field_get(f, "reason"), &reason)
		|| !str_to_i64(field_get(f, "days_ago"), &days))
		return fail(tx_error(tx), BROKEN, "reports.txt: by nobody, or for no reason");
	const struct moderated *m = &about->about;
	struct who who = who_of(&by->person);
	struct report r = { .text = field_get(f, "text"), .persona = who.persona,
		.reason = (enum report_reason)reason, .at = demo_moment(d, days) };
	TRY(report_insert(tx, m, &r, report_tag(tx, d->site, &who, m->key), &added));
	TRY(demo_event(tx, r.persona, r.at, &(struct event){ .what = "moderation.reported",
		.kind = MODERATION_REPORTS, .id = m->key.id }));
	TRY(past_wait(tx, d, m, &(struct waiting){ RULE_REPORT, lane_of_report(r.reason) }, r.at));
	if (days <= STILL_OPEN || about->is_decided)
		return OK;
	return put_aside(tx, about, &(struct decision){ .action = STR("dismiss"),
		.by = demo_somebody(d, about->people, ROLE_MODERATOR, m->author),
		.at = demo_moment(d, days - 1), .text = field_get(f, "answer") });
}
