/* What the handlers of this feature share. */
#include "app/route.h"
#include "features/accounts/accounts.h"
#include "features/accounts/routes.h"
#include "features/accounts/store.h"

struct account_form form_typed(const struct req *r)
{
	struct account_form form = { 0 };
	req_typed(r, account_field_name, form.typed, ACCOUNT_FIELDS);
	return form;
}

enum status person_asking(struct req *r, struct person *out)
{
	if (person_by_id(r->tx, &r->site->keys, r->who->person, out))
		return OK;
	return fail(r->error, SIGN_IN, "the person has gone meanwhile");
}

/* The language is taken off first: what is left must be ours, whatever stood before it. */
struct str next_path(struct req *r)
{
	struct str path = req_field(r, "next");
	path_take_lang(&path);
	return path_is_ours(path) ? str_dup(r->arena, path) : (struct str){ 0 };
}

enum status send_link(struct req *r, const struct link_asked *asked)
{
	struct uuid tag = address_tag(r->arena, &r->site->keys, asked->email), token = { 0 };
	struct tries t;
	TRY(tries_find(r->tx, tag, &t));
	if (!tries_let_mail(&t))
		return OK;
	t.mails++;
	TRY(tries_put(r->tx, tag, &t));
	if (asked->letter != LETTER_UNKNOWN)
		TRY(link_add(r->tx, &r->site->keys, &asked->link, &token));
	return letter_send(r->tx, r->site, &(struct letter){
		.kind = asked->letter, .to = asked->email, .lang = asked->lang, .token = token });
}

enum status account_link_send(struct req *r, const struct account_asked *asked)
{
	struct person known;
	struct link_asked link = {
		.email = asked->email, .letter = LETTER_BEGUN, .lang = r->page.lang,
		.link = { .purpose = LINK_SIGN_UP, .visitor = r->who->visitor, .next = asked->next },
	};
	if (person_by_email(r->tx, &r->site->keys, asked->email, &known)) {
		link.link.purpose = LINK_SIGN_IN;
		link.link.person = known.id;
	} else {
		link.link.signing_up = (struct person_new){ .email = asked->email, .name = asked->name,
			.kind = PERSON_UNSAID, .lang = r->page.lang,
			.consent_at = asked->consents ? r->now_at : 0 };
	}
	return send_link(r, &link);
}

/* The link may have been asked for on another browser than this one: what was begun on either is
 * theirs. A session that was open here ends. */
enum status enter(struct req *r, const struct entering *e)
{
	struct who who = who_of(e->person);
	struct str next = { 0 };
	struct uuid token;
	struct adoption asked = { .visitor = e->visitor,
		.same_hands = uuid_eq(e->visitor, r->who->visitor),
		.address = address_tag(r->arena, &r->site->keys, e->person->email) };
	TRY(site_adopt(r->site, r->tx, &asked, &who, &next));
	if (!asked.same_hands) {
		asked.visitor = r->who->visitor;
		TRY(site_adopt(r->site, r->tx, &asked, &who, &next));
	}
	if (!uuid_is_none(r->session))
		TRY(session_close(r->tx, &r->site->keys, r->session));
	TRY(session_open(r->tx, &r->site->keys, e->person, &token));
	answer_session(r, token);
	next = next.len ? next : e->next;
	return answer_redirect(r, next.len ? str_dup(r->arena, next).ptr : "/moi", NULL);
}
