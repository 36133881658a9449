/* The password, which nobody must have, and the sessions that are open. */
#include "app/event.h"
#include "features/accounts/routes.h"
#include "features/accounts/store.h"

struct securing {
	struct account_form form;
	struct account account;
	struct str hash;               /* as it was when the form was read */
	bool removes, asks_current;
};
struct secured { bool is_right; struct password_hash hash; };

/* Whoever has just come in, by link or by password, need not type it again: so a password that was
 * forgotten can be replaced. */
static enum status must_type_current(struct req *r, const struct person *p, bool *must)
{
	struct session s;
	bool found = session_find(r->tx, &r->site->keys, r->session, &s);
	TRY(r->error->status);
	*must = p->password_hash.len && !(found && is_fresh(s.created_at, r->now_at));
	return OK;
}

static enum status read_sessions(struct req *r, const struct person *p, struct session_rows *out)
{
	struct sessions all;
	struct session mine = { 0 };
	TRY(session_list(r->tx, p->id, &all));
	session_find(r->tx, &r->site->keys, r->session, &mine);
	struct session_row *rows = NEW(r->arena, struct session_row, all.len);
	for (size_t i = 0; i < all.len; i++)
		rows[i] = (struct session_row){ all.items[i].created_at, all.items[i].seen_at,
			uuid_eq(all.items[i].tag, mine.tag) };
	*out = (struct session_rows){ rows, all.len };
	return r->error->status;
}

static enum status show(struct req *r, int http, const struct account_form *form)
{
	struct account_security_view v;
	struct person p;
	bool asks;
	TRY(person_asking(r, &p));
	TRY(must_type_current(r, &p, &asks));
	view_security(&v, form, p.password_hash.len != 0, asks);
	TRY(read_sessions(r, &p, &v.sessions));
	v.form.is_done = http == 200 && req_field(r, "fait").len;
	page_account_security(answer_page(r, http), &r->page, &v);
	return OK;
}

enum status get_security(struct req *r)
{
	return show(r, 200, &(struct account_form){ 0 });
}

static void refuse(struct account_form *form, const char *key)
{
	form->problem[ACCOUNT_CURRENT] = (struct problem){ key, 0 };
}

static bool is_complete(struct securing *s)
{
	if (!s->removes)
		return password_read(&s->form, s->asks_current, &s->account);
	if (s->asks_current && s->form.typed[ACCOUNT_CURRENT].len == 0)
		refuse(&s->form, WORD("accounts.problem.no_current"));
	return !account_is_wrong(&s->form);
}

enum status prepare_password(struct req *r)
{
	struct securing *s = NEW(r->arena, struct securing, 1);
	struct person p;
	struct tries t;
	s->form = form_typed(r);
	s->removes = str_eq(req_field(r, "do"), STR("remove"));
	r->prepared = s;
	TRY(person_asking(r, &p));
	TRY(must_type_current(r, &p, &s->asks_current));
	TRY(tries_find(r->tx, address_tag(r->arena, &r->site->keys, p.email), &t));
	s->hash = p.password_hash;
	if (is_complete(s) && s->asks_current && !tries_let_password(&t))
		refuse(&s->form, WORD("accounts.problem.too_often"));
	return account_is_wrong(&s->form) ? show(r, 422, &s->form) : OK;
}

enum status offload_password(struct req *r)
{
	const struct securing *s = r->prepared;
	struct secured *done = NEW(r->arena, struct secured, 1);
	r->offloaded = done;
	done->is_right =
		!s->asks_current || password_check(s->form.typed[ACCOUNT_CURRENT], s->hash.ptr);
	if (done->is_right && !s->removes && !password_hash(s->account.password, &done->hash))
		return fail(r->error, BUSY, "no memory to hash a password");
	return OK;
}

static enum status refuse_current(struct req *r, const struct person *p)
{
	const struct securing *s = r->prepared;
	struct uuid tag = address_tag(r->arena, &r->site->keys, p->email);
	struct account_form form = s->form;
	struct tries t;
	TRY(tries_find(r->tx, tag, &t));
	t.failures++;
	TRY(tries_put(r->tx, tag, &t));
	refuse(&form, WORD("accounts.problem.wrong_current"));
	return show(r, 422, &form);
}

/* Every session ends, and this browser gets a new one. */
enum status post_password(struct req *r)
{
	const struct securing *s = r->prepared;
	const struct secured *done = r->offloaded;
	struct person p;
	struct uuid token;
	TRY(person_asking(r, &p));
	if (!done->is_right)
		return refuse_current(r, &p);
	if (!str_eq(p.password_hash, s->hash))
		return fail(r->error, CONFLICT, "the password has changed meanwhile");
	TRY(person_set_password(r->tx, p.id, str_view(done->hash.text)));
	TRY(session_close_all(r->tx, p.id));
	TRY(session_open(r->tx, &r->site->keys, &p, &token));
	TRY(letter_send(r->tx, r->site, &(struct letter){
		.kind = LETTER_PASSWORD, .to = p.email, .lang = p.lang }));
	TRY(event_add(r->tx, r->who, &(struct event){
		.what = s->removes ? "accounts.password_removed" : "accounts.password_set" }));
	answer_session(r, token);
	return answer_redirect(r, "/moi/securite?fait=1", NULL);
}

enum status post_sessions_closed(struct req *r)
{
	TRY(session_close_all(r->tx, r->who->person));
	TRY(event_add(r->tx, r->who, &(struct event){ .what = "accounts.sessions_closed" }));
	answer_sign_out(r);
	return answer_redirect(r, "/connexion", NULL);
}
