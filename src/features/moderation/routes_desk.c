/* Moderators: what waits, one case in full, what was decided. */
#include "app/menu.h"
#include "app/person.h"
#include "app/site.h"
#include "engines/moderation/desk.h"
#include "features/moderation/routes.h"
#include "features/moderation/view.h"

/* ---- the queue ---- */

static struct queue_row row_of(struct req *r, const struct desk_case *c)
{
	const struct queue_item *i = &c->item;
	return view_queue_row(r->arena, &r->page, &(struct row_in){
		.ref = c->object.ref, .title = c->object.title, .text = c->object.text,
		.lang = c->object.lang, .written_at = c->object.at, .rules = i->rules, .lane = i->lane,
		.at = i->at, .due_at = i->due_at, .reports = i->reports, .veiled = c->is_veiled,
		.is_mine = uuid_eq(i->taken_by, r->who->persona),
		.is_own = uuid_eq(c->object.persona, r->who->persona),
		.is_barred = case_is_barred(c, r->who), .taken_by = persona_name(r->tx, i->taken_by) });
}

enum status get_queue(struct req *r)
{
	struct list_asked asked = list_asked(&queue_spec, r->fields);
	struct queue queue;
	struct queue_view v;
	struct desk_case c;
	TRY(queue_list(r->tx, &asked, &queue));
	view_queue(r->arena, r->fields, &v);
	struct queue_row *rows = NEW(r->arena, struct queue_row, queue.len);
	for (size_t i = 0; i < queue.len; i++)
		if (desk_get(r->tx, r->site, r->who, queue.items[i].about, &c))
			rows[v.rows.len++] = row_of(r, &c);
	v.rows.items = rows;
	v.next = queue.next;
	if (asked.onward)
		v.first = (struct url){ STR("/equipe/moderation") };
	TRY(queue_count(r->tx, &v.total));
	TRY(menu_waiting(r));
	page_queue(answer_page(r, 200), &r->page, &v);
	return OK;
}

/* ---- one case ---- */

static enum status read_reports(struct req *r, struct object_key about, struct case_view *v)
{
	struct reports reports;
	TRY(report_list(r->tx, about, &reports));
	struct report_row *rows = NEW(r->arena, struct report_row, reports.len);
	for (size_t i = 0; i < reports.len; i++) {
		const struct report *o = &reports.items[i];
		rows[i] = (struct report_row){ .at = o->at, .reason = report_key(o->reason),
			.text = o->text, .is_handled = o->handled };
		if (!uuid_is_none(o->persona))
			rows[i].by = persona_name(r->tx, o->persona);
	}
	v->reports = (struct report_rows){ rows, reports.len };
	return OK;
}

/* Of moderation's own steps, or of the feature's. */
static const char *done_key(const struct moderated_kind *k, struct str action)
{
	const char *key = verdict_done_key(action);
	return key || !k || !k->done ? key : k->done(action);
}

static enum status read_decisions(struct req *r, const struct desk_case *c, struct case_view *v)
{
	struct decisions decisions;
	TRY(decision_list(r->tx, c->about.key, &decisions));
	struct decision_row *rows = NEW(r->arena, struct decision_row, decisions.len);
	for (size_t i = 0; i < decisions.len; i++) {
		const struct decision *d = &decisions.items[i];
		rows[i] = (struct decision_row){ .at = d->at, .action = done_key(c->kind, d->action),
			.reason = reason_key(d->reason), .text = d->text };
		if (!uuid_is_none(d->by))
			rows[i].by = persona_name(r->tx, d->by);
	}
	v->decisions = (struct decision_rows){ rows, decisions.len };
	return OK;
}

static enum status read_past(struct req *r, const struct desk_case *c, struct case_view *v)
{
	struct action_counts past;
	TRY(decision_past(r->tx, &c->about, &past));
	struct past_row *rows = NEW(r->arena, struct past_row, past.len);
	size_t len = 0;
	for (size_t i = 0; i < past.len; i++) {
		const struct moderated_kind *k = desk_kind(r->site, past.items[i].kind);
		const char *key = done_key(k, past.items[i].action);
		if (key)
			rows[len++] = (struct past_row){ key, past.items[i].n };
	}
	v->past = (struct past_rows){ rows, len };
	return OK;
}

