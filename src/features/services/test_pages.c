/* Services and the collective as a browser meets them: real handlers, pages and database. */
#include "app/test_markup.h"
#include "base/json.h"
#include "test_site.h"

#define ASK(title_, behalf_, text_) (const struct field[]){ { "title", STR(title_) }, \
	{ "behalf", STR(behalf_) }, { "name", STR("Les Veilleurs") }, { "text", STR(text_) }, { 0 } }
#define REPLY(action_, word_, day_) (const struct field[]){ { "action", STR(action_) }, \
	{ "word", STR(word_) }, { "day", STR(day_) }, { 0 } }
#define MEMBER(name_, kind_, role_, role_too_, since_, until_, link_) (const struct field[]){ \
	{ "name", STR(name_) }, { "kind", STR(kind_) }, { "role", STR(role_) }, \
	{ "role_too", STR(role_too_) }, { "since", STR(since_) }, { "until", STR(until_) }, \
	{ "link", STR(link_) }, { "place", STR("") }, { 0 } }
enum { DAY_MS = 24 * 3600 * 1000 };

static const char *newest(struct world *w, const char *head, const char *table, const char *tail)
{
	struct uuid ref = world_ref(w, str_fmt(w->arena, "SELECT ref FROM %s ORDER BY id DESC",
		table).ptr);
	return str_fmt(w->arena, "%s%s%s", head, uuid_print(ref).text, tail).ptr;
}

static const char *newest_request(struct world *w, const char *head)
{
	return newest(w, head, "services_request", "");
}

TEST(the_offer_is_public_in_both_languages_and_each_card_has_its_page)
{
	static const char *const cards[] = { "mise-en-relation", "test", "atelier", "formation",
		"orientation" };
	struct world w;
	world_open(&w);
	struct seen list = visit_get(&w, &w.nobody, "/services");
	CHECK_PAGE(0, list.body);
	CHECK(list.http == 200 && says(list, "Réponse sous 5 jours ouvrés"));
	for (size_t i = 0; i < sizeof cards / sizeof *cards; i++) {
		CHECK_AT(i, says(list, cards[i]));
		for (int en = 0; en <= 1; en++) {
			struct seen s = visit_get(&w, en ? &w.ada : &w.nobody,
				str_fmt(w.arena, "%s/services/%s", en ? "/en" : "", cards[i]).ptr);
			CHECK_PAGE(i, s.body);
			CHECK_AT(i, s.http == 200 && says(s, en ? "working days" : "jours ouvrés"));
			CHECK_AT(i, says(s, "<textarea") == (en == 1));
			CHECK_AT(i, says(s, en ? "name=\"csrf\"" : "/connexion?next=%2Fservices%2F"));
		}
	}
	CHECK(says(visit_get(&w, &w.nobody, "/services/orientation"), "https://www.cnil.fr"));
	CHECK(!says(visit_get(&w, &w.nobody, "/services/atelier"), "https://www.cnil.fr"));
	CHECK(visit_get(&w, &w.nobody, "/services/quoi").http == 404);
	CHECK(says(visit_get(&w, &w.nobody, "/sitemap.xml"), "/services/atelier"));
	CHECK(says(visit_get(&w, &w.nobody, "/"), "href=\"/services\""));
	world_close(&w);
}

