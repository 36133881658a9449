/* The needs that wait for the team. Pure. */
#include "features/agora/view_team.h"

void view_work_list(struct arena *a, const struct field *query, struct work_list_view *v)
{
	static const struct { const char *value, *label; } about[] = {
		{ "open", WORD("agora.work.open") }, { "work", WORD("agora.work.in_work") },
		{ "answered", WORD("agora.work.answered") }, { "dormant", WORD("agora.work.dormant") },
		{ "silent", WORD("agora.work.silent_state") },
	};
	enum { CHOICES = sizeof about / sizeof *about };
	struct option_view *items = NEW(a, struct option_view, CHOICES);
	struct str typed = field_get(query, "state");
	for (size_t i = 0; i < CHOICES; i++)
		items[i] = (struct option_view){ .value = str_view(about[i].value),
			.label = about[i].label, .chosen = str_eq(typed, str_view(about[i].value)) };
	*v = (struct work_list_view){ .head = head_key(WORD("agora.work.title")) };
	v->head.sheet = "team.css";
	v->head.hidden = true;
	v->state = (struct field_view){ .name = STR("state"), .kind = FIELD_SELECT,
		.label = WORD("agora.filter.state"), .typed = typed, .options = { items, CHOICES } };
}
