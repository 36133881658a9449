/* When the database fails in the middle: what is reported or decided stands whole or not at all. */
#include "engines/moderation/test_leaf.h"
#include "features/agora/test_pages.h"
#include "test_faults.h"

/* What happens to two leaves of Ada's, one after the other: one is public, one waits. */
enum { BEN, MOE, ADA, ZOE };
static const struct field report[] = { { "reason", STR("abuse") }, { 0 } };
static const struct field veil[] = { { "action", STR("veil") }, { "reason", STR("other") },
	{ "text", STR("Il touche.") }, { 0 } };
static const struct field hide[] = { { "action", STR("hide") }, { "reason", STR("abuse") },
	{ "text", STR("Non.") }, { 0 } };
static const struct field appeal[] = { { "text", STR("Relisez.") }, { 0 } };
static const struct field restore[] = { { "action", STR("restore") }, { 0 } };
static const struct { int by; bool waits; const char *place; const struct field *form; } acts[] = {
	{ BEN, false, "/signaler/feuille/%s", report },
	{ MOE, false, "/equipe/moderation/%s/prendre", NULL },
	{ MOE, false, "/equipe/moderation/%s/laisser", NULL },
	{ MOE, false, "/equipe/moderation/%s", veil },
	{ MOE, false, "/equipe/moderation/%s", hide },
	{ ADA, false, "/contester/feuille/%s", appeal },
	{ ZOE, false, "/equipe/moderation/%s", restore },
	{ MOE, true, "/equipe/moderation/%s/publier", NULL },
};
struct trial { struct uuid open, waiting; struct browser zoe; size_t act; };

static struct seen take(struct world *w, void *arg)
{
	const struct trial *t = arg;
	const struct browser *by[] = { &w->ben, &w->moe, &w->ada, &t->zoe };
	struct uuid leaf = acts[t->act].waits ? t->waiting : t->open;
	struct str text = uuid_dup(w->arena, leaf);
	const char *place = acts[t->act].place, *gap = strchr(place, '%');
	return visit_post(w, by[acts[t->act].by], str_fmt(w->arena, "%.*s%s%s", (int)(gap - place),
		place, text.ptr, gap + 2).ptr, NULL, acts[t->act].form);
}

TEST(whatever_statement_fails_what_moderators_do_is_whole_or_nothing)
{
	struct world w;
	leaves_open(&w);
	struct trial t = { .open = leaf_written(&w, &w.ada, "Verte", 0),
		.waiting = leaf_written(&w, &w.ada, "Jaune", RULE_LINK), .zoe = another_moderator(&w) };
	for (; t.act < sizeof acts / sizeof *acts; t.act++)
		check_whole(&w, take, &t, t.act);
	world_close(&w);
}

TEST(pages_of_moderation_that_cannot_be_read_fail_cleanly)
{
	struct world w;
	leaves_open(&w);
	struct uuid leaf = leaf_written(&w, &w.ada, "Verte", RULE_LINK);
	check_readable(&w, &w.moe, "/equipe/moderation", 0);
	check_readable(&w, &w.moe, str_fmt(w.arena, "/equipe/moderation/%s",
		uuid_print(leaf).text).ptr, 1);
	world_close(&w);
}
