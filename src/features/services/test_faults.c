/* When the database fails in the middle: an act is there whole and acknowledged, or not at all. */
#include "test_site.h"

static const struct field ask[] = { { "title", STR("A workshop") }, { "behalf", STR("self") },
	{ "text", STR("On journeys.") }, { 0 } };
static const struct field accept[] = { { "action", STR("accept") }, { "word", STR("Yes.") },
	{ "day", STR("2026-12-01") }, { 0 } };
static const struct field deliver[] = { { "action", STR("deliver") }, { "word", STR("Done.") },
	{ 0 } };
static const struct field member[] = { { "name", STR("Watchers") }, { "kind", STR("association") },
	{ "role", STR("Relit.") }, { "role_too", STR("Reads.") }, { "since", STR("2021-10-06") },
	{ 0 } };
static const struct field other[] = { { "name", STR("Watchers") }, { "kind", STR("person") },
	{ "role", STR("Anime.") }, { "role_too", STR("Leads.") }, { "since", STR("2021-10-06") },
	{ 0 } };

/* What is done one after the other. With a table, its newest row stands between head and tail. */
enum { BY_ADA, BY_FAY };
static const struct {
	int by;
	const char *head, *table, *tail;
	const struct field *form;
} acts[] = {
	{ BY_ADA, "/services/atelier", NULL, "", ask },
	{ BY_FAY, "/equipe/demandes/", "services_request", "", accept },
	{ BY_FAY, "/equipe/demandes/", "services_request", "", deliver },
	{ BY_ADA, "/services/test", NULL, "", ask },
	{ BY_ADA, "/moi/demandes/", "services_request", "/retirer", NULL },
	{ BY_FAY, "/equipe/collectif/nouveau", NULL, "", member },
	{ BY_FAY, "/equipe/collectif/", "services_member", "", other },
	{ BY_FAY, "/equipe/collectif/", "services_member", "/retirer", NULL },
};
enum { ACTS = sizeof acts / sizeof *acts };

static const char *newest(struct world *w, const char *head, const char *table, const char *tail)
{
	return str_fmt(w->arena, "%s%s%s", head, world_text(w, str_fmt(w->arena,
		"SELECT lower(substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-' || substr(h, 13, 4)"
		" || '-' || substr(h, 17, 4) || '-' || substr(h, 21))"
		" FROM (SELECT hex(ref) AS h FROM %s ORDER BY id DESC LIMIT 1)", table).ptr).ptr, tail).ptr;
}

static const char *path_of(struct world *w, size_t which)
{
	return acts[which].table
		? newest(w, acts[which].head, acts[which].table, acts[which].tail) : acts[which].head;
}

static struct seen act(struct world *w, size_t which, const char *path)
{
	return visit_post(w, acts[which].by == BY_ADA ? &w->ada : &w->fay, path, NULL,
		acts[which].form);
}

/* Everything that the acts leave, as one text. */
static struct str traces(struct world *w)
{
	return world_text(w,
		"SELECT (SELECT group_concat(state || accepted || closing || accepted_at || closed_at)"
		" FROM services_request) || '/' || (SELECT coalesce(group_concat(name || role || kind), '')"
		" FROM services_member) || '/' || (SELECT coalesce(group_concat(text), '')"
		" FROM variants_text) || '/' || (SELECT count(*) FROM app_notice) || '/' ||"
		" (SELECT count(*) FROM app_event)");
}

/* The n-th statement of one act fails. True: there was one. */
static bool fails_cleanly(struct world *w, size_t which, long n, enum db_fault fault)
{
	world_restore(w);
	const char *path = path_of(w, which);
	struct str before = traces(w);
	int64_t events = world_count(w, "SELECT count(*) FROM app_event");
	db_fault(w->hands.writer, fault, n);
	struct seen s = act(w, which, path);
	bool struck = db_fault_struck(w->hands.writer);
	db_fault(w->hands.writer, FAULT_NONE, 0);
	CHECK_AT(n, s.http == 303 || (s.http >= 500 && says(s, "</html>") && struck));
	if (s.http == 303)
		CHECK_AT(n, world_count(w, "SELECT count(*) FROM app_event") == events + 1);
	else
		CHECK_AT(n, str_eq(before, traces(w)));
	return struck;
}

TEST(whatever_statement_fails_a_request_or_a_member_is_kept_whole_or_not_at_all)
{
	const enum db_fault faults[] = { FAULT_ONCE, FAULT_FROM };
	struct world w;
	world_open(&w);
	for (size_t which = 0; which < ACTS; which++) {
		world_save(&w);
		for (size_t i = 0; i < 2; i++)
			for (long n = 1; fails_cleanly(&w, which, n, faults[i]); n++)
				CHECK_AT(which, n < 100);
		world_restore(&w);
		CHECK_AT(which, act(&w, which, path_of(&w, which)).http == 303);
	}
	world_close(&w);
}

TEST(pages_of_services_that_cannot_be_read_fail_cleanly)
{
	struct world w;
	world_open(&w);
	for (size_t which = 0; which < 6; which++)
		if (which != 4)
			CHECK_AT(which, act(&w, which, path_of(&w, which)).http == 303);
	const struct { const struct browser *who; const char *path; } pages[] = {
		{ &w.ada, "/moi/demandes" }, { &w.fay, "/equipe/demandes" }, { &w.fay, "/collectif" },
		{ &w.fay, "/collectif.csv" },
		{ &w.ada, newest(&w, "/moi/demandes/", "services_request", "") },
		{ &w.fay, newest(&w, "/equipe/demandes/", "services_request", "") },
		{ &w.fay, "/equipe/collectif" },
		{ &w.fay, newest(&w, "/equipe/collectif/", "services_member", "") },
	};
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		bool struck = true;
		for (long n = 1; struck && n < 50; n++) {
			db_fault(w.hands.reader, FAULT_ONCE, n);
			struct seen s = visit_get(&w, pages[i].who, pages[i].path);
			struck = db_fault_struck(w.hands.reader);
			CHECK_AT(i, s.http == (struck ? 500 : 200));
		}
		db_fault(w.hands.reader, FAULT_NONE, 0);
	}
	world_close(&w);
}
