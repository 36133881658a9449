#ifndef ENGINES_GRAPH_VIEW_H
#define ENGINES_GRAPH_VIEW_H
#include "app/page.h"

/* A walk as a drawing and a table: the drawing shows numbered dots, from left to right in the order
 * of cause, the table says what each of them is. */
struct graph_dot { int x, y, number; bool here; };
struct graph_line { int x1, y1, x2, y2, middle; };
struct graph_row {
	int number;
	bool here;
	const char *kind;              /* key of the word for what it is */
	const char *how;               /* key: by which link it belongs here; NULL: the object itself */
	struct url path;
	struct str title;
	int lang;                      /* of the title: enum lang */
	int64_t at;                    /* of the edge; 0 for the object itself */
};
struct graph_dots { const struct graph_dot *items; size_t len; };
struct graph_lines { const struct graph_line *items; size_t len; };
struct graph_rows { const struct graph_row *items; size_t len; };
struct graph_view {
	int width, height;
	struct graph_dots dots;
	struct graph_lines lines;
	struct graph_rows rows;        /* fewer than two: there is nothing to draw */
	bool more;
};
struct graph;
struct graph_view view_graph(struct arena *a, const struct graph *g);
void part_graph(struct buf *h, const struct page *p, const struct graph_view *v);
#endif
