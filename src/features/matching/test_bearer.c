/* What a bearer may know of a match, and what ends or stops one. */
#include "app/test_markup.h"
#include "base/buf.h"
#include "features/matching/acts.h"
#include "features/matching/rules_forms.h"
#include "features/matching/store.h"
#include "features/matching/test_pair.h"

static struct seen suggest(struct pair *p)
{
	return visit_post(&p->w, &p->w.ben, at(p, "/solutions", p->solution, "/proposer"), NULL,
		FORM(TYPED("need", "1"), TYPED("note", "Nous rappelons le soir")));
}

static const char *page_of(struct pair *p)
{
	return at(p, "/rapprochements", the_match(p), "");
}

TEST(before_a_yes_whatever_became_of_it_reads_alike_to_its_bearer)
{
	static const enum match_state states[] = { MATCH_SUGGESTED, MATCH_PROPOSED, MATCH_NOT_FIT,
		MATCH_EXPIRED };
	struct pair p;
	open_pair(&p);
	CHECK(suggest(&p).http == 303);
	struct str first = str_dup(p.w.arena, visit_get(&p.w, &p.w.ben, page_of(&p)).body);
	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		CHECK(world_write(&p.w, str_fmt(p.w.arena, "UPDATE matching_match SET state = %d,"
			" reason = 6, said = 'Ces mots', note = 'De l''équipe', changed_at = changed_at + 5",
			(int)states[i]).ptr) == OK);
		struct seen s = visit_get(&p.w, &p.w.ben, page_of(&p));
		CHECK_AT(i, str_eq(s.body, first) && says(s, "la transmet si elle convient"));
		s = visit_get(&p.w, &p.w.ben, "/moi/rapprochements");
		CHECK_AT(i, says(s, "Proposé à l’équipe") && !says(s, "Ne convient pas"));
	}
	world_close(&p.w);
}

TEST(a_no_after_a_yes_is_told_and_its_page_stays_without_reason_or_words)
{
	struct pair p;
	open_pair(&p);
	proposed(&p);
	CHECK(act(&p, &p.w.ada, "/oui", NULL).http == 303);
	CHECK(act(&p, &p.w.ada, "/non",
		FORM(TYPED("reason", "trust"), TYPED("said", "Je me méfie"))).http == 303);
	struct seen s = visit_get(&p.w, &p.w.ben, page_of(&p));
	CHECK_PAGE(0, s.body);
	CHECK(s.http == 200 && says(s, "La personne a dit que cela ne convient pas"));
	CHECK(!says(s, "confiance") && !says(s, "Je me méfie"));
	CHECK(says(visit_get(&p.w, &p.w.fay, page_of(&p)), "confiance"));
	world_close(&p.w);
}

TEST(a_pair_that_the_team_thought_of_is_suggested_as_any_other)
{
	static const enum match_state states[] = { MATCH_DROPPED, MATCH_PROPOSED, MATCH_NOT_FIT,
		MATCH_EXPIRED };
	struct pair p;
	open_pair(&p);
	proposed(&p);
	world_save(&p.w);
	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		world_restore(&p.w);
		CHECK(world_write(&p.w, str_fmt(p.w.arena, "UPDATE matching_match SET state = %d",
			(int)states[i]).ptr) == OK);
		CHECK_AT(i, says(visit_get(&p.w, &p.w.ben, "/porteur/besoins"), "je reste seule"));
		CHECK_AT(i, visit_get(&p.w, &p.w.ben, page_of(&p)).http == 404);
		CHECK_AT(i, suggest(&p).http == 303);
		struct seen s = visit_get(&p.w, &p.w.ben, page_of(&p));
		CHECK_AT(i, says(s, "la transmet si elle convient") && says(s, "Nous rappelons le soir"));
		CHECK_AT(i, !says(s, "Elle rappelle le soir."));         /* the team's, to the author */
		CHECK_AT(i, suggest(&p).http == 409);
	}
	world_close(&p.w);
}

TEST(the_bearers_word_stands_beside_the_teams)
{
	struct pair p;
	open_pair(&p);
	CHECK(suggest(&p).http == 303);
	CHECK(act(&p, &p.w.fay, "/decider",
		FORM(TYPED("do", "propose"), TYPED("note", "Nous y croyons"))).http == 303);
	struct seen s = visit_get(&p.w, &p.w.ada, page_of(&p));
	CHECK_PAGE(0, s.body);
	CHECK(says(s, "Nous y croyons") && says(s, "Nous rappelons le soir"));
	CHECK(says(s, "Un mot de l’équipe") && says(s, "Un mot du porteur"));
	CHECK(!says(visit_get(&p.w, &p.w.ben, page_of(&p)), "Nous y croyons"));
	world_close(&p.w);
}

static enum status give_flo(struct tx *tx, void *arg)
{
	struct pair *p = arg;
	struct match m = { .ref = p->need, .need = tx_new_id(tx), .solution = tx_new_id(tx),
		.state = MATCH_PROPOSED, .persona = p->w.ada.person.persona,
		.bearer = p->w.flo.person.persona };
	return match_insert(tx, &m);
}

