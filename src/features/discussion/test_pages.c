/* Discussions as a browser meets them: real handlers, pages and database, no sockets. */
#include "app/test_markup.h"
#include "base/json.h"
#include "features/agora/test_pages.h"
#include "features/discussion/rules.h"
#include "features/discussion/test_talk.h"
#include "features/solutions/test_made.h"

static const char *tail(struct world *w, const char *post, const char *end)
{
	return str_fmt(w->arena, "%s%s", post, end).ptr;
}

TEST(whoever_is_signed_in_writes_under_a_need_and_everybody_reads_it)
{
	struct world w;
	world_open(&w);
	const char *talk = talk_under(&w, &w.ada);
	struct seen empty = visit_get(&w, &w.nobody, talk);
	CHECK_PAGE(0, empty.body);
	CHECK(empty.http == 200 && says(empty, "Personne n’a encore écrit"));
	CHECK(says(empty, "/connexion?next=%2Fdiscussion%2Fbesoin%2F") && !says(empty, "<textarea"));
	public_post(&w, &w.ben, talk, "Chez moi <b>aussi</b>.");
	public_post(&w, &w.ben, talk, "Et le soir ?");
	struct seen page = visit_get(&w, &w.cleo, talk);
	CHECK_PAGE(1, page.body);
	CHECK(says(page, "Chez moi &lt;b&gt;aussi") && says(page, "2 messages"));
	CHECK(says(page, "<textarea") && says(page, "maxlength=\"2000\""));
	struct seen need = visit_get(&w, &w.nobody,
		team_at(&w, "/besoins", str_view(talk), ""));
	CHECK_PAGE(2, need.body);
	CHECK(says(need, "Et le soir") && says(need, "id=\"discussion\""));
	struct seen english = visit_get(&w, &w.cleo, tail(&w, "/en", talk));
	CHECK_PAGE(3, english.body);
	CHECK(says(english, "<div lang=\"fr\">") && says(english, "Publish the message"));
	world_close(&w);
}

TEST(who_is_not_signed_in_keeps_every_word)
{
	struct world w;
	world_open(&w);
	const char *talk = talk_under(&w, &w.ada);
	struct seen s = visit_post(&w, &w.nobody, talk, NULL, SAY("Mes mots"));
	CHECK(s.http == 403 && says(s, "Mes mots") && says(s, "/connexion"));
	CHECK(world_count(&w, "SELECT count(*) FROM discussion_post") == 0);
	world_close(&w);
}

TEST(a_text_that_is_too_long_or_empty_comes_back)
{
	struct world w;
	world_open(&w);
	const char *talk = talk_under(&w, &w.ada);
	char *long_text = arena_alloc(w.arena, POST_TEXT_MAX + 2, 1);
	memset(long_text, 'x', POST_TEXT_MAX + 1);
	struct seen empty = visit_post(&w, &w.ben, talk, NULL, SAY("  "));
	CHECK_PAGE(0, empty.body);
	CHECK(empty.http == 422 && says(empty, "<a href=\"#text\">"));
	struct seen much = visit_post(&w, &w.ben, talk, NULL, SAY(long_text));
	CHECK_PAGE(1, much.body);
	CHECK(much.http == 422 && says(much, long_text));
	const char *post = public_post(&w, &w.ben, talk, "Oui");
	struct seen reply = visit_post(&w, &w.cleo, post, NULL, SAY(""));
	CHECK_PAGE(2, reply.body);
	CHECK(reply.http == 422 && says(reply, "role=\"alert\""));
	struct seen edit = visit_post(&w, &w.ben, tail(&w, post, "/modifier"), NULL, SAY(long_text));
	CHECK_PAGE(3, edit.body);
	CHECK(edit.http == 422 && says(edit, long_text));
	CHECK(world_count(&w, "SELECT count(*) FROM discussion_post") == 1);
	world_close(&w);
}

