/* The official answer: promised, written, read by another person, published, corrected. */
#include "features/agora/routes.h"
#include "app/person.h"
#include "features/agora/routes_work.h"

static enum status lead_to_desk(struct req *r)
{
	struct str path = str_fmt(r->arena, "/equipe/besoins/%s/relire-reponse",
		uuid_print(r->ref).text);
	return answer_redirect(r, path.ptr, NULL);
}

/* ---- promise ---- */

enum status get_promise(struct req *r)
{
	struct need n;
	struct work_form form = { 0 };
	TRY(need_to_work_on(r, NULL, &n));
	if (n.promised_day)
		form.typed[WORK_DAY] = str_dup(r->arena, str_view(day_print(n.promised_day).text));
	return show_work(r, &(struct work_in){ &work_promise, &n, &form });
}

enum status post_promise(struct req *r)
{
	struct need n;
	struct work_form form;
	int64_t day;
	TRY(need_to_work_on(r, NULL, &n));
	work_typed(r, &form);
	form.problem[WORK_DAY] = promise_check(form.typed[WORK_DAY], r->today, &day);
	if (work_is_wrong(&form))
		return show_work(r, &(struct work_in){ &work_promise, &n, &form });
	TRY(answer_promise(r->tx, r->site, r->who, &n, day));
	return lead_to_need(r, &n);
}

/* ---- write, correct ---- */

static const struct work_about *about_of(const struct answered *a)
{
	return a->version ? &work_correct : &work_answer;
}

enum status get_answer(struct req *r)
{
	struct need n;
	struct answered a = { 0 };
	struct work_form form = { 0 };
	TRY(need_to_work_on(r, NULL, &n));
	if (answer_find(r->tx, (enum lang)n.lang, n.id, &a))
		form.typed[WORK_ANSWER] = a.draft.len ? a.draft : a.text;
	TRY(r->error->status);
	return show_work(r, &(struct work_in){ about_of(&a), &n, &form });
}

enum status post_answer(struct req *r)
{
	struct need n;
	struct answered a = { 0 };
	struct work_form form;
	struct str written;
	TRY(need_to_work_on(r, NULL, &n));
	work_typed(r, &form);
	answer_find(r->tx, (enum lang)n.lang, n.id, &a);
	if (!answer_read(&form, &written))
		return show_work(r, &(struct work_in){ about_of(&a), &n, &form });
	enum lang lang = (enum lang)(a.version ? a.lang : n.lang);
	TRY(answer_draft(r->tx, r->who, &n, &(struct answer_text){ lang, written }));
	return lead_to_desk(r);
}

/* ---- four eyes ---- */

static const char *desk_key(enum answer_state s)
{
	static const char *const keys[] = {
		[ANSWER_NONE] = WORD("agora.desk.none"), [ANSWER_DUE] = WORD("agora.desk.none"),
		[ANSWER_DRAFTED] = WORD("agora.desk.drafted"),
		[ANSWER_REVIEWED] = WORD("agora.desk.reviewed"),
		[ANSWER_PUBLISHED] = WORD("agora.desk.published"),
		[ANSWER_UPDATED] = WORD("agora.desk.published"),
	};
	return keys[s];
}

enum status get_answer_desk(struct req *r)
{
	struct need n;
	struct answered a = { 0 };
	TRY(need_to_work_on(r, NULL, &n));
	answer_find(r->tx, (enum lang)n.lang, n.id, &a);
	bool waits = a.state == ANSWER_DRAFTED || a.state == ANSWER_REVIEWED;
	struct answer_desk_view v = {
		.head        = head_key(WORD("agora.desk.title")),
		.row         = view_row(r->arena, &r->page, &n, r->who->persona),
		.draft       = waits ? a.draft : (struct str){ 0 },
		.public_text = a.text,
		.drafted_by  = persona_name(r->tx, a.drafted_by),
		.reviewed_by = persona_name(r->tx, a.reviewed_by),
		.state       = desk_key(a.state),
		.may_review  = answer_may_review(&a, r->who->persona),
		.may_publish = answer_may_publish(&a),
		.is_drafter  = a.state == ANSWER_DRAFTED && uuid_eq(a.drafted_by, r->who->persona),
	};
	v.head.sheet = "team.css";
	v.head.hidden = true;
	TRY(r->error->status);
	page_agora_answer(answer_page(r, 200), &r->page, &v);
	return OK;
}

enum status post_answer_review(struct req *r)
{
	struct need n;
	TRY(need_asked_for(r, &n));
	TRY(answer_review(r->tx, r->who, &n));
	return lead_to_desk(r);
}

enum status post_answer_publish(struct req *r)
{
	struct need n;
	TRY(need_asked_for(r, &n));
	TRY(answer_publish(r->tx, r->site, r->who, &n));
	return lead_to_need(r, &n);
}
