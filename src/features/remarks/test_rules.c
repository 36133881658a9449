#include "features/remarks/rules.h"
#include "base/test.h"

TEST(a_remark_is_some_words_and_perhaps_a_page)
{
	static char long_text[2 * REMARK_TEXT_MAX + 2];
	for (size_t i = 0; i < REMARK_TEXT_MAX; i++)
		memcpy(long_text + 2 * i, "é", 2);
	long_text[2 * REMARK_TEXT_MAX] = 'x';
	const struct { struct str text; const char *problem; } cases[] = {
		{ STR("It is slow."), NULL }, { STR(""), "remarks.problem.empty" },
		{ STR(" \n\t "), "remarks.problem.empty" },
		{ { long_text, 2 * REMARK_TEXT_MAX }, NULL },
		{ { long_text, 2 * REMARK_TEXT_MAX + 1 }, "remarks.problem.too_long" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct remark_form f = { .typed = { cases[i].text, STR("/besoins") } };
		struct remark m;
		CHECK_AT(i, remark_read(&f, &m) == (cases[i].problem == NULL));
		const char *said = f.problem[REMARK_F_TEXT].key;
		CHECK_AT(i, cases[i].problem ? said && strcmp(said, cases[i].problem) == 0 : !said);
		CHECK_AT(i, m.state == REMARK_NEW && str_eq(m.page, STR("/besoins")));
	}
}

TEST(a_page_is_a_plain_path_of_this_site_or_nothing)
{
	static const struct { const char *typed; bool kept; } cases[] = {
		{ "/", true }, { "/besoins/0192-le_soir.html", true }, { "", false }, { "besoins", false },
		{ "//evil.example", false }, { "/a//b", false }, { "/a?b=c", false }, { "/a#b", false },
		{ "https://evil.example/", false }, { "/\\evil", false }, { "/é", false },
		{ "/a b", false },
		{ "/<b>", false }, { "/a\"b", false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_AT(i, (remark_page(str_view(cases[i].typed)).len > 0) == cases[i].kept);
	char endless[300];
	memset(endless, '/', 1);
	memset(endless + 1, 'a', sizeof endless - 1);
	CHECK(remark_page((struct str){ endless, sizeof endless }).len == 0);
}

TEST(a_remark_goes_into_one_group_old_or_new)
{
	static const char group[] = "0192a1b0-0000-7000-8000-000000000001";
	static const struct { const char *group, *title; bool fine; } cases[] = {
		{ group, "", true }, { "", "The search is strict", true }, { group, "  ", true },
		{ group, "And a name", false }, { "", "", false }, { "x", " ", false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct sort_form f = { .typed = { str_view(cases[i].group), str_view(cases[i].title) } };
		struct sorting s;
		CHECK_AT(i, sort_read(&f, &s) == cases[i].fine);
		CHECK_AT(i, !cases[i].fine || uuid_is_none(s.group) == (s.title.len > 0));
	}
}

TEST(what_a_group_says_fits_its_state)
{
	static const struct { const char *state, *version, *answer; bool fine; } cases[] = {
		{ "open", "", "", true }, { "open", "", "We look.", true }, { "open", "x", "", true },
		{ "planned", "", "Soon, no date.", true }, { "planned", "", "", false },
		{ "done", "0.2.0", "It is faster.", true }, { "done", "", "It is faster.", false },
		{ "done", "soon", "It is faster.", false }, { "done", "0.2.0", " ", false },
		{ "declined", "", "No, because.", true }, { "declined", "", "", false },
		{ "", "", "Words", false }, { "gone", "", "Words", false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct group_form f = { .typed = { STR("It is slow"), str_view(cases[i].state),
			str_view(cases[i].version), str_view(cases[i].answer) } };
		struct remark_group g;
		CHECK_AT(i, group_read(&f, &g) == cases[i].fine);
		CHECK_AT(i, !cases[i].fine || (g.version.len > 0) == (g.state == GROUP_DONE));
	}
	struct group_form empty = { 0 };
	struct remark_group g;
	CHECK(!group_read(&empty, &g) && empty.problem[GROUP_F_TITLE].key);
}

TEST(a_group_is_written_into_a_form_as_it_is_read)
{
	struct remark_group g = { .state = GROUP_DONE, .title = STR("t"), .answer = STR("a"),
		.version = STR("1.0.0") }, back;
	struct group_form f;
	group_write(&g, &f);
	CHECK(group_read(&f, &back) && back.state == GROUP_DONE && str_eq(back.version, g.version));
	CHECK(strcmp(group_action(GROUP_OPEN, GROUP_DONE), "finish") == 0);
	CHECK(strcmp(group_action(GROUP_DONE, GROUP_DONE), "edit") == 0);
	CHECK(group_is_answered(&g));
	CHECK(!group_is_answered(&(struct remark_group){ .state = GROUP_OPEN }));
}

TEST(versions_are_compared_by_their_numbers)
{
	static const struct { const char *a, *b; int order; } cases[] = {
		{ "0.2.0", "0.10.0", -1 }, { "1.0.0", "0.99.99", 1 }, { "1.2", "1.2.0", 0 },
		{ "1.2.1", "1.2", 1 }, { "", "0.1.0", -1 }, { "0.1.0", "", 1 }, { "", "x", 0 },
		{ "1", "1.0.0", 0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int c = version_compare(str_view(cases[i].a), str_view(cases[i].b));
		CHECK_AT(i, (c > 0) - (c < 0) == cases[i].order);
	}
	static const char *const none[] = {
		"", ".", "1.", "1..2", "v1", "1.2.3.4", "1.2-x", "9999999",
	};
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		CHECK_AT(i, !version_is(str_view(none[i])));
}

TEST(groups_stand_by_version_then_by_what_is_still_to_come)
{
	struct remark_group g[] = {
		{ .id = 1, .state = GROUP_DECLINED, .answered_at = 9 },
		{ .id = 2, .state = GROUP_DONE, .version = STR("0.9.0"), .answered_at = 5 },
		{ .id = 3, .state = GROUP_OPEN },
		{ .id = 4, .state = GROUP_DONE, .version = STR("0.10.0"), .answered_at = 1 },
		{ .id = 5, .state = GROUP_PLANNED, .answered_at = 2 },
		{ .id = 6, .state = GROUP_DONE, .version = STR("0.10.0"), .answered_at = 3 },
		{ .id = 7, .state = GROUP_OPEN },
	};
	static const int64_t want[] = { 6, 4, 2, 5, 7, 3, 1 };
	group_sort((struct remark_groups){ g, 7 });
	for (size_t i = 0; i < 7; i++)
		CHECK_AT(i, g[i].id == want[i]);
	group_sort((struct remark_groups){ g, 0 });
}
