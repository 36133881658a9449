#include "base/test.h"
#include "features/agora/rules_forms.h"

TEST(an_address_is_one_address_and_nothing_else)
{
	static const struct { const char *typed; bool right; } cases[] = {
		{ "a@example.org", true }, { "  a.b+c@mail.example.org ", true }, { "", false },
		{ "a", false }, { "a@b", false }, { "@example.org", false }, { "a@.org", false },
		{ "a@example.", false }, { "a b@example.org", false },
		{ "a@example.org,b@example.org", false }, { "a@b@example.org", false },
		{ "<a@example.org>", false }, { "a@example.org\nBcc: b", false },
		{ "é@example.org", false }, { "a@ex..org", false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct receive_form form = { .typed = { str_view(cases[i].typed), STR("Lou") } };
		struct received to;
		CHECK_AT(i, receive_read(&form, &to) == cases[i].right);
		CHECK_AT(i, (form.problem[RECEIVE_F_EMAIL].key == NULL) == cases[i].right);
	}
}

TEST(a_name_is_short_visible_and_no_address)
{
	static const struct { const char *typed; bool right; } cases[] = {
		{ "Colibri", true }, { " ", false }, { "a@b", false }, { "tab\there", false },
		{ "1234567890123456789012345678901234567890", true },
		{ "12345678901234567890123456789012345678901", false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct receive_form form = { .typed = { STR("a@example.org"), str_view(cases[i].typed) } };
		struct received to;
		CHECK_AT(i, receive_read(&form, &to) == cases[i].right);
	}
}

TEST(consent_is_asked_when_a_need_tells_of_health)
{
	CHECK(need_tells_health(STR("me")) && need_tells_health(STR("relative")));
	CHECK(!need_tells_health(STR("everyone")) && !need_tells_health(STR("")));
	struct receive_form form = { .typed = { STR("a@example.org"), STR("Lou") },
		.asks_consent = true };
	struct received to;
	CHECK(!receive_read(&form, &to) && form.problem[RECEIVE_F_CONSENT].key);
	form = (struct receive_form){ .typed = { STR("a@example.org"), STR("Lou"), STR("1") },
		.asks_consent = true };
	CHECK(receive_read(&form, &to) && str_eq(to.name, STR("Lou")));
}

TEST(a_number_is_found_in_what_people_write)
{
	static const struct { const char *typed; int64_t number; } cases[] = {
		{ "118", 118 }, { "nº 118", 118 }, { " #7 ", 7 }, { "", 0 }, { "0", 0 }, { "nº", 0 },
		{ "1 8", 0 }, { "118x", 0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct work_form form = { .typed = { [WORK_NUMBER] = str_view(cases[i].typed),
			[WORK_NOTE] = STR("Pareil") } };
		int64_t number = 0;
		struct str note;
		bool right = number_read(&form, &number, &note);
		CHECK_AT(i, right == (cases[i].number > 0) && (!right || number == cases[i].number));
	}
}

TEST(half_a_translation_is_none)
{
	static const struct { const char *title, *text; bool right; } cases[] = {
		{ "A", "B", true }, { "", "", true }, { "A", "", false }, { "", "B", false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct work_form form = { .typed = { [WORK_TITLE] = str_view(cases[i].title),
			[WORK_TEXT] = str_view(cases[i].text) } };
		struct translated t;
		CHECK_AT(i, translate_read(&form, &t) == cases[i].right);
	}
}
