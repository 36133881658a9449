/* From a draft to the pages on which it is written. Pure. */
#include "features/agora/view_wizard.h"
#include "features/agora/names.h"

static const struct { const char *title, *intro; } steps[NEED_STEP_REVIEW + 1] = {
	[NEED_STEP_WHAT]   = { WORD("agora.wizard.what_title"), WORD("agora.wizard.what_intro") },
	[NEED_STEP_WHO]    = { WORD("agora.wizard.who_title"), WORD("agora.wizard.who_intro") },
	[NEED_STEP_WHERE]  = { WORD("agora.wizard.where_title"), WORD("agora.wizard.where_intro") },
	[NEED_STEP_REVIEW] = { WORD("agora.wizard.review_title"), NULL },
};

struct url step_path(struct arena *a, struct uuid draft, enum need_step step)
{
	if (uuid_is_none(draft))
		return (struct url){ STR("/besoins/nouveau") };
	return (struct url){ draft_path(a, draft, step) };
}

/* ---- a step ---- */

static struct field_view field_of(const struct need_form *form, enum need_field f)
{
	static const struct field_view about[NEED_FIELDS] = {
		[NEED_F_TITLE] = { .kind = FIELD_TEXT, .label = WORD("agora.field.title"),
			.hint = WORD("agora.hint.title"), .max = NEED_TITLE_MAX },
		[NEED_F_TEXT] = { .kind = FIELD_LONG, .label = WORD("agora.field.text"),
			.hint = WORD("agora.hint.text"), .max = NEED_TEXT_MAX, .rows = 8 },
		[NEED_F_FOR_WHOM] = { .kind = FIELD_CHOICE, .label = WORD("agora.field.for") },
		[NEED_F_STAGE] = { .kind = FIELD_SELECT, .label = WORD("agora.field.stage"),
			.optional = true },
		[NEED_F_THEME] = { .kind = FIELD_SELECT, .label = WORD("agora.field.theme"),
			.hint = WORD("agora.hint.theme"), .optional = true },
		[NEED_F_TERRITORY] = { .kind = FIELD_SELECT, .label = WORD("agora.field.territory"),
			.optional = true },
		[NEED_F_COMMUNE] = { .kind = FIELD_SEARCH, .label = WORD("country.commune"),
			.hint = WORD("country.commune_hint"), .optional = true,
			.suggest = { { "/communes", sizeof "/communes" - 1 } } },
	};
	struct field_view v = about[f];
	v.name = str_view(need_field_name[f]);
	v.typed = form->typed[f];
	v.problem = form->problem[f];
	return v;
}

static struct option_views choices_of(struct arena *a, const struct page *p, enum need_field f,
	struct str typed)
{
	if (f == NEED_F_FOR_WHOM)
		return view_for(a, NULL, typed);
	if (f == NEED_F_STAGE)
		return view_stages(a, WORD("agora.stage.unsaid"), typed);
	if (f == NEED_F_THEME)
		return view_themes(a, p, WORD("agora.theme.unsaid"), typed);
	if (f == NEED_F_TERRITORY)
		return view_territories(a, p, WORD("country.everywhere"), typed);
	return (struct option_views){ 0 };
}

/* What was typed is no commune, or is several: those that it may be. */
static struct option_views communes_meant(struct arena *a, const struct page *p,
	const struct need_form *form)
{
	enum { SHOWN = 8 };
	if (!form->problem[NEED_F_COMMUNE].key)
		return (struct option_views){ 0 };
	struct place places[SHOWN];
	size_t len = place_search(str_trim(form->typed[NEED_F_COMMUNE]), places, SHOWN);
	struct option_view *items = NEW(a, struct option_view, SHOWN);
	for (size_t i = 0; i < len; i++) {
		struct str name = places[i].name, where = territory_name(p->country, places[i].territory);
		items[i].value = place_label(a, &places[i]);
		items[i].text = str_fmt(a, "%.*s (%.*s)", (int)name.len, name.ptr, (int)where.len,
			where.len ? where.ptr : "");
	}
	return (struct option_views){ items, len };
}

