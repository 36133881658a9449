/* The team puts remarks into groups and answers a group once for all of them. */
#include "features/remarks/routes_team.h"
#include "app/site.h"
#include "features/remarks/acts.h"
#include "features/remarks/store.h"
#include "features/remarks/view.h"

enum { SHOWN = 50 };

enum status get_remark_desk(struct req *r)
{
	struct remarks waiting;
	struct remark_groups groups;
	TRY(remark_list_new(r->tx, r->who, SHOWN, &waiting));
	TRY(group_list(r->tx, &groups));
	struct remark_desk_view v = view_remark_desk(r->arena, &waiting, &groups);
	page_remark_desk(answer_page(r, 200), &r->page, &v);
	return OK;
}

/* ---- one remark: into a group ---- */

static enum status show_sort(struct req *r, int http, const struct remark *m,
	const struct sort_form *form)
{
	struct remark_groups groups;
	struct remark_sort_view v = { .remark = view_remark(r->arena, m),
		.is_sorted = m->state != REMARK_NEW };
	TRY(group_list(r->tx, &groups));
	view_remark_sort(&v, r->arena, form, &groups);
	page_remark_sort(answer_page(r, http), &r->page, &v);
	return OK;
}

enum status get_remark(struct req *r)
{
	struct remark m;
	TRY(remark_find(r->tx, r->who, r->ref, &m));
	return show_sort(r, 200, &m, &(struct sort_form){ 0 });
}

static enum status find_or_add_group(struct req *r, const struct sorting *s,
	struct remark_group *out)
{
	if (!uuid_is_none(s->group))
		return group_find(r->tx, r->who, s->group, out);
	*out = (struct remark_group){ .state = GROUP_OPEN, .title = s->title, .created_at = r->now_at };
	return group_add(r->tx, r->who, out);
}

enum status post_remark_sort(struct req *r)
{
	struct sort_form form = { 0 };
	struct sorting sorting;
	struct remark m;
	struct remark_group into;
	req_typed(r, sort_field_name, form.typed, SORT_FIELDS);
	TRY(remark_find(r->tx, r->who, r->ref, &m));
	if (!sort_read(&form, &sorting))
		return show_sort(r, 422, &m, &form);
	TRY(find_or_add_group(r, &sorting, &into));
	TRY(remark_sort(r, &m, &into));
	return answer_redirect(r, "/equipe/retours", NULL);
}

/* ---- one group: what the team says to it ---- */

static enum status show_group(struct req *r, int http, const struct remark_group *g,
	const struct group_form *form)
{
	struct remarks inside;
	struct remark_group_view v = { .group = view_group(g) };
	TRY(remark_list_of(r->tx, r->who, g->id, SHOWN, &inside));
	v.remarks = view_remarks(r->arena, &inside);
	view_remark_group(&v, form);
	page_remark_group(answer_page(r, http), &r->page, &v);
	return OK;
}

enum status get_remark_group(struct req *r)
{
	struct remark_group g;
	struct group_form form;
	TRY(group_find(r->tx, r->who, r->ref, &g));
	group_write(&g, &form);
	if (form.typed[GROUP_F_VERSION].len == 0 && version_is(str_view(r->site->version)))
		form.typed[GROUP_F_VERSION] = str_view(r->site->version);
	return show_group(r, 200, &g, &form);
}

enum status post_remark_group(struct req *r)
{
	struct group_form form = { 0 };
	struct remark_group before, after;
	req_typed(r, group_field_name, form.typed, GROUP_FIELDS);
	TRY(group_find(r->tx, r->who, r->ref, &before));
	if (!group_read(&form, &after))
		return show_group(r, 422, &before, &form);
	TRY(group_answer(r, &before, &after));
	return answer_redirect(r, "/equipe/retours", NULL);
}
