/* From a need and a solution to what came of them, as browsers meet it. */
#include "app/test_markup.h"
#include "features/matching/model.h"
#include "features/matching/test_pair.h"

static int64_t noticed(struct pair *p, const char *what)
{
	return world_count(&p->w, str_fmt(p->w.arena,
		"SELECT count(*) FROM delivery_notice WHERE what = '%s'", what).ptr);
}

TEST(the_team_finds_what_fits_the_author_says_yes_they_write_and_the_outcome_is_known)
{
	struct pair p;
	open_pair(&p);
	struct seen s = visit_get(&p.w, &p.w.fay, at(&p, "/equipe/rapprochements", p.need, ""));
	CHECK_PAGE(0, s.body);
	CHECK(s.http == 200 && says(s, "Gratuite") && !says(s, "pour vous"));
	CHECK(says(s, "Existe au même endroit"));
	CHECK(visit_get(&p.w, &p.w.ada, at(&p, "/equipe/rapprochements", p.need, "")).http == 403);
	struct uuid match = proposed(&p);
	CHECK(noticed(&p, "matching.notice.proposed") == 1);
	const char *page = at(&p, "/rapprochements", match, "");
	/* The bearer sees nothing of it yet. */
	CHECK(visit_get(&p.w, &p.w.ben, page).http == 404);
	CHECK(visit_get(&p.w, &p.w.cleo, page).http == 404);
	s = visit_get(&p.w, &p.w.ada, page);
	CHECK_PAGE(1, s.body);
	CHECK(says(s, "Gratuite pour vous") && says(s, "Existe là où vous vivez"));
	CHECK(says(s, "Elle rappelle le soir.") && says(s, "Oui, entrer en contact"));
	CHECK(says(visit_get(&p.w, &p.w.ada, "/moi/rapprochements"), "Proposé"));
	CHECK(!says(visit_get(&p.w, &p.w.nobody, p.need_at.ptr), "y répond"));
	CHECK(act(&p, &p.w.ada, "/oui", NULL).http == 303);
	CHECK(noticed(&p, "matching.notice.opened") == 1);
	s = visit_get(&p.w, &p.w.nobody, p.need_at.ptr);
	CHECK(says(s, "y répond") && says(s, "Solution"));
	/* The relay. */
	CHECK(act(&p, &p.w.ada, "/ecrire", FORM(TYPED("text", "Bonjour <Ben>"))).http == 303);
	CHECK(act(&p, &p.w.ben, "/ecrire", FORM(TYPED("text", "Bonjour Ada"))).http == 303);
	s = visit_get(&p.w, &p.w.ben, page);
	CHECK_PAGE(2, s.body);
	CHECK(says(s, "Bonjour &lt;Ben&gt;") && says(s, "Bonjour Ada") && !says(s, "@example.org"));
	CHECK(!says(visit_get(&p.w, &p.w.fay, page), "Bonjour"));
	CHECK(act(&p, &p.w.fay, "/ecrire", FORM(TYPED("text", "Moi aussi"))).http == 403);
	/* What came of it. */
	CHECK(act(&p, &p.w.ada, "/essayer", NULL).http == 303);
	CHECK(act(&p, &p.w.ben, "/bilan", FORM(TYPED("outcome", "helped"))).http == 403);
	s = act(&p, &p.w.ada, "/bilan", FORM(TYPED("outcome", ""), TYPED("said_end", "Mes mots")));
	CHECK_PAGE(3, s.body);
	CHECK(s.http == 422 && says(s, "Mes mots"));
	CHECK(act(&p, &p.w.ada, "/bilan", FORM(TYPED("outcome", "helped"),
		TYPED("said_end", "J’ai dormi"))).http == 303);
	CHECK(says(visit_get(&p.w, &p.w.ben, page), "J’ai dormi"));
	CHECK(act(&p, &p.w.ada, "/ecrire", FORM(TYPED("text", "Encore"))).http == 409);
	world_close(&p.w);
}

