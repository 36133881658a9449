/* What a reader may choose, and what the portal knows without being told. */
#include "features/portal/rules.h"

const char *const taste_theme_name[TASTE_THEMES] = { "auto", "light", "dark" };
const char *const taste_size_name[TASTE_SIZES] = { "0", "1", "2" };
const char *const legal_name[] = {
	"mentions", "donnees", "cgu", "accessibilite", "charte", "apropos", "aide", NULL,
};

static struct str one_of(struct str typed, const char *const names[], size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (str_eq(typed, str_view(names[i])))
			return str_view(names[i]);
	return (struct str){ 0 };
}

struct tastes tastes_read(struct str theme, struct str size)
{
	return (struct tastes){ one_of(theme, taste_theme_name, TASTE_THEMES),
		one_of(size, taste_size_name, TASTE_SIZES) };
}

int64_t security_until(int64_t today)
{
	enum { HALF_A_YEAR = 182 };
	return today + HALF_A_YEAR;
}
