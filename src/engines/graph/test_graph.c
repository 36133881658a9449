/* Edges between objects of an invented kind, and what of them is seen. */
#include "engines/graph/graph.h"
#include "engines/graph/view.h"
#include "test_site.h"

enum { THING = 901 };

/* Every third thing is the team's alone; those from 1,000 on are not there. */
static enum status find(struct tx *tx, const struct who *who, int64_t id, struct object *out)
{
	if (id >= 1000 || (id % 3 == 0 && !(who->roles & ROLE_TEAM)))
		return fail(tx_error(tx), NOT_FOUND, "no thing");
	*out = (struct object){ .title = str_fmt(tx_arena(tx), "Chose %lld", (long long)id),
		.path = str_fmt(tx_arena(tx), "/choses/%lld", (long long)id) };
	return OK;
}

static const struct object_kind kinds[] = { { THING, "test.thing", "graph.what", find }, { 0 } };
static const struct feature test_feature = { .name = "test", .zones = ZONE_COMMUNITY,
	.objects = kinds };
static const struct feature *const with_things[] = { &test_feature, NULL };

struct pair { int64_t from, to; };
struct asked {
	struct world *w;
	int64_t id;
	unsigned roles;
	struct graph graph;
	struct object_keys sources;
	enum status status;
};

static enum status link_pairs(struct tx *tx, void *arg)
{
	const struct pair *pairs = arg;
	for (size_t i = 0; pairs[i].from; i++)
		TRY(graph_link(tx, &(struct edge){ EDGE_LED_TO, { THING, pairs[i].from },
			{ THING, pairs[i].to }, 1000 + (int64_t)i }));
	return OK;
}

static enum status look(struct tx *tx, void *arg)
{
	struct asked *a = arg;
	struct who who = { .roles = a->roles };
	struct object_key key = { THING, a->id };
	a->status = graph_walk(tx, &a->w->site, &who, key, &a->graph);
	TRY(a->status);
	return graph_sources(tx, key, &a->sources);
}

static struct graph walked(struct world *w, int64_t id, unsigned roles)
{
	struct asked a = { .w = w, .id = id, .roles = roles };
	CHECK(world_job(w, look, &a) == OK);
	return a.graph;
}

static int depth_of(const struct graph *g, int64_t id)
{
	for (size_t i = 0; i < g->len; i++)
		if (g->nodes[i].key.id == id)
			return g->nodes[i].depth;
	return 99;
}

TEST(a_walk_goes_up_to_the_first_words_and_down_to_what_became_of_them)
{
	static const struct pair pairs[] = { { 1, 2 }, { 2, 4 }, { 2, 5 }, { 4, 7 }, { 5, 7 },
		{ 10, 2 }, { 1, 2 }, { 0 } };
	struct world w;
	world_open_with(&w, with_things);
	CHECK(world_job(&w, link_pairs, (void *)(uintptr_t)pairs) == OK);
	struct graph g = walked(&w, 2, 0);
	CHECK(g.len == 6 && g.edge_count == 6 && !g.more);
	CHECK(depth_of(&g, 1) == -1 && depth_of(&g, 10) == -1 && depth_of(&g, 2) == 0);
	CHECK(depth_of(&g, 4) == 1 && depth_of(&g, 5) == 1 && depth_of(&g, 7) == 2);
	/* What else came of a source is not this one's thread. */
	g = walked(&w, 7, 0);
	CHECK(g.len == 6 && depth_of(&g, 1) == -3);
	g = walked(&w, 4, 0);
	CHECK(g.len == 5 && depth_of(&g, 5) == 99);
	world_close(&w);
}

TEST(what_may_not_be_seen_is_not_in_the_graph_nor_what_only_it_leads_to)
{
	static const struct pair pairs[] = { { 1, 3 }, { 3, 4 }, { 1, 5 }, { 5, 1001 }, { 0 } };
	struct world w;
	world_open_with(&w, with_things);
	CHECK(world_job(&w, link_pairs, (void *)(uintptr_t)pairs) == OK);
	struct graph g = walked(&w, 1, 0);
	CHECK(g.len == 2 && depth_of(&g, 5) == 1);
	g = walked(&w, 1, ROLE_FACILITATOR);
	CHECK(g.len == 4 && depth_of(&g, 4) == 2);
	struct asked a = { .w = &w, .id = 3 };
	CHECK(world_job(&w, look, &a) == NOT_FOUND && a.status == NOT_FOUND);
	world_close(&w);
}