TEST(a_first_post_a_telephone_and_a_link_wait_for_a_moderator)
{
	struct world w;
	world_open(&w);
	const char *talk = talk_under(&w, &w.ada);
	const char *first = post_at(&w, &w.ben, talk, "Bonjour à tous");
	CHECK(visit_get(&w, &w.nobody, first).http == 404);
	CHECK(!says(visit_get(&w, &w.nobody, talk), "Bonjour"));
	struct seen own = visit_get(&w, &w.ben, first);
	CHECK_PAGE(0, own.body);
	CHECK(says(own, "relit votre message") && says(own, "lu au plus tard"));
	CHECK(says(visit_get(&w, &w.ben, talk), "En relecture"));
	CHECK(told(&w, &w.ada, "discussion.notice.under") == 0);
	struct seen queue = visit_get(&w, &w.moe, "/equipe/moderation");
	CHECK_PAGE(1, queue.body);
	CHECK(says(queue, uuid_print(post_ref(first)).text));
	struct seen one = visit_get(&w, &w.moe,
		team_at(&w, "/equipe/moderation", str_view(first), ""));
	CHECK_PAGE(2, one.body);
	CHECK(says(one, "Bonjour à tous"));
	CHECK(visit_post(&w, &w.moe, team_at(&w, "/equipe/moderation", str_view(first), "/publier"),
		NULL, NULL).http == 303);
	CHECK(visit_get(&w, &w.nobody, first).http == 200);
	CHECK(told(&w, &w.ada, "discussion.notice.under") == 1);
	CHECK(told(&w, &w.ben, "discussion.notice.approved") == 1);
	static const char *const held[] = { "Appelez-moi au 01 99 00 27 31", "ecrivez@example.org",
		"Voyez https://example.org/essais", "01\u200B99 0\u00AD0 27 31", "01. 99. 00. 27. 31",
		"\uFF10\uFF11 99 00 27 31", "01  99 00 27 31", "Voyez vente.shop" };
	for (size_t i = 0; i < sizeof held / sizeof *held; i++)
		CHECK_AT(i, visit_get(&w, &w.nobody, post_at(&w, &w.ben, talk, held[i])).http == 404);
	CHECK(visit_get(&w, &w.nobody, post_at(&w, &w.ben, talk, "Et le soir ?")).http == 200);
	CHECK(world_count(&w, "SELECT posts FROM discussion_thread") == 2);
	world_close(&w);
}

/* Somebody who follows what is talked about. */
static void follow_it(struct world *w, const struct browser *b, const char *talk)
{
	CHECK(visit_post(w, b, team_at(w, "/suivre/besoin", str_view(talk), ""), NULL, NULL).http
		== 303);
}

TEST(who_follows_a_need_hears_of_messages_once_and_of_as_many_as_still_stand)
{
	struct world w;
	world_open(&w);
	const char *talk = talk_under(&w, &w.ada);
	follow_it(&w, &w.ben, talk);
	follow_it(&w, &w.cleo, talk);
	follow_it(&w, &w.dan, talk);
	w.now_at += 1000;
	const char *first = post_at(&w, &w.ben, talk, "Chez moi aussi");
	world_chores(&w);
	CHECK(told(&w, &w.cleo, "discussion.news") == 0);      /* it is held yet */
	w.now_at += 60000;
	CHECK(visit_post(&w, &w.moe, team_at(&w, "/equipe/moderation", str_view(first), "/publier"),
		NULL, NULL).http == 303);
	const char *answer = public_post(&w, &w.cleo, first, "Et le soir ?");
	public_post(&w, &w.ben, talk, "Encore un");
	w.now_at += 60000;
	world_chores(&w);
	/* Its author was told at once, each writer knows their own, and one answer went to Ben. */
	CHECK(told(&w, &w.ada, "discussion.news") == 0);
	CHECK(told(&w, &w.ben, "discussion.news") == 0);
	CHECK(told(&w, &w.cleo, "discussion.news") == 1 && told(&w, &w.dan, "discussion.news") == 1);
	CHECK(says(visit_get(&w, &w.cleo, "/moi/notifications"), "2 nouveaux messages sous"));
	struct seen three = visit_get(&w, &w.dan, "/moi/notifications");
	CHECK(says(three, "3 nouveaux messages sous") && says(three, "href=\"/besoins/"));
	decide_post(&w, &w.moe, answer, "hide");
	CHECK(says(visit_get(&w, &w.dan, "/moi/notifications"), "2 nouveaux messages sous"));
	CHECK(says(visit_get(&w, &w.dan, "/en/moi/notifications"), "2 new messages under"));
	CHECK(world_write(&w, "UPDATE discussion_post SET state = 3, audience = 2") == OK);
	struct seen none = visit_get(&w, &w.dan, "/moi/notifications");
	CHECK_PAGE(0, none.body);
	CHECK(says(none, "plus d’actualité") && !says(none, "nouveau message"));
	world_close(&w);
}

