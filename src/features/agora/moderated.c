/* Needs, as moderators decide about them: engines/moderation asks, this answers. */
#include "features/agora/acts_inside.h"
#include "features/agora/routes.h"
#include "features/agora/store_about.h"

enum status need_id(struct tx *tx, const struct who *who, struct uuid ref_, int64_t *id)
{
	struct need n;
	TRY(need_by_ref(tx, who, LANG_FR, ref_, &n));
	*id = n.id;
	return OK;
}

/* What "approve" leads back to makes no difference here: it may be from the same states. */
static bool may(const struct object *o, const struct who *who, enum verdict v)
{
	const struct subject s = { .state = o->state, .persona = o->persona };
	return workflow_may(&need_workflow, &s, who, verdict_word(v)) != NULL;
}

static const char *done(struct str action)
{
	static const struct { const char *action, *key; } steps[] = {
		{ "qualify", WORD("agora.done.qualify") },   { "take_up", WORD("agora.done.take_up") },
		{ "promise", WORD("agora.done.promise") },   { "merge", WORD("agora.done.merge") },
		{ "renew", WORD("agora.done.renew") },       { "reopen", WORD("agora.done.reopen") },
		{ "resolve", WORD("agora.done.resolve") },   { "withdraw", WORD("agora.done.withdraw") },
		{ "archive", WORD("agora.done.archive") },   { "stand", WORD("agora.done.stand") },
	};
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (str_eq(action, str_view(steps[i].action)))
			return steps[i].key;
	return NULL;
}

static struct str taken(struct req *r, struct buf *b)
{
	struct str html = str_dup(r->arena, buf_view(b));
	buf_finish(b);
	return html;
}

static enum status show(struct req *r, int64_t id, struct moderated_shown *out)
{
	enum { HTML_MAX = 16384 };
	struct need n;
	struct case_about v;
	struct buf tags = { .max = HTML_MAX }, facts = tags, author = tags;
	TRY(need_by_id(r->tx, r->who, r->page.lang, id, &n));
	TRY(author_published(r->tx, &n, &v.published));
	v.row = view_row(r->arena, &r->page, &n, r->who->persona);
	v.row.state = state_key(n.state);
	v.facts = view_need_facts(r->arena, &r->page, &n);
	v.may_merge = need_may(&n, r->who, "merge");
	part_case_tags(&tags, &r->page, &v);
	part_case_facts(&facts, &r->page, &v);
	part_case_author(&author, &r->page, &v);
	*out = (struct moderated_shown){ taken(r, &tags), taken(r, &facts), taken(r, &author) };
	return OK;
}

const struct moderated_kind agora_moderated[] = {
	{
		.kind = AGORA_NEED,
		.word = "besoin",
		.find = need_id,
		.may  = may,
		.act  = {
			[VERDICT_APPROVE] = need_decided, [VERDICT_RETURN]  = need_decided,
			[VERDICT_REJECT]  = need_decided, [VERDICT_HOLD]    = need_decided,
			[VERDICT_RESTORE] = need_decided,
		},
		.done = done,
		.show = show,
	},
	{ 0 },
};
