/* Edges at rest, and walking along them. */
#include "engines/graph/graph.h"
#include <stdlib.h>

enum { EDGES_MAX = 4 * GRAPH_NODES, OF_ONE_MAX = 40 };

enum status graph_link(struct tx *tx, const struct edge *e)
{
	return db_exec(tx,
		"INSERT INTO graph_edge (from_kind, from_id, type, to_kind, to_id, at)"
		" VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
		BIND(i64(e->from.kind), i64(e->from.id), i64(e->type), i64(e->to.kind), i64(e->to.id),
			i64(e->at)));
}

enum status graph_unlink(struct tx *tx, const struct edge *e)
{
	return db_exec(tx,
		"DELETE FROM graph_edge WHERE from_kind = $1 AND from_id = $2 AND type = $3"
		"   AND to_kind = $4 AND to_id = $5",
		BIND(i64(e->from.kind), i64(e->from.id), i64(e->type), i64(e->to.kind), i64(e->to.id)));
}

/* ---- walking ---- */

/* The other ends of the edges of one object, the oldest first; *more: not all of them. */
struct ends { struct edge items[OF_ONE_MAX]; size_t len; bool more; };

static enum status read_ends(struct tx *tx, struct object_key key, bool down, struct ends *out)
{
	struct rows r = down
		? db_query(tx, "SELECT type, to_kind, to_id, at FROM graph_edge"
			" WHERE from_id = $1 AND from_kind = $2 ORDER BY at, to_id LIMIT $3",
			BIND(i64(key.id), i64(key.kind), i64(OF_ONE_MAX + 1)))
		: db_query(tx, "SELECT type, from_kind, from_id, at FROM graph_edge"
			" WHERE to_id = $1 AND to_kind = $2 ORDER BY at, from_id LIMIT $3",
			BIND(i64(key.id), i64(key.kind), i64(OF_ONE_MAX + 1)));
	out->len = 0;
	out->more = false;
	while (rows_next(&r)) {
		struct object_key other = { (int)row_i64(&r, 1), row_i64(&r, 2) };
		if (out->len == OF_ONE_MAX) {
			out->more = true;
			break;
		}
		out->items[out->len++] = (struct edge){ (enum edge_type)row_i64(&r, 0),
			down ? key : other, down ? other : key, row_i64(&r, 3) };
	}
	return rows_end(&r);
}

static bool same_key(struct object_key a, struct object_key b)
{
	return a.kind == b.kind && a.id == b.id;
}

struct walk {
	struct tx *tx;
	const struct site *site;
	const struct who *who;
	struct graph *graph;
};

/* Its place among the nodes; GRAPH_NODES: it may not be seen, is too far, or there is no room. */
static size_t place_of(struct walk *w, struct object_key key, int depth)
{
	struct graph *g = w->graph;
	struct graph_node n = { .key = key, .depth = depth };
	for (size_t i = 0; i < g->len; i++)
		if (same_key(g->nodes[i].key, key))
			return i;
	const struct object_kind *kind = site_kind(w->site, key.kind);
	if (!kind || !site_object(w->site, w->tx, w->who, key, &n.object))
		return GRAPH_NODES;
	if (g->len == GRAPH_NODES || abs(depth) > GRAPH_DEEP) {
		g->more = true;
		return GRAPH_NODES;
	}
	n.kind = kind->word;
	g->nodes[g->len] = n;
	return g->len++;
}

static void add_edge(struct graph *g, const struct edge *e, size_t from, size_t to)
{
	for (size_t i = 0; i < g->edge_count; i++)
		if (g->edges[i].from == from && g->edges[i].to == to && g->edges[i].type == e->type)
			return;
	if (g->edge_count < EDGES_MAX)
		g->edges[g->edge_count++] = (struct graph_edge){ e->type, from, to, e->at };
}

/* The nodes stand in the order in which they were reached, so each is opened once. */
static enum status walk(struct walk *w, bool down)
{
	struct graph *g = w->graph;
	struct ends ends;
	for (size_t at = 0; at < g->len; at++) {
		int depth = g->nodes[at].depth, next = down ? depth + 1 : depth - 1;
		bool on_the_way = down ? depth >= 0 : depth <= 0;
		if (!on_the_way)
			continue;
		TRY(read_ends(w->tx, g->nodes[at].key, down, &ends));
		g->more |= ends.more;
		for (size_t i = 0; i < ends.len; i++) {
			const struct edge *e = &ends.items[i];
			size_t other = place_of(w, down ? e->to : e->from, next);
			if (other < g->len)
				add_edge(g, e, down ? at : other, down ? other : at);
		}
	}
	return tx_error(w->tx)->status;
}

enum status graph_walk(struct tx *tx, const struct site *s, const struct who *who,
	struct object_key key, struct graph *out)
{
	struct arena *a = tx_arena(tx);
	*out = (struct graph){ .nodes = NEW(a, struct graph_node, GRAPH_NODES),
		.edges = NEW(a, struct graph_edge, EDGES_MAX) };
	struct walk w = { tx, s, who, out };
	if (place_of(&w, key, 0) != 0)
		return fail(tx_error(tx), NOT_FOUND, "no object to be seen here");
	TRY(walk(&w, false));
	return walk(&w, true);
}

enum status graph_sources(struct tx *tx, struct object_key key, struct object_keys *out)
{
	struct object_key *found = NEW(tx_arena(tx), struct object_key, GRAPH_NODES + 1);
	int *depth = NEW(tx_arena(tx), int, GRAPH_NODES + 1);
	struct ends ends;
	size_t len = 1;
	found[0] = key;
	for (size_t at = 0; at < len; at++) {
		if (depth[at] == GRAPH_DEEP)
			continue;
		TRY(read_ends(tx, found[at], false, &ends));
		for (size_t i = 0; i < ends.len && len <= GRAPH_NODES; i++) {
			size_t known = 0;
			while (known < len && !same_key(found[known], ends.items[i].from))
				known++;
			if (known < len)
				continue;
			depth[len] = depth[at] + 1;
			found[len++] = ends.items[i].from;
		}
	}
	*out = (struct object_keys){ found + 1, len - 1 };
	return OK;
}
