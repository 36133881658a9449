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

TEST(what_was_said_not_to_fit_falls_in_the_next_ranking)
{
	struct arena *a = arena_create();
	struct need_side n = a_need(a);
	struct solution_side two[] = { a_solution(a), a_solution(a) };
	struct ranked best[MATCHES_MAX];
	struct solution_sides all = { two, 2 };
	two[1].id = 11;
	CHECK(match_best(a, &n, &all, best, MATCHES_MAX) == 2 && best[0].at == 0);
	two[0].not_fit = 1;
	CHECK(match_best(a, &n, &all, best, MATCHES_MAX) == 2 && best[0].at == 1);
	CHECK(best[0].score.total - best[1].score.total == 60);
	two[0].not_fit = 100;
	CHECK(best[0].score.total - scored(a, &n, &two[0]).total == 180);
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
	size_t found = match_best(a, &n, &(struct solution_sides){ many, 20 }, best, MATCHES_MAX);
	CHECK(found == 3 && many[best[0].at].evidence == 5 && best[0].score.total >= best[1].score.total
		&& best[1].score.total >= best[2].score.total);
	CHECK(many[best[0].at].id < many[best[1].at].id);
	CHECK(match_best(a, &n, &(struct solution_sides){ many, 0 }, best, MATCHES_MAX) == 0);
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
	CHECK(match_term_key(TERM_THEME, 1000, true) && !match_term_key(TERM_THEME, 0, true));
	CHECK(match_term_key(TERM_COST, 1000, true) && !match_term_key(TERM_COST, 700, true));
	CHECK(!match_term_key(TERM_HELPED, 500, true) && match_term_key(TERM_HELPED, 800, true));
	CHECK(!match_term_key(MATCH_TERMS, 1000, true));
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
