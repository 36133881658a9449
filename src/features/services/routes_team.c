/* Facilitators answer requests. */
#include "features/services/acts.h"
#include "features/services/routes.h"
#include "features/services/store.h"
#include "features/services/view_request.h"

/* Which shelf was asked for: what waits, unless another is named. */
static enum request_state shelf_asked(const struct req *r)
{
	struct str typed = req_field(r, "state");
	for (enum request_state s = REQUEST_ASKED; s < REQUEST_WITHDRAWN; s++)
		if (str_eq(typed, str_view(request_state_name[s])))
			return s;
	return REQUEST_ASKED;
}

enum status get_request_desk(struct req *r)
{
	struct list_asked asked = list_asked(&request_queue_spec, r->fields);
	enum request_state shelf = shelf_asked(r);
	struct lab_requests all;
	struct request_desk_view v = { 0 };
	asked.filter[0] = str_view(request_state_name[shelf]);
	TRY(lab_request_queue(r->tx, r->who, &asked, &all, &v.next));
	view_request_desk(&v, shelf);
	v.rows = view_requests(r->arena, &r->page, &all);
	if (asked.onward)
		v.first = list_at(r->arena, "/equipe/demandes", &request_queue_spec, &asked);
	page_request_desk(answer_page(r, 200), &r->page, &v);
	return OK;
}

static enum status show_reply(struct req *r, int http, const struct lab_request *q,
	const struct reply_form *form)
{
	struct request_reply_view v = { .row = view_request(r->arena, &r->page, q),
		.is_own = uuid_eq(q->persona, r->who->persona) };
	view_request_reply(&v, q->state, form);
	page_request_reply(answer_page(r, http), &r->page, &v);
	return OK;
}

enum status get_request_reply(struct req *r)
{
	struct lab_request q;
	TRY(lab_request_find(r->tx, r->who, r->ref, &q));
	return show_reply(r, 200, &q, &(struct reply_form){ 0 });
}

enum status post_request_reply(struct req *r)
{
	struct reply_form form = { 0 };
	struct lab_request q;
	struct reply d;
	req_typed(r, reply_field_name, form.typed, REPLY_FIELDS);
	TRY(request_to_answer(r, &q));
	if (!reply_read(&form, q.state, r->today, &d))
		return show_reply(r, 422, &q, &form);
	TRY(request_reply(r, &q, &d));
	return answer_redirect(r, "/equipe/demandes", NULL);
}
