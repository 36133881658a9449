/* What is kept of somebody: to read, to take along, to have erased. */
#include "engines/delivery/delivery.h"
#include "base/json.h"
#include "base/zone.h"
#include "app/leave.h"
#include "features/accounts/routes.h"
#include "features/accounts/store.h"

/* ---- to read ---- */

enum { TOO_LONG = 413 };           /* more to export than one file takes */

static enum status show(struct req *r, int http, const struct account_form *form)
{
	struct account_data_view v;
	struct sessions sessions;
	struct person p;
	TRY(person_asking(r, &p));
	TRY(session_list(r->tx, p.id, &sessions));
	view_data(&v, form);
	v.email = p.email;
	v.name = p.name;
	v.kind = account_kind_key((enum account_kind)p.kind);
	v.lang = str_view(lang_about[p.lang].name);
	v.created_at = p.created_at;
	v.consent_at = p.consent_at;
	v.sessions = (int64_t)sessions.len;
	v.has_password = p.password_hash.len != 0;
	v.is_too_long = http == TOO_LONG;
	page_account_data(answer_page(r, http), &r->page, &v);
	return OK;
}

enum status get_data(struct req *r)
{
	return show(r, 200, &(struct account_form){ 0 });
}

/* ---- to take along ---- */

static void put_instant(struct json *j, const char *key, int64_t at)
{
	if (at)
		json_text(j, key, str_view(instant_print(at).text));
}

static enum status export_person(struct req *r, const struct person *p, struct json *j)
{
	struct tries t;
	TRY(tries_find(r->tx, address_tag(r->arena, &r->site->keys, p->email), &t));
	json_open(j, "account", '{');
	json_text(j, "address", p->email);
	json_text(j, "name", p->name);
	json_text(j, "persona", uuid_dup(r->arena, p->persona));
	json_text(j, "kind", str_view(account_kind_word((enum account_kind)p->kind)));
	put_instant(j, "consent_at", p->consent_at);
	json_text(j, "language", str_view(lang_about[p->lang].code));
	json_bool(j, "mails_about_news", !p->quiet);
	json_bool(j, "has_password", p->password_hash.len != 0);
	json_bool(j, "facilitator", p->roles & ROLE_FACILITATOR);
	json_bool(j, "moderator", p->roles & ROLE_MODERATOR);
	json_bool(j, "administrator", p->roles & ROLE_ADMIN);
	put_instant(j, "created_at", p->created_at);
	json_i64(j, "wrong_passwords_this_hour", t.failures);
	json_i64(j, "mails_asked_for_this_hour", t.mails);
	json_close(j, '}');
	return OK;
}

static enum status export_sessions(struct req *r, const struct person *p, struct json *j)
{
	struct sessions all;
	TRY(session_list(r->tx, p->id, &all));
	json_open(j, "sessions", '[');
	for (size_t i = 0; i < all.len; i++) {
		json_open(j, NULL, '{');
		put_instant(j, "opened_at", all.items[i].created_at);
		put_instant(j, "seen_at", all.items[i].seen_at);
		json_close(j, '}');
	}
	json_close(j, ']');
	return OK;
}

static enum status export_all(struct req *r, const struct person *p, struct json *j)
{
	json_open(j, NULL, '{');
	put_instant(j, "exported_at", r->now_at);
	TRY(export_person(r, p, j));
	TRY(export_sessions(r, p, j));
	json_open(j, "notices", '[');
	TRY(notice_export(r->tx, p->persona, j));
	json_close(j, ']');
	TRY(site_export(r->site, r->tx, r->who, j));
	json_close(j, '}');
	return OK;
}

/* It writes nothing: .prepare answers, and the writer is not held up. It is a POST so that no other
 * site and no link can have it fetched. */
enum status answer_export(struct req *r)
{
	enum { EXPORT_MAX = 64 << 20 };
	struct person p;
	TRY(person_asking(r, &p));
	struct str name = str_fmt(r->arena, "lab-agora-%s.json", day_print(r->today).text);
	struct buf *out = answer_file(r, "application/json; charset=utf-8", name);
	out->max = EXPORT_MAX;
	struct json j = { .out = out };
	TRY(export_all(r, &p, &j));
	if (!out->full)
		return OK;
	buf_finish(out);
	*r->answer = (struct answer){ .body.max = EXPORT_MAX };
	return show(r, TOO_LONG, &(struct account_form){ 0 });
}

/* ---- to have erased ---- */

enum status prepare_erasure(struct req *r)
{
	struct account_form form = form_typed(r);
	if (erasure_read(&form) && person_is_last_admin(r->tx, r->who->person))
		form.problem[ACCOUNT_WORD] = (struct problem){ WORD("accounts.problem.last_admin"), 0 };
	TRY(r->error->status);
	return account_is_wrong(&form) ? show(r, 422, &form) : OK;
}

/* The page is that of somebody whom nobody knows. */
static enum status show_erased(struct req *r, bool more)
{
	struct head head = view_erased();
	r->page.signed_in = r->page.is_team = false;
	r->page.mine = r->page.team = (struct links){ 0 };
	r->page.unread = 0;
	page_account_erased(answer_page(r, 200), &r->page, &head, more);
	return OK;
}

enum status post_erasure(struct req *r)
{
	bool more;
	if (person_is_last_admin(r->tx, r->who->person))
		return fail(r->error, CONFLICT, "nobody would be left to administrate");
	TRY(person_leave(r->tx, r->site, r->who, &more));
	answer_sign_out(r);
	return show_erased(r, more);
}
