/* Where each dot stands: a column for each step of cause and effect, in order. Pure. */
#include "engines/graph/view.h"
#include "engines/graph/graph.h"

enum { FIRST = 20, ACROSS = 66, DOWN = 44 };

static const char *const down_words[EDGE_TYPES] = {
	[EDGE_JOINED] = WORD("graph.joined"), [EDGE_ANSWERED] = WORD("graph.answered"),
	[EDGE_TRIED] = WORD("graph.tried"), [EDGE_WORKED_ON] = WORD("graph.worked_on"),
	[EDGE_LED_TO] = WORD("graph.led_to"), [EDGE_HELPED] = WORD("graph.helped"),
	[EDGE_HELPED_PARTLY] = WORD("graph.helped_partly"),
};
static const char *const up_words[EDGE_TYPES] = {
	[EDGE_JOINED] = WORD("graph.up.joined"), [EDGE_ANSWERED] = WORD("graph.up.answered"),
	[EDGE_TRIED] = WORD("graph.up.tried"), [EDGE_WORKED_ON] = WORD("graph.up.worked_on"),
	[EDGE_LED_TO] = WORD("graph.up.led_to"), [EDGE_HELPED] = WORD("graph.up.helped"),
	[EDGE_HELPED_PARTLY] = WORD("graph.up.helped_partly"),
};

/* The edge by which a node was reached: the first that has it at its far end; of several between
 * the same two the last, which says what came of it. */
static const struct graph_edge *reached_by(const struct graph *g, size_t node)
{
	bool down = g->nodes[node].depth > 0;
	const struct graph_edge *by = NULL;
	for (size_t i = 0; i < g->edge_count; i++) {
		const struct graph_edge *e = &g->edges[i];
		if (!by && (down ? e->to : e->from) == node)
			by = e;
		else if (by && e->from == by->from && e->to == by->to && e->at >= by->at)
			by = e;
	}
	return by;
}

static struct graph_row row_of(const struct graph *g, size_t node, int number)
{
	const struct graph_node *n = &g->nodes[node];
	const struct graph_edge *e = n->depth ? reached_by(g, node) : NULL;
	return (struct graph_row){
		.number = number,
		.here   = n->depth == 0,
		.kind   = n->kind,
		.how    = !e ? NULL : n->depth > 0 ? down_words[e->type] : up_words[e->type],
		.path   = { n->object.path },
		.title  = n->object.title,
		.lang   = n->object.lang,
		.at     = e ? e->at : 0,
	};
}

/* Every node has its number, its column and its place in it; then what lies between them. */
struct graph_view view_graph(struct arena *a, const struct graph *g)
{
	struct graph_dot *dots = NEW(a, struct graph_dot, g->len);
	struct graph_row *rows = NEW(a, struct graph_row, g->len);
	struct graph_line *lines = NEW(a, struct graph_line, g->edge_count);
	size_t *dot_of = NEW(a, size_t, g->len);
	struct graph_view v = { .more = g->more };
	size_t n = 0;
	for (int depth = -GRAPH_DEEP; depth <= GRAPH_DEEP; depth++) {
		int high = 0;
		for (size_t i = 0; i < g->len; i++) {
			if (g->nodes[i].depth != depth)
				continue;
			dots[n] = (struct graph_dot){ FIRST + v.width, FIRST + DOWN * high++, (int)n + 1,
				depth == 0 };
			rows[n] = row_of(g, i, (int)n + 1);
			dot_of[i] = n++;
		}
		v.width += high ? ACROSS : 0;
		v.height = DOWN * high > v.height ? DOWN * high : v.height;
	}
	v.width += 2 * FIRST - ACROSS;
	v.height += 2 * FIRST - DOWN;
	for (size_t i = 0; i < g->edge_count; i++) {
		const struct graph_dot *from = &dots[dot_of[g->edges[i].from]];
		const struct graph_dot *to = &dots[dot_of[g->edges[i].to]];
		lines[i] = (struct graph_line){ from->x, from->y, to->x, to->y, (from->x + to->x) / 2 };
	}
	v.dots = (struct graph_dots){ dots, n };
	v.rows = (struct graph_rows){ rows, n };
	v.lines = (struct graph_lines){ lines, g->edge_count };
	return v;
}
