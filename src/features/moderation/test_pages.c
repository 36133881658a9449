/* Moderation as a browser meets it, with needs and with leaves that only tests have. */
#include "app/test_markup.h"
#include "engines/moderation/test_leaf.h"
#include "features/agora/test_pages.h"

static const char *at(struct world *w, const char *place, struct uuid ref, const char *tail)
{
	return str_fmt(w->arena, "%s/%s%s", place, uuid_print(ref).text, tail).ptr;
}

TEST(one_queue_shows_what_waits_of_each_kind)
{
	struct world w;
	leaves_open(&w);
	write_need(&w, &w.ada, &(struct written){ .title = "Un besoin", .text = "Un texte." });
	struct uuid leaf = leaf_written(&w, &w.ben, "Une <longue> feuille", RULE_LINK);
	struct seen s = visit_get(&w, &w.moe, "/equipe/moderation");
	CHECK_PAGE(0, s.body);
	CHECK(says(s, "Un besoin") && says(s, "Une &lt;longue&gt; feuille") && says(s, "Publicité"));
	CHECK(says(s, "2 textes attendent."));
	s = visit_get(&w, &w.moe, "/equipe/moderation?lane=commercial");
	CHECK(!says(s, "Un besoin") && says(s, "feuille"));
	const char *item = at(&w, "/equipe/moderation", leaf, "");
	s = visit_get(&w, &w.moe, item);
	CHECK_PAGE(1, s.body);
	CHECK(says(s, "value=\"reject\"") && !says(s, "value=\"return\"") && says(s, "/publier\""));
	CHECK(visit_post(&w, &w.moe, at(&w, "/equipe/moderation", leaf, "/publier"), NULL,
		NULL).http == 303);
	s = visit_get(&w, &w.moe, str_fmt(w.arena, "/en%s", item).ptr);
	CHECK_PAGE(2, s.body);
	CHECK(says(s, "value=\"hide\"") && says(s, "value=\"veil\"") && !says(s, "value=\"reject\""));
	world_close(&w);
}

TEST(a_leaf_is_reported_under_its_own_word)
{
	struct world w;
	leaves_open(&w);
	struct uuid leaf = leaf_written(&w, &w.ada, "Verte", 0);
	const char *form = at(&w, "/signaler/feuille", leaf, "");
	struct seen s = visit_get(&w, &w.nobody, form);
	CHECK_PAGE(0, s.body);
	CHECK(s.http == 200 && says(s, "action=\"/signaler/feuille/"));
	CHECK(visit_get(&w, &w.nobody, at(&w, "/signaler/besoin", leaf, "")).http == 404);
	CHECK(visit_get(&w, &w.nobody, at(&w, "/signaler/arbre", leaf, "")).http == 404);
	s = visit_post(&w, &w.nobody, form, NULL, FORM(TYPED("reason", "abuse")));
	CHECK(s.http == 303);
	CHECK(visit_follow(&w, &w.nobody, s).http == 200);
	CHECK(says(visit_get(&w, &w.moe, "/equipe/moderation?lane=abuse"), "1 signalement"));
	world_close(&w);
}

TEST(a_veiled_text_is_opened_by_its_reader)
{
	struct world w;
	leaves_open(&w);
	struct uuid leaf = leaf_written(&w, &w.ada, "Rouge vif", 0);
	const char *item = at(&w, "/equipe/moderation", leaf, "");
	struct seen s = visit_post(&w, &w.moe, item, NULL, FORM(TYPED("action", "veil")));
	CHECK(s.http == 422 && says(s, "href=\"#reason\""));
	CHECK(visit_post(&w, &w.moe, item, NULL, FORM(TYPED("action", "veil"),
		TYPED("reason", "other"), TYPED("text", "Il touche."))).http == 303);
	s = visit_get(&w, &w.moe, item);
	CHECK_PAGE(0, s.body);
	CHECK(says(s, "Texte sensible") && says(s, "<details") && says(s, "value=\"unveil\""));
	CHECK(says(visit_get(&w, &w.ada, "/moi/notifications"), "derrière un avertissement"));
	CHECK(leaf_report(&w, &w.ben, leaf, REPORT_OTHER) == OK);
	CHECK(!says(visit_get(&w, &w.moe, "/equipe/moderation"), "Rouge vif"));
	world_close(&w);
}