TEST(titles_in_another_language_than_the_pages_say_so)
{
	struct pair p;
	open_pair(&p);
	struct seen s = visit_get(&p.w, &p.w.fay, str_fmt(p.w.arena, "/en%s",
		at(&p, "/equipe/rapprochements", p.need, "")).ptr);
	CHECK_PAGE(0, s.body);
	CHECK(says(s, "lang=\"fr\">“Le soir, je reste seule") && says(s, "<div lang=\"fr\"><p>Qui"));
	CHECK(says(s, "lang=\"fr\">“Veille du soir") && says(s, "lang=\"fr\"> Veille du soir</span>"));
	s = visit_get(&p.w, &p.w.fay, "/en/equipe/rapprochements");
	CHECK_PAGE(1, s.body);
	CHECK(says(s, "<span lang=\"fr\">“Le soir, je reste seule"));
	proposed(&p);
	CHECK(act(&p, &p.w.ada, "/oui", NULL).http == 303);
	s = visit_get(&p.w, &p.w.ada, "/en/moi/rapprochements");
	CHECK_PAGE(2, s.body);
	CHECK(says(s, "lang=\"fr\">“Le soir, je reste seule"));
	CHECK(says(s, "lang=\"fr\">“Veille du soir"));
	CHECK(says(s, "lang=\"fr\"> Veille du soir</span>"));
	s = visit_get(&p.w, &p.w.nobody, str_fmt(p.w.arena, "/en%s", p.need_at.ptr).ptr);
	CHECK_PAGE(3, s.body);
	CHECK(says(s, "<span lang=\"fr\"><a href=\"/en/solutions/"));
	CHECK(!says(visit_get(&p.w, &p.w.nobody, p.need_at.ptr), "<span lang="));
	world_close(&p.w);
}

TEST(no_is_said_with_a_reason_and_the_bearer_who_never_knew_is_not_told)
{
	struct pair p;
	open_pair(&p);
	proposed(&p);
	struct seen s = act(&p, &p.w.ada, "/non", FORM(TYPED("said", "Je préfère attendre")));
	CHECK(s.http == 422 && says(s, "Je préfère attendre") && says(s, "choisissez une réponse"));
	CHECK(act(&p, &p.w.ben, "/non", FORM(TYPED("reason", "trust"))).http == 404);
	CHECK(act(&p, &p.w.ada, "/non", FORM(TYPED("reason", "too-far"))).http == 303);
	CHECK(world_count(&p.w,
		"SELECT count(*) FROM matching_match WHERE state = 4 AND reason = 3") == 1);
	CHECK(visit_get(&p.w, &p.w.ben, at(&p, "/rapprochements", the_match(&p), "")).http == 404);
	CHECK(noticed(&p, "matching.notice.closed") == 0);
	/* It is not thought of again for this need. */
	s = visit_get(&p.w, &p.w.fay, at(&p, "/equipe/rapprochements", p.need, ""));
	CHECK(says(s, "Ne convient pas") && !says(s, "Proposer à la personne"));
	s = visit_post(&p.w, &p.w.fay, candidate_at(&p), NULL, FORM(TYPED("do", "propose")));
	CHECK(s.http == 409);
	world_close(&p.w);
}

