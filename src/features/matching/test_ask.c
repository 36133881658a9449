/* Somebody has found a solution themselves and asks its bearer to try it. */
#include "app/test_markup.h"
#include "features/agora/test_pages.h"
#include "features/matching/acts.h"
#include "features/matching/store.h"
#include "features/solutions/test_made.h"

/* Ada's need, Ben's solution, that nobody has brought together. */
struct asking { struct world w; struct str need_at; struct uuid solution; const char *form; };

static void open_asking(struct asking *a)
{
	world_open(&a->w);
	a->need_at = publish(&a->w, &a->w.ada, &(struct written){ .title = "Le soir, je reste seule",
		.text = "Qui rappelle quand une réponse inquiète le soir ?", .who = "me", .theme = "pain",
		.territory = "54" });
	a->solution = solution_made(&a->w, &a->w.ben, SOLUTION_LISTED);
	a->form = path_to(&a->w, "/solutions", a->solution, "/essayer");
}

static struct seen ask(struct asking *a, const struct browser *b, const char *need,
	const char *text)
{
	const struct field said[] = { { "need", str_view(need) }, { "text", str_view(text) }, { 0 } };
	return visit_post(&a->w, b, a->form, NULL, said);
}

static int64_t count(struct asking *a, const char *sql)
{
	return world_count(&a->w, sql);
}

TEST(who_found_a_solution_asks_to_try_it_and_both_write_and_the_outcome_is_known)
{
	struct asking a;
	open_asking(&a);
	struct world *w = &a.w;
	const char *card = path_to(w, "/solutions", a.solution, "");
	CHECK(says(visit_get(w, &w->ada, card), a.form));
	CHECK(!says(visit_get(w, &w->ben, card), a.form));
	struct seen s = visit_get(w, &w->ada, a.form);
	CHECK_PAGE(0, s.body);
	CHECK(says(s, "Le soir, je reste seule") && says(s, "checked"));
	s = ask(&a, &w->ada, "1", "Puis-je l’essayer dès lundi ?");
	CHECK(s.http == 303 && str_starts(s.location, STR("/rapprochements/")));
	const char *match = str_dup(w->arena, s.location).ptr;
	CHECK(count(&a, "SELECT count(*) FROM matching_match WHERE state = 5") == 1);
	CHECK(count(&a, "SELECT count(*) FROM delivery_notice"
		" WHERE what = 'matching.notice.asked'") == 1);
	s = visit_get(w, &w->ben, match);
	CHECK_PAGE(1, s.body);
	CHECK(says(s, "Puis-je l’essayer dès lundi") && says(s, ">ada"));
	CHECK(!says(s, "ada@") && says(s, "Le soir, je reste seule"));
	CHECK(!says(visit_get(w, &w->fay, match), "dès lundi"));       /* the team does not read it */
	CHECK(visit_get(w, &w->cleo, match).http == 404);
	const char *write = str_fmt(w->arena, "%s/ecrire", match).ptr;
	CHECK(visit_post(w, &w->ben, write, NULL, FORM(TYPED("text", "Oui, lundi."))).http == 303);
	CHECK(says(visit_get(w, &w->ada, match), "Oui, lundi."));
	CHECK(says(visit_get(w, &w->nobody, card), "Elle répond à un besoin"));
	const char *end = str_fmt(w->arena, "%s/bilan", match).ptr;
	CHECK(visit_post(w, &w->ada, end, NULL, FORM(TYPED("outcome", "helped"))).http == 303);
	CHECK(says(visit_get(w, &w->nobody, card), "Elle a aidé quelqu’un"));
	s = visit_get(w, &w->ada, match);
	CHECK_PAGE(3, s.body);
	CHECK(says(s, "Envisagé") && says(s, "En contact") && says(s, "A aidé"));
	CHECK(says(s, "class=\"ag-graph\""));
	s = visit_get(w, &w->ada, a.form);
	CHECK_PAGE(2, s.body);
	CHECK(says(s, "Vous en parlez déjà") && !says(s, "<textarea"));
	s = ask(&a, &w->ada, "1", "Encore ?");
	CHECK(s.http == 303 && str_eq(s.location, str_view(match)));
	CHECK(count(&a, "SELECT count(*) FROM matching_message") == 2);
	world_close(w);
}

TEST(who_has_said_no_need_yet_is_led_to_say_one)
{
	struct asking a;
	open_asking(&a);
	struct seen s = visit_get(&a.w, &a.w.cleo, a.form);
	CHECK_PAGE(0, s.body);
	CHECK(s.http == 200 && says(s, "href=\"/besoins/nouveau\"") && !says(s, "<textarea"));
	CHECK(!says(s, "Le soir, je reste seule"));
	s = visit_get(&a.w, &a.w.nobody, a.form);
	CHECK(s.http == 303 && str_starts(s.location, STR("/connexion")));
	CHECK(visit_get(&a.w, &a.w.ben, a.form).http == 403);
	CHECK(ask(&a, &a.w.ben, "1", "Moi-même").http == 403);
	world_close(&a.w);
}

