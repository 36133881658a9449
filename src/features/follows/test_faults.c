/* When the database fails in the middle: what is followed, and how, changes whole or not at all. */
#include "engines/delivery/stop.h"
#include "features/agora/test_store_desk.h"
#include "test_faults.h"

static const struct field habit[] = { { "level", STR("daily") }, { "weekday", STR("3") },
	{ "hour", STR("18") }, { 0 } };
static const struct field level[] = { { "level", STR("never") }, { 0 } };

enum act { FOLLOW, LEVEL, HABIT, UNFOLLOW, FOLLOW_AGAIN, END, STOP, ACTS };
struct trial { struct need *need; enum act act; };

static struct seen take(struct world *w, void *arg)
{
	const struct trial *t = arg;
	const char *need = uuid_dup(w->arena, t->need->ref).ptr;
	struct uuid one = world_ref(w, "SELECT ref FROM delivery_follow ORDER BY at DESC");
	const char *mine = str_fmt(w->arena, "/moi/suivis/%s", uuid_print(one).text).ptr;
	struct stop_token stop = stop_token(&w->site.keys, w->ben.person.persona, STOP_ALL);
	switch (t->act) {
	case FOLLOW:
	case FOLLOW_AGAIN:
		return visit_post(w, &w->ben, str_fmt(w->arena, "/suivre/besoin/%s", need).ptr, NULL,
			NULL);
	case LEVEL:    return visit_post(w, &w->ben, mine, NULL, level);
	case HABIT:    return visit_post(w, &w->ben, "/moi/suivis", NULL, habit);
	case UNFOLLOW:
		return visit_post(w, &w->ben, str_fmt(w->arena, "/ne-plus-suivre/besoin/%s", need).ptr,
			NULL, NULL);
	case END:
		return visit_post(w, &w->ben, str_fmt(w->arena, "%s/arreter", mine).ptr, NULL, NULL);
	case STOP:
	case ACTS:     break;
	}
	return visit_post(w, &w->nobody, str_fmt(w->arena, "/arreter/%s/%s",
		uuid_print(stop.masked).text, uuid_print(stop.tag).text).ptr, NULL, NULL);
}

TEST(whatever_statement_fails_what_is_followed_changes_whole_or_not_at_all)
{
	struct world w;
	world_open(&w);
	struct need need = need_public(&w, &w.ada, "Une aide au transport");
	for (enum act act = FOLLOW; act < ACTS; act++)
		check_whole(&w, take, &(struct trial){ &need, act }, (size_t)act);
	world_close(&w);
}

TEST(the_page_of_what_one_follows_fails_cleanly)
{
	struct world w;
	world_open(&w);
	struct need need = need_public(&w, &w.ada, "Une aide au transport");
	CHECK(take(&w, &(struct trial){ &need, FOLLOW }).http == 303);
	check_readable(&w, &w.ben, "/moi/suivis", 0);
	world_close(&w);
}
