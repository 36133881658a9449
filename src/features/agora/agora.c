/* What other features may ask, and what the handlers share. */
#include "features/agora/agora.h"
#include "features/agora/routes.h"
#include "features/agora/store_about.h"
#include "features/agora/store_write.h"
#include <stdlib.h>

/* ---- shared ---- */

enum status need_asked_for(struct req *r, struct need *out)
{
	return need_by_ref(r->tx, r->who, r->page.lang, r->ref, out);
}

enum status lead_to_need(struct req *r, const struct need *n)
{
	return answer_redirect(r, "/besoins", &n->ref);      /* no words: app_once keeps it a day */
}

enum status rows_of(struct req *r, const struct needs *needs, struct need_rows *out)
{
	struct need_row *rows = NEW(r->arena, struct need_row, needs->len);
	bool *joined = NEW(r->arena, bool, needs->len);
	TRY(needs_joined_by(r->tx, r->who->persona, needs, joined));
	for (size_t i = 0; i < needs->len; i++) {
		rows[i] = view_row(r->arena, &r->page, &needs->items[i], r->who->persona);
		rows[i].is_joined = joined[i];
	}
	*out = (struct need_rows){ rows, needs->len };
	return OK;
}

struct str commune_typed(struct arena *a, struct str code)
{
	struct place place;
	return code.len && place_find(code, &place) ? place_label(a, &place) : (struct str){ 0 };
}

/* ---- for other features ---- */

enum status agora_summary(struct tx *tx, struct agora_summary *out)
{
	struct need_counts c;
	TRY(need_count(tx, &c));
	*out = (struct agora_summary){
		.needs    = c.listed,
		.supports = c.supports,
		.in_work  = c.state[NEED_IN_WORK],
		.answered = c.state[NEED_ANSWERED] + c.state[NEED_RESOLVED],
		.resolved = c.state[NEED_RESOLVED],
	};
	return OK;
}

static enum status list_rows(struct req *r, const struct field *query, size_t look_at,
	struct needs *out)
{
	struct need_asked asked = need_asked(query, r->page.lang);
	asked.list.page = (int64_t)look_at;
	return need_list(r->tx, r->who, &asked, out);
}

enum status agora_most_shared(struct req *r, size_t max, struct need_rows *out)
{
	const struct field shared[] = { { "order", STR("shared") }, { 0 } };
	struct needs needs;
	TRY(list_rows(r, shared, max, &needs));
	return rows_of(r, &needs, out);
}

static int newest_answer_first(const void *a, const void *b)
{
	const struct need *x = a, *y = b;
	return (x->answered_at < y->answered_at) - (x->answered_at > y->answered_at);
}

/* The list has them by publication of the need: the newest answer is looked for among its first. */
enum status agora_latest_answers(struct req *r, size_t max, struct need_rows *out)
{
	enum { LOOK_AT = 40 };
	const struct field answered[] = { { "state", STR("answered") }, { 0 } };
	struct needs needs;
	TRY(list_rows(r, answered, LOOK_AT, &needs));
	qsort(needs.items, needs.len, sizeof *needs.items, newest_answer_first);
	needs.len = needs.len < max ? needs.len : max;
	return rows_of(r, &needs, out);
}

enum status agora_overdue(struct req *r, size_t max, struct need_rows *out)
{
	struct needs late;
	TRY(answer_overdue(r->tx, r->who, r->today, &late));
	late.len = late.len < max ? late.len : max;
	return rows_of(r, &late, out);
}

/* ---- what is still to be answered ---- */

static bool is_to_answer(const struct need *n)
{
	return n->state >= NEED_PUBLISHED && n->state <= NEED_ANSWERED;
}

enum status agora_open_needs_about(struct req *r, struct str theme, size_t max,
	struct agora_needs *out)
{
	const struct field open[] = { { "order", STR("shared") }, { "state", STR("open") },
		{ theme.len ? "theme" : NULL, theme }, { 0 } };
	struct needs needs;
	TRY(list_rows(r, open, max, &needs));
	*out = (struct agora_needs){ needs.items, needs.len };
	return OK;
}

enum status agora_open_needs(struct req *r, size_t max, struct agora_needs *out)
{
	return agora_open_needs_about(r, (struct str){ 0 }, max, out);
}

enum status agora_my_open_needs(struct req *r, struct agora_needs *out)
{
	struct needs mine;
	size_t len = 0;
	TRY(need_mine(r->tx, r->who, r->page.lang, &mine));
	for (size_t i = 0; i < mine.len; i++)
		if (is_to_answer(&mine.items[i]))
			mine.items[len++] = mine.items[i];
	*out = (struct agora_needs){ mine.items, len };
	return OK;
}

enum status agora_need_to_answer(struct req *r, struct uuid which, struct need *out)
{
	TRY(need_by_ref(r->tx, r->who, r->page.lang, which, out));
	return is_to_answer(out) ? OK : fail(r->error, NOT_FOUND, "nothing is to answer this need");
}

bool agora_need_numbered(struct req *r, int64_t number, struct need *out)
{
	return need_by_number(r->tx, r->who, number, out) && is_to_answer(out);
}

enum status agora_need_tried(struct tx *tx, const struct who *who, int64_t need,
	enum agora_tried what)
{
	static const char *const events[AGORA_TRIEDS] = {
		[AGORA_TRIED_FOUND] = "agora.tried_found", [AGORA_TRIED_HELPED] = "agora.tried_helped",
		[AGORA_TRIED_PARTLY] = "agora.tried_partly", [AGORA_TRIED_NOT] = "agora.tried_not",
		[AGORA_TRIED_UNFIT] = "agora.tried_unfit", [AGORA_TRIED_DROPPED] = "agora.tried_dropped",
	};
	const struct who everybody = { 0 };
	struct need n;
	if (!need_get(tx, &everybody, LANG_FR, need, &n))
		return tx_error(tx)->status;
	if (what != AGORA_TRIED_DROPPED)
		TRY(need_set_heard(tx, need));
	return event_add(tx, who, &(struct event){ .what = events[what], .kind = AGORA_NEED,
		.id = need, .from = (int)n.state, .to = (int)n.state });
}

enum status agora_open_cells(struct tx *tx, struct need_cells *out)
{
	return need_open_cells(tx, out);
}

bool agora_cell_of(struct tx *tx, int64_t need, struct need_cell *out)
{
	return need_cell_of(tx, need, out);
}
