/* From cards and requests to what is shown. Pure. */
#include "features/services/view_request.h"

static const char *const behalf_key[BEHALVES] = {
	[BEHALF_SELF] = WORD("services.behalf.self"),
	[BEHALF_CLOSE] = WORD("services.behalf.close"),
	[BEHALF_ASSOCIATION] = WORD("services.behalf.association"),
	[BEHALF_CARE] = WORD("services.behalf.care"),
	[BEHALF_RESEARCH] = WORD("services.behalf.research"),
	[BEHALF_TOWN] = WORD("services.behalf.town"),
	[BEHALF_COMPANY] = WORD("services.behalf.company"),
	[BEHALF_INSTITUTION] = WORD("services.behalf.institution"),
};

/* ---- the offer ---- */

struct card_rows view_cards(void)
{
	return (struct card_rows){ service_cards, CARDS };
}

static struct office_views view_offices(struct arena *a, const struct country *c)
{
	struct office_views v = { NEW(a, struct office_view, c->institution_count + 1), 0 };
	for (size_t i = 0; i < c->institution_count; i++)
		v.items[v.len++] = (struct office_view){ c->institutions[i].name, c->institutions[i].url };
	return v;
}

static void view_ask_fields(struct card_view *v, const struct request_form *form)
{
	static const struct field_view about[REQUEST_FIELDS] = {
		[REQUEST_F_TITLE] = { .label = WORD("services.field.title"),
			.hint = WORD("services.hint.title"), .max = REQUEST_TITLE_MAX },
		[REQUEST_F_BEHALF] = { .label = WORD("services.field.behalf"), .kind = FIELD_SELECT },
		[REQUEST_F_NAME] = { .label = WORD("services.field.name"),
			.hint = WORD("services.hint.name"), .max = REQUEST_NAME_MAX, .optional = true },
		[REQUEST_F_TEXT] = { .label = WORD("services.field.text"), .kind = FIELD_LONG,
			.hint = WORD("services.hint.text"), .max = REQUEST_TEXT_MAX, .rows = 8 },
	};
	v->behalves[0] = (struct option_view){ .label = WORD("services.behalf.unsaid") };
	for (enum behalf b = BEHALF_SELF; b < BEHALVES; b++) {
		struct str name = str_view(behalf_name[b]);
		v->behalves[b] = (struct option_view){ .value = name, .label = behalf_key[b],
			.chosen = str_eq(name, form->typed[REQUEST_F_BEHALF]) };
	}
	memcpy(v->field, about, sizeof about);
	v->fields = fields_with(v->field, (struct form_state){ request_field_name, form->typed,
		form->problem, REQUEST_FIELDS });
	v->field[REQUEST_F_BEHALF].options = (struct option_views){ v->behalves, BEHALVES };
}

void view_card(struct card_view *v, struct arena *a, const struct page *p,
	const struct service_card *card, const struct request_form *form)
{
	*v = (struct card_view){ .head = head_key(card->title), .card = card,
		.is_signed_in = p->signed_in,
		.sign_in = { str_fmt(a, "/connexion?next=%%2Fservices%%2F%s", card->slug) } };
	v->head.description = words(p->lang, card->what);
	if (card->has_institutions)
		v->offices = view_offices(a, p->country);
	if (p->signed_in)
		view_ask_fields(v, form);
	v->head.problems = field_problems(v->fields);
}

/* ---- requests ---- */

struct state_look request_state_look(enum request_state state)
{
	static const struct state_look looks[REQUEST_STATES] = {
		[REQUEST_ASKED] = { WORD("services.state.asked"), "" },
		[REQUEST_ACCEPTED] = { WORD("services.state.accepted"), "ag-fi" },
		[REQUEST_DELIVERED] = { WORD("services.state.delivered"), "ag-ok" },
		[REQUEST_DECLINED] = { WORD("services.state.declined"), "ag-er" },
		[REQUEST_WITHDRAWN] = { WORD("services.state.withdrawn"), "" },
	};
	return looks[state];
}