static enum status read_shown(struct req *r, const struct desk_case *c, struct case_view *v)
{
	struct moderated_shown shown = { 0 };
	if (c->kind->show)
		TRY(c->kind->show(r, c->about.key.id, &shown));
	v->tags = shown.tags;
	v->facts = shown.facts;
	v->about_author = shown.author;
	return OK;
}

/* Who said what about it: never to its author. */
static enum status read_for_others(struct req *r, const struct desk_case *c, struct case_view *v)
{
	TRY(read_reports(r, c->about.key, v));
	TRY(read_decisions(r, c, v));
	return read_past(r, c, v);
}

/* Since they read what they decide about. */
static bool has_changed(struct req *r, const struct desk_case *c)
{
	struct uuid seen;
	return uuid_parse(req_field(r, "seen"), &seen) && case_has_changed(r->arena, r->site, c, seen);
}

static enum status show_case(struct req *r, int http, const struct desk_case *c,
	const struct said_form *form)
{
	struct case_view v = { .head = head_key(WORD("moderation.case.title")) };
	v.head.sheet = "team.css";
	v.head.hidden = true;
	v.path = (struct url){ c->object.path };
	v.row = row_of(r, c);
	v.text = c->object.text;
	v.author = persona_name(r->tx, c->object.persona);
	v.is_open = c->is_open && !v.row.is_own;
	v.is_appealed = c->appeal.is_asked;
	v.seen = case_seen(r->arena, r->site, c);
	v.has_changed = has_changed(r, c);
	for (enum verdict d = VERDICT_APPROVE; d < VERDICTS; d++)
		v.may[d] = !v.row.is_barred && case_may(c, r->who, d);
	TRY(read_shown(r, c, &v));
	if (!v.row.is_own)
		TRY(read_for_others(r, c, &v));
	view_decide(r->arena, form, &v);
	page_case(answer_page(r, http), &r->page, &v);
	return OK;
}

static enum status case_of(struct req *r, struct desk_case *c)
{
	return desk_find(r->tx, r->site, r->who, &(struct desk_asked){ .ref = r->ref }, c);
}

enum status get_case(struct req *r)
{
	struct desk_case c;
	TRY(case_of(r, &c));
	return show_case(r, 200, &c, &(struct said_form){ 0 });
}

/* ---- taking, giving back, deciding ---- */

static enum status lead_to_queue(struct req *r)
{
	return answer_redirect(r, "/equipe/moderation", NULL);
}

enum status post_take(struct req *r)
{
	struct desk_case c;
	TRY(case_of(r, &c));
	TRY(desk_take(r->tx, r->who, &c));
	return answer_redirect(r, "/equipe/moderation", &r->ref);
}

enum status post_leave(struct req *r)
{
	struct desk_case c;
	TRY(case_of(r, &c));
	TRY(desk_leave(r->tx, r->who, &c));
	return lead_to_queue(r);
}

/* Whoever read another text reads this one first; what they typed stays. */
static enum status decide(struct req *r, const struct desk_case *c, const struct said_form *form,
	struct decision *d)
{
	if (has_changed(r, c))
		return show_case(r, 409, c, form);
	uuid_parse(req_field(r, "seen"), &d->seen);
	TRY(moderation_decide(r->tx, r->site, r->who, c->about.key, d));
	return lead_to_queue(r);
}

enum status post_approve(struct req *r)
{
	struct desk_case c;
	TRY(case_of(r, &c));
	return decide(r, &c, &(struct said_form){ 0 }, &(struct decision){ .action = STR("approve") });
}

enum status post_decide(struct req *r)
{
	struct desk_case c;
	struct decision d;
	struct said_form form = { 0 };
	enum verdict v = verdict_read(req_field(r, "action"));
	if (!v || v == VERDICT_APPROVE)
		return fail(r->error, INVALID, "no such decision");
	TRY(case_of(r, &c));
	req_typed(r, said_field_name, form.typed, SAID_FIELDS);
	if (!decide_read(&form, v, &d))
		return show_case(r, 422, &c, &form);
	return decide(r, &c, &form, &d);
}
