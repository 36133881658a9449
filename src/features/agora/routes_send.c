/* The last look at a need before it is sent; and, of somebody who is not signed in, where the
 * answer is to go: the account is asked for at the end, and the draft waits for it. */
#include "features/agora/routes.h"
#include "features/accounts/accounts.h"
#include "features/agora/names.h"
#include "features/agora/store_write.h"

/* ---- the last look ---- */

static void look_at_rules(struct req *r, const struct draft *d, const struct need *read,
	struct review_view *v)
{
	struct looked looked = need_looked(&r->site->country, read);
	looked.first_post = !r->who->roles || is_first_post(r->tx, r->who->persona);
	looked.by_team = (r->who->roles & ROLE_TEAM) != 0;
	unsigned rules = rules_of(&looked) | (d->need ? RULE_RESUBMITTED : 0);
	struct covered covered = country_covered(&r->site->country);
	v->has_phone = rules & RULE_PHONE;
	v->has_email = rules & RULE_EMAIL;
	v->has_link = rules & RULE_LINK;
	v->has_identifier = rules & RULE_IDENTIFIER;
	v->due_at = rules ? lane_due(lane_of_rules(rules), r->now_at, &covered) : 0;
	v->is_signed_in = r->who->roles != 0;
}

static enum status show_review(struct req *r, int http, struct draft *d)
{
	struct need read;
	struct review_view v;
	struct need_named named = need_named(&r->site->country, &d->form);
	need_read(&d->form, &named, NEED_STEP_REVIEW, &read);
	view_review(r->arena, &r->page, d, &read, &v);
	look_at_rules(r, d, &read, &v);
	TRY(r->error->status);
	page_wizard_review(answer_page(r, http), &r->page, &v);
	return OK;
}

static bool is_complete(struct req *r, struct draft *d)
{
	struct need read;
	struct need_named named = need_named(&r->site->country, &d->form);
	return need_read(&d->form, &named, NEED_STEP_REVIEW, &read);
}

enum status get_review(struct req *r)
{
	struct draft d;
	TRY(draft_find(r->tx, r->who, r->ref, &d));
	return show_review(r, 200, &d);
}

static enum status lead_to(struct req *r, struct uuid draft, const char *page)
{
	struct str path = str_fmt(r->arena, "/besoins/nouveau/%s/%s", uuid_print(draft).text, page);
	return answer_redirect(r, path.ptr, NULL);
}

enum status post_review(struct req *r)
{
	struct draft d;
	struct need n;
	TRY(draft_find(r->tx, r->who, r->ref, &d));
	if (!is_complete(r, &d))
		return show_review(r, 422, &d);
	if (!r->who->roles)
		return lead_to(r, d.ref, "recevoir");
	TRY(draft_send(r->tx, r->site, r->who, &d, &n));
	return lead_to_need(r, &n);
}

/* ---- where the answer is to go ---- */

static enum status show_receive(struct req *r, int http, const struct receive_form *form)
{
	struct receive_view v;
	view_receive(form, &v);
	v.ref = r->ref;
	page_wizard_receive(answer_page(r, http), &r->page, &v);
	return OK;
}

enum status get_receive(struct req *r)
{
	struct draft d;
	TRY(draft_find(r->tx, r->who, r->ref, &d));
	if (r->who->roles || !is_complete(r, &d))
		return lead_to(r, d.ref, "relire");
	return show_receive(r, 200, &(struct receive_form){
		.asks_consent = need_tells_health(d.form.typed[NEED_F_FOR_WHOM]) });
}

enum status post_receive(struct req *r)
{
	struct draft d;
	struct received to;
	struct receive_form form = { 0 };
	TRY(draft_find(r->tx, r->who, r->ref, &d));
	if (r->who->roles || !is_complete(r, &d))
		return lead_to(r, d.ref, "relire");
	form.asks_consent = need_tells_health(d.form.typed[NEED_F_FOR_WHOM]);
	req_typed(r, receive_field_name, form.typed, RECEIVE_FIELDS);
	if (!receive_read(&form, &to))
		return show_receive(r, 422, &form);
	TRY(account_link_send(r, &(struct account_asked){ .email = to.email, .name = to.name,
		.consents = form.asks_consent, .next = STR("/moi/besoins") }));
	d.waits_for = address_tag(r->arena, &r->site->keys, to.email);
	TRY(draft_save(r->tx, r->who, &d));
	return lead_to(r, d.ref, "messages");
}

enum status get_wait(struct req *r)
{
	struct draft d;
	TRY(draft_find(r->tx, r->who, r->ref, &d));
	struct wait_view v = { .head = head_key(WORD("agora.wait.title")), .ref = d.ref };
	v.head.narrow = v.head.hidden = true;
	page_wizard_wait(answer_page(r, 200), &r->page, &v);
	return OK;
}
