/* Deciding about two kinds of objects: needs, and leaves that only tests have. */
#include "base/json.h"
#include "engines/moderation/test_leaf.h"

static int64_t waiting(struct world *w)
{
	int64_t n = world_count(w, "SELECT count(*) FROM moderation_item WHERE done = 0");
	CHECK(world_count(w, "SELECT coalesce(sum(n), 0) FROM moderation_count") == n);
	return n;
}

TEST(what_is_held_waits_and_is_decided_as_its_kind_declares)
{
	struct world w;
	leaves_open(&w);
	struct uuid open = leaf_written(&w, &w.ada, "Verte", 0);
	struct uuid held = leaf_written(&w, &w.ben, "À 06 12 34 56 78", RULE_PHONE | RULE_FIRST_POST);
	CHECK(waiting(&w) == 1 && leaf_state(&w, open) == LEAF_OPEN);
	struct desk_case c = leaf_case(&w, &w.moe, held);
	CHECK(c.is_open && c.item.lane == LANE_PRIVACY && c.item.due_at > c.item.at);
	CHECK(!leaf_case(&w, &w.ada, held).kind && leaf_case(&w, &w.ben, held).kind);
	CHECK(leaf_decide(&w, &w.fay, held, VERDICT_APPROVE) == FORBIDDEN);
	CHECK(leaf_decide(&w, &w.ben, held, VERDICT_APPROVE) == FORBIDDEN);
	CHECK(leaf_decide(&w, &w.ada, held, VERDICT_APPROVE) == NOT_FOUND);
	CHECK(leaf_decide(&w, &w.moe, held, VERDICT_RETURN) == CONFLICT);      /* no leaf is returned */
	CHECK(leaf_decide(&w, &w.moe, held, VERDICT_DISMISS) == CONFLICT);     /* it wants a decision */
	CHECK(leaf_decide(&w, &w.moe, held, VERDICT_HIDE) == CONFLICT);
	CHECK(leaf_decide(&w, &w.moe, held, VERDICT_APPROVE) == OK && waiting(&w) == 0);
	CHECK(leaf_state(&w, held) == LEAF_OPEN);
	CHECK(leaf_notices(&w, &w.ben, "agora.notice.approved") == 1);
	CHECK(leaf_decide(&w, &w.moe, held, VERDICT_APPROVE) == CONFLICT);
	CHECK(leaf_decide(&w, &w.moe, held, VERDICT_HOLD) == OK && waiting(&w) == 1);
	CHECK(leaf_decide(&w, &w.moe, held, VERDICT_REJECT) == OK && waiting(&w) == 0);
	CHECK(leaf_decide(&w, &w.moe, uuid_v7(w.now_at), VERDICT_HIDE) == NOT_FOUND);
	world_close(&w);
}

TEST(each_decision_belongs_to_the_event_of_its_move)
{
	struct world w;
	leaves_open(&w);
	struct uuid leaf = leaf_written(&w, &w.ada, "Verte", 0);
	CHECK(leaf_decide(&w, &w.moe, leaf, VERDICT_HIDE) == OK);
	CHECK(leaf_decide(&w, &w.moe, leaf, VERDICT_RESTORE) == OK);
	CHECK(leaf_decide(&w, &w.moe, leaf, VERDICT_VEIL) == OK);
	CHECK(world_count(&w, "SELECT count(*) FROM moderation_decision d JOIN app_event e ON"
		" e.seq = d.seq AND e.kind = d.kind AND e.id = d.object AND e.persona = d.persona") == 3);
	CHECK(world_count(&w, "SELECT count(DISTINCT seq) FROM moderation_decision") == 3);
	CHECK(world_count(&w, "SELECT count(*) FROM moderation_decision WHERE author IS NULL") == 0);
	world_close(&w);
}

TEST(nobody_decides_about_what_is_theirs_whatever_its_kind)
{
	struct world w;
	leaves_open(&w);
	struct uuid leaf = leaf_written(&w, &w.moe, "De moe", RULE_LINK);
	CHECK(leaf_decide(&w, &w.moe, leaf, VERDICT_APPROVE) == FORBIDDEN);
	CHECK(leaf_decide(&w, &w.moe, leaf, VERDICT_HIDE) == CONFLICT);
	CHECK(leaf_take(&w, &w.moe, leaf, true) == FORBIDDEN);
	struct browser zoe = another_moderator(&w);
	CHECK(leaf_take(&w, &zoe, leaf, true) == OK && leaf_take(&w, &zoe, leaf, true) == OK);
	CHECK(leaf_decide(&w, &zoe, leaf, VERDICT_APPROVE) == OK);
	CHECK(leaf_take(&w, &zoe, leaf, true) == CONFLICT);                    /* nothing waits */
	world_close(&w);
}

