/* When the database fails in the middle: an act is there whole and acknowledged, or not at all. */
#include "test_faults.h"

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
	struct uuid ref = world_ref(w, str_fmt(w->arena, "SELECT ref FROM %s ORDER BY id DESC",
		table).ptr);
	return str_fmt(w->arena, "%s%s%s", head, uuid_print(ref).text, tail).ptr;
}

static struct seen act(struct world *w, void *arg)
{
	size_t which = *(const size_t *)arg;
	const char *path = acts[which].table
		? newest(w, acts[which].head, acts[which].table, acts[which].tail) : acts[which].head;
	return visit_post(w, acts[which].by == BY_ADA ? &w->ada : &w->fay, path, NULL,
		acts[which].form);
}

TEST(whatever_statement_fails_a_request_or_a_member_is_kept_whole_or_not_at_all)
{
	struct world w;
	world_open(&w);
	for (size_t which = 0; which < ACTS; which++)
		check_whole(&w, act, &which, which);
	world_close(&w);
}

TEST(pages_of_services_that_cannot_be_read_fail_cleanly)
{
	struct world w;
	world_open(&w);
	for (size_t which = 0; which < 6; which++)
		if (which != 4)
			CHECK_AT(which, act(&w, &which).http == 303);
	const struct { const struct browser *who; const char *path; } pages[] = {
		{ &w.ada, "/moi/demandes" }, { &w.fay, "/equipe/demandes" }, { &w.fay, "/collectif" },
		{ &w.fay, "/collectif.csv" },
		{ &w.ada, newest(&w, "/moi/demandes/", "services_request", "") },
		{ &w.fay, newest(&w, "/equipe/demandes/", "services_request", "") },
		{ &w.fay, "/equipe/collectif" },
		{ &w.fay, newest(&w, "/equipe/collectif/", "services_member", "") },
	};
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		check_readable(&w, pages[i].who, pages[i].path, i);
	world_close(&w);
}
