/* Moving a need: the workflow, and all that follows from each move. */
#include "features/agora/acts_inside.h"
#include "engines/graph/graph.h"

/* What follows from an action beside the move itself. `ends`: moderators have nothing left to
 * decide; their own decisions see to that by themselves. */
static const struct effect { const char *action, *notice; bool ends; } effects[] = {
	{ "approve", WORD("agora.notice.approved"), false },
	{ "return", WORD("agora.notice.returned"), false },
	{ "reject", WORD("agora.notice.rejected"), false },
	{ "hold", WORD("agora.notice.held_back"), false },
	{ "restore", WORD("agora.notice.restored"), false },
	{ "take_up", WORD("agora.notice.taken_up"), false },
	{ "resolve", WORD("agora.notice.resolved"), false },
	{ "withdraw", WORD("agora.notice.withdrawn"), true },
	{ "renew", WORD("agora.notice.renewed"), false },
	{ "reopen", WORD("agora.notice.reopened"), false },
	{ "archive", WORD("agora.notice.archived"), true },
};

static const struct effect *effect_of(struct str action)
{
	for (size_t i = 0; i < sizeof effects / sizeof *effects; i++)
		if (str_eq(action, str_view(effects[i].action)))
			return &effects[i];
	return NULL;
}

/* Fires, unless it is a decision about one's own; n's copy *moved has the new state. */
static enum status fire(struct tx *tx, const struct who *who, const struct need *n,
	const char *action, struct need *moved)
{
	struct subject s = need_subject(n);
	const char *fired = need_action(n, action);
	const struct transition *t = workflow_may(&need_workflow, &s, who, fired);
	if (t && !(t->by & BY_AUTHOR) && !need_may_decide(n, who->persona))
		return fail(tx_error(tx), FORBIDDEN, "nobody decides about a need of their own");
	TRY(workflow_fire(tx, &need_workflow, &s, who, fired));
	*moved = *n;
	moved->state = (enum need_state)t->to;
	moved->audience = need_audience(moved->state);
	return OK;
}

static enum status write_down(struct tx *tx, const struct who *who, const struct need *n,
	const struct need_act *act)
{
	bool by_team = (who->roles & ROLE_TEAM) && !uuid_eq(n->persona, who->persona);
	if (!by_team && act->text.len == 0)
		return OK;
	struct moderated m = need_moderated(n);
	return moderation_note(tx, &m, &(struct decision){ .at = tx_now(tx), .by = who->persona,
		.action = str_view(act->action), .reason = act->reason, .text = act->text });
}

static enum status move(struct tx *tx, const struct site *site, const struct who *who,
	const struct need *n, const struct effect *e)
{
	struct need moved;
	TRY(fire(tx, who, n, e->action, &moved));
	TRY(act_words(tx, &moved));
	return act_tell(tx, site, who, n, e->notice);
}

enum status need_decided(struct tx *tx, const struct site *site, const struct who *who, int64_t id,
	const struct decision *d)
{
	struct need n;
	const struct effect *e = effect_of(d->action);
	TRY(need_by_id(tx, who, LANG_FR, id, &n));
	return move(tx, site, who, &n, e);
}

enum status need_act(struct tx *tx, const struct site *site, const struct who *who,
	const struct need *n, const struct need_act *act)
{
	struct str action = str_view(act->action);
	const struct effect *e = effect_of(action);
	struct moderated m = need_moderated(n);
	if (!e)
		return fail(tx_error(tx), INVALID, "\"%s\" is no act", act->action);
	if (verdict_read(action))
		return moderation_decide(tx, site, who, m.key, &(struct decision){ .action = action,
			.reason = act->reason, .text = act->text });
	TRY(move(tx, site, who, n, e));
	TRY(write_down(tx, who, n, act));
	return e->ends ? moderation_release(tx, m.key) : OK;
}

/* ---- qualify, agree ---- */

static bool is_same_formulation(const struct need_formulated *a, const struct need_formulated *b)
{
	return str_eq(a->as_who, b->as_who) && str_eq(a->need_what, b->need_what)
		&& str_eq(a->so_that, b->so_that);
}

enum status need_qualify(struct tx *tx, const struct site *site, const struct who *who,
	const struct need *n, const struct need_qualified *q)
{
	struct need moved;
	TRY(fire(tx, who, n, "qualify", &moved));
	bool none = str_trim(q->formulated.need_what).len == 0;
	bool asks = !none && (n->formulation == FORMULATION_NONE
		|| !is_same_formulation(&n->formulated, &q->formulated));
	moved.theme = q->theme;
	moved.territory = q->territory;
	moved.commune = q->commune;
	moved.for_whom = q->for_whom;
	moved.stage = q->stage;
	moved.formulated = none ? (struct need_formulated){ 0 } : q->formulated;
	moved.formulation = none ? FORMULATION_NONE : asks ? FORMULATION_ASKED : n->formulation;
	TRY(need_set_qualified(tx, &moved));
	TRY(write_down(tx, who, n, &(struct need_act){ .action = "qualify" }));
	TRY(act_words(tx, &moved));
	return act_tell(tx, site, who, n,
		asks ? WORD("agora.notice.formulated") : WORD("agora.notice.qualified"));
}

