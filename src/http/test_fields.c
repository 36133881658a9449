#include "http/decode.h"
#include "http/http.h"
#include "base/test.h"
#include <stdio.h>

/* "name=value;" for each field, or "!" when they are refused. */
static struct str shown(struct arena *a, struct str encoded)
{
	const struct field *fields = NULL;
	struct buf all = { .max = 4096 };
	if (http_fields(a, encoded, &fields) != OK)
		return STR("!");
	for (; fields->name; fields++)
		buf_fmt(&all, "%s=%.*s;", fields->name, (int)fields->value.len, fields->value.ptr);
	struct str s = str_dup(a, buf_view(&all));
	buf_finish(&all);
	return s;
}

TEST(fields_arrive_as_they_were_typed)
{
	static const struct { const char *sent, *fields; } cases[] = {
		{ "", "" }, { "&", "" }, { "&&a=1&&", "a=1;" }, { "a", "a=;" }, { "a=", "a=;" },
		{ "=b", "=b;" }, { "a=1&b=2", "a=1;b=2;" }, { "a=1&a=2", "a=1;a=2;" },
		{ "a=b=c", "a=b=c;" }, { "q=a+b%20c", "q=a b c;" }, { "q=a%2Bb", "q=a+b;" },
		{ "q=%26%3D%25", "q=&=%;" }, { "n%C3%A9=%c3%A9t%c3%a9", "né=été;" }, { "é=è", "é=è;" },
		{ "t=a%0D%0Ab", "t=a\nb;" }, { "t=a%0Ab", "t=a\nb;" }, { "t=a%0Db", "t=a\nb;" },
		{ "t=%0D%0A%0D%0A", "t=\n\n;" }, { "t=%0D%0D%0A", "t=\n\n;" },
		{ "a=%", "!" }, { "a=%4", "!" }, { "a=%G1", "!" }, { "a=%1G", "!" }, { "%=a", "!" },
		{ "a=%00", "!" }, { "a%00b=1", "!" }, { "a=%C0%AF", "!" }, { "a=%ED%A0%80", "!" },
		{ "a=%FF", "!" }, { "a=%C3&b=%A9", "!" }, { "a=\xC3", "!" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *a = arena_create();
		CHECK_AT(i, str_eq(shown(a, str_view(cases[i].sent)), str_view(cases[i].fields)));
		arena_destroy(a);
	}
	struct arena *a = arena_create();
	CHECK(str_eq(shown(a, STR("a=\0")), STR("!")));
	arena_destroy(a);
}

TEST(more_fields_than_any_form_of_ours_are_refused)
{
	struct arena *a = arena_create();
	struct buf many = { .max = 65536 };
	const struct field *fields = NULL;
	for (int i = 0; i < FIELDS_MAX; i++)
		buf_put(&many, i ? STR("&f=1") : STR("f=1"));
	CHECK(http_fields(a, buf_view(&many), &fields) == OK && fields[FIELDS_MAX - 1].name);
	CHECK(fields[FIELDS_MAX].name == NULL);
	buf_put(&many, STR("&f=1"));
	CHECK(http_fields(a, buf_view(&many), &fields) == INVALID);
	buf_finish(&many);
	arena_destroy(a);
}

TEST(a_cookie_is_found_by_its_whole_name)
{
	static const struct { const char *cookie, *name, *value; } cases[] = {
		{ "", "a", "" }, { "a=1", "a", "1" }, { "b=2; a=1", "a", "1" }, { "b=2;a=1", "a", "1" },
		{ "aa=2; a=1", "a", "1" }, { "a=1; a=2", "a", "1" }, { "ba=1", "a", "" }, { "a", "a", "" },
		{ "a=", "a", "" }, { "A=1", "a", "" }, { "a = 1 ; b=2", "a", "1" }, { "a=x=y", "a", "x=y" },
		{ ";;;a=1", "a", "1" }, { "a;a=1", "a", "1" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_AT(i, str_eq(http_cookie(str_view(cases[i].cookie), cases[i].name),
			str_view(cases[i].value)));
	CHECK(http_cookie((struct str){ 0 }, "a").len == 0);
}

TEST(a_decoded_text_ends_in_nul_and_only_forms_have_plus)
{
	struct arena *a = arena_create();
	struct str out = { 0 };
	CHECK(percent_decode(a, STR("a+b%2f"), false, &out) && strcmp(out.ptr, "a+b/") == 0);
	CHECK(percent_decode(a, STR("%0d%0a"), false, &out) && strcmp(out.ptr, "\r\n") == 0);
	CHECK(percent_decode(a, (struct str){ 0 }, true, &out) && out.len == 0 && out.ptr[0] == '\0');
	arena_destroy(a);
}
