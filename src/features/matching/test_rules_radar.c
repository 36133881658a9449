#include "base/test.h"
#include "features/matching/rules_radar.h"

static struct radar_cell cell(const char *row, const char *column, int64_t people)
{
	return (struct radar_cell){ str_view(row), str_view(column), 1, people };
}

static void expect(const struct radar_cells *c, size_t i, const char *row, const char *column,
	int64_t people)
{
	CHECK_AT(i, i < c->len);
	CHECK_AT(i, str_eq(c->items[i].row, str_view(row)));
	CHECK_AT(i, str_eq(c->items[i].column, str_view(column)) && c->items[i].people == people);
}

TEST(no_cell_of_fewer_than_eleven_people_is_shown_nor_can_be_found_by_taking_away)
{
	struct arena *a = arena_create();
	struct radar_cell items[20];
	struct radar_cells all = { items, 0 };
	const struct radar_cell in[] = {
		cell("pain", "after", 40), cell("pain", "treatment", 5), cell("pain", "screening", 7),
		cell("work", "after", 30), cell("work", "treatment", 20), cell("work", "screening", 3),
		cell("social", "after", 4), cell("social", "treatment", 5),
		cell("research", "after", 12), cell("pain", "after", 2),
	};
	for (size_t i = 0; i < sizeof in / sizeof *in; i++)
		radar_add(&all, &in[i]);
	CHECK(all.len == 9 && all.items[0].people == 42 && all.items[0].needs == 2);
	struct radar_cells safe = radar_safe(a, &all);
	expect(&safe, 0, "pain", "after", 42);
	expect(&safe, 1, "pain", "", 12);                  /* 5 and 7 together */
	expect(&safe, 2, "work", "after", 30);
	expect(&safe, 3, "work", "", 23);                  /* 3 alone would be too few: 20 goes along */
	expect(&safe, 4, "research", "after", 12);         /* of "social", nothing */
	CHECK(safe.len == 5);
	arena_destroy(a);
}

TEST(a_row_of_one_small_rest_gives_up_all_its_cells_rather_than_one)
{
	struct arena *a = arena_create();
	struct radar_cell items[4];
	struct radar_cells all = { items, 0 };
	const struct radar_cell in[] = { cell("pain", "after", 11), cell("pain", "treatment", 1) };
	for (size_t i = 0; i < 2; i++)
		radar_add(&all, &in[i]);
	struct radar_cells safe = radar_safe(a, &all);
	CHECK(safe.len == 1);
	expect(&safe, 0, "pain", "", 12);
	struct radar_cells none = radar_safe(a, &(struct radar_cells){ items, 0 });
	CHECK(none.len == 0);
	arena_destroy(a);
}

TEST(eleven_people_may_be_shown_and_ten_may_not)
{
	static const struct { int64_t people[3]; size_t shown; } cases[] = {
		{ { 11, 0, 0 }, 1 }, { { 10, 0, 0 }, 0 }, { { 5, 6, 0 }, 1 }, { { 5, 5, 0 }, 0 },
		{ { 12, 11, 0 }, 2 }, { { 12, 6, 5 }, 2 }, { { 30, 12, 10 }, 2 }, { { 12, 1, 0 }, 1 },
	};
	static const char *const columns[] = { "after", "treatment", "screening" };
	struct arena *a = arena_create();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct radar_cell items[3];
		struct radar_cells all = { items, 0 };
		int64_t needs = 0, people = 0, least = 1000, sum = 0;
		for (size_t k = 0; k < 3; k++) {
			struct radar_cell one = cell("pain", columns[k], cases[i].people[k]);
			one.needs = (int64_t)k + 1;
			if (one.people)
				radar_add(&all, &one);
			sum += one.people ? one.needs : 0;
		}
		struct radar_cells safe = radar_safe(a, &all);
		CHECK_AT(i, safe.len == cases[i].shown);
		for (size_t k = 0; k < safe.len; k++) {
			needs += safe.items[k].needs;
			people += safe.items[k].people;
			least = safe.items[k].people < least ? safe.items[k].people : least;
		}
		CHECK_AT(i, safe.len == 0 || needs == sum);      /* nothing is lost in a merge */
		CHECK_AT(i, safe.len == 0 || least >= CELL_LEAST);
		bool stands = cases[i].people[0] == 11;        /* under its own name, not as a rest */
		CHECK_AT(i, !stands || str_eq(safe.items[0].column, STR("after")));
		CHECK_AT(i, safe.len == 0 || people == cases[i].people[0] + cases[i].people[1]
			+ cases[i].people[2]);
	}
	arena_destroy(a);
}