TEST(a_service_is_asked_for_accepted_and_delivered_and_who_asked_is_told)
{
	struct world w;
	world_open(&w);
	struct seen s = visit_post(&w, &w.ada, "/services/atelier", NULL,
		ASK("Un atelier sur les <b>trajets</b>", "town", "Le jeudi."));
	CHECK(s.http == 303);
	struct seen mine = visit_follow(&w, &w.ada, s);
	CHECK_PAGE(0, mine.body);
	CHECK(mine.http == 200 && says(mine, "&lt;b&gt;trajets") && says(mine, "Réponse au plus tard"));
	CHECK(world_count(&w, "SELECT count(*) FROM services_request WHERE audience = 2 AND state = 1"
		" AND service = 3 AND behalf = 6") == 1);
	struct seen desk = visit_get(&w, &w.fay, "/equipe/demandes");
	CHECK_PAGE(1, desk.body);
	CHECK(says(desk, "Les Veilleurs") && says(desk, "Tenir un atelier"));
	const char *path = newest_request(&w, "/equipe/demandes/");
	struct seen page = visit_get(&w, &w.fay, path);
	CHECK_PAGE(2, page.body);
	CHECK(says(page, "name=\"day\"") && !says(page, "value=\"deliver\""));
	CHECK(visit_post(&w, &w.fay, path, NULL, REPLY("accept", "Oui.", "2026-12-01")).http == 303);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice") == 1);
	struct seen told = visit_get(&w, &w.ada, "/moi/notifications");
	CHECK(says(told, newest_request(&w, "/moi/demandes/")));
	CHECK(says(visit_get(&w, &w.ada, "/moi/demandes"), "Prévu pour le mardi"));
	CHECK(!says(visit_get(&w, &w.fay, "/equipe/demandes"), "trajets"));
	struct seen accepted = visit_get(&w, &w.fay, "/equipe/demandes?state=accepted");
	CHECK_PAGE(3, accepted.body);
	CHECK(says(accepted, "trajets"));
	page = visit_get(&w, &w.fay, path);
	CHECK(says(page, "value=\"deliver\"") && !says(page, "name=\"day\""));
	CHECK(visit_post(&w, &w.eve, path, NULL, REPLY("deliver", "Il a eu lieu.", "")).http == 303);
	mine = visit_get(&w, &w.ada, "/en/moi/demandes");
	CHECK_PAGE(4, mine.body);
	CHECK(says(mine, "The service was delivered") && says(mine, "Il a eu lieu."));
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice") == 2);
	CHECK(says(visit_get(&w, &w.fay, path), "Cette demande est close"));
	CHECK(visit_post(&w, &w.fay, path, NULL, REPLY("decline", "Non.", "")).http == 409);
	world_close(&w);
}

TEST(nobody_answers_a_request_of_their_own)
{
	struct world w;
	world_open(&w);
	visit_post(&w, &w.fay, "/services/test", NULL, ASK("Try the lamp", "self", "B"));
	const char *path = newest_request(&w, "/equipe/demandes/");
	struct seen page = visit_get(&w, &w.fay, path);
	CHECK_PAGE(0, page.body);
	CHECK(page.http == 200 && says(page, "Une autre personne de l’équipe"));
	CHECK(!says(page, "name=\"word\""));
	CHECK(visit_post(&w, &w.fay, path, NULL, REPLY("accept", "Oui.", "2026-12-01")).http == 403);
	CHECK(visit_post(&w, &w.fay, path, NULL, NULL).http == 403);
	CHECK(says(visit_get(&w, &w.flo, path), "name=\"word\""));
	CHECK(visit_post(&w, &w.flo, path, NULL, REPLY("accept", "Oui.", "2026-12-01")).http == 303);
	CHECK(visit_post(&w, &w.fay, path, NULL, REPLY("deliver", "Fait.", "")).http == 403);
	CHECK(world_count(&w, "SELECT count(*) FROM services_request WHERE state = 2") == 1);
	world_close(&w);
}

TEST(what_is_refused_keeps_every_word_and_stores_nothing)
{
	struct world w;
	world_open(&w);
	struct seen s = visit_post(&w, &w.ada, "/en/services/test", NULL,
		ASK("Try our lamp", "", "It is ready."));
	CHECK_PAGE(0, s.body);
	CHECK(s.http == 422 && says(s, "value=\"Try our lamp\"") && says(s, "It is ready."));
	CHECK(says(s, "Les Veilleurs") && says(s, "<a href=\"#behalf\">"));
	CHECK(world_count(&w, "SELECT count(*) FROM services_request") == 0);
	visit_post(&w, &w.ada, "/en/services/test", NULL, ASK("Try our lamp", "company", "Ready."));
	const char *path = newest_request(&w, "/equipe/demandes/");
	s = visit_post(&w, &w.fay, path, NULL, REPLY("accept", "Yes, gladly.", "soon"));
	CHECK_PAGE(1, s.body);
	CHECK(s.http == 422 && says(s, "Yes, gladly.") && says(s, "value=\"soon\""));
	CHECK(says(s, "<a href=\"#day\">") && says(s, "lang=\"en\""));
	CHECK(world_count(&w, "SELECT count(*) FROM services_request WHERE state = 1") == 1);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice") == 0);
	world_close(&w);
}