TEST(who_is_of_the_team_and_bears_it_sees_no_more_than_a_bearer)
{
	struct pair p;
	open_pair(&p);
	CHECK(world_job(&p.w, give_flo, &p) == OK);
	CHECK(visit_get(&p.w, &p.w.fay, page_of(&p)).http == 200);
	CHECK(visit_get(&p.w, &p.w.flo, page_of(&p)).http == 404);
	world_close(&p.w);
}

TEST(nothing_begins_or_goes_on_while_the_solution_is_suspended)
{
	struct pair p;
	open_pair(&p);
	proposed(&p);
	world_save(&p.w);
	CHECK(solution_acted(&p.w, &p.w.flo, p.solution, "suspend", "Injoignable.") == OK);
	struct seen s = visit_get(&p.w, &p.w.ada, page_of(&p));
	CHECK_PAGE(0, s.body);
	CHECK(says(s, "Tout est suspendu ici") && !says(s, "/oui"));
	CHECK(act(&p, &p.w.ada, "/oui", NULL).http == 409);
	world_restore(&p.w);
	CHECK(act(&p, &p.w.ada, "/oui", NULL).http == 303);
	CHECK(solution_acted(&p.w, &p.w.flo, p.solution, "suspend", "Injoignable.") == OK);
	CHECK(act(&p, &p.w.ada, "/essayer", NULL).http == 409);
	CHECK(act(&p, &p.w.ben, "/ecrire", FORM(TYPED("text", "Bonjour"))).http == 409);
	CHECK(act(&p, &p.w.ada, "/bilan", FORM(TYPED("outcome", "helped"))).http == 303);
	world_close(&p.w);
}

TEST(when_one_side_leaves_it_ends_and_the_other_hears_of_it)
{
	struct pair p;
	open_pair(&p);
	proposed(&p);
	CHECK(act(&p, &p.w.ada, "/oui", NULL).http == 303);
	struct seen s = visit_post(&p.w, &p.w.ada, "/moi/donnees/effacer", NULL,
		FORM(TYPED("word", "effacer")));
	CHECK(s.http == 303 || s.http == 200);
	CHECK(world_count(&p.w, "SELECT count(*) FROM matching_match WHERE state = 11") == 1);
	CHECK(world_count(&p.w, "SELECT count(*) FROM delivery_notice"
		" WHERE what = 'matching.notice.left'") == 1);
	s = visit_get(&p.w, &p.w.ben, page_of(&p));
	CHECK_PAGE(0, s.body);
	CHECK(says(s, "a quitté la plateforme") && !says(s, "/ecrire"));
	CHECK(act(&p, &p.w.ben, "/ecrire", FORM(TYPED("text", "Bonjour"))).http == 409);
	world_close(&p.w);
}

static enum status fill(struct tx *tx, void *arg)
{
	struct match m;
	struct pair *p = arg;
	struct who team = who_team(ROLE_FACILITATOR);
	TRY(match_find(tx, &team, p->need, &m));       /* here: the ref of the match */
	for (int i = 0; i < MESSAGES_A_DAY_MAX; i++)
		for (int side = 0; side < 2; side++)
			TRY(message_insert(tx, m.id, &(struct message){ .by_bearer = side == 1,
				.persona = side ? m.bearer : m.persona,
				.text = str_fmt(tx_arena(tx), "Message %d de %d.", i, side),
				.at = tx_now(tx) }));
	return OK;
}

TEST(the_relay_shows_the_newest_and_has_an_end_each_day_that_is_said)
{
	struct pair p;
	open_pair(&p);
	p.need = proposed(&p);
	CHECK(act(&p, &p.w.ada, "/oui", NULL).http == 303);
	CHECK(world_job(&p.w, fill, &p) == OK);
	struct seen s = visit_get(&p.w, &p.w.ada, page_of(&p));
	CHECK_PAGE(0, s.body);
	CHECK(says(s, "Message 29 de 1.") && !says(s, "Message 4 de 1.") && says(s, "avant=50"));
	s = visit_get(&p.w, &p.w.ada, at(&p, "/rapprochements", p.need, "?avant=50"));
	CHECK(says(s, "Message 4 de 1.") && !says(s, "Message 29 de 1.") && says(s, "avant=0"));
	s = act(&p, &p.w.ada, "/ecrire", FORM(TYPED("text", "Une de plus")));
	CHECK_PAGE(1, s.body);
	CHECK(s.http == 422 && says(s, "30 messages ici en un jour") && says(s, "Une de plus"));
	p.w.now_at += INT64_C(25) * 3600 * 1000;
	CHECK(act(&p, &p.w.ada, "/ecrire", FORM(TYPED("text", "Une de plus"))).http == 303);
	world_close(&p.w);
}

TEST(a_note_that_is_too_long_comes_back_where_it_was_typed)
{
	struct pair p;
	open_pair(&p);
	struct buf text = { .max = 4096 };
	for (int i = 0; i <= MATCH_NOTE_MAX; i++)
		buf_put(&text, STR("e"));
	const struct field form[] = { { "do", STR("propose") },
		{ match_note_name(p.w.arena, p.solution).ptr, buf_view(&text) }, { 0 } };
	struct seen s = visit_post(&p.w, &p.w.fay, candidate_at(&p), NULL, form);
	CHECK_PAGE(0, s.body);
	CHECK(s.http == 422 && says(s, "raccourcissez") && says(s, "eeeeeeeeee"));
	buf_finish(&text);
	world_close(&p.w);
}
