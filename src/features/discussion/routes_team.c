/* Moderators lock a discussion, with a word why, and open it again. */
#include "features/discussion/acts.h"
#include "features/discussion/routes.h"

static enum status show_lock(struct req *r, int http, const struct text_form *form)
{
	struct talk t;
	struct lock_view *v = NEW(r->arena, struct lock_view, 1);
	TRY(talk_find(r->tx, r->site, r->who, &(struct talk_asked){ r->name, r->ref }, &t));
	if (!talk_may_lock(&t, r->who))
		return fail(r->error, FORBIDDEN, "another moderator decides this one");
	v->about = about_of(r, &t);
	v->action = (struct url){ str_fmt(r->arena, "/equipe%s", v->about.talk.text.ptr) };
	v->locked_at = t.state.locked_at;
	v->why = t.state.why;
	view_writing(&v->writing, form, WORD("discussion.lock.why"));
	v->writing.field[0].max = LOCK_WHY_MAX;
	v->writing.field[0].hint = WORD("discussion.lock.why_hint");
	v->head = head_key(WORD("discussion.lock.title"));
	v->head.narrow = v->head.hidden = true;
	v->head.problems = field_problems(v->writing.fields);
	page_talk_lock(answer_page(r, http), &r->page, v);
	return OK;
}

enum status get_lock(struct req *r)
{
	return show_lock(r, 200, &(struct text_form){ 0 });
}

/* Opening again wants no word. */
enum status prepare_lock(struct req *r)
{
	struct written *w = NEW(r->arena, struct written, 1);
	r->prepared = w;
	if (req_field(r, "open").len)
		return OK;
	w->form.typed = req_field(r, "text");
	return lock_read(&w->form, &w->text) ? OK : show_lock(r, 422, &w->form);
}

enum status post_lock(struct req *r)
{
	const struct written *w = r->prepared;
	struct talk t;
	TRY(talk_find(r->tx, r->site, r->who, &(struct talk_asked){ r->name, r->ref }, &t));
	TRY(talk_lock(r->tx, r->who, &t, w->text));
	return answer_redirect(r, talk_path(r->arena, &t, "").ptr, NULL);
}
