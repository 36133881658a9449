/* The queue, reports, decisions, and a need that is mended. */
#include "features/agora/names.h"
#include "features/agora/test_store_desk.h"

static enum status read_queue(struct tx *tx, struct deed *d)
{
	const struct field query[] = { { "lane", d->words }, { 0 } };
	struct list_asked asked = list_asked(&queue_spec, query);
	return queue_list(tx, &asked, &d->queue);
}

static size_t waiting(struct world *w, const char *lane, struct queue_item *first)
{
	struct deed d = { .words = str_view(lane) };
	CHECK(see_deed(w, &w->moe, read_queue, &d) == OK);
	if (d.queue.len && first)
		*first = d.queue.items[0];
	return d.queue.len;
}

static enum status case_of(struct tx *tx, struct deed *d, struct desk_case *c)
{
	return desk_find(tx, d->site, &d->who, &(struct desk_asked){ STR("besoin"), d->ref }, c);
}

static enum status report(struct tx *tx, struct deed *d)
{
	struct desk_case c;
	TRY(case_of(tx, d, &c));
	return desk_report(tx, d->site, &d->who, &c, &d->report);
}

static enum status take(struct tx *tx, struct deed *d)
{
	struct desk_case c;
	TRY(case_of(tx, d, &c));
	return d->yes ? desk_take(tx, &d->who, &c) : desk_leave(tx, &d->who, &c);
}

static enum status dismiss(struct tx *tx, struct deed *d)
{
	struct desk_case c;
	TRY(case_of(tx, d, &c));
	return moderation_decide(tx, d->site, &d->who, c.about.key,
		&(struct decision){ .action = STR("dismiss"), .text = STR("Rien à redire.") });
}

TEST(the_queue_is_in_order_of_what_is_due_first_and_for_the_team_alone)
{
	struct world w;
	world_open(&w);
	need_sent(&w, &w.ada, "Premier écrit", "Bonjour.");
	need_sent(&w, &w.ben, "Avec un lien", "https://exemple.fr");
	struct need phone = need_sent(&w, &w.cleo, "Avec un numéro", "06 12 34 56 78");
	struct queue_item first = { 0 };
	CHECK(waiting(&w, "", &first) == 3 && first.about.id == phone.id);
	CHECK(first.lane == LANE_PRIVACY && first.rules == (RULE_PHONE | RULE_FIRST_POST));
	CHECK(first.due_at > first.at && uuid_is_none(first.taken_by) && first.reports == 0);
	CHECK(waiting(&w, "first", NULL) == 2 && waiting(&w, "privacy", NULL) == 1);
	CHECK(visit_get(&w, &w.ben, "/equipe/moderation").http == 403);
	CHECK(do_act(&w, &w.moe, phone.ref, "reject") == OK && waiting(&w, "", NULL) == 2);
	CHECK(notices(&w, &w.cleo, "agora.notice.rejected") == 1);
	CHECK(need_seen(&w, &w.moe, phone.ref).state == NEED_REJECTED);
	CHECK(!need_seen(&w, &w.nobody, phone.ref).state);
	CHECK(do_act(&w, &w.cleo, phone.ref, "withdraw") == OK);
	world_close(&w);
}

TEST(an_item_is_in_one_hand_at_a_time)
{
	struct world w;
	world_open(&w);
	struct need n = need_sent(&w, &w.ada, "Un", "Deux.");
	struct deed d = { .ref = n.ref, .yes = true };
	struct queue_item first;
	CHECK(do_deed(&w, &w.fay, take, &d) == FORBIDDEN && do_deed(&w, &w.moe, take, &d) == OK);
	CHECK(do_deed(&w, &w.moe, take, &d) == OK);            /* again is no error */
	CHECK(waiting(&w, "", &first) == 1 && uuid_eq(first.taken_by, w.moe.person.persona));
	struct browser zoe = world_member(&w, "zoe");
	zoe.person.roles = ROLE_MEMBER | ROLE_MODERATOR;
	CHECK(do_deed(&w, &zoe, take, &d) == CONFLICT);
	d.yes = false;
	CHECK(do_deed(&w, &zoe, take, &d) == CONFLICT && do_deed(&w, &w.moe, take, &d) == OK);
	d.yes = true;
	CHECK(do_deed(&w, &zoe, take, &d) == OK);
	world_close(&w);
}

