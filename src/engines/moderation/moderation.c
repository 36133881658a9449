/* What the feature of an object asks of moderation, and how a decision is taken. */
#include "engines/moderation/moderation.h"
#include "app/event.h"
#include "engines/delivery/delivery.h"
#include "app/site.h"
#include "engines/moderation/desk.h"

enum status moderation_hold(struct tx *tx, const struct site *site, const struct moderated *m,
	unsigned rules)
{
	return desk_wait(tx, site, m, &(struct waiting){ rules, lane_of_rules(rules) });
}

enum status moderation_release(struct tx *tx, struct object_key about)
{
	return queue_close(tx, about);
}

enum status moderation_note(struct tx *tx, const struct moderated *m, const struct decision *d)
{
	return decision_insert(tx, m, d);
}

enum status moderation_past(struct tx *tx, struct object_key about, struct moderation_past *out)
{
	struct queue_item item;
	*out = (struct moderation_past){ 0 };
	TRY(decision_list(tx, about, &out->decisions));
	if (queue_find(tx, about, &item))
		out->due_at = item.due_at;
	out->appeal = appeal_of(out->decisions.items, out->decisions.len);
	return tx_error(tx)->status;
}

enum status moderation_forget(struct tx *tx, struct object_key about)
{
	static const char *const words_about[] = {
		"UPDATE moderation_decision SET text = '' WHERE kind = $1 AND object = $2",
		"UPDATE moderation_report SET text = '' WHERE kind = $1 AND object = $2",
	};
	for (size_t i = 0; i < sizeof words_about / sizeof *words_about; i++)
		TRY(db_exec(tx, words_about[i], BIND(i64(about.kind), i64(about.id))));
	TRY(veil_set(tx, about, false));
	return queue_close(tx, about);
}

/* ---- deciding ---- */

/* What moderation itself does to an object, without its feature; and what its author is told. */
static const struct own { const char *event, *notice; } own[VERDICTS] = {
	[VERDICT_VEIL]    = { "moderation.veiled", WORD("moderation.notice.veiled") },
	[VERDICT_UNVEIL]  = { "moderation.unveiled", WORD("moderation.notice.unveiled") },
	[VERDICT_DISMISS] = { "moderation.dismissed", NULL },
	[VERDICT_UPHOLD]  = { "moderation.upheld", WORD("moderation.notice.upheld") },
};

static enum status do_own(struct tx *tx, const struct site *site, const struct who *who,
	const struct desk_case *c, enum verdict v)
{
	const struct object *o = &c->object;
	if (v == VERDICT_VEIL || v == VERDICT_UNVEIL)
		TRY(veil_set(tx, c->about.key, v == VERDICT_VEIL));
	TRY(event_add(tx, who, &(struct event){ .what = own[v].event, .kind = c->about.key.kind,
		.id = c->about.key.id, .from = o->state, .to = o->state }));
	const char *told = c->kind->told[v] ? c->kind->told[v] : own[v].notice;
	if (!told || uuid_is_none(o->persona))
		return OK;
	return notice_send(tx, site, o->persona, &(struct notice){ .what = told,
		.kind = c->about.key.kind, .id = c->about.key.id });
}

/* An unveiling answers no report: what waits goes on waiting. */
static enum status follow_up(struct tx *tx, const struct site *site, const struct desk_case *c,
	enum verdict v)
{
	if (v == VERDICT_HOLD)
		return desk_wait(tx, site, &c->about, &(struct waiting){ RULE_REPORT, LANE_REPORT });
	return v == VERDICT_UNVEIL ? OK : queue_close(tx, c->about.key);
}

enum status moderation_decide(struct tx *tx, const struct site *site, const struct who *who,
	struct object_key about, const struct decision *d)
{
	struct desk_case c;
	enum verdict v = verdict_read(d->action);
	bool says_why = !action_wants_reason(d->action) || d->reason != REASON_NONE;
	if (!v || !says_why || (verdict_wants_words(v) && str_trim(d->text).len == 0))
		return fail(tx_error(tx), INVALID, "no such decision, or it wants its reason");
	if (!(who->roles & ROLE_MODERATOR))
		return fail(tx_error(tx), FORBIDDEN, "moderators decide");
	if (!desk_get(tx, site, who, about, &c))
		return fail(tx_error(tx), NOT_FOUND, "no such object");
	if (!case_may(&c, who, v))
		return fail(tx_error(tx), CONFLICT, "no \"%s\" from state %d", verdict_word(v),
			c.object.state);
	if (case_is_barred(&c, who))
		return fail(tx_error(tx), FORBIDDEN, "another moderator decides this one");
	if (case_has_changed(tx_arena(tx), site, &c, d->seen))
		return fail(tx_error(tx), CONFLICT, "its author has changed what was read");
	TRY(own[v].event ? do_own(tx, site, who, &c, v)
		: c.kind->act[v](tx, site, who, about.id, d));
	TRY(decision_insert(tx, &c.about, &(struct decision){ .at = tx_now(tx), .by = who->persona,
		.action = d->action, .reason = d->reason, .text = d->text, .other = d->other }));
	return follow_up(tx, site, &c, v);
}
