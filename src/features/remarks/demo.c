#include "features/remarks/demo.h"
#include "features/remarks/acts.h"
#include "features/remarks/rules.h"
#include "features/remarks/store.h"

enum { GROUPS_MAX = 60, DAY_MS = 24 * 3600 * 1000 };

/* A group of the file, and the name that its remarks call it by. */
struct named { struct str name; struct remark_group group; int64_t newest; };
struct made {
	struct tx *tx;
	struct demo *d;
	struct demo_people people;
	struct named all[GROUPS_MAX];
	size_t len;
};

static int64_t days_ago(struct demo *d, struct str typed)
{
	int64_t days = 1;
	str_to_i64(typed, &days);
	int64_t within = (int64_t)demo_below(d, DAY_MS / 2);       /* never in the future */
	return d->now_at - days * DAY_MS - within;
}

static enum group_state state_of(struct str name)
{
	for (enum group_state s = GROUP_OPEN; s < GROUP_STATES; s++)
		if (str_eq(name, str_view(group_state_name[s])))
			return s;
	return GROUP_OPEN;
}

static void note_group(struct made *m, const struct field *f)
{
	if (m->len == GROUPS_MAX)
		return;
	m->all[m->len++] = (struct named){ .name = field_get(f, "group"), .group = {
		.state = state_of(field_get(f, "state")), .title = field_get(f, "title"),
		.answer = field_get(f, "answer"), .version = field_get(f, "version") } };
}

/* Its first remark brings it about. */
static enum status need_group(struct made *m, struct named *n, int64_t at)
{
	if (n->group.id)
		return OK;
	struct who team = who_team(ROLE_ADMIN);
	n->group.created_at = at;
	n->group.ref = demo_uuid(m->d, at);
	return group_add(m->tx, &team, &n->group);
}

static struct named *named(struct made *m, struct str name)
{
	for (size_t i = 0; i < m->len; i++)
		if (name.len && str_eq(m->all[i].name, name))
			return &m->all[i];
	return NULL;
}

static enum status add_remark(struct made *m, const struct field *f)
{
	struct who team = who_team(ROLE_ADMIN), nobody = { 0 };
	const struct demo_person *by = demo_person_named(&m->people, field_get(f, "by"));
	struct remark said = { .state = REMARK_NEW, .page = field_get(f, "page"),
		.text = field_get(f, "text"), .at = days_ago(m->d, field_get(f, "days_ago")) };
	said.ref = demo_uuid(m->d, said.at);
	said.persona = said.owner = by ? by->person.persona : (struct uuid){ 0 };
	struct who who = by ? who_of(&by->person) : nobody;
	TRY(remark_add(m->tx, &who, &said));
	m->d->done++;
	struct named *n = named(m, field_get(f, "group"));
	if (!n)
		return OK;
	TRY(need_group(m, n, said.at));
	n->newest = said.at > n->newest ? said.at : n->newest;
	TRY(workflow_fire(m->tx, &remark_workflow, &(struct subject){ said.id, REMARK_NEW,
		said.persona }, &team, "group"));
	return remark_set_group(m->tx, said.id, n->group.id);
}

/* A day or so after the newest remark, as far as there was time. Nobody is told by mail. */
static enum status answer(struct made *m, struct named *n)
{
	struct remarks inside;
	struct who platform = who_team(ROLE_ADMIN);
	if (!group_is_answered(&n->group))
		return OK;
	TRY(need_group(m, n, m->d->now_at - DAY_MS));
	int64_t at = n->newest + DAY_MS / 4 + (int64_t)demo_below(m->d, DAY_MS / 4);
	n->group.answered_at = n->newest && at < m->d->now_at ? at : m->d->now_at;
	TRY(group_set(m->tx, &n->group));
	TRY(remark_list_untold(m->tx, n->group.id, n->group.answered_at, 200, &inside));
	for (size_t i = 0; i < inside.len; i++) {
		const struct remark *r = &inside.items[i];
		TRY(workflow_fire(m->tx, &remark_workflow, &(struct subject){ r->id, (int)r->state,
			r->persona }, &platform, "answer"));
		TRY(remark_set_told(m->tx, r->id, n->group.answered_at));
	}
	return OK;
}

enum status remarks_demo(struct tx *tx, struct demo *d, bool *more)
{
	struct made *m = NEW(tx_arena(tx), struct made, 1);
	struct str rest = demo_file("remarks.txt");
	struct demo_block b;
	*more = false;
	m->tx = tx;
	m->d = d;
	TRY(demo_people(tx, d, &m->people));
	while (demo_block_next(tx_arena(tx), &rest, &b)) {
		if (field_get(b.fields, "remark").len)
			TRY(add_remark(m, b.fields));
		else
			note_group(m, b.fields);
	}
	for (size_t i = 0; i < m->len; i++)
		TRY(answer(m, &m->all[i]));
	return OK;
}
