#include "base/test.h"
#include "features/agora/rules_forms.h"

enum { DAY_MS = 86400000, TODAY = 20740 };
static const int64_t now = (int64_t)TODAY * DAY_MS;

TEST(after_ninety_days_the_team_is_asked_and_after_180_followers_are_told_once)
{
	static const struct { enum need_state s; int days; bool told; enum silence want; } cases[] = {
		{ NEED_PUBLISHED, 0, false, SILENCE_NONE }, { NEED_PUBLISHED, 89, false, SILENCE_NONE },
		{ NEED_PUBLISHED, 90, false, SILENCE_ASKS }, { NEED_QUALIFIED, 179, false, SILENCE_ASKS },
		{ NEED_IN_WORK, 180, false, SILENCE_TELLS }, { NEED_IN_WORK, 180, true, SILENCE_ASKS },
		{ NEED_PUBLISHED, 900, true, SILENCE_ASKS }, { NEED_ANSWERED, 900, false, SILENCE_NONE },
		{ NEED_RESOLVED, 900, false, SILENCE_NONE }, { NEED_DORMANT, 900, false, SILENCE_NONE },
		{ NEED_MERGED, 900, false, SILENCE_NONE }, { NEED_HELD, 900, false, SILENCE_NONE },
		{ NEED_WITHDRAWN, 900, false, SILENCE_NONE }, { NEED_REJECTED, 900, false, SILENCE_NONE },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct need n = { .state = cases[i].s, .is_silence_told = cases[i].told,
			.heard_at = now - (int64_t)cases[i].days * DAY_MS };
		CHECK_AT(i, need_silence(&n, now) == cases[i].want);
	}
}

TEST(that_its_author_keeps_it_open_breaks_no_silence_but_awakening_does)
{
	struct need n = { .state = NEED_IN_WORK };
	CHECK(!need_is_heard(&n, STR("agora.notice.renewed")));
	CHECK(need_is_heard(&n, STR("agora.notice.stood")));
	n.state = NEED_DORMANT;
	CHECK(need_is_heard(&n, STR("agora.notice.renewed")));
}

TEST(followers_have_something_to_hear_of_what_was_public_and_has_not_ended)
{
	static const struct { enum need_state s; int64_t published_at; bool want; } cases[] = {
		{ NEED_PUBLISHED, 1, true }, { NEED_HELD, 1, true }, { NEED_HELD, 0, false },
		{ NEED_DORMANT, 1, true }, { NEED_RESOLVED, 1, true }, { NEED_MERGED, 1, false },
		{ NEED_REJECTED, 1, false }, { NEED_WITHDRAWN, 1, false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct need n = { .state = cases[i].s, .published_at = cases[i].published_at };
		CHECK_AT(i, need_was_followed(&n) == cases[i].want);
	}
}

TEST(where_it_stands_is_one_of_a_closed_list_with_words_and_of_whom_they_wait)
{
	static const struct { const char *standing, *from, *note; bool fine; } cases[] = {
		{ "no-solution", "", "Nous cherchons.", true }, { "waiting", "", "Nous cherchons.", false },
		{ "waiting", "L’agence", "Dossier envoyé.", true }, { "few", "", " ", false },
		{ "few", "L’agence", "Patience.", false }, { "", "", "Nous cherchons.", false },
		{ "other", "", "Nous cherchons.", false }, { "in-work", "", "Un atelier.", true },
		{ "waiting", "L’agence\nencore", "Dossier envoyé.", false },
		{ "outside", "", "Cela relève de la loi.", true },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct work_form form = { .typed = { [WORK_STANDING] = str_view(cases[i].standing),
			[WORK_WAITS_FOR] = str_view(cases[i].from), [WORK_NOTE] = str_view(cases[i].note) } };
		struct stood out;
		CHECK_AT(i, stand_read(&form, &out) == cases[i].fine);
		CHECK_AT(i, !cases[i].fine || str_eq(str_view(standing_word(out.standing)),
			str_view(cases[i].standing)));
	}
}

TEST(what_is_kept_of_where_it_stands_comes_back)
{
	struct arena *a = arena_create();
	static const struct stood all[] = {
		{ STANDING_FEW, { "", 0 }, { "Deux\nlignes", 11 } },
		{ STANDING_WAITING, { "L'agence", 8 }, { "Deux\nlignes", 11 } },
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		struct stood back = stood_of(all[i].standing, stood_text(a, &all[i]));
		CHECK_AT(i, back.standing == all[i].standing && str_eq(back.text, all[i].text));
		CHECK_AT(i, str_eq(back.waits_for, all[i].waits_for));
	}
	struct stood odd = stood_of(STANDING_WAITING, STR("Une ligne"));
	CHECK(str_eq(odd.text, STR("Une ligne")) && odd.waits_for.len == 0);
	arena_destroy(a);
}
