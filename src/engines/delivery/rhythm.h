#ifndef ENGINES_DELIVERY_RHYTHM_H
#define ENGINES_DELIVERY_RHYTHM_H
#include "base/field.h"
#include "base/zone.h"

/* How soon somebody wants a mail about what they follow. Pure. The numbers are stored: never
 * renumber. */
enum level { LEVEL_USUAL, LEVEL_AT_ONCE, LEVEL_DAILY, LEVEL_WEEKLY, LEVEL_NEVER, LEVELS };
/* One person's, for all that has no level of its own: never LEVEL_USUAL. */
struct habit { enum level level; int weekday, hour; };         /* weekday: 1 = Monday */
enum { WEEKDAY_USUAL = 1, HOUR_USUAL = 9 };
static inline struct habit habit_usual(void)
{
	return (struct habit){ LEVEL_WEEKLY, WEEKDAY_USUAL, HOUR_USUAL };
}

/* "at-once", "daily"… as forms write it; false: no level. */
const char *level_word(enum level level);
bool level_of(struct str word, enum level *out);

/* The rhythm of the whole, as a form has it: "weekly", "1" to "7", "0" to "23". False: *form says
 * what is wrong. */
enum habit_field { HABIT_LEVEL, HABIT_WEEKDAY, HABIT_HOUR, HABIT_FIELDS };
struct habit_form { struct str typed[HABIT_FIELDS]; struct problem problem[HABIT_FIELDS]; };
extern const char *const habit_field_name[HABIT_FIELDS];
bool habit_read(struct habit_form *form, struct habit *out);

/* When the next digest is due after now_at, ms UTC; 0: this level has none. An hour that a day of
 * spring leaves out is the first instant behind it. */
int64_t digest_due(const struct zone *z, const struct habit *h, enum level level, int64_t now_at);
#endif
