/* Writing, answering, changing and withdrawing. */
#include "features/discussion/acts.h"
#include "features/discussion/routes.h"

/* What was typed, read; true: it may be stored. */
static bool read_form(struct req *r, struct written **out)
{
	struct written *w = NEW(r->arena, struct written, 1);
	w->form.typed = req_field(r, "text");
	r->prepared = *out = w;
	return post_read(&w->form, &w->text);
}

/* ---- under an object ---- */

enum status prepare_talk(struct req *r)
{
	struct written *w;
	return read_form(r, &w) ? OK : show_talk(r, 422, &w->form);
}

enum status post_talk(struct req *r)
{
	const struct written *w = r->prepared;
	struct talk t;
	struct post made;
	TRY(talk_find(r->tx, r->site, r->who, &(struct talk_asked){ r->name, r->ref }, &t));
	TRY(post_write(r->tx, r->site, r->who,
		&(struct saying){ &t, NULL, (int)r->page.lang, w->text }, &made));
	return answer_redirect(r, "/echanges", &made.ref);
}

/* ---- in answer to a post ---- */

enum status prepare_reply(struct req *r)
{
	struct written *w;
	return read_form(r, &w) ? OK : show_exchange(r, 422, &w->form);
}

enum status post_reply(struct req *r)
{
	const struct written *w = r->prepared;
	struct talk t;
	struct post made;
	TRY(talk_of_post(r->tx, r->site, r->who, r->ref, &t));
	TRY(post_write(r->tx, r->site, r->who,
		&(struct saying){ &t, &t.post, (int)r->page.lang, w->text }, &made));
	return answer_redirect(r, "/echanges", &made.ref);
}

/* ---- one's own ---- */

static enum status read_own(struct req *r, struct change_view *v)
{
	struct talk t;
	const struct post *m = &t.post;
	TRY(talk_of_post(r->tx, r->site, r->who, r->ref, &t));
	if (!uuid_eq(m->persona, r->who->persona))
		return fail(r->error, FORBIDDEN, "only its author changes a post");
	struct reader by = reader_of(r, &t);
	*v = (struct change_view){ .about = about_of(r, &t), .post = view_post(&r->page, &by, m),
		.keeps_version = post_keeps_version(m) };
	return OK;
}

static enum status show_edit(struct req *r, int http, const struct text_form *form)
{
	struct change_view *v = NEW(r->arena, struct change_view, 1);
	TRY(read_own(r, v));
	if (!v->post.may_edit)
		return fail(r->error, CONFLICT, "it can be changed no more");
	view_writing(&v->writing, form ? form : &(struct text_form){ .typed = v->post.text },
		WORD("discussion.field.text"));
	v->head = head_key(WORD("discussion.edit.title"));
	v->head.narrow = v->head.hidden = true;
	v->head.problems = field_problems(v->writing.fields);
	page_post_edit(answer_page(r, http), &r->page, v);
	return OK;
}

enum status get_edit(struct req *r)
{
	return show_edit(r, 200, NULL);
}

enum status prepare_edit(struct req *r)
{
	struct written *w;
	return read_form(r, &w) ? OK : show_edit(r, 422, &w->form);
}

enum status post_edit_text(struct req *r)
{
	const struct written *w = r->prepared;
	struct talk t;
	TRY(talk_of_post(r->tx, r->site, r->who, r->ref, &t));
	if (t.is_gone)
		return fail(r->error, CONFLICT, "what it is about is gone");
	if (!str_eq(w->text, t.post.text))
		TRY(post_change(r->tx, r->site, r->who, &t.post, w->text));
	return answer_redirect(r, "/echanges", &t.post.ref);
}

enum status get_withdraw_post(struct req *r)
{
	struct change_view *v = NEW(r->arena, struct change_view, 1);
	TRY(read_own(r, v));
	v->head = head_key(WORD("discussion.withdraw.title"));
	v->head.narrow = v->head.hidden = true;
	page_post_withdraw(answer_page(r, 200), &r->page, v);
	return OK;
}

enum status post_withdraw_post(struct req *r)
{
	struct talk t;
	TRY(talk_of_post(r->tx, r->site, r->who, r->ref, &t));
	TRY(post_take_back(r->tx, r->who, &t.post));
	return answer_redirect(r, t.is_gone ? "/moi" : talk_path(r->arena, &t, "").ptr, NULL);
}
