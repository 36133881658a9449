/* Who belongs to the team. */
#include "features/accounts/routes.h"
#include "html/html.h"

enum { MEMBERS_SHOWN = 50 };

static struct member_view show_member(const struct req *r, const struct member *m)
{
	return (struct member_view){
		.ref            = m->persona,
		.name           = m->name,
		.is_facilitator = m->roles & ROLE_FACILITATOR,
		.is_moderator   = m->roles & ROLE_MODERATOR,
		.is_admin       = m->roles & ROLE_ADMIN,
		.created_day    = zone_day(r->site->country.zone, m->created_at),
	};
}

/* `refused`: the persona whose roles could not be taken away; none. */
static enum status show(struct req *r, int http, struct uuid refused)
{
	struct str like = req_field(r, "nom");
	struct members all;
	TRY(member_list(r->tx, &r->site->keys, like, MEMBERS_SHOWN, &all));
	struct member_view *rows = NEW(r->arena, struct member_view, all.len);
	for (size_t i = 0; i < all.len; i++) {
		rows[i] = show_member(r, &all.items[i]);
		rows[i].is_refused = uuid_eq(rows[i].ref, refused);
	}
	struct account_members_view v = view_members((struct member_views){ rows, all.len }, like);
	v.has_more = all.len == MEMBERS_SHOWN;
	v.is_done = http == 200 && req_field(r, "fait").len;
	page_account_members(answer_page(r, http), &r->page, &v);
	return OK;
}

enum status get_members(struct req *r)
{
	return show(r, 200, (struct uuid){ 0 });
}

static unsigned roles_typed(const struct req *r)
{
	unsigned roles = 0;
	roles |= req_field(r, "facilitator").len ? ROLE_FACILITATOR : 0;
	roles |= req_field(r, "moderator").len ? ROLE_MODERATOR : 0;
	roles |= req_field(r, "admin").len ? ROLE_ADMIN : 0;
	return roles;
}

static enum status back_to_list(struct req *r)
{
	struct buf to = { .max = 4096 };
	html_raw(&to, STR("/equipe/membres?fait=1&nom="));
	html_url_part(&to, req_field(r, "nom"));
	struct str path = str_dup(r->arena, to.full ? STR("/equipe/membres") : buf_view(&to));
	buf_finish(&to);
	return answer_redirect(r, path.ptr, NULL);
}

enum status post_roles(struct req *r)
{
	struct person p;
	unsigned roles = roles_typed(r);
	if (!person_behind(r->tx, &r->site->keys, r->ref, &p))
		return fail(r->error, NOT_FOUND, "no such member");
	if (!(roles & ROLE_ADMIN) && person_is_last_admin(r->tx, p.id))
		return show(r, 422, p.persona);
	TRY(person_set_roles(r->tx, r->who, p.id, roles));
	return back_to_list(r);
}
