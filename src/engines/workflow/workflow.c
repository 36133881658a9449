#include "engines/workflow/workflow.h"

/* The bits of the roles are those of access.h; a member (1) stands for the author. */
_Static_assert((int)BY_FACILITATOR == (int)ROLE_FACILITATOR && (int)BY_ADMIN == (int)ROLE_ADMIN,
	"roles moved");

static unsigned relation(const struct subject *s, const struct who *who)
{
	unsigned by = uuid_eq(s->persona, who->persona) ? BY_AUTHOR : 0;
	by |= who->roles & ROLE_TEAM;
	return uuid_is_none(who->persona) && who->roles ? by | BY_PLATFORM : by;
}

const struct transition *workflow_may(const struct workflow *w, const struct subject *s,
	const struct who *who, const char *action)
{
	unsigned by = relation(s, who);
	for (const struct transition *t = w->transitions; t->action; t++)
		if (t->from == s->state && strcmp(t->action, action) == 0 && (t->by & by))
			return t;
	return NULL;
}

static bool is_theirs(const struct workflow *w, const struct subject *s, const struct who *who,
	const char *action)
{
	for (const struct transition *t = w->transitions; t->action; t++)
		if (strcmp(t->action, action) == 0 && (t->by & relation(s, who)))
			return true;
	return false;
}

enum status workflow_fire(struct tx *tx, const struct workflow *w, const struct subject *s,
	const struct who *who, const char *action)
{
	if (!is_theirs(w, s, who, action))
		return fail(tx_error(tx), FORBIDDEN, "%s: \"%s\" is not theirs", w->name, action);
	const struct transition *t = workflow_may(w, s, who, action);
	if (!t)
		return fail(tx_error(tx), CONFLICT, "%s: no \"%s\" from state %d", w->name, action,
			s->state);
	TRY(w->move(tx, s->id, t->from, t->to));
	return event_add(tx, who, &(struct event){
		.what = t->event, .kind = w->kind, .id = s->id, .from = t->from, .to = t->to });
}
