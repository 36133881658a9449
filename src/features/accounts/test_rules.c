#include "features/accounts/rules.h"
#include "base/test.h"

#define HOUR INT64_C(3600000)

static struct account_form fine(void)
{
	return (struct account_form){ .typed = {
		[ACCOUNT_EMAIL] = STR("ana@example.org"),
		[ACCOUNT_NAME]  = STR("Colibri"),
		[ACCOUNT_KIND]  = STR("curious"),
		[ACCOUNT_LANG]  = STR("fr"),
	} };
}

/* 40 signs, 80 bytes */
static const char forty[] = "éééééééééééééééééééééééééééééééééééééééé";

TEST(each_field_of_a_sign_up_is_accepted_or_refused_for_its_own_reason)
{
	static const struct { enum account_field field; const char *typed, *problem; } cases[] = {
		{ ACCOUNT_EMAIL, " a.b+c@sub-1.example.org ", NULL },
		{ ACCOUNT_EMAIL, "", "accounts.problem.no_email" },
		{ ACCOUNT_EMAIL, " \n ", "accounts.problem.no_email" },
		{ ACCOUNT_EMAIL, "ana", "accounts.problem.email" },
		{ ACCOUNT_EMAIL, "ana@example", "accounts.problem.email" },
		{ ACCOUNT_EMAIL, "@example.org", "accounts.problem.email" },
		{ ACCOUNT_EMAIL, "ana@.org", "accounts.problem.email" },
		{ ACCOUNT_EMAIL, "ana@example.", "accounts.problem.email" },
		{ ACCOUNT_EMAIL, "ana@-x.example", "accounts.problem.email" },
		{ ACCOUNT_EMAIL, ".ana@example.org", "accounts.problem.email" },
		{ ACCOUNT_EMAIL, "a@b.example,c@d.example", "accounts.problem.email" },
		{ ACCOUNT_EMAIL, "a b@example.org", "accounts.problem.email" },
		{ ACCOUNT_EMAIL, "a@example.org\nBcc: x@y.example", "accounts.problem.email" },
		{ ACCOUNT_EMAIL, "\"a\"@example.org", "accounts.problem.email" },
		{ ACCOUNT_NAME, forty, NULL },
		{ ACCOUNT_NAME, " 4 ", NULL },
		{ ACCOUNT_NAME, "سمر", NULL },
		{ ACCOUNT_NAME, "", "accounts.problem.no_name" },
		{ ACCOUNT_NAME, " -- ", "accounts.problem.no_name" },
		{ ACCOUNT_NAME, "a\nb", "accounts.problem.name" },
		{ ACCOUNT_NAME, "ana@example.org", "accounts.problem.name_email" },
		{ ACCOUNT_KIND, "unsaid", NULL },
		{ ACCOUNT_KIND, "", "accounts.problem.kind" },
		{ ACCOUNT_KIND, "king", "accounts.problem.kind" },
		{ ACCOUNT_LANG, "en", NULL },
		{ ACCOUNT_LANG, "de", "accounts.problem.lang" },
		{ ACCOUNT_PASSWORD, "", NULL },
		{ ACCOUNT_PASSWORD, "douze signes", NULL },
		{ ACCOUNT_PASSWORD, "ééééééééééé", "accounts.problem.password_short" },
		{ ACCOUNT_PASSWORD, "ana@example.org", "accounts.problem.password_email" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct account_form f = fine();
		struct account a;
		f.typed[cases[i].field] = str_view(cases[i].typed);
		CHECK_AT(i, sign_up_read(&f, &a) == (cases[i].problem == NULL));
		const char *said = f.problem[cases[i].field].key;
		CHECK_AT(i, cases[i].problem ? said && strcmp(said, cases[i].problem) == 0 : !said);
	}
}

TEST(a_name_of_41_signs_and_a_password_of_201_are_too_long)
{
	struct account_form f = fine();
	struct account a;
	char name[sizeof forty + 1], password[201];
	memcpy(name, forty, sizeof forty);
	name[sizeof forty - 1] = 'x';
	memset(password, 'x', sizeof password);
	f.typed[ACCOUNT_NAME] = (struct str){ name, sizeof forty };
	f.typed[ACCOUNT_PASSWORD] = (struct str){ password, 201 };
	CHECK(!sign_up_read(&f, &a));
	CHECK(f.problem[ACCOUNT_NAME].limit == 40 && f.problem[ACCOUNT_PASSWORD].limit == 200);
	f = fine();
	f.typed[ACCOUNT_PASSWORD] = (struct str){ password, 200 };
	CHECK(sign_up_read(&f, &a) && a.password.len == 200);
}

TEST(all_problems_are_said_at_once_and_what_was_typed_stays)
{
	struct account_form f = { .typed = { [ACCOUNT_NAME] = STR(" @ ") } };
	struct account a;
	CHECK(!sign_up_read(&f, &a));
	CHECK(f.problem[ACCOUNT_EMAIL].key && f.problem[ACCOUNT_NAME].key);
	CHECK(f.problem[ACCOUNT_KIND].key && f.problem[ACCOUNT_LANG].key);
	CHECK(!f.problem[ACCOUNT_PASSWORD].key);
	CHECK(str_eq(f.typed[ACCOUNT_NAME], STR(" @ ")));
}

TEST(only_who_says_they_are_ill_or_close_to_it_must_consent)
{
	for (int k = 0; k < ACCOUNT_KINDS; k++) {
		enum account_kind kind = (enum account_kind)k;
		bool health = kind == ACCOUNT_PATIENT || kind == ACCOUNT_CARER;
		for (int consents = 0; consents < 2; consents++) {
			struct account_form f = fine();
			struct account a;
			f.typed[ACCOUNT_KIND] = str_view(account_kind_word(kind));
			f.typed[ACCOUNT_CONSENT] = consents ? STR("1") : STR("");
			CHECK_AT(k, sign_up_read(&f, &a) == (!health || consents) && a.kind == kind);
			CHECK_AT(k, (f.problem[ACCOUNT_CONSENT].key != NULL) == (health && !consents));
			f.typed[ACCOUNT_EMAIL] = STR("");
			struct account_form again = { 0 };
			memcpy(again.typed, f.typed, sizeof again.typed);
			CHECK_AT(k, profile_read(&again, &a) == (!health || consents));
		}
	}
	CHECK(account_kind_of(STR("carer")) == ACCOUNT_CARER && account_kind_of(STR("")) == -1);
}

TEST(a_current_password_is_asked_only_where_it_must_be)
{
	struct account_form f = { .typed = { [ACCOUNT_PASSWORD] = STR("a long password") } };
	struct account a;
	CHECK(password_read(&f, false, &a) && str_eq(a.password, STR("a long password")));
	CHECK(!password_read(&f, true, &a) && f.problem[ACCOUNT_CURRENT].key);
	f = (struct account_form){ .typed = {
		[ACCOUNT_CURRENT] = STR("x"), [ACCOUNT_PASSWORD] = STR("short") } };
	CHECK(!password_read(&f, true, &a) && f.problem[ACCOUNT_PASSWORD].limit == 12);
}

TEST(leaving_takes_one_word_in_either_language)
{
	static const struct { const char *typed; bool leaves; } cases[] = {
		{ "effacer", true }, { " EFFACER\n", true }, { "erase", true }, { "Erase", true },
		{ "", false }, { "efface", false }, { "oui", false }, { "« effacer »", false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct account_form f = { .typed = { [ACCOUNT_WORD] = str_view(cases[i].typed) } };
		CHECK_AT(i, erasure_read(&f) == cases[i].leaves);
		CHECK_AT(i, (f.problem[ACCOUNT_WORD].key == NULL) == cases[i].leaves);
	}
}

TEST(only_a_path_of_this_site_is_gone_to)
{
	static const struct { const char *path; bool ours; } cases[] = {
		{ "/", true }, { "/besoins/nouveau?etape=2&x=%C3%A9#la", true }, { "/a//b", true },
		{ "", false }, { "besoins", false }, { "//evil.example", false },
		{ "/\\evil.example", false }, { "\\\\evil.example", false }, { "/a\\b", false },
		{ "https://evil.example/", false }, { "javascript:alert(1)", false },
		{ " /besoins", false }, { "/\t/evil.example", false }, { "/\n/evil.example", false },
		{ "/a\r\nSet-Cookie: x=y", false }, { "/a b", false }, { "/é", false }, { "/\x7F", false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_AT(i, path_is_ours(str_view(cases[i].path)) == cases[i].ours);
	char path[301];
	memset(path, 'a', sizeof path);
	path[0] = '/';
	CHECK(path_is_ours((struct str){ path, 300 }) && !path_is_ours((struct str){ path, 301 }));
}

TEST(ten_wrong_passwords_close_that_door_for_the_hour_and_never_longer)
{
	struct tries t = { .since = 1000, .failures = 9, .mails = 5 };
	CHECK(tries_let_password(&t) && tries_let_mail(&t));
	t = (struct tries){ .since = 1000, .failures = 10, .mails = 6 };
	CHECK(!tries_let_password(&t) && !tries_let_mail(&t));
	struct tries later = tries_at(t, 1000 + HOUR - 1);
	CHECK(later.failures == 10 && later.since == 1000);
	later = tries_at(t, 1000 + HOUR);
	CHECK(later.failures == 0 && later.mails == 0 && later.since == 1000 + HOUR);
	later = tries_at(t, 999);                   /* the clock went back: nobody stays locked */
	CHECK(later.failures == 0);
}

TEST(a_session_is_fresh_for_ten_minutes)
{
	CHECK(is_fresh(5, 5 + 600000) && !is_fresh(5, 5 + 600001));
}