TEST(a_report_counts_once_and_hides_nothing)
{
	struct world w;
	leaves_open(&w);
	struct uuid leaf = leaf_written(&w, &w.ada, "Verte", 0);
	struct uuid held = leaf_written(&w, &w.ada, "Retenue", RULE_LINK);
	for (int i = 0; i < 2; i++) {
		CHECK(leaf_report(&w, &w.ben, leaf, REPORT_OTHER) == OK);
		CHECK(leaf_report(&w, &w.nobody, leaf, REPORT_DANGER) == OK);
	}
	CHECK(leaf_report(&w, &(struct browser){ 0 }, leaf, REPORT_OTHER) == INVALID);
	CHECK(leaf_report(&w, &w.ben, held, REPORT_OTHER) == NOT_FOUND);
	CHECK(leaf_report(&w, &w.ada, held, REPORT_OTHER) == NOT_FOUND);       /* its author sees it */
	struct desk_case c = leaf_case(&w, &w.moe, leaf);
	CHECK(c.item.reports == 2 && c.item.lane == LANE_CRISIS && c.item.rules == RULE_REPORT);
	CHECK(leaf_state(&w, leaf) == LEAF_OPEN && waiting(&w) == 2);
	CHECK(leaf_decide(&w, &w.moe, leaf, VERDICT_DISMISS) == OK && waiting(&w) == 1);
	CHECK(world_count(&w, "SELECT count(*) FROM moderation_report WHERE handled_at = 0") == 0);
	CHECK(leaf_decide(&w, &w.moe, leaf, VERDICT_DISMISS) == CONFLICT);
	CHECK(world_count(&w, "SELECT count(*) FROM app_event WHERE what = 'moderation.reported'"
		" AND kind = 91") == 2);
	world_close(&w);
}

TEST(a_report_after_the_first_was_handled_counts_anew)
{
	struct world w;
	leaves_open(&w);
	struct uuid leaf = leaf_written(&w, &w.ada, "Verte", 0);
	CHECK(leaf_report(&w, &w.ben, leaf, REPORT_OTHER) == OK);
	CHECK(leaf_decide(&w, &w.moe, leaf, VERDICT_DISMISS) == OK && waiting(&w) == 0);
	CHECK(leaf_report(&w, &w.ben, leaf, REPORT_DANGER) == OK);
	struct desk_case c = leaf_case(&w, &w.moe, leaf);
	CHECK(c.is_open && c.item.reports == 1 && c.item.lane == LANE_CRISIS);
	CHECK(leaf_report(&w, &w.ben, leaf, REPORT_OTHER) == OK);              /* still the same one */
	CHECK(world_count(&w, "SELECT count(*) FROM moderation_report") == 1);
	CHECK(world_count(&w, "SELECT reason FROM moderation_report") == REPORT_DANGER);
	world_close(&w);
}

struct past_of { struct moderated about; struct action_counts past; bool forgets; };

static enum status read_past(struct tx *tx, void *arg)
{
	struct past_of *p = arg;
	const struct moderated another = { { LEAF, 1 }, { 0 }, p->about.author };
	if (p->forgets)
		TRY(moderation_forget(tx, p->about.key));
	return decision_past(tx, &another, &p->past);
}

TEST(who_takes_a_refused_text_back_does_not_take_their_past_from_the_desk)
{
	struct world w;
	leaves_open(&w);
	struct uuid leaf = leaf_written(&w, &w.ada, "Verte", RULE_LINK);
	CHECK(leaf_decide(&w, &w.moe, leaf, VERDICT_REJECT) == OK);
	struct past_of p = { .about = leaf_case(&w, &w.moe, leaf).about, .forgets = true };
	CHECK(world_job(&w, read_past, &p) == OK && p.past.len == 1);
	CHECK(world_finds(&w, "Parce que.") == 0);
	world_close(&w);
}

