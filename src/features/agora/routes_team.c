/* Facilitators: which needs wait; giving one its theme, its words, its work, another language. */
#include "features/agora/routes.h"
#include "app/menu.h"
#include "features/agora/names.h"
#include "features/agora/routes_work.h"

/* ---- what may be done with a need ---- */

/* "/equipe/besoins/{ref}/qualifier" */
static void add_work(struct req *r, struct team_links *all, const struct need *n,
	const struct work_about *about)
{
	struct team_link *items = (struct team_link *)all->items;
	items[all->len++] = (struct team_link){ about->link,
		{ str_fmt(r->arena, "/equipe/besoins/%s/%s", uuid_print(n->ref).text, about->path) } };
}

static enum status add_answer(struct req *r, const struct need *n, struct team_links *all)
{
	struct answered a = { 0 };
	bool is_open = need_shelf(n->state) != SHELF_NONE;
	if (!is_open)
		return OK;
	answer_find(r->tx, r->page.lang, n->id, &a);
	if (!n->answered_at && n->state != NEED_RESOLVED)
		add_work(r, all, n, &work_promise);
	add_work(r, all, n, a.version ? &work_correct : &work_answer);
	if (a.state == ANSWER_DRAFTED || a.state == ANSWER_REVIEWED)
		add_work(r, all, n, &work_desk);
	return r->error->status;
}

enum status team_links_of(struct req *r, const struct need *n, struct team_links *out)
{
	enum { MOST = 10 };
	*out = (struct team_links){ NEW(r->arena, struct team_link, MOST), 0 };
	if (!need_may_decide(n, r->who->persona))
		return OK;
	if (r->who->roles & ROLE_MODERATOR)
		*(struct team_link *)&out->items[out->len++] = (struct team_link){
			WORD("agora.team.moderate"),
			{ str_fmt(r->arena, "/equipe/moderation/%s", uuid_print(n->ref).text) } };
	if (need_may(n, r->who, "qualify"))
		add_work(r, out, n, &work_qualify);
	if (need_may(n, r->who, "take_up"))
		add_work(r, out, n, &work_take_up);
	if (req_may(r, "agora.facilitate") && need_may_stand(n->state))
		add_work(r, out, n, &work_stand);
	if (req_may(r, "agora.facilitate"))
		TRY(add_answer(r, n, out));
	if (need_may(n, r->who, "merge"))
		add_work(r, out, n, &work_merge);
	if (req_may(r, "agora.facilitate") && need_is_public(n->state))
		add_work(r, out, n, &work_translate);
	return OK;
}

/* ---- the list ---- */

static int64_t silent_before(const struct req *r)
{
	return r->now_at - (int64_t)SILENCE_ASKS_DAYS * 24 * 3600 * 1000;
}

/* The one thing that comes next, as far as this person may do it. */
static struct team_link next_of(const struct need *n, const struct team_links *links)
{
	enum { MOST = 5 };
	static const struct work_about *const order[][MOST] = {
		{ &work_desk, &work_take_up, &work_qualify, &work_answer, &work_promise },
		{ &work_desk, &work_answer, &work_promise, &work_take_up, &work_qualify },
	};
	bool in_work = n->state == NEED_IN_WORK;
	for (size_t k = 0; k < MOST; k++)
		for (size_t i = 0; i < links->len; i++)
			if (links->items[i].key == order[in_work][k]->link)
				return links->items[i];
	return links->len ? links->items[0] : (struct team_link){ 0 };
}

/* `first`: what comes next with all of them; NULL: whatever is next with each. */
static enum status work_rows_of(struct req *r, const struct needs *needs,
	const struct work_about *first, struct work_rows *out)
{
	struct need_rows rows;
	struct work_row *items = NEW(r->arena, struct work_row, needs->len);
	TRY(rows_of(r, needs, &rows));
	for (size_t i = 0; i < needs->len; i++) {
		items[i].need = rows.items[i];
		items[i].need.state = state_key(needs->items[i].state);
		struct team_links links;
		TRY(team_links_of(r, &needs->items[i], &links));
		items[i].next = next_of(&needs->items[i], &links);
		for (size_t k = 0; first && k < links.len; k++)
			if (links.items[k].key == first->link)
				items[i].next = links.items[k];
	}
	*out = (struct work_rows){ items, needs->len };
	return OK;
}

/* The needs in the state that was asked for; *onward: not the first page of them. */
static enum status list_work(struct req *r, const struct field *query, struct work_rows *out,
	struct work_list_view *v)
{
	bool is_silent = str_eq(field_get(query, "state"), STR("silent"));
	struct need_asked asked = need_asked(query, r->page.lang);
	struct needs needs;
	TRY(is_silent ? need_silent(r->tx, r->who, query, silent_before(r), &needs)
		: need_list(r->tx, r->who, &asked, &needs));
	v->next = needs.next;
	if (asked.list.onward)
		v->first = (struct url){ is_silent ? STR("/equipe/besoins?state=silent")
			: STR("/equipe/besoins") };
	return work_rows_of(r, &needs, is_silent ? &work_stand : NULL, out);
}

enum status get_work_list(struct req *r)
{
	const struct field open[] = { { "state", STR("open") }, { 0 } };
	const struct field *query = req_field(r, "state").len ? r->fields : open;
	struct needs late;
	struct work_list_view v;
	TRY(answer_overdue(r->tx, r->who, r->today, &late));
	view_work_list(r->arena, query, &v);
	TRY(work_rows_of(r, &late, NULL, &v.late));
	TRY(list_work(r, query, &v.rows, &v));
	TRY(need_silent_count(r->tx, silent_before(r), &v.silent));
	TRY(menu_waiting(r));
	page_agora_work_list(answer_page(r, 200), &r->page, &v);
	return OK;
}

