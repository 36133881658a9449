/* From what we know to what is shown. Pure. */
#include "features/follows/view.h"

enum { WEEKDAYS = 7, HOURS = 24 };

struct option_views view_levels(struct arena *a, enum level chosen)
{
	struct option_view *items = NEW(a, struct option_view, LEVELS);
	size_t n = level_options(items, chosen, true);
	return (struct option_views){ items, n };
}

static struct option_view numbered(struct arena *a, int n, struct str typed)
{
	struct option_view o = { .value = str_fmt(a, "%d", n) };
	o.chosen = str_eq(o.value, typed);
	return o;
}

static void view_options(struct arena *a, enum lang lang, const struct habit_form *form,
	struct follows_view *v)
{
	static const char *const days[WEEKDAYS] = {
		WORD("app.weekday.mon"), WORD("app.weekday.tue"), WORD("app.weekday.wed"),
		WORD("app.weekday.thu"), WORD("app.weekday.fri"), WORD("app.weekday.sat"),
		WORD("app.weekday.sun"),
	};
	enum level level = LEVEL_USUAL;
	level_of(form->typed[HABIT_LEVEL], &level);
	size_t levels = level_options(v->levels, level, false);
	for (int i = 0; i < WEEKDAYS; i++) {
		v->weekdays[i] = numbered(a, i + 1, form->typed[HABIT_WEEKDAY]);
		v->weekdays[i].label = days[i];
	}
	for (int i = 0; i < HOURS; i++) {
		struct option_view *o = &v->hours[i];
		*o = numbered(a, i, form->typed[HABIT_HOUR]);
		o->text = words_fill(a, lang, WORD("follows.hour"), &o->value, 1);
	}
	v->field[HABIT_LEVEL].options = (struct option_views){ v->levels, levels };
	v->field[HABIT_WEEKDAY].options = (struct option_views){ v->weekdays, WEEKDAYS };
	v->field[HABIT_HOUR].options = (struct option_views){ v->hours, HOURS };
}

void view_follows(struct arena *a, enum lang lang, const struct habit_form *form,
	struct follows_view *v)
{
	static const struct field_view about[HABIT_FIELDS] = {
		[HABIT_LEVEL] = { .kind = FIELD_SELECT, .label = WORD("follows.field.level"),
			.hint = WORD("follows.hint.level") },
		[HABIT_WEEKDAY] = { .kind = FIELD_SELECT, .label = WORD("follows.field.weekday"),
			.hint = WORD("follows.hint.weekday") },
		[HABIT_HOUR] = { .kind = FIELD_SELECT, .label = WORD("follows.field.hour"),
			.hint = WORD("follows.hint.hour") },
	};
	*v = (struct follows_view){ .head = head_key(WORD("follows.title")) };
	v->head.hidden = v->head.narrow = true;
	memcpy(v->field, about, sizeof about);
	v->fields = fields_with(v->field, (struct form_state){ habit_field_name, form->typed,
		form->problem, HABIT_FIELDS });
	view_options(a, lang, form, v);
	v->head.problems = field_problems(v->fields);
}

struct stop_view view_stop(bool is_all, bool is_done)
{
	struct stop_view v = { .is_all = is_all, .is_done = is_done,
		.head = head_key(is_done ? WORD("follows.stop.done") : WORD("follows.stop.title")) };
	v.head.narrow = v.head.hidden = true;
	return v;
}
