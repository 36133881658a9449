/* Moderators: what waits, one case in full, what was decided. */
#include "features/agora/routes.h"
#include "app/menu.h"
#include "app/person.h"
#include "features/agora/store_about.h"

/* ---- the queue ---- */

enum status get_queue(struct req *r)
{
	struct list_asked asked = list_asked(&queue_spec, r->fields);
	struct queue queue;
	struct queue_view v;
	TRY(queue_list(r->tx, r->who, &asked, &queue));
	view_queue(r->arena, r->fields, &v);
	struct queue_row *rows = NEW(r->arena, struct queue_row, queue.len);
	for (size_t i = 0; i < queue.len; i++) {
		rows[i] = view_queue_row(r->arena, &r->page, &queue.items[i], r->who->persona);
		rows[i].taken_by = persona_name(r->tx, queue.items[i].taken_by);
	}
	v.rows = (struct queue_rows){ rows, queue.len };
	v.next = queue.next;
	if (asked.onward)
		v.first = (struct url){ STR("/equipe/moderation") };
	TRY(queue_waiting(r->tx, r->site, &v.total));
	TRY(menu_waiting(r));
	page_agora_queue(answer_page(r, 200), &r->page, &v);
	return OK;
}

/* ---- one case ---- */

static enum status read_reports(struct req *r, const struct need *n, struct case_view *v)
{
	struct reports reports;
	TRY(report_list(r->tx, n->id, &reports));
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

static enum status read_decisions(struct req *r, const struct need *n, struct case_view *v)
{
	struct decisions decisions;
	TRY(decision_list(r->tx, n->id, &decisions));
	struct decision_row *rows = NEW(r->arena, struct decision_row, decisions.len);
	for (size_t i = 0; i < decisions.len; i++) {
		const struct decision *d = &decisions.items[i];
		rows[i] = (struct decision_row){ .at = d->at, .action = action_key(d->action),
			.reason = reason_key(d->reason), .text = d->text };
		if (!uuid_is_none(d->by))
			rows[i].by = persona_name(r->tx, d->by);
	}
	v->decisions = (struct decision_rows){ rows, decisions.len };
	return OK;
}

static enum status read_past(struct req *r, const struct need *n, struct case_view *v)
{
	struct author_past past;
	TRY(author_past(r->tx, n, &past));
	struct past_row *rows = NEW(r->arena, struct past_row, past.decisions.len);
	size_t len = 0;
	for (size_t i = 0; i < past.decisions.len; i++) {
		const char *key = action_key(past.decisions.items[i].action);
		if (key)
			rows[len++] = (struct past_row){ key, past.decisions.items[i].n };
	}
	v->past = (struct past_rows){ rows, len };
	v->author_needs = past.published;
	return OK;
}

static void view_rights(struct req *r, const struct need *n, struct case_view *v)
{
	v->is_own = !need_may_decide(n, r->who->persona);
	v->may_approve = need_may(n, r->who, "approve");
	v->may_return = need_may(n, r->who, "return");
	v->may_reject = need_may(n, r->who, "reject");
	v->may_hold = need_may(n, r->who, "hold");
	v->may_merge = need_may(n, r->who, "merge");
	v->may_dismiss = v->is_open && n->state != NEED_HELD && !v->is_own;
}

static enum status show_case(struct req *r, int http, const struct need *n,
	const struct decide_form *form)
{
	struct queue_item item = { .need = *n };
	struct case_view v = { .head = head_key(WORD("agora.case.title")) };
	v.head.sheet = "team.css";
	v.head.hidden = true;
	v.is_open = queue_find(r->tx, n, &item);
	v.row = view_queue_row(r->arena, &r->page, &item, r->who->persona);
	v.row.need.state = state_key(n->state);
	v.row.taken_by = persona_name(r->tx, item.taken_by);
	v.text = view_said(&r->page, n->text, n->lang);
	v.row.need.title = view_said(&r->page, n->title, n->lang);
	v.facts = view_need_facts(r->arena, &r->page, n);
	v.author = persona_name(r->tx, n->persona);
	TRY(read_reports(r, n, &v));
	TRY(read_decisions(r, n, &v));
	TRY(read_past(r, n, &v));
	view_rights(r, n, &v);
	view_decide(r->arena, form, &v);
	page_agora_case(answer_page(r, http), &r->page, &v);
	return OK;
}

enum status get_case(struct req *r)
{
	struct need n;
	TRY(need_asked_for(r, &n));
	return show_case(r, 200, &n, &(struct decide_form){ 0 });
}

/* ---- taking, giving back, deciding ---- */

static enum status lead_to_case(struct req *r)
{
	return answer_redirect(r, "/equipe/moderation", &r->ref);
}

enum status post_take(struct req *r)
{
	struct need n;
	TRY(need_asked_for(r, &n));
	TRY(queue_take(r->tx, r->who, &n));
	return lead_to_case(r);
}

enum status post_leave(struct req *r)
{
	struct need n;
	TRY(need_asked_for(r, &n));
	TRY(queue_leave(r->tx, r->who, &n));
	return answer_redirect(r, "/equipe/moderation", NULL);
}

enum status post_approve(struct req *r)
{
	struct need n;
	TRY(need_asked_for(r, &n));
	TRY(need_act(r->tx, r->site, r->who, &n, &(struct need_act){ .action = "approve" }));
	return answer_redirect(r, "/equipe/moderation", NULL);
}

static const char *decision_asked(const struct req *r)
{
	static const char *const known[] = { "return", "reject", "hold", "dismiss" };
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_eq(req_field(r, "action"), str_view(known[i])))
			return known[i];
	return NULL;
}

enum status post_decide(struct req *r)
{
	struct need n;
	struct decided d;
	struct decide_form form = { 0 };
	const char *action = decision_asked(r);
	if (!action)
		return fail(r->error, INVALID, "no such decision");
	bool dismisses = strcmp(action, "dismiss") == 0;
	TRY(need_asked_for(r, &n));
	for (size_t i = 0; i < DECIDE_FIELDS; i++)
		form.typed[i] = req_field(r, decide_field_name[i]);
	if (!decide_read(&form, dismisses, &d))
		return show_case(r, 422, &n, &form);
	if (dismisses)
		TRY(queue_dismiss(r->tx, r->who, &n, d.text));
	else
		TRY(need_act(r->tx, r->site, r->who, &n,
			&(struct need_act){ .action = action, .reason = d.reason, .text = d.text }));
	return answer_redirect(r, "/equipe/moderation", NULL);
}
