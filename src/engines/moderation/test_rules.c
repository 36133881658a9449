#include "engines/moderation/rules.h"
#include "base/test.h"

TEST(a_submission_is_held_for_what_stands_in_it_and_for_being_the_first)
{
	static const struct { const char *title, *text, *identifier; bool first, team; unsigned rules; }
		cases[] = {
		{ "Le soir", "Personne ne répond.", "", false, false, 0 },
		{ "Le soir", "Personne ne répond.", "", true, false, RULE_FIRST_POST },
		{ "Le soir", "Personne ne répond.", "", true, true, 0 },
		{ "Le soir", "Appelez le 06 12 34 56 78", "phone", false, false, RULE_PHONE },
		{ "Le soir", "2 84 05 88 423 157 80", "social-security", false, false, RULE_IDENTIFIER },
		{ "Le soir", "écrivez à a.b@exemple.example", "", false, false, RULE_EMAIL },
		{ "a@b.c", "x", "", true, false, RULE_EMAIL | RULE_FIRST_POST },
		{ "Voyez www.exemple.fr", "x", "", false, false, RULE_LINK },
		{ "Le soir", "https://exemple.fr/page", "phone", false, false, RULE_LINK | RULE_PHONE },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct looked looked = { str_view(cases[i].title), str_view(cases[i].text),
			str_view(cases[i].identifier), cases[i].first, cases[i].team };
		CHECK_AT(i, rules_of(&looked) == cases[i].rules);
	}
}

