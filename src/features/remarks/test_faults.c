/* When the database fails in the middle: an act is there whole and acknowledged, or not at all. */
#include "test_faults.h"

static const struct field say[] = { { "text", STR("Slow") }, { "page", STR("/") }, { 0 } };
static const struct field sort[] = { { "group", STR("") }, { "title", STR("It is slow") }, { 0 } };
static const struct field answer[] = { { "title", STR("It is slow") }, { "state", STR("done") },
	{ "version", STR("0.2.0") }, { "answer", STR("Faster now.") }, { 0 } };

static const char *path_to(struct world *w, const char *head, const char *newest)
{
	return str_fmt(w->arena, "%s%s", head, uuid_print(world_ref(w, newest)).text).ptr;
}

static const char *a_remark(struct world *w)
{
	return path_to(w, "/equipe/retours/", "SELECT ref FROM remarks_remark ORDER BY id DESC");
}

static const char *a_group(struct world *w)
{
	return path_to(w, "/equipe/retours/groupes/", "SELECT ref FROM remarks_group ORDER BY id DESC");
}

static struct seen act(struct world *w, void *arg)
{
	switch (*(const int *)arg) {
	case 0:  return visit_post(w, &w->ada, "/retours/nouveau", NULL, say);
	case 1:  return visit_post(w, &w->fay, a_remark(w), NULL, sort);
	default: return visit_post(w, &w->fay, a_group(w), NULL, answer);
	}
}

TEST(whatever_statement_fails_a_remark_is_kept_whole_or_not_at_all)
{
	struct world w;
	world_open(&w);
	for (int which = 0; which < 3; which++)
		check_whole(&w, act, &which, (size_t)which);
	CHECK(world_count(&w, "SELECT count(*) FROM remarks_remark WHERE told_at > 0") == 1);
	world_close(&w);
}

TEST(pages_of_remarks_that_cannot_be_read_fail_cleanly)
{
	struct world w;
	world_open(&w);
	for (int which = 0; which < 3; which++)
		CHECK(act(&w, &which).http == 303);
	const char *paths[] = { "/retours", "/retours.atom", "/equipe/retours", a_remark(&w),
		a_group(&w) };
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		check_readable(&w, &w.fay, paths[i], i);
	world_close(&w);
}