TEST(a_bearer_suggests_sees_nobody_and_the_team_reads_it_first)
{
	struct pair p;
	open_pair(&p);
	const char *form = at(&p, "/solutions", p.solution, "/proposer");
	struct seen s = visit_get(&p.w, &p.w.ben, form);
	CHECK_PAGE(0, s.body);
	CHECK(s.http == 200);
	CHECK(visit_get(&p.w, &p.w.cleo, form).http == 403);
	s = visit_post(&p.w, &p.w.ben, form, NULL, FORM(TYPED("need", "7"), TYPED("note", "Voilà")));
	CHECK(s.http == 422 && says(s, "aucun besoin ouvert") && says(s, "Voilà"));
	s = visit_post(&p.w, &p.w.ben, form, NULL, FORM(TYPED("need", "nº 1"), TYPED("note", " ")));
	CHECK(s.http == 422);
	s = visit_post(&p.w, &p.w.ben, form, NULL, FORM(TYPED("need", "nº 1"),
		TYPED("note", "Nous rappelons le soir")));
	CHECK(s.http == 303);
	const char *page = at(&p, "/rapprochements", the_match(&p), "");
	CHECK(visit_get(&p.w, &p.w.ada, page).http == 404);
	CHECK(visit_get(&p.w, &p.w.ben, page).http == 200);
	CHECK(!says(visit_get(&p.w, &p.w.ben, page), "Ada"));
	CHECK(says(visit_get(&p.w, &p.w.fay, "/equipe/rapprochements"), "proposé par son porteur"));
	s = act(&p, &p.w.fay, "/decider", FORM(TYPED("do", "drop")));
	CHECK(s.http == 422);                               /* a no wants its word */
	CHECK(act(&p, &p.w.ben, "/decider", FORM(TYPED("do", "propose"))).http == 403);
	CHECK(act(&p, &p.w.fay, "/decider", FORM(TYPED("do", "propose"))).http == 303);
	CHECK(visit_get(&p.w, &p.w.ada, page).http == 200);
	s = visit_post(&p.w, &p.w.ben, form, NULL, FORM(TYPED("need", "1"), TYPED("note", "Encore")));
	CHECK(s.http == 409);
	world_close(&p.w);
}

TEST(a_bearer_is_shown_the_needs_that_theirs_may_answer_and_nobody_behind_them)
{
	struct pair p;
	open_pair(&p);
	struct seen s = visit_get(&p.w, &p.w.ben, "/porteur/besoins");
	CHECK_PAGE(0, s.body);
	CHECK(s.http == 200 && says(s, "Le soir, je reste seule") && says(s, "Gratuite"));
	CHECK(says(s, "/proposer?need=1") && !says(s, "Ada"));
	CHECK(says(visit_get(&p.w, &p.w.ben, "/porteur"), "/porteur/besoins"));
	/* Whose solution it is not, and its author, find none of theirs. */
	s = visit_get(&p.w, &p.w.cleo, "/porteur/besoins");
	CHECK(s.http == 200 && !says(s, "je reste seule") && says(s, "pas encore de solution"));
	/* That the team has thought of it does not show; what they suggest themselves does not come
	 * again. */
	proposed(&p);
	CHECK(says(visit_get(&p.w, &p.w.ben, "/porteur/besoins"), "je reste seule"));
	CHECK(visit_post(&p.w, &p.w.ben, at(&p, "/solutions", p.solution, "/proposer"), NULL,
		FORM(TYPED("need", "1"), TYPED("note", "Nous rappelons"))).http == 303);
	s = visit_get(&p.w, &p.w.ben, "/porteur/besoins");
	CHECK(!says(s, "je reste seule") && says(s, "Aucun besoin ouvert"));
	world_close(&p.w);
}

TEST(what_can_never_match_is_refused_in_words)
{
	struct pair p;
	world_open(&p.w);
	p.need_at = publish(&p.w, &p.w.ada, &(struct written){ .title = "Loin d’ici", .who = "me",
		.theme = "pain", .territory = "88" });
	p.need = ref_in(p.need_at);
	p.solution = solution_made(&p.w, &p.w.ben, SOLUTION_LISTED);
	struct seen s = visit_post(&p.w, &p.w.ben, at(&p, "/solutions", p.solution, "/proposer"), NULL,
		FORM(TYPED("need", "1"), TYPED("note", "Quand même")));
	CHECK(s.http == 422 && says(s, "n’existe pas à l’endroit"));
	s = visit_get(&p.w, &p.w.fay, at(&p, "/equipe/rapprochements", p.need, ""));
	CHECK(says(s, "Aucune solution ne semble y répondre."));
	CHECK(visit_post(&p.w, &p.w.fay, candidate_at(&p), NULL,
		FORM(TYPED("do", "propose"))).http == 409);
	CHECK(world_count(&p.w, "SELECT count(*) FROM matching_match") == 0);
	world_close(&p.w);
}

