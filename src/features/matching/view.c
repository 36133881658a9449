/* From matches to what is shown. Pure. */
#include "features/matching/view.h"
#include "base/zone.h"

/* ---- words for numbers ---- */

/* How it stands, by who reads it. Of a bearer: as match_state_to_bearer has it. */
static const struct { const char *key, *class, *standing[READERS]; } states[MATCH_STATES] = {
	[MATCH_SUGGESTED] = { WORD("matching.state.suggested"), "",
		{ WORD("matching.standing.suggested"), WORD("matching.standing.yours"),
			WORD("matching.standing.to_read") } },
	[MATCH_DROPPED] = { WORD("matching.state.dropped"), "",
		{ WORD("matching.standing.dropped"), WORD("matching.standing.dropped"),
			WORD("matching.standing.dropped") } },
	[MATCH_PROPOSED] = { WORD("matching.state.proposed"), "ag-fi",
		{ WORD("matching.standing.proposed"), WORD("matching.standing.yours"),
			WORD("matching.standing.passed_on") } },
	[MATCH_NOT_FIT] = { WORD("matching.state.not_fit"), "",
		{ WORD("matching.standing.not_fit"), WORD("matching.standing.closed"),
			WORD("matching.standing.closed") } },
	[MATCH_OPEN] = { WORD("matching.state.open"), "ag-ok",
		{ WORD("matching.standing.open"), WORD("matching.standing.open"),
			WORD("matching.standing.open_team") } },
	[MATCH_TRIED] = { WORD("matching.state.tried"), "ag-fi",
		{ WORD("matching.standing.tried"), WORD("matching.standing.tried_by_them"),
			WORD("matching.standing.tried_by_them") } },
	[MATCH_HELPED] = { WORD("matching.state.helped"), "ag-ok",
		{ WORD("matching.standing.ended"), WORD("matching.standing.ended"),
			WORD("matching.standing.ended") } },
	[MATCH_HELPED_PARTLY] = { WORD("matching.state.partly"), "ag-wa",
		{ WORD("matching.standing.ended"), WORD("matching.standing.ended"),
			WORD("matching.standing.ended") } },
	[MATCH_HELPED_NOT] = { WORD("matching.state.not_helped"), "",
		{ WORD("matching.standing.ended"), WORD("matching.standing.ended"),
			WORD("matching.standing.ended") } },
	[MATCH_EXPIRED] = { WORD("matching.state.expired"), "",
		{ WORD("matching.standing.expired"), WORD("matching.standing.yours"),
			WORD("matching.standing.expired") } },
	[MATCH_LEFT] = { WORD("matching.state.left"), "",
		{ WORD("matching.standing.left"), WORD("matching.standing.left"),
			WORD("matching.standing.left") } },
};
static const char *const not_fit_keys[NOT_FITS] = {
	[NOT_FIT_HAVE_IT] = WORD("matching.not_fit.have_it"),
	[NOT_FIT_TRIED] = WORD("matching.not_fit.tried"),
	[NOT_FIT_TOO_FAR] = WORD("matching.not_fit.too_far"),
	[NOT_FIT_TOO_DEAR] = WORD("matching.not_fit.too_dear"),
	[NOT_FIT_NOT_MINE] = WORD("matching.not_fit.not_mine"),
	[NOT_FIT_TRUST] = WORD("matching.not_fit.trust"),
	[NOT_FIT_OTHER] = WORD("matching.not_fit.else"),
};
static const char *const outcome_keys[] = { WORD("matching.outcome.helped"),
	WORD("matching.outcome.partly"), WORD("matching.outcome.not_at_all") };

/* ---- rows ---- */

struct match_row view_match_row(const struct match *m, enum match_reader reader,
	struct match_link need, struct match_link solution)
{
	struct match_row row = { .ref = m->ref, .need = need, .solution = solution,
		.state = states[m->state].key, .tag_class = states[m->state].class, .at = m->changed_at,
		.by_bearer = m->by_bearer };
	enum match_state shown = match_state_to_bearer(m);
	if (reader == READER_BEARER && shown == MATCH_SUGGESTED) {
		row.state = WORD("matching.state.yours");
		row.tag_class = "";
		row.at = m->bearer_at;
	}
	return row;
}

struct match_mine_view view_match_mine(struct match_rows rows)
{
	return (struct match_mine_view){ .head = head_key(WORD("matching.mine.title")), .rows = rows };
}

struct match_desk_view view_match_desk(struct match_rows waiting, struct match_need_rows needs)
{
	return (struct match_desk_view){ .head = head_key(WORD("matching.desk.title")),
		.waiting = waiting, .needs = needs };
}

