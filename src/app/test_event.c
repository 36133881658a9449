/* The sealed log: whatever is done to it behind our back is found. */
#include "test_site.h"

static enum status add_three(struct tx *tx, void *arg)
{
	struct world *w = arg;
	struct who who = who_of(&w->ada.person);
	for (int i = 1; i <= 3; i++)
		TRY(event_add(tx, &who,
			&(struct event){ .what = "probe.done", .kind = 9, .id = i, .to = i }));
	return OK;
}

struct verdict { struct world *w; struct log_head head; };

static enum status verify(struct tx *tx, void *arg)
{
	struct verdict *v = arg;
	return log_verify(tx, &v->w->site, &v->head);
}

static enum status verified(struct world *w, struct log_head *head)
{
	struct error e = { 0 };
	struct verdict v = { .w = w };
	struct job job = { .run = verify, .arg = &v, .arena = w->arena, .error = &e,
		.now_at = w->now_at, .limit_us = -1 };
	enum status s = db_read(w->hands.reader, &job);
	*head = v.head;
	return s;
}

/* As somebody would who has the file and not the key. */
static void tamper(struct world *w, const char *sql)
{
	CHECK(world_write(w, "DROP TRIGGER IF EXISTS app_event_is_final_1") == OK);
	CHECK(world_write(w, "DROP TRIGGER IF EXISTS app_event_is_final_2") == OK);
	db_before_commit(w->hands.writer, NULL, NULL);
	CHECK(world_write(w, sql) == OK);
}

TEST(every_event_is_sealed_with_the_group_that_wrote_it)
{
	struct world w;
	world_open(&w);
	struct log_head before, after;
	CHECK(verified(&w, &before) == OK);
	CHECK(world_job(&w, add_three, &w) == OK);
	CHECK(verified(&w, &after) == OK);
	CHECK(after.events == before.events + 3 && after.seals == before.seals + 1);
	world_close(&w);
}

TEST(the_log_cannot_be_changed_through_the_database)
{
	struct world w;
	world_open(&w);
	CHECK(world_job(&w, add_three, &w) == OK);
	CHECK(world_write(&w, "UPDATE app_event SET what = 'x'") != OK);
	CHECK(world_write(&w, "DELETE FROM app_event") != OK);
	CHECK(world_count(&w, "SELECT count(*) FROM app_event WHERE what = 'probe.done'") == 3);
	world_close(&w);
}

TEST(whoever_touches_the_log_without_the_key_is_found)
{
	static const char *const deeds[] = {
		"UPDATE app_event SET what = 'probe.undone' WHERE kind = 9 AND id = 2",
		"UPDATE app_event SET state_to = 9 WHERE kind = 9 AND id = 2",
		"UPDATE app_event SET at = at + 1 WHERE kind = 9 AND id = 2",
		"UPDATE app_event SET persona = NULL WHERE kind = 9 AND id = 1",
		"DELETE FROM app_event WHERE kind = 9 AND id = 2",
		"UPDATE app_event SET id = 4 - id WHERE kind = 9 AND id <> 2",
		("INSERT INTO app_event SELECT seq + 1, at, persona, what, kind, 77, 0, 0 FROM app_event"
			" WHERE kind = 9 AND id = 3"),
		"DELETE FROM app_seal WHERE n = 1",
		"UPDATE app_seal SET events = events + 1",
	};
	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
		struct world w;
		struct log_head head;
		world_open(&w);
		CHECK(world_job(&w, add_three, &w) == OK && world_job(&w, add_three, &w) == OK);
		tamper(&w, deeds[i]);
		CHECK_AT(i, verified(&w, &head) == INVALID);
		world_close(&w);
	}
}

TEST(a_log_whose_end_was_cut_holds_by_itself_and_not_against_its_anchor)
{
	struct world w;
	struct log_head anchor, cut;
	world_open(&w);
	CHECK(world_job(&w, add_three, &w) == OK && world_job(&w, add_three, &w) == OK);
	CHECK(verified(&w, &anchor) == OK);
	tamper(&w, "DELETE FROM app_event WHERE seq > (SELECT last_seq FROM app_seal ORDER BY n DESC"
		" LIMIT 1 OFFSET 1)");
	CHECK(world_write(&w, "DELETE FROM app_seal WHERE n = (SELECT max(n) FROM app_seal)") == OK);
	CHECK(verified(&w, &cut) == OK);
	CHECK(cut.events == anchor.events - 3 && !digest_eq(&cut.digest, &anchor.digest));
	world_close(&w);
}

TEST(the_log_holds_no_words_and_no_names)
{
	struct world w;
	world_open(&w);
	CHECK(world_count(&w, "SELECT count(*) FROM app_event WHERE what LIKE '%ada%'") == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM app_event WHERE what NOT LIKE '%.%'") == 0);
	world_close(&w);
}

TEST(a_site_does_not_open_with_a_key_that_did_not_seal_its_log)
{
	struct world w;
	world_open(&w);
	struct error e = { 0 };
	CHECK(world_job(&w, add_three, &w) == OK);
	CHECK(site_migrate(&w.site, w.hands.writer, &e) == OK);
	w.site.keys.key[FOR_LOG][0] ^= 1;
	CHECK(site_migrate(&w.site, w.hands.writer, &e) == INVALID);
	CHECK(strstr(e.text, "instance.key") != NULL);
	world_close(&w);
}
