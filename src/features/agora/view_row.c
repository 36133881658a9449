/* A need in a line, and the choices by which lists are narrowed. Pure. */
#include "features/agora/view_row.h"
#include "features/agora/names.h"

/* ---- words for numbers ---- */

static const struct { const char *key, *class; } states[NEED_STATES] = {
	[NEED_HELD]      = { WORD("agora.state.held"), "ag-wa" },
	[NEED_RETURNED]  = { WORD("agora.state.returned"), "ag-wa" },
	[NEED_REJECTED]  = { WORD("agora.state.rejected"), "ag-er" },
	[NEED_PUBLISHED] = { WORD("agora.state.published"), "ag-ok" },
	[NEED_QUALIFIED] = { WORD("agora.state.qualified"), "" },
	[NEED_IN_WORK]   = { WORD("agora.state.in_work"), "ag-fi" },
	[NEED_ANSWERED]  = { WORD("agora.state.answered"), "ag-ok" },
	[NEED_RESOLVED]  = { WORD("agora.state.resolved"), "ag-ok" },
	[NEED_MERGED]    = { WORD("agora.state.merged"), "" },
	[NEED_WITHDRAWN] = { WORD("agora.state.withdrawn"), "" },
	[NEED_DORMANT]   = { WORD("agora.state.dormant"), "" },
};
/* As its author chooses, and as others read it. */
static const char *const for_keys[FOR_WHOMS] = {
	[FOR_ME]            = WORD("agora.for.me"),
	[FOR_RELATIVE]      = WORD("agora.for.relative"),
	[FOR_PATIENTS]      = WORD("agora.for.patients"),
	[FOR_CARERS]        = WORD("agora.for.carers"),
	[FOR_PROFESSIONALS] = WORD("agora.for.professionals"),
	[FOR_EVERYONE]      = WORD("agora.for.everyone"),
};
static const char *const whom_keys[FOR_WHOMS] = {
	[FOR_UNSAID]        = WORD("agora.for.unsaid"),
	[FOR_ME]            = WORD("agora.whom.me"),
	[FOR_RELATIVE]      = WORD("agora.whom.relative"),
	[FOR_PATIENTS]      = WORD("agora.whom.patients"),
	[FOR_CARERS]        = WORD("agora.whom.carers"),
	[FOR_PROFESSIONALS] = WORD("agora.whom.professionals"),
	[FOR_EVERYONE]      = WORD("agora.whom.everyone"),
};
static const char *const stage_keys[STAGES] = {
	[STAGE_UNSAID]      = WORD("agora.for.unsaid"),
	[STAGE_PREVENTION]  = WORD("agora.stage.prevention"),
	[STAGE_SCREENING]   = WORD("agora.stage.screening"),
	[STAGE_DIAGNOSIS]   = WORD("agora.stage.diagnosis"),
	[STAGE_TREATMENT]   = WORD("agora.stage.treatment"),
	[STAGE_AFTER]       = WORD("agora.stage.after"),
	[STAGE_RECURRENCE]  = WORD("agora.stage.recurrence"),
	[STAGE_PALLIATIVE]  = WORD("agora.stage.palliative"),
	[STAGE_BEREAVEMENT] = WORD("agora.stage.bereavement"),
};

const char *state_key(enum need_state s)
{
	return s < NEED_STATES ? states[s].key : NULL;
}

const char *state_class(enum need_state s)
{
	return s < NEED_STATES && states[s].class ? states[s].class : "";
}

const char *whom_key(enum need_for f)
{
	return whom_keys[f < FOR_WHOMS ? f : FOR_UNSAID];
}

const char *stage_key(enum need_stage s)
{
	return stage_keys[s < STAGES ? s : STAGE_UNSAID];
}

/* ---- a line ---- */

struct said view_said(const struct page *p, struct str text, int lang)
{
	return (struct said){ text, page_foreign(p, lang) };
}

struct str view_place(struct arena *a, const struct page *p, const struct need *n)
{
	struct str commune = commune_name(n->commune);
	struct str territory = territory_name(p->country, n->territory);
	if (commune.len && territory.len)
		return str_join(a, PIECES(commune, STR(" ("), territory, STR(")")));
	return territory.len ? territory : words(p->lang, WORD("country.everywhere"));
}

struct need_row view_row(struct arena *a, const struct page *p, const struct need *n,
	struct uuid reader)
{
	bool is_told = n->state != NEED_PUBLISHED && n->state != NEED_QUALIFIED;
	bool is_due = n->promised_day && !n->answered_at && need_is_public(n->state);
	return (struct need_row){
		.ref          = n->ref,
		.path         = { need_path(a, n) },
		.title        = view_said(p, n->shown_title, n->shown_lang),
		.number       = n->number,
		.people       = n->supports + 1,
		.theme        = theme_name(p->country, n->theme, p->lang),
		.place        = view_place(a, p, n),
		.state        = is_told ? state_key(n->state) : NULL,
		.state_class  = state_class(n->state),
		.at           = n->published_at ? n->published_at : n->created_at,
		.done         = need_stations(n->state, n),
		.promised_day = is_due ? n->promised_day : 0,
		.is_late      = answer_is_overdue(n, p->today),
		.may_join     = need_may_be_supported(n, reader),
		.is_mine      = uuid_eq(n->persona, reader),
	};
}

/* ---- choices ---- */

static struct option_view *options_new(struct arena *a, size_t max, const char *none,
	struct option_views *out)
{
	struct option_view *items = NEW(a, struct option_view, max + 1);
	*out = (struct option_views){ items, 0 };
	if (none)
		items[out->len++] = (struct option_view){ .value = STR(""), .label = none };
	return items;
}

