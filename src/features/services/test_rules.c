/* What may be asked, answered and listed; when an answer is late. */
#include "base/test.h"
#include "base/zone.h"
#include "features/services/rules_cards.h"
#include "features/services/rules.h"

static bool asks(const char *title, const char *behalf, const char *name, const char *text,
	enum request_field *wrong)
{
	struct request_form form = { .typed = { str_view(title), str_view(behalf), str_view(name),
		str_view(text) } };
	struct lab_request q;
	bool ok = request_read(&form, &q);
	*wrong = REQUEST_FIELDS;
	for (enum request_field f = REQUEST_F_TITLE; f < REQUEST_FIELDS; f++)
		if (form.problem[f].key && *wrong == REQUEST_FIELDS)
			*wrong = f;
	return ok;
}

TEST(a_request_says_what_for_in_whose_name_and_more)
{
	enum request_field wrong;
	CHECK(asks("A workshop", "self", "", "On journeys.", &wrong));
	CHECK(asks(" A workshop ", "town", "Our town", "On journeys.", &wrong));
	CHECK(!asks("  ", "self", "", "On journeys.", &wrong) && wrong == REQUEST_F_TITLE);
	CHECK(!asks("A workshop", "", "", "On journeys.", &wrong) && wrong == REQUEST_F_BEHALF);
	CHECK(!asks("A workshop", "king", "", "On journeys.", &wrong) && wrong == REQUEST_F_BEHALF);
	CHECK(!asks("A workshop", "self", "", "", &wrong) && wrong == REQUEST_F_TEXT);
}

TEST(the_limits_of_a_request_count_letters_not_bytes)
{
	static char longest[2 * REQUEST_NAME_MAX + 3];
	enum request_field wrong;
	for (size_t i = 0; i < REQUEST_NAME_MAX; i++)
		memcpy(longest + 2 * i, "é", 2);
	CHECK(asks("A", "self", longest, "B", &wrong));
	memcpy(longest + 2 * REQUEST_NAME_MAX, "é", 2);
	CHECK(!asks("A", "self", longest, "B", &wrong) && wrong == REQUEST_F_NAME);
}

static bool replies(enum request_state state, const char *action, const char *word, const char *day)
{
	struct reply_form form = { .typed = { str_view(action), str_view(word), str_view(day) } };
	struct reply reply;
	return reply_read(&form, state, day_of_civil(2026, 11, 24), &reply);
}

TEST(who_accepts_names_a_day_within_a_year_and_who_refuses_a_reason)
{
	CHECK(replies(REQUEST_ASKED, "accept", "Yes.", "24/11/2026"));
	CHECK(replies(REQUEST_ASKED, "accept", "Yes.", "2027-11-25"));
	CHECK(!replies(REQUEST_ASKED, "accept", "Yes.", "2027-11-26"));
	CHECK(!replies(REQUEST_ASKED, "accept", "Yes.", "23/11/2026"));
	CHECK(!replies(REQUEST_ASKED, "accept", "Yes.", ""));
	CHECK(!replies(REQUEST_ASKED, "accept", " ", "30/11/2026"));
	CHECK(replies(REQUEST_ASKED, "decline", "No room.", "nonsense"));
	CHECK(!replies(REQUEST_ASKED, "decline", "", ""));
}

TEST(what_may_be_answered_follows_from_the_state)
{
	CHECK(!replies(REQUEST_ASKED, "deliver", "Done.", ""));
	CHECK(replies(REQUEST_ACCEPTED, "deliver", "Done.", ""));
	CHECK(replies(REQUEST_ACCEPTED, "decline", "After all, no.", ""));
	CHECK(!replies(REQUEST_ACCEPTED, "accept", "Again.", "30/11/2026"));
	CHECK(!replies(REQUEST_DELIVERED, "decline", "No.", ""));
	CHECK(!replies(REQUEST_WITHDRAWN, "accept", "Yes.", "30/11/2026"));
}

