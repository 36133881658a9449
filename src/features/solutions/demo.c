/* demo/solutions.txt: each with its past, as if bearers and team had lived it. Nobody is told. */
#include "features/solutions/demo.h"
#include "app/site.h"
#include "features/solutions/acts.h"
#include "features/solutions/solutions.h"

enum { A_SLICE = 4 };
static const int64_t day_ms = 24 * 3600 * 1000;

struct making {
	struct tx *tx;
	struct demo *d;
	struct demo_people people;
	const struct field *f;
	struct solution s;
	int64_t at;                    /* of its last step */
	struct uuid hand;              /* a facilitator */
};

static int64_t number_of(const struct field *f, const char *name, int64_t without)
{
	int64_t n;
	return str_to_i64(field_get(f, name), &n) && n >= 0 ? n : without;
}

/* A moment of that day, never in the future. */
static int64_t moment(struct demo *d, int64_t days_ago)
{
	return d->now_at - days_ago * day_ms - (int64_t)demo_below(d, (uint64_t)day_ms / 2) - 1;
}

/* The same in every demonstration, so that others find it by its id. */
static struct uuid ref_of(const struct demo *d, const struct field *f)
{
	struct demo own = { .seed = str_hash(field_get(f, "id")) | 1 };
	return demo_uuid(&own, d->now_at - number_of(f, "days_ago", 1) * day_ms);
}

struct uuid solutions_demo_ref(struct arena *a, const struct demo *d, struct str id)
{
	struct str rest = demo_file("solutions.txt");
	struct demo_block b;
	while (demo_block_next(a, &rest, &b))
		if (str_eq(field_get(b.fields, "id"), id))
			return ref_of(d, b.fields);
	return (struct uuid){ 0 };
}

/* ---- one ---- */

static enum status read_block(struct making *m)
{
	struct solution_form form = { 0 };
	struct arena *a = tx_arena(m->tx);
	for (enum solution_field f = 0; f < SOLUTION_FIELDS; f++)
		form.typed[f] = solution_typed(a, m->f, f);
	struct solution_named named = solution_named(a, &m->d->site->country, &form);
	const struct demo_person *by = demo_person_named(&m->people, field_get(m->f, "by"));
	const char *id = str_dup(a, field_get(m->f, "id")).ptr;
	m->s = (struct solution){ .ref = ref_of(m->d, m->f), .lang = LANG_FR,
		.state = solution_state_read(field_get(m->f, "state")) };
	if (!by || m->s.state == 0)
		return fail(tx_error(m->tx), BROKEN, "solutions.txt: %s: no such bearer or state", id);
	if (!solution_read(&form, &named, SOLUTION_STEP_REVIEW, &m->s.is))
		for (enum solution_field f = 0; f < SOLUTION_FIELDS; f++)
			if (form.problem[f].key)
				return fail(tx_error(m->tx), BROKEN, "solutions.txt: %s: %s: %s", id,
					solution_rules[f].name, form.problem[f].key);
	m->s.persona = by->person.persona;
	return OK;
}

/* Some days later, as far as there was time. */
static int64_t later(struct making *m)
{
	int64_t at = m->at + day_ms / 2 + (int64_t)demo_below(m->d, (uint64_t)(8 * day_ms));
	m->at = at < m->d->now_at ? at : m->at + (m->d->now_at - m->at) / 2;
	return m->at;
}

static void date_it(struct making *m)
{
	struct solution *s = &m->s;
	int64_t confirmed = number_of(m->f, "confirmed_days_ago", -1);
	int64_t fresh_at = confirmed < 0 ? 0 : moment(m->d, confirmed);
	s->created_at = s->sent_at = s->changed_at = m->at = moment(m->d,
		number_of(m->f, "days_ago", 1));
	if (s->state >= SOLUTION_LISTED)
		s->listed_at = s->fresh_at = s->changed_at = later(m);
	if (s->listed_at && fresh_at > s->listed_at)
		s->fresh_at = fresh_at;
	int64_t soon = m->d->now_at + (int64_t)TOLD_DAYS_BEFORE * day_ms;
	s->told = solution_is_stale(s, m->d->now_at) ? 2 : solution_is_stale(s, soon) ? 1 : 0;
}

/* A step of the team: event, and words that go with it. */
static enum status step(struct making *m, const char *action, int from, int to)
{
	const struct transition *t = solution_workflow.transitions;
	while (t->action && (strcmp(t->action, action) != 0 || t->from != from || t->to != to))
		t++;
	bool last = to == (int)m->s.state;
	TRY(demo_event(m->tx, m->hand, m->at, &(struct event){ .what = t->event,
		.kind = SOLUTIONS_SOLUTION, .id = m->s.id, .from = from, .to = to }));
	return solution_decision_add(m->tx, m->s.id, &(struct solution_decision){ .at = m->at,
		.action = str_view(action), .by = m->hand,
		.text = last ? field_get(m->f, "reason") : (struct str){ 0 } });
}

static enum status go_through(struct making *m)
{
	int state = (int)m->s.state;
	if (state == SOLUTION_SUBMITTED)
		return OK;
	if (state == SOLUTION_RETURNED) {
		later(m);
		return step(m, "return", SOLUTION_SUBMITTED, SOLUTION_RETURNED);
	}
	TRY(step(m, "list", SOLUTION_SUBMITTED, SOLUTION_LISTED));
	TRY(solution_version_add(m->tx, &m->s, m->at));
	if (state == SOLUTION_LISTED)
		return OK;
	later(m);
	if (state == SOLUTION_SUSPENDED || state == SOLUTION_RETIRED)
		return step(m, state == SOLUTION_RETIRED ? "retire" : "suspend", SOLUTION_LISTED, state);
	TRY(step(m, "document", SOLUTION_LISTED, SOLUTION_DOCUMENTED));
	later(m);
	return state == SOLUTION_EVALUATED
		? step(m, "evaluate", SOLUTION_DOCUMENTED, SOLUTION_EVALUATED) : OK;
}

static enum status make_one(struct making *m)
{
	struct str name = field_get(m->f, "name_en"), text = field_get(m->f, "text_en");
	TRY(read_block(m));
	date_it(m);
	TRY(solution_insert(m->tx, &m->s));
	TRY(demo_event(m->tx, m->s.persona, m->s.created_at, &(struct event){
		.what = "solutions.submitted", .kind = SOLUTIONS_SOLUTION, .id = m->s.id,
		.to = SOLUTION_SUBMITTED }));
	TRY(go_through(m));
	if (name.len && text.len)
		TRY(solution_translate(m->tx, &m->s, LANG_EN, name, text));
	m->d->done++;
	return solution_put_words(m->tx, &m->s);
}

/* ---- slice by slice ---- */

enum status solutions_demo(struct tx *tx, struct demo *d, bool *more)
{
	struct making *m = NEW(tx_arena(tx), struct making, 1);
	struct str rest = demo_file("solutions.txt");
	struct demo_block b;
	m->tx = tx;
	m->d = d;
	*more = false;
	TRY(demo_people(tx, d, &m->people));
	for (size_t i = 0; i < m->people.len; i++)
		if (m->people.items[i].person.roles & ROLE_FACILITATOR)
			m->hand = m->people.items[i].person.persona;
	for (int64_t i = 0; !*more && demo_block_next(tx_arena(tx), &rest, &b); i++) {
		*more = i == (d->step + 1) * A_SLICE;
		m->f = b.fields;
		if (i >= d->step * A_SLICE && !*more)
			TRY(make_one(m));
	}
	return OK;
}
