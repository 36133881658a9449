#include "html/html.h"
#include "base/test.h"

static struct str fill(void *arg, struct str name)
{
	(void)arg;
	return str_eq(name, STR("phone")) ? STR("<01 99>") : (struct str){ 0 };
}

static void check_markdown(size_t at, const char *source, const char *want)
{
	struct buf b = { .max = 10000 };
	html_markdown(&b, &(struct markdown){ str_view(source), STR("/en"), fill, NULL });
	bool same = str_eq(buf_view(&b), str_view(want));
	test_check(same, __FILE__, __LINE__, at, b.len ? b.bytes : "(nothing)");
	buf_finish(&b);
}

TEST(markdown_becomes_the_markup_of_a_page)
{
	static const struct { const char *source, *want; } cases[] = {
		{ "a *b* **c** `d`", "<p>a <em>b</em> <strong>c</strong> <code>d</code></p>\n" },
		{ "## A\n### B\n## C", "<h2>A</h2>\n<h3>B</h3>\n<h2>C</h2>\n" },
		{ "## A\n##### B", "<h2>A</h2>\n<h3>B</h3>\n" },
		{ "- a\n- b", "<ul><li>a</li>\n<li>b</li>\n</ul>\n" },
		{ "3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n" },
		{ "> a", "<blockquote><p>a</p>\n</blockquote>\n" },
		{ "a  \nb\nc", "<p>a<br>\nb\nc</p>\n" },
		{ "Qui ?", "<p>Qui\xC2\xA0?</p>\n" },
		{ "", "" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check_markdown(i, cases[i].source, cases[i].want);
}

TEST(markdown_lets_no_markup_and_no_strange_link_through)
{
	static const struct { const char *source, *want; } cases[] = {
		{ "<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n" },
		{ "a <b onclick=x>c</b>",
			"<p>a &lt;b onclick=x&gt;c&lt;/b&gt;</p>\n" },
		{ "[a](javascript:alert(1))", "<p>a</p>\n" },
		{ "[a](javascript&colon;alert)", "<p>a</p>\n" },
		{ "[a](//evil.example)", "<p>a</p>\n" },
		{ "[a](/\\\\evil.example)", "<p>a</p>\n" },
		{ "[a](data:text/html,x)", "<p>a</p>\n" },
		{ "[a](besoins)", "<p>a</p>\n" },
		{ "[a](/besoins \"t\")", "<p><a href=\"/en/besoins\">a</a></p>\n" },
		{ "[a](HTTPS://e.example/?b=\"&c)",
			"<p><a href=\"HTTPS://e.example/?b=&#34;&amp;c\">a</a></p>\n" },
		{ "[a](mailto:b@c.example)", "<p><a href=\"mailto:b@c.example\">a</a></p>\n" },
		{ "[a](#b)", "<p><a href=\"#b\">a</a></p>\n" },
		{ "![words](https://e.example/x.png)", "<p>words</p>\n" },
		{ "![a [b](/c)](d)", "<p>a b</p>\n" },
		{ "&copy; &lt;b&gt; &#60;",
			"<p>&amp;copy; &lt;b&gt; &amp;#60;</p>\n" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check_markdown(i, cases[i].source, cases[i].want);
}

TEST(names_in_braces_are_filled_and_other_braces_stay)
{
	check_markdown(0, "Appelez le {phone}.", "<p>Appelez le &lt;01 99&gt;.</p>\n");
	check_markdown(1, "{nothing} {Not one} { a } {phone", "<p> {Not one} { a } {phone</p>\n");
	check_markdown(2, "[{phone}](/a)", "<p><a href=\"/en/a\">&lt;01 99&gt;</a></p>\n");
	struct buf b = { .max = 1000 };
	html_markdown(&b, &(struct markdown){ .source = STR("{phone}") });
	CHECK(str_eq(buf_view(&b), STR("<p>{phone}</p>\n")));
	buf_finish(&b);
}

TEST(the_first_heading_of_level_one_is_the_title_of_the_page)
{
	struct buf b = { .max = 1000 };
	struct str title = html_markdown(&b, &(struct markdown){ .source =
		STR("# Vos *données* !\n\na\n\n# Encore\n\n## b") });
	CHECK(str_eq(title, STR("Vos *données* !")));
	CHECK(str_eq(buf_view(&b), STR("<p>a</p>\n<h2>Encore</h2>\n<h2>b</h2>\n")));
	buf_finish(&b);
	title = html_markdown(&b, &(struct markdown){ .source = STR("a") });
	CHECK(title.len == 0);
	buf_finish(&b);
}
