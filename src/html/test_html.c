#include "html/html.h"
#include "base/test.h"

/* What f writes, as text that ends in NUL; b is given back by the caller. */
static bool gives(struct buf *b, const char *want)
{
	bool same = str_eq(buf_view(b), str_view(want));
	if (!same)
		test_check(0, __FILE__, __LINE__, 0, b->len ? b->bytes : "");
	buf_finish(b);
	return same;
}

TEST(a_text_can_never_become_markup)
{
	struct buf b = { .max = 1000 };
	html_text(&b, STR("<script>\"it's\" & more</script>"));
	CHECK(gives(&b, "&lt;script&gt;&#34;it&#39;s&#34; &amp; more&lt;/script&gt;"));
	html_text(&b, (struct str){ 0 });
	html_url_part(&b, STR("à b/c?d&e=\"f\"~.-_"));
	CHECK(gives(&b, "%C3%A0%20b%2Fc%3Fd%26e%3D%22f%22~.-_"));
	html_url(&b, (struct url){ STR("?a=1&b=\"") });
	CHECK(gives(&b, "?a=1&amp;b=&#34;"));
}

TEST(a_path_of_this_site_gets_its_language_and_nothing_else_does)
{
	static const struct { const char *path, *want; } cases[] = {
		{ "/besoins", "/en/besoins" }, { "/", "/en/" }, { "?after=1", "?after=1" },
		{ "#top", "#top" }, { "https://example.org/a", "https://example.org/a" },
		{ "//example.org", "//example.org" }, { "/assets/a.css", "/assets/a.css" }, { "", "" },
		{ "mailto:a@b.example", "mailto:a@b.example" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf b = { .max = 1000 };
		html_local(&b, (struct local){ STR("/en"), { str_view(cases[i].path) } });
		CHECK_AT(i, str_eq(buf_view(&b), str_view(cases[i].want)));
		buf_finish(&b);
	}
}

TEST(french_signs_never_begin_a_line)
{
	struct buf b = { .max = 1000 };
	html_prose(&b, (struct prose){ STR("« Qui ? » dit-il : 3 % ; oui !") });
	CHECK(gives(&b, "«\xC2\xA0Qui\xC2\xA0?\xC2\xA0» dit-il\xC2\xA0: 3\xC2\xA0%\xC2\xA0; "
		"oui\xC2\xA0!"));
	html_prose(&b, (struct prose){ { 0 } });
	html_prose(&b, (struct prose){ STR(" ") });
	CHECK(gives(&b, " "));
}

TEST(empty_lines_part_paragraphs_and_single_ones_break)
{
	struct buf b = { .max = 1000 };
	html_paragraphs(&b, STR("\n\n a\nb \n\n\n\n<c>\n\n"));
	CHECK(gives(&b, "<p>a<br>b</p>\n<p>&lt;c&gt;</p>\n"));
	html_paragraphs(&b, STR(" \n "));
	CHECK(b.len == 0);
	buf_finish(&b);
}

TEST(numbers_and_refs_are_written_as_they_are)
{
	struct buf b = { .max = 1000 };
	html_i64(&b, INT64_MIN);
	html_int(&b, 7);
	html_uuid(&b, (struct uuid){ 0 });
	CHECK(gives(&b, "-92233720368547758087"));
}

TEST(a_week_end_does_not_break_at_its_hyphen_and_other_words_may)
{
	struct buf b = { .max = 1000 };
	html_prose(&b, (struct prose){ STR("le week-end, peut-être, week-") });
	CHECK(str_eq(buf_view(&b), STR("le week\xE2\x80\x91" "end, peut-être, week-")));
	buf_finish(&b);
}

TEST(a_feed_holds_nothing_that_xml_cannot)
{
	struct buf b = { .max = 1000 };
	xml_text(&b, STR("a\xEF\xBF\xBE" "b<\xEF\xBF\xBF\xEF\xBF\xBD\v\xEF\xBF"));
#define GONE "\xEF\xBF\xBD"
	CHECK(str_eq(buf_view(&b), STR("a" GONE "b&lt;" GONE GONE GONE "\xEF\xBF")));
#undef GONE
	buf_finish(&b);
}
