#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/field.h"
#include "base/id.h"
#include "base/json.h"
#include "base/test.h"

TEST(ids_rise_when_the_clock_steps_back_and_when_a_millisecond_is_full)
{
	enum { MANY = 10000 };
	struct ids s = { .node = 3 };
	int64_t before = ids_next(&s, 1790000000000);
	for (int i = 0; i < MANY; i++) {
		int64_t id = ids_next(&s, i % 2 ? 1790000000000 : 1780000000000);
		CHECK_AT(i, id > before && ((id >> 12) & 1023) == 3);
		before = id;
	}
}

TEST(ids_go_on_behind_the_newest_one_of_an_earlier_run)
{
	struct ids first = { .node = 3 }, second = { .node = 3 };
	int64_t newest = 0;
	for (int i = 0; i < 5000; i++)
		newest = ids_next(&first, 1790000000000);
	ids_seed(&second, newest);
	CHECK(ids_next(&second, 1780000000000) > newest);
	ids_seed(&second, 0);
	CHECK(ids_next(&second, 1780000000000) > newest);
}

TEST(a_ref_made_later_sorts_later)
{
	struct uuid a = uuid_v7(1790000000000), b = uuid_v7(1790000000001), c;
	struct uuid_text text = uuid_print(a);
	CHECK(memcmp(a.b, b.b, sizeof a.b) < 0 && text.text[14] == '7');
	CHECK(uuid_parse(str_view(text.text), &c) && uuid_eq(a, c) && !uuid_eq(a, b));
	CHECK(uuid_print(uuid_v4()).text[14] == '4');
	CHECK(!uuid_eq((struct uuid){ 0 }, (struct uuid){ 0 }) && uuid_is_none((struct uuid){ 0 }));
}

TEST(a_ref_is_36_signs_in_lower_case)
{
	static const struct { const char *text; bool is; } cases[] = {
		{ "0199a1b2-c3d4-7e5f-8071-92a3b4c5d6e7", true },
		{ "0199A1B2-c3d4-7e5f-8071-92a3b4c5d6e7", false },
		{ "0199a1b2c3d4-7e5f-8071-92a3b4c5d6e7-", false },
		{ "0199a1b2-c3d4-7e5f-8071-92a3b4c5d6e", false },
		{ "0199a1b2-c3d4-7e5f-8071-92a3b4c5d6eg", false }, { "", false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *a = arena_create();
		struct uuid u;
		struct str typed = str_view(cases[i].text);
		CHECK_AT(i, uuid_parse(typed, &u) == cases[i].is);
		CHECK_AT(i, !cases[i].is || str_eq(uuid_dup(a, u), typed));
		arena_destroy(a);
	}
	CHECK(uuid_dup(NULL, (struct uuid){ 0 }).len == 0);
}

TEST(an_arena_gives_zeroed_aligned_memory_of_any_size)
{
	struct arena *a = arena_create();
	static const size_t sizes[] = { 0, 1, 15, 16, 17, 8000, 8192, 100000, 1 };
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		unsigned char *p = arena_alloc(a, sizes[i], 1);
		CHECK_AT(i, p != NULL && (uintptr_t)p % _Alignof(max_align_t) == 0);
		for (size_t k = 0; k < sizes[i]; k++) {
			CHECK_AT(i, p[k] == 0);
			p[k] = 0xAA;
		}
	}
	struct str copy = str_dup(a, STR("abc")), none = str_dup(a, (struct str){ 0 });
	CHECK(str_eq(copy, STR("abc")) && copy.ptr[3] == '\0' && none.len == 0 && none.ptr[0] == '\0');
	CHECK(str_eq(str_fmt(a, "%s-%d", "x", 7), STR("x-7")) && str_fmt(a, "%s", "").len == 0);
	arena_destroy(a);
	arena_destroy(NULL);
}

TEST(an_arena_over_its_share_still_gives_and_a_mark_takes_back)
{
	struct arena *a = arena_create();
	struct str kept = str_dup(a, STR("kept"));
	struct arena_mark mark = arena_mark(a);
	for (int i = 0; i < 70; i++) {
		CHECK_AT(i, arena_is_over(a) == (i >= 64));
		CHECK_AT(i, arena_alloc(a, 1 << 20, 1) != NULL);
	}
	arena_rewind(a, mark);
	CHECK(!arena_is_over(a) && str_eq(kept, STR("kept")));
	CHECK(str_eq(str_dup(a, STR("next")), STR("next")) && str_eq(kept, STR("kept")));
	arena_destroy(a);
}

