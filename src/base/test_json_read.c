#include "base/json_read.h"
#include "base/test.h"
#include <stdio.h>

TEST(good_json_is_read_and_bad_json_is_refused)
{
	static const struct { const char *text; bool is; } cases[] = {
		{ "null", true }, { "true", true }, { " false ", true }, { "0", true }, { "-0", true },
		{ "36.60", true }, { "1e10", true }, { "1E+10", true }, { "-1.5e-3", true },
		{ "\"\"", true },
		{ "[]", true }, { "[ ]", true }, { "{}", true }, { "{ }", true }, { "[[],{}]", true },
		{ "\t[1 , 2\r\n]", true }, { "{\"a\":1,\"b\":{\"a\":2}}", true }, { "\"é😀\"", true },
		{ "\"\\u00e9\\uD83D\\uDE00\"", true }, { "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", true },
		{ "{\"\":1}", true }, { "[\"a,[{\",1]", true }, { "\"\x7F\"", true },
		{ "", false }, { " ", false }, { "nul", false }, { "nulll", false }, { "True", false },
		{ "01", false }, { "-", false }, { "+1", false }, { "1.", false }, { ".5", false },
		{ "1e", false }, { "1e+", false }, { "0x1", false }, { "NaN", false }, { "--1", false },
		{ "\"", false }, { "\"a", false }, { "\"\\", false }, { "\"\\x41\"", false },
		{ "'a'", false },
		{ "\"\\u12\"", false }, { "\"\\u00g0\"", false }, { "\"\\u0000\"", false },
		{ "\"\\ud800\"", false }, { "\"\\udc00\"", false }, { "\"\\ud800\\u0041\"", false },
		{ "\"\\ud800\\\"", false }, { "\"\\udc00\\ud800\"", false }, { "\"a\nb\"", false },
		{ "\"\x01\"", false }, { "\"\xC3\"", false }, { "\"\xED\xA0\x80\"", false },
		{ "\xEF\xBB\xBF[]", false }, { "[", false }, { "[1", false }, { "[1,", false },
		{ "[1,]", false },
		{ "[,1]", false }, { "[1 2]", false }, { "[1}", false }, { "]", false }, { "{", false },
		{ "{\"a\"}", false }, { "{\"a\":}", false }, { "{\"a\":1,}", false }, { "{a:1}", false },
		{ "{1:1}", false }, { "{\"a\":1]", false }, { "{\"a\" 1}", false }, { "{,}", false },
		{ "{\"a\":1,\"a\":2}", false }, { "{\"a\":1,\"b\":2,\"\\u0061\":3}", false },
		{ "[1] 2", false }, { "{}{}", false }, { "1 // one", false }, { "/**/1", false },
		{ "[1]\xC2\xA0", false }, { "\f1", false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *a = arena_create();
		struct json_node root;
		struct error e = { 0 };
		struct str copy = str_dup(a, str_view(cases[i].text));
		CHECK_AT(i, (json_parse(a, copy, &root, &e) == OK) == cases[i].is);
		CHECK_AT(i, e.status == (cases[i].is ? OK : INVALID));
		arena_destroy(a);
	}
}

TEST(a_refusal_says_where_and_why)
{
	static const struct { struct str text; const char *says; } cases[] = {
		{ { "[1,,2]", 6 }, "json byte 3: a value stands here" },
		{ { "{\"a\":1,\"a\":2}", 13 }, "json byte 13: a key stands twice in this object" },
		{ { "[1]]", 4 }, "json byte 3: something stands behind the value" },
		{ { "[\"\0\"]", 5 }, "json is not UTF-8, or holds U+0000" },
		{ { "\"\\ud800\"", 8 }, "json byte 7: half of a surrogate pair" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *a = arena_create();
		struct json_node root;
		struct error e = { 0 };
		CHECK_AT(i, json_parse(a, cases[i].text, &root, &e) == INVALID);
		CHECK_AT(i, strcmp(e.text, cases[i].says) == 0);
		arena_destroy(a);
	}
}

TEST(the_nodes_hold_what_the_text_says)
{
	struct arena *a = arena_create();
	struct json_node root;
	struct error e = { 0 };
	char text[] = " {\"name\":\"n\\u00e9e\\n\", \"dose\":36.60,"
		" \"list\":[1,true,null,{\"x\":\"\"}],\"no\":false} ";
	CHECK(json_parse(a, str_view(text), &root, &e) == OK && root.kind == JSON_OBJECT);
	memset(text, '?', sizeof text);      /* nothing points into the text any more */
	const struct json_node *list = json_get(&root, "list"), *m = json_first(list);
	CHECK(str_eq(json_get(&root, "name")->text, STR("née\n")));
	CHECK(str_eq(json_get(&root, "dose")->text, STR("36.60")));
	CHECK(json_get(&root, "dose")->kind == JSON_NUMBER);
	CHECK(json_get(&root, "no")->kind == JSON_FALSE);
	CHECK(m->kind == JSON_NUMBER && str_eq(m->text, STR("1")) && m->key.len == 0);
	CHECK((m = json_next(m))->kind == JSON_TRUE && (m = json_next(m))->kind == JSON_NULL);
	CHECK((m = json_next(m))->kind == JSON_OBJECT && json_get(m, "x")->kind == JSON_TEXT);
	CHECK(json_next(m) == NULL && json_get(&root, "na") == NULL && json_get(list, "x") == NULL);
	CHECK(json_get(NULL, "x") == NULL && json_first(NULL) == NULL && json_next(NULL) == NULL);
	CHECK(json_first(json_get(&root, "name")) == NULL);
	arena_destroy(a);
}

TEST(thirty_two_in_one_another_and_no_more)
{
	for (size_t depth = 31; depth <= 34; depth++) {
		struct arena *a = arena_create();
		struct json_node root;
		struct error e = { 0 };
		char text[128];
		size_t n = 0;
		for (size_t i = 0; i < depth; i++)
			n += (size_t)snprintf(text + n, sizeof text - n, "%s", i % 2 ? "{\"\":" : "[");
		text[n++] = '1';
		for (size_t i = depth; i-- > 0;)
			text[n++] = i % 2 ? '}' : ']';
		enum status want = depth <= JSON_DEPTH ? OK : INVALID;
		CHECK_AT(depth, json_parse(a, (struct str){ text, n }, &root, &e) == want);
		arena_destroy(a);
	}
}

/* {"0":0,"1":0,…} with `n` keys, the last one again when `twice`. */
static struct str many_keys(struct arena *a, int n, bool twice)
{
	char *text = NEW(a, char, (size_t)n * 12 + 32);
	size_t len = 0;
	text[len++] = '{';
	for (int i = 0; i < n; i++)
		len += (size_t)sprintf(text + len, "\"%d\":0%s", i, i + 1 < n ? "," : "");
	if (twice)
		len += (size_t)sprintf(text + len, ",\"%d\":0", n - 1);
	text[len++] = '}';
	return (struct str){ text, len };
}

TEST(large_texts_are_read_in_time_and_too_large_ones_are_refused)
{
	struct arena *a = arena_create();
	struct json_node root;
	struct error e = { 0 }, twice = { 0 }, many = { 0 };
	CHECK(json_parse(a, many_keys(a, 50000, false), &root, &e) == OK);
	CHECK(json_get(&root, "49999") != NULL);
	CHECK(json_parse(a, many_keys(a, 50000, true), &root, &twice) == INVALID);
	size_t n = (size_t)JSON_NODES * 2 + 2;
	char *commas = NEW(a, char, n);
	memset(commas, ',', n);
	CHECK(json_parse(a, (struct str){ commas, n }, &root, &many) == INVALID);
	CHECK(strstr(many.text, "more than 262144 values") != NULL);
	arena_destroy(a);
}

TEST(no_text_cut_short_reads_behind_its_end)
{
	static const char whole[] =
		"{\"a\":[1.5e+3,\"\\ud83d\\ude00é\",true,null],\"b\":{\"c\":\"\\\\\"}}";
	for (size_t len = 0; len < sizeof whole; len++) {
		struct arena *a = arena_create();
		struct json_node root;
		struct error e = { 0 };
		char *exact = NEW(a, char, len ? len : 1);
		memcpy(exact, whole, len);
		enum status want = len == sizeof whole - 1 ? OK : INVALID;
		CHECK_AT(len, json_parse(a, (struct str){ exact, len }, &root, &e) == want);
		arena_destroy(a);
	}
}
