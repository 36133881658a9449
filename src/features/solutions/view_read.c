/* The catalogue and its cards. Pure. */
#include "features/solutions/view.h"

static struct field_view filter(const char *name, const char *label, struct str typed,
	struct option_views options)
{
	return (struct field_view){ .name = str_view(name), .kind = FIELD_SELECT, .label = label,
		.typed = typed, .options = options };
}

static struct option_views orders(struct arena *a, struct str typed)
{
	struct option_view *items = NEW(a, struct option_view, 2);
	items[0] = (struct option_view){ .value = STR(""), .label = WORD("solutions.order.recent") };
	items[1] = (struct option_view){ .value = STR("proven"),
		.label = WORD("solutions.order.proven"), .chosen = str_eq(typed, STR("proven")) };
	return (struct option_views){ items, 2 };
}

void view_solution_list(struct arena *a, const struct page *p, const struct field *query,
	struct solution_list_view *v)
{
	static const struct { enum solution_field field; const char *label, *none; } about[] = {
		{ SOLUTION_F_THEME, WORD("solutions.filter.theme"), WORD("solutions.filter.any_theme") },
		{ SOLUTION_F_TERRITORY, WORD("solutions.filter.territory"),
			WORD("solutions.filter.anywhere") },
		{ SOLUTION_F_STAGE, WORD("solutions.filter.stage"), WORD("solutions.filter.any_stage") },
		{ SOLUTION_F_COST, WORD("solutions.filter.cost"), WORD("solutions.filter.any_cost") },
		{ SOLUTION_F_EVIDENCE, WORD("solutions.filter.evidence"),
			WORD("solutions.filter.any_evidence") },
	};
	enum { FIELDS = sizeof about / sizeof *about };
	*v = (struct solution_list_view){ .head = head_key(WORD("solutions.list.title")),
		.total = -1 };
	v->head.description = words(p->lang, WORD("solutions.list.description"));
	v->head.canonical = (struct url){ STR("/solutions") };
	for (size_t i = 0; i < FIELDS; i++) {
		const char *name = solution_rules[about[i].field].name;
		struct str typed = field_get(query, name);
		v->filter[i] = filter(name, about[i].label, typed,
			solution_options(a, p, about[i].field, typed, about[i].none));
		v->is_filtered |= typed.len > 0;
	}
	struct str order = field_get(query, "order");
	v->filter[FIELDS] = filter("order", WORD("solutions.filter.order"), order, orders(a, order));
	v->filters = (struct field_views){ v->filter, FIELDS + 1 };
}

void view_solution(struct arena *a, const struct page *p, const struct solution *s,
	struct solution_view *v)
{
	static const char *const languages[LANGS] = { WORD("solutions.lang.fr"),
		WORD("solutions.lang.en") };
	struct solution_row row = view_solution_row(a, p, s);
	bool shown = s->state != SOLUTION_SUSPENDED && s->state != SOLUTION_RETIRED;
	*v = (struct solution_view){
		.head           = head_text(s->shown_name),
		.row            = row,
		.text           = s->shown_text,
		.evidence_text  = s->is.text[SOLUTION_F_EVIDENCE_TEXT],
		.own_lang       = page_foreign(p, s->lang),
		.facts          = view_solution_facts(a, p, &s->is, s->lang, true),
		.not_translated = row.lang ? languages[s->shown_lang] : NULL,
		.translated_from = s->shown_lang != s->lang ? languages[s->lang] : NULL,
		.original_name  = s->is.text[SOLUTION_F_NAME],
		.original_text  = s->is.text[SOLUTION_F_TEXT],
		.original_lang  = lang_about[s->lang].code,
		.listed_at      = s->listed_at,
		.fresh_at       = s->fresh_at > s->listed_at ? s->fresh_at : 0,
		.versions       = s->version,
		.is_shown       = shown,
		.is_veiled      = s->is_veiled,
	};
	v->crumb[0] = (struct crumb){ .path = { STR("/") }, .key = WORD("solutions.crumb.home") };
	v->crumb[1] = (struct crumb){ .path = { STR("/solutions") },
		.key = WORD("solutions.list.title") };
	v->crumb[2] = (struct crumb){ .text = s->shown_name };
	v->head.crumbs = (struct crumbs){ v->crumb, 3 };
	v->head.bare = true;
	v->head.sheet = "thread.css";
	v->head.hidden = !solution_is_public(s->state);
	v->head.description = shown && !s->is_veiled ? row.text : (struct str){ 0 };
	v->head.canonical = row.path;
}

struct version_row view_version(struct arena *a, const struct page *p,
	const struct solution_version *v, const struct solution_content *read)
{
	return (struct version_row){
		.n             = v->n,
		.at            = v->at,
		.lang          = page_foreign(p, v->lang),
		.name          = read->text[SOLUTION_F_NAME],
		.text          = read->text[SOLUTION_F_TEXT],
		.evidence_text = read->text[SOLUTION_F_EVIDENCE_TEXT],
		.facts         = view_solution_facts(a, p, read, v->lang, false),
	};
}