TEST(addresses_and_links_are_told_from_plain_words)
{
	static const struct { const char *text; bool email, link; } cases[] = {
		{ "zoe@example.org", true, true }, { "zoé@example.org.", true, true },
		{ "(a.b-c@hôpital.fr)", true, true }, { "@ la maison", false, false },
		{ "arobase@", false, false }, { "rendez-vous @ 18h.", false, false },
		{ "a@b", false, false },
		{ "HTTPS://exemple.fr", false, true }, { "ftp://x", false, true },
		{ "WWW.exemple", false, true }, { "www.", false, false },
		{ "le site exemple.com", false, true },
		{ "exemple.fr.", false, true }, { "Fini.Com", false, true },
		{ "C’est fini.Comment faire ?", false, false }, { "à 18 h.", false, false },
		{ ".fr", false, false }, { "3.5 mg", false, false }, { "etc.", false, false },
		{ "Dr.Martin", false, false }, { "", false, false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		CHECK_AT(i, text_has_email(str_view(cases[i].text)) == cases[i].email);
		CHECK_AT(i, text_has_link(str_view(cases[i].text)) == cases[i].link);
	}
}

TEST(the_most_urgent_rule_chooses_the_lane)
{
	static const struct { unsigned rules; enum lane lane; } cases[] = {
		{ RULE_FIRST_POST, LANE_FIRST }, { RULE_RESUBMITTED, LANE_FIRST },
		{ RULE_LINK, LANE_COMMERCIAL }, { RULE_PHONE, LANE_PRIVACY }, { RULE_EMAIL, LANE_PRIVACY },
		{ RULE_IDENTIFIER | RULE_FIRST_POST, LANE_PRIVACY },
		{ RULE_LINK | RULE_FIRST_POST, LANE_FIRST }, { RULE_REPORT, LANE_REPORT },
		{ RULE_REPORT | RULE_FIRST_POST, LANE_FIRST }, { 0, 0 },
		{ RULE_APPEAL, LANE_APPEAL }, { RULE_APPEAL | RULE_REPORT, LANE_REPORT },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_AT(i, lane_of_rules(cases[i].rules) == cases[i].lane);
	CHECK(lane_sooner(LANE_REPORT, LANE_CRISIS) == LANE_CRISIS);
	CHECK(lane_sooner(0, LANE_FIRST) == LANE_FIRST);
	CHECK(lane_sooner(LANE_CLINICAL, LANE_ABUSE) == LANE_CLINICAL);
	CHECK(lane_of_report(REPORT_DANGER) == LANE_CRISIS);
	CHECK(lane_of_report(REPORT_OTHER) == LANE_REPORT);
	CHECK(lane_of_report(REPORT_PRIVACY) == LANE_PRIVACY && lane_of_report(0) == LANE_REPORT);
}

/* Monday to Friday; 2026-10-14 (day 20740) is a Wednesday, the 15th a holiday. */
static bool works(const struct country *c, int64_t day)
{
	(void)c;
	int weekday = civil_of_day(day).weekday;
	return weekday <= 5 && day != 20741;
}

static bool never(const struct country *c, int64_t day)
{
	(void)c;
	(void)day;
	return false;
}

TEST(only_covered_hours_count_towards_the_time_of_a_lane)
{
	const struct covered c = { zone_find("Europe/Paris"), works, NULL };
	static const struct { int64_t day; int hour, minute; enum lane lane;
		int64_t due_day; int due_hour, due_minute; } cases[] = {
		{ 20740, 10, 0, LANE_CRISIS, 20740, 10, 15 },
		{ 20740, 8, 0, LANE_CRISIS, 20740, 9, 15 },              /* before the doors open */
		{ 20740, 17, 50, LANE_CRISIS, 20742, 9, 5 },             /* over a holiday */
		{ 20740, 20, 0, LANE_PRIVACY, 20742, 10, 0 },
		{ 20740, 17, 0, LANE_PRIVACY, 20740, 18, 0 },
		{ 20740, 9, 0, LANE_CLINICAL, 20740, 13, 0 },
		{ 20742, 16, 0, LANE_ABUSE, 20745, 11, 0 },              /* Friday to Monday */
		{ 20738, 9, 0, LANE_FIRST, 20739, 12, 0 },               /* twelve hours: a day and three */
		{ 20743, 12, 0, LANE_REPORT, 20747, 15, 0 },             /* Saturday: as Monday at nine */
		{ 20738, 9, 0, LANE_COMMERCIAL, 20740, 15, 0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t at = zone_at(c.zone, cases[i].day, cases[i].hour, cases[i].minute);
		int64_t due = zone_at(c.zone, cases[i].due_day, cases[i].due_hour, cases[i].due_minute);
		CHECK_AT(i, lane_due(cases[i].lane, at, &c) == due);
	}
	const struct covered idle = { c.zone, never, NULL };
	CHECK(lane_due(LANE_CRISIS, zone_at(c.zone, 20740, 9, 0), &idle) > 0);
}

TEST(who_says_no_says_why)
{
	CHECK(action_wants_reason(STR("return")) && action_wants_reason(STR("reject")));
	CHECK(action_wants_reason(STR("hold")) && !action_wants_reason(STR("approve")));
	CHECK(action_wants_reason(STR("hide")) && action_wants_reason(STR("veil")));
	CHECK(!action_wants_reason(STR("")) && !action_wants_reason(STR("merge")));
	for (enum verdict v = VERDICT_APPROVE; v < VERDICTS; v++) {
		struct str word = str_view(verdict_word(v));
		CHECK_AT(v, verdict_read(word) == v);
		CHECK_AT(v, verdict_wants_words(v) || !action_wants_reason(word));
	}
	CHECK(verdict_wants_words(VERDICT_UPHOLD) && !verdict_wants_words(VERDICT_RESTORE));
	CHECK(verdict_read(STR("appeal")) == VERDICT_NONE && verdict_word(VERDICT_NONE) == NULL);
	CHECK(lane_minutes(LANE_CRISIS) == 15 && lane_minutes(LANE_PRIVACY) == 60);
	CHECK(lane_minutes(LANE_CLINICAL) == 240 && lane_minutes(LANE_FIRST) == 720);
	CHECK(lane_minutes(LANE_REPORT) == 1440 && lane_minutes(0) == 1440);
}

TEST(words_of_moderation_lead_to_their_numbers_and_back)
{
	int64_t n;
	for (enum lane l = LANE_CRISIS; l < LANES; l++)
		CHECK_AT(l, lane_read(str_view(lane_word(l)), &n) && n == (int64_t)l);
	for (enum report_reason r = REPORT_DANGER; r < REPORT_REASONS; r++)
		CHECK_AT(r, report_reason_read(str_view(report_reason_word(r)), &n) && n == (int64_t)r);
	for (enum reason r = REASON_PRIVACY; r < REASONS; r++)
		CHECK_AT(r, reason_read(str_view(reason_word(r)), &n) && n == (int64_t)r);
	const struct str none[] = { { 0 }, STR("all"), STR("0"), STR("Open"), STR("' OR 1") };
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		CHECK_AT(i, !lane_read(none[i], &n) && !report_reason_read(none[i], &n)
			&& !reason_read(none[i], &n));
}

TEST(the_last_no_may_be_appealed_once)
{
	static const struct { const char *actions; bool may, asked; int by; } cases[] = {
		{ "", false, false, 0 },          { "approve", false, false, 0 },
		{ "reject", true, false, 1 },     { "hold hide", true, false, 2 },
		{ "return", false, false, 0 },    { "appeal", false, false, 0 },
		{ "reject appeal", false, true, 1 },
		{ "reject appeal appeal", false, true, 1 },
		{ "reject appeal uphold", false, false, 0 },
		{ "reject appeal uphold appeal", false, false, 0 },
		{ "hide appeal restore", false, false, 0 },
		{ "hide appeal restore hide", true, false, 4 },
		{ "reject restore", false, false, 0 },
		{ "hide veil", true, false, 1 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct decision d[5] = { 0 };
		struct str rest = str_view(cases[i].actions), word;
		size_t len = 0;
		for (bool more = rest.len > 0; more; len++) {
			more = str_cut(&rest, ' ', &word);
			d[len].action = more ? word : rest;
			d[len].by.b[0] = (uint8_t)(len + 1);
		}
		struct appeal a = appeal_of(d, len);
		CHECK_AT(i, a.may_ask == cases[i].may && a.is_asked == cases[i].asked);
		CHECK_AT(i, a.refused_by.b[0] == cases[i].by);
	}
}
