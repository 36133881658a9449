#include "base/utf8.h"
#include "base/arena.h"
#include "base/test.h"

TEST(what_unicode_calls_utf8_is_valid_and_nothing_else)
{
	static const struct { const char *bytes; bool is; } cases[] = {
		{ "", true }, { "a", true }, { "\x7F", true }, { "é", true }, { "\xC2\x80", true },
		{ "\xDF\xBF", true }, { "\xE0\xA0\x80", true }, { "\xED\x9F\xBF", true },
		{ "\xEE\x80\x80", true }, { "\xEF\xBF\xBF", true }, { "\xF0\x90\x80\x80", true },
		{ "\xF4\x8F\xBF\xBF", true }, { "صحة", true }, { "été 😀 a", true },
		{ "\x80", false }, { "a\xBF", false }, { "\xC3", false }, { "\xC3" "a", false },
		{ "\xC0\x80", false }, { "\xC1\xBF", false }, { "\xE0\x9F\xBF", false },
		{ "\xED\xA0\x80", false }, { "\xED\xBF\xBF", false }, { "\xE2\x82", false },
		{ "\xF0\x8F\xBF\xBF", false }, { "\xF4\x90\x80\x80", false },
		{ "\xF5\x80\x80\x80", false }, { "\xF8\x88\x80\x80\x80", false }, { "\xFF", false },
		{ "\xF0\x9F\x98", false }, { "\xC3\xA9\xA9", false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_AT(i, utf8_is_valid(str_view(cases[i].bytes)) == cases[i].is);
	CHECK(!utf8_is_valid(STR("a\0b")));
	CHECK(utf8_is_valid((struct str){ 0 }));
}

TEST(every_code_point_comes_back_as_it_was_written)
{
	for (uint32_t point = 1; point <= 0x10FFFF; point++) {
		char bytes[4];
		struct str s = { bytes, utf8_put(bytes, point) };
		CHECK_AT(point, utf8_is_valid(s) == (point < 0xD800 || point > 0xDFFF));
		CHECK_AT(point, utf8_next(&s) == point && s.len == 0);
	}
}

TEST(a_text_is_cut_between_code_points)
{
	struct str s = STR("aé€😀");
	static const size_t bytes[] = { 0, 1, 3, 6, 10, 10 };
	for (size_t i = 0; i < sizeof bytes / sizeof *bytes; i++)
		CHECK_AT(i, utf8_cut(s, i).len == bytes[i]);
	CHECK(utf8_cut((struct str){ 0 }, 3).len == 0);
}

TEST(what_is_shown_can_be_seen_and_hides_nothing)
{
	static const struct { const char *text; bool shown; } at[] = {
		{ "Ada", true }, { "Zoé du 13e", true }, { "❤\xEF\xB8\x8F", true },
		{ "👩\xE2\x80\x8D🔬", true }, { "می\xE2\x80\x8Cخواهم", true },
		{ "", false }, { " ", false }, { "a\tb", false }, { "\xE2\x80\x8B", false },
		{ "\xE2\x80\x8D\xE2\x80\x8C", false }, { "a\xC2\xAD" "b", false },
		{ "\xE2\x80\xAEgrebluot", false }, { "a\xE2\x81\xA6" "b", false },
		{ "\xE3\x85\xA4", false }, { "a\xD8\x9C", false }, { "a\xEF\xBB\xBF", false },
		{ "a\xEF\xBF\xBF", false },
	};
	for (size_t i = 0; i < sizeof at / sizeof *at; i++)
		CHECK_AT(i, utf8_is_shown(str_view(at[i].text)) == at[i].shown);
}

TEST(broken_bytes_are_never_read_behind_their_end)
{
	char bytes[] = { '\xF0' };
	struct str s = { bytes, 1 };
	utf8_next(&s);
	CHECK(s.len == 0);
}

TEST(a_text_is_read_without_what_hides_in_it)
{
	static const struct { const char *written, *plain; } cases[] = {
		{ "06\u200B12\u00AD34", "061234" }, { "06  12\u00A0\u202F34", "06 12 34" },
		{ "\uFF10\uFF16\uFF0E12", "06.12" }, { "l\u2019\u00E9t\u00E9", "l\u2019\u00E9t\u00E9" },
		{ "\u200D\uFE0F", "" }, { "", "" }, { "a\n\tb", "a b" },
	};
	struct arena *a = arena_create();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str written = str_view(cases[i].written), plain = str_view(cases[i].plain);
		CHECK_AT(i, str_eq(utf8_plain(a, written), plain));
		CHECK_AT(i, utf8_has_sign(written) == (plain.len > 0));
	}
	CHECK(!utf8_has_sign(STR(" \u00A0\u3000")));
	arena_destroy(a);
}
