/* The formulation, the official answer, its promise, the thread, sleeping and waking. */
#include "features/agora/test_store_desk.h"

enum { DAY_MS = 86400000 };

static enum status agree(struct tx *tx, struct deed *d)
{
	TRY(need_by_ref(tx, &d->who, LANG_FR, d->ref, &d->need));
	return need_agree(tx, &d->who, &d->need, d->yes);
}

TEST(a_formulation_is_its_authors_to_agree_to)
{
	struct world w;
	world_open(&w);
	struct need n = need_public(&w, &w.ada, "Un besoin");
	struct deed d = { .ref = n.ref, .yes = true };
	CHECK(do_qualify(&w, &w.ben, n.ref, "joindre quelqu’un") == FORBIDDEN);
	CHECK(do_qualify(&w, &w.fay, n.ref, "") == OK);
	CHECK(notices(&w, &w.ada, "agora.notice.qualified") == 1);
	CHECK(do_deed(&w, &w.ada, agree, &d) == CONFLICT);
	CHECK(do_qualify(&w, &w.fay, n.ref, "joindre quelqu’un") == OK);
	CHECK(notices(&w, &w.ada, "agora.notice.formulated") == 1);
	n = need_seen(&w, &w.nobody, n.ref);
	CHECK(n.state == NEED_QUALIFIED && n.formulation == FORMULATION_ASKED);
	CHECK(str_eq(n.theme, STR("work")) && str_eq(n.territory, STR("26")) && n.stage == STAGE_AFTER);
	CHECK(do_deed(&w, &w.fay, agree, &d) == FORBIDDEN && do_deed(&w, &w.ada, agree, &d) == OK);
	CHECK(need_seen(&w, &w.nobody, n.ref).formulation == FORMULATION_AGREED);
	CHECK(do_qualify(&w, &w.fay, n.ref, "joindre quelqu’un") == OK);     /* still agreed */
	CHECK(need_seen(&w, &w.nobody, n.ref).formulation == FORMULATION_AGREED);
	CHECK(do_qualify(&w, &w.fay, n.ref, "joindre une infirmière") == OK);
	d.yes = false;
	CHECK(do_deed(&w, &w.ada, agree, &d) == OK);
	CHECK(need_seen(&w, &w.nobody, n.ref).formulation == FORMULATION_REFUSED);
	CHECK(events(&w, "agora.agreed") == 1 && events(&w, "agora.disagreed") == 1);
	world_close(&w);
}

static enum status promise(struct tx *tx, struct deed *d)
{
	TRY(need_by_ref(tx, &d->who, LANG_FR, d->ref, &d->need));
	return answer_promise(tx, d->site, &d->who, &d->need, d->day);
}

static enum status write_answer(struct tx *tx, struct deed *d)
{
	TRY(need_by_ref(tx, &d->who, LANG_FR, d->ref, &d->need));
	return answer_draft(tx, &d->who, &d->need, &d->answer);
}

static enum status review(struct tx *tx, struct deed *d)
{
	TRY(need_by_ref(tx, &d->who, LANG_FR, d->ref, &d->need));
	return answer_review(tx, &d->who, &d->need);
}

static enum status publish(struct tx *tx, struct deed *d)
{
	TRY(need_by_ref(tx, &d->who, LANG_FR, d->ref, &d->need));
	return answer_publish(tx, d->site, &d->who, &d->need);
}

static enum status read_answer(struct tx *tx, struct deed *d)
{
	TRY(need_by_ref(tx, &d->who, LANG_EN, d->ref, &d->need));
	d->yes = answer_find(tx, LANG_EN, d->need.id, &d->answered);
	struct answer_versions v = { 0 };
	if (d->yes)
		TRY(answer_versions(tx, d->answered.id, &v));
	d->day = (int64_t)v.len;
	return need_thread_read(tx, d->site, &d->who, &d->need, &d->thread);
}

static enum status overdue(struct tx *tx, struct deed *d)
{
	TRY(answer_latest(tx, &d->who, LANG_FR, 5, &d->needs));
	d->yes = d->needs.len == 1;
	return answer_overdue(tx, &d->who, d->day, &d->needs);
}

static enum status translate_answer(struct tx *tx, struct deed *d)
{
	TRY(need_by_ref(tx, &d->who, LANG_FR, d->ref, &d->need));
	return answer_translate(tx, &d->who, &d->need,
		&(struct answer_text){ LANG_EN, STR("Here is the answer.") });
}

TEST(an_answer_is_promised_drafted_reviewed_by_another_and_published)
{
	struct world w;
	world_open(&w);
	struct need n = need_public(&w, &w.ada, "Un besoin");
	struct deed d = { .ref = n.ref, .day = 20900, .answer = { LANG_FR, STR("Voici la réponse.") } };
	CHECK(do_deed(&w, &w.ada, promise, &d) == FORBIDDEN && do_deed(&w, &w.fay, promise, &d) == OK);
	CHECK(need_seen(&w, &w.nobody, n.ref).promised_day == 20900);
	CHECK(notices(&w, &w.ada, "agora.notice.promised") == 1);
	CHECK(do_deed(&w, &w.fay, review, &d) == CONFLICT);
	CHECK(do_deed(&w, &w.fay, publish, &d) == CONFLICT);
	CHECK(do_deed(&w, &w.fay, write_answer, &d) == OK);
	CHECK(do_deed(&w, &w.fay, publish, &d) == CONFLICT);
	CHECK(see_deed(&w, &w.nobody, read_answer, &d) == OK && d.answered.text.len == 0);
	CHECK(do_deed(&w, &w.fay, review, &d) == FORBIDDEN && do_deed(&w, &w.flo, review, &d) == OK);
	d.day = 20901;
	CHECK(see_deed(&w, &w.nobody, overdue, &d) == OK && d.needs.len == 1 && !d.yes);
	d.day = 20900;
	CHECK(see_deed(&w, &w.nobody, overdue, &d) == OK && d.needs.len == 0);
	CHECK(do_deed(&w, &w.flo, publish, &d) == OK && do_deed(&w, &w.flo, publish, &d) == CONFLICT);
	n = need_seen(&w, &w.nobody, n.ref);
	CHECK(n.state == NEED_ANSWERED && n.answered_at > 0);
	CHECK(notices(&w, &w.ada, "agora.notice.answered") == 1 && events(&w, "agora.answered") == 1);
	CHECK(see_deed(&w, &w.nobody, read_answer, &d) == OK && d.day == 1 && d.answered.version == 1);
	CHECK(str_eq(d.answered.shown_text, STR("Voici la réponse.")));
	CHECK(d.answered.shown_lang == LANG_FR);
	CHECK(do_deed(&w, &w.fay, promise, &d) == CONFLICT);           /* it is answered */
	d.day = 20901;
	CHECK(see_deed(&w, &w.nobody, overdue, &d) == OK && d.needs.len == 0 && d.yes);
	world_close(&w);
}

