#include "features/agora/rules.h"
#include "base/test.h"

enum { TODAY = 20740 };      /* 14/10/2026 */

/* ---- the wizard ---- */

static struct need_form fine(void)
{
	return (struct need_form){ .typed = {
		[NEED_F_TITLE]     = STR("Le soir et le week-end"),
		[NEED_F_TEXT]      = STR("Le service ferme à 18 h."),
		[NEED_F_FOR_WHOM]  = STR("me"),
		[NEED_F_STAGE]     = STR("treatment"),
		[NEED_F_THEME]     = STR("pain"),
		[NEED_F_TERRITORY] = STR("88"),
		[NEED_F_COMMUNE]   = STR("Épinal"),
	} };
}

static const struct need_named epinal = { .theme = true, .territory = true, .commune = true,
	.commune_code = { "88160", 5 }, .commune_territory = { "88", 2 } };

TEST(each_field_is_accepted_or_refused_for_its_own_reason)
{
	static const struct need_named nothing = { 0 };
	static const struct {
		enum need_field field;
		const char *typed;
		const struct need_named *named;
		const char *problem;
	} cases[] = {
		{ NEED_F_TITLE, "  Un titre ", &epinal, NULL },
		{ NEED_F_TITLE, " \t\n ", &epinal, "agora.problem.untitled" },
		{ NEED_F_TEXT, "", &epinal, "agora.problem.no_text" },
		{ NEED_F_FOR_WHOM, "everyone", &epinal, NULL },
		{ NEED_F_FOR_WHOM, "", &epinal, "agora.problem.for_whom" },
		{ NEED_F_FOR_WHOM, "dogs", &epinal, "agora.problem.for_whom" },
		{ NEED_F_STAGE, "", &epinal, NULL },
		{ NEED_F_STAGE, "tomorrow", &epinal, "agora.problem.choice" },
		{ NEED_F_THEME, "", &epinal, NULL },
		{ NEED_F_THEME, "astrology", &nothing, "agora.problem.choice" },
		{ NEED_F_TERRITORY, "", &epinal, NULL },
		{ NEED_F_TERRITORY, "999", &nothing, "agora.problem.choice" },
		{ NEED_F_COMMUNE, "  ", &nothing, NULL },
		{ NEED_F_COMMUNE, "Nulle-Part", &nothing, "agora.problem.commune" },
		{ NEED_F_TERRITORY, "75", &epinal, NULL },       /* said at the commune: see below */
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct need_form f = fine();
		struct need n;
		f.typed[cases[i].field] = str_view(cases[i].typed);
		need_read(&f, cases[i].named, need_step_of(cases[i].field), &n);
		const char *said = f.problem[cases[i].field].key;
		CHECK_AT(i, cases[i].problem ? said && strcmp(said, cases[i].problem) == 0 : !said);
	}
}

/* `points` times é, and one more sign. */
static struct str long_text(char *bytes, size_t points, const char *more)
{
	for (size_t i = 0; i < points; i++)
		memcpy(bytes + 2 * i, "é", 2);
	memcpy(bytes + 2 * points, more, strlen(more));
	return (struct str){ bytes, 2 * points + strlen(more) };
}

TEST(limits_count_signs_as_people_do_and_one_more_is_too_many)
{
	static char bytes[2 * NEED_TEXT_MAX + 8];
	const struct { enum need_field field; size_t max; } cases[] = {
		{ NEED_F_TITLE, NEED_TITLE_MAX }, { NEED_F_TEXT, NEED_TEXT_MAX } };
	for (size_t i = 0; i < 2; i++) {
		struct need_form f = fine();
		struct need n;
		f.typed[cases[i].field] = long_text(bytes, cases[i].max, "");
		CHECK_AT(i, need_read(&f, &epinal, NEED_STEP_REVIEW, &n));
		f.typed[cases[i].field] = long_text(bytes, cases[i].max, "!");
		CHECK_AT(i, !need_read(&f, &epinal, NEED_STEP_REVIEW, &n));
		CHECK_AT(i, f.problem[cases[i].field].limit == (int64_t)cases[i].max);
		CHECK_AT(i, strcmp(f.problem[cases[i].field].key, "agora.problem.too_long") == 0);
	}
	CHECK(NEED_TITLE_MAX == 120 && NEED_TEXT_MAX == 3000);
}

TEST(a_step_asks_for_its_own_fields_and_the_review_for_all)
{
	struct need n;
	struct need_form empty = { 0 };
	const struct need_named nothing = { 0 };
	CHECK(!need_read(&empty, &nothing, NEED_STEP_WHAT, &n));
	CHECK(empty.problem[NEED_F_TITLE].key && !empty.problem[NEED_F_FOR_WHOM].key);
	CHECK(need_wrong_step(&empty) == NEED_STEP_WHAT);
	CHECK(!need_read(&empty, &nothing, NEED_STEP_WHO, &n) && !empty.problem[NEED_F_TITLE].key);
	CHECK(need_wrong_step(&empty) == NEED_STEP_WHO);
	CHECK(need_read(&empty, &nothing, NEED_STEP_WHERE, &n) && need_wrong_step(&empty) == 0);
	CHECK(!need_read(&empty, &nothing, NEED_STEP_REVIEW, &n));
	CHECK(empty.problem[NEED_F_TITLE].key && empty.problem[NEED_F_FOR_WHOM].key);
	struct need_form f = fine();
	CHECK(need_read(&f, &epinal, NEED_STEP_REVIEW, &n) && n.state == 0 && n.id == 0);
	CHECK(str_eq(n.title, STR("Le soir et le week-end")) && n.for_whom == FOR_ME);
	CHECK(n.stage == STAGE_TREATMENT && str_eq(n.theme, STR("pain")));
}