void view_step(struct arena *a, const struct page *p, const struct draft *d, enum need_step step,
	struct step_form_view *v)
{
	*v = (struct step_form_view){
		.head       = head_key(steps[step].title),
		.ref        = d->ref,
		.step       = step,
		.action     = step_path(a, d->ref, step),
		.intro      = steps[step].intro,
		.is_mending = d->need != 0,
	};
	v->head.narrow = true;
	v->head.hidden = !uuid_is_none(d->ref);
	if (!uuid_is_none(d->ref))
		v->autosave = v->action;
	if (step > NEED_STEP_WHAT)
		v->back = step_path(a, d->ref, step - 1);
	size_t len = 0;
	for (enum need_field f = 0; f < NEED_FIELDS; f++) {
		if (need_step_of(f) != step)
			continue;
		v->field[len] = field_of(&d->form, f);
		v->field[len++].options = choices_of(a, p, f, d->form.typed[f]);
	}
	if (step == NEED_STEP_WHERE)
		v->communes = communes_meant(a, p, &d->form);
	if (v->communes.len)
		v->field[1].problem.key = WORD("agora.problem.which");
	v->fields = (struct field_views){ v->field, len };
	v->head.problems = field_problems(v->fields);
}

/* ---- the last look ---- */

/* How a field reads once it is understood. Title and text stand above, in full. */
static void say_field(struct arena *a, const struct page *p, const struct need *n,
	struct review_part *part, enum need_field f)
{
	static const struct { const char *label, *edit; } about[NEED_FIELDS] = {
		[NEED_F_TITLE]     = { WORD("agora.field.title"), WORD("agora.edit.title") },
		[NEED_F_TEXT]      = { WORD("agora.field.text"), WORD("agora.edit.text") },
		[NEED_F_FOR_WHOM]  = { WORD("agora.fact.for"), WORD("agora.edit.for") },
		[NEED_F_STAGE]     = { WORD("agora.fact.stage"), WORD("agora.edit.stage") },
		[NEED_F_THEME]     = { WORD("agora.fact.theme"), WORD("agora.edit.theme") },
		[NEED_F_TERRITORY] = { WORD("agora.fact.place"), WORD("agora.edit.place") },
		[NEED_F_COMMUNE]   = { WORD("country.commune"), WORD("agora.edit.place") },
	};
	struct str theme = theme_name(p->country, n->theme, p->lang);
	part->label = about[f].label;
	part->edit = about[f].edit;
	if (f == NEED_F_TITLE)
		part->text = n->title;
	else if (f == NEED_F_TEXT)
		part->text = n->text;
	else if (f == NEED_F_FOR_WHOM)
		part->key = whom_key(n->for_whom);
	else if (f == NEED_F_STAGE)
		part->key = stage_key(n->stage);
	else if (f == NEED_F_THEME && !theme.len)
		part->key = WORD("agora.theme.unsaid");
	else if (f == NEED_F_THEME)
		part->text = theme;
	else
		part->text = view_place(a, p, n);
}

void view_review(struct arena *a, const struct page *p, const struct draft *d,
	const struct need *read, struct review_view *v)
{
	*v = (struct review_view){
		.head = head_key(steps[NEED_STEP_REVIEW].title), .ref = d->ref, .is_mending = d->need != 0,
		.is_complete = need_wrong_step(&d->form) == 0,
	};
	v->head.narrow = v->head.hidden = true;
	for (enum need_field f = 0; f < NEED_FIELDS; f++) {
		bool place_again = f == NEED_F_COMMUNE && !d->form.problem[f].key;
		if (place_again)
			continue;                  /* it was said with the territory */
		struct review_part *part = &v->part[v->parts.len++];
		part->is_words = f == NEED_F_TITLE || f == NEED_F_TEXT;
		part->path = step_path(a, d->ref, need_step_of(f));
		part->problem = d->form.problem[f];
		say_field(a, p, read, part, f);
		v->head.problems += part->problem.key != NULL;
	}
	v->parts.items = v->part;
}

/* ---- where the answer goes ---- */

void view_receive(const struct receive_form *form, struct receive_view *v)
{
	*v = (struct receive_view){ .head = head_key(WORD("agora.receive.title")) };
	v->head.narrow = v->head.hidden = true;
	v->field[RECEIVE_F_EMAIL] = (struct field_view){ .kind = FIELD_EMAIL,
		.label = WORD("agora.receive.email"), .hint = WORD("agora.receive.email_hint"),
		.autocomplete = "email" };
	v->field[RECEIVE_F_NAME] = (struct field_view){ .kind = FIELD_TEXT,
		.label = WORD("agora.receive.name"), .hint = WORD("agora.receive.name_hint"),
		.max = RECEIVE_NAME_MAX,
		.autocomplete = "nickname" };
	v->field[RECEIVE_F_CONSENT] = (struct field_view){ .kind = FIELD_CHECK,
		.label = WORD("agora.receive.consent"), .hint = WORD("agora.receive.consent_hint") };
	v->fields = fields_with(v->field, (struct form_state){ receive_field_name, form->typed,
		form->problem, RECEIVE_FIELDS });
	v->fields.len = form->asks_consent ? 3 : 2;
	v->head.problems = field_problems(v->fields);
}