enum status need_agree(struct tx *tx, const struct who *who, const struct need *n, bool agrees)
{
	if (!uuid_eq(n->persona, who->persona))
		return fail(tx_error(tx), FORBIDDEN, "the words are its author's to agree to");
	struct need agreed = *n;
	agreed.formulation = agrees ? FORMULATION_AGREED : FORMULATION_REFUSED;
	TRY(need_set_formulation(tx, n->id, FORMULATION_ASKED, agreed.formulation));
	TRY(act_words(tx, &agreed));
	return act_note(tx, who, n, agrees ? "agora.agreed" : "agora.disagreed");
}

/* ---- merge ---- */

/* Who wrote the one that goes is as concerned by the other as who said "moi aussi". */
static enum status carry_author(struct tx *tx, const struct site *site,
	const struct need_merging *m)
{
	if (uuid_is_none(m->from->persona) || uuid_eq(m->from->persona, m->into->persona))
		return OK;
	struct who author = { .persona = m->from->persona, .roles = ROLE_MEMBER };
	struct voice v = act_voice(tx, site, &author, m->into->id, "support");
	bool added;
	return support_insert(tx, &v, &added);
}

enum status need_merge(struct tx *tx, const struct site *site, const struct who *who,
	const struct need_merging *m)
{
	if (m->from->id == m->into->id || need_shelf(m->into->state) == SHELF_NONE)
		return fail(tx_error(tx), CONFLICT, "a need goes on under another public one");
	struct need moved;
	TRY(fire(tx, who, m->from, "merge", &moved));
	struct moderated from = need_moderated(m->from);
	TRY(moderation_note(tx, &from, &(struct decision){ .at = tx_now(tx), .by = who->persona,
		.action = STR("merge"), .text = m->text, .other = m->into->id }));
	TRY(need_set_merged(tx, m->from->id, m->into->id));
	TRY(graph_link(tx, &(struct edge){ EDGE_JOINED, { AGORA_NEED, m->from->id },
		{ AGORA_NEED, m->into->id }, tx_now(tx) }));
	TRY(support_carry(tx, m->from->id, m->into->id));
	TRY(carry_author(tx, site, m));
	TRY(moderation_release(tx, from.key));
	TRY(act_words(tx, &moved));
	TRY(act_note(tx, who, m->into, "agora.joined"));
	return act_tell_merged(tx, site, who, m);
}

/* ---- translate ---- */

enum status need_translate(struct tx *tx, const struct who *who, const struct need *n,
	const struct need_translated *t)
{
	TRY(act_by(tx, who, n, ROLE_FACILITATOR));
	if ((int)t->lang == n->lang)
		return fail(tx_error(tx), INVALID, "the language is its author's");
	TRY(variant_put(tx, &(struct variant){ .kind = AGORA_NEED, .id = n->id,
		.field = VARIANT_TITLE, .lang = t->lang, .text = t->title, .source = n->title }));
	TRY(variant_put(tx, &(struct variant){ .kind = AGORA_NEED, .id = n->id,
		.field = VARIANT_TEXT, .lang = t->lang, .text = t->text, .source = n->text }));
	TRY(act_words(tx, n));
	return act_note(tx, who, n, "agora.translated");
}

/* ---- archive ---- */

enum { SLICE = 50, DAY_MS = 86400000 };

static enum status notice_slice(struct tx *tx, const struct site *site, const struct who *who,
	bool *more)
{
	struct needs still;
	int64_t days = ARCHIVE_DAYS - ARCHIVE_NOTICE_DAYS;
	TRY(need_still(tx, &(struct stillness){ .changed_before = tx_now(tx) - days * DAY_MS,
		.max = SLICE }, &still));
	for (size_t i = 0; i < still.len; i++) {
		const struct need *n = &still.items[i];
		if (need_archive(n, tx_now(tx)) != ARCHIVE_NOTICE)
			continue;
		TRY(need_set_noticed(tx, n->id));
		TRY(act_note(tx, who, n, "agora.archive_noticed"));
		TRY(act_tell(tx, site, who, n, WORD("agora.notice.archive_soon")));
	}
	*more |= still.len == SLICE;
	return OK;
}

static enum status archive_slice(struct tx *tx, const struct site *site, const struct who *who,
	bool *more)
{
	struct needs still;
	TRY(need_still(tx, &(struct stillness){
		.changed_before = tx_now(tx) - (int64_t)ARCHIVE_DAYS * DAY_MS,
		.noticed_before = tx_now(tx) - (int64_t)ARCHIVE_NOTICE_DAYS * DAY_MS,
		.max = SLICE }, &still));
	for (size_t i = 0; i < still.len; i++)
		if (need_archive(&still.items[i], tx_now(tx)) == ARCHIVE_NOW)
			TRY(need_act(tx, site, who, &still.items[i],
				&(struct need_act){ .action = "archive" }));
	*more |= still.len == SLICE;
	return OK;
}

enum status agora_archive(struct tx *tx, const struct site *site, bool *more)
{
	struct who platform = who_team(ROLE_ADMIN);
	*more = false;
	TRY(notice_slice(tx, site, &platform, more));
	return archive_slice(tx, site, &platform, more);
}