static void option_add(struct option_view *items, struct option_views *all,
	struct option_view o, struct str typed)
{
	o.chosen = str_eq(o.value, typed);
	items[all->len++] = o;
}

struct option_views view_themes(struct arena *a, const struct page *p, const char *none,
	struct str typed)
{
	struct option_views all;
	struct option_view *items = options_new(a, p->country->theme_count, none, &all);
	for (size_t i = 0; i < p->country->theme_count; i++) {
		const struct theme *t = &p->country->themes[i];
		option_add(items, &all, (struct option_view){ .value = t->slug, .text = t->name[p->lang] },
			typed);
	}
	return all;
}

struct option_views view_territories(struct arena *a, const struct page *p, const char *none,
	struct str typed)
{
	struct option_views all;
	struct option_view *items = options_new(a, p->country->territory_count, none, &all);
	for (size_t i = 0; i < p->country->territory_count; i++) {
		const struct territory *t = &p->country->territories[i];
		option_add(items, &all, (struct option_view){ .value = t->code, .text = t->label }, typed);
	}
	return all;
}

struct option_views view_for(struct arena *a, const char *none, struct str typed)
{
	struct option_views all;
	struct option_view *items = options_new(a, FOR_WHOMS, none, &all);
	for (enum need_for f = FOR_ME; f < FOR_WHOMS; f++)
		option_add(items, &all, (struct option_view){ .value = str_view(need_for_word(f)),
			.label = none ? whom_key(f) : for_keys[f] }, typed);
	return all;
}

struct option_views view_stages(struct arena *a, const char *none, struct str typed)
{
	struct option_views all;
	struct option_view *items = options_new(a, STAGES, none, &all);
	for (enum need_stage s = STAGE_PREVENTION; s < STAGES; s++)
		option_add(items, &all, (struct option_view){
			.value = str_view(need_stage_word(s)), .label = stage_key(s) }, typed);
	return all;
}

/* ---- the public list ---- */

static struct option_views view_shelves(struct arena *a, struct str typed)
{
	static const char *const keys[SHELVES] = {
		[SHELF_OPEN] = WORD("agora.shelf.open"), [SHELF_WORK] = WORD("agora.shelf.work"),
		[SHELF_ANSWERED] = WORD("agora.shelf.answered"),
		[SHELF_DORMANT] = WORD("agora.shelf.dormant"),
	};
	struct option_views all;
	struct option_view *items = options_new(a, SHELVES, WORD("agora.shelf.all"), &all);
	for (enum need_shelf s = SHELF_OPEN; s < SHELVES; s++)
		option_add(items, &all, (struct option_view){
			.value = str_view(need_shelf_word(s)), .label = keys[s] }, typed);
	return all;
}

static struct option_views view_orders(struct arena *a, struct str typed)
{
	struct option_views all;
	struct option_view *items = options_new(a, 1, WORD("agora.order.recent"), &all);
	option_add(items, &all, (struct option_view){
		.value = STR("shared"), .label = WORD("agora.order.shared") }, typed);
	return all;
}

static struct field_view filter(const char *name, const char *label, struct str typed,
	struct option_views options)
{
	return (struct field_view){ .name = str_view(name), .kind = FIELD_SELECT, .label = label,
		.typed = typed, .options = options };
}

void view_need_list(struct arena *a, const struct page *p, const struct field *query,
	struct need_list_view *v)
{
	struct str theme = field_get(query, "theme"), territory = field_get(query, "territory");
	struct str state = field_get(query, "state"), whom = field_get(query, "for");
	struct str order = field_get(query, "order");
	*v = (struct need_list_view){ .head = head_key(WORD("agora.list.title")), .total = -1 };
	v->head.description = words(p->lang, WORD("agora.list.description"));
	v->head.canonical = (struct url){ STR("/besoins") };
	v->filter[0] = filter("theme", WORD("agora.filter.theme"), theme,
		view_themes(a, p, WORD("agora.filter.any_theme"), theme));
	v->filter[1] = filter("territory", WORD("agora.filter.territory"), territory,
		view_territories(a, p, WORD("agora.filter.anywhere"), territory));
	v->filter[2] = filter("state", WORD("agora.filter.state"), state, view_shelves(a, state));
	v->filter[3] = filter("for", WORD("agora.filter.for"), whom,
		view_for(a, WORD("agora.filter.anybody"), whom));
	v->filter[4] = filter("order", WORD("agora.filter.order"), order, view_orders(a, order));
	v->filters = (struct field_views){ v->filter, 5 };
}

/* ---- drafts ---- */

struct draft_row view_draft(const struct draft *d)
{
	static const char *const steps[NEED_STEP_REVIEW + 1] = {
		[NEED_STEP_WHAT] = WORD("agora.wizard.what"), [NEED_STEP_WHO] = WORD("agora.wizard.who"),
		[NEED_STEP_WHERE] = WORD("agora.wizard.where"),
		[NEED_STEP_REVIEW] = WORD("agora.wizard.review"),
	};
	bool known = d->step >= NEED_STEP_WHAT && d->step <= NEED_STEP_REVIEW;
	struct str title = str_trim(d->form.typed[NEED_F_TITLE]);
	return (struct draft_row){
		.ref        = d->ref,
		.title      = title,
		.step       = steps[known ? d->step : NEED_STEP_WHAT],
		.at         = d->at,
		.kept_until = draft_kept_until(d),
	};
}
