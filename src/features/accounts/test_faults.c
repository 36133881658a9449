/* When the database fails in the middle: what was said was done is done, and nothing by halves. */
#include "app/cookie.h"
#include "test_site.h"

static const struct field join[] = { { "email", STR("lou@example.org") }, { "name", STR("Lou") },
	{ "kind", STR("unsaid") }, { "lang", STR("fr") }, { 0 } };
static const struct field leave[] = { { "word", STR("effacer") }, { 0 } };

/* Rows that the three acts make and take away. */
struct tally { int64_t people, personas, sessions, links, mails, used; };

static struct tally tally_of(struct world *w)
{
	return (struct tally){
		world_count(w, "SELECT count(*) FROM app_person"),
		world_count(w, "SELECT count(*) FROM app_persona"),
		world_count(w, "SELECT count(*) FROM app_session"),
		world_count(w, "SELECT count(*) FROM app_link"),
		world_count(w, "SELECT count(*) FROM app_mail"),
		world_count(w, "SELECT count(*) FROM app_link WHERE used_at > 0"),
	};
}

static struct seen act(struct world *w, struct browser *b, int which, long n, enum db_fault fault)
{
	const char *link = world_mail_link(w).ptr;
	db_fault(w->hands.writer, fault, n);
	struct seen s = which == 0 ? visit_post(w, b, "/inscription", NULL, join)
		: which == 1 ? visit_post(w, b, link, NULL, NULL)
		: visit_post(w, b, "/moi/donnees/effacer", NULL, leave);
	return s;
}

/* Signs up, opens the link, leaves; the n-th statement of the act `broken` fails. True: it did. */
static bool fails_cleanly(int broken, long n, enum db_fault fault)
{
	struct world w;
	bool struck = false;
	world_open(&w);
	struct browser b = { .visitor = uuid_v4() };
	for (int which = 0; which < 3; which++) {
		struct tally before = tally_of(&w), after;
		struct seen s = act(&w, &b, which, n, which == broken ? fault : FAULT_NONE);
		struck |= which == broken && db_fault_struck(w.hands.writer);
		db_fault(w.hands.writer, FAULT_NONE, 0);
		after = tally_of(&w);
		bool done = s.http == 303 || s.http == 200;
		int64_t come = which == 1 && done, gone = which == 2 && done;
		CHECK_AT(n, done || (s.http >= 500 && says(s, "</html>")));
		CHECK_AT(n, done || (which == broken && struck));
		CHECK_AT(n, done || memcmp(&before, &after, sizeof after) == 0);
		CHECK_AT(n, after.people - before.people == come - gone);
		CHECK_AT(n, after.personas - before.personas == come - gone);
		CHECK_AT(n, after.sessions - before.sessions == come - gone);
		CHECK_AT(n, after.used - before.used == come - gone);     /* its traces go too */
		if (!done)
			break;
		if (which == 1)
			b.session = seen_cookie(s, COOKIE_SESSION);
	}
	world_close(&w);
	return struck;
}

TEST(whichever_statement_of_coming_or_leaving_fails_nothing_is_done_by_halves)
{
	for (int which = 0; which < 3; which++)
		for (long n = 1; fails_cleanly(which, n, FAULT_ONCE); n++)
			CHECK_AT(which, n < 60);
}
