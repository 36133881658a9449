#include "features/agora/rules.h"
#include "base/test.h"

enum { TODAY = 20740 };
enum reader { EVERYONE, AUTHOR, TEAM };

static const int64_t day_ms = 86400000;

/* One event a line: days ago, what, from, to. */
struct told { int days_ago; const char *what; int from, to; };

static struct thread thread_of(struct arena *a, const struct need *n, const struct told *told,
	size_t len, enum reader reader)
{
	struct happening *h = NEW(a, struct happening, len + 1);
	for (size_t i = 0; i < len; i++)
		h[i] = (struct happening){ .seq = (int64_t)i + 1, .what = str_view(told[i].what),
			.at = (TODAY - told[i].days_ago) * day_ms + 36000000, .from = told[i].from,
			.to = told[i].to };
	static const struct decision decisions[] = {
		{ .seq = 2, .text = { "Un nom y figure.", 16 }, .reason = REASON_PRIVACY },
		{ .seq = 6, .text = { "Trois réunions.", 16 } },
		{ .seq = 7, .other = TODAY - 1, .action = { "promise", 7 } },
	};
	struct thread_in in = { .need = n, .happenings = h, .happening_count = len,
		.decisions = decisions, .decision_count = 3, .zone = zone_find("Europe/Paris"),
		.today = TODAY, .is_author = reader == AUTHOR, .is_team = reader == TEAM,
		.answer = STR("Voici la réponse.") };
	struct thread t;
	need_thread(a, &in, &t);
	return t;
}

/* The kinds of the steps, as numbers after one another, with "!" for late and "?" for not yet. */
static bool goes(struct thread t, const char *want)
{
	static const char letters[THREAD_KINDS + 1] = " WHRXPJQAIOSURBMDNTVYFGKLZE";
	char said[64] = "";
	size_t n = 0;
	for (size_t i = 0; i < t.len; i++) {
		said[n++] = letters[t.items[i].kind];
		if (t.items[i].state != THREAD_DONE)
			said[n++] = "*?!"[t.items[i].state - THREAD_NOW];
	}
	return strcmp(said, want) == 0;
}

static const struct told whole[] = {
	{ 100, "agora.submitted", 0, NEED_HELD }, { 99, "agora.returned", NEED_HELD, NEED_RETURNED },
	{ 98, "agora.resubmitted", NEED_RETURNED, NEED_HELD },
	{ 97, "agora.approved", NEED_HELD, NEED_PUBLISHED },
	{ 80, "agora.qualified", NEED_PUBLISHED, NEED_QUALIFIED },
	{ 60, "agora.taken_up", NEED_QUALIFIED, NEED_IN_WORK },
	{ 50, "agora.promised", NEED_IN_WORK, NEED_IN_WORK },
	{ 49, "agora.translated", NEED_IN_WORK, NEED_IN_WORK },
};

TEST(moderation_is_told_to_its_author_and_the_team_and_the_way_to_all)
{
	struct arena *a = arena_create();
	struct need n = { .state = NEED_IN_WORK, .promised_day = TODAY - 1 };
	struct thread t = thread_of(a, &n, whole, 8, EVERYONE);
	CHECK(goes(t, "WPQIO*S!R?"));
	CHECK(t.items[1].gap_days == 3 && t.items[2].gap_days == 17);
	CHECK(str_eq(t.items[3].text, STR("Trois réunions.")) && t.items[4].day == TODAY - 1);
	CHECK(t.items[5].kind == THREAD_ANSWERED && t.items[5].state == THREAD_LATE);
	CHECK(t.items[5].day == TODAY - 1 && t.items[5].at == 0);
	t = thread_of(a, &n, whole, 8, AUTHOR);
	CHECK(goes(t, "WHRHPQIO*S!R?"));
	CHECK(str_eq(t.items[2].text, STR("Un nom y figure.")) && t.items[2].reason == REASON_PRIVACY);
	CHECK(thread_of(a, &n, whole, 8, TEAM).len == t.len);
	n.promised_day = TODAY;
	CHECK(goes(thread_of(a, &n, whole, 8, EVERYONE), "WPQIO*S?R?"));
	arena_destroy(a);
}

TEST(that_nothing_happened_and_why_is_part_of_the_way)
{
	static const struct told told[] = {
		{ 300, "agora.submitted", 0, NEED_PUBLISHED },
		{ 99, "agora.silent", NEED_PUBLISHED, NEED_PUBLISHED },
		{ 80, "agora.tried_found", NEED_PUBLISHED, NEED_PUBLISHED },
		{ 70, "agora.tried_not", NEED_PUBLISHED, NEED_PUBLISHED },
		{ 60, "agora.tried_unfit", NEED_PUBLISHED, NEED_PUBLISHED },
		{ 50, "agora.stood", NEED_PUBLISHED, NEED_PUBLISHED },
		{ 40, "agora.tried_dropped", NEED_PUBLISHED, NEED_PUBLISHED },
	};
	struct arena *a = arena_create();
	struct need n = { .state = NEED_PUBLISHED };
	struct thread t = thread_of(a, &n, told, 7, EVERYONE);
	CHECK(goes(t, "WPYFLZVE*Q?I?S?R?"));
	CHECK(str_eq(t.items[6].text, STR("Trois réunions.")) && t.items[6].other == 0);
	arena_destroy(a);
}

