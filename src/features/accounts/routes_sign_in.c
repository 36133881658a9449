/* Signing in, by link or by password, and out. What an unknown address gets is what a known one
 * with a wrong password gets, after the same work. */
#include "features/accounts/routes.h"
#include "features/accounts/store.h"

struct signing_in {
	struct account_form form;
	struct account account;
	struct str next, hash;         /* hash: of the person, or one that no password opens */
	bool by_link, tries_password;
};

/* Made as secret.c makes them, of 32 random bytes that nobody kept. */
const char hash_of_nobody[] =
	"$argon2id$v=19$m=19456,t=2,p=1$1h4AiTtL1pglTyysWbxqJQ"
	"$zMDM9Gfa9j2eTofMb5jNmdVz+9w6o0mPuHGDydN7aoM";

static enum status show(struct req *r, int http, const struct account_form *form)
{
	struct account_form_view v;
	view_sign_in(&v, form, next_path(r));
	page_account_sign_in(answer_page(r, http), &r->page, &v);
	return OK;
}

static enum status go_on(struct req *r)
{
	struct str next = next_path(r);
	return answer_redirect(r, next.len ? next.ptr : "/moi", NULL);
}

enum status get_sign_in(struct req *r)
{
	return r->who->roles ? go_on(r) : show(r, 200, &(struct account_form){ 0 });
}

static struct problem problem_of(const char *key)
{
	return (struct problem){ key, 0 };
}

/* The button of the link is the first, so that Enter presses it too: a password that was typed is
 * tried all the same, and the link follows when it is wrong. */
static enum status read_sign_in(struct req *r, struct signing_in *s)
{
	struct problem *password = &s->form.problem[ACCOUNT_CURRENT];
	bool typed = s->form.typed[ACCOUNT_CURRENT].len != 0;
	struct tries t = { 0 };
	s->by_link = !str_eq(req_field(r, "how"), STR("password"));
	if (!s->by_link && !typed)
		*password = problem_of(WORD("accounts.problem.no_current"));
	if (!email_read(&s->form, &s->account))
		return OK;
	struct uuid tag = address_tag(r->arena, &r->site->keys, s->account.email);
	TRY(tries_find(r->tx, tag, &t));
	s->tries_password = typed && tries_let_password(&t);
	if (!s->by_link && !s->tries_password)
		*password = problem_of(WORD("accounts.problem.too_often"));
	return OK;
}

enum status prepare_sign_in(struct req *r)
{
	struct signing_in *s = NEW(r->arena, struct signing_in, 1);
	struct person p;
	s->form = form_typed(r);
	s->next = next_path(r);
	r->prepared = s;
	if (r->who->roles)
		return go_on(r);
	TRY(read_sign_in(r, s));
	if (account_is_wrong(&s->form))
		return show(r, 422, &s->form);
	person_by_email(r->tx, &r->site->keys, s->account.email, &p);
	s->hash = p.password_hash.len ? p.password_hash : str_view(hash_of_nobody);
	return r->error->status;
}

enum status offload_sign_in(struct req *r)
{
	const struct signing_in *s = r->prepared;
	bool *right = NEW(r->arena, bool, 1);
	r->offloaded = right;
	*right = s->tries_password && password_check(s->form.typed[ACCOUNT_CURRENT], s->hash.ptr);
	return OK;
}

static enum status ask_link(struct req *r, const struct signing_in *s, const struct person *p)
{
	struct link_asked asked = {
		.email = s->account.email, .letter = LETTER_UNKNOWN, .lang = r->page.lang,
		.link = { .purpose = LINK_SIGN_IN, .visitor = r->who->visitor, .next = s->next },
	};
	if (p->id) {
		asked.letter = LETTER_SIGN_IN;
		asked.lang = p->lang;
		asked.link.person = p->id;
	}
	TRY(send_link(r, &asked));
	return answer_redirect(r, "/connexion/envoye", NULL);
}

/* Between .prepare and here others may have tried, or the password may have changed. */
enum status post_sign_in(struct req *r)
{
	const struct signing_in *s = r->prepared;
	const bool *right = r->offloaded;
	struct uuid tag = address_tag(r->arena, &r->site->keys, s->account.email);
	struct tries t;
	struct person p;
	TRY(tries_find(r->tx, tag, &t));
	person_by_email(r->tx, &r->site->keys, s->account.email, &p);
	TRY(r->error->status);
	if (*right && tries_let_password(&t) && str_eq(p.password_hash, s->hash)) {
		TRY(tries_forget(r->tx, tag));
		return enter(r, &(struct entering){ .person = &p, .next = s->next });
	}
	if (s->tries_password) {
		t.failures++;
		TRY(tries_put(r->tx, tag, &t));
	}
	if (s->by_link)
		return ask_link(r, s, &p);
	struct account_form form = s->form;
	form.problem[ACCOUNT_CURRENT] = problem_of(WORD("accounts.problem.wrong"));
	return show(r, 422, &form);
}

enum status post_sign_out(struct req *r)
{
	if (!uuid_is_none(r->session))
		TRY(session_close(r->tx, &r->site->keys, r->session));
	answer_sign_out(r);
	return answer_redirect(r, "/", NULL);
}
