/* The desk, the outbox and the journal in the browser. */
#include "features/team/routes.h"
#include "app/event.h"
#include "app/menu.h"
#include "app/mail.h"
#include "app/site.h"
#include "features/agora/agora.h"
#include "features/team/store.h"
#include "features/team/view.h"

static struct head desk_head(const char *key)
{
	struct head head = head_key(key);
	head.sheet = "team.css";
	head.hidden = true;
	return head;
}

/* ---- desk ---- */

static enum status read_late(struct req *r, struct team_desk_view *v)
{
	enum { SHOWN = 20 };
	struct need_rows late;
	TRY(agora_overdue(r, SHOWN, &late));
	struct late_row *rows = NEW(r->arena, struct late_row, late.len);
	for (size_t i = 0; i < late.len; i++) {
		const struct need_row *n = &late.items[i];
		rows[i] = (struct late_row){ n->path, n->title.text, n->title.lang, n->number,
			n->promised_day };
	}
	v->late = (struct late_rows){ rows, late.len };
	return OK;
}

/* The entry of the desk itself leads nowhere new. */
static struct links other_places(struct req *r)
{
	struct link *items = NEW(r->arena, struct link, r->page.team.len);
	size_t len = 0;
	for (size_t i = 0; i < r->page.team.len; i++)
		if (strcmp(r->page.team.items[i].path, "/equipe") != 0)
			items[len++] = r->page.team.items[i];
	return (struct links){ items, len };
}

static enum status get_desk(struct req *r)
{
	struct team_desk_view v = { .head = desk_head(WORD("team.desk.title")) };
	TRY(menu_waiting(r));
	v.places = other_places(r);
	for (size_t i = 0; i < v.places.len; i++)
		v.waiting += v.places.items[i].waiting;
	TRY(read_late(r, &v));
	page_team_desk(answer_page(r, 200), &r->page, &v);
	return OK;
}

/* ---- outbox ---- */

enum { MAILS = 100 };

static bool is_stuck(const struct mail_row *m)
{
	return m->state == MAIL_REFUSED || (m->state == MAIL_WAITING && m->attempts > 0);
}

static struct outgoing outgoing_of(const struct mail_row *m, bool is_open)
{
	struct mail_look look = view_mail_state((int)m->state);
	struct outgoing o = { .at = m->at, .due_at = m->due_at, .sent_at = m->sent_at,
		.attempts = m->attempts, .state = look.key, .state_class = look.class,
		.problem = m->problem };
	if (is_open) {
		o.to = m->to;
		o.subject = m->subject;
		o.body = m->body;
	}
	return o;
}

static enum status get_mails(struct req *r)
{
	struct mail_rows mails;
	struct team_mails_view v = { .head = desk_head(WORD("team.mails.title")) };
	TRY(mail_list(r->tx, &r->site->keys, MAILS, &mails));
	v.has_relay = r->site->settings.smtp_url.len > 0;
	v.is_open = !v.has_relay || r->site->settings.demo;
	struct outgoing *items = NEW(r->arena, struct outgoing, mails.len);
	for (size_t i = 0; i < mails.len; i++) {
		items[i] = outgoing_of(&mails.items[i], v.is_open);
		v.stuck += is_stuck(&mails.items[i]);
	}
	v.mails = (struct outgoings){ items, mails.len };
	TRY(menu_waiting(r));
	page_team_mails(answer_page(r, 200), &r->page, &v);
	return OK;
}

static enum status post_retry(struct req *r)
{
	struct mail_rows mails;
	TRY(mail_list(r->tx, &r->site->keys, MAILS, &mails));
	for (size_t i = 0; i < mails.len; i++)
		if (is_stuck(&mails.items[i]))
			TRY(mail_retry(r->tx, mails.items[i].id));
	TRY(event_add(r->tx, r->who, &(struct event){ .what = "team.mail_retried" }));
	return answer_redirect(r, "/admin/envois", NULL);
}

/* ---- journal ---- */