TEST(the_same_request_sent_twice_is_one)
{
	struct world w;
	world_open(&w);
	struct uuid once = uuid_v4();
	struct seen first = visit_post(&w, &w.ada, "/services/test", &once, ASK("A", "self", "B"));
	struct seen again = visit_post(&w, &w.ada, "/services/test", &once, ASK("A", "self", "B"));
	CHECK(again.http == 303 && str_eq(first.location, again.location));
	CHECK(world_count(&w, "SELECT count(*) FROM services_request") == 1);
	world_close(&w);
}

TEST(a_request_is_its_authors_and_the_teams_alone)
{
	struct world w;
	world_open(&w);
	visit_post(&w, &w.ada, "/services/test", NULL, ASK("Very private", "self", "B"));
	const char *mine = newest_request(&w, "/moi/demandes/");
	const char *withdraw = newest(&w, "/moi/demandes/", "services_request", "/retirer");
	CHECK(visit_get(&w, &w.ada, mine).http == 200 && visit_get(&w, &w.ben, mine).http == 404);
	CHECK(visit_get(&w, &w.fay, mine).http == 404);
	CHECK(!says(visit_get(&w, &w.ben, "/moi/demandes"), "Very private"));
	CHECK(visit_post(&w, &w.ben, withdraw, NULL, NULL).http == 404);
	CHECK(visit_post(&w, &w.fay, withdraw, NULL, NULL).http == 404);
	CHECK(visit_get(&w, &w.moe, newest_request(&w, "/equipe/demandes/")).http == 403);
	CHECK(visit_post(&w, &w.ada, withdraw, NULL, NULL).http == 303);
	struct seen s = visit_get(&w, &w.ada, mine);
	CHECK(says(s, "La demande est retirée") && !says(s, "/retirer\""));
	CHECK(visit_post(&w, &w.ada, withdraw, NULL, NULL).http == 409);
	CHECK(visit_post(&w, &w.fay, newest_request(&w, "/equipe/demandes/"), NULL,
		REPLY("accept", "Yes.", "2026-12-01")).http == 409);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice") == 0);
	world_close(&w);
}

/* As if everything had been asked for so many days earlier. */
static void make_older(struct world *w, int days)
{
	CHECK(world_write(w, str_fmt(w->arena, "UPDATE services_request SET asked_at = asked_at - %lld,"
		" due_day = due_day - %d", days * (long long)DAY_MS, days).ptr) == OK);
}

TEST(what_is_late_is_said_in_words_to_both_and_the_oldest_comes_first)
{
	struct world w;
	world_open(&w);
	visit_post(&w, &w.ada, "/services/mise-en-relation", NULL, ASK("The older", "self", "B"));
	make_older(&w, 5);
	visit_post(&w, &w.ben, "/services/mise-en-relation", NULL, ASK("The newer", "self", "B"));
	CHECK(!says(visit_get(&w, &w.fay, "/equipe/demandes"), "En retard"));
	make_older(&w, 4);
	struct seen desk = visit_get(&w, &w.fay, "/equipe/demandes");
	const char *older = strstr(desk.body.ptr, "The older");
	const char *newer = strstr(desk.body.ptr, "The newer");
	CHECK(older && newer && older < newer && says(desk, "En retard"));
	CHECK(says(visit_get(&w, &w.ada, "/moi/demandes"), "L’équipe voit ce retard"));
	CHECK(!says(visit_get(&w, &w.ben, "/moi/demandes"), "L’équipe voit ce retard"));
	CHECK(says(visit_get(&w, &w.fay, "/equipe"), "/equipe/demandes"));
	world_close(&w);
}

/* An address in a page, as a browser reads it. */
static const char *link_in(struct world *w, struct seen s, const char *start)
{
	const char *at = strstr(s.body.ptr, start);
	struct buf path = { .max = 400 };
	for (; at && *at && *at != '"'; at++) {
		buf_put(&path, (struct str){ at, 1 });
		at += strncmp(at, "&amp;", 5) == 0 ? 4 : 0;
	}
	const char *found = str_dup(w->arena, buf_view(&path)).ptr;
	buf_finish(&path);
	return found;
}