/* What speaks for it, what weighs most first. */
struct match_reasons view_match_reasons(struct arena *a, const struct match_score *s,
	bool to_author)
{
	struct match_reason *items = NEW(a, struct match_reason, MATCH_TERMS);
	size_t len = 0;
	for (int t = 0; t < MATCH_TERMS; t++) {
		const char *key = match_term_key((enum match_term)t, s->term[t], to_author);
		int64_t weight = (int64_t)s->term[t] * match_weight[t];
		size_t at = len;
		if (!key)
			continue;
		for (; at > 0 && items[at - 1].weight < weight; at--)
			items[at] = items[at - 1];
		items[at] = (struct match_reason){ key, weight };
		len++;
	}
	return (struct match_reasons){ items, len };
}

/* ---- fields ---- */

static struct field_view long_field(enum match_field f, const char *label, int64_t max,
	const struct match_form *form)
{
	return (struct field_view){ .name = str_view(match_field_name[f]), .kind = FIELD_LONG,
		.label = label, .typed = form->typed[f], .problem = form->problem[f], .max = max,
		.rows = 4 };
}

static struct field_view choice_field(enum match_field f, const char *label,
	const struct match_form *form, struct option_views options)
{
	return (struct field_view){ .name = str_view(match_field_name[f]), .kind = FIELD_CHOICE,
		.label = label, .typed = form->typed[f], .problem = form->problem[f], .options = options };
}

static struct option_views not_fit_options(struct arena *a, struct str typed)
{
	struct option_view *items = NEW(a, struct option_view, NOT_FITS);
	size_t len = 0;
	for (int f = NOT_FIT_HAVE_IT; f < NOT_FITS; f++) {
		struct str value = str_view(not_fit_word((enum not_fit)f));
		items[len++] = (struct option_view){ .value = value, .label = not_fit_keys[f],
			.chosen = str_eq(value, typed) };
	}
	return (struct option_views){ items, len };
}

static struct option_views outcome_options(struct arena *a, struct str typed)
{
	enum { OUTCOMES = sizeof outcome_keys / sizeof *outcome_keys };
	struct option_view *items = NEW(a, struct option_view, OUTCOMES);
	for (size_t i = 0; i < OUTCOMES; i++) {
		struct str value = str_view(outcome_word(i));
		items[i] = (struct option_view){ .value = value, .label = outcome_keys[i],
			.chosen = str_eq(value, typed) };
	}
	return (struct option_views){ items, OUTCOMES };
}

void view_match_need(struct match_need_view *v, struct arena *a, struct uuid decided,
	const struct match_form *form)
{
	static const struct match_form untouched;
	struct match_candidate *items = NEW(a, struct match_candidate, v->candidates.len);
	v->head = head_key(WORD("matching.need.title"));
	for (size_t i = 0; i < v->candidates.len; i++) {
		struct match_candidate *c = &items[i];
		*c = v->candidates.items[i];
		bool is_it = uuid_eq(c->ref, decided);
		c->field[0] = long_field(MATCH_F_NOTE, WORD("matching.field.note"), MATCH_NOTE_MAX,
			is_it ? form : &untouched);
		c->field[0].name = match_note_name(a, c->ref);
		c->field[0].hint = WORD("matching.hint.note");
		c->fields = (struct field_views){ c->field, 1 };
		v->wrong = is_it ? c->fields : v->wrong;
	}
	v->candidates.items = items;
	v->head.problems = field_problems(v->wrong);
}

struct match_bearer_view view_match_bearer(struct match_bearer_solutions solutions)
{
	return (struct match_bearer_view){ .head = head_key(WORD("matching.bearer.title")),
		.solutions = solutions };
}

void view_match_suggest(struct match_suggest_view *v, const struct match_form *form)
{
	v->head = head_key(WORD("matching.suggest.title"));
	v->head.narrow = true;
	v->field[0] = (struct field_view){ .name = str_view(match_field_name[MATCH_F_NEED]),
		.kind = FIELD_TEXT, .label = WORD("matching.field.number"),
		.hint = WORD("matching.hint.number"), .typed = form->typed[MATCH_F_NEED],
		.problem = form->problem[MATCH_F_NEED] };
	v->field[1] = long_field(MATCH_F_NOTE, WORD("matching.field.why"), MATCH_NOTE_MAX, form);
	v->fields = (struct field_views){ v->field, 2 };
	v->head.problems = field_problems(v->fields);
}

/* With one need alone, it is chosen. */
void view_match_ask(struct match_ask_view *v, struct arena *a, const struct match_form *form)
{
	struct option_view *items = NEW(a, struct option_view, v->needs.len);
	struct str typed = str_trim(form->typed[MATCH_F_NEED]);
	for (size_t i = 0; i < v->needs.len; i++) {
		struct str number = str_fmt(a, "%lld", (long long)v->needs.items[i].number);
		items[i] = (struct option_view){ .value = number, .text = v->needs.items[i].need.title,
			.chosen = str_eq(number, typed) || v->needs.len == 1 };
	}
	v->head = head_key(WORD("matching.ask.title"));
	v->head.narrow = v->head.hidden = true;
	v->field[0] = choice_field(MATCH_F_NEED, WORD("matching.field.which"), form,
		(struct option_views){ items, v->needs.len });
	v->field[1] = long_field(MATCH_F_TEXT, WORD("matching.field.text"), MATCH_TEXT_MAX, form);
	v->field[1].hint = WORD("matching.hint.ask");
	v->fields = (struct field_views){ v->field, 2 };
	v->head.problems = field_problems(v->fields);
}