enum status late_waiting(struct tx *tx, const struct site *site, int64_t *n)
{
	struct who team = who_team(ROLE_FACILITATOR);
	struct needs late;
	TRY(answer_overdue(tx, &team, zone_day(site->country.zone, tx_now(tx)), &late));
	*n = (int64_t)late.len;
	return OK;
}

/* ---- forms ---- */

void work_typed(const struct req *r, struct work_form *form)
{
	*form = (struct work_form){ 0 };
	req_typed(r, work_field_name, form->typed, WORK_FIELDS);
}

enum status show_work(struct req *r, const struct work_in *in)
{
	struct work_view v;
	struct answered a;
	bool is_wrong = work_is_wrong(in->form);
	view_work(r->arena, &r->page, in, &v);
	if (in->about == &work_translate && answer_find(r->tx, r->page.lang, in->need->id, &a))
		v.answer = a.text;
	TRY(r->error->status);
	page_agora_work(answer_page(r, is_wrong ? 422 : 200), &r->page, &v);
	return OK;
}

enum status need_to_work_on(struct req *r, const char *action, struct need *n)
{
	TRY(need_asked_for(r, n));
	if (!need_may_decide(n, r->who->persona))
		return fail(r->error, FORBIDDEN, "nobody decides about a need of their own");
	if (action ? !need_may(n, r->who, action) : !need_is_public(n->state))
		return fail(r->error, CONFLICT, "not from this state");
	return OK;
}

/* ---- qualify ---- */

enum status get_qualify(struct req *r)
{
	struct need n;
	TRY(need_to_work_on(r, "qualify", &n));
	struct work_form form = { .typed = {
		[WORK_THEME]     = n.theme,
		[WORK_FOR]       = str_view(need_for_word(n.for_whom)),
		[WORK_STAGE]     = str_view(need_stage_word(n.stage)),
		[WORK_TERRITORY] = n.territory,
		[WORK_COMMUNE]   = commune_typed(r->arena, n.commune),
		[WORK_AS]        = n.formulated.as_who,
		[WORK_NEED]      = n.formulated.need_what,
		[WORK_SO]        = n.formulated.so_that,
	} };
	return show_work(r, &(struct work_in){ &work_qualify, &n, &form });
}

enum status post_qualify(struct req *r)
{
	struct need n, read;
	struct work_form form;
	TRY(need_to_work_on(r, "qualify", &n));
	work_typed(r, &form);
	struct need_form typed = work_need_form(&form);
	struct need_named named = need_named(&r->site->country, &typed);
	if (!qualify_read(&form, &named, &read))
		return show_work(r, &(struct work_in){ &work_qualify, &n, &form });
	TRY(need_qualify(r->tx, r->site, r->who, &n, &(struct need_qualified){
		.theme = read.theme, .territory = read.territory, .commune = read.commune,
		.for_whom = read.for_whom, .stage = read.stage, .formulated = read.formulated }));
	return lead_to_need(r, &n);
}

/* ---- take up ---- */

enum status get_take_up(struct req *r)
{
	struct need n;
	TRY(need_to_work_on(r, "take_up", &n));
	return show_work(r, &(struct work_in){ &work_take_up, &n, &(struct work_form){ 0 } });
}

enum status post_take_up(struct req *r)
{
	struct need n;
	struct work_form form;
	struct str note;
	TRY(need_to_work_on(r, "take_up", &n));
	work_typed(r, &form);
	if (!note_read(&form, &note))
		return show_work(r, &(struct work_in){ &work_take_up, &n, &form });
	TRY(need_act(r->tx, r->site, r->who, &n,
		&(struct need_act){ .action = "take_up", .text = note }));
	return lead_to_need(r, &n);
}

/* ---- another language ---- */

static enum lang other_lang(const struct need *n)
{
	return n->lang == LANG_FR ? LANG_EN : LANG_FR;
}

enum status get_translate(struct req *r)
{
	struct need n, other;
	struct answered a;
	struct work_form form = { 0 };
	TRY(need_to_work_on(r, NULL, &n));
	enum lang lang = other_lang(&n);
	TRY(need_by_id(r->tx, r->who, lang, n.id, &other));
	if (other.shown_lang == (int)lang) {
		form.typed[WORK_TITLE] = other.shown_title;
		form.typed[WORK_TEXT] = other.shown_text;
	}
	if (answer_find(r->tx, lang, n.id, &a) && a.shown_lang == (int)lang)
		form.typed[WORK_ANSWER_TOO] = a.shown_text;
	return show_work(r, &(struct work_in){ &work_translate, &n, &form });
}

enum status post_translate(struct req *r)
{
	struct need n;
	struct answered a;
	struct work_form form;
	struct translated t;
	TRY(need_to_work_on(r, NULL, &n));
	work_typed(r, &form);
	if (!translate_read(&form, &t))
		return show_work(r, &(struct work_in){ &work_translate, &n, &form });
	enum lang lang = other_lang(&n);
	TRY(need_translate(r->tx, r->who, &n,
		&(struct need_translated){ .lang = lang, .title = t.title, .text = t.text }));
	if (answer_find(r->tx, lang, n.id, &a) && a.text.len && a.lang != (int)lang)
		TRY(answer_translate(r->tx, r->who, &n, &(struct answer_text){ lang, t.answer }));
	return lead_to_need(r, &n);
}
