/* Leaving, the list for matching, and what a new version does to what was said before. */
#include "app/test_markup.h"
#include "base/json.h"
#include "features/solutions/solutions.h"
#include "features/solutions/test_made.h"

struct leaving { struct world *w; const struct browser *by; struct buf out; };

static enum status take_along(struct tx *tx, void *arg)
{
	struct leaving *l = arg;
	struct who who = who_of(&l->by->person);
	struct json j = { .out = &l->out };
	json_open(&j, NULL, '{');
	TRY(site_export(&l->w->site, tx, &who, &j));
	json_close(&j, '}');
	bool more;
	return site_erase(&l->w->site, tx, &who, &more);
}

TEST(who_leaves_takes_the_words_of_their_solutions_along)
{
	struct world w;
	world_open(&w);
	struct leaving l = { .w = &w, .by = &w.ada, .out.max = 1 << 20 };
	struct uuid ref = named_solution_made(&w, &w.ada, SOLUTION_SUSPENDED, form_made("Motrare"));
	solution_made(&w, &w.ben, SOLUTION_LISTED);
	draft_made(&w, &w.ada);
	world_index(&w);
	CHECK(world_job(&w, take_along, &l) == OK);
	CHECK(memmem(l.out.bytes, l.out.len, "\"published\":[", 13) != NULL);
	CHECK(has(buf_view(&l.out), "Motrare") && has(buf_view(&l.out), "Brouillon"));
	CHECK(!has(buf_view(&l.out), "Veille du soir"));
	buf_finish(&l.out);
	CHECK(world_count(&w, "SELECT count(*) FROM solutions_solution WHERE persona IS NULL"
		" AND state = 7 AND name = '' AND interests = '' AND listed = 0") == 1);
	CHECK(world_count(&w, "SELECT count(*) FROM solutions_version") == 1);
	CHECK(world_count(&w, "SELECT count(*) FROM solutions_draft") == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM solutions_decision WHERE text <> ''") == 0);
	CHECK(visit_get(&w, &w.nobody, path_to(&w, "/solutions", ref, "")).http == 404);
	CHECK(visit_get(&w, &w.fay, path_to(&w, "/equipe/solutions", ref, "")).http == 404);
	CHECK(says(visit_get(&w, &w.nobody, "/solutions"), "Veille du soir"));
	world_index(&w);
	CHECK(world_finds(&w, "otrare") == 0);
	world_close(&w);
}

TEST(who_decided_and_leaves_is_named_no_more_and_the_words_stay)
{
	struct world w;
	world_open(&w);
	struct leaving l = { .w = &w, .by = &w.flo, .out.max = 1 << 20 };
	solution_made(&w, &w.ada, SOLUTION_SUSPENDED);
	CHECK(world_job(&w, take_along, &l) == OK);
	CHECK(has(buf_view(&l.out), "Le numéro ne répond plus."));
	buf_finish(&l.out);
	CHECK(world_count(&w, "SELECT count(persona) FROM solutions_decision") == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM solutions_decision WHERE text <> ''") == 1);
	world_close(&w);
}

/* ---- for matching ---- */

struct matching {
	struct solution_matchables all, rest, facts, borne;
	struct solution_matchable one, same;
	bool found, found_by_ref;
};

static enum status gather(struct tx *tx, void *arg)
{
	struct matching *m = arg;
	TRY(solutions_matchable(tx, 0, 10, &m->all));
	if (m->all.len) {
		TRY(solutions_matchable(tx, m->all.items[0].id, 10, &m->rest));
		m->found = solution_matchable(tx, m->all.items[0].id, &m->one);
		m->found_by_ref = solution_matchable_ref(tx, m->one.ref, &m->same);
		TRY(solutions_facts(tx, 10, &m->facts));
		TRY(solutions_borne(tx, m->one.bearer, 10, &m->borne));
	}
	return OK;
}

TEST(only_what_is_public_can_be_matched_with_all_that_a_scorer_needs)
{
	struct world w;
	struct matching m = { 0 };
	world_open(&w);
	solution_made(&w, &w.ada, SOLUTION_SUBMITTED);
	solution_made(&w, &w.ada, SOLUTION_SUSPENDED);
	solution_made(&w, &w.ada, SOLUTION_RETIRED);
	solution_made(&w, &w.ada, SOLUTION_LISTED);
	solution_made(&w, &w.ben, SOLUTION_DOCUMENTED);
	CHECK(world_job(&w, gather, &m) == OK);
	CHECK(m.all.len == 2 && m.rest.len == 1 && m.found);
	struct solution_matchable s = m.one;
	CHECK(s.publics == (MATCHABLE_PATIENTS | MATCHABLE_CARERS) && s.stages == (8 | 16));
	CHECK(s.languages == (MATCHABLE_FR | 4) && s.access == 5 && s.cost == COST_FREE);
	CHECK(s.evidence == 3 && !s.is_stale && str_eq(s.territory, STR("54")));
	CHECK(str_eq(s.theme, STR("pain")) && uuid_eq(s.bearer, w.ada.person.persona));
	/* the same by its ref, of its bearer alone, and without its words */
	CHECK(m.found_by_ref && m.same.id == s.id && m.borne.len == 1 && m.borne.items[0].id == s.id);
	struct solution_matchable f = m.facts.items[0];
	CHECK(m.facts.len == 2 && f.id == s.id && f.text.len == 0 && s.text.len > 0);
	CHECK(f.publics == s.publics && f.stages == s.stages && f.languages == s.languages);
	CHECK(f.access == s.access && f.cost == s.cost && f.evidence == s.evidence);
	CHECK(str_eq(f.theme, s.theme) && str_eq(f.territory, s.territory));
	CHECK(uuid_eq(f.bearer, s.bearer) && f.fresh_at == s.fresh_at && f.is_stale == s.is_stale);
	world_close(&w);
}

/* ---- versions ---- */

static const struct field less[] = { { "evidence", STR("1") }, { "data", STR("none") },
	{ "device", STR("none") }, { "interests", STR("Aucun.") }, { 0 } };
static const struct field publish[] = { { "action", STR("publish") }, { 0 } };

static enum status translate(struct tx *tx, void *arg)
{
	struct solution s;
	struct who who = who_team(ROLE_FACILITATOR);
	TRY(solution_by_ref(tx, &who, LANG_FR, *(struct uuid *)arg, &s));
	TRY(solution_translate(tx, &s, LANG_EN, STR("Evening watch"), STR("A nurse calls back.")));
	return solution_put_words(tx, &s);
}

TEST(a_version_with_less_evidence_is_documented_no_longer)
{
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.ada, SOLUTION_EVALUATED);
	CHECK(world_job(&w, translate, &ref) == OK);
	const char *card = path_to(&w, "/en/solutions", ref, "");
	CHECK(says(visit_get(&w, &w.nobody, card), "Evening watch"));
	struct seen s = visit_post(&w, &w.ada, path_to(&w, "/porteur/solutions", ref, "/modifier"),
		NULL, NULL);
	const char *draft = str_dup(w.arena, s.location).ptr;
	visit_post(&w, &w.ada, str_fmt(w.arena, "%s/preuves", draft).ptr, NULL, less);
	visit_post(&w, &w.ada, str_fmt(w.arena, "%s/relire", draft).ptr, NULL, NULL);
	const char *item = path_to(&w, "/equipe/solutions", ref, "");
	s = visit_post(&w, &w.fay, item, NULL,
		(const struct field[]){ { "action", STR("publish") }, { "read_at", STR("7") }, { 0 } });
	CHECK_PAGE(0, s.body);
	CHECK(s.http == 409 && says(s, "La fiche a changé") && says(s, "name=\"read_at\""));
	s = visit_post(&w, &w.fay, item, NULL, (const struct field[]){ { "action", STR("refuse") },
		{ "text", STR("Trop court.") }, { "read_at", STR("7") }, { 0 } });
	CHECK(s.http == 409 && says(s, "Trop court."));
	CHECK(visit_post(&w, &w.fay, item, NULL, publish).http == 303);
	CHECK(world_count(&w, "SELECT state FROM solutions_solution") == SOLUTION_LISTED);
	CHECK(says(visit_get(&w, &w.nobody, card), "Evening watch"));     /* the words are the same */
	CHECK(solution_acted(&w, &w.fay, ref, "document", "") == CONFLICT);
	CHECK(solution_acted(&w, &w.fay, ref, "evaluate", "Vu.") == CONFLICT);
	CHECK(solution_acted(&w, &w.fay, ref, "suspend", "") == INVALID);
	CHECK(solution_acted(&w, &w.ada, ref, "suspend", "Moi.") == FORBIDDEN);
	world_close(&w);
}
