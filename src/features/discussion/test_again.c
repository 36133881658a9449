/* What is held again, changed, told, kept; and what stands under what is gone. */
#include "app/test_markup.h"
#include "features/agora/test_pages.h"
#include "features/discussion/store.h"
#include "features/discussion/test_talk.h"

static struct seen edit(struct world *w, const char *post, const char *text)
{
	w->now_at += 1000;
	return visit_post(w, &w->ben, str_fmt(w->arena, "%s/modifier", post).ptr, NULL, SAY(text));
}

static struct seen approve(struct world *w, const char *post)
{
	return visit_post(w, &w->moe, team_at(w, "/equipe/moderation", str_view(post), "/publier"),
		NULL, NULL);
}

TEST(that_a_message_is_public_is_told_once)
{
	struct world w;
	world_open(&w);
	const char *talk = talk_under(&w, &w.ada);
	const char *post = public_post(&w, &w.ben, talk, "Chez moi aussi");
	CHECK(told(&w, &w.ada, "discussion.notice.under") == 1);
	CHECK(decide_post(&w, &w.moe, post, "hold").http == 303);
	CHECK(approve(&w, post).http == 303);
	CHECK(told(&w, &w.ada, "discussion.notice.under") == 1);
	const char *other = post_at(&w, &w.cleo, talk, "Et moi");
	CHECK(decide_post(&w, &w.moe, other, "reject").http == 303);
	CHECK(told(&w, &w.ada, "discussion.notice.under") == 1);
	CHECK(decide_post(&w, &w.moe, other, "restore").http == 303);      /* after all */
	CHECK(told(&w, &w.ada, "discussion.notice.under") == 2);
	world_close(&w);
}

TEST(what_was_public_stays_to_be_read_however_it_was_held_and_changed)
{
	struct world w;
	world_open(&w);
	const char *post = public_post(&w, &w.ben, talk_under(&w, &w.ada), "Le premier texte");
	CHECK(decide_post(&w, &w.moe, post, "hold").http == 303);
	CHECK(edit(&w, post, "Que personne ne lit").http == 303);
	CHECK(edit(&w, post, "Le second texte").http == 303);
	CHECK(approve(&w, post).http == 303);
	CHECK(says(visit_get(&w, &w.nobody, post), "modifié le"));
	struct seen s = visit_get(&w, &w.nobody, str_fmt(w.arena, "%s/versions", post).ptr);
	CHECK(says(s, "Le premier texte") && says(s, "Le second texte"));
	CHECK(!says(s, "Que personne ne lit"));
	CHECK(edit(&w, post, "Le troisième").http == 303);
	CHECK(decide_post(&w, &w.moe, post, "hold").http == 303);
	CHECK(edit(&w, post, "Le quatrième").http == 303);
	CHECK(world_count(&w, "SELECT count(*) FROM discussion_version") == 3);
	world_close(&w);
}

