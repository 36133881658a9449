/* Following in the browser: the button, what I follow, the rhythm, the link of a mail. */
#include "app/mail.h"
#include "engines/delivery/follow.h"
#include "engines/delivery/stop.h"
#include "features/agora/test_store_desk.h"

static bool leads_to(struct seen s, const char *path)
{
	return s.http == 303 && str_eq(s.location, str_view(path));
}

/* before, ref, after */
static const char *path_of(struct world *w, const char *before, struct uuid ref,
	const char *after)
{
	return str_fmt(w->arena, "%s%s%s", before, uuid_print(ref).text, after).ptr;
}

static int64_t follows_of(struct world *w, const char *name)
{
	return world_count(w, str_fmt(w->arena, "SELECT count(*) FROM delivery_follow f JOIN"
		" app_persona p ON p.persona = f.persona WHERE p.name = '%s'", name).ptr);
}

static struct uuid only_follow(struct world *w, const char *name)
{
	struct uuid u = world_ref(w, str_fmt(w->arena, "SELECT f.ref FROM delivery_follow f JOIN"
		" app_persona p ON p.persona = f.persona WHERE p.name = '%s'", name).ptr);
	CHECK(!uuid_is_none(u));
	return u;
}

TEST(whoever_reads_a_need_may_follow_it_and_stop)
{
	struct world w;
	world_open(&w);
	struct need n = need_public(&w, &w.ada, "Une aide au transport");
	const char *page = path_of(&w, "/besoins/", n.ref, "");
	const char *follow = path_of(&w, "/suivre/besoin/", n.ref, "");
	struct seen s = visit_get(&w, &w.ben, page);
	CHECK(says(s, follow) && says(s, "Suivre</button>"));
	CHECK(leads_to(visit_post(&w, &w.ben, follow, NULL, NULL), page));
	CHECK(leads_to(visit_post(&w, &w.ben, follow, NULL, NULL), page));
	CHECK(follows_of(&w, "ben") == 1);
	s = visit_get(&w, &w.ben, page);
	CHECK(!says(s, "Suivre</button>") && says(s, "Ne plus suivre</button>"));
	const char *drop = path_of(&w, "/ne-plus-suivre/besoin/", n.ref, "");
	CHECK(leads_to(visit_post(&w, &w.ben, drop, NULL, NULL), page));
	CHECK(leads_to(visit_post(&w, &w.ben, drop, NULL, NULL), page) && follows_of(&w, "ben") == 0);
	world_close(&w);
}

TEST(who_is_not_signed_in_is_asked_to_and_comes_back)
{
	struct world w;
	world_open(&w);
	struct need n = need_public(&w, &w.ada, "Une aide au transport");
	const char *follow = path_of(&w, "/suivre/besoin/", n.ref, "");
	struct seen s = visit_post(&w, &w.nobody, follow, NULL, NULL);
	CHECK(s.http == 303 && str_starts(s.location, STR("/connexion?next=%2Fbesoins%2F")));
	CHECK(visit_post(&w, &w.ben, path_of(&w, "/suivre/quoi/", n.ref, ""), NULL, NULL).http == 404);
	CHECK(visit_post(&w, &w.ben, path_of(&w, "/suivre/besoin/", uuid_v7(1), ""), NULL, NULL).http
		== 404);
	world_close(&w);
}

TEST(who_writes_a_need_or_joins_it_follows_it_and_who_leaves_it_no_longer)
{
	struct world w;
	world_open(&w);
	struct need n = need_public(&w, &w.ada, "Une aide au transport");
	CHECK(follows_of(&w, "ada") == 1);
	visit_post(&w, &w.ben, path_of(&w, "/besoins/", n.ref, "/moi-aussi"), NULL, NULL);
	CHECK(follows_of(&w, "ben") == 1);
	visit_post(&w, &w.ben, path_of(&w, "/besoins/", n.ref, "/plus-moi"), NULL, NULL);
	CHECK(follows_of(&w, "ben") == 0);
	world_close(&w);
}

