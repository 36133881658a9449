/* Solutions, as moderators decide about them: engines/moderation asks, this answers. What is hidden
 * is out of everybody's sight and comes back to where it was. */
#include "features/solutions/moderated.h"
#include "engines/delivery/delivery.h"
#include "features/solutions/acts.h"
#include "features/solutions/view.h"

static const char *way_of(const struct solution *s, enum verdict v)
{
	static const char *const back[SOLUTION_STATES] = {
		[SOLUTION_DOCUMENTED] = "restore_documented", [SOLUTION_EVALUATED] = "restore_evaluated",
		[SOLUTION_SUSPENDED] = "restore_suspended",
	};
	bool elsewhere = v == VERDICT_RESTORE && back[s->hidden_from];
	return elsewhere ? back[s->hidden_from] : verdict_word(v);
}

/* Where exactly "restore" leads back to makes no difference here: it may be from the same state. */
static bool may(const struct object *o, const struct who *who, enum verdict v)
{
	const struct subject s = { .state = o->state, .persona = o->persona };
	return workflow_may(&solution_workflow, &s, who, verdict_word(v)) != NULL;
}

static enum status decided(struct tx *tx, const struct site *site, const struct who *who,
	int64_t id, const struct decision *d)
{
	enum verdict v = verdict_read(d->action);
	struct solution s;
	TRY(solution_by_id(tx, who, LANG_FR, id, &s));
	struct subject subject = solution_subject(&s);
	const char *way = way_of(&s, v);
	const struct transition *t = workflow_may(&solution_workflow, &subject, who, way);
	TRY(workflow_fire(tx, &solution_workflow, &subject, who, way));
	s.state = (enum solution_state)t->to;
	TRY(solution_put_words(tx, &s));
	if (uuid_is_none(s.persona))
		return OK;
	return notice_send(tx, site, s.persona, &(struct notice){ .kind = SOLUTIONS_SOLUTION,
		.id = id, .what = v == VERDICT_HIDE ? WORD("solutions.notice.hidden")
			: WORD("solutions.notice.restored") });
}

static struct str taken(struct req *r, struct buf *b)
{
	struct str html = str_dup(r->arena, buf_view(b));
	buf_finish(b);
	return html;
}

static enum status show(struct req *r, int64_t id, struct moderated_shown *out)
{
	enum { HTML_MAX = 65536 };
	struct solution s;
	struct buf tags = { .max = HTML_MAX }, facts = tags;
	TRY(solution_by_id(r->tx, r->who, r->page.lang, id, &s));
	part_solution_tags(&tags, &r->page, solution_state_key(s.state));
	part_solution_facts(&facts, &r->page,
		view_solution_facts(r->arena, &r->page, &s.is, s.lang, false));
	*out = (struct moderated_shown){ .tags = taken(r, &tags), .facts = taken(r, &facts) };
	return OK;
}

const struct moderated_kind solutions_moderated[] = {
	{
		.kind = SOLUTIONS_SOLUTION, .word = "solution", .find = solution_id_of, .may = may,
		.act = { [VERDICT_HIDE] = decided, [VERDICT_RESTORE] = decided },
		.veils = true,
		.show = show,
	},
	{ 0 },
};