TEST(what_is_wrong_with_an_ask_comes_back_with_all_that_was_typed)
{
	static const struct { const char *need, *text, *problem; } cases[] = {
		{ "", "Bonjour", "choisissez un de vos besoins" },
		{ "999", "Bonjour", "choisissez un de vos besoins" },
		{ "1", "  ", "écrivez quelques mots" },
	};
	struct asking a;
	open_asking(&a);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct seen s = ask(&a, &a.w.ada, cases[i].need, cases[i].text);
		CHECK_PAGE(i, s.body);
		CHECK_AT(i, s.http == 422 && says(s, cases[i].problem));
		CHECK_AT(i, says(s, cases[i].text));
	}
	/* a need of somebody else, by its number */
	publish(&a.w, &a.w.cleo, &(struct written){ .title = "Une autre", .text = "Autre chose.",
		.who = "me", .theme = "pain" });
	CHECK(says(ask(&a, &a.w.ada, "2", "Bonjour"), "choisissez un de vos besoins"));
	CHECK(count(&a, "SELECT count(*) FROM matching_match") == 0);
	CHECK(solution_acted(&a.w, &a.w.flo, a.solution, "suspend", "Injoignable.") == OK);
	CHECK(visit_get(&a.w, &a.w.ada, a.form).http == 404);
	CHECK(ask(&a, &a.w.ada, "1", "Bonjour").http == 404);
	world_close(&a.w);
}

TEST(who_asks_opens_what_was_thought_of_before_whatever_became_of_it)
{
	static const enum match_state before[] = { MATCH_SUGGESTED, MATCH_DROPPED, MATCH_PROPOSED,
		MATCH_NOT_FIT, MATCH_EXPIRED };
	struct asking a;
	open_asking(&a);
	struct world *w = &a.w;
	CHECK(ask(&a, &w->ada, "1", "Bonjour").http == 303);
	world_save(w);
	for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
		world_restore(w);
		CHECK(world_write(w, str_fmt(w->arena, "UPDATE matching_match SET state = %d, reason = 3,"
			" said = 'Trop loin'", (int)before[i]).ptr) == OK);
		CHECK_AT(i, says(visit_get(w, &w->ada, a.form), "<textarea"));
		CHECK_AT(i, ask(&a, &w->ada, "1", "Finalement, oui").http == 303);
		CHECK_AT(i, count(&a, "SELECT count(*) FROM matching_match"
			" WHERE state = 5 AND reason = 0 AND said = ''") == 1);
		CHECK_AT(i, count(&a, "SELECT count(*) FROM matching_message") == 2);
	}
	world_close(w);
}

static enum status fill(struct tx *tx, void *arg)
{
	const struct uuid *persona = arg;
	for (int i = 0; i < UNDER_WAY_MAX; i++) {
		struct match m = { .need = tx_new_id(tx), .solution = tx_new_id(tx), .state = MATCH_OPEN,
			.persona = *persona };
		TRY(match_insert(tx, &m));
	}
	return OK;
}

TEST(nobody_floods_the_bearers)
{
	struct asking a;
	open_asking(&a);
	struct uuid ada = a.w.ada.person.persona;
	CHECK(world_job(&a.w, fill, &ada) == OK);
	struct seen s = ask(&a, &a.w.ada, "1", "Une de plus");
	CHECK_PAGE(0, s.body);
	CHECK(s.http == 422 && says(s, "20 essais en cours") && says(s, "Une de plus"));
	CHECK(count(&a, "SELECT count(*) FROM matching_message") == 0);
	world_close(&a.w);
}

/* Rows that an ask leaves. */
struct tally { int64_t matches, messages, edges, notices, events; };

static struct tally tally_of(struct asking *a)
{
	return (struct tally){ count(a, "SELECT count(*) FROM matching_match"),
		count(a, "SELECT count(*) FROM matching_message"),
		count(a, "SELECT count(*) FROM graph_edge"),
		count(a, "SELECT count(*) FROM delivery_notice"),
		count(a, "SELECT count(*) FROM app_event") };
}

/* The n-th statement of an ask fails. True: there was one. */
static bool fails_cleanly(struct asking *a, long n, enum db_fault fault)
{
	struct arena *kept = a->w.arena;
	world_restore(&a->w);
	a->w.arena = arena_create();           /* all answers together are too much for one */
	struct tally before = tally_of(a);
	db_fault(a->w.hands.writer, fault, n);
	struct seen s = ask(a, &a->w.ada, "1", "Bonjour");
	bool struck = db_fault_struck(a->w.hands.writer);
	db_fault(a->w.hands.writer, FAULT_NONE, 0);
	struct tally after = tally_of(a);
	bool same = memcmp(&before, &after, sizeof after) == 0;
	CHECK_AT(n, s.http == 303 || (s.http >= 500 && struck));
	CHECK_AT(n, s.http == 303 ? after.messages == before.messages + 1 : same);
	arena_destroy(a->w.arena);
	a->w.arena = kept;
	return struck;
}

TEST(whatever_statement_fails_an_ask_is_whole_or_nothing)
{
	const enum db_fault faults[] = { FAULT_ONCE, FAULT_FROM };
	struct asking a;
	open_asking(&a);
	world_save(&a.w);
	for (size_t i = 0; i < 2; i++)
		for (long n = 1; fails_cleanly(&a, n, faults[i]); n++)
			CHECK(n < 150);
	world_close(&a.w);
}
