/* The collective: the page everybody reads, and the team that keeps it. */
#include "features/services/routes.h"
#include "features/services/feed.h"
#include "features/services/store.h"
#include "features/services/view_member.h"

enum status get_collective(struct req *r)
{
	struct lab_members all;
	TRY(lab_member_list(r->tx, r->page.lang, &all));
	struct collective_view v = view_collective(r->arena, &r->page, &all);
	v.head.description = words(r->page.lang, WORD("services.collective.intro"));
	v.head.feed = (struct url){ STR("/collectif.atom") };
	page_collective(answer_page(r, 200), &r->page, &v);
	return OK;
}

enum status get_collective_csv(struct req *r)
{
	struct lab_members all;
	TRY(lab_member_list(r->tx, r->page.lang, &all));
	r->answer->open = true;
	collective_csv(answer_file(r, "text/csv; charset=utf-8", STR("collectif.csv")), &r->page, &all);
	return OK;
}

enum status get_collective_atom(struct req *r)
{
	struct lab_members all;
	TRY(lab_member_list(r->tx, r->page.lang, &all));
	r->answer->open = true;
	collective_atom(answer_file(r, "application/atom+xml; charset=utf-8", (struct str){ 0 }),
		&r->page, &all);
	return OK;
}

enum status get_collective_desk(struct req *r)
{
	struct lab_members all;
	TRY(lab_member_list(r->tx, r->page.lang, &all));
	struct collective_view v = view_collective(r->arena, &r->page, &all);
	v.head.sheet = "team.css";
	v.head.hidden = true;
	page_collective_desk(answer_page(r, 200), &r->page, &v);
	return OK;
}

/* m: NULL for a new one. */
static enum status show_edit(struct req *r, int http, const struct lab_member *m,
	const struct member_form *form)
{
	struct member_edit_view v;
	view_member_edit(&v, m, form);
	page_member_edit(answer_page(r, http), &r->page, &v);
	return OK;
}

static void read_typed(const struct req *r, struct member_form *form)
{
	*form = (struct member_form){ 0 };
	req_typed(r, member_field_name, form->typed, MEMBER_FIELDS);
}

enum status get_member_new(struct req *r)
{
	return show_edit(r, 200, NULL, &(struct member_form){ 0 });
}

enum status post_member_new(struct req *r)
{
	struct member_form form;
	struct lab_member m;
	read_typed(r, &form);
	if (!member_read(&form, &m))
		return show_edit(r, 422, NULL, &form);
	TRY(lab_member_add(r->tx, r->who, &m));
	return answer_redirect(r, "/equipe/collectif", NULL);
}

enum status get_member_edit(struct req *r)
{
	struct lab_member m;
	struct member_form form;
	TRY(lab_member_find(r->tx, LANG_EN, r->ref, &m));
	member_write(r->arena, &m, &form);
	return show_edit(r, 200, &m, &form);
}

enum status post_member_edit(struct req *r)
{
	struct member_form form;
	struct lab_member before, after;
	read_typed(r, &form);
	TRY(lab_member_find(r->tx, LANG_EN, r->ref, &before));
	if (!member_read(&form, &after))
		return show_edit(r, 422, &before, &form);
	after.id = before.id;
	TRY(lab_member_set(r->tx, r->who, &after));
	return answer_redirect(r, "/equipe/collectif", NULL);
}

enum status post_member_remove(struct req *r)
{
	struct lab_member m;
	TRY(lab_member_find(r->tx, LANG_EN, r->ref, &m));
	TRY(lab_member_remove(r->tx, r->who, m.id));
	return answer_redirect(r, "/equipe/collectif", NULL);
}
