/* The forms of facilitators about one need. Pure. */
#include "features/agora/names.h"
#include "features/agora/view_team.h"

static struct field_view field_of(const struct work_form *form, enum work_field f)
{
	static const struct field_view about[WORK_FIELDS] = {
		[WORK_THEME] = { .kind = FIELD_SELECT, .label = WORD("agora.fact.theme") },
		[WORK_FOR] = { .kind = FIELD_SELECT, .label = WORD("agora.fact.for") },
		[WORK_STAGE] = { .kind = FIELD_SELECT, .label = WORD("agora.fact.stage"),
			.optional = true },
		[WORK_TERRITORY] = { .kind = FIELD_SELECT, .label = WORD("agora.field.territory"),
			.optional = true },
		[WORK_COMMUNE] = { .kind = FIELD_SEARCH, .label = WORD("country.commune"),
			.hint = WORD("country.commune_hint"), .optional = true,
			.suggest = { { "/communes", sizeof "/communes" - 1 } } },
		[WORK_AS] = { .label = WORD("agora.field.as"), .hint = WORD("agora.hint.as"),
			.max = FORMULATED_MAX, .optional = true },
		[WORK_NEED] = { .label = WORD("agora.field.need"), .hint = WORD("agora.hint.need"),
			.max = FORMULATED_MAX, .optional = true },
		[WORK_SO] = { .label = WORD("agora.field.so"), .max = FORMULATED_MAX, .optional = true },
		[WORK_NOTE] = { .kind = FIELD_LONG, .label = WORD("agora.field.note"),
			.hint = WORD("agora.hint.note"), .max = NOTE_MAX, .rows = 4 },
		[WORK_DAY] = { .kind = FIELD_DAY, .label = WORD("agora.field.day"),
			.hint = WORD("agora.hint.day") },
		[WORK_ANSWER] = { .kind = FIELD_LONG, .label = WORD("agora.field.answer"),
			.hint = WORD("agora.hint.answer"), .max = ANSWER_MAX, .rows = 14 },
		[WORK_NUMBER] = { .label = WORD("agora.field.number"), .hint = WORD("agora.hint.number") },
		[WORK_TITLE] = { .label = WORD("agora.field.title_too"), .max = NEED_TITLE_MAX },
		[WORK_TEXT] = { .kind = FIELD_LONG, .label = WORD("agora.field.text_too"),
			.max = NEED_TEXT_MAX, .rows = 8 },
		[WORK_STANDING] = { .kind = FIELD_CHOICE, .label = WORD("agora.field.standing") },
		[WORK_WAITS_FOR] = { .label = WORD("agora.field.waits_for"),
			.hint = WORD("agora.hint.waits_for"), .max = WAITS_FOR_MAX, .optional = true },
		[WORK_ANSWER_TOO] = { .kind = FIELD_LONG, .label = WORD("agora.field.answer_too"),
			.max = ANSWER_MAX, .rows = 10, .optional = true },
	};
	struct field_view v = about[f];
	v.name = str_view(work_field_name[f]);
	v.typed = form->typed[f];
	v.problem = form->problem[f];
	return v;
}

static struct option_views view_standings(struct arena *a, struct str typed)
{
	struct option_view *items = NEW(a, struct option_view, STANDINGS);
	size_t len = 0;
	for (enum standing s = STANDING_NO_SOLUTION; s < STANDINGS; s++) {
		struct str value = str_view(standing_word(s));
		items[len++] = (struct option_view){ .value = value, .label = stood_key(s),
			.chosen = str_eq(value, typed) };
	}
	return (struct option_views){ items, len };
}

static struct option_views choices_of(struct arena *a, const struct page *p, enum work_field f,
	struct str typed)
{
	if (f == WORK_THEME)
		return view_themes(a, p, WORD("agora.theme.unsaid"), typed);
	if (f == WORK_FOR)
		return view_for(a, WORD("agora.for.unsaid"), typed);
	if (f == WORK_STAGE)
		return view_stages(a, WORD("agora.stage.unsaid"), typed);
	if (f == WORK_STANDING)
		return view_standings(a, typed);
	if (f == WORK_TERRITORY)
		return view_territories(a, p, WORD("country.everywhere"), typed);
	return (struct option_views){ 0 };
}

void view_work(struct arena *a, const struct page *p, const struct work_in *in,
	struct work_view *v)
{
	const struct need *n = in->need;
	*v = (struct work_view){
		.head   = head_key(in->about->title),
		.row    = view_row(a, p, n, (struct uuid){ 0 }),
		.text   = view_said(p, n->text, n->lang),
		.facts  = view_need_facts(a, p, n),
		.intro  = in->about->intro,
		.button = in->about->button,
		.action = { str_fmt(a, "/equipe/besoins/%s/%s", uuid_print(n->ref).text,
			in->about->path) },
	};
	v->row.state = state_key(n->state);
	v->head.sheet = "team.css";
	v->head.hidden = true;
	size_t len = 0;
	for (const enum work_field *f = in->about->fields; *f != WORK_FIELDS; f++) {
		v->field[len] = field_of(in->form, *f);
		v->field[len++].options = choices_of(a, p, *f, in->form->typed[*f]);
	}
	v->fields = (struct field_views){ v->field, len };
	v->head.problems = field_problems(v->fields);
}