TEST(followers_hear_what_is_public_and_its_author_alone_what_is_theirs)
{
	struct world w;
	world_open(&w);
	struct need n = need_public(&w, &w.ada, "Une aide au transport");
	CHECK(do_support(&w, &w.ben, n.ref) == OK);
	CHECK(do_qualify(&w, &w.fay, n.ref, "un transport") == OK);
	CHECK(do_act(&w, &w.fay, n.ref, "take_up") == OK);
	world_chores(&w);
	CHECK(notices(&w, &w.ada, "agora.notice.formulated") == 1);
	CHECK(notices(&w, &w.ben, "agora.notice.formulated") == 0);
	CHECK(notices(&w, &w.ben, "agora.notice.qualified") == 1);
	CHECK(notices(&w, &w.ada, "agora.notice.qualified") == 0);
	CHECK(notices(&w, &w.ada, "agora.notice.taken_up") == 1);
	CHECK(notices(&w, &w.ben, "agora.notice.taken_up") == 1);
	CHECK(notices(&w, &w.fay, "agora.notice.taken_up") == 0);
	struct seen s = visit_get(&w, &w.ben, "/moi/notifications");
	CHECK(says(s, "L’équipe se met au travail"));
	CHECK(do_act(&w, &w.moe, n.ref, "hold") == OK);
	w.now_at += 60000;
	world_chores(&w);
	CHECK(notices(&w, &w.ben, "agora.notice.held_back") == 0);
	world_close(&w);
}

TEST(followers_hear_that_a_need_is_gone_without_a_word_of_it)
{
	enum { WITHDRAWN, LEFT, REJECTED };
	for (int how = WITHDRAWN; how <= REJECTED; how++) {
		struct world w;
		world_open(&w);
		struct need n = need_public(&w, &w.ada, "Une aide au transport");
		CHECK(do_support(&w, &w.ben, n.ref) == OK);
		w.now_at += 60000;
		if (how == WITHDRAWN) {
			CHECK(do_act(&w, &w.ada, n.ref, "withdraw") == OK);
		} else if (how == LEFT) {
			static const struct field word[] = { { "word", STR("effacer") }, { 0 } };
			visit_post(&w, &w.ada, "/moi/donnees/effacer", NULL, word);
		} else {
			CHECK(do_act(&w, &w.moe, n.ref, "hold") == OK);
			CHECK(do_act(&w, &w.moe, n.ref, "reject") == OK);
		}
		w.now_at += 60000;
		world_chores(&w);
		CHECK_AT((size_t)how, notices(&w, &w.ben, how == REJECTED ? "agora.news.unpublished"
			: "agora.news.withdrawn") == 1);
		struct seen s = visit_get(&w, &w.ben, "/moi/notifications");
		CHECK_AT((size_t)how, says(s, "Un besoin que vous suiviez") && !says(s, "transport"));
		CHECK_AT((size_t)how, !says(s, uuid_print(n.ref).text));
		CHECK(notices(&w, &w.ada, "agora.news.unpublished") == 0);
		world_close(&w);
	}
}

TEST(a_need_that_was_never_public_goes_unheard)
{
	struct world w;
	world_open(&w);
	struct need n = need_public(&w, &w.ada, "Une aide au transport");
	CHECK(do_support(&w, &w.ben, n.ref) == OK);
	CHECK(world_write(&w, "UPDATE agora_need SET published_at = 0") == OK);
	w.now_at += 60000;
	CHECK(do_act(&w, &w.ada, n.ref, "withdraw") == OK);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_news WHERE kind = 0") == 0);
	world_close(&w);
}

TEST(a_merged_need_takes_its_followers_along)
{
	struct world w;
	world_open(&w);
	struct need from = need_public(&w, &w.ada, "Une aide au transport");
	struct need into = need_public(&w, &w.ben, "Un taxi pour les rendez-vous");
	CHECK(do_support(&w, &w.cleo, from.ref) == OK);
	static struct field form[3];
	form[0] = (struct field){ "number", str_fmt(w.arena, "%lld", (long long)into.number) };
	form[1] = (struct field){ "note", STR("C’est le même besoin.") };
	struct seen s = visit_post(&w, &w.fay, path_of(&w, "/equipe/besoins/", from.ref, "/fusionner"),
		NULL, form);
	CHECK(s.http == 303);
	world_chores(&w);
	CHECK(notices(&w, &w.cleo, "agora.notice.merged") == 1);
	CHECK(notices(&w, &w.cleo, "agora.notice.joined") == 0);
	CHECK(follows_of(&w, "cleo") == 2 && follows_of(&w, "ada") == 2);
	world_close(&w);
}