TEST(a_proposal_that_nobody_answers_expires_and_leaving_takes_the_words)
{
	struct pair p;
	open_pair(&p);
	proposed(&p);
	p.w.now_at += INT64_C(61) * 86400 * 1000;
	world_chores(&p.w);
	CHECK(world_count(&p.w, "SELECT count(*) FROM matching_match WHERE state = 10") == 1);
	world_close(&p.w);
	open_pair(&p);
	proposed(&p);
	act(&p, &p.w.ada, "/oui", NULL);
	act(&p, &p.w.ada, "/ecrire", FORM(TYPED("text", "Ces mots partiront")));
	struct seen s = visit_post(&p.w, &p.w.ada, "/moi/donnees/effacer", NULL,
		FORM(TYPED("word", "effacer")));
	CHECK(s.http == 303 || s.http == 200);
	CHECK(world_finds(&p.w, "Ces mots partiront") == 0);
	world_close(&p.w);
}

TEST(the_radar_hides_small_groups)
{
	struct pair p;
	open_pair(&p);
	struct seen s = visit_get(&p.w, &p.w.fay, "/equipe/radar");
	CHECK_PAGE(0, s.body);
	CHECK(says(s, "Rien à montrer"));
	CHECK(world_write(&p.w, "UPDATE agora_need SET supports = 40") == OK);
	s = visit_get(&p.w, &p.w.fay, "/equipe/radar");
	CHECK_PAGE(1, s.body);
	CHECK(says(s, "Douleur") && says(s, "41") && says(s, "Grand Est"));
	s = visit_get(&p.w, &p.w.fay, "/equipe/radar.csv");
	CHECK(says(s, ";Douleur;") && says(s, ";41\r\n"));
	proposed(&p);
	act(&p, &p.w.ada, "/oui", NULL);
	CHECK(says(visit_get(&p.w, &p.w.fay, "/equipe/radar"), "Rien à montrer"));
	world_close(&p.w);
}

/* The news in the app of whoever follows, once the chore has passed. */
static struct seen news_of(struct pair *p, const struct browser *b)
{
	p->w.now_at += INT64_C(10) * 60 * 1000;
	world_chores(&p->w);
	return visit_get(&p->w, b, "/moi/notifications");
}

TEST(who_follows_a_need_hears_that_a_solution_answers_it_and_what_came_of_it)
{
	struct pair p;
	open_pair(&p);
	CHECK(visit_post(&p.w, &p.w.cleo, need_at(&p.w, p.need_at, "/moi-aussi"), NULL,
		NULL).http == 303);
	proposed(&p);
	CHECK(!says(news_of(&p, &p.w.cleo), "Une solution répond"));     /* nobody knows of it yet */
	act(&p, &p.w.ada, "/oui", NULL);
	struct seen s = news_of(&p, &p.w.cleo);
	CHECK(says(s, "Une solution répond à"));
	CHECK(!says(news_of(&p, &p.w.ada), "Une solution répond"));      /* who said yes knows */
	act(&p, &p.w.ada, "/bilan",
		FORM(TYPED("outcome", "not_at_all"), TYPED("said_end", "Trop tard")));
	s = news_of(&p, &p.w.cleo);
	CHECK(says(s, "n’a pas aidé") && !says(s, "Trop tard"));
	world_close(&p.w);
}

