/* What may be said of a solution, and how it lives. */
#include "base/test.h"
#include "features/solutions/test_made.h"

static const struct solution_named known = { .theme = true, .territory = true };

TEST(a_form_is_read_and_written_back_the_same)
{
	struct arena *a = arena_create();
	struct solution_form form = form_made("Veille du soir"), again;
	struct solution_content c;
	CHECK(solution_read(&form, &known, SOLUTION_STEP_REVIEW, &c));
	CHECK(c.number[SOLUTION_F_FOR] == 3 && c.number[SOLUTION_F_COST] == COST_FREE);
	CHECK(c.number[SOLUTION_F_EVIDENCE] == 3 && c.number[SOLUTION_F_STAGE] == (8 | 16));
	solution_write(a, &c, &again);
	for (size_t f = 0; f < SOLUTION_FIELDS; f++)
		CHECK_AT(f, str_eq(form.typed[f], again.typed[f]));
	arena_destroy(a);
}

TEST(each_field_says_what_is_wrong_with_it)
{
	static const struct { enum solution_field f; const char *typed, *why; } cases[] = {
		{ SOLUTION_F_NAME, " ", "solutions.problem.empty" },
		{ SOLUTION_F_NAME, "ab", "solutions.problem.too_short" },
		{ SOLUTION_F_TEXT, "Trop court.", "solutions.problem.too_short" },
		{ SOLUTION_F_FOR, "", "solutions.problem.choices" },
		{ SOLUTION_F_FOR, "patients,cats", "solutions.problem.choices" },
		{ SOLUTION_F_COST, "gratis", "solutions.problem.choice" },
		{ SOLUTION_F_COST, "paid", NULL },
		{ SOLUTION_F_LANGUAGES, "", "solutions.problem.choices" },
		{ SOLUTION_F_EVIDENCE, "6", "solutions.problem.choice" },
		{ SOLUTION_F_EVIDENCE, "0", NULL },
		{ SOLUTION_F_EVIDENCE_TEXT, "", "solutions.problem.evidence_text" },
		{ SOLUTION_F_DATA_TEXT, "", "solutions.problem.data_text" },
		{ SOLUTION_F_CE, "", NULL },
		{ SOLUTION_F_INTERESTS, "", "solutions.problem.empty" },
		{ SOLUTION_F_CONTACT, "", NULL },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct solution_form form = form_made("Veille du soir");
		struct solution_content c;
		form.typed[cases[i].f] = str_view(cases[i].typed);
		solution_read(&form, &known, SOLUTION_STEP_REVIEW, &c);
		const char *why = form.problem[cases[i].f].key;
		CHECK_AT(i, cases[i].why ? why && strcmp(why, cases[i].why) == 0 : !why);
	}
}

TEST(what_is_paid_says_how_much_and_what_is_no_device_has_no_mark)
{
	struct solution_form form = form_made("Veille du soir");
	struct solution_content c;
	form.typed[SOLUTION_F_COST] = STR("paid");
	form.typed[SOLUTION_F_DEVICE] = STR("none");
	CHECK(!solution_read(&form, &known, SOLUTION_STEP_REVIEW, &c));
	CHECK(form.problem[SOLUTION_F_COST_TEXT].key && form.problem[SOLUTION_F_CE].key);
	CHECK(!form.problem[SOLUTION_F_COST].key);
	CHECK(!solution_read(&form, &(struct solution_named){ 0 }, SOLUTION_STEP_WHAT, &c));
	CHECK(form.problem[SOLUTION_F_THEME].key && !form.problem[SOLUTION_F_CE].key);
}

TEST(several_choices_are_read_from_boxes_or_from_a_list)
{
	struct arena *a = arena_create();
	const struct field boxes[] = { { "access-phone", STR("1") }, { "access-cats", STR("1") },
		{ "access-no-smartphone", STR("1") }, { 0 } };
	const struct field list[] = { { "access", STR("phone") }, { "stage", STR("any") }, { 0 } };
	struct solution_form form = form_made("Veille du soir");
	struct solution_content c;
	CHECK(str_eq(solution_typed(a, boxes, SOLUTION_F_ACCESS), STR("no-smartphone,phone")));
	CHECK(str_eq(solution_typed(a, list, SOLUTION_F_ACCESS), STR("phone")));
	form.typed[SOLUTION_F_STAGE] = solution_typed(a, list, SOLUTION_F_STAGE);
	CHECK(solution_read(&form, &known, SOLUTION_STEP_REVIEW, &c));
	CHECK(c.number[SOLUTION_F_STAGE] == 255);
	form.typed[SOLUTION_F_STAGE] = STR("");
	CHECK(solution_read(&form, &known, SOLUTION_STEP_REVIEW, &c));
	CHECK(c.number[SOLUTION_F_STAGE] == 255);
	arena_destroy(a);
}

TEST(a_public_solution_is_stale_a_year_after_it_was_said_to_be_right)
{
	const int64_t day = 24 * 3600 * 1000LL;
	struct solution s = { .state = SOLUTION_LISTED, .fresh_at = day };
	CHECK(!solution_is_stale(&s, day * 366 - 1) && solution_is_stale(&s, day * 366));
	s.state = SOLUTION_SUSPENDED;
	CHECK(!solution_is_stale(&s, day * 1000));
}

TEST(what_was_public_says_to_all_that_it_is_gone)
{
	struct solution s = { .state = SOLUTION_SUBMITTED };
	CHECK(solution_audience(&s) == AUDIENCE_TEAM);
	s.state = SOLUTION_RETIRED;
	CHECK(solution_audience(&s) == AUDIENCE_TEAM);
	s.listed_at = 1;
	CHECK(solution_audience(&s) == AUDIENCE_ALL);
	s.state = SOLUTION_SUSPENDED;
	CHECK(solution_audience(&s) == AUDIENCE_ALL);
}
