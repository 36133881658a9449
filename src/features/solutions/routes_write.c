/* Writing a solution, step by step. Every step is saved as it was typed, right or wrong; a GET
 * writes nothing. */
#include "app/site.h"
#include "features/solutions/acts.h"
#include "features/solutions/routes.h"
#include "features/solutions/view.h"

static enum status show_step(struct req *r, int http, const struct solution_draft *d,
	enum solution_step step)
{
	struct solution_step_view v;
	view_solution_step(r->arena, &r->page, d, step, &v);
	page_solution_step(answer_page(r, http), &r->page, &v);
	return OK;
}

static enum status lead_to_step(struct req *r, struct uuid draft, enum solution_step step)
{
	return answer_redirect(r, solution_draft_path(r->arena, draft, step).ptr, NULL);
}

/* "/solutions/nouvelle/{ref}/pratique": the last word of the path is the step. */
static enum solution_step step_asked(const struct req *r)
{
	struct str rest = r->page.path, head;
	while (str_cut(&rest, '/', &head))
		;
	return solution_step_read(rest);
}

enum status get_new_solution(struct req *r)
{
	return show_step(r, 200, &(struct solution_draft){ .lang = (int)r->page.lang },
		SOLUTION_STEP_WHAT);
}

/* Goes on where it was left. */
enum status get_solution_draft(struct req *r)
{
	struct solution_draft d;
	TRY(solution_draft_find(r->tx, r->who, r->ref, &d));
	return lead_to_step(r, d.ref, d.step);
}

enum status get_solution_step(struct req *r)
{
	struct solution_draft d;
	TRY(solution_draft_find(r->tx, r->who, r->ref, &d));
	return show_step(r, 200, &d, step_asked(r));
}

/* Whoever comes back from the last look goes there again. */
static enum status save(struct req *r, struct solution_draft *d, enum solution_step step)
{
	struct solution_content read;
	enum solution_step reached = d->step;
	for (enum solution_field f = 0; f < SOLUTION_FIELDS; f++)
		if (solution_rules[f].step == step)
			d->form.typed[f] = solution_typed(r->arena, r->fields, f);
	if (step == SOLUTION_STEP_WHAT)
		d->lang = (int)r->page.lang;
	struct solution_named named = solution_named(r->arena, &r->site->country, &d->form);
	bool right = solution_read(&d->form, &named, step, &read);
	if (right && !r->autosave && d->step <= step)
		d->step = step + 1;
	if (!solution_form_is_empty(&d->form) || !uuid_is_none(d->ref))
		TRY(solution_draft_save(r->tx, r->who, d));
	if (r->autosave)
		return answer_nothing(r);
	if (!right)
		return show_step(r, 422, d, step);
	return lead_to_step(r, d->ref, reached == SOLUTION_STEP_REVIEW ? reached : step + 1);
}

enum status post_new_solution(struct req *r)
{
	struct solution_draft d = { .step = SOLUTION_STEP_WHAT };
	return save(r, &d, SOLUTION_STEP_WHAT);
}

enum status post_solution_step(struct req *r)
{
	struct solution_draft d;
	TRY(solution_draft_find(r->tx, r->who, r->ref, &d));
	return save(r, &d, step_asked(r));
}

/* ---- the last look ---- */

static enum status show_review(struct req *r, int http, struct solution_draft *d)
{
	struct solution_content read;
	struct solution_review_view v;
	struct solution_named named = solution_named(r->arena, &r->site->country, &d->form);
	solution_read(&d->form, &named, SOLUTION_STEP_REVIEW, &read);
	view_solution_review(r->arena, &r->page, d, &read, &v);
	page_solution_review(answer_page(r, http), &r->page, &v);
	return OK;
}

enum status get_solution_review(struct req *r)
{
	struct solution_draft d;
	TRY(solution_draft_find(r->tx, r->who, r->ref, &d));
	return show_review(r, 200, &d);
}

enum status post_solution_review(struct req *r)
{
	struct solution_draft d;
	struct solution s;
	struct solution_content read;
	TRY(solution_draft_find(r->tx, r->who, r->ref, &d));
	struct solution_named named = solution_named(r->arena, &r->site->country, &d.form);
	if (!solution_read(&d.form, &named, SOLUTION_STEP_REVIEW, &read))
		return show_review(r, 422, &d);
	TRY(solution_send(r->tx, r->site, r->who, &d, &s));
	return answer_redirect(r, "/porteur/solutions", &s.ref);
}

enum status post_solution_draft_delete(struct req *r)
{
	struct solution_draft d;
	TRY(solution_draft_find(r->tx, r->who, r->ref, &d));
	TRY(solution_draft_delete(r->tx, d.ref));
	return answer_redirect(r, "/porteur", NULL);
}