TEST(an_answer_is_updated_and_every_version_is_kept)
{
	struct world w;
	world_open(&w);
	struct need n = need_public(&w, &w.ada, "Un besoin");
	struct deed d = { .ref = n.ref, .answer = { LANG_FR, STR("Première réponse.") } };
	CHECK(do_deed(&w, &w.fay, write_answer, &d) == OK && do_deed(&w, &w.flo, review, &d) == OK);
	CHECK(do_deed(&w, &w.fay, publish, &d) == OK);
	CHECK(do_deed(&w, &w.ada, translate_answer, &d) == FORBIDDEN);
	CHECK(do_deed(&w, &w.fay, translate_answer, &d) == OK);
	CHECK(see_deed(&w, &w.nobody, read_answer, &d) == OK);
	CHECK(str_eq(d.answered.shown_text, STR("Here is the answer.")));
	CHECK(d.answered.shown_lang == LANG_EN);
	d.answer.text = STR("Deuxième réponse.");
	CHECK(do_deed(&w, &w.flo, write_answer, &d) == OK);
	CHECK(see_deed(&w, &w.nobody, read_answer, &d) == OK);
	CHECK(str_eq(d.answered.text, STR("Première réponse.")));      /* public until the next is */
	CHECK(do_deed(&w, &w.fay, review, &d) == OK && do_deed(&w, &w.flo, publish, &d) == OK);
	CHECK(see_deed(&w, &w.nobody, read_answer, &d) == OK && d.day == 2);
	CHECK(d.answered.state == ANSWER_UPDATED && str_eq(d.answered.text, STR("Deuxième réponse.")));
	CHECK(d.answered.updated_at > d.answered.published_at);
	CHECK(notices(&w, &w.ada, "agora.notice.answer_updated") == 1);
	bool seen = false;
	for (size_t i = 0; i < d.thread.len; i++)
		seen |= d.thread.items[i].kind == THREAD_ANSWER_UPDATED;
	CHECK(seen && need_seen(&w, &w.nobody, n.ref).state == NEED_ANSWERED);
	d.answer.text = STR("  ");
	CHECK(do_deed(&w, &w.flo, write_answer, &d) == INVALID);
	world_close(&w);
}

static enum status archive(struct tx *tx, struct deed *d)
{
	bool more;
	TRY(agora_archive(tx, d->site, &more));
	d->yes = more;
	return OK;
}

TEST(a_need_falls_asleep_after_a_notice_and_its_author_wakes_it)
{
	struct world w;
	world_open(&w);
	struct need n = need_public(&w, &w.ada, "Un besoin");
	struct need kept = need_public(&w, &w.ben, "Un autre");
	struct deed d = { 0 };
	w.now_at += 517 * (int64_t)DAY_MS;
	CHECK(do_deed(&w, &w.eve, archive, &d) == OK && !d.yes);
	CHECK(notices(&w, &w.ada, "agora.notice.archive_soon") == 0);
	w.now_at += 2 * (int64_t)DAY_MS;
	CHECK(do_deed(&w, &w.eve, archive, &d) == OK && do_deed(&w, &w.eve, archive, &d) == OK);
	CHECK(notices(&w, &w.ada, "agora.notice.archive_soon") == 1);
	CHECK(do_act(&w, &w.ben, kept.ref, "renew") == OK);            /* "still true" */
	w.now_at += 29 * (int64_t)DAY_MS;
	CHECK(do_deed(&w, &w.eve, archive, &d) == OK);
	CHECK(need_seen(&w, &w.nobody, n.ref).state == NEED_PUBLISHED);
	w.now_at += 2 * (int64_t)DAY_MS;
	CHECK(do_deed(&w, &w.eve, archive, &d) == OK);
	CHECK(need_seen(&w, &w.nobody, n.ref).state == NEED_DORMANT);
	CHECK(need_seen(&w, &w.nobody, kept.ref).state == NEED_PUBLISHED);
	CHECK(notices(&w, &w.ada, "agora.notice.archived") == 1 && events(&w, "agora.archived") == 1);
	CHECK(do_act(&w, &w.ben, n.ref, "renew") == FORBIDDEN);
	CHECK(do_act(&w, &w.ada, n.ref, "renew") == OK);
	n = need_seen(&w, &w.nobody, n.ref);
	CHECK(n.state == NEED_PUBLISHED && n.noticed_at == 0);
	CHECK(do_deed(&w, &w.eve, archive, &d) == OK);
	CHECK(notices(&w, &w.ada, "agora.notice.archive_soon") == 1);
	world_close(&w);
}
