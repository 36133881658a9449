/* The thread of a solution: its own steps from the log, woven with what came of it for needs. */
#include "features/solutions/thread.h"
#include "app/event.h"

/* What is between its bearer and the team, or moderators, is not told. */
static const struct { const char *what; enum told_kind kind; } told[] = {
	{ "solutions.submitted", TOLD_WRITTEN },   { "solutions.listed", TOLD_LISTED },
	{ "solutions.documented", TOLD_DOCUMENTED }, { "solutions.evaluated", TOLD_EVALUATED },
	{ "solutions.lessened", TOLD_LESSENED },   { "solutions.version_published", TOLD_VERSION },
	{ "solutions.confirmed", TOLD_CONFIRMED }, { "solutions.suspended", TOLD_SUSPENDED },
	{ "solutions.resumed", TOLD_RESUMED },     { "solutions.retired", TOLD_RETIRED },
};
static const enum told_kind of_edge[EDGE_TYPES] = {
	[EDGE_ANSWERED] = TOLD_ANSWERS, [EDGE_TRIED] = TOLD_TRIED, [EDGE_HELPED] = TOLD_HELPED,
	[EDGE_HELPED_PARTLY] = TOLD_HELPED_PARTLY,
};

/* Sent again after it was returned: the first time counts. */
static void take(struct told_steps *t, const struct event_row *e)
{
	for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
		if (!str_eq(e->what, str_view(told[i].what)))
			continue;
		if (told[i].kind != TOLD_WRITTEN || t->len == 0)
			t->items[t->len++] = (struct told_step){ .kind = told[i].kind, .at = e->at };
		return;
	}
}

/* Puts it where it belongs in time. */
static void weave(struct told_steps *t, struct told_step step)
{
	size_t at = t->len++;
	for (; at > 0 && t->items[at - 1].at > step.at; at--)
		t->items[at] = t->items[at - 1];
	t->items[at] = step;
}

enum status solution_thread(struct tx *tx, const struct solution *s, const struct graph *graph,
	struct told_steps *out)
{
	struct event_rows events;
	TRY(event_history(tx, SOLUTIONS_SOLUTION, s->id, &events));
	*out = (struct told_steps){ .items = NEW(tx_arena(tx), struct told_step,
		events.len + graph->edge_count) };
	for (size_t i = 0; i < events.len; i++)
		take(out, &events.items[i]);
	for (size_t i = 0; i < graph->edge_count; i++) {
		const struct graph_edge *e = &graph->edges[i];
		const struct object *need = &graph->nodes[e->from].object;
		if (e->to == 0 && of_edge[e->type])
			weave(out, (struct told_step){ of_edge[e->type], e->at, need->path, need->title });
	}
	return OK;
}