TEST(a_buffer_takes_its_max_and_not_a_byte_more)
{
	struct buf b = { .max = 8 };
	buf_put(&b, STR("abcd"));
	buf_fmt(&b, "%04d", 7);
	CHECK(!b.full && str_eq(buf_view(&b), STR("abcd0007")));
	buf_put(&b, STR(""));
	buf_fmt(&b, "%s", "");
	CHECK(!b.full);
	buf_put(&b, STR("x"));
	CHECK(b.full && b.len == 8);
	buf_finish(&b);
	CHECK(b.len == 0 && b.max == 8 && !b.full && b.bytes == NULL);
	buf_fmt(&b, "%s", "123456789");
	buf_put(&b, STR("a"));
	CHECK(b.full && b.len == 0);
	buf_finish(&b);
}

TEST(written_json_has_its_commas_and_escapes)
{
	struct buf b = { .max = 1000 };
	struct json j = { .out = &b };
	json_open(&j, NULL, '{');
	json_text(&j, "a\"", STR("x\\\"\n\x01</script>é"));
	json_open(&j, "list", '[');
	json_i64(&j, NULL, INT64_MIN);
	json_bool(&j, NULL, true);
	json_open(&j, NULL, '{');
	json_close(&j, '}');
	json_close(&j, ']');
	json_bool(&j, "no", false);
	json_text(&j, "empty", (struct str){ 0 });
	json_close(&j, '}');
	CHECK(str_eq(buf_view(&b), STR("{\"a\\\"\":\"x\\\\\\\"\\u000a\\u0001\\u003c/script>é\","
		"\"list\":[-9223372036854775808,true,{}],\"no\":false,\"empty\":\"\"}")));
	buf_finish(&b);
}

TEST(a_number_is_all_digits_and_fits)
{
	static const struct { const char *text; bool is; int64_t n; } cases[] = {
		{ "0", true, 0 }, { "-0", true, 0 }, { "007", true, 7 }, { "-12", true, -12 },
		{ "9223372036854775807", true, INT64_MAX }, { "-9223372036854775807", true, -INT64_MAX },
		{ "9223372036854775808", false, 0 }, { "99999999999999999999", false, 0 },
		{ "", false, 0 }, { "-", false, 0 }, { "+1", false, 0 }, { "1 ", false, 0 },
		{ "1.5", false, 0 }, { "--1", false, 0 }, { "1-", false, 0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t n = 0;
		CHECK_AT(i, str_to_i64(str_view(cases[i].text), &n) == cases[i].is && n == cases[i].n);
	}
}

TEST(texts_are_looked_at_without_being_owned)
{
	struct str s = STR("a,b,"), head, none = { 0 };
	CHECK(str_cut(&s, ',', &head) && str_eq(head, STR("a")) && str_eq(s, STR("b,")));
	CHECK(str_cut(&s, ',', &head) && str_eq(head, STR("b")) && s.len == 0);
	CHECK(!str_cut(&s, ',', &head) && !str_cut(&none, ',', &head));
	CHECK(str_eq(str_trim(STR(" \t a b\r\n")), STR("a b")) && str_trim(STR(" \n ")).len == 0);
	CHECK(str_points(STR("né😀")) == 3 && str_view(NULL).len == 0);
	CHECK(str_starts(STR("abc"), STR("ab")) && !str_starts(STR("a"), STR("ab")));
	CHECK(str_ends(STR("abc"), STR("bc")) && !str_ends(STR("c"), STR("bc")));
	CHECK(str_starts(none, none) && str_ends(none, none) && str_ends(STR("a"), none));
}

TEST(a_field_is_found_by_its_name)
{
	const struct field fields[] = { { "a", STR("1") }, { "b", STR("") }, { "a", STR("2") },
		{ NULL, { 0 } } };
	CHECK(str_eq(field_get(fields, "a"), STR("1")) && field_get(fields, "b").len == 0);
	CHECK(field_get(fields, "c").len == 0 && field_get(NULL, "a").len == 0);
}

TEST(the_first_fault_is_kept)
{
	struct error e = { 0 };
	CHECK(fail(&e, NOT_FOUND, "no offer %d", 7) == NOT_FOUND);
	CHECK(fail(&e, BROKEN, "later") == BROKEN);
	CHECK(e.status == NOT_FOUND && strcmp(e.text, "no offer 7") == 0);
}
