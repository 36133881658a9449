#include "base/zone.h"
#include "base/test.h"

enum { MINUTE = 60000, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

static bool shows(const struct zone *z, int64_t at, const char *wall)
{
	struct civil c = zone_civil(z, at);
	struct instant_text t = instant_print((day_of_civil(c.year, c.month, c.day) * 24 + c.hour)
		* HOUR + c.minute * MINUTE + c.second * 1000);
	t.text[19] = '\0';
	return strcmp(t.text, wall) == 0;
}

TEST(the_clocks_of_paris_change_when_the_law_says)
{
	static const struct { int year, month, day; } springs[] = {
		{ 1976, 3, 28 }, { 1996, 3, 31 }, { 2024, 3, 31 }, { 2025, 3, 30 }, { 2026, 3, 29 },
		{ 2027, 3, 28 }, { 2028, 3, 26 }, { 2038, 3, 28 }, { 2050, 3, 27 }, { 2099, 3, 29 },
	}, autumns[] = {
		{ 1976, 9, 26 }, { 1996, 10, 27 }, { 2024, 10, 27 }, { 2025, 10, 26 }, { 2026, 10, 25 },
		{ 2027, 10, 31 }, { 2028, 10, 29 }, { 2038, 10, 31 }, { 2050, 10, 30 }, { 2099, 10, 25 },
	};
	const struct zone *z = zone_find("Europe/Paris");
	for (size_t i = 1; i < sizeof springs / sizeof *springs; i++) {
		int64_t day = day_of_civil(springs[i].year, springs[i].month, springs[i].day);
		CHECK_AT(i, zone_civil(z, day * DAY + HOUR - 1).hour == 1);
		CHECK_AT(i, zone_civil(z, day * DAY + HOUR).hour == 3);
		CHECK_AT(i, zone_at(z, day + 1, 0, 0) - zone_at(z, day, 0, 0) == 23 * HOUR);
	}
	for (size_t i = 1; i < sizeof autumns / sizeof *autumns; i++) {
		int64_t day = day_of_civil(autumns[i].year, autumns[i].month, autumns[i].day);
		CHECK_AT(i, zone_civil(z, day * DAY + HOUR - 1).hour == 2);
		CHECK_AT(i, zone_civil(z, day * DAY + HOUR).hour == 2);
		CHECK_AT(i, zone_civil(z, day * DAY + 2 * HOUR).hour == 3);
		CHECK_AT(i, zone_at(z, day + 1, 0, 0) - zone_at(z, day, 0, 0) == 25 * HOUR);
	}
	CHECK(zone_civil(z, day_of_civil(1976, 3, 28) * DAY).hour == 2);      /* at midnight UTC then */
}

TEST(in_the_gap_the_first_instant_after_it_and_in_the_doubled_hour_the_first_of_two)
{
	const struct zone *z = zone_find("Europe/Paris");
	int64_t spring = day_of_civil(2027, 3, 28), autumn = day_of_civil(2027, 10, 31);
	int64_t gap_ends = spring * DAY + HOUR;
	CHECK(zone_at(z, spring, 1, 59) == gap_ends - MINUTE);
	CHECK(zone_at(z, spring, 2, 0) == gap_ends && zone_at(z, spring, 2, 59) == gap_ends);
	CHECK(zone_at(z, spring, 3, 0) == gap_ends && zone_at(z, spring, 3, 1) == gap_ends + MINUTE);
	CHECK(zone_at(z, autumn, 1, 59) == autumn * DAY - MINUTE);
	CHECK(zone_at(z, autumn, 2, 0) == autumn * DAY);
	CHECK(zone_at(z, autumn, 2, 59) == autumn * DAY + 59 * MINUTE);
	CHECK(zone_at(z, autumn, 3, 0) == autumn * DAY + 2 * HOUR);
	CHECK(shows(z, autumn * DAY + 30 * MINUTE, "2027-10-31T02:30:00"));
	CHECK(shows(z, autumn * DAY + 90 * MINUTE, "2027-10-31T02:30:00"));
}

/* Four days of Martinique, Miquelon and Nouméa, up to 1980, began at one: midnight was in a gap. */
TEST(a_day_begins_at_local_midnight_in_every_zone)
{
	for (const struct zone *z = zones; z->name; z++)
		for (int64_t day = 1; day < 47481; day++) {
			int64_t begins = zone_at(z, day, 0, 0);
			CHECK_AT(day, zone_day(z, begins) == day && zone_day(z, begins - 1) == day - 1);
			struct civil c = zone_civil(z, begins);
			CHECK_AT(day, day_of_civil(c.year, c.month, c.day) == day);
			CHECK_AT(day, c.hour <= (c.year <= 1980) && c.minute == 0 && c.second == 0);
		}
}

TEST(overseas_clocks_show_their_own_time)
{
	static const struct { const char *zone, *wall; } cases[] = {
		{ "Europe/Paris", "2026-11-24T09:12:20" }, { "UTC", "2026-11-24T08:12:20" },
		{ "America/Guadeloupe", "2026-11-24T04:12:20" },
		{ "America/Martinique", "2026-11-24T04:12:20" },
		{ "America/Cayenne", "2026-11-24T05:12:20" },
		{ "Indian/Reunion", "2026-11-24T12:12:20" }, { "Indian/Mayotte", "2026-11-24T11:12:20" },
		{ "Pacific/Noumea", "2026-11-24T19:12:20" },
		{ "Pacific/Tahiti", "2026-11-23T22:12:20" },
		{ "America/Miquelon", "2026-11-24T05:12:20" },
		{ "Pacific/Wallis", "2026-11-24T20:12:20" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct zone *z = zone_find(cases[i].zone);
		CHECK_AT(i, z && shows(z, 1795507940000, cases[i].wall));
	}
	CHECK(zone_find("Europe/Pariss") == NULL && zone_find("") == NULL);
}

TEST(the_calendar_goes_there_and_back_and_knows_its_weekdays)
{
	for (int64_t day = -200000, weekday = civil_of_day(day).weekday; day < 200000; day++) {
		struct civil c = civil_of_day(day);
		CHECK_AT(day, day_of_civil(c.year, c.month, c.day) == day);
		CHECK_AT(day, c.weekday == weekday && c.hour == 0);
		weekday = weekday % 7 + 1;
	}
	CHECK(civil_of_day(0).weekday == 4 && civil_of_day(20000).year == 2024);
	CHECK(day_of_civil(2026, 11, 24) == 20781 && civil_of_day(20781).weekday == 2);
	CHECK(day_of_civil(2099, 12, 31) == 47481 && civil_of_day(47481).weekday == 4);
}

TEST(no_instant_overflows)
{
	static const int64_t far[] = { INT64_MIN, INT64_MAX, -1, 0, 4102444800000, 4102444799999 };
	for (size_t i = 0; i < sizeof far / sizeof *far; i++)
		for (const struct zone *z = zones; z->name; z++) {
			struct civil c = zone_civil(z, far[i]), d = civil_of_day(far[i]);
			CHECK_AT(i, c.month >= 1 && c.month <= 12 && d.weekday >= 1 && d.weekday <= 7);
			zone_at(z, zone_day(z, far[i]), 23, 59);
			zone_at(z, far[i], 23, 59);
			CHECK_AT(i, strlen(instant_print(far[i]).text) >= 20);
		}
}

TEST(a_day_is_read_only_if_the_calendar_has_it)
{
	static const struct { const char *typed; bool is; int64_t day; } cases[] = {
		{ "01/01/1970", true, 0 }, { "4/10/2024", true, 20000 }, { "29/02/2028", true, 21243 },
		{ "2026-11-30", true, 20787 }, { "30-11-2026", true, 20787 },
		{ " 30/11/2026 ", true, 20787 }, { "31/12/2099", true, 47481 },
		{ "2028-02-29", true, 21243 }, { "29/02/2000", true, 11016 },
		{ "29/02/2027", false, 0 }, { "2027-02-29", false, 0 }, { "29/02/2100", false, 0 },
		{ "31/04/2027", false, 0 }, { "3O/11/2026", false, 0 }, { "", false, 0 },
		{ "31/12/1969", false, 0 }, { "01/01/2100", false, 0 }, { "0/1/2027", false, 0 },
		{ "1/0/2027", false, 0 }, { "1/13/2027", false, 0 }, { "32/01/2027", false, 0 },
		{ "30/11/26", false, 0 }, { "30/11-2026", false, 0 }, { "2026/11/30", false, 0 },
		{ "30/11", false, 0 }, { "30/11/2026/1", false, 0 }, { "-1/11/2026", false, 0 },
		{ "001/11/2026", false, 0 }, { "30/11/-026", false, 0 }, { "--2026", false, 0 },
		{ "2026-11-30T00:00", false, 0 }, { "//", false, 0 }, { "-", false, 0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t day = 0;
		CHECK_AT(i, day_parse(str_view(cases[i].typed), &day) == cases[i].is);
		CHECK_AT(i, day == cases[i].day || !cases[i].is);
	}
}

TEST(instants_and_days_are_printed_as_rfc_3339_wants)
{
	CHECK(strcmp(instant_print(1795507940000).text, "2026-11-24T08:12:20Z") == 0);
	CHECK(strcmp(instant_print(0).text, "1970-01-01T00:00:00Z") == 0);
	CHECK(strcmp(instant_print(4102444799999).text, "2099-12-31T23:59:59Z") == 0);
	CHECK(strcmp(day_print(20781).text, "2026-11-24") == 0);
	CHECK(strcmp(day_print(21243).text, "2028-02-29") == 0);
}
