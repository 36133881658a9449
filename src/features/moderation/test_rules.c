#include "base/test.h"
#include "features/moderation/rules.h"

TEST(saying_no_takes_a_reason_and_words_putting_aside_takes_words)
{
	static const struct { const char *reason, *text; enum verdict v; bool right; } cases[] = {
		{ "abuse", "Parce que.", VERDICT_REJECT, true }, { "", "Parce que.", VERDICT_HIDE, false },
		{ "abuse", " ", VERDICT_RETURN, false }, { "invented", "x", VERDICT_HOLD, false },
		{ "", "x", VERDICT_DISMISS, true }, { "", "", VERDICT_DISMISS, false },
		{ "", "x", VERDICT_UPHOLD, true }, { "", "", VERDICT_UPHOLD, false },
		{ "medical", "x", VERDICT_VEIL, true }, { "", "x", VERDICT_VEIL, false },
		{ "", "", VERDICT_RESTORE, true }, { "", "", VERDICT_UNVEIL, true },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str reason = str_view(cases[i].reason), said = str_view(cases[i].text);
		struct said_form form = { .typed = { reason, said } };
		struct decision d;
		CHECK_AT(i, decide_read(&form, cases[i].v, &d) == cases[i].right);
		CHECK_AT(i, str_eq(d.action, str_view(verdict_word(cases[i].v))));
	}
}

TEST(a_report_wants_a_reason_and_an_appeal_its_words)
{
	static char long_[WORDS_MAX + 1];
	memset(long_, 'a', sizeof long_);
	const struct str too_long = { long_, sizeof long_ }, most = { long_, WORDS_MAX };
	struct report r;
	struct str said;
	struct said_form form = { .typed = { STR("danger"), most } };
	CHECK(report_read(&form, &r) && r.reason == REPORT_DANGER && r.text.len == WORDS_MAX);
	form = (struct said_form){ .typed = { STR("danger"), too_long } };
	CHECK(!report_read(&form, &r) && form.problem[SAID_TEXT].limit == WORDS_MAX);
	form = (struct said_form){ .typed = { STR("dangers") } };
	CHECK(!report_read(&form, &r) && form.problem[SAID_REASON].key && !form.problem[SAID_TEXT].key);
	CHECK(!appeal_read(&form, &said) && form.problem[SAID_TEXT].key);
	form = (struct said_form){ .typed = { [SAID_TEXT] = STR(" Relisez. ") } };
	CHECK(appeal_read(&form, &said) && str_eq(said, STR("Relisez.")));
}
