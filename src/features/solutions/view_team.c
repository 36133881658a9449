/* What a bearer and the team see of a solution's way. Pure. */
#include "features/solutions/view.h"

static const struct { const char *action, *done, *button; } actions[] = {
	{ "list", WORD("solutions.done.list"), WORD("solutions.act.list") },
	{ "return", WORD("solutions.done.return"), WORD("solutions.act.return") },
	{ "document", WORD("solutions.done.document"), WORD("solutions.act.document") },
	{ "evaluate", WORD("solutions.done.evaluate"), WORD("solutions.act.evaluate") },
	{ "suspend", WORD("solutions.done.suspend"), WORD("solutions.act.suspend") },
	{ "resume", WORD("solutions.done.resume"), WORD("solutions.act.resume") },
	{ "retire", WORD("solutions.done.retire"), WORD("solutions.act.retire") },
	{ "publish", WORD("solutions.done.publish"), WORD("solutions.act.publish") },
	{ "refuse", WORD("solutions.done.refuse"), WORD("solutions.act.refuse") },
};
enum { ACTIONS = sizeof actions / sizeof *actions };

struct decision_rows view_decisions(struct arena *a, const struct solution_decision *items,
	size_t len)
{
	struct decision_row *rows = NEW(a, struct decision_row, len);
	for (size_t i = 0; i < len; i++) {
		rows[i] = (struct decision_row){ .at = items[i].at, .text = items[i].text };
		for (size_t k = 0; k < ACTIONS; k++)
			if (str_eq(items[i].action, str_view(actions[k].action)))
				rows[i].what = actions[k].done;
	}
	return (struct decision_rows){ rows, len };
}

static struct field_view words_field(const char *label, const char *hint)
{
	return (struct field_view){ .name = STR("text"), .kind = FIELD_LONG, .label = label,
		.hint = hint, .max = DECISION_TEXT_MAX, .rows = 4 };
}

void view_solution_own(struct arena *a, const struct page *p, const struct solution *s,
	struct solution_own_view *v)
{
	static const char *const next[SOLUTION_STATES] = {
		[SOLUTION_SUBMITTED]  = WORD("solutions.next.submitted"),
		[SOLUTION_RETURNED]   = WORD("solutions.next.returned"),
		[SOLUTION_LISTED]     = WORD("solutions.next.listed"),
		[SOLUTION_DOCUMENTED] = WORD("solutions.next.documented"),
		[SOLUTION_EVALUATED]  = WORD("solutions.next.evaluated"),
		[SOLUTION_SUSPENDED]  = WORD("solutions.next.suspended"),
		[SOLUTION_RETIRED]    = WORD("solutions.next.retired"),
		[SOLUTION_HIDDEN]     = WORD("solutions.next.hidden"),
	};
	*v = (struct solution_own_view){
		.head        = head_text(s->is.text[SOLUTION_F_NAME]),
		.row         = view_solution_row(a, p, s),
		.next        = next[s->state],
		.reason      = words_field(WORD("solutions.retire.reason"), WORD("solutions.retire.hint")),
		.fresh_at    = s->fresh_at,
		.stale_at    = solution_stale_at(s),
		.is_public   = solution_is_public(s->state),
		.may_edit    = solution_is_public(s->state) || s->state == SOLUTION_RETURNED
			|| s->state == SOLUTION_SUSPENDED || s->state == SOLUTION_HIDDEN,
		.may_confirm = solution_is_public(s->state),
		.may_retire  = s->state != SOLUTION_RETIRED,
		.has_page    = solution_has_page(s),
		.is_hidden   = s->state == SOLUTION_HIDDEN,
	};
	v->head.hidden = v->head.narrow = true;
}

void view_solution_case(struct arena *a, const struct page *p, const struct solution *s,
	struct solution_case_view *v)
{
	*v = (struct solution_case_view){
		.head          = head_text(s->is.text[SOLUTION_F_NAME]),
		.row           = view_solution_row(a, p, s),
		.text          = s->is.text[SOLUTION_F_TEXT],
		.evidence_text = s->is.text[SOLUTION_F_EVIDENCE_TEXT],
		.facts         = view_solution_facts(a, p, &s->is, s->lang, false),
		.words         = words_field(WORD("solutions.case.words"),
			WORD("solutions.case.words_hint")),
		.is_public     = solution_has_page(s),
	};
	v->head.hidden = true;
	v->head.sheet = "team.css";
}

/* Two languages: what is not one of them is the other. */
static const char *const languages[LANGS] = { WORD("solutions.lang.fr"),
	WORD("solutions.lang.en") };

void view_solution_translate(const struct solution *s, const struct solution_translation *t,
	const struct translation_form *form, struct solution_translate_view *v)
{
	const struct solution_rule *rules = solution_rules;
	*v = (struct solution_translate_view){
		.head     = head_key(WORD("solutions.translate.title")),
		.ref      = s->ref,
		.name     = s->is.text[SOLUTION_F_NAME],
		.text     = s->is.text[SOLUTION_F_TEXT],
		.lang     = lang_about[s->lang].code,
		.into     = languages[s->lang == LANG_FR ? LANG_EN : LANG_FR],
		.field    = {
			{ .name = STR("name"), .kind = FIELD_TEXT, .typed = form->name,
				.label = WORD("solutions.translate.name"), .problem = form->name_wrong,
				.max = rules[SOLUTION_F_NAME].max },
			{ .name = STR("text"), .kind = FIELD_LONG, .typed = form->text, .rows = 10,
				.label = WORD("solutions.translate.text"), .problem = form->text_wrong,
				.max = rules[SOLUTION_F_TEXT].max },
		},
		.is_stale = t->is_stale,
	};
	v->fields = (struct field_views){ v->field, 2 };
	v->head.problems = field_problems(v->fields);
	v->head.hidden = true;
	v->head.sheet = "team.css";
}

void view_case_translation(const struct solution_translation *t, struct solution_case_view *v)
{
	v->may_translate = true;
	v->translated_at = t->is_stale ? 0 : t->at;
	v->translation = t->is_stale ? WORD("solutions.translate.stale")
		: t->at ? WORD("solutions.translate.done") : WORD("solutions.translate.none");
}

void view_case_act(struct solution_case_view *v, const char *action)
{
	for (size_t i = 0; i < ACTIONS; i++)
		if (strcmp(action, actions[i].action) == 0) {
			v->act[v->acts] = (struct act_view){ .label = actions[i].button, .main = v->acts == 0 };
			v->action[v->acts++] = actions[i].action;
		}
}
