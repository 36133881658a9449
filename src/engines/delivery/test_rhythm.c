#include "engines/delivery/rhythm.h"
#include "base/test.h"
#include "engines/delivery/stop.h"

static int64_t at(const struct zone *z, int year, int month, int day, int hour)
{
	return zone_at(z, day_of_civil(year, month, day), hour, 0);
}

/* The 12th of October 2026 is a Monday. */
TEST(a_digest_is_due_at_the_next_hour_that_its_reader_chose)
{
	static const struct { enum level level; int weekday, hour, day, at_hour, want_day; } cases[] = {
		{ LEVEL_WEEKLY, 1, 9, 12, 8, 12 }, { LEVEL_WEEKLY, 1, 9, 12, 9, 19 },
		{ LEVEL_WEEKLY, 1, 9, 14, 12, 19 }, { LEVEL_WEEKLY, 7, 23, 12, 0, 18 },
		{ LEVEL_WEEKLY, 3, 9, 14, 10, 21 }, { LEVEL_DAILY, 3, 18, 12, 17, 12 },
		{ LEVEL_DAILY, 3, 18, 12, 18, 13 }, { LEVEL_DAILY, 1, 0, 12, 0, 13 },
	};
	const struct zone *z = zone_find("Europe/Paris");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct habit h = { LEVEL_WEEKLY, cases[i].weekday, cases[i].hour };
		int64_t due = digest_due(z, &h, cases[i].level,
			at(z, 2026, 10, cases[i].day, cases[i].at_hour));
		CHECK_AT(i, due == at(z, 2026, 10, cases[i].want_day, cases[i].hour));
	}
	struct habit h = habit_usual();
	CHECK(digest_due(z, &h, LEVEL_NEVER, at(z, 2026, 10, 12, 8)) == 0);
	CHECK(digest_due(z, &h, LEVEL_AT_ONCE, at(z, 2026, 10, 12, 8)) == 0);
}

/* On the 28th of March 2027 two o'clock is left out; on the 31st of October it comes twice. */
TEST(a_digest_comes_once_on_the_days_when_clocks_change)
{
	const struct zone *z = zone_find("Europe/Paris");
	struct habit h = { LEVEL_DAILY, 1, 2 };
	int64_t spring = digest_due(z, &h, LEVEL_DAILY, at(z, 2027, 3, 27, 3));
	CHECK(zone_day(z, spring) == day_of_civil(2027, 3, 28));
	CHECK(zone_day(z, digest_due(z, &h, LEVEL_DAILY, spring)) == day_of_civil(2027, 3, 29));
	int64_t autumn = digest_due(z, &h, LEVEL_DAILY, at(z, 2027, 10, 30, 3));
	CHECK(zone_day(z, autumn) == day_of_civil(2027, 10, 31));
	CHECK(zone_day(z, digest_due(z, &h, LEVEL_DAILY, autumn)) == day_of_civil(2027, 11, 1));
}

TEST(a_rhythm_is_one_of_the_list_and_its_form_says_what_is_not)
{
	struct habit h;
	struct habit_form fine = { .typed = { STR("daily"), STR("7"), STR("23") } };
	CHECK(habit_read(&fine, &h) && h.level == LEVEL_DAILY && h.weekday == 7 && h.hour == 23);
	struct habit_form none = { 0 };
	CHECK(!habit_read(&none, &h));
	for (size_t i = 0; i < HABIT_FIELDS; i++)
		CHECK_AT(i, none.problem[i].key != NULL);
	struct habit_form odd = { .typed = { STR("usual"), STR("8"), STR("-1") } };
	CHECK(!habit_read(&odd, &h));
	for (size_t i = 0; i < HABIT_FIELDS; i++)
		CHECK_AT(i, odd.problem[i].key != NULL);
}

TEST(a_token_that_stops_mails_opens_with_our_key_only_and_hides_whose_it_is)
{
	struct keys k, other;
	enum stop_what what;
	struct uuid persona = uuid_v4(), found;
	keys_test(&k);
	other = k;
	other.key[FOR_TAG][0] ^= 1;
	struct stop_token t = stop_token(&k, persona, STOP_FOLLOWED);
	CHECK(stop_open(&k, &t, &found, &what) && what == STOP_FOLLOWED && uuid_eq(found, persona));
	CHECK(!uuid_eq(t.masked, persona) && !uuid_eq(t.tag, persona));
	CHECK(!stop_open(&other, &t, &found, &what));
	struct stop_token all = stop_token(&k, persona, STOP_ALL);
	CHECK(stop_open(&k, &all, &found, &what) && what == STOP_ALL);
	CHECK(!uuid_eq(all.masked, t.masked) && !uuid_eq(all.tag, t.tag));
	struct stop_token mixed = { all.masked, t.tag };
	CHECK(!stop_open(&k, &mixed, &found, &what));
	for (size_t i = 0; i < 32; i++) {
		struct stop_token bent = t;
		uint8_t *byte = i < 16 ? &bent.masked.b[i] : &bent.tag.b[i - 16];
		*byte ^= 0x40;
		CHECK_AT(i, !stop_open(&k, &bent, &found, &what));
	}
}
