/* What several features show of rhythms. Pure. */
#include "engines/delivery/view.h"

size_t level_options(struct option_view out[LEVELS], enum level chosen, bool with_usual)
{
	static const char *const keys[LEVELS] = {
		[LEVEL_USUAL] = WORD("delivery.level.usual"),
		[LEVEL_AT_ONCE] = WORD("delivery.level.at_once"),
		[LEVEL_DAILY] = WORD("delivery.level.daily"),
		[LEVEL_WEEKLY] = WORD("delivery.level.weekly"),
		[LEVEL_NEVER] = WORD("delivery.level.never"),
	};
	size_t n = 0;
	for (enum level l = with_usual ? LEVEL_USUAL : LEVEL_AT_ONCE; l < LEVELS; l++)
		out[n++] = (struct option_view){ .value = str_view(level_word(l)), .label = keys[l],
			.chosen = l == chosen };
	return n;
}
