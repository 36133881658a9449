#include "engines/delivery/rhythm.h"

enum { WEEK = 7 };

static const char *const level_words[LEVELS] = {
	[LEVEL_USUAL] = "usual", [LEVEL_AT_ONCE] = "at-once", [LEVEL_DAILY] = "daily",
	[LEVEL_WEEKLY] = "weekly", [LEVEL_NEVER] = "never",
};

const char *level_word(enum level level)
{
	return level < LEVELS ? level_words[level] : "";
}

bool level_of(struct str word, enum level *out)
{
	for (enum level l = LEVEL_USUAL; l < LEVELS; l++)
		if (str_eq(word, str_view(level_words[l]))) {
			*out = l;
			return true;
		}
	return false;
}

const char *const habit_field_name[HABIT_FIELDS] = {
	[HABIT_LEVEL] = "level", [HABIT_WEEKDAY] = "weekday", [HABIT_HOUR] = "hour",
};

static bool read_number(struct str typed, int64_t least, int64_t most, int *out)
{
	int64_t n;
	bool fits = str_to_i64(typed, &n) && n >= least && n <= most;
	*out = fits ? (int)n : 0;
	return fits;
}

bool habit_read(struct habit_form *form, struct habit *out)
{
	bool level = level_of(form->typed[HABIT_LEVEL], &out->level) && out->level != LEVEL_USUAL;
	bool weekday = read_number(form->typed[HABIT_WEEKDAY], 1, WEEK, &out->weekday);
	bool hour = read_number(form->typed[HABIT_HOUR], 0, 23, &out->hour);
	if (!level)
		form->problem[HABIT_LEVEL] = (struct problem){ WORD("delivery.problem.level"), 0 };
	if (!weekday)
		form->problem[HABIT_WEEKDAY] = (struct problem){ WORD("delivery.problem.weekday"), 0 };
	if (!hour)
		form->problem[HABIT_HOUR] = (struct problem){ WORD("delivery.problem.hour"), 0 };
	return level && weekday && hour;
}

int64_t digest_due(const struct zone *z, const struct habit *h, enum level level, int64_t now_at)
{
	if (level != LEVEL_DAILY && level != LEVEL_WEEKLY)
		return 0;
	int64_t day = zone_day(z, now_at), pause = level == LEVEL_WEEKLY ? WEEK : 1;
	if (level == LEVEL_WEEKLY)
		day += (h->weekday - civil_of_day(day).weekday + WEEK) % WEEK;
	int64_t at = zone_at(z, day, h->hour, 0);
	return at > now_at ? at : zone_at(z, day + pause, h->hour, 0);
}