TEST(a_reply_to_a_reply_stands_under_the_same_post_and_tells_whom_it_answers)
{
	struct world w;
	world_open(&w);
	const char *talk = talk_under(&w, &w.ada);
	const char *top = public_post(&w, &w.ben, talk, "Le premier");
	const char *reply = public_post(&w, &w.cleo, top, "La réponse");
	const char *again = public_post(&w, &w.dan, reply, "La réponse à la réponse");
	CHECK(told(&w, &w.ben, "discussion.notice.answered") == 1);
	CHECK(told(&w, &w.cleo, "discussion.notice.answered") == 1);
	CHECK(told(&w, &w.ada, "discussion.notice.under") == 3);
	CHECK(world_count(&w, "SELECT count(DISTINCT parent) FROM discussion_post"
		" WHERE parent > 0") == 1);
	struct seen page = visit_get(&w, &w.nobody, top);
	CHECK_PAGE(0, page.body);
	CHECK(says(page, "2 réponses") && says(page, "La réponse à la réponse"));
	struct seen one = visit_get(&w, &w.nobody, again);
	CHECK_PAGE(1, one.body);
	CHECK(says(one, "Ce message répond à") && says(one, "Le premier"));
	CHECK(!says(visit_get(&w, &w.nobody, tail(&w, talk, "?order=unanswered")), "Le premier"));
	struct seen notices = visit_get(&w, &w.ben, "/moi/notifications");
	CHECK(says(notices, "On vous a répondu") && says(notices, "/echanges/"));
	CHECK(world_finds(&w, "La réponse à la réponse") > 0);
	world_close(&w);
}

TEST(a_change_is_shown_and_what_it_said_before_too)
{
	struct world w;
	world_open(&w);
	const char *post = public_post(&w, &w.ben, talk_under(&w, &w.ada), "Avant midi");
	struct seen form = visit_get(&w, &w.ben, tail(&w, post, "/modifier"));
	CHECK_PAGE(0, form.body);
	CHECK(says(form, "Avant midi</textarea>"));
	CHECK(visit_post(&w, &w.ben, tail(&w, post, "/modifier"), NULL, SAY("Après midi")).http == 303);
	CHECK(visit_post(&w, &w.ben, tail(&w, post, "/modifier"), NULL, SAY("Après midi")).http == 303);
	CHECK(world_count(&w, "SELECT count(*) FROM discussion_version") == 1);
	struct seen page = visit_get(&w, &w.nobody, post);
	CHECK(says(page, "Après midi") && says(page, "modifié le") && !says(page, "Avant midi"));
	struct seen before = visit_get(&w, &w.nobody, tail(&w, post, "/versions"));
	CHECK_PAGE(1, before.body);
	CHECK(says(before, "Avant midi") && says(before, "Après midi"));
	CHECK(visit_post(&w, &w.cleo, tail(&w, post, "/modifier"), NULL, SAY("Moi")).http == 403);
	CHECK(visit_post(&w, &w.ben, tail(&w, post, "/modifier"), NULL,
		SAY("Appelez le 01 99 00 27 31")).http == 303);
	CHECK(visit_get(&w, &w.nobody, post).http == 404);
	CHECK(world_count(&w, "SELECT posts FROM discussion_thread") == 0);
	world_close(&w);
}

TEST(what_nobody_has_read_leaves_no_version)
{
	struct world w;
	world_open(&w);
	const char *post = post_at(&w, &w.ben, talk_under(&w, &w.ada), "Mon numéro est au mur");
	CHECK(visit_post(&w, &w.ben, tail(&w, post, "/modifier"), NULL, SAY("Bonjour")).http == 303);
	CHECK(world_count(&w, "SELECT count(*) FROM discussion_version") == 0);
	CHECK(world_count(&w, "SELECT edited_at FROM discussion_post") == 0);
	CHECK(world_finds(&w, "Mon numéro est au mur") == 0);
	world_close(&w);
}

TEST(who_withdraws_takes_the_words_along_and_the_replies_stay)
{
	struct world w;
	world_open(&w);
	const char *talk = talk_under(&w, &w.ada);
	const char *top = public_post(&w, &w.ben, talk, "Mots à effacer");
	const char *reply = public_post(&w, &w.cleo, top, "Je réponds");
	const char *alone = public_post(&w, &w.ben, talk, "Seul");
	struct seen ask = visit_get(&w, &w.ben, tail(&w, top, "/retirer"));
	CHECK_PAGE(0, ask.body);
	CHECK(visit_post(&w, &w.cleo, tail(&w, top, "/retirer"), NULL, NULL).http == 403);
	CHECK(visit_post(&w, &w.ben, tail(&w, top, "/retirer"), NULL, NULL).http == 303);
	CHECK(visit_post(&w, &w.ben, tail(&w, alone, "/retirer"), NULL, NULL).http == 303);
	struct seen page = visit_get(&w, &w.nobody, talk);
	CHECK_PAGE(1, page.body);
	CHECK(says(page, "retiré par son auteur") && says(page, "Je réponds"));
	CHECK(says(page, "1 message<") && !says(page, "Seul"));
	CHECK(world_finds(&w, "Mots à effacer") == 0);
	CHECK(visit_get(&w, &w.nobody, alone).http == 404);
	CHECK(visit_post(&w, &w.cleo, top, NULL, SAY("Encore")).http == 409);
	CHECK(visit_get(&w, &w.moe, team_at(&w, "/signaler/message", str_view(top), "")).http == 404);
	CHECK(visit_post(&w, &w.cleo, tail(&w, reply, "/retirer"), NULL, NULL).http == 303);
	CHECK(world_count(&w, "SELECT count(*) FROM discussion_post") == 0);
	CHECK(world_count(&w, "SELECT posts FROM discussion_thread") == 0);
	world_close(&w);
}