TEST(a_report_counts_once_and_brings_a_public_need_into_the_queue)
{
	struct world w;
	world_open(&w);
	struct need n = need_public(&w, &w.ada, "Un besoin");
	struct deed d = { .ref = n.ref, .report = { .reason = REPORT_OTHER, .text = STR("Hum.") } };
	CHECK(do_deed(&w, &w.ben, report, &d) == OK && do_deed(&w, &w.ben, report, &d) == OK);
	CHECK(do_deed(&w, &w.nobody, report, &d) == OK && do_deed(&w, &w.nobody, report, &d) == OK);
	CHECK(do_deed(&w, &(struct browser){ 0 }, report, &d) == INVALID);
	struct queue_item item = { 0 };
	CHECK(waiting(&w, "", &item) == 1 && item.reports == 2 && item.lane == LANE_REPORT);
	d.report = (struct report){ .reason = REPORT_DANGER };
	CHECK(do_deed(&w, &w.cleo, report, &d) == OK);
	int64_t due = item.due_at;
	CHECK(waiting(&w, "crisis", &item) == 1 && item.reports == 3 && item.due_at < due);
	CHECK(need_seen(&w, &w.nobody, n.ref).state == NEED_PUBLISHED);      /* a rule only routes */
	CHECK(do_deed(&w, &w.ben, dismiss, &d) == FORBIDDEN && do_deed(&w, &w.moe, dismiss, &d) == OK);
	CHECK(waiting(&w, "", NULL) == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM moderation_report WHERE handled_at = 0") == 0);
	CHECK(do_deed(&w, &w.moe, dismiss, &d) == CONFLICT && events(&w, "moderation.reported") == 3);
	CHECK(notices(&w, &w.ada, "agora.notice.held_back") == 0);
	world_close(&w);
}

TEST(nobody_moderates_a_need_of_their_own)
{
	struct world w;
	world_open(&w);
	struct need n = need_sent(&w, &w.moe, "Le mien", "De moe, à 06 12 34 56 78.");
	CHECK(n.state == NEED_HELD && do_act(&w, &w.moe, n.ref, "approve") == FORBIDDEN);
	CHECK(do_act(&w, &w.moe, n.ref, "withdraw") == OK && waiting(&w, "", NULL) == 0);
	n = need_sent(&w, &w.fay, "De fay", "Mots.");
	CHECK(do_qualify(&w, &w.fay, n.ref, "x") == FORBIDDEN);
	CHECK(do_qualify(&w, &w.flo, n.ref, "x") == OK);
	world_close(&w);
}

static enum status mend(struct tx *tx, struct deed *d)
{
	TRY(need_by_ref(tx, &d->who, LANG_FR, d->ref, &d->need));
	struct uuid ref_, again;
	TRY(draft_of_need(tx, &d->who, &d->need, commune_name(d->need.commune), &ref_));
	TRY(draft_of_need(tx, &d->who, &d->need, commune_name(d->need.commune), &again));
	TRY(draft_find(tx, &d->who, ref_, &d->draft));
	d->yes = uuid_eq(ref_, again) && str_eq(d->draft.form.typed[NEED_F_TITLE], d->need.title);
	d->draft.form.typed[NEED_F_TEXT] = STR("Sans le nom.");
	TRY(draft_save(tx, &d->who, &d->draft));
	return draft_send(tx, d->site, &d->who, &d->draft, &d->need);
}

TEST(a_returned_need_is_mended_by_its_author_and_read_again)
{
	struct world w;
	world_open(&w);
	struct need n = need_sent(&w, &w.ada, "Avec un nom", "Le docteur Untel.");
	CHECK(do_act(&w, &w.moe, n.ref, "return") == OK && waiting(&w, "", NULL) == 0);
	struct deed d = { .ref = n.ref };
	CHECK(do_deed(&w, &w.ben, mend, &d) == NOT_FOUND);
	CHECK(do_deed(&w, &w.ada, mend, &d) == OK && d.yes);
	struct need again = need_seen(&w, &w.moe, n.ref);
	CHECK(again.id == n.id && again.state == NEED_HELD && str_eq(again.text, STR("Sans le nom.")));
	struct queue_item item = { 0 };
	CHECK(waiting(&w, "", &item) == 1 && (item.rules & RULE_RESUBMITTED));
	CHECK(world_count(&w, "SELECT count(*) FROM agora_draft") == 0);
	CHECK(do_deed(&w, &w.ada, mend, &d) == FORBIDDEN);             /* it waits: nothing to mend */
	CHECK(do_act(&w, &w.moe, n.ref, "approve") == OK);
	CHECK(need_seen(&w, &w.nobody, n.ref).number == 1);
	world_close(&w);
}

TEST(where_a_hold_comes_back_to_outlives_being_returned_and_mended)
{
	struct world w;
	world_open(&w);
	struct need n = need_public(&w, &w.ada, "Un besoin");
	CHECK(do_qualify(&w, &w.fay, n.ref, "") == OK && do_act(&w, &w.moe, n.ref, "hold") == OK);
	CHECK(do_act(&w, &w.moe, n.ref, "return") == OK);
	struct deed d = { .ref = n.ref };
	CHECK(do_deed(&w, &w.ada, mend, &d) == OK && do_act(&w, &w.moe, n.ref, "approve") == OK);
	n = need_seen(&w, &w.nobody, n.ref);
	CHECK(n.state == NEED_QUALIFIED && n.number == 1 && str_eq(n.text, STR("Sans le nom.")));
	world_close(&w);
}

static enum status count_actions(struct tx *tx, struct deed *d)
{
	struct action_counts c;
	TRY(decision_count(tx, 0, &c));
	d->yes = c.len == 2 && str_eq(c.items[0].action, STR("approve")) && c.items[0].n == 2
		&& str_eq(c.items[1].action, STR("hold")) && c.items[1].n == 1;
	struct decisions list;
	TRY(decision_list(tx, (struct object_key){ AGORA_NEED, d->day }, &list));
	d->yes &= list.len == 3 && list.items[1].reason == REASON_OTHER && list.items[1].seq
		&& list.items[1].seq < list.items[2].seq;
	return OK;
}

TEST(decisions_are_kept_with_their_reasons_and_counted)
{
	struct world w;
	world_open(&w);
	struct need n = need_public(&w, &w.ada, "Un");
	CHECK(do_act(&w, &w.moe, n.ref, "hold") == OK && do_act(&w, &w.moe, n.ref, "approve") == OK);
	struct deed d = { .day = n.id };
	CHECK(see_deed(&w, &w.moe, count_actions, &d) == OK && d.yes);
	world_close(&w);
}
