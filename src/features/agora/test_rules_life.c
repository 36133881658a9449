#include "features/agora/rules.h"
#include "base/test.h"

enum { DAY_MS = 86400000, TODAY = 20740 };
static const int64_t now = (int64_t)TODAY * DAY_MS;

TEST(the_audience_and_the_shelf_follow_the_state)
{
	enum { ALL, MEMBERS, TEAM, AUTHOR };
	static const struct { enum need_state s; int audience; enum need_shelf shelf; bool open; }
		cases[] = {
		{ NEED_HELD, TEAM, SHELF_NONE, false }, { NEED_RETURNED, AUTHOR, SHELF_NONE, false },
		{ NEED_REJECTED, TEAM, SHELF_NONE, false }, { NEED_PUBLISHED, ALL, SHELF_OPEN, true },
		{ NEED_QUALIFIED, ALL, SHELF_OPEN, true }, { NEED_IN_WORK, ALL, SHELF_WORK, true },
		{ NEED_ANSWERED, ALL, SHELF_ANSWERED, true }, { NEED_RESOLVED, ALL, SHELF_ANSWERED, true },
		{ NEED_MERGED, ALL, SHELF_NONE, true }, { NEED_WITHDRAWN, AUTHOR, SHELF_NONE, false },
		{ NEED_DORMANT, ALL, SHELF_DORMANT, true },
	};
	CHECK(sizeof cases / sizeof *cases == NEED_STATES - 1);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		CHECK_AT(i, need_audience(cases[i].s) == cases[i].audience);
		CHECK_AT(i, need_shelf(cases[i].s) == cases[i].shelf);
		CHECK_AT(i, need_is_public(cases[i].s) == cases[i].open);
		CHECK_AT(i, need_state_name(cases[i].s)[0]);
	}
	CHECK(need_audience((enum need_state)99) == AUTHOR && !need_is_public((enum need_state)99));
	CHECK(need_audience(0) == AUTHOR && !need_is_public(0));
}

TEST(everyone_but_its_author_may_say_moi_aussi_while_it_is_listed)
{
	struct need n = { .persona = uuid_v4(), .state = NEED_PUBLISHED };
	CHECK(need_may_be_supported(&n, uuid_v4()) && need_may_be_supported(&n, (struct uuid){ 0 }));
	CHECK(!need_may_be_supported(&n, n.persona));
	n.state = NEED_HELD;
	CHECK(!need_may_be_supported(&n, uuid_v4()));
	n.state = NEED_MERGED;
	CHECK(!need_may_be_supported(&n, uuid_v4()));
	CHECK(!need_may_decide(&n, n.persona) && need_may_decide(&n, uuid_v4()));
	n.persona = (struct uuid){ 0 };
	CHECK(need_may_decide(&n, (struct uuid){ 0 }));
}

TEST(a_formulation_is_for_all_once_its_author_agrees)
{
	static const struct { enum formulation f; bool inside, shown; } cases[] = {
		{ FORMULATION_NONE, true, false }, { FORMULATION_ASKED, false, false },
		{ FORMULATION_ASKED, true, true }, { FORMULATION_AGREED, false, true },
		{ FORMULATION_REFUSED, false, false }, { FORMULATION_REFUSED, true, true },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct need n = { .formulated.need_what = STR("x"), .formulation = cases[i].f };
		CHECK_AT(i, formulation_is_shown(&n, cases[i].inside) == cases[i].shown);
		n.formulated.need_what = (struct str){ 0 };
		CHECK_AT(i, !formulation_is_shown(&n, cases[i].inside));
	}
}

