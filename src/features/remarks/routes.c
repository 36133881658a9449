/* Remarks in the browser: saying something, and reading what became of it. The team: routes_team.c.
 * A handler holds no SQL, no rule and no markup. */
#include "features/remarks/routes.h"
#include "features/remarks/acts.h"
#include "features/remarks/feed.h"
#include "features/remarks/routes_team.h"
#include "features/remarks/store.h"
#include "features/remarks/view.h"

/* ---- what it changed ---- */

static enum status get_changes(struct req *r)
{
	struct remark_groups groups;
	TRY(group_list(r->tx, &groups));
	struct changes_view v = view_changes(r->arena, &groups);
	v.head.description = words(r->page.lang, WORD("remarks.changes.intro"));
	page_changes(answer_page(r, 200), &r->page, &v);
	return OK;
}

static enum status get_feed(struct req *r)
{
	enum { ENTRIES = 30 };
	struct remark_groups groups;
	TRY(group_feed(r->tx, ENTRIES, &groups));
	r->answer->open = true;
	feed_write(answer_file(r, "application/atom+xml; charset=utf-8", (struct str){ 0 }), &r->page,
		&groups);
	return OK;
}

/* ---- saying something ---- */

static enum status show_new(struct req *r, int http, const struct remark_form *form)
{
	struct remark_new_view v;
	view_remark_new(&v, form, r->who->roles != 0);
	page_remark_new(answer_page(r, http), &r->page, &v);
	return OK;
}

static enum status get_new_remark(struct req *r)
{
	struct remark_form form = { .typed[REMARK_F_PAGE] = req_field(r, "page") };
	return show_new(r, 200, &form);
}

struct said { struct remark_form form; struct remark remark; };

static enum status prepare_remark(struct req *r)
{
	struct said *s = NEW(r->arena, struct said, 1);
	req_typed(r, remark_field_name, s->form.typed, REMARK_FIELDS);
	r->prepared = s;
	return remark_read(&s->form, &s->remark) ? OK : show_new(r, 422, &s->form);
}

static enum status post_remark(struct req *r)
{
	const struct said *s = r->prepared;
	TRY(remark_leave(r, &s->remark));
	struct str page = s->remark.page;      /* of signs that need no escape: rules.c */
	const char *thanks = str_fmt(r->arena, "/retours/merci%s%.*s", page.len ? "?page=" : "",
		(int)page.len, page.len ? page.ptr : "").ptr;
	return answer_redirect(r, thanks, NULL);
}

static enum status get_thanks(struct req *r)
{
	struct remark_thanks_view v = view_remark_thanks(req_field(r, "page"), r->who->roles != 0);
	page_remark_thanks(answer_page(r, 200), &r->page, &v);
	return OK;
}

/* ---- what is declared ---- */

const struct permission remark_permissions[] = {
	{ "remarks.answer", ROLE_TEAM },
	{ 0 },
};

const struct route remark_routes[] = {
	{ GET, "/retours", get_changes, "public" },
	{ GET, "/retours.atom", get_feed, "public" },
	{ GET, "/retours/nouveau", get_new_remark, "public" },
	{ POST, "/retours/nouveau", post_remark, "public", .prepare = prepare_remark, .body_kb = 16 },
	{ GET, "/retours/merci", get_thanks, "public" },
	{ GET, "/equipe/retours", get_remark_desk, "remarks.answer" },
	{ GET, "/equipe/retours/{ref}", get_remark, "remarks.answer" },
	{ POST, "/equipe/retours/{ref}", post_remark_sort, "remarks.answer" },
	{ GET, "/equipe/retours/groupes/{ref}", get_remark_group, "remarks.answer" },
	{ POST, "/equipe/retours/groupes/{ref}", post_remark_group, "remarks.answer",
		.rate = RATE_WRITE },
	{ 0 },
};
