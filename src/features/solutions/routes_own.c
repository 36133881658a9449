/* A bearer and their solutions. */
#include "app/site.h"
#include "engines/moderation/moderation.h"
#include "engines/moderation/view.h"
#include "features/solutions/acts.h"
#include "features/solutions/routes.h"
#include "features/solutions/view.h"

enum status get_my_solutions(struct req *r)
{
	struct solutions mine;
	struct solution_drafts drafts;
	struct solutions_mine_view v = { .head = head_key(WORD("solutions.mine.title")) };
	v.head.hidden = true;
	TRY(solution_mine(r->tx, r->who, r->page.lang, &mine));
	TRY(solution_draft_list(r->tx, r->who, &drafts));
	struct solution_draft_row *rows = NEW(r->arena, struct solution_draft_row, drafts.len);
	for (size_t i = 0; i < drafts.len; i++)
		rows[i] = view_solution_draft(&drafts.items[i]);
	v.rows = view_solution_rows(r->arena, &r->page, mine.items, mine.len);
	v.drafts = (struct solution_draft_rows){ rows, drafts.len };
	page_solutions_mine(answer_page(r, 200), &r->page, &v);
	return OK;
}

/* To others it is as if it were not there. */
static enum status find_own(struct req *r, struct solution *out)
{
	TRY(solution_by_ref(r->tx, r->who, r->page.lang, r->ref, out));
	return uuid_eq(out->persona, r->who->persona) ? OK
		: fail(r->error, NOT_FOUND, "no solution of theirs");
}

/* Why a moderator hid it, and whether its bearer may ask for another look. */
static enum status read_moderation(struct req *r, const struct solution *s,
	struct solution_own_view *v)
{
	struct moderation_past past;
	if (!v->is_hidden)
		return OK;
	TRY(moderation_past(r->tx, (struct object_key){ SOLUTIONS_SOLUTION, s->id }, &past));
	for (size_t i = 0; i < past.decisions.len; i++) {
		const struct decision *d = &past.decisions.items[i];
		if (verdict_read(d->action) != VERDICT_HIDE)
			continue;
		v->hidden_why = reason_key(d->reason);
		v->hidden_text = d->text;
	}
	v->may_contest = past.appeal.may_ask;
	v->due_at = past.appeal.is_asked ? past.due_at : 0;
	return OK;
}

static enum status show_own(struct req *r, int http, const struct solution *s,
	struct problem problem)
{
	struct solution_own_view v;
	struct solution_draft d;
	struct solution_decisions decisions;
	view_solution_own(r->arena, &r->page, s, &v);
	TRY(solution_decision_list(r->tx, s->id, &decisions));
	v.decisions = view_decisions(r->arena, decisions.items, decisions.len);
	TRY(read_moderation(r, s, &v));
	v.is_writing = solution_draft_of(r->tx, s->id, &d);
	TRY(r->error->status);
	v.sent_at = v.is_writing ? d.sent_at : 0;
	v.reason.typed = problem.key ? req_field(r, "text") : (struct str){ 0 };
	v.reason.problem = problem;
	v.head.problems = problem.key != NULL;
	page_solution_own(answer_page(r, http), &r->page, &v);
	return OK;
}

enum status get_own_solution(struct req *r)
{
	struct solution s;
	TRY(find_own(r, &s));
	return show_own(r, 200, &s, (struct problem){ 0 });
}

enum status post_solution_edit(struct req *r)
{
	struct solution s;
	struct uuid draft;
	TRY(find_own(r, &s));
	TRY(solution_edit(r->tx, r->who, &s, &draft));
	return answer_redirect(r, "/solutions/nouvelle", &draft);
}

enum status post_solution_confirm(struct req *r)
{
	struct solution s;
	TRY(find_own(r, &s));
	TRY(solution_confirm(r->tx, r->who, &s));
	return answer_redirect(r, "/porteur/solutions", &s.ref);
}

enum status post_solution_retire(struct req *r)
{
	struct solution s;
	struct str why;
	TRY(find_own(r, &s));
	struct problem problem = solution_decision_read(req_field(r, "text"), true, &why);
	if (problem.key)
		return show_own(r, 422, &s, problem);
	TRY(solution_act(r->tx, r->site, r->who, &s,
		&(struct solution_deed){ "retire", why }));
	return answer_redirect(r, "/porteur/solutions", &s.ref);
}
