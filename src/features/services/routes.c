/* The offer in the browser: its cards, asking, and one's own requests. The team: routes_team.c; the
 * collective: routes_member.c. A handler holds no SQL, no rule and no markup. */
#include "features/services/routes.h"
#include "features/services/acts.h"
#include "features/services/store.h"
#include "features/services/view_request.h"

/* ---- the offer ---- */

static enum status get_cards(struct req *r)
{
	struct cards_view v = { .head = head_key(WORD("services.title")) };
	v.head.description = words(r->page.lang, WORD("services.intro"));
	page_services_cards(answer_page(r, 200), &r->page, &v);
	return OK;
}

static enum status named_card(struct req *r, const struct service_card **out)
{
	*out = card_named(r->name);
	return *out ? OK : fail(r->error, NOT_FOUND, "no service of that name");
}

static enum status show_card(struct req *r, int http, const struct service_card *card,
	const struct request_form *form)
{
	struct card_view v;
	view_card(&v, r->arena, &r->page, card, form);
	page_services_card(answer_page(r, http), &r->page, &v);
	return OK;
}

static enum status get_card(struct req *r)
{
	const struct service_card *card;
	TRY(named_card(r, &card));
	return show_card(r, 200, card, &(struct request_form){ 0 });
}

/* ---- asking ---- */

struct asked { struct request_form form; struct lab_request request; };

static enum status prepare_request(struct req *r)
{
	struct asked *a = NEW(r->arena, struct asked, 1);
	const struct service_card *card;
	TRY(named_card(r, &card));
	req_typed(r, request_field_name, a->form.typed, REQUEST_FIELDS);
	r->prepared = a;
	if (!request_read(&a->form, &a->request))
		return show_card(r, 422, card, &a->form);
	a->request.service = card->service;
	return OK;
}

static enum status post_request(struct req *r)
{
	const struct asked *a = r->prepared;
	struct lab_request q = a->request;
	TRY(request_ask(r, &q));
	return answer_redirect(r, "/moi/demandes", &q.ref);
}

/* ---- one's own ---- */

static enum status get_mine(struct req *r)
{
	struct list_asked asked = list_asked(&request_mine_spec, r->fields);
	struct lab_requests all;
	struct request_mine_view v = { .head = head_key(WORD("services.mine.title")) };
	v.head.hidden = true;
	TRY(lab_request_mine(r->tx, r->who, &asked, &all, &v.next));
	v.rows = view_requests(r->arena, &r->page, &all);
	if (asked.onward)
		v.first = (struct url){ STR("/moi/demandes") };
	page_request_mine(answer_page(r, 200), &r->page, &v);
	return OK;
}

/* Who is of the team sees those of others too: at their desk, not here. */
static enum status find_own(struct req *r, struct lab_request *out)
{
	TRY(lab_request_find(r->tx, r->who, r->ref, out));
	return uuid_eq(out->persona, r->who->persona) ? OK
		: fail(r->error, NOT_FOUND, "no request of theirs there");
}

static enum status get_one(struct req *r)
{
	struct lab_request q;
	TRY(find_own(r, &q));
	struct request_one_view v = { .head = head_text(q.title),
		.row = view_request(r->arena, &r->page, &q) };
	v.head.hidden = true;
	page_request_one(answer_page(r, 200), &r->page, &v);
	return OK;
}

static enum status post_withdraw(struct req *r)
{
	struct lab_request q;
	TRY(find_own(r, &q));
	TRY(request_withdraw(r, &q));
	return answer_redirect(r, "/moi/demandes", &q.ref);
}

/* ---- what is declared ---- */

const struct permission services_permissions[] = {
	{ "services.ask", ROLE_MEMBER },           /* whose request it is, the act asks */
	{ "services.answer", ROLE_FACILITATOR | ROLE_ADMIN },
	{ 0 },
};

/* clang-format off */
const struct route services_routes[] = {
	{ GET,  "/services",                        get_cards,           "public" },
	{ GET,  "/services/{name}",                 get_card,            "public" },
	{ POST, "/services/{name}",                 post_request,        "services.ask",
		.prepare = prepare_request },
	{ GET,  "/moi/demandes",                    get_mine,            "services.ask" },
	{ GET,  "/moi/demandes/{ref}",              get_one,             "services.ask" },
	{ POST, "/moi/demandes/{ref}/retirer",      post_withdraw,       "services.ask" },
	{ GET,  "/equipe/demandes",                 get_request_desk,    "services.answer" },
	{ GET,  "/equipe/demandes/{ref}",           get_request_reply,  "services.answer" },
	{ POST, "/equipe/demandes/{ref}",           post_request_reply, "services.answer" },
	{ GET,  "/collectif",                       get_collective,      "public" },
	{ GET,  "/collectif.csv",                   get_collective_csv,  "public" },
	{ GET,  "/collectif.atom",                  get_collective_atom, "public" },
	{ GET,  "/equipe/collectif",                get_collective_desk, "services.answer" },
	{ GET,  "/equipe/collectif/nouveau",        get_member_new,      "services.answer" },
	{ POST, "/equipe/collectif/nouveau",        post_member_new,     "services.answer" },
	{ GET,  "/equipe/collectif/{ref}",          get_member_edit,     "services.answer" },
	{ POST, "/equipe/collectif/{ref}",          post_member_edit,    "services.answer" },
	{ POST, "/equipe/collectif/{ref}/retirer",  post_member_remove,  "services.answer" },
	{ 0 },
};
/* clang-format on */
