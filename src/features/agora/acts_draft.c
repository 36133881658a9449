/* From a draft to a need: sent by hand, or because its author has signed in. */
#include "features/agora/acts_inside.h"

/* Its rules hold it. */
static enum status wait_for_moderators(struct tx *tx, const struct site *site, const struct need *n,
	unsigned rules)
{
	struct moderated m = need_moderated(n);
	return moderation_hold(tx, site, &m, rules);
}

static enum status send_new(struct tx *tx, const struct site *site, const struct who *who,
	struct need *n)
{
	struct looked looked = need_looked(&site->country, n);
	looked.first_post = is_first_post(tx, who->persona);
	looked.by_team = (who->roles & ROLE_TEAM) != 0;
	unsigned rules = rules_of(&looked);
	n->persona = who->persona;
	n->state = rules ? NEED_HELD : NEED_PUBLISHED;
	n->created_at = n->changed_at = tx_now(tx);
	n->published_at = rules ? 0 : tx_now(tx);
	TRY(need_insert(tx, n));
	TRY(event_add(tx, who, &(struct event){ .what = "agora.submitted", .kind = AGORA_NEED,
		.id = n->id, .to = (int)n->state }));
	if (rules)
		TRY(wait_for_moderators(tx, site, n, rules));
	TRY(act_words(tx, n));
	TRY(act_follow(tx, who, n));
	return notice_send(tx, site, n->persona, &(struct notice){ .kind = AGORA_NEED, .id = n->id,
		.what = rules ? WORD("agora.notice.held") : WORD("agora.notice.published") });
}

/* A mended need is always read again. */
static enum status send_again(struct tx *tx, const struct site *site, const struct who *who,
	int64_t id, struct need *n)
{
	struct need was;
	TRY(need_by_id(tx, who, LANG_FR, id, &was));
	struct looked looked = need_looked(&site->country, n);
	unsigned rules = RULE_RESUBMITTED | rules_of(&looked);
	struct subject s = need_subject(&was);
	TRY(workflow_fire(tx, &need_workflow, &s, who, "resubmit"));
	struct need words_ = *n;
	*n = was;
	n->state = NEED_HELD;
	n->audience = need_audience(NEED_HELD);
	n->lang = words_.lang;
	n->title = words_.title;
	n->text = words_.text;
	n->for_whom = words_.for_whom;
	n->stage = words_.stage;
	n->theme = words_.theme;
	n->territory = words_.territory;
	n->commune = words_.commune;
	TRY(need_set_words(tx, n));
	TRY(wait_for_moderators(tx, site, n, rules));
	return act_words(tx, n);
}

enum status draft_send(struct tx *tx, const struct site *site, const struct who *who,
	const struct draft *d, struct need *out)
{
	if (!who->roles)
		return fail(tx_error(tx), SIGN_IN, "somebody must be known to send it");
	struct need_form form = d->form;
	struct need_named named = need_named(&site->country, &form);
	if (!need_read(&form, &named, NEED_STEP_REVIEW, out))
		return fail(tx_error(tx), INVALID, "the draft has problems");
	out->lang = d->lang;
	TRY(d->need ? send_again(tx, site, who, d->need, out) : send_new(tx, site, who, out));
	out->shown_title = out->title;
	out->shown_text = out->text;
	out->shown_lang = out->lang;
	return draft_delete(tx, who, d->ref);
}

/* ---- after a sign-in ---- */

struct waiting { struct draft *draft; bool same_hands; };

/* Sent at once only by the hands that wrote it: a stranger may have typed their address. */
static enum status send_waiting(struct tx *tx, const struct site *site, const struct who *who,
	const struct waiting *w, struct str *next)
{
	struct draft *d = w->draft;
	struct need_form form = d->form;
	struct need_named named = need_named(&site->country, &form);
	struct need n;
	d->waits_for = (struct uuid){ 0 };
	if (!w->same_hands || !need_read(&form, &named, NEED_STEP_REVIEW, &n)) {
		*next = draft_path(tx_arena(tx), d->ref, NEED_STEP_REVIEW);
		return draft_save(tx, who, d);             /* it waits for its author's own hand */
	}
	TRY(draft_send(tx, site, who, d, &n));
	*next = need_path(tx_arena(tx), &n);
	return OK;
}

enum status agora_adopt(struct tx *tx, const struct site *site, const struct adoption *a,
	const struct who *who, struct str *next)
{
	struct drafts drafts;
	TRY(draft_take_over(tx, a, who->persona));
	TRY(draft_list(tx, who, &drafts));
	for (size_t i = drafts.len; i-- > 0;)          /* the last saved one decides where to go */
		if (!uuid_is_none(drafts.items[i].waits_for))
			TRY(send_waiting(tx, site, who, &(struct waiting){ &drafts.items[i], a->same_hands },
				next));
	return OK;
}