TEST(its_author_asks_once_for_another_look_and_another_moderator_gives_it)
{
	struct world w;
	leaves_open(&w);
	struct browser zoe = another_moderator(&w);
	struct uuid leaf = leaf_written(&w, &w.ada, "Verte", 0);
	const char *item = at(&w, "/equipe/moderation", leaf, "");
	const char *appeal = at(&w, "/contester/feuille", leaf, "");
	CHECK(visit_get(&w, &w.ada, appeal).http == 404);
	CHECK(visit_post(&w, &w.moe, item, NULL, FORM(TYPED("action", "hide"),
		TYPED("reason", "abuse"), TYPED("text", "Non."))).http == 303);
	CHECK(visit_get(&w, &w.nobody, appeal).http == 303);
	CHECK(visit_get(&w, &w.ben, appeal).http == 404 && visit_get(&w, &w.moe, appeal).http == 404);
	struct seen s = visit_get(&w, &w.ada, appeal);
	CHECK_PAGE(0, s.body);
	s = visit_post(&w, &w.ada, appeal, NULL, FORM(TYPED("text", " ")));
	CHECK(s.http == 422 && says(s, "écrivez quelque chose"));
	CHECK(visit_post(&w, &w.ada, appeal, NULL, FORM(TYPED("text", "<Relisez>"))).http == 303);
	CHECK(visit_get(&w, &w.ada, appeal).http == 404);
	CHECK(says(visit_get(&w, &w.moe, "/equipe/moderation"), "À une autre personne"));
	s = visit_get(&w, &w.moe, item);
	CHECK_PAGE(1, s.body);
	CHECK(says(s, "Vous avez déjà décidé") && !says(s, "name=\"action\""));
	CHECK(visit_post(&w, &w.moe, item, NULL, FORM(TYPED("action", "restore"))).http == 403);
	s = visit_get(&w, &zoe, item);
	CHECK_PAGE(2, s.body);
	CHECK(says(s, "&lt;Relisez&gt;") && says(s, "Maintenir la décision"));
	CHECK(says(s, "value=\"restore\"") && says(s, "autre relecture demandée"));
	CHECK(visit_post(&w, &zoe, item, NULL, FORM(TYPED("action", "restore"))).http == 303);
	CHECK(leaf_state(&w, leaf) == LEAF_OPEN);
	world_close(&w);
}

TEST(a_refused_need_is_looked_at_again_and_published_after_all)
{
	struct world w;
	leaves_open(&w);
	struct browser zoe = another_moderator(&w);
	struct str need = write_need(&w, &w.ada, &(struct written){ .title = "Refusé",
		.text = "Un texte." }).location;
	const char *item = team_at(&w, "/equipe/moderation", need, "");
	CHECK(visit_post(&w, &w.moe, item, NULL, FORM(TYPED("action", "reject"),
		TYPED("reason", "unclear"), TYPED("text", "Pas clair."))).http == 303);
	const char *appeal = team_at(&w, "/contester/besoin", need, "");
	CHECK(says(visit_get(&w, &w.ada, need_at(&w, need, "")), appeal));
	struct seen s = visit_post(&w, &w.ada, appeal, NULL, FORM(TYPED("text", "Si.")));
	CHECK(s.http == 303);
	s = visit_follow(&w, &w.ada, s);
	CHECK(!says(s, appeal) && says(s, "Relecture prévue") && says(s, "Non publié"));
	CHECK(visit_post(&w, &zoe, item, NULL, FORM(TYPED("action", "restore"))).http == 303);
	CHECK(visit_get(&w, &w.nobody, need_at(&w, need, "")).http == 200);
	s = visit_get(&w, &w.ada, "/moi/notifications");
	CHECK(says(s, "après une autre relecture"));
	CHECK(world_count(&w, "SELECT number FROM agora_need") == 1);
	world_close(&w);
}

