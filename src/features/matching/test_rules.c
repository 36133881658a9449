#include "base/buf.h"
#include "base/test.h"
#include "features/matching/rules_forms.h"

static struct need_side a_need(struct arena *a)
{
	return (struct need_side){ .id = 1, .theme = STR("pain"), .territory = STR("88"),
		.publics = PUBLIC_PATIENTS, .stage = 4, .lang = 0,
		.words = bag_of(a, STR("La douleur du soir"), STR("Qui appeler la nuit ?")) };
}

static struct solution_side a_solution(struct arena *a)
{
	return (struct solution_side){ .id = 10, .theme = STR("pain"), .territory = STR("88"),
		.publics = PUBLIC_ALL, .stages = 1u << 4, .langs = 1, .evidence = 3, .is_free = true,
		.words = bag_of(a, STR("Une voix la nuit"), STR("On appelle quand la douleur monte.")) };
}

static struct match_score scored(struct arena *a, const struct need_side *n,
	const struct solution_side *s)
{
	struct rarity r = sides_rarity(a, &(struct solution_sides){ s, 1 });
	return match_score(n, s, &r);
}

static size_t best_of(struct arena *a, const struct need_side *n, const struct solution_sides *all,
	struct ranked *out, size_t max)
{
	struct rarity r = sides_rarity(a, all);
	return match_best(n, all, &r, out, max);
}

TEST(each_hard_filter_refuses_for_its_own_reason)
{
	struct arena *a = arena_create();
	struct uuid me = uuid_v4();
	struct need_side n = a_need(a);
	struct solution_side s = a_solution(a);
	n.author = me;
	CHECK(scored(a, &n, &s).refused == MATCH_POSSIBLE);
	struct solution_side c = s;
	c.bearer = me;
	CHECK(scored(a, &n, &c).refused == MATCH_SAME_HANDS);
	c = s, c.territory = STR("54");
	CHECK(scored(a, &n, &c).refused == MATCH_OTHER_PLACE);
	c.territory = STR("");
	CHECK(scored(a, &n, &c).refused == MATCH_POSSIBLE);
	c = s, c.publics = PUBLIC_PROFESSIONALS;
	CHECK(scored(a, &n, &c).refused == MATCH_OTHER_PUBLIC);
	c = s, c.stages = 1u << 5;
	CHECK(scored(a, &n, &c).refused == MATCH_OTHER_STAGE);
	c.stages = 0;
	CHECK(scored(a, &n, &c).refused == MATCH_POSSIBLE);
	n.lang = 1;
	CHECK(scored(a, &n, &s).refused == MATCH_OTHER_LANGUAGE);
	c = s, c.is_interpreted = true;
	CHECK(scored(a, &n, &c).refused == MATCH_POSSIBLE);
	for (int r = MATCH_SAME_HANDS; r < MATCH_REFUSALS; r++)
		CHECK_AT(r, match_refusal_key((enum match_refusal)r) != NULL);
	arena_destroy(a);
}

TEST(weights_make_a_thousand_and_each_term_counts)
{
	struct arena *a = arena_create();
	int sum = 0;
	for (int t = 0; t < MATCH_TERMS; t++)
		sum += match_weight[t];
	CHECK(sum == 1000);
	struct need_side n = a_need(a);
	struct solution_side s = a_solution(a), c;
	int best = scored(a, &n, &s).total;
	c = s, c.theme = STR("work");
	CHECK(scored(a, &n, &c).total == best - 300);
	c = s, c.territory = STR("");
	CHECK(scored(a, &n, &c).total < best);
	c = s, c.stages = 0;
	CHECK(scored(a, &n, &c).total < best);
	c = s, c.evidence = 1;
	CHECK(scored(a, &n, &c).total == best - 40);
	c = s, c.is_stale = true;
	CHECK(scored(a, &n, &c).total == best - 50);
	c = s, c.is_free = false;
	CHECK(scored(a, &n, &c).total == best - 40);
	c = s, c.tried = 8, c.helped = 8;
	CHECK(scored(a, &n, &c).total > best);
	c = s, c.tried = 4, c.helped = 0;              /* too few to say anything */
	CHECK(scored(a, &n, &c).total == best);
	arena_destroy(a);
}

