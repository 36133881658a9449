#ifndef ENGINES_GRAPH_GRAPH_H
#define ENGINES_GRAPH_GRAPH_H
#include "app/site.h"

/* The thread: edges between any two objects of the registry, each from what was said to what came
 * of it. Down from an object stands what became of it, up where it came from.
 *
 *   TRY(graph_link(tx, &(struct edge){ EDGE_JOINED, { K, from }, { K, into }, now }));
 *   …
 *   TRY(graph_walk(r->tx, r->site, r->who, (struct object_key){ K, id }, &graph));
 *   v.graph = view_graph(r->arena, &graph);                         {part graph(&v->graph)}
 */
/* Stored as numbers: never renumber. */
enum edge_type {
	EDGE_JOINED = 1,       /* became part of the other */
	EDGE_ANSWERED,         /* the other answers it */
	EDGE_TRIED,            /* was tried, and this is what came out */
	EDGE_WORKED_ON,        /* was worked on there */
	EDGE_LED_TO,           /* the other exists because of it */
	EDGE_HELPED,           /* was tried, and helped */
	EDGE_HELPED_PARTLY,
	EDGE_TYPES
};
struct edge { enum edge_type type; struct object_key from, to; int64_t at; };

/* Draws it; an edge that is there already stays as it is. */
enum status graph_link(struct tx *tx, const struct edge *e);
enum status graph_unlink(struct tx *tx, const struct edge *e);

enum { GRAPH_DEEP = 6, GRAPH_NODES = 60 };
struct graph_node {
	struct object_key key;
	struct object object;
	const char *kind;              /* key of the word for its kind */
	int depth;                     /* 0 the object itself, below 0 upstream, above downstream */
};
/* Of two nodes by their places in `nodes`; from is always nearer to the first words. */
struct graph_edge { enum edge_type type; size_t from, to; int64_t at; };
struct graph {
	struct graph_node *nodes;      /* [0] is the object itself */
	struct graph_edge *edges;
	size_t len, edge_count;
	bool more;                     /* there is more to see: further away, or too much */
};
/* Up and down from one object, at most GRAPH_DEEP far each way: what `who` may see, and what leads
 * there by what they may see. NOT_FOUND: not the object itself. In the arena of the tx. */
enum status graph_walk(struct tx *tx, const struct site *s, const struct who *who,
	struct object_key key, struct graph *out);
/* The same, upstream alone and whoever may see it: who is to be told of what came of it. */
struct object_keys { struct object_key *items; size_t len; };
enum status graph_sources(struct tx *tx, struct object_key key, struct object_keys *out);
#endif
