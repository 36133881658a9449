/* The official answer: a promised day, a draft, a second pair of eyes, publication. */
#include "features/agora/acts_inside.h"

static enum status answer_note(struct tx *tx, const struct who *who, const struct answered *a,
	int from, const char *what)
{
	return event_add(tx, who, &(struct event){ .what = what, .kind = AGORA_ANSWER, .id = a->id,
		.from = from, .to = (int)a->state });
}

/* The answer of a need that is public; made, due, when there is none yet. */
static enum status open_answer(struct tx *tx, const struct who *who, const struct need *n,
	struct answered *a)
{
	TRY(act_by(tx, who, n, ROLE_FACILITATOR));
	if (need_shelf(n->state) == SHELF_NONE)
		return fail(tx_error(tx), CONFLICT, "only a public need is answered");
	if (answer_find(tx, (enum lang)n->lang, n->id, a))
		return OK;
	TRY(tx_error(tx)->status);
	*a = (struct answered){ .need = n->id, .state = ANSWER_DUE, .lang = n->lang };
	return answer_insert(tx, a);
}

enum status answer_promise(struct tx *tx, const struct site *site, const struct who *who,
	const struct need *n, int64_t day)
{
	struct answered a;
	TRY(open_answer(tx, who, n, &a));
	if (n->answered_at)
		return fail(tx_error(tx), CONFLICT, "it is answered already");
	TRY(need_set_promised(tx, n->id, day));
	TRY(act_note(tx, who, n, "agora.promised"));
	struct moderated m = need_moderated(n);
	TRY(moderation_note(tx, &m, &(struct decision){ .at = tx_now(tx), .by = who->persona,
		.action = STR("promise"), .other = day }));
	return act_tell(tx, site, who, n, WORD("agora.notice.promised"));
}

enum status answer_draft(struct tx *tx, const struct who *who, const struct need *n,
	const struct answer_text *t)
{
	struct answered a;
	TRY(open_answer(tx, who, n, &a));
	if (str_trim(t->text).len == 0)
		return fail(tx_error(tx), INVALID, "an empty answer");
	int from = (int)a.state;
	a.state = ANSWER_DRAFTED;
	a.draft = t->text;
	a.lang = (int)t->lang;
	a.drafted_by = who->persona;
	TRY(answer_set_draft(tx, &a));
	return answer_note(tx, who, &a, from, "agora.answer_drafted");
}

enum status answer_review(struct tx *tx, const struct who *who, const struct need *n)
{
	struct answered a;
	TRY(act_by(tx, who, n, ROLE_FACILITATOR));
	if (!answer_find(tx, (enum lang)n->lang, n->id, &a) || a.state != ANSWER_DRAFTED)
		return fail(tx_error(tx), CONFLICT, "nothing waits for review");
	if (!answer_may_review(&a, who->persona))
		return fail(tx_error(tx), FORBIDDEN, "who drafted it does not review it");
	TRY(answer_set_reviewed(tx, a.id, who->persona));
	a.state = ANSWER_REVIEWED;
	return answer_note(tx, who, &a, ANSWER_DRAFTED, "agora.answer_reviewed");
}

/* The need becomes answered where that is a move; elsewhere it stays, and the log says so. */
static enum status move_need(struct tx *tx, const struct who *who, const struct need *n)
{
	struct subject s = need_subject(n);
	if (!workflow_may(&need_workflow, &s, who, "answer"))
		return act_note(tx, who, n, n->answered_at ? "agora.answer_updated" : "agora.answered");
	TRY(workflow_fire(tx, &need_workflow, &s, who, "answer"));
	struct need moved = *n;
	moved.state = NEED_ANSWERED;
	return act_words(tx, &moved);
}

enum status answer_publish(struct tx *tx, const struct site *site, const struct who *who,
	const struct need *n)
{
	struct answered a;
	TRY(act_by(tx, who, n, ROLE_FACILITATOR));
	bool found = answer_find(tx, (enum lang)n->lang, n->id, &a);
	if (!found || !answer_may_publish(&a) || need_shelf(n->state) == SHELF_NONE)
		return fail(tx_error(tx), CONFLICT, "nothing reviewed waits to be published");
	bool first = a.published_at == 0;
	a.state = first ? ANSWER_PUBLISHED : ANSWER_UPDATED;
	a.published_at = first ? tx_now(tx) : a.published_at;
	a.updated_at = tx_now(tx);
	a.version++;
	TRY(answer_set_published(tx, &a));
	if (first)
		TRY(need_set_answered(tx, n->id, tx_now(tx)));
	TRY(move_need(tx, who, n));
	TRY(answer_note(tx, who, &a, ANSWER_REVIEWED, "agora.answer_published"));
	return act_tell(tx, site, who, n,
		first ? WORD("agora.notice.answered") : WORD("agora.notice.answer_updated"));
}

enum status answer_translate(struct tx *tx, const struct who *who, const struct need *n,
	const struct answer_text *t)
{
	struct answered a;
	TRY(act_by(tx, who, n, ROLE_FACILITATOR));
	if (!answer_find(tx, (enum lang)n->lang, n->id, &a) || a.text.len == 0)
		return fail(tx_error(tx), CONFLICT, "nothing is published yet");
	if ((int)t->lang == a.lang)
		return fail(tx_error(tx), INVALID, "the language is the answer's own");
	TRY(variant_put(tx, &(struct variant){ .kind = AGORA_NEED, .id = n->id,
		.field = VARIANT_ANSWER, .lang = t->lang, .text = t->text, .source = a.text }));
	return answer_note(tx, who, &a, (int)a.state, "agora.translated");
}
