/* When the database fails in the middle: an act is there whole and acknowledged, or not at all. */
#include "features/discussion/test_talk.h"
#include "test_faults.h"

enum act { WRITE, WRITE_HELD, ANSWER, CHANGE, HOLD_AGAIN, WITHDRAW, HIDE, LOCK, ACTS };

/* A discussion in which each act can be done. */
struct scene { struct world w; const char *talk, *top, *reply; };

static void scene_open(struct scene *s)
{
	world_open(&s->w);
	s->talk = talk_under(&s->w, &s->w.ada);
	s->top = public_post(&s->w, &s->w.ben, s->talk, "Le premier");
	s->reply = public_post(&s->w, &s->w.cleo, s->top, "La réponse");
}

struct trial { const struct scene *scene; enum act act; };

static struct seen do_act(struct world *w, void *arg)
{
	const struct trial *t = arg;
	const struct scene *s = t->scene;
	const char *edit = str_fmt(w->arena, "%s/modifier", s->top).ptr;
	switch (t->act) {
	case WRITE:      return visit_post(w, &w->ben, s->talk, NULL, SAY("Encore un"));
	case WRITE_HELD: return visit_post(w, &w->dan, s->talk, NULL, SAY("Mon premier"));
	case ANSWER:     return visit_post(w, &w->ben, s->reply, NULL, SAY("Merci"));
	case CHANGE:     return visit_post(w, &w->ben, edit, NULL, SAY("Autrement"));
	case HOLD_AGAIN: return visit_post(w, &w->ben, edit, NULL, SAY("Le 01 99 00 27 31"));
	case WITHDRAW:
		return visit_post(w, &w->ben, str_fmt(w->arena, "%s/retirer", s->top).ptr, NULL, NULL);
	case HIDE:       return decide_post(w, &w->moe, s->reply, "hide");
	case LOCK:
		return visit_post(w, &w->moe, str_fmt(w->arena, "/equipe%s", s->talk).ptr, NULL,
			SAY("Assez."));
	case ACTS:       break;
	}
	return (struct seen){ 0 };
}

static bool counts_agree(struct world *w)
{
	return world_count(w, "SELECT count(*) FROM discussion_thread t WHERE t.posts <> (SELECT"
		" count(*) FROM discussion_post p WHERE p.about_id = t.object AND p.state = 2)") == 0
		&& world_count(w, "SELECT count(*) FROM discussion_post p WHERE p.replies <> (SELECT"
			" count(*) FROM discussion_post q WHERE q.parent = p.id AND q.state = 2)") == 0;
}

TEST(whatever_statement_fails_a_post_is_kept_whole_or_not_at_all)
{
	for (enum act act = WRITE; act < ACTS; act++) {
		struct scene s;
		scene_open(&s);
		check_whole(&s.w, do_act, &(struct trial){ &s, act }, (size_t)act);
		CHECK_AT((size_t)act, counts_agree(&s.w));
		world_close(&s.w);
	}
}

TEST(pages_of_discussions_that_cannot_be_read_fail_cleanly)
{
	struct scene s;
	scene_open(&s);
	struct world *w = &s.w;
	const char *paths[] = { s.talk, s.top, s.reply,
		str_fmt(w->arena, "%s/atom", s.talk).ptr, str_fmt(w->arena, "%s/versions", s.top).ptr,
		str_fmt(w->arena, "/equipe%s", s.talk).ptr };
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		check_readable(w, &w->moe, paths[i], i);
	world_close(w);
}
