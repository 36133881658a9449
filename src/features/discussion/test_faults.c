/* When the database fails in the middle: an act is there whole and acknowledged, or not at all. */
#include "features/discussion/test_talk.h"

enum act { WRITE, WRITE_HELD, ANSWER, CHANGE, HOLD_AGAIN, WITHDRAW, HIDE, LOCK, ACTS };

/* A discussion in which each act can be done. */
struct scene { struct world w; const char *talk, *top, *reply; };

static void scene_open(struct scene *s)
{
	world_open(&s->w);
	s->talk = talk_under(&s->w, &s->w.ada);
	s->top = public_post(&s->w, &s->w.ben, s->talk, "Le premier");
	s->reply = public_post(&s->w, &s->w.cleo, s->top, "La réponse");
	world_save(&s->w);
}

static struct seen do_act(struct scene *s, enum act act)
{
	struct world *w = &s->w;
	const char *edit = str_fmt(w->arena, "%s/modifier", s->top).ptr;
	switch (act) {
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

/* Rows that acts leave; counts that must agree with them. */
struct tally { int64_t posts, words, versions, queue, notices, events, locked; };

static struct tally tally_of(struct world *w)
{
	return (struct tally){
		world_count(w, "SELECT count(*) FROM discussion_post"),
		world_count(w, "SELECT total(length(text) + state) FROM discussion_post"),
		world_count(w, "SELECT count(*) FROM discussion_version"),
		world_count(w, "SELECT count(*) FROM moderation_item"),
		world_count(w, "SELECT count(*) FROM delivery_notice"),
		world_count(w, "SELECT count(*) FROM app_event"),
		world_count(w, "SELECT max(locked_at) FROM discussion_thread"),
	};
}

static bool counts_agree(struct world *w)
{
	return world_count(w, "SELECT count(*) FROM discussion_thread t WHERE t.posts <> (SELECT"
		" count(*) FROM discussion_post p WHERE p.about_id = t.object AND p.state = 2)") == 0
		&& world_count(w, "SELECT count(*) FROM discussion_post p WHERE p.replies <> (SELECT"
			" count(*) FROM discussion_post q WHERE q.parent = p.id AND q.state = 2)") == 0;
}

/* The n-th statement of one act fails. True: there was one. */
static bool fails_cleanly(struct scene *s, enum act act, long n, enum db_fault fault)
{
	struct world *w = &s->w;
	world_restore(w);
	struct tally before = tally_of(w);
	db_fault(w->hands.writer, fault, n);
	struct seen seen = do_act(s, act);
	bool struck = db_fault_struck(w->hands.writer);
	db_fault(w->hands.writer, FAULT_NONE, 0);
	struct tally after = tally_of(w);
	CHECK_AT(n, seen.http == 303 || (seen.http >= 500 && says(seen, "</html>") && struck));
	if (seen.http == 303)
		CHECK_AT(n, after.events > before.events);
	else
		CHECK_AT(n, memcmp(&before, &after, sizeof after) == 0);
	CHECK_AT((size_t)act, counts_agree(w));
	return struck;
}

TEST(whatever_statement_fails_a_post_is_kept_whole_or_not_at_all)
{
	static struct scene s;
	const enum db_fault faults[] = { FAULT_ONCE, FAULT_FROM };
	scene_open(&s);
	for (enum act act = WRITE; act < ACTS; act++)
		for (size_t i = 0; i < 2; i++)
			for (long n = 1; fails_cleanly(&s, act, n, faults[i]); n++)
				CHECK(n < 150);
	world_close(&s.w);
}

TEST(pages_of_discussions_that_cannot_be_read_fail_cleanly)
{
	static struct scene s;
	scene_open(&s);
	struct world *w = &s.w;
	const char *paths[] = { s.talk, s.top, s.reply,
		str_fmt(w->arena, "%s/atom", s.talk).ptr, str_fmt(w->arena, "%s/versions", s.top).ptr,
		str_fmt(w->arena, "/equipe%s", s.talk).ptr };
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		bool struck = true;
		for (long n = 1; struck && n < 100; n++) {
			db_fault(w->hands.reader, FAULT_ONCE, n);
			struct seen seen = visit_get(w, &w->moe, paths[i]);
			struck = db_fault_struck(w->hands.reader);
			CHECK_AT(i, seen.http == (struck ? 500 : 200));
		}
		db_fault(w->hands.reader, FAULT_NONE, 0);
	}
	world_close(w);
}
