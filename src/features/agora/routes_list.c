/* Needs in lists: the public one, one's own. */
#include "features/agora/routes.h"

/* ---- the public list ---- */

static bool is_on(const struct need_asked *asked, size_t filter)
{
	return asked->list.filter[filter].len > 0;
}

/* Counts are kept for all and by state; what is narrowed further is not counted. */
static enum status count_list(struct req *r, const struct need_asked *asked,
	struct need_list_view *v)
{
	enum { THEME, TERRITORY, STATE, FOR, LANG };
	struct need_counts counts;
	int64_t shelf = 0;
	bool narrow = is_on(asked, THEME) || is_on(asked, TERRITORY) || is_on(asked, FOR)
		|| is_on(asked, LANG);
	v->is_filtered = narrow || is_on(asked, STATE);
	if (narrow) {
		bool all = !v->is_onward && v->next.text.len == 0;
		v->total = all ? (int64_t)v->rows.len : -1;
		return OK;
	}
	TRY(need_count(r->tx, &counts));
	bool by_state = need_shelf_read(asked->list.filter[STATE], &shelf);
	v->total = by_state ? counts.shelf[shelf] : counts.listed;
	return OK;
}

enum status get_needs(struct req *r)
{
	struct need_asked asked = need_asked(r->fields, r->page.lang);
	struct needs needs;
	struct need_list_view v;
	TRY(need_list(r->tx, r->who, &asked, &needs));
	view_need_list(r->arena, &r->page, r->fields, &v);
	TRY(rows_of(r, &needs, &v.rows));
	v.next = needs.next;
	v.is_onward = asked.list.onward;
	TRY(count_list(r, &asked, &v));
	const struct list_spec *spec = need_spec(asked.order);
	v.feed = list_at(r->arena, "/besoins.atom", spec, &asked.list);
	v.csv = list_at(r->arena, "/besoins.csv", spec, &asked.list);
	v.head.feed = v.feed;
	if (v.is_onward)
		v.first = list_at(r->arena, "/besoins", spec, &asked.list);
	page_need_list(answer_page(r, 200), &r->page, &v);
	return OK;
}

/* ---- one's own ---- */

enum status get_my_needs(struct req *r)
{
	struct needs needs;
	struct drafts drafts;
	struct need_mine_view v = { .head = head_key(WORD("agora.mine.title")) };
	v.head.hidden = true;
	TRY(need_mine(r->tx, r->who, r->page.lang, &needs));
	TRY(draft_list(r->tx, r->who, &drafts));
	TRY(rows_of(r, &needs, &v.rows));
	struct need_row *rows = (struct need_row *)v.rows.items;
	for (size_t i = 0; i < needs.len; i++)         /* one's own says where it stands, always */
		rows[i].state = state_key(needs.items[i].state);
	struct draft_row *own = NEW(r->arena, struct draft_row, drafts.len);
	for (size_t i = 0; i < drafts.len; i++)
		own[i] = view_draft(&drafts.items[i]);
	v.drafts = (struct draft_rows){ own, drafts.len };
	page_need_mine(answer_page(r, 200), &r->page, &v);
	return OK;
}