TEST(two_thirds_of_its_supporters_and_three_at_least_resolve_a_need)
{
	static const struct { int64_t said, of; bool enough; } cases[] = {
		{ 2, 2, false }, { 3, 3, true }, { 3, 4, true }, { 3, 5, false }, { 4, 6, true },
		{ 4, 7, false }, { 0, 0, false }, { 142, 214, false }, { 143, 214, true },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_AT(i, need_is_confirmed(cases[i].said, cases[i].of) == cases[i].enough);
}

TEST(a_need_sleeps_after_eighteen_months_and_its_author_is_told_thirty_days_before)
{
	static const struct { enum need_state s; int still, told_days_ago; enum archive want; }
		cases[] = {
		{ NEED_PUBLISHED, 517, -1, ARCHIVE_NOT },
		{ NEED_PUBLISHED, 518, -1, ARCHIVE_NOTICE },
		{ NEED_ANSWERED, 900, -1, ARCHIVE_NOTICE },          /* never without being told */
		{ NEED_PUBLISHED, 548, 30, ARCHIVE_NOW },
		{ NEED_PUBLISHED, 547, 30, ARCHIVE_NOT },
		{ NEED_PUBLISHED, 560, 29, ARCHIVE_NOT },
		{ NEED_QUALIFIED, 600, 40, ARCHIVE_NOW },
		{ NEED_IN_WORK, 600, 40, ARCHIVE_NOW },
		{ NEED_RESOLVED, 900, 40, ARCHIVE_NOT }, { NEED_HELD, 900, -1, ARCHIVE_NOT },
		{ NEED_MERGED, 900, -1, ARCHIVE_NOT }, { NEED_DORMANT, 900, 40, ARCHIVE_NOT },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct need n = { .state = cases[i].s,
			.changed_at = now - (int64_t)cases[i].still * DAY_MS };
		if (cases[i].told_days_ago >= 0)
			n.noticed_at = now - (int64_t)cases[i].told_days_ago * DAY_MS;
		CHECK_AT(i, need_archive(&n, now) == cases[i].want);
	}
}

TEST(an_answer_is_overdue_the_day_after_it_was_promised)
{
	struct need n = { .state = NEED_IN_WORK, .promised_day = TODAY };
	CHECK(!answer_is_overdue(&n, TODAY) && answer_is_overdue(&n, TODAY + 1));
	n.answered_at = now;
	CHECK(!answer_is_overdue(&n, TODAY + 1));
	n = (struct need){ .state = NEED_IN_WORK };
	CHECK(!answer_is_overdue(&n, TODAY + 1));
	const enum need_state over[] = { NEED_MERGED, NEED_WITHDRAWN, NEED_RESOLVED, NEED_HELD };
	for (size_t i = 0; i < 4; i++) {
		n = (struct need){ .state = over[i], .promised_day = TODAY };
		CHECK_AT(i, !answer_is_overdue(&n, TODAY + 1));
	}
}

TEST(an_answer_is_reviewed_by_a_second_person_and_then_published)
{
	struct answered a = { .state = ANSWER_DRAFTED, .drafted_by = uuid_v4() };
	CHECK(!answer_may_review(&a, a.drafted_by) && answer_may_review(&a, uuid_v4()));
	CHECK(!answer_may_review(&a, (struct uuid){ 0 }) && !answer_may_publish(&a));
	a.state = ANSWER_REVIEWED;
	CHECK(answer_may_publish(&a) && !answer_may_review(&a, uuid_v4()));
	a.state = ANSWER_PUBLISHED;
	CHECK(!answer_may_publish(&a));
}

TEST(drafts_are_kept_for_a_month_or_half_a_year_and_likeness_is_kept_short)
{
	struct draft d = { .at = now };
	CHECK(draft_kept_until(&d) == now + 30 * (int64_t)DAY_MS);
	d.signed_in = true;
	CHECK(draft_kept_until(&d) == now + 180 * (int64_t)DAY_MS);
	struct need items[] = { { .id = 1, .state = NEED_HELD }, { .id = 2, .state = NEED_PUBLISHED },
		{ .id = 3, .state = NEED_MERGED }, { .id = 4, .state = NEED_DORMANT },
		{ .id = 5, .state = NEED_ANSWERED } };
	CHECK(similar_keep(items, 5, 2) == 2 && items[0].id == 2 && items[1].id == 4);
}

TEST(what_a_notice_said_holds_until_the_need_has_gone_on)
{
	static const struct { const char *what; enum need_state now; bool holds; } cases[] = {
		{ "agora.notice.taken_up", NEED_IN_WORK, true },
		{ "agora.notice.taken_up", NEED_RESOLVED, false },
		{ "agora.notice.resolved", NEED_RESOLVED, true },
		{ "agora.notice.resolved", NEED_PUBLISHED, false },
		{ "agora.notice.archived", NEED_DORMANT, true },
		{ "agora.notice.archived", NEED_PUBLISHED, false },
		{ "agora.notice.renewed", NEED_PUBLISHED, true },
		{ "agora.notice.reopened", NEED_MERGED, false },
		{ "agora.notice.merged", NEED_MERGED, true },
		{ "agora.notice.answered", NEED_RESOLVED, true },
		{ "agora.notice.promised", NEED_DORMANT, true },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_AT(i, need_notice_holds(cases[i].now, str_view(cases[i].what)) == cases[i].holds);
}
