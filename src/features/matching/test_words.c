/* How rare words are, counted in slices and kept. */
#include "features/matching/store.h"
#include "features/matching/test_pair.h"

static struct rarity counted(struct arena *a, const char *first, const char *second)
{
	const struct bag bags[] = { bag_of(a, STR(""), str_view(first)),
		bag_of(a, STR(""), str_view(second)) };
	return rarity_of(a, bags, 2);
}

TEST(two_lots_of_texts_count_as_one_and_are_read_back_as_they_were_kept)
{
	struct arena *a = arena_create();
	struct rarity x = counted(a, "la nuit tombe", "la nuit dure"), y = counted(a, "nuit", "aube");
	struct rarity both = rarity_both(a, &x, &y);
	CHECK(both.texts == 4 && both.len == 4);
	int most = 0;
	for (size_t i = 0; i < both.len; i++) {
		CHECK_AT(i, i == 0 || both.items[i - 1].word < both.items[i].word);
		most = both.items[i].times > most ? both.items[i].times : most;
	}
	CHECK(most == 3);
	struct str kept = rarity_print(a, &both);
	struct rarity back = rarity_read(a, kept, 4);
	CHECK(back.len == both.len && back.texts == 4);
	for (size_t i = 0; i < back.len; i++)
		CHECK_AT(i, back.items[i].word == both.items[i].word
			&& back.items[i].times == both.items[i].times);
	CHECK(rarity_read(a, (struct str){ kept.ptr, kept.len - 1 }, 4).len == 0);
	arena_destroy(a);
}

TEST(words_are_counted_again_after_half_an_hour_or_a_night)
{
	const int64_t minute = 60 * 1000;
	CHECK(!rarity_is_due(0, 10, 29 * minute) && rarity_is_due(0, 10, 30 * minute));
	CHECK(!rarity_is_due(0, 200, 1199 * minute) && rarity_is_due(0, 200, 1200 * minute));
}

TEST(a_catalogue_of_several_slices_is_counted_whole)
{
	struct pair p;
	open_pair(&p);
	CHECK(world_write(&p.w, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
		" WHERE i < 119) INSERT INTO solutions_solution SELECT 900000000 + i, randomblob(16),"
		" persona, audience, state, hidden_from, listed, lang, version, created_at, sent_at,"
		" listed_at, fresh_at, changed_at, told, name, text, publics, stages, theme, cost,"
		" cost_text, conditions, territory, town, languages, access, team, contact, evidence,"
		" evidence_text, data, data_text, device, ce, reimbursement, funding, interests"
		" FROM solutions_solution, n") == OK);
	p.w.now_at += 60 * 1000;
	world_chores(&p.w);
	CHECK(world_count(&p.w, "SELECT count(*) FROM matching_rarity") == 1);
	CHECK(world_count(&p.w, "SELECT texts FROM matching_rarity WHERE id = 1") == 120);
	CHECK(visit_get(&p.w, &p.w.fay, at(&p, "/equipe/rapprochements", p.need, "")).http == 200);
	world_close(&p.w);
}