TEST(a_ring_ends_and_a_long_thread_is_cut_six_steps_away)
{
	static struct pair pairs[200];
	struct world w;
	world_open_with(&w, with_things);
	for (int i = 0; i < 10; i++)
		pairs[i].from = 101 + 3 * i, pairs[i].to = 104 + 3 * i;
	CHECK(world_job(&w, link_pairs, pairs) == OK);
	struct graph g = walked(&w, 101, 0);
	CHECK(g.len == 7 && depth_of(&g, 119) == 6 && depth_of(&g, 122) == 99 && g.more);
	g = walked(&w, 113, 0);
	CHECK(g.len == 11 && !g.more);                       /* six down, four up: all of it */
	pairs[10].from = 131, pairs[10].to = 101;
	CHECK(world_job(&w, link_pairs, pairs) == OK);
	g = walked(&w, 101, 0);
	CHECK(g.len == 11 && depth_of(&g, 131) == -1 && depth_of(&g, 104) == 1);
	/* More than there is room for. */
	size_t n = 0;
	for (int i = 0; i < 80; i++)
		if ((200 + i) % 3)
			pairs[n].from = 1, pairs[n++].to = 200 + i;
	pairs[n] = (struct pair){ 0 };
	CHECK(world_job(&w, link_pairs, pairs) == OK);
	g = walked(&w, 1, 0);
	CHECK(g.more && g.len == 41);
	world_close(&w);
}

static enum status unlink_one(struct tx *tx, void *arg)
{
	(void)arg;
	return graph_unlink(tx, &(struct edge){ .type = EDGE_LED_TO, .from = { THING, 1 },
		.to = { THING, 2 } });
}

TEST(sources_are_found_without_asking_who_looks_and_edges_can_go)
{
	static const struct pair pairs[] = { { 1, 2 }, { 3, 2 }, { 2, 4 }, { 4, 5 }, { 5, 7 }, { 0 } };
	struct world w;
	world_open_with(&w, with_things);
	CHECK(world_job(&w, link_pairs, (void *)(uintptr_t)pairs) == OK);
	struct asked a = { .w = &w, .id = 4 };
	CHECK(world_job(&w, look, &a) == OK && a.sources.len == 3);
	CHECK(a.sources.items[0].id == 2 && a.sources.items[2].id == 3);
	CHECK(world_job(&w, unlink_one, NULL) == OK);
	CHECK(world_count(&w, "SELECT count(*) FROM graph_edge") == 4);
	world_close(&w);
}

TEST(a_drawing_has_a_column_for_each_step_and_the_table_the_order_of_cause)
{
	static const struct pair pairs[] = { { 1, 2 }, { 10, 2 }, { 2, 4 }, { 0 } };
	struct world w;
	world_open_with(&w, with_things);
	CHECK(world_job(&w, link_pairs, (void *)(uintptr_t)pairs) == OK);
	struct graph g = walked(&w, 2, 0);
	struct graph_view v = view_graph(w.arena, &g);
	CHECK(v.rows.len == 4 && v.dots.len == 4 && v.lines.len == 3);
	CHECK(str_eq(v.rows.items[0].title, STR("Chose 1")) && v.rows.items[0].number == 1);
	CHECK(v.rows.items[2].here && !v.rows.items[2].how && v.dots.items[2].here);
	CHECK(str_eq(v.rows.items[3].title, STR("Chose 4")) && v.rows.items[3].at == 1002);
	CHECK(v.dots.items[0].x == v.dots.items[1].x && v.dots.items[0].y < v.dots.items[1].y);
	CHECK(v.dots.items[3].x > v.dots.items[2].x && v.dots.items[3].x < v.width);
	CHECK(v.dots.items[1].y < v.height && v.lines.items[0].x1 < v.lines.items[0].x2);
	world_close(&w);
}