/* ---- its thread ---- */

struct step_views view_match_steps(struct arena *a, const struct page *p,
	const struct match_steps *steps, int64_t since_at)
{
	static const char *const icons[MATCH_STATES] = {
		[MATCH_SUGGESTED] = "bulb", [MATCH_DROPPED] = "archive", [MATCH_PROPOSED] = "mail",
		[MATCH_NOT_FIT] = "stop", [MATCH_OPEN] = "bubble", [MATCH_TRIED] = "eye",
		[MATCH_HELPED] = "ok", [MATCH_HELPED_PARTLY] = "ok", [MATCH_HELPED_NOT] = "info",
		[MATCH_EXPIRED] = "clock", [MATCH_LEFT] = "stop",
	};
	struct step_view *items = NEW(a, struct step_view, steps->len);
	const struct zone *zone = p->country->zone;
	size_t len = 0;
	for (size_t i = 0; i < steps->len; i++) {
		const struct match_step *s = &steps->items[i];
		bool first = s->state == MATCH_SUGGESTED;
		if (s->at < since_at)
			continue;
		items[len] = (struct step_view){ .icon = icons[s->state], .at = s->at,
			.title = first ? WORD("matching.step.suggested") : states[s->state].key };
		if (len)
			items[len].gap_days = zone_day(zone, s->at) - zone_day(zone, items[len - 1].at);
		len++;
	}
	return (struct step_views){ items, len };
}

/* ---- one ---- */

static void put_fields(struct match_view *v, struct arena *a, const struct match_form *form)
{
	v->refuse_field[0] = choice_field(MATCH_F_REASON, WORD("matching.field.reason"), form,
		not_fit_options(a, form->typed[MATCH_F_REASON]));
	v->refuse_field[0].hint = WORD("matching.hint.reason");
	v->refuse_field[1] =
		long_field(MATCH_F_SAID, WORD("matching.field.said"), MATCH_SAID_MAX, form);
	v->end_field[0] = choice_field(MATCH_F_OUTCOME, WORD("matching.field.outcome"), form,
		outcome_options(a, form->typed[MATCH_F_OUTCOME]));
	v->end_field[1] =
		long_field(MATCH_F_SAID_END, WORD("matching.field.said"), MATCH_SAID_MAX, form);
	v->refuse_field[1].optional = v->end_field[1].optional = true;
	v->write_field[0] = long_field(MATCH_F_TEXT, WORD("matching.field.text"), MATCH_TEXT_MAX, form);
	v->note_field[0] = long_field(MATCH_F_NOTE, WORD("matching.field.note"), MATCH_NOTE_MAX, form);
	v->refuse = (struct field_views){ v->refuse_field, 2 };
	v->end = (struct field_views){ v->end_field, 2 };
	v->write = (struct field_views){ v->write_field, 1 };
	v->decide = (struct field_views){ v->note_field, 1 };
}

static void find_problems(struct match_view *v)
{
	const struct field_views forms[] = { v->refuse, v->end, v->write, v->decide };
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (field_problems(forms[i]))
			v->wrong = forms[i];
	v->head.problems = field_problems(v->wrong);
}

/* The author's reason and words are for the team and themselves; a bearer reads what came of it
 * once they have met. The team's word is for the author, and for a bearer when it is why not. */
static void put_words(struct match_view *v, const struct match *m, enum match_reader reader)
{
	bool bears = reader == READER_BEARER;
	bool ended = m->state >= MATCH_HELPED && m->state <= MATCH_HELPED_NOT;
	if (m->state == MATCH_NOT_FIT && !bears)
		v->reason = not_fit_keys[m->reason];
	if (!bears || ended)
		v->said = m->said;
	if (!bears || m->state == MATCH_DROPPED)
		v->note = m->note;
	v->bearer_note = m->bearer_note;
}

void view_match(struct match_view *v, struct arena *a, const struct match *m,
	enum match_reader reader, const struct match_form *form)
{
	enum match_state s = reader == READER_BEARER ? match_state_to_bearer(m) : m->state;
	v->head = head_key(WORD("matching.one.title"));
	v->standing = states[s].standing[reader];
	v->reasons = view_match_reasons(a, &m->score, reader == READER_AUTHOR);
	put_words(v, m, reader);
	put_fields(v, a, form);
	find_problems(v);
}
