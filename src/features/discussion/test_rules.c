#include "base/arena.h"
#include "base/test.h"
#include "app/access.h"
#include "features/discussion/rules.h"

static struct str signs(struct arena *a, size_t n)
{
	char *text = arena_alloc(a, 2 * n, 1);
	for (size_t i = 0; i < n; i++)
		memcpy(text + 2 * i, "é", 2);
	return (struct str){ text, 2 * n };
}

TEST(a_post_has_words_and_at_most_two_thousand_signs)
{
	struct arena *a = arena_create();
	const struct { struct str typed; bool ok; } cases[] = {
		{ STR(""), false }, { STR(" \n\t "), false }, { STR("Oui."), true },
		{ STR("\u200B\u00AD \u200D"), false }, { STR("\u00A0\u3000"), false },
		{ signs(a, POST_TEXT_MAX), true }, { signs(a, POST_TEXT_MAX + 1), false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct text_form form = { .typed = cases[i].typed };
		struct str out;
		CHECK_AT(i, post_read(&form, &out) == cases[i].ok);
		CHECK_AT(i, (form.problem.key == NULL) == cases[i].ok);
	}
	struct text_form blanks = { .typed = STR("  Oui.\n") };
	struct str out;
	CHECK(post_read(&blanks, &out) && str_eq(out, STR("Oui.")));
	arena_destroy(a);
}

TEST(whoever_locks_says_why_in_three_hundred_signs)
{
	struct arena *a = arena_create();
	struct str out;
	CHECK(!lock_read(&(struct text_form){ .typed = STR(" ") }, &out));
	CHECK(lock_read(&(struct text_form){ .typed = signs(a, LOCK_WHY_MAX) }, &out));
	struct text_form form = { .typed = signs(a, LOCK_WHY_MAX + 1) };
	CHECK(!lock_read(&form, &out) && form.problem.limit == LOCK_WHY_MAX);
	arena_destroy(a);
}

TEST(only_what_is_public_or_withdrawn_is_for_everybody)
{
	CHECK(post_audience(POST_PUBLISHED) == AUDIENCE_ALL);
	CHECK(post_audience(POST_WITHDRAWN) == AUDIENCE_ALL);
	CHECK(post_audience(POST_HELD) == AUDIENCE_TEAM);
	CHECK(post_audience(POST_HIDDEN) == AUDIENCE_TEAM);
	CHECK(post_audience(POST_REJECTED) == AUDIENCE_TEAM);
}

TEST(who_may_do_what_with_a_post_follows_from_its_state)
{
	struct uuid mine = uuid_v4(), others = uuid_v4(), nobody = { 0 };
	static const struct { bool answer, edit, withdraw; } may[POST_STATES] = {
		[POST_HELD] = { false, true, true }, [POST_PUBLISHED] = { true, true, true },
		[POST_HIDDEN] = { false, false, true },
		[POST_REJECTED] = { false, false, true },
		[POST_WITHDRAWN] = { false, false, false },
	};
	for (enum post_state s = POST_HELD; s < POST_STATES; s++) {
		struct post p = { .state = s, .persona = mine };
		CHECK_AT(s, post_may_answer(&p) == may[s].answer);
		CHECK_AT(s, post_may_edit(&p, mine) == may[s].edit);
		CHECK_AT(s, post_may_withdraw(&p, mine) == may[s].withdraw);
		CHECK_AT(s, !post_may_edit(&p, others) && !post_may_withdraw(&p, others));
		struct post gone = { .state = s };
		CHECK_AT(s, !post_may_edit(&gone, nobody) && !post_may_withdraw(&gone, nobody));
	}
}

TEST(a_reply_to_a_reply_goes_under_the_same_post)
{
	struct post top = { .id = 7 }, reply = { .id = 8, .parent = 7 };
	CHECK(post_parent(NULL) == 0);
	CHECK(post_parent(&top) == 7);
	CHECK(post_parent(&reply) == 7);
}

TEST(an_order_that_makes_no_sense_is_the_oldest_first)
{
	CHECK(post_order_read(STR("newest")) == ORDER_NEWEST);
	CHECK(post_order_read(STR("unanswered")) == ORDER_UNANSWERED);
	CHECK(post_order_read(STR("")) == ORDER_OLDEST);
	CHECK(post_order_read(STR("'; DROP TABLE")) == ORDER_OLDEST);
}
