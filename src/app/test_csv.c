#include "base/test.h"
#include "app/csv.h"

TEST(a_field_of_a_table_is_quoted_where_it_must_be)
{
	static const struct { const char *typed, *written; } cases[] = {
		{ "simple", "simple" }, { "a;b", "\"a;b\"" }, { "a\"b", "\"a\"\"b\"" },
		{ "=A1", "\"'=A1\"" }, { "+33", "\"'+33\"" }, { "-2", "\"'-2\"" }, { "@x", "\"'@x\"" },
		{ "\ttab", "\"'\ttab\"" }, { "a=b", "a=b" }, { "", "" }, { "\"", "\"\"\"\"" },
		{ "- un", "- un" }, { "a, =b", "\"a, '=b\"" }, { "a;\"=b", "\"a;\"\"'=b\"" },
		{ "a\n@b", "\"a\n'@b\"" }, { "un,\n- deux", "\"un,\n- deux\"" }, { "a -b", "a -b" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf b = { .max = 100 };
		csv_field(&b, ';', str_view(cases[i].typed));
		CHECK_AT(i, str_eq(buf_view(&b), str_view(cases[i].written)));
		buf_finish(&b);
	}
}