TEST(the_last_fifty_versions_of_a_message_are_kept)
{
	struct world w;
	world_open(&w);
	const char *post = public_post(&w, &w.ben, talk_under(&w, &w.ada), "Texte");
	for (int i = 0; i < VERSIONS_MAX + 3; i++) {
		w.now_at += 3600000;
		CHECK_AT(i, edit(&w, post, str_fmt(w.arena, "Texte %d", i).ptr).http == 303);
	}
	CHECK(world_count(&w, "SELECT count(*) FROM discussion_version") == VERSIONS_MAX);
	CHECK(world_count(&w, "SELECT count(*) FROM discussion_version WHERE text = 'Texte 1'") == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM discussion_version WHERE text = 'Texte 2'") == 1);
	world_close(&w);
}

TEST(who_wrote_a_message_withdraws_it_when_its_need_is_gone_too)
{
	struct world w;
	world_open(&w);
	const char *talk = talk_under(&w, &w.ada);
	const char *post = public_post(&w, &w.ben, talk, "Mots à effacer");
	const char *leave = str_fmt(w.arena, "%s/retirer", post).ptr;
	CHECK(visit_post(&w, &w.ada, team_at(&w, "/besoins", str_view(talk), "/retirer"), NULL,
		NULL).http == 303);
	struct seen own = visit_get(&w, &w.ben, post);
	CHECK_PAGE(0, own.body);
	CHECK(own.http == 200 && says(own, "n’est plus à voir") && says(own, leave));
	CHECK(!says(own, "/modifier") && !says(own, "à qui parler") && !says(own, "<textarea"));
	CHECK(edit(&w, post, "Autrement").http == 409);
	CHECK(visit_post(&w, &w.ben, post, NULL, SAY("Encore")).http == 409);
	CHECK(visit_get(&w, &w.cleo, post).http == 404 && visit_get(&w, &w.moe, post).http == 404);
	CHECK(visit_post(&w, &w.cleo, leave, NULL, NULL).http == 404);
	struct seen ask = visit_get(&w, &w.ben, leave);
	CHECK_PAGE(1, ask.body);
	CHECK(ask.http == 200 && says(ask, "Mots à effacer"));
	struct seen done = visit_post(&w, &w.ben, leave, NULL, NULL);
	CHECK(done.http == 303 && str_eq(done.location, STR("/moi")));
	CHECK(world_finds(&w, "Mots à effacer") == 0);
	world_close(&w);
}

TEST(a_message_that_waited_under_what_is_gone_waits_no_more)
{
	struct world w;
	world_open(&w);
	const char *talk = talk_under(&w, &w.ada);
	post_at(&w, &w.ben, talk, "Mon premier");
	post_at(&w, &w.cleo, talk_under(&w, &w.dan), "Mon premier");
	w.now_at += 1200000;
	world_chores(&w);
	CHECK(world_count(&w, "SELECT count(*) FROM moderation_item WHERE kind = 701 AND done = 0")
		== 2);
	CHECK(visit_post(&w, &w.ada, team_at(&w, "/besoins", str_view(talk), "/retirer"), NULL,
		NULL).http == 303);
	w.now_at += 1200000;
	world_chores(&w);
	CHECK(world_count(&w, "SELECT count(*) FROM moderation_item WHERE kind = 701 AND done = 0")
		== 1);
	CHECK(world_count(&w, "SELECT n FROM moderation_count WHERE what = 1") == 1);
	world_close(&w);
}

TEST(what_moderation_does_to_a_message_is_told_of_the_message)
{
	struct world w;
	world_open(&w);
	const char *post = public_post(&w, &w.ben, talk_under(&w, &w.ada), "Ses derniers jours");
	CHECK(decide_post(&w, &w.moe, post, "veil").http == 303);
	CHECK(told(&w, &w.ben, "discussion.notice.veiled") == 1);
	CHECK(told(&w, &w.ben, "moderation.notice.veiled") == 0);
	CHECK(decide_post(&w, &w.moe, post, "unveil").http == 303);
	CHECK(told(&w, &w.ben, "discussion.notice.unveiled") == 1);
	world_close(&w);
}

TEST(there_are_more_replies_when_one_more_is_to_be_seen_than_is_shown)
{
	struct world w;
	world_open(&w);
	const char *talk = talk_under(&w, &w.ada);
	const char *top = public_post(&w, &w.ben, talk, "Le premier");
	for (int i = 0; i < FIRST_REPLIES; i++)
		public_post(&w, &w.cleo, top, str_fmt(w.arena, "Réponse %d", i).ptr);
	CHECK(!says(visit_get(&w, &w.nobody, talk), "Lire les"));
	CHECK(says(visit_get(&w, &w.nobody, talk), "Réponse 4"));
	public_post(&w, &w.cleo, top, "Réponse 5");
	struct seen s = visit_get(&w, &w.nobody, talk);
	CHECK(says(s, "Lire les 6") && !says(s, "Réponse 5"));
	world_close(&w);
}