TEST(a_long_queue_goes_on_page_by_page_in_its_state)
{
	enum { MANY = 23 };
	struct world w;
	world_open(&w);
	visit_post(&w, &w.ada, "/services/test", NULL, ASK("Try it", "self", "B"));
	for (int i = 1; i < MANY; i++)
		CHECK_AT(i, world_write(&w, str_fmt(w.arena, "INSERT INTO services_request SELECT id + %d,"
			" randomblob(16), persona, audience, 1, service, lang, behalf, name, title, text,"
			" asked_at + %d, due_day, 0, '', 0, '' FROM services_request"
			" WHERE id = (SELECT min(id) FROM services_request)", i, i / 2).ptr) == OK);
	const struct { const struct browser *who; const char *path, *sign; } lists[] = {
		{ &w.fay, "/equipe/demandes", "<th scope=\"row\"" }, { &w.ada, "/moi/demandes", "<h2>" },
	};
	for (size_t i = 0; i < 2; i++) {
		struct seen s = visit_get(&w, lists[i].who, lists[i].path);
		CHECK_PAGE(i, s.body);
		const char *next = strstr(s.body.ptr, "rel=\"next\" href=\"");
		CHECK_AT(i, next != NULL);
		const char *query = link_in(&w, (struct seen){ .body = { next, 0 } }, "?");
		s = visit_get(&w, lists[i].who, str_fmt(w.arena, "%s%s", lists[i].path, query).ptr);
		CHECK_PAGE(i, s.body);
		size_t rows = 0;
		for (const char *p = s.body.ptr; (p = strstr(p, lists[i].sign)); p++)
			rows++;
		CHECK_AT(i, rows == MANY - 20);
	}
	world_close(&w);
}

/* ---- the collective ---- */

TEST(the_collective_is_kept_by_the_team_and_read_by_everybody_in_their_language)
{
	struct world w;
	world_open(&w);
	CHECK(says(visit_get(&w, &w.nobody, "/collectif"), "Personne n’est inscrit"));
	CHECK(visit_post(&w, &w.fay, "/equipe/collectif/nouveau", NULL, MEMBER("Les <Veilleurs>",
		"association", "Relit.", "Reads over.", "2021-10-06", "",
		"https://veilleurs.example")).http == 303);
	CHECK(visit_post(&w, &w.eve, "/equipe/collectif/nouveau", NULL, MEMBER("Passerelle", "company",
		"Relie.", "", "06/10/2021", "31/12/2025", "")).http == 303);
	struct seen fr = visit_get(&w, &w.nobody, "/collectif");
	struct seen en = visit_get(&w, &w.nobody, "/en/collectif");
	CHECK_PAGE(0, fr.body);
	CHECK_PAGE(1, en.body);
	CHECK(says(fr, "Les &lt;Veilleurs&gt;") && says(fr, "Relit.") && says(fr, "Entreprises"));
	CHECK(says(fr, "href=\"https://veilleurs.example\"") && !says(fr, "Villes et centres"));
	CHECK(says(en, "Reads over.") && !says(en, "Relit.") && says(en, "Companies"));
	CHECK(says(en, "<p lang=\"fr\">Relie.</p>"));
	visit_post(&w, &w.fay, "/equipe/collectif/nouveau", NULL, MEMBER("Apolline", "person",
		"Raconte.", "", "2021-10-06", "", ""));
	CHECK(says(visit_get(&w, &w.nobody, "/collectif"), "Apolline"));
	struct seen csv = visit_get(&w, &w.nobody, "/en/collectif.csv");
	CHECK(str_starts(str_view(csv.type), STR("text/csv")) && says(csv, "Reads over."));
	CHECK(!says(csv, "Apolline"));
	CHECK(says(csv, "2021-10-06") && says(csv, "Relie.") && says(csv, "https://veilleurs.example"));
	struct seen atom = visit_get(&w, &w.nobody, "/en/collectif.atom");
	CHECK(atom.http == 200 && says(atom, "Reads over.") && says(atom, "/en/collectif#m-"));
	CHECK(!says(atom, "Apolline") && says(atom, "<title>Passerelle</title>"));
	CHECK(says(visit_get(&w, &w.nobody, "/collectif"), "/collectif.atom"));
	struct seen desk = visit_get(&w, &w.fay, "/equipe/collectif");
	CHECK_PAGE(2, desk.body);
	CHECK(says(desk, "3 membres") && says(desk, "Terminé"));
	CHECK(says(visit_get(&w, &w.nobody, "/sitemap.xml"), "/collectif"));
	world_close(&w);
}

