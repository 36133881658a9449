/* The country that the program was built with. What is true of one country only asks its code. */
#include "app/country.h"
#include "base/test.h"

static struct arena *arena;
static struct country country;

/* False: built with another country; the test has nothing to say. */
static bool in_france(void)
{
	struct error e = { 0 };
	if (!arena)
		arena = arena_create();
	enum status s = country_load(&country, arena, &e);
	test_check(s == OK, __FILE__, __LINE__, 0, e.text);
	return str_eq(country.code, STR("fr"));
}

static void done(void)
{
	arena_destroy(arena);
	arena = NULL;
}

TEST(a_country_is_read_whole)
{
	in_france();
	CHECK(country.zone && country.theme_count == 10 && country.territory_count > 0);
	CHECK(country.emergency_count > 0 && country.institution_count > 0);
	CHECK(country.identifier_count > 0 && country.holiday_count > 0);
	for (size_t i = 0; i < country.theme_count; i++)
		for (enum lang l = LANG_FR; l < LANGS; l++)
			CHECK_AT(i, country.themes[i].name[l].len > 0);
	CHECK(country_theme(&country, STR("pain")) && !country_theme(&country, STR("Pain")));
	CHECK(country_territory(&country, country.territories[0].code) == country.territories);
	CHECK(!country_territory(&country, STR("nowhere")));
	CHECK(country_page(STR("mentions"), LANG_FR).len && country_page(STR("mentions"), LANG_EN).len);
	CHECK(!country_page(STR("nothing"), LANG_FR).len);
	done();
}

/* ---- days ---- */

TEST(the_holidays_of_three_years_are_known)
{
	if (in_france()) {
		static const struct { int year, month, day; } off[] = {
			{ 2025, 1, 1 }, { 2025, 4, 21 }, { 2025, 5, 1 }, { 2025, 5, 8 }, { 2025, 5, 29 },
			{ 2025, 6, 9 }, { 2025, 7, 14 }, { 2025, 8, 15 }, { 2025, 11, 11 }, { 2025, 12, 25 },
			{ 2026, 1, 1 }, { 2026, 4, 6 }, { 2026, 5, 1 }, { 2026, 5, 8 }, { 2026, 5, 14 },
			{ 2026, 5, 25 }, { 2026, 7, 14 }, { 2026, 11, 11 }, { 2026, 12, 25 },
			{ 2027, 1, 1 }, { 2027, 3, 29 }, { 2027, 5, 6 }, { 2027, 5, 17 }, { 2027, 7, 14 },
			{ 2027, 11, 1 }, { 2027, 11, 11 },
			{ 2026, 11, 21 }, { 2026, 11, 22 },      /* a Saturday and its Sunday */
		};
		static const struct { int year, month, day; } on[] = {
			{ 2025, 4, 18 }, { 2025, 4, 22 }, { 2025, 10, 31 }, { 2026, 4, 3 }, { 2026, 4, 7 },
			{ 2026, 5, 26 }, { 2026, 11, 24 }, { 2026, 12, 24 }, { 2027, 3, 30 }, { 2027, 5, 18 },
		};
		for (size_t i = 0; i < sizeof off / sizeof *off; i++)
			CHECK_AT(i, !country_is_working_day(&country,
				day_of_civil(off[i].year, off[i].month, off[i].day)));
		for (size_t i = 0; i < sizeof on / sizeof *on; i++)
			CHECK_AT(i, country_is_working_day(&country,
				day_of_civil(on[i].year, on[i].month, on[i].day)));
	}
	done();
}

TEST(the_next_working_day_passes_over_weekends_and_holidays)
{
	if (in_france()) {
		int64_t friday = day_of_civil(2026, 12, 25);      /* a holiday before a weekend */
		CHECK(country_next_working_day(&country, friday) == friday + 3);
		CHECK(country_next_working_day(&country, friday + 3) == friday + 3);
	}
	done();
}

TEST(every_year_has_its_moving_days)
{
	if (in_france())
		for (int year = 1971; year < 2099; year++) {
			int64_t first = day_of_civil(year, 1, 1), off = 0;
			for (int64_t day = first; day < first + 365; day++)
				off += civil_of_day(day).weekday <= 5 && !country_is_working_day(&country, day);
			CHECK_AT(year, off >= 6 && off <= 11);
		}
	done();
}

/* ---- places ---- */

static bool finds(const char *typed, const char *code)
{
	struct place found[5];
	size_t n = place_search(str_view(typed), found, 5);
	for (size_t i = 0; i < n; i++)
		if (str_eq(found[i].code, str_view(code)))
			return true;
	return false;
}