TEST(what_i_follow_is_listed_each_with_its_level)
{
	struct world w;
	world_open(&w);
	CHECK(says(visit_get(&w, &w.ben, "/moi/suivis"), "Vous ne suivez rien"));
	struct need n = need_public(&w, &w.ada, "Une aide au transport");
	CHECK(do_support(&w, &w.ben, n.ref) == OK);
	struct uuid ref = only_follow(&w, "ben");
	struct seen s = visit_get(&w, &w.ben, "/moi/suivis");
	CHECK(says(s, "Une aide au transport") && says(s, path_of(&w, "/moi/suivis/", ref, "")));
	static const struct field daily[] = { { "level", STR("daily") }, { 0 } };
	static const struct field odd[] = { { "level", STR("hourly") }, { 0 } };
	const char *path = path_of(&w, "/moi/suivis/", ref, "");
	CHECK(leads_to(visit_post(&w, &w.ben, path, NULL, daily), "/moi/suivis?fait=1"));
	CHECK(world_count(&w, "SELECT level FROM delivery_follow WHERE level > 0") == LEVEL_DAILY);
	CHECK(visit_post(&w, &w.ben, path, NULL, odd).http == 400);
	CHECK(visit_post(&w, &w.cleo, path, NULL, daily).http == 404);
	CHECK(says(visit_get(&w, &w.ben, "/moi/suivis?fait=1"), "C’est enregistré."));
	CHECK(do_act(&w, &w.moe, n.ref, "hold") == OK);
	s = visit_get(&w, &w.ben, "/moi/suivis");
	CHECK(!says(s, "Une aide au transport") && says(s, "Vous ne pouvez plus voir cette page."));
	CHECK(visit_post(&w, &w.ben, path_of(&w, "/moi/suivis/", ref, "/arreter"), NULL, NULL).http
		== 303);
	CHECK(follows_of(&w, "ben") == 0);
	world_close(&w);
}

TEST(the_rhythm_of_the_whole_is_chosen_here_and_on_the_profile)
{
	struct world w;
	world_open(&w);
	static const struct field fine[] = { { "level", STR("daily") }, { "weekday", STR("3") },
		{ "hour", STR("18") }, { 0 } };
	static const struct field odd[] = { { "level", STR("daily") }, { "weekday", STR("8") },
		{ "hour", STR("18") }, { 0 } };
	struct seen s = visit_post(&w, &w.ada, "/moi/suivis", NULL, odd);
	CHECK(s.http == 422 && says(s, "hoisissez un jour de la liste"));
	CHECK(says(s, "value=\"18\" selected"));
	CHECK(leads_to(visit_post(&w, &w.ada, "/moi/suivis", NULL, fine), "/moi/suivis?fait=1"));
	s = visit_get(&w, &w.ada, "/moi/suivis");
	CHECK(says(s, "value=\"daily\" selected") && says(s, "value=\"3\" selected"));
	CHECK(says(visit_get(&w, &w.ada, "/moi/profil"), "value=\"daily\" selected"));
	static const struct field profile[] = { { "name", STR("ada") }, { "lang", STR("fr") },
		{ "kind", STR("unsaid") }, { "mails", STR("1") }, { "followed", STR("never") }, { 0 } };
	static const struct field wrong[] = { { "name", STR("ada") }, { "lang", STR("fr") },
		{ "kind", STR("unsaid") }, { "followed", STR("usual") }, { 0 } };
	CHECK(visit_post(&w, &w.ada, "/moi/profil", NULL, wrong).http == 422);
	CHECK(visit_post(&w, &w.ada, "/moi/profil", NULL, profile).http == 303);
	CHECK(world_count(&w, "SELECT level * 1000 + weekday * 100 + hour FROM delivery_habit")
		== LEVEL_NEVER * 1000 + 318);
	world_close(&w);
}

