/* Somebody has found a solution themselves and asks its bearer to try it, for a need of their own:
 * their yes is in the asking, so it is open at once. Nobody but the bearer reads the words. */
#include "features/matching/routes_ask.h"
#include "features/agora/agora.h"
#include "features/matching/acts.h"
#include "features/matching/sides.h"
#include "features/matching/store.h"

/* The needs that may be chosen, and what the two sides have made of the others. */
static enum status read_needs(struct req *r, int64_t solution, struct match_ask_view *v)
{
	struct agora_needs mine;
	TRY(agora_my_open_needs(r, &mine));
	struct match_need_row *open = NEW(r->arena, struct match_need_row, mine.len);
	struct matches talked = { .items = NEW(r->arena, struct match, mine.len) };
	for (size_t i = 0; i < mine.len; i++) {
		const struct need *n = &mine.items[i];
		struct match *known = &talked.items[talked.len];
		bool is_known = match_of_pair(r->tx, n->id, solution, known);
		if (is_known && !match_may_ask(known, r->who))
			talked.len++;
		else
			open[v->needs.len++] = (struct match_need_row){ .need = { .title = n->shown_title },
				.number = n->number };
	}
	v->needs.items = open;
	v->known = match_rows_of(r, &talked);
	return r->error->status;
}

static enum status asked_for(struct req *r, struct solution_about *s)
{
	TRY(solution_about_ref(r, r->ref, s));
	return uuid_eq(s->side.bearer, r->who->persona)
		? fail(r->error, FORBIDDEN, "nobody asks themselves") : OK;
}

static enum status show(struct req *r, int http, const struct match_form *form)
{
	struct solution_about s;
	struct match_ask_view *v = NEW(r->arena, struct match_ask_view, 1);
	TRY(asked_for(r, &s));
	v->solution = (struct match_link){ .title = s.name, .path = s.path };
	v->ref = s.ref;
	TRY(read_needs(r, s.side.id, v));
	view_match_ask(v, r->arena, form);
	page_match_ask(answer_page(r, http), &r->page, v);
	return OK;
}

enum status get_ask(struct req *r)
{
	return show(r, 200, &(struct match_form){ 0 });
}

/* One of the reader's own; otherwise its problem stands in the form. */
static bool read_need(struct req *r, struct match_form *form, struct need_about *out)
{
	int64_t number = 0;
	bool mine = match_read_number(form, &number) && need_about_number(r, number, out)
		&& uuid_eq(out->side.author, r->who->persona);
	if (!mine)
		form->problem[MATCH_F_NEED] = (struct problem){ WORD("matching.problem.mine"), 0 };
	return mine;
}

enum status post_ask(struct req *r)
{
	struct match_form form = match_form_typed(r);
	struct solution_about s;
	struct need_about n;
	struct match m;
	struct str written;
	int64_t under_way;
	TRY(asked_for(r, &s));
	bool says = match_read_text(&form, &written);
	if (!read_need(r, &form, &n) || !says)
		return show(r, 422, &form);
	bool known = match_of_pair(r->tx, n.side.id, s.side.id, &m);
	if (known && !match_may_ask(&m, r->who))
		return answer_redirect(r, "/rapprochements", &m.ref);
	TRY(match_count_under_way(r->tx, r->who->persona, &under_way));
	if (under_way >= UNDER_WAY_MAX) {
		form.problem[MATCH_F_NEED] =
			(struct problem){ WORD("matching.problem.under_way"), UNDER_WAY_MAX };
		return show(r, 422, &form);
	}
	m = (struct match){ .need = n.side.id, .solution = s.side.id, .persona = n.side.author,
		.bearer = s.side.bearer, .theme = n.side.theme };
	TRY(score_of(r, &n, &s, &m.score));
	TRY(match_ask(r, &m, written));
	return answer_redirect(r, "/rapprochements", &m.ref);
}
