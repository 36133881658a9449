/* Leaving with more words than one transaction takes away. */
#include "features/agora/test_store_desk.h"
#include "app/leave.h"

enum { STATEMENTS_MAX = 3000 };    /* of one piece of work: what 20 ms hold with room to spare */

static const struct field leave[] = { { "word", STR("effacer") }, { 0 } };

/* n more rows like each of `table` that is theirs, with ids of their own. */
static void multiply(struct world *w, const char *table, struct uuid persona, int n)
{
	const char *others = world_text(w, str_fmt(w->arena, "SELECT group_concat(name) FROM"
		" pragma_table_info('%s') WHERE name NOT IN ('id', 'ref')", table).ptr).ptr;
	const char *ref = world_count(w, str_fmt(w->arena, "SELECT count(*) FROM"
		" pragma_table_info('%s') WHERE name = 'ref'", table).ptr) ? "ref, " : "";
	CHECK(world_write(w, str_fmt(w->arena, "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1"
		" FROM c WHERE n < %d) INSERT INTO %s (id, %s%s) SELECT id + c.n, %s%s FROM c, %s"
		" WHERE lower(hex(persona)) = replace('%s', '-', '') ORDER BY id", n, table, ref, others,
		*ref ? "randomblob(16), " : "", others, table, uuid_print(persona).text).ptr) == OK);
}

static enum status go_on(struct tx *tx, void *arg)
{
	struct { struct world *w; bool more; } *slice = arg;
	slice->more = false;
	return leaving_go_on(tx, &slice->w->site, &slice->more);
}

TEST(who_leaves_with_two_thousand_needs_is_gone_at_once_and_their_words_slice_by_slice)
{
	struct world w;
	struct { struct world *w; bool more; } slice = { &w, true };
	world_open(&w);
	struct uuid whose = w.ada.person.persona;
	struct need need = need_public(&w, &w.ada, "Topinambour");
	multiply(&w, "agora_need", whose, 1999);
	CHECK(world_count(&w, "SELECT count(*) FROM agora_need") == 2000);
	CHECK(says(visit_get(&w, &w.nobody, need_path(w.arena, &need).ptr), "ada"));
	db_fault(w.hands.writer, FAULT_ONCE, STATEMENTS_MAX);
	struct seen s = visit_post(&w, &w.ada, "/moi/donnees/effacer", NULL, leave);
	CHECK(!db_fault_struck(w.hands.writer));
	CHECK(s.http == 200 && says(s, "un à un") && !says(s, "vos textes, vos brouillons"));
	CHECK(visit_get(&w, &w.ada, "/moi").http == 303);
	CHECK(world_count(&w, "SELECT count(*) FROM app_leaving") == 1);
	CHECK(world_count(&w, "SELECT count(*) FROM app_persona WHERE name = 'ada'") == 0);
	CHECK(world_finds(&w, "Topinambour") > 0);
	int slices = 0;
	for (; slice.more && slices < 100; slices++) {
		db_fault(w.hands.writer, FAULT_ONCE, STATEMENTS_MAX);
		CHECK_AT(slices, world_job(&w, go_on, &slice) == OK && !db_fault_struck(w.hands.writer));
	}
	CHECK(slices > 10 && slices < 30);
	world_index(&w);
	CHECK(world_finds(&w, "Topinambour") == 0 && world_finds(&w, "topinambour") == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM app_leaving") == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM agora_need WHERE persona IS NOT NULL") == 0);
	CHECK(events(&w, "app.persona_erased") == 1);
	world_close(&w);
}

TEST(what_was_told_to_who_leaves_goes_whole_however_much_it_was)
{
	struct world w;
	world_open(&w);
	need_public(&w, &w.ada, "Rutabaga");
	multiply(&w, "delivery_notice", w.ada.person.persona, 250);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice") > 250);
	CHECK(says(visit_post(&w, &w.ada, "/moi/donnees/effacer", NULL, leave), "un à un"));
	w.now_at += 60000;
	world_chores(&w);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice") == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM app_leaving") == 0);
	CHECK(world_finds(&w, "Rutabaga") == 0);
	world_close(&w);
}
