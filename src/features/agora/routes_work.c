/* What each form of facilitators asks; merging. */
#include "features/agora/routes_work.h"
#include "base/utf8.h"

static const enum work_field qualify_fields[] = { WORK_THEME, WORK_FOR, WORK_STAGE,
	WORK_TERRITORY, WORK_COMMUNE, WORK_AS, WORK_NEED, WORK_SO, WORK_FIELDS };
static const enum work_field note_fields[] = { WORK_NOTE, WORK_FIELDS };
static const enum work_field stand_fields[] = { WORK_STANDING, WORK_WAITS_FOR, WORK_NOTE,
	WORK_FIELDS };
static const enum work_field day_fields[] = { WORK_DAY, WORK_FIELDS };
static const enum work_field answer_fields[] = { WORK_ANSWER, WORK_FIELDS };
static const enum work_field merge_fields[] = { WORK_NUMBER, WORK_NOTE, WORK_FIELDS };
static const enum work_field translate_fields[] = { WORK_TITLE, WORK_TEXT, WORK_ANSWER_TOO,
	WORK_FIELDS };

const struct work_about work_qualify = {
	.title = WORD("agora.qualify.title"), .intro = WORD("agora.qualify.intro"),
	.button = WORD("agora.qualify.do"), .link = WORD("agora.team.qualify"), .path = "qualifier",
	.fields = qualify_fields,
};
const struct work_about work_take_up = {
	.title = WORD("agora.take_up.title"), .intro = WORD("agora.take_up.intro"),
	.button = WORD("agora.take_up.do"), .link = WORD("agora.team.take_up"), .path = "prendre",
	.fields = note_fields,
};
const struct work_about work_promise = {
	.title = WORD("agora.promising.title"), .intro = WORD("agora.promising.intro"),
	.button = WORD("agora.promising.do"), .link = WORD("agora.team.promise"), .path = "promettre",
	.fields = day_fields,
};
const struct work_about work_answer = {
	.title = WORD("agora.answering.title"), .intro = WORD("agora.answering.intro"),
	.button = WORD("agora.answering.do"), .link = WORD("agora.team.answer"), .path = "repondre",
	.fields = answer_fields,
};
const struct work_about work_correct = {
	.title = WORD("agora.correcting.title"), .intro = WORD("agora.correcting.intro"),
	.button = WORD("agora.answering.do"), .link = WORD("agora.team.correct"),
	.path = "corriger-reponse", .fields = answer_fields,
};
const struct work_about work_stand = {
	.title = WORD("agora.standing_now.title"), .intro = WORD("agora.standing_now.intro"),
	.button = WORD("agora.standing_now.do"), .link = WORD("agora.team.stand"),
	.path = "ou-en-est-on", .fields = stand_fields,
};
const struct work_about work_desk = {
	.title = WORD("agora.desk.title"), .link = WORD("agora.team.desk"), .path = "relire-reponse",
};
const struct work_about work_merge = {
	.title = WORD("agora.merging.title"), .intro = WORD("agora.merging.intro"),
	.button = WORD("agora.merging.do"), .link = WORD("agora.team.merge"), .path = "fusionner",
	.fields = merge_fields,
};
const struct work_about work_translate = {
	.title = WORD("agora.translating.title"), .intro = WORD("agora.translating.intro"),
	.button = WORD("agora.translating.do"), .link = WORD("agora.team.translate"),
	.path = "traduire", .fields = translate_fields,
};

/* ---- where it stands ---- */

static enum status need_to_stand(struct req *r, struct need *n)
{
	TRY(need_to_work_on(r, NULL, n));
	return need_may_stand(n->state) ? OK : fail(r->error, CONFLICT, "it has an answer, or ended");
}

enum status get_stand(struct req *r)
{
	struct need n;
	TRY(need_to_stand(r, &n));
	return show_work(r, &(struct work_in){ &work_stand, &n, &(struct work_form){ 0 } });
}

enum status post_stand(struct req *r)
{
	struct need n;
	struct work_form form;
	struct stood stood;
	TRY(need_to_stand(r, &n));
	work_typed(r, &form);
	if (!stand_read(&form, &stood))
		return show_work(r, &(struct work_in){ &work_stand, &n, &form });
	TRY(need_stand(r->tx, r->site, r->who, &n, &stood));
	return lead_to_need(r, &n);
}

/* ---- merging ---- */

/* Candidates lead back to the form with their number in it. */
static enum status find_candidates(struct req *r, const struct need *n, struct work_view *v)
{
	enum { SHOWN = 10 };
	struct needs found;
	v->typed = utf8_cut(str_trim(req_field(r, "q")), 200);
	if (v->typed.len == 0)
		return OK;
	TRY(need_search(r->tx, r->who, &(struct need_searched){ .typed = v->typed,
		.lang = r->page.lang, .max = SHOWN }, &found));
	struct need_row *rows = NEW(r->arena, struct need_row, found.len);
	size_t len = 0;
	for (size_t i = 0; i < found.len; i++) {
		const struct need *c = &found.items[i];
		if (c->id == n->id || need_shelf(c->state) == SHELF_NONE)
			continue;
		rows[len] = view_row(r->arena, &r->page, c, r->who->persona);
		rows[len++].path.text = str_fmt(r->arena, "/equipe/besoins/%s/fusionner?number=%lld",
			uuid_print(n->ref).text, (long long)c->number);
	}
	v->candidates = (struct need_rows){ rows, len };
	return OK;
}

static enum status show_merge(struct req *r, int http, const struct need *n,
	const struct work_form *form)
{
	struct work_view v;
	view_work(r->arena, &r->page, &(struct work_in){ &work_merge, n, form }, &v);
	v.is_merging = true;
	if (http == 200)
		TRY(find_candidates(r, n, &v));
	page_agora_work(answer_page(r, http), &r->page, &v);
	return OK;
}

enum status get_merge(struct req *r)
{
	struct need n;
	struct work_form form = { .typed[WORK_NUMBER] = req_field(r, "number") };
	TRY(need_to_work_on(r, "merge", &n));
	return show_merge(r, 200, &n, &form);
}

enum status post_merge(struct req *r)
{
	struct need n, into;
	struct work_form form;
	struct need_merging merging = { &n, &into, { 0 } };
	int64_t number;
	TRY(need_to_work_on(r, "merge", &n));
	work_typed(r, &form);
	if (!number_read(&form, &number, &merging.text))
		return show_merge(r, 422, &n, &form);
	bool found = need_by_number(r->tx, r->who, number, &into) && into.id != n.id
		&& need_shelf(into.state) != SHELF_NONE;
	if (!found) {
		form.problem[WORK_NUMBER] = (struct problem){ WORD("agora.problem.no_such"), 0 };
		return show_merge(r, 422, &n, &form);
	}
	TRY(need_merge(r->tx, r->site, r->who, &merging));
	return lead_to_need(r, &into);
}
