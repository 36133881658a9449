/* Each statement of an act fails, one after the other; a neighbour fails: all of an act stands, or
 * nothing of it. */
#include "features/agora/test_store_desk.h"

/* As a handler must: from a copy, since it may run twice. */
static enum status send(struct tx *tx, struct deed *d)
{
	struct draft draft = d->draft;
	TRY(draft_save(tx, &d->who, &draft));
	return draft_send(tx, d->site, &d->who, &draft, &d->need);
}

static enum status approve(struct tx *tx, struct deed *d)
{
	TRY(need_by_ref(tx, &d->who, LANG_FR, d->ref, &d->need));
	return need_act(tx, d->site, &d->who, &d->need, &(struct need_act){ .action = "approve" });
}

static enum status support(struct tx *tx, struct deed *d)
{
	TRY(need_by_ref(tx, &d->who, LANG_FR, d->ref, &d->need));
	return support_add(tx, d->site, &d->who, &d->need);
}

static enum status stand(struct tx *tx, struct deed *d)
{
	const struct stood stood = { STANDING_WAITING, STR("L’agence"), STR("Dossier envoyé.") };
	TRY(need_by_ref(tx, &d->who, LANG_FR, d->ref, &d->need));
	return need_stand(tx, d->site, &d->who, &d->need, &stood);
}

static enum status keep_silent(struct tx *tx, struct deed *d)
{
	return agora_silence(tx, d->site, &d->yes);
}

static enum status leave(struct tx *tx, struct deed *d)
{
	return agora_erase_persona(tx, d->site, &d->who, &d->yes);
}

/* All that an act may touch, in one number. */
static int64_t sum_of(struct world *w)
{
	return world_count(w, "SELECT (SELECT count(*) FROM agora_need) + 7 * (SELECT count(*) FROM"
		" app_event) + 49 * (SELECT count(*) FROM moderation_item WHERE done = 0) + 343 * (SELECT"
		" count(*) FROM search_doc WHERE gone = 0) + 2401 * (SELECT count(*) FROM delivery_notice)"
		" + 16807 * (SELECT coalesce(sum(state + supports * 100), 0) FROM agora_need)"
		" + 117649 * (SELECT coalesce(sum(n * what), 0) FROM agora_count)"
		" + 1977326743 * (SELECT coalesce(sum(n), 0) FROM moderation_count)"
		" + 823543 * (SELECT count(*) FROM moderation_decision) + 5764801 *"
		" (SELECT count(*) FROM agora_support WHERE persona IS NOT NULL)"
		" + 40353607 * (SELECT count(*) FROM agora_draft)"
		" + 282475249 * (SELECT count(*) FROM delivery_follow)");
}

/* Fails from statement 1, 2, 3… on until it comes through; returns how many there were. */
static long until_done(struct world *w, const struct browser *b, deed_fn *run, struct deed *d)
{
	enum { MOST = 200 };
	const struct deed as_it_was = *d;
	int64_t before = sum_of(w);
	for (long n = 1; n < MOST; n++) {
		*d = as_it_was;
		db_fault(w->hands.writer, FAULT_FROM, n);
		enum status s = do_deed(w, b, run, d);
		bool struck = db_fault_struck(w->hands.writer);
		db_fault(w->hands.writer, FAULT_NONE, 0);
		if (!struck) {
			CHECK_AT(n, s == OK && sum_of(w) != before);
			return n;
		}
		CHECK_AT(n, s != OK && sum_of(w) == before);
	}
	return MOST;
}

TEST(when_any_statement_of_an_act_fails_nothing_of_it_stands)
{
	struct world w;
	world_open(&w);
	struct deed d = { .draft = draft_with("Un besoin", "Des mots.") };
	CHECK(until_done(&w, &w.ada, send, &d) > 10);
	struct uuid need = d.need.ref;
	d = (struct deed){ .ref = need };
	CHECK(until_done(&w, &w.moe, approve, &d) > 10);
	d = (struct deed){ .ref = need };
	CHECK(until_done(&w, &w.ben, support, &d) > 4);
	d = (struct deed){ .ref = need };
	CHECK(until_done(&w, &w.fay, stand, &d) > 5);
	w.now_at += INT64_C(181) * 86400000;
	d = (struct deed){ .ref = need };
	CHECK(until_done(&w, &w.eve, keep_silent, &d) > 3);
	d = (struct deed){ .ref = need };
	CHECK(until_done(&w, &w.ada, leave, &d) > 10);
	CHECK(!need_seen(&w, &w.nobody, need).state);
	world_close(&w);
}

struct call { deed_fn *run; struct deed *deed; };

static enum status call(struct tx *tx, void *arg)
{
	const struct call *c = arg;
	return c->run(tx, c->deed);
}

static enum status fail_late(struct tx *tx, struct deed *d)
{
	TRY(send(tx, d));
	return fail(tx_error(tx), CONFLICT, "after all its writes");
}

TEST(a_neighbour_that_fails_makes_an_act_run_twice_and_count_once)
{
	struct world w;
	world_open(&w);
	struct deed d[3];
	struct call calls[3];
	struct error e[3] = { { 0 } };
	struct job jobs[3], *group[3];
	const struct browser *by[3] = { &w.ada, &w.ben, &w.cleo };
	for (int i = 0; i < 3; i++) {
		d[i] = (struct deed){ .draft = draft_with("Un besoin", "Des mots."), .site = &w.site,
			.who = who_is(by[i]) };
		calls[i] = (struct call){ i == 1 ? fail_late : send, &d[i] };
		jobs[i] = (struct job){ .run = call, .arg = &calls[i], .arena = w.arena, .error = &e[i],
			.now_at = w.now_at++ };
		group[i] = &jobs[i];
	}
	CHECK(db_group(w.hands.writer, group, 3) == OK);
	CHECK(jobs[0].status == OK && jobs[1].status == CONFLICT && jobs[2].status == OK);
	CHECK(world_count(&w, "SELECT count(*) FROM agora_need") == 2);
	CHECK(world_count(&w, "SELECT count(*) FROM agora_need") == world_count(&w,
		"SELECT count(*) FROM app_event WHERE what = 'agora.submitted'"));
	CHECK(world_count(&w, "SELECT count(*) FROM agora_need") == world_count(&w,
		"SELECT n FROM agora_count WHERE what = 1"));
	world_close(&w);
}
