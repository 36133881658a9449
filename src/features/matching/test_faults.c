/* When the database fails in the middle: a step of a match is whole, or nothing of it. */
#include "features/matching/test_pair.h"
#include "test_faults.h"

enum step { PROPOSE, DROP, YES, NO, TRY_IT, OUTCOME, WRITE_AUTHOR, WRITE_BEARER, SUGGEST, DECIDE };
struct trial { struct pair *pair; enum step step; };

static struct seen take(struct world *w, void *arg)
{
	const struct trial *t = arg;
	struct pair *p = t->pair;
	switch (t->step) {
	case PROPOSE:
		return visit_post(w, &w->fay, candidate_at(p), NULL, FORM(TYPED("do", "propose")));
	case DROP:
		return visit_post(w, &w->fay, candidate_at(p), NULL, FORM(TYPED("do", "drop")));
	case YES:     return act(p, &w->ada, "/oui", NULL);
	case NO:      return act(p, &w->ada, "/non", FORM(TYPED("reason", "too-far")));
	case TRY_IT:  return act(p, &w->ada, "/essayer", NULL);
	case OUTCOME:
		return act(p, &w->ada, "/bilan",
			FORM(TYPED("outcome", "helped"), TYPED("said_end", "Oui")));
	case WRITE_AUTHOR: return act(p, &w->ada, "/ecrire", FORM(TYPED("text", "Bonjour")));
	case WRITE_BEARER: return act(p, &w->ben, "/ecrire", FORM(TYPED("text", "Bonsoir")));
	case SUGGEST:
		return visit_post(w, &w->ben, at(p, "/solutions", p->solution, "/proposer"), NULL,
			FORM(TYPED("need", "1"), TYPED("note", "Nous rappelons")));
	case DECIDE:  break;
	}
	return act(p, &w->fay, "/decider", FORM(TYPED("do", "propose")));
}

/* One way of a match, from its beginning on; Cleo follows the need. */
static void walk(const enum step *steps, size_t n)
{
	struct pair p;
	open_pair(&p);
	const char *follow = at(&p, "/suivre/besoin", p.need, "");
	CHECK(visit_post(&p.w, &p.w.cleo, follow, NULL, NULL).http == 303);
	for (size_t i = 0; i < n; i++)
		check_whole(&p.w, take, &(struct trial){ &p, steps[i] }, (size_t)steps[i]);
	world_close(&p.w);
}

TEST(whatever_statement_fails_a_step_of_a_match_is_whole_or_nothing)
{
	static const enum step met[] = { PROPOSE, YES, WRITE_AUTHOR, WRITE_BEARER, TRY_IT, OUTCOME };
	static const enum step refused[] = { SUGGEST, DECIDE, NO };
	static const enum step dropped[] = { DROP };
	walk(met, sizeof met / sizeof *met);
	walk(refused, sizeof refused / sizeof *refused);
	walk(dropped, sizeof dropped / sizeof *dropped);
}

TEST(pages_of_matches_that_cannot_be_read_fail_cleanly)
{
	struct pair p;
	open_pair(&p);
	const char *candidates = at(&p, "/equipe/rapprochements", p.need, "");
	check_readable(&p.w, &p.w.fay, candidates, 0);
	const char *one = at(&p, "/rapprochements", proposed(&p), "");
	CHECK(act(&p, &p.w.ada, "/oui", NULL).http == 303);
	CHECK(act(&p, &p.w.ada, "/ecrire", FORM(TYPED("text", "Bonjour"))).http == 303);
	const struct { const struct browser *who; const char *path; } pages[] = {
		{ &p.w.ada, "/moi/rapprochements" }, { &p.w.ben, one }, { &p.w.fay, candidates },
		{ &p.w.fay, "/equipe/rapprochements" }, { &p.w.fay, "/equipe/radar" },
		{ &p.w.fay, "/equipe/radar.csv" },
		{ &p.w.ben, at(&p, "/solutions", p.solution, "/proposer") },
		{ &p.w.nobody, p.need_at.ptr },
	};
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		check_readable(&p.w, pages[i].who, pages[i].path, i + 1);
	world_close(&p.w);
}
