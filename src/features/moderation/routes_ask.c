/* What anybody may ask of moderators: to look at a text; and of its author, to look again. */
#include "app/site.h"
#include "engines/moderation/desk.h"
#include "features/moderation/routes.h"
#include "features/moderation/view.h"

static enum status asked_about(struct req *r, struct desk_case *c)
{
	return desk_find(r->tx, r->site, r->who, &(struct desk_asked){ r->name, r->ref }, c);
}

static struct said_form *typed_form(struct req *r)
{
	struct said_form *form = NEW(r->arena, struct said_form, 1);
	req_typed(r, said_field_name, form->typed, SAID_FIELDS);
	return form;
}

static struct ask_view view_of(const struct desk_case *c, const char *title)
{
	struct ask_view v = { .head = head_key(title), .ref = c->object.ref,
		.kind = str_view(c->kind->word), .path = { c->object.path },
		.title = c->object.title, .lang = c->object.lang };
	v.head.narrow = v.head.hidden = true;
	return v;
}

/* ---- reporting ---- */

static enum status show_report(struct req *r, int http, const struct said_form *form)
{
	struct desk_case c;
	TRY(asked_about(r, &c));
	if (!case_is_public(&c))
		return fail(r->error, NOT_FOUND, "only what is public is reported");
	struct ask_view v = view_of(&c, WORD("moderation.report.title"));
	view_report(r->arena, form, &v);
	page_report(answer_page(r, http), &r->page, &v);
	return OK;
}

enum status get_report(struct req *r)
{
	return show_report(r, 200, &(struct said_form){ 0 });
}

enum status prepare_report(struct req *r)
{
	struct said_form *form = typed_form(r);
	struct report *report = NEW(r->arena, struct report, 1);
	r->prepared = report;
	return report_read(form, report) ? OK : show_report(r, 422, form);
}

enum status post_report(struct req *r)
{
	struct desk_case c;
	TRY(asked_about(r, &c));
	TRY(desk_report(r->tx, r->site, r->who, &c, r->prepared));
	struct str path = str_fmt(r->arena, "/signaler/%s/%s/recu", c.kind->word,
		uuid_print(r->ref).text);
	return answer_redirect(r, path.ptr, NULL);
}

enum status get_reported(struct req *r)
{
	struct desk_case c;
	TRY(asked_about(r, &c));
	struct ask_view v = view_of(&c, WORD("moderation.reported.title"));
	page_reported(answer_page(r, 200), &r->page, &v);
	return OK;
}

/* ---- another look ---- */

static enum status show_appeal(struct req *r, int http, const struct said_form *form)
{
	struct desk_case c;
	TRY(asked_about(r, &c));
	if (!case_may_appeal(&c, r->who))
		return fail(r->error, NOT_FOUND, "nothing of theirs was refused, or it was asked before");
	struct ask_view v = view_of(&c, WORD("moderation.appeal.title"));
	view_appeal(form, &v);
	page_appeal(answer_page(r, http), &r->page, &v);
	return OK;
}

enum status get_appeal(struct req *r)
{
	return show_appeal(r, 200, &(struct said_form){ 0 });
}

enum status prepare_appeal(struct req *r)
{
	struct said_form *form = typed_form(r);
	struct str *text = NEW(r->arena, struct str, 1);
	r->prepared = text;
	return appeal_read(form, text) ? OK : show_appeal(r, 422, form);
}

enum status post_appeal(struct req *r)
{
	struct desk_case c;
	const struct str *text = r->prepared;
	TRY(asked_about(r, &c));
	TRY(desk_appeal(r->tx, r->site, r->who, &c, *text));
	return answer_redirect(r, c.object.path.ptr, NULL);
}
