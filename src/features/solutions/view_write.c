/* A solution being written. Pure. */
#include "features/solutions/view.h"

static const struct { const char *title, *intro, *name; } steps[SOLUTION_STEP_REVIEW + 1] = {
	[SOLUTION_STEP_WHAT] = { WORD("solutions.wizard.what_title"),
		WORD("solutions.wizard.what_intro"), WORD("solutions.wizard.what") },
	[SOLUTION_STEP_PRACTICE] = { WORD("solutions.wizard.practice_title"),
		WORD("solutions.wizard.practice_intro"), WORD("solutions.wizard.practice") },
	[SOLUTION_STEP_PROOF] = { WORD("solutions.wizard.proof_title"),
		WORD("solutions.wizard.proof_intro"), WORD("solutions.wizard.proof") },
	[SOLUTION_STEP_REVIEW] = { WORD("solutions.wizard.review_title"), NULL,
		WORD("solutions.wizard.review") },
};

static const char *const hints[SOLUTION_FIELDS] = {
	[SOLUTION_F_NAME]          = WORD("solutions.hint.name"),
	[SOLUTION_F_TEXT]          = WORD("solutions.hint.text"),
	[SOLUTION_F_STAGE]         = WORD("solutions.hint.stage"),
	[SOLUTION_F_COST_TEXT]     = WORD("solutions.hint.cost_text"),
	[SOLUTION_F_CONDITIONS]    = WORD("solutions.hint.conditions"),
	[SOLUTION_F_TEAM]          = WORD("solutions.hint.team"),
	[SOLUTION_F_TOWN]          = WORD("solutions.hint.town"),
	[SOLUTION_F_CONTACT]       = WORD("solutions.hint.contact"),
	[SOLUTION_F_EVIDENCE]      = WORD("solutions.hint.evidence"),
	[SOLUTION_F_EVIDENCE_TEXT] = WORD("solutions.hint.evidence_text"),
	[SOLUTION_F_DATA_TEXT]     = WORD("solutions.hint.data_text"),
	[SOLUTION_F_DEVICE]        = WORD("solutions.hint.device"),
	[SOLUTION_F_INTERESTS]     = WORD("solutions.hint.interests"),
};

static enum field_kind kind_of(enum solution_field f)
{
	switch (solution_rules[f].shape) {
	case SHAPE_LINE:
		return FIELD_TEXT;
	case SHAPE_TEXT:
		return FIELD_LONG;
	case SHAPE_MANY:
		return FIELD_CHECKS;
	case SHAPE_ONE:
		return f == SOLUTION_F_DEVICE || f == SOLUTION_F_CE ? FIELD_SELECT : FIELD_CHOICE;
	case SHAPE_TOWN:
		return FIELD_SEARCH;
	case SHAPE_THEME:
	case SHAPE_PLACE:
		break;
	}
	return FIELD_SELECT;
}

/* Not always, and not never: its hint says when. */
static bool is_asked_at_times(enum solution_field f)
{
	return f == SOLUTION_F_COST_TEXT || f == SOLUTION_F_EVIDENCE_TEXT
		|| f == SOLUTION_F_DATA_TEXT;
}

static struct field_view field_of(struct arena *a, const struct page *p,
	const struct solution_form *form, enum solution_field f)
{
	const struct solution_rule *rule = &solution_rules[f];
	const char *none = f == SOLUTION_F_TERRITORY ? WORD("country.everywhere")
		: kind_of(f) == FIELD_SELECT ? WORD("solutions.choose") : NULL;
	return (struct field_view){
		.name     = str_view(rule->name),
		.kind     = kind_of(f),
		.label    = solution_label(f),
		.hint     = hints[f],
		.typed    = form->typed[f],
		.problem  = form->problem[f],
		.max      = rule->max,
		.rows     = f == SOLUTION_F_TEXT ? 10 : 4,
		.options  = solution_options(a, p, f, form->typed[f], none),
		.suggest  = { rule->shape == SHAPE_TOWN ? STR("/communes") : STR("") },
		.optional = !rule->required && !is_asked_at_times(f),
	};
}

void view_solution_step(struct arena *a, const struct page *p, const struct solution_draft *d,
	enum solution_step step, struct solution_step_view *v)
{
	*v = (struct solution_step_view){
		.head       = head_key(steps[step].title),
		.ref        = d->ref,
		.step       = step,
		.action     = { solution_draft_path(a, d->ref, step) },
		.intro      = steps[step].intro,
		.is_version = d->solution != 0,
		.was_sent   = d->sent_at != 0,
	};
	v->head.narrow = v->head.hidden = true;
	if (!uuid_is_none(d->ref))
		v->autosave = v->action;
	if (step > SOLUTION_STEP_WHAT)
		v->back = (struct url){ solution_draft_path(a, d->ref, step - 1) };
	size_t len = 0;
	for (enum solution_field f = 0; f < SOLUTION_FIELDS; f++)
		if (solution_rules[f].step == step)
			v->field[len++] = field_of(a, p, &d->form, f);
	v->fields = (struct field_views){ v->field, len };
	v->head.problems = field_problems(v->fields);
}

void view_solution_review(struct arena *a, const struct page *p, const struct solution_draft *d,
	const struct solution_content *read, struct solution_review_view *v)
{
	*v = (struct solution_review_view){
		.head       = head_key(steps[SOLUTION_STEP_REVIEW].title),
		.ref        = d->ref,
		.is_version = d->solution != 0,
		.was_sent   = d->sent_at != 0,
	};
	v->head.narrow = v->head.hidden = true;
	for (enum solution_field f = 0; f < SOLUTION_FIELDS; f++) {
		struct problem problem = d->form.problem[f];
		struct str text = solution_say(a, p, read, f);
		v->head.problems += problem.key != NULL;
		if (text.len == 0 && !problem.key)
			continue;
		v->part[v->parts.len++] = (struct solution_part){ .label = solution_label(f),
			.text = problem.key ? d->form.typed[f] : text, .problem = problem,
			.is_long = solution_rules[f].shape == SHAPE_TEXT,
			.path = { solution_draft_path(a, d->ref, solution_rules[f].step) } };
	}
	v->parts.items = v->part;
	v->is_complete = v->head.problems == 0;
}

struct solution_draft_row view_solution_draft(const struct solution_draft *d)
{
	bool known = d->step >= SOLUTION_STEP_WHAT && d->step <= SOLUTION_STEP_REVIEW;
	return (struct solution_draft_row){
		.ref        = d->ref,
		.name       = str_trim(d->form.typed[SOLUTION_F_NAME]),
		.step       = steps[known ? d->step : SOLUTION_STEP_WHAT].name,
		.at         = d->at,
		.kept_until = solution_draft_kept_until(d),
		.sent_at    = d->sent_at,
		.is_version = d->solution != 0,
	};
}