TEST(each_term_has_its_figure)
{
	struct arena *a = arena_create();
	struct need_side n = a_need(a), m;
	struct solution_side s = a_solution(a), c;
	struct match_score had = scored(a, &n, &s);
	CHECK(had.term[TERM_THEME] == 1000 && had.term[TERM_STAGE] == 1000);
	CHECK(had.term[TERM_NEAR] == 1000 && had.term[TERM_EVIDENCE] == 600);
	CHECK(had.term[TERM_FRESH] == 1000 && had.term[TERM_COST] == 1000);
	m = n, m.stage = 0;
	CHECK(scored(a, &m, &s).term[TERM_STAGE] == 400);
	m = n, m.territory = STR(""), m.theme = STR("");
	CHECK(scored(a, &m, &s).term[TERM_NEAR] == 300 && scored(a, &m, &s).term[TERM_THEME] == 0);
	c = s, c.stages = 0, c.territory = STR(""), c.is_stale = true, c.is_free = false;
	had = scored(a, &n, &c);
	CHECK(had.term[TERM_STAGE] == 600 && had.term[TERM_NEAR] == 600);
	CHECK(had.term[TERM_FRESH] == 0 && had.term[TERM_COST] == 200);
	c.is_reimbursed = true;
	CHECK(scored(a, &n, &c).term[TERM_COST] == 700);
	c = s, c.theme = m.theme;
	CHECK(scored(a, &m, &c).term[TERM_THEME] == 0);        /* none and none are not the same */
	arena_destroy(a);
}

TEST(that_it_helped_counts_once_five_have_tried_it)
{
	static const struct { int64_t tried, helped; int figure; } cases[] = {
		{ 0, 0, 500 }, { 4, 4, 500 }, { 5, 5, 857 }, { 5, 0, 142 }, { 98, 49, 500 },
	};
	struct arena *a = arena_create();
	struct need_side n = a_need(a);
	struct solution_side s = a_solution(a);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		s.tried = cases[i].tried;
		s.helped = cases[i].helped;
		CHECK_AT(i, scored(a, &n, &s).term[TERM_HELPED] == cases[i].figure);
	}
	arena_destroy(a);
}

TEST(what_was_said_not_to_fit_falls_in_the_next_ranking)
{
	struct arena *a = arena_create();
	struct need_side n = a_need(a);
	struct solution_side two[] = { a_solution(a), a_solution(a) };
	struct ranked best[MATCHES_MAX];
	struct solution_sides all = { two, 2 };
	two[1].id = 11;
	CHECK(best_of(a, &n, &all, best, MATCHES_MAX) == 2 && best[0].at == 0);
	two[0].not_fit = 1;
	CHECK(best_of(a, &n, &all, best, MATCHES_MAX) == 2 && best[0].at == 1);
	CHECK(best[0].score.total - best[1].score.total == 60);
	two[0].not_fit = 100;
	CHECK(best[0].score.total - scored(a, &n, &two[0]).total == 180);
	arena_destroy(a);
}

TEST(no_score_is_above_what_it_can_be_at_the_most_and_the_most_hopeful_come_first)
{
	struct arena *a = arena_create();
	struct need_side n = a_need(a);
	struct solution_side many[6];
	struct ranked hopeful[3];
	for (int i = 0; i < 6; i++) {
		many[i] = a_solution(a);
		many[i].id = 100 + i;
		many[i].evidence = i;
		many[i].tried = many[i].helped = 50 * i;
		many[i].not_fit = i % 2;
		CHECK_AT(i, scored(a, &n, &many[i]).total <= match_at_most(&n, &many[i]));
	}
	many[5].territory = STR("54");
	CHECK(match_at_most(&n, &many[5]) == 0);
	CHECK(match_hopeful(&n, &(struct solution_sides){ many, 6 }, hopeful, 3) == 3);
	CHECK(hopeful[0].at == 4 && hopeful[1].at == 3 && hopeful[2].at == 2);
	arena_destroy(a);
}