TEST(an_entry_of_the_collective_is_changed_and_taken_away_with_its_translation)
{
	struct world w;
	world_open(&w);
	visit_post(&w, &w.fay, "/equipe/collectif/nouveau", NULL, MEMBER("Veilleurs", "association",
		"Relit.", "Reads over.", "2021-10-06", "", ""));
	const char *path = newest(&w, "/equipe/collectif/", "services_member", "");
	struct seen s = visit_get(&w, &w.fay, path);
	CHECK_PAGE(0, s.body);
	CHECK(says(s, "Reads over.") && says(s, "value=\"2021-10-06\""));
	s = visit_post(&w, &w.fay, path, NULL, MEMBER("Veilleurs", "person", "Anime.", "Leads.",
		"2021-10-06", "2020-01-01", "http://x"));
	CHECK_PAGE(1, s.body);
	CHECK(s.http == 422 && says(s, "Anime.") && says(s, "value=\"http://x\""));
	CHECK(says(s, "<a href=\"#until\">") && says(s, "<a href=\"#link\">"));
	CHECK(visit_post(&w, &w.ada, path, NULL, NULL).http == 403);
	CHECK(visit_post(&w, &w.fay, path, NULL, MEMBER("Veilleurs", "person", "Anime.", "",
		"2021-10-06", "", "")).http == 303);
	CHECK(world_count(&w, "SELECT count(*) FROM variants_text WHERE kind = 602") == 0);
	CHECK(says(visit_get(&w, &w.nobody, "/en/collectif"), "Anime."));
	visit_post(&w, &w.fay, path, NULL, MEMBER("Veilleurs", "person", "Anime.", "Leads.",
		"2021-10-06", "", ""));
	CHECK(visit_post(&w, &w.fay, newest(&w, "/equipe/collectif/", "services_member", "/retirer"),
		NULL, NULL).http == 303);
	CHECK(world_count(&w, "SELECT count(*) FROM services_member") == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM variants_text WHERE kind = 602") == 0);
	CHECK(visit_get(&w, &w.fay, path).http == 404);
	CHECK(world_count(&w, "SELECT count(*) FROM app_event"
		" WHERE what LIKE 'services.member%'") == 4);
	world_close(&w);
}

/* ---- leaving ---- */

struct leaving { struct world *w; struct buf out; };

static enum status take_along(struct tx *tx, void *arg)
{
	struct leaving *l = arg;
	struct who who = who_of(&l->w->ada.person);
	struct json j = { .out = &l->out };
	json_open(&j, NULL, '{');
	TRY(site_export(&l->w->site, tx, &who, &j));
	json_close(&j, '}');
	bool more;
	return site_erase(&l->w->site, tx, &who, &more);
}

TEST(who_leaves_takes_their_requests_along)
{
	struct world w;
	world_open(&w);
	struct leaving l = { .w = &w, .out.max = 1 << 20 };
	visit_post(&w, &w.ada, "/services/test", NULL, ASK("Try the lamp", "self", "Very private"));
	visit_post(&w, &w.fay, newest_request(&w, "/equipe/demandes/"), NULL,
		REPLY("decline", "No lamp here.", ""));
	visit_post(&w, &w.ben, "/services/test", NULL, ASK("Another one", "self", "Not theirs"));
	CHECK(world_job(&w, take_along, &l) == OK);
	CHECK(has(buf_view(&l.out), "Try the lamp") && has(buf_view(&l.out), "Very private"));
	CHECK(has(buf_view(&l.out), "\"service\":\"test\",\"behalf\":\"self\""));
	CHECK(has(buf_view(&l.out), "No lamp here.") && !has(buf_view(&l.out), "Not theirs"));
	buf_finish(&l.out);
	CHECK(world_count(&w, "SELECT count(*) FROM services_request") == 1);
	CHECK(world_finds(&w, "Very private") == 0 && world_finds(&w, "No lamp here.") == 0);
	world_close(&w);
}
