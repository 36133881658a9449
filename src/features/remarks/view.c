/* From what we know to what is shown. Pure. */
#include "features/remarks/view.h"
#include "base/arena.h"
#include "base/utf8.h"

/* ---- saying something ---- */

void view_remark_new(struct remark_new_view *v, const struct remark_form *form, bool signed_in)
{
	*v = (struct remark_new_view){ .head = head_key(WORD("remarks.new.title")),
		.fields = { v->field, 1 }, .page = remark_page(form->typed[REMARK_F_PAGE]),
		.is_signed_in = signed_in };
	v->field[0] = (struct field_view){
		.name = str_view(remark_field_name[REMARK_F_TEXT]), .kind = FIELD_LONG,
		.label = WORD("remarks.field.text"), .hint = WORD("remarks.hint.text"), .rows = 6,
		.max = REMARK_TEXT_MAX, .typed = form->typed[REMARK_F_TEXT],
		.problem = form->problem[REMARK_F_TEXT],
	};
	v->head.narrow = v->head.hidden = true;
	v->head.problems = field_problems(v->fields);
}

struct remark_thanks_view view_remark_thanks(struct str page, bool signed_in)
{
	struct remark_thanks_view v = { .head = head_key(WORD("remarks.thanks.title")),
		.back = { remark_page(page) }, .is_signed_in = signed_in };
	v.head.narrow = v.head.hidden = true;
	return v;
}

/* ---- groups ---- */

struct group_row view_group(const struct remark_group *g)
{
	static const struct { const char *key, *tag; } states[GROUP_STATES] = {
		[GROUP_OPEN] = { WORD("remarks.state.open"), "" },
		[GROUP_PLANNED] = { WORD("remarks.state.planned"), "" },
		[GROUP_DONE] = { WORD("remarks.state.done"), "ag-ok" },
		[GROUP_DECLINED] = { WORD("remarks.state.declined"), "" },
	};
	return (struct group_row){ .ref = g->ref, .title = g->title, .answer = g->answer,
		.remarks = g->remarks, .answered_at = g->answered_at, .created_at = g->created_at,
		.state = states[g->state].key, .tag_class = states[g->state].tag };
}

static const char *shelf_key(enum group_state s)
{
	static const char *const keys[GROUP_STATES] = {
		[GROUP_OPEN] = WORD("remarks.shelf.open"), [GROUP_PLANNED] = WORD("remarks.shelf.planned"),
		[GROUP_DONE] = WORD("remarks.shelf.done"),
		[GROUP_DECLINED] = WORD("remarks.shelf.declined"),
	};
	return keys[s];
}

static bool is_same_shelf(const struct remark_group *a, const struct remark_group *b)
{
	return a->state == b->state && str_eq(a->version, b->version);
}

struct changes_view view_changes(struct arena *a, struct remark_groups *groups)
{
	struct changes_view v = { .head = head_key(WORD("remarks.changes.title")) };
	struct group_row *rows = NEW(a, struct group_row, groups->len + 1);
	v.shelves.items = NEW(a, struct group_shelf, groups->len + 1);
	v.head.feed = (struct url){ STR("/retours.atom") };
	group_sort(*groups);
	for (size_t i = 0; i < groups->len; i++) {
		const struct remark_group *g = &groups->items[i];
		rows[i] = view_group(g);
		if (i == 0 || !is_same_shelf(g, g - 1))
			v.shelves.items[v.shelves.len++] = (struct group_shelf){
				.key = shelf_key(g->state), .version = g->version, .rows = { &rows[i], 0 } };
		v.shelves.items[v.shelves.len - 1].rows.len++;
	}
	return v;
}

/* ---- the team ---- */

static struct head desk_head(const char *key, struct str text)
{
	return (struct head){ .key = key, .text = text, .sheet = "team.css", .hidden = true };
}

struct remark_row view_remark(struct arena *a, const struct remark *m)
{
	enum { EXCERPT = 80 };
	struct str start = utf8_cut(m->text, EXCERPT);
	bool is_cut = start.len < m->text.len;
	return (struct remark_row){ .ref = m->ref, .text = m->text, .page = m->page,
		.excerpt = str_fmt(a, "%.*s%s", (int)start.len, start.ptr, is_cut ? "…" : ""),
		.link = { remark_page(m->page) }, .at = m->at, .is_signed = !uuid_is_none(m->persona) };
}