TEST(the_best_three_of_many_come_best_first)
{
	struct arena *a = arena_create();
	struct need_side n = a_need(a);
	struct solution_side many[20];
	struct ranked best[MATCHES_MAX];
	for (int i = 0; i < 20; i++) {
		many[i] = a_solution(a);
		many[i].id = 100 + i;
		many[i].evidence = (i * 7) % 6;
	}
	size_t found = best_of(a, &n, &(struct solution_sides){ many, 20 }, best, MATCHES_MAX);
	CHECK(found == 3 && many[best[0].at].evidence == 5 && best[0].score.total >= best[1].score.total
		&& best[1].score.total >= best[2].score.total);
	CHECK(many[best[0].at].id < many[best[1].at].id);
	CHECK(best_of(a, &n, &(struct solution_sides){ many, 0 }, best, MATCHES_MAX) == 0);
	arena_destroy(a);
}

TEST(what_scores_too_little_is_not_proposed_and_no_more_than_asked_for)
{
	struct arena *a = arena_create();
	struct need_side n = a_need(a);
	struct solution_side many[4];
	struct ranked best[4] = { [3] = { .at = 99 } };
	for (int i = 0; i < 4; i++) {
		many[i] = a_solution(a);
		many[i].id = 104 - i;
	}
	const struct solution_sides all = { many, 4 };
	CHECK(best_of(a, &n, &all, best, 3) == 3 && best[3].at == 99);
	CHECK(best[0].at == 3 && best[1].at == 2 && best[2].at == 1);      /* alike: by their ids */
	many[0].is_free = false, many[0].is_reimbursed = true, many[0].evidence = 1;
	many[0].not_fit = 2;
	CHECK(scored(a, &n, &many[0]).total == SCORE_LEAST);
	CHECK(best_of(a, &n, &(struct solution_sides){ many, 1 }, best, 3) == 1);
	many[0].evidence = 0;
	CHECK(scored(a, &n, &many[0]).total < SCORE_LEAST);
	CHECK(best_of(a, &n, &(struct solution_sides){ many, 1 }, best, 3) == 0);
	arena_destroy(a);
}

TEST(the_words_of_a_text_are_kept_once_with_their_times_and_short_ones_are_not)
{
	struct arena *a = arena_create();
	struct bag bag = bag_of(a, STR("nuit"), STR("La nuit, une nuit de mai. Ou un an"));
	CHECK(bag.len == 3);                               /* nuit, une, mai */
	int times = 0, most = 0;
	for (size_t i = 0; i < bag.len; i++) {
		CHECK_AT(i, i == 0 || bag.items[i - 1].word < bag.items[i].word);
		times += bag.items[i].times;
		most = bag.items[i].times > most ? bag.items[i].times : most;
	}
	CHECK(most == 4 && times == 6);                    /* twice for the title, and two more */
	struct buf long_text = { .max = 1 << 16 };
	for (int i = 0; i < 2000; i++)
		buf_fmt(&long_text, "mot%d ", i);
	CHECK(bag_of(a, buf_view(&long_text), STR("encore")).len == 800);
	buf_finish(&long_text);
	arena_destroy(a);
}

