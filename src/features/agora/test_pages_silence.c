/* Needs of which nothing is heard: the desk, the form, the chore, what followers are told. */
#include "app/test_markup.h"
#include "features/agora/rules.h"
#include "features/agora/test_pages.h"

#define DAY INT64_C(86400000)
#define STAND(w, at) team_at(w, "/equipe/besoins", at, "/ou-en-est-on")

/* Ada's need, that Ben follows. */
static struct str open_silence(struct world *w)
{
	world_open(w);
	struct str at = publish_need(w, &w->ada, "Une aide au transport");
	w->now_at += 60000;
	CHECK(visit_post(w, &w->ben, need_at(w, at, "/moi-aussi"), NULL, NULL).http == 303);
	world_chores(w);
	return at;
}

/* So many days more without a word: sessions do not live that long. */
static void keep_silent(struct world *w, int64_t days)
{
	CHECK(world_write(w, str_fmt(w->arena, "UPDATE agora_need SET heard_at = heard_at - %lld",
		(long long)(days * DAY)).ptr) == OK);
}

/* The next morning; all are signed in anew. */
static struct seen news_of(struct world *w, const struct browser *b)
{
	w->now_at += DAY;
	world_chores(w);
	w->now_at += 120000;
	world_chores(w);
	CHECK(world_write(w, str_fmt(w->arena, "UPDATE app_session SET created_at = %lld,"
		" seen_at = %lld", (long long)w->now_at, (long long)w->now_at).ptr) == OK);
	return visit_get(w, b, "/moi/notifications");
}

TEST(after_ninety_days_a_need_comes_up_and_where_it_stands_is_said_to_all)
{
	struct world w;
	struct str at = open_silence(&w);
	const char *desk = "/equipe/besoins?state=silent";
	CHECK(!says(visit_get(&w, &w.fay, desk), "transport"));
	CHECK(!says(visit_get(&w, &w.fay, "/equipe/besoins"), "state=silent\""));
	keep_silent(&w, 91);
	struct seen s = visit_get(&w, &w.fay, desk);
	CHECK_PAGE(0, s.body);
	CHECK(says(s, "transport") && says(s, STAND(&w, at)) && says(s, "selected>Sans nouvelle"));
	s = visit_get(&w, &w.fay, "/equipe/besoins");
	CHECK_PAGE(1, s.body);
	CHECK(says(s, "1 besoin sans nouvelle depuis 90 jours"));
	s = visit_get(&w, &w.fay, STAND(&w, at));
	CHECK_PAGE(2, s.body);
	CHECK(s.http == 200 && says(s, "Trop peu de personnes"));
	s = visit_post(&w, &w.fay, STAND(&w, at), NULL, FORM(TYPED("standing", "waiting"),
		TYPED("waits_for", ""), TYPED("note", "Dossier <envoyé>.")));
	CHECK_PAGE(3, s.body);
	CHECK(s.http == 422 && says(s, "Dossier &lt;envoyé&gt;.") && says(s, "href=\"#waits_for\""));
	CHECK(visit_post(&w, &w.fay, STAND(&w, at), NULL, FORM(TYPED("standing", "waiting"),
		TYPED("waits_for", "L’agence"), TYPED("note", "Dossier <envoyé>."))).http == 303);
	s = visit_get(&w, &w.nobody, at.ptr);
	CHECK_PAGE(4, s.body);
	CHECK(says(s, "L’équipe dit où on en est") && says(s, "De qui") && says(s, "L’agence."));
	CHECK(says(s, "Dossier &lt;envoyé&gt;."));
	CHECK(says(visit_get(&w, &w.nobody, need_at(&w, at, ".atom")), "Dossier &lt;envoyé&gt;."));
	CHECK(!says(visit_get(&w, &w.fay, desk), "transport"));
	CHECK(says(news_of(&w, &w.ben), "dit où en est"));
	CHECK(says(visit_get(&w, &w.ada, "/moi/notifications"), "dit où en est"));
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice WHERE what ="
		" 'agora.notice.stood'") == 2);
	/* Silence begins again there. */
	keep_silent(&w, 88);
	CHECK(!says(visit_get(&w, &w.fay, desk), "transport"));
	keep_silent(&w, 1);
	CHECK(says(visit_get(&w, &w.fay, desk), "transport"));
	world_close(&w);
}