/* Saturdays and Sundays are closed, and Monday 30 November 2026. */
static bool works(const struct country *c, int64_t day)
{
	(void)c;
	return civil_of_day(day).weekday < 6 && day != day_of_civil(2026, 11, 30);
}

static bool never(const struct country *c, int64_t day)
{
	(void)c;
	(void)day;
	return false;
}

TEST(an_answer_is_awaited_for_open_days_only)
{
	struct open_days open = { works, NULL }, closed = { never, NULL };
	int64_t friday = day_of_civil(2026, 11, 27);
	CHECK(open_day_after(friday - 1, 1, &open) == friday);
	CHECK(open_day_after(friday, 1, &open) == day_of_civil(2026, 12, 1));
	CHECK(open_day_after(friday + 1, 1, &open) == day_of_civil(2026, 12, 1));
	CHECK(open_day_after(friday, 5, &open) == day_of_civil(2026, 12, 7));
	CHECK(open_day_after(friday, 1, &closed) == friday + 366);
}

TEST(a_request_is_late_from_the_day_after_on_and_only_while_it_is_open)
{
	struct lab_request q = { .state = REQUEST_ASKED, .due_day = 100 };
	CHECK(!request_is_late(&q, 100) && request_is_late(&q, 101));
	q.state = REQUEST_ACCEPTED;
	CHECK(!request_is_late(&q, 100) && request_is_late(&q, 101));
	for (enum request_state s = REQUEST_DELIVERED; s < REQUEST_STATES; s++) {
		q.state = s;
		CHECK_AT(s, !request_is_late(&q, 101) && !request_is_open(s));
	}
}

TEST(a_link_of_a_member_is_https_and_holds_no_name)
{
	static const char *const good[] = { "https://example.org", "https://a.example/x?y=1#z",
		"https://example.org:8443/%C3%A9", "https://example.org/@lab" };
	static const char *const bad[] = { "http://example.org", "https://", "https://localhost",
		"https://.org/", "javascript:alert(1)", "https://example.org/é", "https://example.org/a b",
		"https://ada@example.org", "https://example.org/\"x", "HTTPS://example.org", "/besoins",
		"https://x/a.b" };
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		CHECK_AT(i, link_is_plain(str_view(good[i])));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		CHECK_AT(i, !link_is_plain(str_view(bad[i])));
}

TEST(a_member_does_not_end_before_it_began)
{
	struct member_form form = { .typed = { [MEMBER_F_NAME] = STR("A"),
		[MEMBER_F_KIND] = STR("care"), [MEMBER_F_ROLE] = STR("Reads."),
		[MEMBER_F_SINCE] = STR("2021-10-06") } };
	struct lab_member m;
	CHECK(member_read(&form, &m) && m.kind == MEMBER_CARE && m.until_day == 0);
	form.typed[MEMBER_F_UNTIL] = STR("06/10/2021");
	CHECK(member_read(&form, &m) && m.until_day == m.since_day);
	form.typed[MEMBER_F_UNTIL] = STR("05/10/2021");
	CHECK(!member_read(&form, &m) && form.problem[MEMBER_F_UNTIL].key);
	form.typed[MEMBER_F_UNTIL] = STR("");
	form.typed[MEMBER_F_PLACE] = STR("1000");
	CHECK(!member_read(&form, &m) && form.problem[MEMBER_F_PLACE].limit == MEMBER_PLACE_MAX);
	form.typed[MEMBER_F_PLACE] = STR("-1");
	CHECK(!member_read(&form, &m));
	form.typed[MEMBER_F_PLACE] = STR("999");
	CHECK(member_read(&form, &m) && m.place == 999);
}

TEST(each_service_has_one_card_with_a_name_of_its_own)
{
	for (enum service s = SERVICE_RELATE; s < SERVICES; s++) {
		const struct service_card *c = card_of(s);
		CHECK_AT(s, c->service == s && card_named(str_view(c->slug)) == c && c->days > 0);
	}
	CHECK(!card_named(STR("quoi")) && !card_named(STR("")));
}