struct request_row view_request(struct arena *a, const struct page *p, const struct lab_request *q)
{
	struct state_look look = request_state_look(q->state);
	return (struct request_row){
		.ref          = q->ref,
		.service      = card_of(q->service)->title,
		.behalf       = behalf_key[q->behalf],
		.state        = look.key,
		.tag_class    = look.tag_class,
		.name         = q->name,
		.title        = q->title,
		.text         = q->text,
		.lang         = page_foreign(p, q->lang),
		.lang_name    = str_view(lang_about[q->lang].name),
		.asked_at     = q->asked_at,
		.due_day      = request_is_open(q->state) ? q->due_day : 0,
		.is_late      = request_is_late(q, p->today),
		.may_withdraw = request_is_open(q->state),
		.steps        = view_request_steps(a, p, q),
	};
}

struct request_rows view_requests(struct arena *a, const struct page *p,
	const struct lab_requests *all)
{
	struct request_row *rows = NEW(a, struct request_row, all->len + 1);
	for (size_t i = 0; i < all->len; i++)
		rows[i] = view_request(a, p, &all->items[i]);
	return (struct request_rows){ rows, all->len };
}

/* ---- the team ---- */

static struct head desk_head(const char *key, struct str text)
{
	return (struct head){ .key = key, .text = text, .sheet = "team.css", .hidden = true };
}

void view_request_desk(struct request_desk_view *v, enum request_state here)
{
	static const struct { enum request_state state; const char *path; } shelves[] = {
		{ REQUEST_ASKED, "/equipe/demandes" },
		{ REQUEST_ACCEPTED, "/equipe/demandes?state=accepted" },
		{ REQUEST_DELIVERED, "/equipe/demandes?state=delivered" },
		{ REQUEST_DECLINED, "/equipe/demandes?state=declined" },
	};
	v->head = desk_head(WORD("services.desk.title"), (struct str){ 0 });
	for (size_t i = 0; i < sizeof shelves / sizeof *shelves; i++)
		v->link[v->shelves.len++] = (struct shelf_link){
			.key = request_state_look(shelves[i].state).key,
			.path = { str_view(shelves[i].path) }, .is_here = shelves[i].state == here };
	v->shelves.items = v->link;
}

static const char *action_key(const char *action)
{
	if (strcmp(action, "accept") == 0)
		return WORD("services.action.accept");
	return strcmp(action, "deliver") == 0 ? WORD("services.action.deliver")
		: WORD("services.action.decline");
}

void view_request_reply(struct request_reply_view *v, enum request_state state,
	const struct reply_form *form)
{
	static const struct field_view about[REPLY_FIELDS] = {
		[REPLY_F_ACTION] = { .label = WORD("services.field.action"), .kind = FIELD_CHOICE },
		[REPLY_F_WORD] = { .label = WORD("services.field.word"), .kind = FIELD_LONG,
			.hint = WORD("services.hint.word"), .max = REQUEST_WORD_MAX, .rows = 6 },
		[REPLY_F_DAY] = { .label = WORD("services.field.day"), .kind = FIELD_DAY,
			.hint = WORD("services.hint.day"), .optional = true },
	};
	const char *const *actions = reply_actions(state);
	size_t len = 0;
	v->head = desk_head(NULL, v->row.title);
	for (; actions[len]; len++)
		v->actions[len] = (struct option_view){ .value = str_view(actions[len]),
			.label = action_key(actions[len]),
			.chosen = str_eq(str_view(actions[len]), form->typed[REPLY_F_ACTION]) };
	memcpy(v->field, about, sizeof about);
	v->fields = fields_with(v->field, (struct form_state){ reply_field_name, form->typed,
		form->problem, REPLY_FIELDS });
	v->field[REPLY_F_ACTION].options = (struct option_views){ v->actions, len };
	v->is_own = v->is_own && len > 0;
	/* The day is the last field: only who accepts names one. */
	v->fields.len = len == 0 || v->is_own ? 0
		: state == REQUEST_ASKED ? REPLY_FIELDS : REPLY_FIELDS - 1;
	v->head.problems = field_problems(v->fields);
}
