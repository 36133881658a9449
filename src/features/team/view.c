/* From what was found to what the team sees. Pure. */
#include "features/team/view.h"

struct mail_look view_mail_state(int state)
{
	static const struct mail_look looks[] = {
		{ WORD("team.mail.waiting"), "ag-wa" },
		{ WORD("team.mail.waiting"), "ag-wa" },
		{ WORD("team.mail.sent"), "ag-ok" },
		{ WORD("team.mail.refused"), "ag-er" },
	};
	return looks[state > 0 && state < 4 ? state : 0];
}

void view_log(const struct field *query, struct team_log_view *v)
{
	*v = (struct team_log_view){ .head = head_key(WORD("team.log.title")) };
	v->head.sheet = "team.css";
	v->head.hidden = true;
	v->what = (struct field_view){ .name = STR("what"), .kind = FIELD_SEARCH,
		.label = WORD("team.log.what"), .hint = WORD("team.log.what_hint"),
		.typed = field_get(query, "what") };
}