/* What the page of a case says was read. */
static struct str seen_in(struct world *w, struct seen s)
{
	static const char mark[] = "name=\"seen\" value=\"";
	const char *at = strstr(str_dup(w->arena, s.body).ptr, mark);
	return at ? (struct str){ at + sizeof mark - 1, 36 } : (struct str){ 0 };
}

TEST(a_moderator_decides_about_the_words_they_have_read)
{
	struct world w;
	leaves_open(&w);
	struct uuid leaf = leaf_written(&w, &w.ada, "Verte", RULE_LINK);
	const char *item = at(&w, "/equipe/moderation", leaf, "");
	const char *approve = at(&w, "/equipe/moderation", leaf, "/publier");
	struct str seen = seen_in(&w, visit_get(&w, &w.moe, item));
	CHECK(seen.len == 36);
	CHECK(world_write(&w, "UPDATE leaf_leaf SET text = 'Vente de feuilles'") == OK);
	struct seen s = visit_post(&w, &w.moe, approve, NULL, FORM({ "seen", seen }));
	CHECK_PAGE(0, s.body);
	CHECK(s.http == 409 && says(s, "Ce texte a changé") && says(s, "Vente de feuilles"));
	CHECK(leaf_state(&w, leaf) == LEAF_HELD);
	s = visit_post(&w, &w.moe, item, NULL, FORM({ "seen", seen }, TYPED("action", "reject"),
		TYPED("reason", "abuse"), TYPED("text", "Elle coupe.")));
	CHECK(s.http == 409 && says(s, "Elle coupe.") && leaf_state(&w, leaf) == LEAF_HELD);
	s = visit_post(&w, &w.moe, item, NULL, FORM({ "seen", seen }, TYPED("action", "reject")));
	CHECK(s.http == 422 && says(s, "Ce texte a changé"));
	s = visit_post(&w, &w.moe, item, NULL, FORM({ "seen", seen_in(&w, s) },
		TYPED("action", "reject"), TYPED("reason", "abuse"), TYPED("text", "Elle coupe.")));
	CHECK(s.http == 303 && leaf_state(&w, leaf) == LEAF_REJECTED);
	world_close(&w);
}

TEST(who_reported_a_text_of_a_moderator_is_never_shown_to_them)
{
	struct world w;
	leaves_open(&w);
	struct browser zoe = another_moderator(&w);
	struct uuid leaf = leaf_written(&w, &w.moe, "Verte", 0);
	const char *item = at(&w, "/equipe/moderation", leaf, "");
	CHECK(leaf_report(&w, &w.ben, leaf, REPORT_ABUSE) == OK);
	struct seen s = visit_get(&w, &w.moe, item);
	CHECK_PAGE(0, s.body);
	CHECK(says(s, "est le vôtre") && !says(s, "ben") && !says(s, "Voyez.") && !says(s, "Signal"));
	s = visit_get(&w, &w.moe, "/equipe/moderation");
	CHECK(says(s, "Verte") && !says(s, "1 signalement"));
	CHECK(says(visit_get(&w, &zoe, "/equipe/moderation"), "1 signalement"));
	s = visit_get(&w, &zoe, item);
	CHECK(says(s, "ben") && says(s, "Voyez."));
	world_close(&w);
}

TEST(pages_of_moderation_that_cannot_be_read_fail_cleanly)
{
	struct world w;
	leaves_open(&w);
	struct uuid leaf = leaf_written(&w, &w.ada, "Verte", 0);
	CHECK(leaf_report(&w, &w.ben, leaf, REPORT_OTHER) == OK);
	const char *paths[] = { "/equipe/moderation", at(&w, "/equipe/moderation", leaf, ""),
		at(&w, "/signaler/feuille", leaf, "") };
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		bool struck = true;
		for (long n = 1; struck && n < 60; n++) {
			db_fault(w.hands.reader, FAULT_ONCE, n);
			struct seen s = visit_get(&w, &w.moe, paths[i]);
			struck = db_fault_struck(w.hands.reader);
			CHECK_AT(10 * (size_t)n + i, s.http == (struck ? 500 : 200));
		}
		CHECK_AT(i, !struck);
		db_fault(w.hands.reader, FAULT_NONE, 0);
	}
	world_close(&w);
}
