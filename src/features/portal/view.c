/* From what we know to what is shown. Pure. */
#include "features/portal/view.h"

void view_home(struct home_view *v, const struct home_in *in)
{
	*v = (struct home_view){ .head = head_key(WORD("portal.home.title")), .in = *in };
	v->head.bare = true;
	v->head.sheet = "home.css";
	v->head.feed = (struct url){ STR("/besoins.atom") };
	const struct station all[] = {
		{ in->needs, WORD("portal.home.needs"), { STR("/besoins") }, true },
		{ in->in_work, WORD("portal.home.in_work"), { STR("/besoins?state=work") }, false },
		{ in->answered, WORD("portal.home.answered"), { STR("/besoins?state=answered") }, false },
		{ in->resolved, WORD("portal.home.resolved"), { { 0 } }, false },
	};
	for (size_t i = 0; i < 4; i++) {
		v->station[i] = all[i];
		v->station[i].is_reached = all[i].count > 0;
	}
	v->stations = (struct stations){ v->station, 4 };
}

struct legal_view view_legal(struct str title, struct str body)
{
	struct legal_view v = { .head = head_text(title), .body = body };
	v.head.narrow = true;
	return v;
}

struct offices view_offices(struct arena *a, const struct country *c)
{
	struct office *items = NEW(a, struct office, c->institution_count);
	for (size_t i = 0; i < c->institution_count; i++)
		items[i] = (struct office){ c->institutions[i].name, { c->institutions[i].url } };
	return (struct offices){ items, c->institution_count };
}

struct plan_view view_plan(void)
{
	struct plan_view v = { .head = head_key(WORD("portal.plan.title")) };
	v.head.narrow = true;
	return v;
}

void view_tastes(struct taste_view *v, struct tastes now, bool is_saved)
{
	static const char *const themes[TASTE_THEMES] = {
		WORD("portal.taste.auto"), WORD("portal.taste.light"), WORD("portal.taste.dark"),
	};
	static const char *const sizes[TASTE_SIZES] = {
		WORD("portal.taste.size0"), WORD("portal.taste.size1"), WORD("portal.taste.size2"),
	};
	*v = (struct taste_view){ .head = head_key(WORD("portal.taste.title")), .is_saved = is_saved };
	for (size_t i = 0; i < TASTE_THEMES; i++) {
		struct str theme = str_view(taste_theme_name[i]), size = str_view(taste_size_name[i]);
		v->themes[i] = (struct option_view){ .value = theme, .label = themes[i],
			.chosen = now.theme.len ? str_eq(theme, now.theme) : i == 0 };
		v->sizes[i] = (struct option_view){ .value = size, .label = sizes[i],
			.chosen = now.size.len ? str_eq(size, now.size) : i == 0 };
	}
	v->field[0] = (struct field_view){ .name = STR("theme"), .kind = FIELD_CHOICE,
		.label = WORD("portal.taste.theme"), .options = { v->themes, TASTE_THEMES } };
	v->field[1] = (struct field_view){ .name = STR("size"), .kind = FIELD_CHOICE,
		.label = WORD("portal.taste.size"), .options = { v->sizes, TASTE_SIZES } };
	v->fields = (struct field_views){ v->field, 2 };
	v->head.narrow = v->head.hidden = true;
}
