/* When the database fails in the middle: an act is there whole and acknowledged, or not at all. */
#include "test_site.h"

static const struct field say[] = { { "text", STR("Slow") }, { "page", STR("/") }, { 0 } };
static const struct field sort[] = { { "group", STR("") }, { "title", STR("It is slow") }, { 0 } };
static const struct field answer[] = { { "title", STR("It is slow") }, { "state", STR("done") },
	{ "version", STR("0.2.0") }, { "answer", STR("Faster now.") }, { 0 } };

/* Rows that the three acts leave. */
struct tally { int64_t remarks, sorted, groups, answered, told, notices, events; };

static struct tally tally_of(struct world *w)
{
	return (struct tally){
		world_count(w, "SELECT count(*) FROM remarks_remark"),
		world_count(w, "SELECT count(*) FROM remarks_remark WHERE group_id IS NOT NULL"),
		world_count(w, "SELECT count(*) FROM remarks_group"),
		world_count(w, "SELECT count(*) FROM remarks_group WHERE answered_at > 0"),
		world_count(w, "SELECT count(*) FROM remarks_remark WHERE told_at > 0"),
		world_count(w, "SELECT count(*) FROM delivery_notice"),
		world_count(w, "SELECT count(*) FROM app_event"),
	};
}

static const char *path_to(struct world *w, const char *head, const char *table)
{
	return str_fmt(w->arena, "%s%s", head, world_text(w, str_fmt(w->arena,
		"SELECT lower(substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-' || substr(h, 13, 4)"
		" || '-' || substr(h, 17, 4) || '-' || substr(h, 21))"
		" FROM (SELECT hex(ref) AS h FROM %s ORDER BY id DESC LIMIT 1)", table).ptr).ptr).ptr;
}

static struct seen act(struct world *w, int which)
{
	if (which == 0)
		return visit_post(w, &w->ada, "/retours/nouveau", NULL, say);
	if (which == 1)
		return visit_post(w, &w->fay, path_to(w, "/equipe/retours/", "remarks_remark"), NULL, sort);
	return visit_post(w, &w->fay, path_to(w, "/equipe/retours/groupes/", "remarks_group"), NULL,
		answer);
}

/* The n-th statement of one act fails. True: there was one. */
static bool fails_cleanly(int broken, long n, enum db_fault fault)
{
	struct world w;
	world_open(&w);
	for (int which = 0; which < broken; which++)
		CHECK(act(&w, which).http == 303);
	const char *path = broken == 1 ? path_to(&w, "/equipe/retours/", "remarks_remark")
		: broken == 2 ? path_to(&w, "/equipe/retours/groupes/", "remarks_group")
		: "/retours/nouveau";
	struct tally before = tally_of(&w);
	db_fault(w.hands.writer, fault, n);
	struct seen s = visit_post(&w, broken ? &w.fay : &w.ada, path, NULL,
		broken == 0 ? say : broken == 1 ? sort : answer);
	bool struck = db_fault_struck(w.hands.writer);
	db_fault(w.hands.writer, FAULT_NONE, 0);
	struct tally after = tally_of(&w);
	CHECK_AT(n, s.http == 303 || (s.http >= 500 && says(s, "</html>") && struck));
	if (s.http == 303)
		CHECK_AT(n, after.events > before.events);
	else
		CHECK_AT(n, memcmp(&before, &after, sizeof after) == 0);
	CHECK_AT(n, after.told == after.notices && after.answered >= after.told);
	world_close(&w);
	return struck;
}

TEST(whatever_statement_fails_a_remark_is_kept_whole_or_not_at_all)
{
	const enum db_fault faults[] = { FAULT_ONCE, FAULT_FROM };
	for (int broken = 0; broken < 3; broken++)
		for (size_t i = 0; i < 2; i++)
			for (long n = 1; fails_cleanly(broken, n, faults[i]); n++)
				CHECK(n < 100);
}

TEST(pages_of_remarks_that_cannot_be_read_fail_cleanly)
{
	struct world w;
	world_open(&w);
	for (int which = 0; which < 3; which++)
		CHECK(act(&w, which).http == 303);
	const char *paths[] = { "/retours", "/retours.atom", "/equipe/retours",
		path_to(&w, "/equipe/retours/", "remarks_remark"),
		path_to(&w, "/equipe/retours/groupes/", "remarks_group") };
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		bool struck = true;
		for (long n = 1; struck && n < 50; n++) {
			db_fault(w.hands.reader, FAULT_ONCE, n);
			struct seen s = visit_get(&w, &w.fay, paths[i]);
			struck = db_fault_struck(w.hands.reader);
			CHECK_AT(i, s.http == (struck ? 500 : 200));
		}
		db_fault(w.hands.reader, FAULT_NONE, 0);
	}
	world_close(&w);
}