TEST(what_may_still_come_depends_on_where_a_need_stands)
{
	static const struct { enum need_state s; bool answered; struct told told[2]; const char *all,
		*author; } cases[] = {
		{ NEED_PUBLISHED, false, { { 2, "agora.submitted", 0, NEED_PUBLISHED } },
			"WP*Q?I?S?R?", "WP*Q?I?S?R?" },
		{ NEED_HELD, false, { { 2, "agora.submitted", 0, NEED_HELD } }, "W*P?", "WH*P?" },
		{ NEED_QUALIFIED, false, { { 2, "agora.submitted", 0, NEED_PUBLISHED },
			{ 1, "agora.qualified", 4, 5 } }, "WPQ*I?S?R?", "WPQ*I?S?R?" },
		{ NEED_ANSWERED, true, { { 2, "agora.submitted", 0, NEED_PUBLISHED },
			{ 1, "agora.answered", 4, 7 } }, "WPS*R?", "WPS*R?" },
		{ NEED_RESOLVED, true, { { 2, "agora.submitted", 0, NEED_PUBLISHED },
			{ 1, "agora.resolved", 7, 8 } }, "WPR", "WPR" },
		{ NEED_MERGED, false, { { 2, "agora.submitted", 0, NEED_PUBLISHED },
			{ 1, "agora.merged", 4, 9 } }, "WPM", "WPM" },
		{ NEED_DORMANT, false, { { 2, "agora.submitted", 0, NEED_PUBLISHED },
			{ 1, "agora.archived", 4, 11 } }, "WPD", "WPD" },
		{ NEED_REJECTED, false, { { 2, "agora.submitted", 0, NEED_HELD },
			{ 1, "agora.rejected", 1, 3 } }, "W", "WHX" },
	};
	struct arena *a = arena_create();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct need n = { .state = cases[i].s, .answered_at = cases[i].answered };
		size_t len = cases[i].told[1].what ? 2 : 1;
		CHECK_AT(i, goes(thread_of(a, &n, cases[i].told, len, EVERYONE), cases[i].all));
		CHECK_AT(i, goes(thread_of(a, &n, cases[i].told, len, AUTHOR), cases[i].author));
	}
	arena_destroy(a);
}

TEST(coming_back_from_a_hold_is_no_second_publication)
{
	static const struct told held[] = {
		{ 9, "agora.submitted", 0, NEED_PUBLISHED }, { 8, "agora.qualified", 4, 5 },
		{ 7, "agora.held", NEED_QUALIFIED, NEED_HELD },
		{ 6, "agora.approved", NEED_HELD, NEED_QUALIFIED },
	};
	struct arena *a = arena_create();
	struct need n = { .state = NEED_QUALIFIED };
	CHECK(goes(thread_of(a, &n, held, 4, EVERYONE), "WPQ*I?S?R?"));
	CHECK(goes(thread_of(a, &n, held, 4, TEAM), "WPQHP*I?S?R?"));
	arena_destroy(a);
}

TEST(needs_that_joined_stand_where_they_belong_in_time_and_the_answer_at_its_last_day)
{
	static const struct told told[] = {
		{ 30, "agora.submitted", 0, NEED_PUBLISHED }, { 20, "agora.answered", 4, 7 },
		{ 10, "agora.answer_updated", 7, 7 },
	};
	struct arena *a = arena_create();
	struct need n = { .state = NEED_ANSWERED, .answered_at = 1 };
	struct happening h[3];
	for (size_t i = 0; i < 3; i++)
		h[i] = (struct happening){ .seq = (int64_t)i + 1, .what = str_view(told[i].what),
			.at = (TODAY - told[i].days_ago) * day_ms, .from = told[i].from, .to = told[i].to };
	const struct joined joined[] = { { 77, (TODAY - 25) * day_ms }, { 78, (TODAY - 5) * day_ms } };
	struct thread t;
	need_thread(a, &(struct thread_in){ .need = &n, .happenings = h, .happening_count = 3,
		.joined = joined, .joined_count = 2, .zone = zone_find("Europe/Paris"), .today = TODAY,
		.answer = STR("Mieux.") }, &t);
	CHECK(goes(t, "WPJSUJ*R?") && t.items[2].other == 77 && t.items[5].other == 78);
	CHECK(t.items[3].text.len == 0 && str_eq(t.items[4].text, STR("Mieux.")));
	CHECK(need_stations(NEED_IN_WORK, &n) == 4 && need_stations(NEED_RESOLVED, &n) == 5);
	CHECK(need_stations(NEED_PUBLISHED, &n) == 1 && need_stations(NEED_QUALIFIED, &n) == 2);
	arena_destroy(a);
}
