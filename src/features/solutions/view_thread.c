/* The thread of a solution as steps of a page. Pure. */
#include "base/zone.h"
#include "features/solutions/view.h"

static const struct { const char *icon, *kind, *title, *tag, *class; } looks[TOLD_KINDS] = {
	[TOLD_WRITTEN] = { "pen", WORD("solutions.kick.card"), WORD("solutions.step.written"), NULL,
		NULL },
	[TOLD_LISTED] = { "eye", WORD("solutions.kick.catalogue"), WORD("solutions.step.listed"),
		WORD("solutions.state.listed"), "" },
	[TOLD_DOCUMENTED] = { "check", WORD("solutions.kick.evidence"),
		WORD("solutions.step.documented"), WORD("solutions.state.documented"), "ag-fi" },
	[TOLD_EVALUATED] = { "scales", WORD("solutions.kick.evidence"),
		WORD("solutions.step.evaluated"), WORD("solutions.state.evaluated"), "ag-ok" },
	[TOLD_LESSENED] = { "alert", WORD("solutions.kick.evidence"),
		WORD("solutions.step.lessened"), NULL, NULL },
	[TOLD_VERSION] = { "pen", WORD("solutions.kick.card"), WORD("solutions.step.version"), NULL,
		NULL },
	[TOLD_CONFIRMED] = { "clock", WORD("solutions.kick.card"), WORD("solutions.step.confirmed"),
		NULL, NULL },
	[TOLD_SUSPENDED] = { "pause", WORD("solutions.kick.catalogue"),
		WORD("solutions.step.suspended"), WORD("solutions.state.suspended"), "ag-er" },
	[TOLD_RESUMED] = { "arrow", WORD("solutions.kick.catalogue"),
		WORD("solutions.step.resumed"), NULL, NULL },
	[TOLD_RETIRED] = { "archive", WORD("solutions.kick.catalogue"),
		WORD("solutions.step.retired"), WORD("solutions.state.retired"), "" },
	[TOLD_ANSWERS] = { "link", WORD("solutions.kick.need"), WORD("solutions.step.answers"), NULL,
		NULL },
	[TOLD_TRIED] = { "info", WORD("solutions.kick.outcome"), WORD("solutions.step.tried"), NULL,
		NULL },
	[TOLD_HELPED] = { "ok", WORD("solutions.kick.outcome"), WORD("solutions.step.helped"), NULL,
		NULL },
	[TOLD_HELPED_PARTLY] = { "ok", WORD("solutions.kick.outcome"),
		WORD("solutions.step.helped_partly"), NULL, NULL },
};

struct step_views view_solution_steps(struct arena *a, const struct page *p,
	const struct solution *s, const struct told_steps *told)
{
	struct step_view *items = NEW(a, struct step_view, told->len);
	const struct zone *zone = p->country->zone;
	for (size_t i = 0; i < told->len; i++) {
		const struct told_step *t = &told->items[i];
		items[i] = (struct step_view){ .icon = looks[t->kind].icon, .kind = looks[t->kind].kind,
			.at = t->at, .title = looks[t->kind].title, .tag = looks[t->kind].tag,
			.tag_class = looks[t->kind].class, .link = { t->path }, .link_text = t->title };
		if (i)
			items[i].gap_days = zone_day(zone, t->at) - zone_day(zone, told->items[i - 1].at);
		if (t->kind == TOLD_VERSION && solution_is_public(s->state)) {
			items[i].link.text = str_fmt(a, "/solutions/%s/versions", uuid_print(s->ref).text);
			items[i].link_text = words(p->lang, WORD("solutions.step.read_version"));
		}
	}
	return (struct step_views){ items, told->len };
}
