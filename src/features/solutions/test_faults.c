/* When the database fails in the middle: a step is there whole and acknowledged, or not at all. */
#include "features/solutions/test_made.h"

#define SAY(action_, text_) (const struct field[]){ \
	{ "action", STR(action_) }, { "text", STR(text_) }, { 0 } }

/* What is tried: who, where, with what; what it needs before. */
enum trial { SEND, LIST, SUSPEND, RETIRE, EDIT, SEND_VERSION, PUBLISH, CONFIRM, HIDE, TRIALS };

struct scene { struct world w; struct uuid ref, draft; };

static struct uuid draft_of(struct world *w, struct uuid ref)
{
	struct uuid draft = { 0 };
	struct seen s = visit_post(w, &w->ada, path_to(w, "/porteur/solutions", ref, "/modifier"),
		NULL, NULL);
	uuid_parse((struct str){ s.location.ptr + s.location.len - 36, 36 }, &draft);
	return draft;
}

static void prepare(struct scene *s, enum trial t)
{
	world_open(&s->w);
	if (t == SEND)
		s->draft = draft_made(&s->w, &s->w.ada);
	else
		s->ref = solution_made(&s->w, &s->w.ada, t == LIST ? SOLUTION_SUBMITTED
			: SOLUTION_LISTED);
	if (t == SEND_VERSION || t == PUBLISH)
		s->draft = draft_of(&s->w, s->ref);
	if (t == PUBLISH)
		visit_post(&s->w, &s->w.ada, path_to(&s->w, "/solutions/nouvelle", s->draft, "/relire"),
			NULL, NULL);
}

static struct seen attempt(struct scene *s, enum trial t)
{
	static const struct field hide[] = { { "action", STR("hide") },
		{ "reason", STR("medical") }, { "text", STR("Elle promet de guérir.") }, { 0 } };
	struct world *w = &s->w;
	const char *desk = path_to(w, "/equipe/solutions", s->ref, "");
	const char *own = path_to(w, "/porteur/solutions", s->ref, "");
	switch (t) {
	case SEND:
	case SEND_VERSION:
		return visit_post(w, &w->ada, path_to(w, "/solutions/nouvelle", s->draft, "/relire"), NULL,
			NULL);
	case LIST:
		return visit_post(w, &w->fay, desk, NULL, SAY("list", ""));
	case SUSPEND:
		return visit_post(w, &w->fay, desk, NULL, SAY("suspend", "Injoignable."));
	case HIDE:
		return visit_post(w, &w->moe, path_to(w, "/equipe/moderation", s->ref, ""), NULL, hide);
	case PUBLISH:
		return visit_post(w, &w->fay, desk, NULL, SAY("publish", ""));
	case RETIRE:
		return visit_post(w, &w->ada, str_fmt(w->arena, "%s/retirer", own).ptr, NULL,
			SAY("", "Fermée."));
	case EDIT:
		return visit_post(w, &w->ada, str_fmt(w->arena, "%s/modifier", own).ptr, NULL, NULL);
	case CONFIRM:
	case TRIALS:
		break;
	}
	return visit_post(w, &w->ada, str_fmt(w->arena, "%s/confirmer", own).ptr, NULL, NULL);
}

/* Rows that the steps leave. */
struct tally {
	int64_t solutions, states, drafts, sent, versions, decisions, notices, docs, events;
};

static struct tally tally_of(struct world *w)
{
	return (struct tally){
		world_count(w, "SELECT count(*) FROM solutions_solution"),
		world_count(w, "SELECT total(state * 10 + version) FROM solutions_solution"),
		world_count(w, "SELECT count(*) FROM solutions_draft"),
		world_count(w, "SELECT count(*) FROM solutions_draft WHERE sent_at > 0"),
		world_count(w, "SELECT count(*) FROM solutions_version"),
		world_count(w, "SELECT count(*) FROM solutions_decision"),
		world_count(w, "SELECT count(*) FROM delivery_notice"),
		world_count(w, "SELECT count(*) FROM search_doc WHERE gone = 0"),
		world_count(w, "SELECT count(*) FROM app_event"),
	};
}

/* The n-th statement of one step fails. True: there was one. */
static bool fails_cleanly(struct scene *s, enum trial t, long n, enum db_fault fault)
{
	world_restore(&s->w);
	struct tally before = tally_of(&s->w);
	db_fault(s->w.hands.writer, fault, n);
	struct seen seen = attempt(s, t);
	bool struck = db_fault_struck(s->w.hands.writer);
	db_fault(s->w.hands.writer, FAULT_NONE, 0);
	struct tally after = tally_of(&s->w);
	CHECK_AT(n, seen.http == 303 || (seen.http >= 500 && says(seen, "</html>") && struck));
	if (seen.http != 303)
		CHECK_AT(n, memcmp(&before, &after, sizeof after) == 0);
	else if (t != EDIT)
		CHECK_AT(n, after.events > before.events);
	return struck;
}

TEST(whatever_statement_fails_a_step_of_a_solution_is_whole_or_nothing)
{
	const enum db_fault faults[] = { FAULT_ONCE, FAULT_FROM };
	for (enum trial t = 0; t < TRIALS; t++) {
		struct scene s = { 0 };
		prepare(&s, t);
		world_save(&s.w);
		for (size_t i = 0; i < 2; i++)
			for (long n = 1; fails_cleanly(&s, t, n, faults[i]); n++)
				CHECK(n < 100);
		world_close(&s.w);
	}
}

TEST(pages_of_solutions_that_cannot_be_read_fail_cleanly)
{
	struct scene s = { 0 };
	prepare(&s, PUBLISH);
	struct world *w = &s.w;
	const char *paths[] = { "/solutions", "/solutions.atom", "/solutions.csv", "/porteur",
		"/equipe/solutions", path_to(w, "/solutions", s.ref, ""),
		path_to(w, "/solutions", s.ref, "/versions"), path_to(w, "/equipe/solutions", s.ref, "") };
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		bool struck = true;
		for (long n = 1; struck && n < 50; n++) {
			db_fault(w->hands.reader, FAULT_ONCE, n);
			struct seen seen = visit_get(w, &w->fay, paths[i]);
			struck = db_fault_struck(w->hands.reader);
			CHECK_AT(i, seen.http == (struck ? 500 : 200));
		}
		db_fault(w->hands.reader, FAULT_NONE, 0);
	}
	world_close(w);
}