TEST(a_moderator_hides_with_a_reason_and_the_author_may_contest)
{
	struct world w;
	world_open(&w);
	const char *talk = talk_under(&w, &w.ada);
	const char *post = public_post(&w, &w.ben, talk, "Des mots qui blessent");
	CHECK(says(visit_get(&w, &w.cleo, talk), "/signaler/message/"));
	CHECK(visit_get(&w, &w.cleo, team_at(&w, "/signaler/message", str_view(post), "")).http == 200);
	CHECK(decide_post(&w, &w.moe, post, "hide").http == 303);
	CHECK(visit_get(&w, &w.nobody, post).http == 404);
	CHECK(told(&w, &w.ben, "discussion.notice.hidden") == 1);
	struct seen own = visit_get(&w, &w.ben, post);
	CHECK_PAGE(0, own.body);
	CHECK(says(own, "Parce que cela blesse.") && says(own, "/contester/message/"));
	CHECK(visit_get(&w, &w.ben, team_at(&w, "/contester/message", str_view(post), "")).http
		== 200);
	CHECK(world_count(&w, "SELECT posts FROM discussion_thread") == 0);
	CHECK(visit_post(&w, &w.cleo, post, NULL, SAY("Ah ?")).http == 404);
	world_close(&w);
}

TEST(a_veiled_post_is_covered_until_its_reader_opens_it)
{
	struct world w;
	world_open(&w);
	const char *talk = talk_under(&w, &w.ada);
	const char *post = public_post(&w, &w.ben, talk, "Ses derniers jours");
	CHECK(decide_post(&w, &w.moe, post, "veil").http == 303);
	struct seen page = visit_get(&w, &w.nobody, talk);
	CHECK_PAGE(0, page.body);
	CHECK(says(page, "<details") && says(page, "Texte sensible"));
	struct seen feed = visit_get(&w, &w.nobody, tail(&w, talk, "/atom"));
	CHECK(says(feed, "<entry xml:lang=\"fr\">") && !says(feed, "Ses derniers jours"));
	world_close(&w);
}

TEST(a_locked_discussion_is_read_and_not_written)
{
	struct world w;
	world_open(&w);
	const char *talk = talk_under(&w, &w.ada);
	const char *desk = tail(&w, "/equipe", talk);
	const char *post = public_post(&w, &w.ben, talk, "Oui");
	struct seen form = visit_get(&w, &w.moe, desk);
	CHECK_PAGE(0, form.body);
	struct seen mute = visit_post(&w, &w.moe, desk, NULL, SAY(" "));
	CHECK_PAGE(1, mute.body);
	CHECK(mute.http == 422 && says(mute, "dites pourquoi"));
	CHECK(visit_post(&w, &w.fay, desk, NULL, SAY("Assez")).http == 403);
	CHECK(visit_post(&w, &w.moe, desk, NULL, SAY("Reprenons demain.")).http == 303);
	CHECK(visit_post(&w, &w.moe, desk, NULL, SAY("Encore.")).http == 409);
	struct seen page = visit_get(&w, &w.ben, talk);
	CHECK_PAGE(2, page.body);
	CHECK(says(page, "Reprenons demain.") && !says(page, "<textarea") && says(page, "Oui"));
	struct seen late = visit_post(&w, &w.ben, talk, NULL, SAY("Trop tard"));
	CHECK(late.http == 409 && says(late, "Trop tard"));
	CHECK(visit_post(&w, &w.ben, post, NULL, SAY("Trop tard")).http == 409);
	struct seen locked = visit_get(&w, &w.moe, desk);
	CHECK_PAGE(3, locked.body);
	static const struct field open[] = { { "open", STR("1") }, { 0 } };
	CHECK(visit_post(&w, &w.moe, desk, NULL, open).http == 303);
	CHECK(visit_get(&w, &w.nobody, post_at(&w, &w.ben, talk, "À temps")).http == 200);
	CHECK(world_count(&w, "SELECT count(*) FROM app_event WHERE what IN"
		" ('discussion.locked', 'discussion.unlocked')") == 2);
	world_close(&w);
}

