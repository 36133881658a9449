/* The thread of a solution: its steps, the needs it answers, the same as Atom. */
#include "app/test_markup.h"
#include "engines/graph/graph.h"
#include "features/solutions/test_made.h"

struct drawing { struct edge edge; };

static enum status draw(struct tx *tx, void *arg)
{
	struct drawing *d = arg;
	d->edge.at = tx_now(tx);
	return graph_link(tx, &d->edge);
}

/* Between the two solutions of the world, as if the first were a need: the walk knows kinds only by
 * the registry. */
static void tie(struct world *w, enum edge_type type, int64_t from, int64_t to)
{
	struct drawing d = { { .type = type, .from = { SOLUTIONS_SOLUTION, from },
		.to = { SOLUTIONS_SOLUTION, to } } };
	CHECK(world_job(w, draw, &d) == OK);
}

static int64_t id_of(struct world *w, const char *name)
{
	return world_count(w, str_fmt(w->arena,
		"SELECT id FROM solutions_solution WHERE name = '%s'", name).ptr);
}

static bool in_order(struct seen s, const char *first, const char *then)
{
	const char *a = strstr(s.body.ptr, first), *b = strstr(s.body.ptr, then);
	return a && b && a < b;
}

TEST(the_page_of_a_solution_tells_its_steps_and_what_came_of_it)
{
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.ada, SOLUTION_DOCUMENTED);
	named_solution_made(&w, &w.ben, SOLUTION_LISTED, form_made("Une autre"));
	const char *card = path_to(&w, "/solutions", ref, "");
	struct seen s = visit_get(&w, &w.nobody, card);
	CHECK(says(s, "Elle entre au catalogue") && !says(s, "ag-graph"));
	w.now_at += 86400000;
	tie(&w, EDGE_ANSWERED, id_of(&w, "Une autre"), id_of(&w, "Veille du soir"));
	w.now_at += 86400000;
	tie(&w, EDGE_HELPED, id_of(&w, "Une autre"), id_of(&w, "Veille du soir"));
	w.now_at += 86400000;
	CHECK(solution_acted(&w, &w.flo, ref, "evaluate", "Douze l’ont essayée.") == OK);
	s = visit_get(&w, &w.nobody, card);
	CHECK_PAGE(0, s.body);
	CHECK(in_order(s, "Son porteur l’a proposée", "Elle entre au catalogue"));
	CHECK(in_order(s, "dossier de preuves est complet", "Elle répond à un besoin"));
	CHECK(in_order(s, "Elle répond à un besoin", "Elle a aidé quelqu’un"));
	CHECK(in_order(s, "Elle a aidé quelqu’un", "l’ont évaluée"));
	CHECK(!says(s, "Douze l’ont"));                /* words are between the team and its bearer */
	CHECK(says(s, "class=\"ag-graph\"") && says(s, "aidé par cela"));
	CHECK_PAGE(1, visit_get(&w, &w.nobody, path_to(&w, "/en/solutions", ref, "")).body);
	world_close(&w);
}

TEST(what_is_not_to_be_seen_is_not_in_the_thread_of_a_solution)
{
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.ada, SOLUTION_LISTED);
	named_solution_made(&w, &w.ben, SOLUTION_SUBMITTED, form_made("Zibeline"));
	tie(&w, EDGE_ANSWERED, id_of(&w, "Zibeline"), id_of(&w, "Veille du soir"));
	const char *card = path_to(&w, "/solutions", ref, "");
	struct seen s = visit_get(&w, &w.cleo, card);
	CHECK(!says(s, "Zibeline") && !says(s, "Elle répond à un besoin"));
	CHECK(says(visit_get(&w, &w.fay, card), "Zibeline"));
	CHECK(!says(visit_get(&w, &w.fay, path_to(&w, "/solutions", ref, ".atom")), "Zibeline"));
	world_close(&w);
}

TEST(one_solution_is_read_as_atom_as_long_as_it_has_a_page)
{
	static const struct field hide[] = { { "action", STR("hide") }, { "reason", STR("medical") },
		{ "text", STR("Elle promet de guérir.") }, { 0 } };
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.ada, SOLUTION_EVALUATED);
	const char *feed = path_to(&w, "/solutions", ref, ".atom");
	CHECK(says(visit_get(&w, &w.nobody, path_to(&w, "/solutions", ref, "")), feed));
	struct seen s = visit_get(&w, &w.nobody, feed);
	CHECK(s.http == 200 && strcmp(s.type, "application/atom+xml; charset=utf-8") == 0);
	CHECK(says(s, "Veille du soir</title>") && in_order(s, "l’ont évaluée", "l’a proposée"));
	CHECK(!says(s, "infirmière"));
	CHECK(says(visit_get(&w, &w.nobody, path_to(&w, "/en/solutions", ref, ".atom")),
		"It enters the catalogue"));
	CHECK(solution_acted(&w, &w.flo, ref, "suspend", "Injoignable.") == OK);
	s = visit_get(&w, &w.nobody, feed);
	CHECK(s.http == 200 && says(s, "Elle est suspendue") && !says(s, "Injoignable"));
	CHECK(visit_post(&w, &w.moe, path_to(&w, "/equipe/moderation", ref, ""), NULL, hide).http
		== 303);
	CHECK(visit_get(&w, &w.ada, feed).http == 404 && visit_get(&w, &w.fay, feed).http == 404);
	struct uuid waits = solution_made(&w, &w.ben, SOLUTION_SUBMITTED);
	CHECK(visit_get(&w, &w.ben, path_to(&w, "/solutions", waits, ".atom")).http == 404);
	world_close(&w);
}