TEST(rarity_counts_in_how_many_texts_each_word_is)
{
	struct arena *a = arena_create();
	const struct bag bags[] = { bag_of(a, STR("nuit nuit"), STR("jour")),
		bag_of(a, STR("nuit"), STR("")), bag_of(a, STR(""), STR("soir")),
		bag_of(a, STR(""), STR("nuit soir")), bag_of(a, STR(""), STR("")) };
	struct rarity r = rarity_of(a, bags, 5);
	int times[4] = { 0 };
	CHECK(r.texts == 5 && r.len == 3);
	for (size_t i = 0; i < r.len; i++) {
		CHECK_AT(i, i == 0 || r.items[i - 1].word < r.items[i].word);
		CHECK_AT(i, r.items[i].times >= 1 && r.items[i].times <= 3);
		times[r.items[i].times]++;
	}
	CHECK(times[1] == 1 && times[2] == 1 && times[3] == 1);        /* jour, soir, nuit */
	CHECK(rarity_of(a, bags, 0).len == 0);
	arena_destroy(a);
}

/* A match keeps the version of the weights by which it was made: figures that differ from these are
 * of another one. */
TEST(the_figures_of_this_version_of_the_weights)
{
	static const struct { const char *a, *b; int alike; } cases[] = {
		{ "nuit", "nuit", 943 }, { "nuit calme", "nuit agitée", 702 }, { "appeler", "marché", 0 },
		{ "marché soir", "marché", 880 }, { "infirmière qui rappelle", "infirmière absente", 636 },
		{ "voisine voisine", "voisine du soir", 932 },
		{ "nuit nuit nuit nuit calme", "nuit agitée", 769 },
		{ "infirmière nuit soir rappelle calme bleue", "soir vert jaune rouge orange noir", 605 },
	};
	struct arena *a = arena_create();
	const struct bag bags[] = {
		bag_of(a, STR(""), STR("Une infirmière rappelle la nuit")),
		bag_of(a, STR(""), STR("Une infirmière vient au marché le soir")),
		bag_of(a, STR(""), STR("Une infirmière chante au marché la nuit")),
		bag_of(a, STR(""), STR("Une voisine marche le soir, et la nuit")),
	};
	struct rarity r = rarity_of(a, bags, 4);
	CHECK(WEIGHTS_VERSION == 1 && r.len == 9);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bag x = bag_of(a, STR(""), str_view(cases[i].a));
		struct bag y = bag_of(a, STR(""), str_view(cases[i].b));
		CHECK_AT(words_alike(&x, &y, &r), words_alike(&x, &y, &r) == cases[i].alike);
		CHECK_AT(i, words_alike(&y, &x, &r) == cases[i].alike);
	}
	struct need_side n = a_need(a);
	struct solution_side s = a_solution(a);
	CHECK(scored(a, &n, &s).total == 735);
	arena_destroy(a);
}

TEST(texts_are_alike_by_their_rare_words)
{
	struct arena *a = arena_create();
	const struct bag bags[] = {
		bag_of(a, STR(""), STR("Une infirmière rappelle la nuit")),
		bag_of(a, STR(""), STR("Une infirmière vient au marché")),
		bag_of(a, STR(""), STR("Une infirmière chante au marché")),
	};
	struct rarity r = rarity_of(a, bags, 3);
	struct bag asked = bag_of(a, STR(""), STR("Une infirmière qui rappelle les nuits"));
	int first = words_alike(&asked, &bags[0], &r), second = words_alike(&asked, &bags[1], &r);
	CHECK(first > 500 && first <= 1000 && first > second);
	CHECK(words_alike(&asked, &(struct bag){ 0 }, &r) == 0);
	CHECK(words_alike(&bags[0], &bags[0], &r) > 900);
	arena_destroy(a);
}