TEST(a_veil_covers_what_stays_public)
{
	struct world w;
	leaves_open(&w);
	struct uuid leaf = leaf_written(&w, &w.ada, "Rouge", 0);
	CHECK(leaf_report(&w, &w.ben, leaf, REPORT_MEDICAL) == OK && !leaf_is_veiled(&w, leaf));
	CHECK(leaf_decide(&w, &w.moe, leaf, VERDICT_UNVEIL) == CONFLICT);
	CHECK(leaf_decide(&w, &w.moe, leaf, VERDICT_VEIL) == OK && leaf_is_veiled(&w, leaf));
	CHECK(leaf_state(&w, leaf) == LEAF_OPEN && waiting(&w) == 0);  /* the report is answered */
	CHECK(leaf_decide(&w, &w.moe, leaf, VERDICT_VEIL) == CONFLICT);
	CHECK(leaf_notices(&w, &w.ada, "moderation.notice.veiled") == 1);
	CHECK(leaf_report(&w, &w.cleo, leaf, REPORT_OTHER) == OK);
	CHECK(leaf_decide(&w, &w.moe, leaf, VERDICT_UNVEIL) == OK && !leaf_is_veiled(&w, leaf));
	CHECK(waiting(&w) == 1);                                               /* this one is not */
	CHECK(leaf_decide(&w, &w.moe, leaf, VERDICT_HIDE) == OK && waiting(&w) == 0);
	CHECK(leaf_decide(&w, &w.moe, leaf, VERDICT_VEIL) == CONFLICT);
	world_close(&w);
}

TEST(another_moderator_decides_an_appeal_and_it_is_asked_once)
{
	struct world w;
	leaves_open(&w);
	struct browser zoe = another_moderator(&w);
	struct uuid leaf = leaf_written(&w, &w.ada, "Verte", 0);
	CHECK(leaf_appeal(&w, &w.ada, leaf, "Relisez.") == CONFLICT);          /* nothing was refused */
	CHECK(leaf_decide(&w, &w.moe, leaf, VERDICT_HIDE) == OK);
	CHECK(leaf_appeal(&w, &w.ben, leaf, "Relisez.") == NOT_FOUND);
	CHECK(leaf_appeal(&w, &w.fay, leaf, "Relisez.") == FORBIDDEN);
	CHECK(leaf_appeal(&w, &w.ada, leaf, " ") == INVALID && waiting(&w) == 0);
	CHECK(leaf_appeal(&w, &w.ada, leaf, "Relisez.") == OK && waiting(&w) == 1);
	CHECK(leaf_appeal(&w, &w.ada, leaf, "Encore.") == CONFLICT);
	struct desk_case c = leaf_case(&w, &zoe, leaf);
	CHECK(c.item.rules == RULE_APPEAL && c.item.lane == LANE_APPEAL && c.appeal.is_asked);
	CHECK(leaf_decide(&w, &w.moe, leaf, VERDICT_RESTORE) == FORBIDDEN);
	CHECK(leaf_decide(&w, &w.moe, leaf, VERDICT_UPHOLD) == FORBIDDEN);
	CHECK(leaf_take(&w, &w.moe, leaf, true) == FORBIDDEN);
	CHECK(leaf_decide(&w, &zoe, leaf, VERDICT_UPHOLD) == OK && waiting(&w) == 0);
	CHECK(leaf_state(&w, leaf) == LEAF_HIDDEN);
	CHECK(leaf_notices(&w, &w.ada, "moderation.notice.upheld") == 1);
	CHECK(leaf_appeal(&w, &w.ada, leaf, "Encore.") == CONFLICT);
	CHECK(leaf_decide(&w, &zoe, leaf, VERDICT_UPHOLD) == CONFLICT);
	/* Another no may be appealed again, and is reversed. */
	CHECK(leaf_decide(&w, &zoe, leaf, VERDICT_RESTORE) == OK);
	CHECK(leaf_decide(&w, &zoe, leaf, VERDICT_HIDE) == OK);
	CHECK(leaf_appeal(&w, &w.ada, leaf, "Relisez.") == OK);
	CHECK(leaf_decide(&w, &zoe, leaf, VERDICT_RESTORE) == FORBIDDEN);
	CHECK(leaf_decide(&w, &w.moe, leaf, VERDICT_RESTORE) == OK && waiting(&w) == 0);
	CHECK(leaf_state(&w, leaf) == LEAF_OPEN);
	world_close(&w);
}

/* ---- leaving ---- */

struct leaving { struct world *w; struct who who; struct buf out; };

