/* Writing a need, step by step. Every step is saved as it was typed, right or wrong; a GET writes
 * nothing. Whoever is not signed in writes in the draft of their browser. */
#include "features/agora/routes.h"
#include "base/utf8.h"
#include "features/agora/names.h"

/* ---- showing a step ---- */

static enum status show_step(struct req *r, int http, const struct draft *d, enum need_step step)
{
	struct step_form_view v;
	view_step(r->arena, &r->page, d, step, &v);
	page_wizard_step(answer_page(r, http), &r->page, &v);
	return OK;
}

/* What was begun before, beside an empty first step. */
static enum status begun(struct req *r, struct draft_rows *out)
{
	struct drafts drafts = { 0 };
	*out = (struct draft_rows){ 0 };
	if (uuid_is_none(who_owner(r->who)))
		return OK;
	TRY(draft_list(r->tx, r->who, &drafts));
	struct draft_row *rows = NEW(r->arena, struct draft_row, drafts.len);
	for (size_t i = 0; i < drafts.len; i++)
		rows[i] = view_draft(&drafts.items[i]);
	*out = (struct draft_rows){ rows, drafts.len };
	return OK;
}

enum status get_new_need(struct req *r)
{
	struct step_form_view v;
	struct draft d = { .lang = (int)r->page.lang };
	d.form.typed[NEED_F_TITLE] = utf8_cut(str_trim(req_field(r, "titre")), NEED_TITLE_MAX);
	view_step(r->arena, &r->page, &d, NEED_STEP_WHAT, &v);
	TRY(begun(r, &v.drafts));
	page_wizard_step(answer_page(r, 200), &r->page, &v);
	return OK;
}

/* "/besoins/nouveau/{ref}/quoi": the last word of the path is the step. */
static enum need_step step_asked(const struct req *r)
{
	struct str rest = r->page.path, head;
	while (str_cut(&rest, '/', &head))
		;
	return need_step_read(rest);
}

enum status get_step(struct req *r)
{
	struct draft d;
	TRY(draft_find(r->tx, r->who, r->ref, &d));
	return show_step(r, 200, &d, step_asked(r));
}

/* Goes on where it was left. */
enum status get_draft(struct req *r)
{
	struct draft d;
	TRY(draft_find(r->tx, r->who, r->ref, &d));
	return answer_redirect(r, step_path(r->arena, d.ref, d.step).text.ptr, NULL);
}

/* ---- saving one ---- */

enum status prepare_places(struct req *r)
{
	struct place ignored;
	(void)r;
	place_meant(STR("-"), &ignored);
	return OK;
}

static void take_typed(const struct req *r, enum need_step step, struct draft *d)
{
	for (enum need_field f = 0; f < NEED_FIELDS; f++)
		if (need_step_of(f) == step)
			d->form.typed[f] = req_field(r, need_field_name[f]);
	struct str chosen = req_field(r, "choose");
	if (step == NEED_STEP_WHERE && chosen.len)
		d->form.typed[NEED_F_COMMUNE] = chosen;
	if (step == NEED_STEP_WHAT)
		d->lang = (int)r->page.lang;
}

/* Whoever comes back from the last look goes there again; needs that are alike are shown once. */
static enum status go_on(struct req *r, const struct draft *d, enum need_step step,
	enum need_step reached)
{
	if (reached == NEED_STEP_REVIEW)
		return answer_redirect(r, step_path(r->arena, d->ref, NEED_STEP_REVIEW).text.ptr, NULL);
	if (step != NEED_STEP_WHAT)
		return answer_redirect(r, step_path(r->arena, d->ref, step + 1).text.ptr, NULL);
	struct str path = str_fmt(r->arena, "/besoins/nouveau/%s/proches", uuid_print(d->ref).text);
	return answer_redirect(r, path.ptr, NULL);
}

static enum status save(struct req *r, struct draft *d, enum need_step step)
{
	struct need read;
	enum need_step reached = d->step;
	take_typed(r, step, d);
	struct need_named named = need_named(&r->site->country, &d->form);
	bool right = need_read(&d->form, &named, step, &read);
	if (right && !r->autosave && d->step <= step)
		d->step = step + 1;
	if (!form_is_empty(&d->form) || !uuid_is_none(d->ref))
		TRY(draft_save(r->tx, r->who, d));
	if (r->autosave)
		return answer_nothing(r);
	return right ? go_on(r, d, step, reached) : show_step(r, 422, d, step);
}

enum status post_new_need(struct req *r)
{
	struct draft d = { .step = NEED_STEP_WHAT };
	return save(r, &d, NEED_STEP_WHAT);
}

enum status post_step(struct req *r)
{
	struct draft d;
	TRY(draft_find(r->tx, r->who, r->ref, &d));
	return save(r, &d, step_asked(r));
}

enum status post_draft_delete(struct req *r)
{
	struct draft d;
	TRY(draft_find(r->tx, r->who, r->ref, &d));
	TRY(draft_delete(r->tx, r->who, r->ref));
	return answer_redirect(r, r->who->roles ? "/moi/besoins" : "/besoins/nouveau", NULL);
}

/* ---- needs that are alike ---- */

enum status get_similar(struct req *r)
{
	struct draft d;
	struct needs alike;
	TRY(draft_find(r->tx, r->who, r->ref, &d));
	TRY(need_similar(r->tx, r->who, &d, &alike));
	if (alike.len == 0)
		return answer_redirect(r, step_path(r->arena, d.ref, NEED_STEP_WHO).text.ptr, NULL);
	struct similar_view v = { .head = head_key(WORD("agora.similar.title")), .ref = d.ref };
	v.head.hidden = true;
	TRY(rows_of(r, &alike, &v.rows));
	page_wizard_similar(answer_page(r, 200), &r->page, &v);
	return OK;
}