/* ---- the link at the foot of a mail ---- */

static const char *stop_path(struct world *w, struct uuid persona, enum stop_what what)
{
	struct stop_token t = stop_token(&w->site.keys, persona, what);
	return str_fmt(w->arena, "/arreter/%s/%s", uuid_print(t.masked).text,
		uuid_print(t.tag).text).ptr;
}

static bool is_quiet(struct world *w, const struct browser *b)
{
	return !says(visit_get(w, b, "/moi/profil"), "name=\"mails\" value=\"1\" checked");
}

TEST(a_link_shows_a_button_and_one_post_without_session_or_keys_stops_the_mails)
{
	static const struct browser stranger;      /* no cookie at all */
	struct world w;
	world_open(&w);
	const char *path = stop_path(&w, w.ada.person.persona, STOP_FOLLOWED);
	uint64_t before = world_hash(&w);
	struct seen s = visit_get(&w, &stranger, path);
	CHECK(s.http == 200 && says(s, "Arrêter ces courriels") && !says(s, ">ada"));
	CHECK(says(s, "nouveau?page=%2Farreter\""));       /* a remark from here keeps no token */
	CHECK(world_hash(&w) == before);
	s = visit_post(&w, &stranger, path, NULL, NULL);
	CHECK(s.http == 200 && says(s, "C’est arrêté") && !says(s, ">ada"));
	CHECK(world_count(&w, "SELECT level FROM delivery_habit") == LEVEL_NEVER);
	CHECK(!is_quiet(&w, &w.ada));
	path = stop_path(&w, w.ada.person.persona, STOP_ALL);
	CHECK(visit_post(&w, &stranger, path, NULL, NULL).http == 200 && is_quiet(&w, &w.ada));
	CHECK(visit_post(&w, &stranger, path, NULL, NULL).http == 200);        /* again: the same */
	CHECK(!is_quiet(&w, &w.ben));
	world_close(&w);
}

TEST(a_link_tells_not_whether_somebody_is_still_here_and_a_made_up_one_does_nothing)
{
	struct world w;
	world_open(&w);
	struct seen here = visit_post(&w, &w.nobody,
		stop_path(&w, w.ada.person.persona, STOP_FOLLOWED), NULL, NULL);
	struct seen gone = visit_post(&w, &w.nobody, stop_path(&w, uuid_v4(), STOP_FOLLOWED), NULL,
		NULL);
	CHECK(here.http == 200 && gone.http == 200 && here.body.len == gone.body.len);
	uint64_t before = world_hash(&w);
	const char *made_up = str_fmt(w.arena, "/arreter/%s/%s", uuid_print(uuid_v4()).text,
		uuid_print(uuid_v4()).text).ptr;
	CHECK(visit_get(&w, &w.nobody, made_up).http == 404);
	CHECK(visit_post(&w, &w.nobody, made_up, NULL, NULL).http == 404);
	CHECK(world_hash(&w) == before);
	world_close(&w);
}

TEST(who_leaves_takes_along_what_they_follow)
{
	struct world w;
	world_open(&w);
	struct need n = need_public(&w, &w.ada, "Une aide au transport");
	CHECK(do_support(&w, &w.ben, n.ref) == OK);
	struct seen s = visit_post(&w, &w.ben, "/moi/donnees/export", NULL, NULL);
	CHECK(says(s, "\"follows\":[{\"type\":\"habit\",\"mails\":\"weekly\""));
	CHECK(says(s, "\"type\":\"follow\",\"kind\":\"agora.need\",\"path\":\"/besoins/"));
	static const struct field leave[] = { { "word", STR("erase") }, { 0 } };
	CHECK(visit_post(&w, &w.ben, "/moi/donnees/effacer", NULL, leave).http == 200);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_follow") == 1);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice WHERE persona NOT IN"
		" (SELECT p.persona FROM app_persona p)") == 0);
	world_close(&w);
}