struct remark_rows view_remarks(struct arena *a, const struct remarks *all)
{
	struct remark_row *rows = NEW(a, struct remark_row, all->len + 1);
	for (size_t i = 0; i < all->len; i++)
		rows[i] = view_remark(a, &all->items[i]);
	return (struct remark_rows){ rows, all->len };
}

struct remark_desk_view view_remark_desk(struct arena *a, const struct remarks *waiting,
	const struct remark_groups *groups)
{
	struct group_row *rows = NEW(a, struct group_row, groups->len + 1);
	for (size_t i = 0; i < groups->len; i++)
		rows[i] = view_group(&groups->items[i]);
	return (struct remark_desk_view){
		.head = desk_head(WORD("remarks.desk.title"), (struct str){ 0 }),
		.waiting = view_remarks(a, waiting), .groups = { rows, groups->len } };
}

/* The groups to choose from; the first line is "a new one". */
static struct option_views group_options(struct arena *a, const struct remark_groups *groups,
	struct str chosen)
{
	struct option_view *all = NEW(a, struct option_view, groups->len + 1);
	all[0] = (struct option_view){ .label = WORD("remarks.sort.new") };
	for (size_t i = 0; i < groups->len; i++) {
		struct str value = uuid_dup(a, groups->items[i].ref);
		all[i + 1] = (struct option_view){ .value = value, .text = groups->items[i].title,
			.chosen = str_eq(value, chosen) };
	}
	return (struct option_views){ all, groups->len + 1 };
}

void view_remark_sort(struct remark_sort_view *v, struct arena *a, const struct sort_form *form,
	const struct remark_groups *groups)
{
	v->head = desk_head(WORD("remarks.sort.title"), (struct str){ 0 });
	v->field[SORT_F_GROUP] = (struct field_view){
		.kind = FIELD_SELECT, .label = WORD("remarks.field.group"),
		.options = group_options(a, groups, form->typed[SORT_F_GROUP]) };
	v->field[SORT_F_TITLE] = (struct field_view){
		.label = WORD("remarks.field.new_title"), .hint = WORD("remarks.hint.title"),
		.max = GROUP_TITLE_MAX, .optional = true };
	v->fields = fields_with(v->field, (struct form_state){ sort_field_name, form->typed,
		form->problem, SORT_FIELDS });
	v->head.problems = field_problems(v->fields);
}

void view_remark_group(struct remark_group_view *v, const struct group_form *form)
{
	static const struct field_view about[GROUP_FIELDS] = {
		[GROUP_F_TITLE] = { .label = WORD("remarks.field.title"),
			.hint = WORD("remarks.hint.title"), .max = GROUP_TITLE_MAX },
		[GROUP_F_STATE] = { .label = WORD("remarks.field.state"), .kind = FIELD_CHOICE },
		[GROUP_F_VERSION] = { .label = WORD("remarks.field.version"),
			.hint = WORD("remarks.hint.version"), .optional = true },
		[GROUP_F_ANSWER] = { .label = WORD("remarks.field.answer"), .kind = FIELD_LONG,
			.hint = WORD("remarks.hint.answer"), .max = GROUP_ANSWER_MAX, .rows = 8 },
	};
	v->head = desk_head(NULL, v->group.title);
	for (enum group_state s = GROUP_OPEN; s < GROUP_STATES; s++) {
		struct str name = str_view(group_state_name[s]);
		struct remark_group g = { .state = s };
		v->states[s - 1] = (struct option_view){ .value = name, .label = view_group(&g).state,
			.chosen = str_eq(name, form->typed[GROUP_F_STATE]) };
	}
	memcpy(v->field, about, sizeof about);
	v->fields = fields_with(v->field, (struct form_state){ group_field_name, form->typed,
		form->problem, GROUP_FIELDS });
	v->field[GROUP_F_STATE].options = (struct option_views){ v->states, GROUP_STATES - 1 };
	v->head.problems = field_problems(v->fields);
}