TEST(where_it_stands_is_for_facilitators_of_others_needs_that_go_on)
{
	struct world w;
	struct str at = open_silence(&w);
	const struct field *form = FORM(TYPED("standing", "few"), TYPED("note", "Patience."));
	CHECK(visit_post(&w, &w.ada, STAND(&w, at), NULL, form).http == 403);
	CHECK(visit_post(&w, &w.moe, STAND(&w, at), NULL, form).http == 403);
	struct str own = publish_need(&w, &w.fay, "Le mien");
	CHECK(visit_post(&w, &w.fay, STAND(&w, own), NULL, form).http == 403);
	CHECK(world_write(&w, "UPDATE agora_need SET state = 7") == OK);
	CHECK(visit_post(&w, &w.fay, STAND(&w, at), NULL, form).http == 409);
	CHECK(visit_get(&w, &w.fay, STAND(&w, at)).http == 409);
	CHECK(world_count(&w, "SELECT count(*) FROM app_event WHERE what = 'agora.stood'") == 0);
	world_close(&w);
}

TEST(of_a_silence_of_six_months_followers_hear_once_and_the_thread_says_so)
{
	struct world w;
	struct str at = open_silence(&w);
	keep_silent(&w, 178);
	CHECK(!says(news_of(&w, &w.ben), "depuis six mois"));
	struct seen s = news_of(&w, &w.ben);
	CHECK(says(s, "Rien de nouveau pour") && says(s, "transport") && says(s, "depuis six mois"));
	CHECK(says(visit_get(&w, &w.ada, "/moi/notifications"), "depuis six mois"));
	s = visit_get(&w, &w.nobody, at.ptr);
	CHECK_PAGE(0, s.body);
	CHECK(says(s, "Six mois sans nouvelle"));
	keep_silent(&w, 40);
	news_of(&w, &w.ben);
	CHECK(world_count(&w, "SELECT max(times) * 10 + count(*) FROM delivery_notice WHERE what ="
		" 'agora.news.silent'") == 12);
	CHECK(says(visit_get(&w, &w.fay, "/equipe/besoins?state=silent"), "transport"));
	/* Once the team has spoken it is not so any more; a new silence is told anew. */
	CHECK(visit_post(&w, &w.fay, STAND(&w, at), NULL, FORM(TYPED("standing", "few"),
		TYPED("note", "Patience."))).http == 303);
	s = news_of(&w, &w.ben);
	CHECK(says(s, "plus d’actualité") && !says(s, "depuis six mois"));
	keep_silent(&w, 181);
	CHECK(says(news_of(&w, &w.ben), "depuis six mois"));
	CHECK(world_count(&w, "SELECT count(*) FROM app_event WHERE what = 'agora.silent'") == 2);
	world_close(&w);
}

TEST(many_silences_are_told_in_slices_and_each_once)
{
	struct world w;
	open_silence(&w);
	CHECK(world_write(&w, "INSERT INTO agora_need SELECT n.id + 1000 + g.i, randomblob(16),"
		" n.persona, n.audience, n.state, n.held_from, n.shelf, n.number + g.i, n.lang, n.title,"
		" n.text, n.for_whom, n.theme, n.stage, n.territory, n.commune, n.supports, n.as_who,"
		" n.need_what, n.so_that, n.formulation, n.merged_into, n.promised_day, n.answered_at,"
		" n.created_at, n.published_at, n.changed_at, n.noticed_at, n.heard_at, n.silence_told"
		" FROM agora_need n, (WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c"
		" WHERE i < 119) SELECT i FROM c) g") == OK);
	keep_silent(&w, 181);
	news_of(&w, &w.ben);
	CHECK(world_count(&w, "SELECT count(*) FROM app_event WHERE what = 'agora.silent'") == 120);
	news_of(&w, &w.ben);
	CHECK(world_count(&w, "SELECT count(*) FROM app_event WHERE what = 'agora.silent'") == 120);
	/* The second page of the desk goes on where the first ended. */
	struct seen s = visit_get(&w, &w.fay, "/equipe/besoins?state=silent");
	CHECK(says(s, "120 besoins") && says(s, "?state=silent&amp;after="));
	world_close(&w);
}