static void name_object(struct req *r, const struct log_row *row, struct log_line *line)
{
	struct object o;
	const struct object_kind *kind = row->kind ? site_kind(r->site, row->kind) : NULL;
	if (!kind)
		return;
	line->word = kind->word;
	if (site_object(r->site, r->tx, r->who, (struct object_key){ row->kind, row->id }, &o)) {
		line->title = o.title;
		line->path.text = o.title.len ? o.path : (struct str){ 0 };
	}
}

static struct log_line line_of(struct req *r, const struct log_row *row)
{
	struct log_line line = { .at = row->at, .what = row->what, .from = row->from, .to = row->to,
		.by_platform = uuid_is_none(row->persona) };
	str_cut(&line.what, '.', &line.feature);
	if (!line.by_platform)
		line.by = persona_name(r->tx, row->persona);
	name_object(r, row, &line);
	return line;
}

static struct url log_url(struct arena *a, struct str what, int64_t before, bool verify)
{
	struct buf b = { .max = 1024 };
	buf_put(&b, STR("/admin/journal?what="));
	html_url_part(&b, what);
	if (before)
		buf_fmt(&b, "&before=%lld", (long long)before);
	if (verify)
		buf_put(&b, STR("&verify=1"));
	struct url u = { str_dup(a, buf_view(&b)) };
	buf_finish(&b);
	return u;
}

/* Walks the chain only when it is asked for, and only where that is quick: the command does it for
 * long ones. */
static enum status read_seals(struct req *r, struct team_log_view *v)
{
	enum { EVENTS_MAX = 50000 };
	struct log_seal_row seal;
	struct log_head head;
	TRY(log_newest_seal(r->tx, &seal));
	v->seals = seal.n;
	v->events = seal.events;
	v->sealed_at = seal.at;
	if (req_field(r, "verify").len == 0)
		return OK;
	if (seal.events > EVENTS_MAX) {
		v->state = LOG_TOO_LONG;
		return OK;
	}
	enum status s = log_verify(r->tx, r->site, &head);
	v->state = s == OK ? LOG_HOLDS : LOG_BROKEN;
	if (s == INVALID) {
		v->fault = str_dup(r->arena, str_view(r->error->text));
		*r->error = (struct error){ 0 };       /* a fault found is an answer here */
		return OK;
	}
	return s;
}

static enum status get_log(struct req *r)
{
	struct log_asked asked = { .what = req_field(r, "what") };
	struct log_rows rows;
	struct team_log_view v;
	if (!str_to_i64(req_field(r, "before"), &asked.before) || asked.before < 0)
		asked.before = 0;
	view_log(r->fields, &v);
	TRY(log_list(r->tx, &asked, &rows));
	struct log_line *lines = NEW(r->arena, struct log_line, rows.len);
	for (size_t i = 0; i < rows.len; i++)
		lines[i] = line_of(r, &rows.items[i]);
	v.lines = (struct log_lines){ lines, rows.len };
	if (rows.next)
		v.next = log_url(r->arena, asked.what, rows.next, false);
	if (asked.before)
		v.first = log_url(r->arena, asked.what, 0, false);
	v.verify = log_url(r->arena, asked.what, 0, true);
	TRY(read_seals(r, &v));
	TRY(menu_waiting(r));
	page_team_log(answer_page(r, 200), &r->page, &v);
	return OK;
}

/* ---- what is declared ---- */

const struct permission team_permissions[] = {
	{ "team.desk", ROLE_TEAM },
	{ "team.admin", ROLE_ADMIN },
	{ 0 },
};

/* clang-format off */
const struct route team_routes[] = {
	{ GET,  "/equipe",               get_desk,   "team.desk" },
	{ GET,  "/admin/envois",         get_mails,  "team.admin" },
	{ POST, "/admin/envois/rejouer", post_retry, "team.admin" },
	{ GET,  "/admin/journal",        get_log,    "team.admin" },
	{ 0 },
};
/* clang-format on */