TEST(who_follows_a_need_hears_that_nothing_came_of_a_solution_and_why)
{
	static const struct { const char *reason, *said; } cases[] = {
		{ "too-dear", "trop chère." }, { "trust", "ne convient pas." },
	};
	struct pair p;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		open_pair(&p);
		CHECK(visit_post(&p.w, &p.w.cleo, need_at(&p.w, p.need_at, "/moi-aussi"), NULL,
			NULL).http == 303);
		news_of(&p, &p.w.cleo);
		proposed(&p);
		act(&p, &p.w.ada, "/non", FORM({ "reason", str_view(cases[i].reason) },
			TYPED("said", "Cela ne regarde que nous")));
		struct seen s = news_of(&p, &p.w.cleo);
		CHECK_AT(i, says(s, cases[i].said) && !says(s, "Cela ne regarde"));
		CHECK_AT(i, !says(s, "confiance") && !says(news_of(&p, &p.w.ben), "ne convient pas"));
		world_close(&p.w);
	}
	open_pair(&p);
	CHECK(visit_post(&p.w, &p.w.cleo, need_at(&p.w, p.need_at, "/moi-aussi"), NULL,
		NULL).http == 303);
	visit_post(&p.w, &p.w.ben, at(&p, "/solutions", p.solution, "/proposer"), NULL,
		FORM(TYPED("need", "1"), TYPED("note", "Nous rappelons le soir")));
	CHECK(act(&p, &p.w.fay, "/decider", FORM(TYPED("do", "propose"))).http == 303);
	p.w.now_at += INT64_C(61) * 86400 * 1000;
	world_chores(&p.w);
	news_of(&p, &p.w.cleo);                    /* sessions are over by then */
	CHECK(noticed(&p, "matching.news.expired") == 2);
	CHECK(noticed(&p, "matching.notice.expired") == 0);
	world_close(&p.w);
}

TEST(who_follows_a_need_hears_what_becomes_of_the_solution_that_answers_it)
{
	struct pair p;
	open_pair(&p);
	CHECK(visit_post(&p.w, &p.w.cleo, need_at(&p.w, p.need_at, "/moi-aussi"), NULL,
		NULL).http == 303);
	proposed(&p);
	act(&p, &p.w.ada, "/oui", NULL);
	news_of(&p, &p.w.cleo);
	const char *desk = at(&p, "/equipe/solutions", p.solution, "");
	CHECK(visit_post(&p.w, &p.w.fay, desk, NULL,
		FORM(TYPED("action", "suspend"), TYPED("text", "Un doute sur l’hygiène."))).http == 303);
	struct seen s = news_of(&p, &p.w.cleo);
	CHECK_PAGE(0, s.body);
	CHECK(says(s, "est suspendue") && says(s, "Parce que vous suivez"));
	CHECK(says(s, "Le soir, je reste seule"));
	CHECK(!says(s, "hygiène") && says(news_of(&p, &p.w.ada), "est suspendue"));
	CHECK(noticed(&p, "solutions.notice.suspended") == 3);
	world_close(&p.w);
}

TEST(who_follows_a_solution_hears_what_needs_it_answers_and_what_came_of_it)
{
	struct pair p;
	open_pair(&p);
	CHECK(visit_post(&p.w, &p.w.cleo, at(&p, "/suivre/solution", p.solution, ""), NULL,
		NULL).http == 303);
	p.w.now_at += 1000;
	proposed(&p);
	CHECK(!says(news_of(&p, &p.w.cleo), "répond à un besoin"));
	act(&p, &p.w.ada, "/oui", NULL);
	struct seen s = news_of(&p, &p.w.cleo);
	CHECK(says(s, "répond à un besoin") && says(s, "Veille du soir"));
	CHECK(!says(news_of(&p, &p.w.ben), "répond à un besoin"));       /* its bearer was told */
	act(&p, &p.w.ada, "/bilan", FORM(TYPED("outcome", "helped"), TYPED("said_end", "Une voix")));
	s = news_of(&p, &p.w.cleo);
	CHECK(says(s, "a aidé quelqu’un") && !says(s, "Une voix") && !says(s, "seule"));
	s = visit_get(&p.w, &p.w.nobody, at(&p, "/solutions", p.solution, ""));
	CHECK(says(s, "Elle répond à un besoin") && says(s, "Elle a aidé quelqu’un"));
	CHECK(says(s, "Le soir, je reste seule") && !says(s, "Une voix"));
	s = visit_get(&p.w, &p.w.nobody, p.need_at.ptr);
	CHECK(says(s, "Veille du soir") && says(s, "a aidé"));
	world_close(&p.w);
}
