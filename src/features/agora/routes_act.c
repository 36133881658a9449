/* What people do with a need: join it, speak for themselves about their own. */
#include "features/agora/routes.h"

/* ---- "moi aussi" ---- */

/* A voice needs somebody: whoever is not signed in comes back to this need afterwards. */
static enum status sign_in_for(struct req *r)
{
	struct str path = str_fmt(r->arena, "/connexion?next=%%2Fbesoins%%2F%s",
		uuid_print(r->ref).text);
	return answer_redirect(r, path.ptr, NULL);
}

enum status post_join(struct req *r)
{
	struct need n;
	TRY(need_asked_for(r, &n));
	if (!r->who->roles)
		return sign_in_for(r);
	TRY(support_add(r->tx, r->site, r->who, &n));
	return lead_to_need(r, &n);
}

enum status post_unjoin(struct req *r)
{
	struct need n;
	TRY(need_asked_for(r, &n));
	TRY(support_remove(r->tx, r->site, r->who, &n));
	return lead_to_need(r, &n);
}

enum status post_confirm(struct req *r)
{
	struct need n;
	TRY(need_asked_for(r, &n));
	TRY(need_confirm(r->tx, r->site, r->who, &n));
	return lead_to_need(r, &n);
}

/* ---- its author ---- */

enum status post_formulation(struct req *r)
{
	struct need n;
	struct str said = req_field(r, "agrees");
	bool yes = str_eq(said, STR("yes"));
	if (!yes && !str_eq(said, STR("no")))
		return fail(r->error, INVALID, "neither yes nor no");
	TRY(need_asked_for(r, &n));
	TRY(need_agree(r->tx, r->who, &n, yes));
	return lead_to_need(r, &n);
}

static enum status act(struct req *r, const char *action)
{
	struct need n;
	TRY(need_asked_for(r, &n));
	TRY(need_act(r->tx, r->site, r->who, &n, &(struct need_act){ .action = action }));
	return lead_to_need(r, &n);
}

enum status post_resolve(struct req *r)
{
	return act(r, "resolve");
}

enum status post_renew(struct req *r)
{
	return act(r, "renew");
}

enum status post_reopen(struct req *r)
{
	return act(r, "reopen");
}

static struct withdraw_view view_of(struct req *r, const struct need *n, const char *title)
{
	struct withdraw_view v = { .head = head_key(title),
		.row = view_row(r->arena, &r->page, n, r->who->persona) };
	v.head.narrow = v.head.hidden = true;
	return v;
}

enum status get_withdraw(struct req *r)
{
	struct need n;
	TRY(need_asked_for(r, &n));
	if (!need_may(&n, r->who, "withdraw"))
		return fail(r->error, FORBIDDEN, "only its author withdraws a need");
	struct withdraw_view v = view_of(r, &n, WORD("agora.withdraw.title"));
	page_need_withdraw(answer_page(r, 200), &r->page, &v);
	return OK;
}

enum status post_withdraw(struct req *r)
{
	return act(r, "withdraw");
}

/* A returned need is written again: in a draft made of it. */
enum status post_mend(struct req *r)
{
	struct need n;
	struct uuid draft;
	TRY(need_asked_for(r, &n));
	TRY(draft_of_need(r->tx, r->who, &n, commune_typed(r->arena, n.commune), &draft));
	return answer_redirect(r, step_path(r->arena, draft, NEED_STEP_WHAT).text.ptr, NULL);
}
