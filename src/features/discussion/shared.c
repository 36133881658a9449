/* What the handlers share. */
#include "features/discussion/routes.h"

struct str talk_path(struct arena *a, const struct talk *t, const char *tail)
{
	return str_fmt(a, "/discussion/%s/%s%s", t->kind->word, uuid_print(t->object.ref).text, tail);
}

struct about_view about_of(struct req *r, const struct talk *t)
{
	const struct object *o = &t->object;
	if (t->is_gone)
		return (struct about_view){ .is_gone = true };
	return (struct about_view){ .path = { o->path }, .talk = { talk_path(r->arena, t, "") },
		.title = o->title, .lang = page_foreign(&r->page, o->lang) };
}

struct reader reader_of(const struct req *r, const struct talk *t)
{
	return (struct reader){ r->who->roles ? r->who->persona : (struct uuid){ 0 },
		t->object.persona, t->is_open, t->is_gone };
}

/* They come back to where they wanted to write. */
static struct url sign_in_from(struct req *r, struct str here)
{
	enum { URL_MAX = 512 };
	struct buf url = { .max = URL_MAX };
	buf_put(&url, STR("/connexion?next="));
	html_url_part(&url, here);
	struct url u = { str_dup(r->arena, buf_view(&url)) };
	buf_finish(&url);
	return u;
}

void writing_of(struct req *r, bool is_open, const struct writing_asked *asked,
	struct writing_view *v)
{
	*v = (struct writing_view){ 0 };
	if (is_open && r->who->roles)
		view_writing(v, asked->form, asked->label);
	else if (is_open)
		v->sign_in = sign_in_from(r, asked->here);
}
