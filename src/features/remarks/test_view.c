#include "features/remarks/view.h"
#include "base/arena.h"
#include "base/test.h"

TEST(the_public_page_has_a_shelf_for_each_version_and_state)
{
	struct arena *a = arena_create();
	struct remark_group g[] = {
		{ .id = 1, .state = GROUP_OPEN, .title = STR("o") },
		{ .id = 2, .state = GROUP_DONE, .version = STR("0.1.0"), .answered_at = 1 },
		{ .id = 3, .state = GROUP_DONE, .version = STR("0.2.0"), .answered_at = 2 },
		{ .id = 4, .state = GROUP_DONE, .version = STR("0.2.0"), .answered_at = 3 },
		{ .id = 5, .state = GROUP_DECLINED, .answered_at = 4 },
	};
	struct remark_groups all = { g, 5 };
	struct changes_view v = view_changes(a, &all);
	CHECK(v.shelves.len == 4);
	CHECK(str_eq(v.shelves.items[0].version, STR("0.2.0")) && v.shelves.items[0].rows.len == 2);
	CHECK(str_eq(v.shelves.items[1].version, STR("0.1.0")) && v.shelves.items[1].rows.len == 1);
	CHECK(v.shelves.items[2].version.len == 0 && str_eq(v.shelves.items[2].rows.items[0].title,
		STR("o")));
	CHECK(v.head.feed.text.len && !v.head.hidden);
	struct changes_view none = view_changes(a, &(struct remark_groups){ 0 });
	CHECK(none.shelves.len == 0);
	arena_destroy(a);
}

TEST(a_form_shows_what_was_typed_and_how_much_is_wrong)
{
	struct remark_form f = { .typed = { STR(" "), STR("/besoins?x") } };
	struct remark m;
	struct remark_new_view v;
	CHECK(!remark_read(&f, &m));
	view_remark_new(&v, &f, true);
	CHECK(v.head.problems == 1 && v.page.len == 0 && v.is_signed_in && v.head.hidden);
	CHECK(str_eq(v.fields.items[0].typed, STR(" ")) && v.fields.items[0].max == REMARK_TEXT_MAX);
}

TEST(the_team_sees_a_remark_with_a_link_only_to_a_page_of_ours)
{
	struct arena *a = arena_create();
	char text[300];
	memset(text, 'a', sizeof text);
	struct remark m = { .text = { text, sizeof text }, .page = STR("//evil.example") };
	struct remark_row row = view_remark(a, &m);
	CHECK(row.link.text.len == 0 && row.excerpt.len == 80 + strlen("…") && !row.is_signed);
	m.page = STR("/besoins");
	m.text = STR("short");
	row = view_remark(a, &m);
	CHECK(str_eq(row.link.text, STR("/besoins")) && str_eq(row.excerpt, STR("short")));
	arena_destroy(a);
}

TEST(the_team_may_choose_among_groups_or_name_a_new_one)
{
	struct arena *a = arena_create();
	struct remark_group g = { .ref = uuid_v7(1), .title = STR("It is slow") };
	struct sort_form f = { .typed = { uuid_dup(a, g.ref), STR("") } };
	struct remark_sort_view v = { 0 };
	view_remark_sort(&v, a, &f, &(struct remark_groups){ &g, 1 });
	CHECK(v.field[SORT_F_GROUP].options.len == 2 && v.field[SORT_F_GROUP].options.items[1].chosen);
	CHECK(v.field[SORT_F_GROUP].options.items[0].value.len == 0 && v.head.problems == 0);
	arena_destroy(a);
}