static enum status export_all(struct tx *tx, void *arg)
{
	struct leaving *l = arg;
	struct json json = { .out = &l->out };
	json_open(&json, NULL, '[');
	TRY(desk_export(tx, &l->who, &json));
	json_close(&json, ']');
	return OK;
}

static enum status leave(struct tx *tx, void *arg)
{
	struct leaving *l = arg;
	bool more;
	return site_erase(&l->w->site, tx, &l->who, &more);
}

TEST(who_leaves_takes_their_words_from_reports_and_decisions)
{
	struct world w;
	leaves_open(&w);
	struct uuid mine = leaf_written(&w, &w.ada, "Verte", 0);
	struct uuid other = leaf_written(&w, &w.ben, "Jaune", 0);
	CHECK(leaf_decide(&w, &w.moe, mine, VERDICT_VEIL) == OK);
	CHECK(leaf_decide(&w, &w.moe, mine, VERDICT_HIDE) == OK);
	CHECK(leaf_appeal(&w, &w.ada, mine, "Topinambour.") == OK);
	CHECK(leaf_report(&w, &w.ada, other, REPORT_ABUSE) == OK);
	struct leaving l = { &w, who_of(&w.ada.person), { .max = 1 << 16 } };
	CHECK(world_job(&w, export_all, &l) == OK);
	struct str out = str_dup(w.arena, buf_view(&l.out));
	CHECK(strstr(out.ptr, "\"what\":\"appeal\"") && strstr(out.ptr, "Topinambour."));
	CHECK(strstr(out.ptr, "\"type\":\"report\"") && strstr(out.ptr, "Voyez."));
	CHECK(strstr(out.ptr, uuid_print(other).text) && !strstr(out.ptr, "Parce que."));
	CHECK(world_job(&w, leave, &l) == OK);
	CHECK(world_finds(&w, "Topinambour.") == 0 && world_finds(&w, "Voyez.") == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM moderation_veil") == 0);
	CHECK(waiting(&w) == 1);                                 /* the report of another's leaf */
	CHECK(world_count(&w, "SELECT count(author) FROM moderation_decision") == 0);
	l.who = who_of(&w.moe.person);
	CHECK(world_job(&w, leave, &l) == OK);
	CHECK(world_count(&w, "SELECT count(persona) FROM moderation_decision") == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM moderation_decision") == 3);
	buf_finish(&l.out);
	world_close(&w);
}

/* ---- when the database fails ---- */

static int64_t sum_of(struct world *w)
{
	return world_count(w, "SELECT (SELECT count(*) FROM moderation_item WHERE done = 0) + 7 *"
		" (SELECT count(*) FROM moderation_decision) + 49 * (SELECT count(*) FROM app_event)"
		" + 343 * (SELECT coalesce(sum(n), 0) FROM moderation_count) + 2401 * (SELECT count(*) FROM"
		" moderation_report WHERE handled_at = 0) + 16807 * (SELECT sum(state) FROM leaf_leaf)"
		" + 117649 * (SELECT count(*) FROM delivery_notice) + 823543 * (SELECT count(*) FROM"
		" moderation_veil)");
}

static enum status step(struct world *w, int which, struct uuid ref)
{
	if (which == 0)
		return leaf_report(w, &w->ben, ref, REPORT_ABUSE);
	if (which == 1)
		return leaf_decide(w, &w->moe, ref, VERDICT_VEIL);
	if (which == 2)
		return leaf_decide(w, &w->moe, ref, VERDICT_HIDE);
	return leaf_appeal(w, &w->ada, ref, "Relisez.");
}

TEST(whatever_statement_fails_a_decision_stands_whole_or_not_at_all)
{
	enum { STEPS = 4, MOST = 100 };
	struct world w;
	leaves_open(&w);
	struct uuid leaf = leaf_written(&w, &w.ada, "Verte", 0);
	for (int which = 0; which < STEPS; which++) {
		int64_t before = sum_of(&w);
		bool struck = true;
		for (long n = 1; struck; n++) {
			db_fault(w.hands.writer, FAULT_FROM, n);
			enum status s = step(&w, which, leaf);
			struck = db_fault_struck(w.hands.writer);
			db_fault(w.hands.writer, FAULT_NONE, 0);
			CHECK_AT(n, struck ? s != OK && sum_of(&w) == before : s == OK && n > 8);
			struck &= n < MOST;
		}
		CHECK_AT(which, sum_of(&w) != before);
	}
	world_close(&w);
}
