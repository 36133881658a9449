/* From matches to what is shown. Pure. */
#include "features/matching/view.h"
#include "base/zone.h"

/* ---- words for numbers ---- */

static const struct { const char *key, *class, *author, *bearer; } states[MATCH_STATES] = {
	[MATCH_SUGGESTED] = { WORD("matching.state.suggested"), "", WORD("matching.standing.suggested"),
		WORD("matching.standing.suggested") },
	[MATCH_DROPPED] = { WORD("matching.state.dropped"), "", WORD("matching.standing.dropped"),
		WORD("matching.standing.dropped") },
	[MATCH_PROPOSED] = { WORD("matching.state.proposed"), "ag-fi",
		WORD("matching.standing.proposed"), WORD("matching.standing.passed_on") },
	[MATCH_NOT_FIT] = { WORD("matching.state.not_fit"), "", WORD("matching.standing.not_fit"),
		WORD("matching.standing.closed") },
	[MATCH_OPEN] = { WORD("matching.state.open"), "ag-ok", WORD("matching.standing.open"),
		WORD("matching.standing.open") },
	[MATCH_TRIED] = { WORD("matching.state.tried"), "ag-fi", WORD("matching.standing.tried"),
		WORD("matching.standing.tried_by_them") },
	[MATCH_HELPED] = { WORD("matching.state.helped"), "ag-ok", WORD("matching.standing.ended"),
		WORD("matching.standing.ended") },
	[MATCH_HELPED_PARTLY] = { WORD("matching.state.partly"), "ag-wa",
		WORD("matching.standing.ended"), WORD("matching.standing.ended") },
	[MATCH_HELPED_NOT] = { WORD("matching.state.not_helped"), "", WORD("matching.standing.ended"),
		WORD("matching.standing.ended") },
	[MATCH_EXPIRED] = { WORD("matching.state.expired"), "", WORD("matching.standing.expired"),
		WORD("matching.standing.expired") },
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

struct match_row view_match_row(const struct match *m, struct match_link need,
	struct match_link solution)
{
	return (struct match_row){ .ref = m->ref, .need = need, .solution = solution,
		.state = states[m->state].key, .tag_class = states[m->state].class, .at = m->changed_at,
		.by_bearer = m->by_bearer };
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

void view_match_need(struct match_need_view *v, const struct match_form *form)
{
	v->head = head_key(WORD("matching.need.title"));
	v->field[0] = long_field(MATCH_F_NOTE, WORD("matching.field.note"), MATCH_NOTE_MAX, form);
	v->field[0].hint = WORD("matching.hint.note");
	v->fields = (struct field_views){ v->field, 1 };
	v->head.problems = field_problems(v->fields);
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
	const struct match_steps *steps)
{
	static const char *const icons[MATCH_STATES] = {
		[MATCH_SUGGESTED] = "bulb", [MATCH_DROPPED] = "archive", [MATCH_PROPOSED] = "mail",
		[MATCH_NOT_FIT] = "stop", [MATCH_OPEN] = "bubble", [MATCH_TRIED] = "eye",
		[MATCH_HELPED] = "ok", [MATCH_HELPED_PARTLY] = "ok", [MATCH_HELPED_NOT] = "info",
		[MATCH_EXPIRED] = "clock",
	};
	struct step_view *items = NEW(a, struct step_view, steps->len);
	const struct zone *zone = p->country->zone;
	for (size_t i = 0; i < steps->len; i++) {
		const struct match_step *s = &steps->items[i];
		bool first = s->state == MATCH_SUGGESTED;
		items[i] = (struct step_view){ .icon = icons[s->state], .at = s->at,
			.title = first ? WORD("matching.step.suggested") : states[s->state].key };
		if (i)
			items[i].gap_days = zone_day(zone, s->at) - zone_day(zone, steps->items[i - 1].at);
	}
	return (struct step_views){ items, steps->len };
}

/* ---- one ---- */

void view_match(struct match_view *v, struct arena *a, const struct match *m, bool is_author,
	const struct match_form *form)
{
	v->head = head_key(WORD("matching.one.title"));
	v->is_author = is_author;
	v->standing = is_author ? states[m->state].author : states[m->state].bearer;
	v->reason = m->state == MATCH_NOT_FIT ? not_fit_keys[m->reason] : NULL;
	v->note = m->note;
	v->said = m->said;
	v->reasons = view_match_reasons(a, &m->score, is_author);
	v->refuse_field[0] = choice_field(MATCH_F_REASON, WORD("matching.field.reason"), form,
		not_fit_options(a, form->typed[MATCH_F_REASON]));
	v->refuse_field[0].hint = WORD("matching.hint.reason");
	v->refuse_field[1] =
		long_field(MATCH_F_SAID, WORD("matching.field.said"), MATCH_SAID_MAX, form);
	v->refuse_field[1].optional = true;
	v->end_field[0] = choice_field(MATCH_F_OUTCOME, WORD("matching.field.outcome"), form,
		outcome_options(a, form->typed[MATCH_F_OUTCOME]));
	v->end_field[1] = v->refuse_field[1];
	v->write_field[0] = long_field(MATCH_F_TEXT, WORD("matching.field.text"), MATCH_TEXT_MAX, form);
	v->note_field[0] = long_field(MATCH_F_NOTE, WORD("matching.field.note"), MATCH_NOTE_MAX, form);
	v->refuse = (struct field_views){ v->refuse_field, 2 };
	v->end = (struct field_views){ v->end_field, 2 };
	v->write = (struct field_views){ v->write_field, 1 };
	v->decide = (struct field_views){ v->note_field, 1 };
	v->head.problems = form->problem[MATCH_F_REASON].key || form->problem[MATCH_F_SAID].key
		|| form->problem[MATCH_F_OUTCOME].key || form->problem[MATCH_F_TEXT].key
		|| form->problem[MATCH_F_NOTE].key;
}
