/* From posts to what is shown of them. Pure. */
#include "features/discussion/view.h"
#include "base/arena.h"

static const struct { const char *key, *class; } states[POST_STATES] = {
	[POST_HELD]     = { WORD("discussion.state.held"), "ag-wa" },
	[POST_HIDDEN]   = { WORD("discussion.state.hidden"), "ag-er" },
	[POST_REJECTED] = { WORD("discussion.state.rejected"), "ag-er" },
};

struct post_view view_post(const struct page *p, const struct reader *by, const struct post *m)
{
	return (struct post_view){
		.ref          = m->ref,
		.name         = m->name,
		.text         = m->text,
		.lang         = page_foreign(p, m->lang),
		.at           = m->at,
		.edited_at    = m->edited_at,
		.replies      = m->replies,
		.state        = states[m->state].key,
		.state_class  = states[m->state].class,
		.is_gone      = m->state == POST_WITHDRAWN,
		.is_veiled    = m->is_veiled,
		.is_authors   = !uuid_is_none(m->persona) && uuid_eq(m->persona, by->author),
		.may_answer   = by->is_open && post_may_answer(m),
		.may_edit     = !by->is_gone && post_may_edit(m, by->persona),
		.may_withdraw = post_may_withdraw(m, by->persona),
		.may_report   = m->state == POST_PUBLISHED && !post_may_withdraw(m, by->persona),
	};
}

/* Those of `replies` that stand under m, in their order. */
static struct post_views replies_of(struct arena *a, const struct page *p, const struct reader *by,
	const struct post *m, const struct posts *replies)
{
	struct post_view *items = NEW(a, struct post_view, replies->len + 1);
	size_t len = 0;
	for (size_t i = 0; i < replies->len; i++)
		if (replies->items[i].parent == m->id)
			items[len++] = view_post(p, by, &replies->items[i]);
	return (struct post_views){ items, len };
}

struct post_views view_posts(struct arena *a, const struct page *p, const struct reader *by,
	const struct posts *tops, const struct posts *replies)
{
	struct post_view *items = NEW(a, struct post_view, tops->len + 1);
	for (size_t i = 0; i < tops->len; i++) {
		items[i] = view_post(p, by, &tops->items[i]);
		items[i].answers = replies_of(a, p, by, &tops->items[i], replies);
		items[i].has_more = items[i].answers.len > FIRST_REPLIES;
		if (items[i].has_more)
			items[i].answers.len = FIRST_REPLIES;
	}
	return (struct post_views){ items, tops->len };
}

void view_writing(struct writing_view *v, const struct text_form *form, const char *label)
{
	v->field[0] = (struct field_view){
		.name = STR("text"), .kind = FIELD_LONG, .label = label, .rows = 5,
		.hint = WORD("discussion.hint.text"), .max = POST_TEXT_MAX, .typed = form->typed,
		.problem = form->problem,
	};
	v->fields = (struct field_views){ v->field, 1 };
}

void view_orders(struct talk_view *v, struct arena *a, enum post_order order)
{
	static const char *const keys[POST_ORDERS] = {
		[ORDER_OLDEST] = WORD("discussion.order.oldest"),
		[ORDER_NEWEST] = WORD("discussion.order.newest"),
		[ORDER_UNANSWERED] = WORD("discussion.order.unanswered"),
	};
	for (enum post_order o = ORDER_OLDEST; o < POST_ORDERS; o++)
		v->order[o] = (struct order_view){ .key = keys[o], .current = o == order,
			.path = { str_fmt(a, "%s%s%s", v->about.talk.text.ptr,
				o ? "?order=" : "", post_order_word[o]) } };
	v->orders = (struct order_views){ v->order, POST_ORDERS };
}

const char *post_standing(enum post_state s)
{
	static const char *const keys[POST_STATES] = {
		[POST_HELD]     = WORD("discussion.standing.held"),
		[POST_HIDDEN]   = WORD("discussion.standing.hidden"),
		[POST_REJECTED] = WORD("discussion.standing.rejected"),
	};
	return keys[s];
}