TEST(a_commune_says_its_territory_and_does_not_contradict_it)
{
	struct need n;
	struct need_form f = fine();
	f.typed[NEED_F_TERRITORY] = (struct str){ 0 };
	CHECK(need_read(&f, &epinal, NEED_STEP_REVIEW, &n));
	CHECK(str_eq(n.commune, STR("88160")) && str_eq(n.territory, STR("88")));
	f.typed[NEED_F_TERRITORY] = STR("75");
	CHECK(!need_read(&f, &epinal, NEED_STEP_REVIEW, &n));
	CHECK(strcmp(f.problem[NEED_F_COMMUNE].key, "agora.problem.elsewhere") == 0);
	f.typed[NEED_F_COMMUNE] = (struct str){ 0 };
	CHECK(need_read(&f, &epinal, NEED_STEP_REVIEW, &n) && n.commune.len == 0);
	CHECK(str_eq(n.territory, STR("75")));
}

TEST(words_of_forms_and_urls_lead_to_their_numbers_and_back)
{
	int64_t n;
	for (enum need_for f = FOR_ME; f < FOR_WHOMS; f++)
		CHECK_AT(f, need_for_read(str_view(need_for_word(f)), &n) && n == (int64_t)f);
	for (enum need_stage s = STAGE_PREVENTION; s < STAGES; s++)
		CHECK_AT(s, need_stage_read(str_view(need_stage_word(s)), &n) && n == (int64_t)s);
	for (enum need_shelf s = SHELF_OPEN; s < SHELVES; s++)
		CHECK_AT(s, need_shelf_read(str_view(need_shelf_word(s)), &n) && n == (int64_t)s);
	for (enum need_step s = NEED_STEP_WHAT; s <= NEED_STEP_REVIEW; s++)
		CHECK_AT(s, need_step_read(str_view(need_step_word(s))) == s);
	const struct str none[] = { { 0 }, STR("all"), STR("0"), STR("Open"), STR("' OR 1") };
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		CHECK_AT(i, !need_for_read(none[i], &n) && !need_stage_read(none[i], &n)
			&& !need_shelf_read(none[i], &n) && need_step_read(none[i]) == 0);
	CHECK(need_for_word(FOR_UNSAID) == NULL && need_stage_word(STAGE_UNSAID) == NULL);
}

TEST(a_returned_need_comes_back_into_the_form_as_it_was)
{
	struct need_form f = fine(), again;
	struct need n;
	CHECK(need_read(&f, &epinal, NEED_STEP_REVIEW, &n));
	again = form_of(&n, STR("Épinal"));
	for (int i = 0; i < NEED_FIELDS; i++)
		CHECK_AT(i, str_eq(again.typed[i], f.typed[i]));
	CHECK(!form_is_empty(&again) && form_is_empty(&(struct need_form){ .typed[0] = STR("  ") }));
}

TEST(paths_carry_the_words_of_the_title_once_they_are_public)
{
	struct arena *a = arena_create();
	struct need n = { .title = STR("Où aller, le soir ?"), .state = NEED_PUBLISHED };
	CHECK(uuid_parse(STR("01928f2a-0000-7000-8000-000000000001"), &n.ref));
	CHECK(str_eq(need_path(a, &n),
		STR("/besoins/01928f2a-0000-7000-8000-000000000001-ou-aller-le-soir")));
	n.state = NEED_HELD;                           /* an address is kept by logs and histories */
	CHECK(str_eq(need_path(a, &n), STR("/besoins/01928f2a-0000-7000-8000-000000000001")));
	n.state = NEED_PUBLISHED;
	n.title = STR("؟؟");
	CHECK(str_eq(need_path(a, &n), STR("/besoins/01928f2a-0000-7000-8000-000000000001")));
	CHECK(str_eq(draft_path(a, n.ref, NEED_STEP_WHERE),
		STR("/besoins/nouveau/01928f2a-0000-7000-8000-000000000001/ou")));
	arena_destroy(a);
}

TEST(a_day_may_be_promised_from_today_to_two_years)
{
	static const struct { const char *typed, *problem; int64_t day; } cases[] = {
		{ "14/10/2026", NULL, TODAY }, { " 2026-10-15 ", NULL, TODAY + 1 },
		{ "13/10/2026", "agora.problem.past", 0 }, { "14/10/2028", NULL, TODAY + 731 },
		{ "15/10/2028", "agora.problem.too_far", 0 }, { "bientôt", "agora.problem.no_day", 0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t day;
		struct problem p = promise_check(str_view(cases[i].typed), TODAY, &day);
		CHECK_AT(i, cases[i].problem ? p.key && strcmp(p.key, cases[i].problem) == 0
			: !p.key && day == cases[i].day);
	}
}
