/* The link of a mail. Mail programs open links before people do: GET shows a button, POST uses it
 * up. */
#include "app/event.h"
#include "features/accounts/routes.h"

/* Used, too old, or none of ours: which of them is nobody's business. */
static enum status show_gone(struct req *r)
{
	TRY(r->error->status);
	struct account_form_view v;
	view_gone(&v, &(struct account_form){ 0 });
	page_account_gone(answer_page(r, 410), &r->page, &v);
	return OK;
}

/* Whoever signed up on another browser may not be whose mail this is: their password, and what they
 * said of illness, are not kept. */
static bool is_by_others(const struct req *r, const struct mail_link *l)
{
	return !uuid_eq(l->visitor, r->who->visitor);
}

enum status get_link(struct req *r)
{
	struct mail_link l;
	if (!link_find(r->tx, &r->site->keys, r->ref, &l))
		return show_gone(r);
	struct person p;
	struct account_link_view in = { .token = r->ref, .name = l.signing_up.name,
		.is_sign_up = l.purpose == LINK_SIGN_UP,
		.drops_password = l.signing_up.password_hash.len && is_by_others(r, &l) };
	if (!in.is_sign_up && person_by_id(r->tx, &r->site->keys, l.person, &p))
		in.name = p.name;
	struct account_link_view v = view_link(&in);
	page_account_link(answer_page(r, 200), &r->page, &v);
	return OK;
}

/* Signed up twice, with two links: the second leads to what the first has made. */
static enum status join(struct req *r, const struct mail_link *l, struct person *out)
{
	struct person_new n = l->signing_up;
	if (person_by_email(r->tx, &r->site->keys, n.email, out))
		return OK;
	if (is_by_others(r, l)) {
		n.password_hash = (struct str){ 0 };
		n.kind = PERSON_UNSAID;
		n.consent_at = 0;
	}
	TRY(person_add(r->tx, &r->site->keys, &n, out));
	return event_add(r->tx, &(struct who){ 0 }, &(struct event){
		.what = "accounts.joined", .id = out->id });
}

enum status post_link(struct req *r)
{
	const struct keys *k = &r->site->keys;
	struct mail_link l;
	struct person p;
	if (!link_find(r->tx, k, r->ref, &l))
		return show_gone(r);
	if (l.purpose == LINK_SIGN_UP)
		TRY(join(r, &l, &p));
	else if (!person_by_id(r->tx, k, l.person, &p))
		return show_gone(r);
	TRY(link_use(r->tx, k, r->ref));
	return enter(r, &(struct entering){ .person = &p, .visitor = l.visitor, .next = l.next });
}