TEST(a_place_is_found_by_what_people_type)
{
	if (in_france()) {
		static const struct { const char *typed, *code; } cases[] = {
			{ "Épinal", "88160" }, { "epinal", "88160" }, { "  ÉPINAL ", "88160" },
			{ "épin", "88160" }, { "88000", "88160" }, { "Épinal (88)", "88160" },
			{ "Épinal (88000)", "88160" }, { "epinal 88000", "88160" }, { "88160", "88468" },
			{ "Ajaccio", "2A004" }, { "2a004", "2A004" }, { "20000", "2A004" },
			{ "bastia", "2B033" }, { "la rochelle", "17300" }, { "rochelle", "17300" },
			{ "L’Haÿ-les-Roses", "94038" }, { "hay les roses", "94038" },
			{ "l'ile rousse", "2B134" }, { "Saint-Étienne", "42218" }, { "st etienne", "42218" },
			{ "Ste-Maxime", "83115" }, { "Saint-Denis", "97411" }, { "saint denis", "93066" },
			{ "97400", "97411" }, { "Mamoudzou", "97611" }, { "cayenne", "97302" },
			{ "Fort de France", "97209" }, { "Nouméa", "98818" }, { "Paris", "75056" },
			{ "Paris 12", "75056" }, { "Œting", "57521" }, { "oeting", "57521" },
		};
		for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
			CHECK_AT(i, finds(cases[i].typed, cases[i].code));
	}
	done();
}

TEST(the_largest_comes_first_and_the_whole_name_before_its_beginning)
{
	if (in_france()) {
		struct place found[10];
		size_t n = place_search(STR("saint-denis"), found, 10);
		CHECK(n == 10 && str_eq(found[0].code, STR("97411")));
		CHECK(str_eq(found[1].code, STR("93066")));
		CHECK(str_eq(found[3].code, STR("30247")) && found[4].people > found[3].people);
		CHECK(place_search(STR("saint-denis"), found, 2) == 2);
		CHECK(place_search(STR("le"), found, 10) == 10);
		for (size_t i = 0; i < 10; i++)
			for (size_t k = 0; k < i; k++)
				CHECK_AT(i, !str_eq(found[i].code, found[k].code));
	}
	done();
}

TEST(nothing_is_found_where_nothing_is_meant)
{
	in_france();
	static const char *const typed[] = {
		"", " ", "?", "-", "zzzz", "0", "99999999", "(8)", "' xqz 1",
	};
	struct place found[3];
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
		CHECK_AT(i, place_search(str_view(typed[i]), found, 3) == 0);
	CHECK(place_search(STR("a"), found, 0) == 0);
	done();
}

TEST(one_place_is_meant_or_none)
{
	if (in_france()) {
		static const struct { const char *typed, *code; } cases[] = {
			{ "Épinal", "88160" }, { "epinal (88)", "88160" }, { "88000", NULL },
			{ "Saint-Denis", NULL }, { "Saint-Denis (93)", "93066" },
			{ "Saint-Denis (97400)", "97411" }, { "Saint-Denis (75)", NULL }, { "épin", NULL },
			{ "2A004", "2A004" }, { "88160", NULL }, { "La Rochelle", NULL },
			{ "La Rochelle (17)", "17300" }, { "94038", "94038" }, { "Paris 12", NULL },
			{ "", NULL }, { "Ajaccio", "2A004" },
		};
		for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
			struct place p;
			bool meant = place_meant(str_view(cases[i].typed), &p);
			CHECK_AT(i, meant == (cases[i].code != NULL));
			CHECK_AT(i, !meant || str_eq(p.code, str_view(cases[i].code)));
		}
	}
	done();
}

TEST(what_is_kept_of_a_place_means_it_again)
{
	struct arena *a = arena_create();
	struct place p, again;
	CHECK(place_find(STR("93066"), &p));
	CHECK(str_eq(place_kept(a, &p), STR("Saint-Denis (93066)")));
	CHECK(place_of_kept(place_kept(a, &p), &again) && str_eq(again.code, p.code));
	CHECK(!place_of_kept(STR(""), &again) && !place_of_kept(STR("Saint-Denis"), &again));
	CHECK(!place_of_kept(STR("("), &again) && !place_of_kept(STR(")"), &again));
	CHECK(!place_of_kept(STR("Ailleurs (99999)"), &again));
	arena_destroy(a);
}