TEST(only_what_speaks_for_a_match_is_said)
{
	static const int least[MATCH_TERMS] = { [TERM_THEME] = 1000, [TERM_TEXT] = 400,
		[TERM_STAGE] = 1000, [TERM_NEAR] = 1000, [TERM_EVIDENCE] = 600, [TERM_FRESH] = 1000,
		[TERM_COST] = 1000, [TERM_HELPED] = 700 };
	for (int t = 0; t < MATCH_TERMS; t++) {
		CHECK_AT(t, match_term_key((enum match_term)t, least[t], true) != NULL);
		CHECK_AT(t, match_term_key((enum match_term)t, least[t] - 1, true) == NULL);
	}
	CHECK(!match_term_key(MATCH_TERMS, 1000, true) && !match_refusal_key(MATCH_REFUSALS));
	CHECK(!match_refusal_key(MATCH_POSSIBLE));
	/* Others are not spoken to as if it were theirs. */
	CHECK(str_eq(str_view(match_term_key(TERM_COST, 1000, false)), STR("matching.term.cost_them")));
	CHECK(str_eq(str_view(match_term_key(TERM_THEME, 1000, false)), STR("matching.term.theme")));
}

TEST(the_forms_of_a_match_say_what_is_missing)
{
	struct match_form form = { .typed = { [MATCH_F_NEED] = STR("nº 118"),
		[MATCH_F_NOTE] = STR("  "), [MATCH_F_REASON] = STR("too-far"), [MATCH_F_SAID] = STR(""),
		[MATCH_F_OUTCOME] = STR("partly"), [MATCH_F_TEXT] = STR(" Bonjour ") } };
	int64_t number;
	struct str said;
	enum not_fit reason;
	const char *action;
	CHECK(match_read_number(&form, &number) && number == 118);
	CHECK(match_read_note(&form, false, &said) && said.len == 0);
	CHECK(!match_read_note(&form, true, &said) && form.problem[MATCH_F_NOTE].key);
	CHECK(match_read_not_fit(&form, &reason, &said) && reason == NOT_FIT_TOO_FAR);
	CHECK(match_read_outcome(&form, &action, &said) && strcmp(action, "partly") == 0);
	CHECK(match_read_text(&form, &said) && str_eq(said, STR("Bonjour")));
	form.typed[MATCH_F_REASON] = STR("other");     /* and no word */
	CHECK(!match_read_not_fit(&form, &reason, &said) && form.problem[MATCH_F_SAID].key);
	static const char *const none[] = { "", "zero", "0", "nº", "99999999999999999999" };
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		form.typed[MATCH_F_NEED] = str_view(none[i]);
		CHECK_AT(i, !match_read_number(&form, &number) && form.problem[MATCH_F_NEED].key);
	}
	form.typed[MATCH_F_REASON] = form.typed[MATCH_F_OUTCOME] = STR("invented");
	CHECK(!match_read_not_fit(&form, &reason, &said) && form.problem[MATCH_F_REASON].key);
	CHECK(!match_read_outcome(&form, &action, &said) && form.problem[MATCH_F_OUTCOME].key);
}

TEST(what_is_written_about_a_match_has_its_limit_in_signs)
{
	static char text[2 * MATCH_TEXT_MAX + 3];
	struct match_form form = { 0 };
	struct str out;
	for (size_t i = 0; i <= MATCH_TEXT_MAX; i++)
		memcpy(text + 2 * i, "é", 2);
	form.typed[MATCH_F_TEXT] = (struct str){ text, 2 * MATCH_TEXT_MAX };
	CHECK(match_read_text(&form, &out) && out.len == 2 * MATCH_TEXT_MAX);
	form.typed[MATCH_F_TEXT].len += 2;
	CHECK(!match_read_text(&form, &out) && form.problem[MATCH_F_TEXT].limit == MATCH_TEXT_MAX);
	int64_t number;
	form.typed[MATCH_F_NEED] = STR("nº 90");
	CHECK(match_read_number(&form, &number) && number == 90);
	form.typed[MATCH_F_NEED] = STR("09");
	CHECK(match_read_number(&form, &number) && number == 9);
	CHECK(!not_fit_word(NOT_FITS) && !outcome_word(3) && strcmp(outcome_word(0), "helped") == 0);
}