TEST(what_stands_under_a_need_that_is_gone_is_gone_too)
{
	struct world w;
	world_open(&w);
	const char *talk = talk_under(&w, &w.ada);
	const char *post = public_post(&w, &w.ben, talk, "Sous ce besoin");
	CHECK(visit_post(&w, &w.ada, team_at(&w, "/besoins", str_view(talk), "/retirer"), NULL,
		NULL).http == 303);
	CHECK(visit_get(&w, &w.nobody, talk).http == 404);
	CHECK(visit_get(&w, &w.nobody, post).http == 404);
	CHECK(visit_get(&w, &w.nobody, tail(&w, talk, "/atom")).http == 404);
	CHECK(visit_post(&w, &w.ben, post, NULL, SAY("Et moi ?")).http == 409);
	CHECK(visit_get(&w, &w.nobody, "/discussion/quoi/0192a1b0-0000-7000-8000-000000000000").http
		== 404);
	world_close(&w);
}

TEST(people_talk_about_a_solution_until_it_is_suspended)
{
	struct world w;
	world_open(&w);
	struct uuid ref = solution_made(&w, &w.ada, SOLUTION_LISTED);
	const char *talk = path_to(&w, "/discussion/solution", ref, "");
	const char *card = path_to(&w, "/solutions", ref, "");
	CHECK(says(visit_get(&w, &w.ben, card), "<textarea"));
	const char *post = public_post(&w, &w.ben, talk, "Nous l’avons essayée.");
	struct seen page = visit_get(&w, &w.nobody, card);
	CHECK_PAGE(0, page.body);
	CHECK(says(page, "Nous l’avons essayée."));
	CHECK(told(&w, &w.ada, "discussion.notice.under") == 1);
	CHECK(solution_acted(&w, &w.fay, ref, "suspend", "Une alerte.") == OK);
	CHECK(visit_get(&w, &w.nobody, post).http == 200);
	CHECK(visit_post(&w, &w.ben, talk, NULL, SAY("Encore")).http == 409);
	world_close(&w);
}

TEST(the_same_message_sent_twice_is_one)
{
	struct world w;
	world_open(&w);
	const char *talk = talk_under(&w, &w.ada);
	struct uuid once = uuid_v4();
	visit_post(&w, &w.ben, talk, &once, SAY("Une fois"));
	CHECK(visit_post(&w, &w.ben, talk, &once, SAY("Une fois")).http == 303);
	CHECK(world_count(&w, "SELECT count(*) FROM discussion_post") == 1);
	world_close(&w);
}

/* ---- leaving ---- */

struct leaving { struct world *w; struct buf out; };

static enum status take_along(struct tx *tx, void *arg)
{
	struct leaving *l = arg;
	struct who who = who_of(&l->w->ben.person);
	struct json j = { .out = &l->out };
	json_open(&j, NULL, '{');
	TRY(site_export(&l->w->site, tx, &who, &j));
	json_close(&j, '}');
	bool more;
	return site_erase(&l->w->site, tx, &who, &more);
}

TEST(who_leaves_takes_their_posts_along)
{
	struct world w;
	world_open(&w);
	struct leaving l = { .w = &w, .out.max = 1 << 20 };
	const char *talk = talk_under(&w, &w.ada);
	const char *top = public_post(&w, &w.ben, talk, "Premier texte de Ben");
	public_post(&w, &w.cleo, top, "Une réponse qui reste");
	visit_post(&w, &w.ben, tail(&w, top, "/modifier"), NULL, SAY("Second texte de Ben"));
	public_post(&w, &w.ben, top, "Ben se répond");
	world_index(&w);
	CHECK(world_job(&w, take_along, &l) == OK);
	struct str out = buf_view(&l.out);
	CHECK(memmem(out.ptr, out.len, "Premier texte de Ben", 20));
	CHECK(memmem(out.ptr, out.len, "Second texte de Ben", 19));
	CHECK(memmem(out.ptr, out.len, "Ben se répond", 14));
	buf_finish(&l.out);
	CHECK(world_finds(&w, "texte de Ben") == 0 && world_finds(&w, "Ben se répond") == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM discussion_post") == 2);
	struct seen page = visit_get(&w, &w.nobody, talk);
	CHECK_PAGE(0, page.body);
	CHECK(says(page, "retiré par son auteur") && says(page, "Une réponse qui reste"));
	world_close(&w);
}
