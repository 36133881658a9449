#include "features/portal/view.h"
#include "base/test.h"

TEST(a_taste_is_one_of_those_we_have_or_none)
{
	static const struct { const char *theme, *size, *want_theme, *want_size; } cases[] = {
		{ "dark", "2", "dark", "2" }, { "light", "1", "light", "1" }, { "auto", "0", "", "" },
		{ "", "", "", "" }, { "pink\"", "9", "", "" }, { "DARK", "-1", "", "" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct tastes t = tastes_read(str_view(cases[i].theme), str_view(cases[i].size));
		CHECK_AT(i, str_eq(t.theme, str_view(cases[i].want_theme)));
		CHECK_AT(i, str_eq(t.size, str_view(cases[i].want_size)));
	}
}

TEST(a_security_txt_is_good_for_less_than_a_year)
{
	CHECK(security_until(20000) > 20000 + 90 && security_until(20000) < 20000 + 365);
}

TEST(what_one_has_chosen_is_marked)
{
	struct taste_view v;
	view_tastes(&v, (struct tastes){ STR("dark"), STR("") }, true);
	CHECK(v.is_saved && v.themes[2].chosen && !v.themes[0].chosen && v.sizes[0].chosen);
	view_tastes(&v, (struct tastes){ 0 }, false);
	CHECK(v.themes[0].chosen && v.sizes[0].chosen && v.fields.len == 2);
}

TEST(only_stations_with_something_in_them_are_reached)
{
	struct home_view v;
	view_home(&v, &(struct home_in){ .needs = 12, .answered = 1 });
	CHECK(v.stations.len == 4 && v.station[0].is_reached && !v.station[1].is_reached);
	CHECK(v.station[2].is_reached && !v.station[3].is_reached && v.station[0].count == 12);
}