TEST(places_know_how_far_apart_they_are_where_that_is_known)
{
	static const struct { const char *a, *b; int64_t km; } cases[] = {
		{ "54395", "54395", 0 }, { "54395", "88160", 59 }, { "88160", "54395", 59 },
		{ "75056", "13055", 661 }, { "97411", "75056", 9366 },
		{ "28176", "97411", -1 },          /* one that is not located */
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct place a, b;
		CHECK_AT(i, place_find(str_view(cases[i].a), &a) && place_find(str_view(cases[i].b), &b));
		int64_t km = place_km(&a, &b), off = km - cases[i].km;
		CHECK_AT(i, cases[i].km < 0 ? km == -1 : off >= -3 && off <= 3);
	}
}

TEST(a_code_leads_to_its_place_and_only_whole)
{
	if (in_france()) {
		struct place p;
		CHECK(place_find(STR("01001"), &p) && str_eq(p.territory, STR("01")) && p.people == 860);
		CHECK(place_find(STR("2A004"), &p) && str_eq(p.name, STR("Ajaccio")));
		CHECK(!place_find(STR("0100"), &p) && !place_find(STR(""), &p));
		CHECK(!place_find(STR("# code"), &p) && !place_find(STR("99999"), &p));
	}
	done();
}

TEST(what_is_suggested_is_meant_when_it_is_chosen)
{
	static const char *const starts[] = { "sa", "la", "be", "x1", "me", "co", "20", "97" };
	in_france();
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		struct place found[10], meant;
		size_t n = place_search(str_view(starts[i]), found, 10);
		for (size_t k = 0; k < n; k++) {
			CHECK_AT(i, place_meant(place_label(arena, &found[k]), &meant));
			CHECK_AT(i, str_eq(meant.code, found[k].code));
		}
	}
	done();
}

/* ---- numbers that name a person ---- */

TEST(a_number_that_names_a_person_is_seen_in_a_text)
{
	if (in_france()) {
		static const struct { const char *text, *name; } cases[] = {
			{ "Appelez-moi au 01 99 00 12 34.", "phone" },
			{ "0199001234", "phone" }, { "01.99.00.12.34", "phone" }, { "01-99-00-12-34", "phone" },
			{ "01\xC2\xA0" "99\xC2\xA0" "00\xC2\xA0" "12\xC2\xA0" "34", "phone" },
			{ "« 01 99 00 12 34 »", "phone" }, { "+33 1 99 00 12 34", "phone" },
			{ "+33199001234", "phone" }, { "+33 (0) 1 99 00 12 34", "phone" },
			{ "0033 1 99 00 12 34", "phone" }, { "(01 99 00 12 34)", "phone" },
			{ "le 06 39 98 00 00, le soir", "phone" },
			{ "01. 99. 00. 12. 34", "phone" }, { "01/99/00/12/34", "phone" },
			{ "00 99 00 12 34", NULL }, { "01 99 00 12 3", NULL }, { "01 99 00 12 345", NULL },
			{ "A0199001234", NULL }, { "é0199001234", NULL }, { "0199001234é", NULL },
			{ "01 99    00 12 34", NULL }, { "il y a 12 345 678 personnes", NULL },
			{ "1 84 12 76 451 089 46", "social-security" },
			{ "184127645108946", "social-security" },
			{ "2 55 08 14 168 025 38", "social-security" },
			{ "1 84 12 76 451 089 47", NULL }, { "5 84 12 76 451 089 46", NULL },
			{ "2 69 05 2A 588 157 12", NULL }, { "184127645108946 1", "social-security" },
			{ "1841276451089461", NULL }, { "15", NULL }, { "3114", NULL },
			{ "0 805 123 124", NULL }, { "", NULL },
		};
		for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
			const struct identifier *id = country_identifier_in(&country, str_view(cases[i].text));
			CHECK_AT(i, (id != NULL) == (cases[i].name != NULL));
			CHECK_AT(i, !id || str_eq(id->name, str_view(cases[i].name)));
		}
	}
	done();
}

/* Its key is worked out here in another way than in the code. */
TEST(a_corsican_number_has_its_key_too)
{
	if (in_france()) {
		static const struct { const char *head; int64_t counted; } cases[] = {
			{ "269052A588157", 2690519588157 }, { "284112B033412", 2841118033412 },
		};
		for (size_t i = 0; i < 2; i++) {
			int key = (int)(97 - cases[i].counted % 97);
			struct str good = str_fmt(arena, "%s%02d", cases[i].head, key);
			struct str bad = str_fmt(arena, "%s%02d", cases[i].head, key % 97 + 1);
			CHECK_AT(i, country_identifier_in(&country, good) != NULL);
			CHECK_AT(i, country_identifier_in(&country, bad) == NULL);
		}
		CHECK(!country_identifier_in(&country, STR("269052C58815700")));
	}
	done();
}
