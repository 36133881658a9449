/* The team reads what bearers send, and says what becomes of it. */
#include "app/site.h"
#include "features/solutions/acts.h"
#include "features/solutions/routes.h"
#include "features/solutions/view.h"

static const char *const actions[] = { "list", "return", "document", "evaluate", "suspend",
	"resume", "retire" };
enum { ACTIONS = sizeof actions / sizeof *actions };

/* ---- the desk ---- */

static struct waiting_rows rows_of(struct req *r, const struct solutions *all)
{
	struct waiting_row *rows = NEW(r->arena, struct waiting_row, all->len);
	for (size_t i = 0; i < all->len; i++) {
		const struct solution *s = &all->items[i];
		rows[i] = (struct waiting_row){ .ref = s->ref, .name = s->is.text[SOLUTION_F_NAME],
			.team = s->is.text[SOLUTION_F_TEAM], .at = s->sent_at,
			.is_own = uuid_eq(s->persona, r->who->persona) };
	}
	return (struct waiting_rows){ rows, all->len };
}

static enum status versions_of(struct req *r, struct waiting_rows *out)
{
	struct solution_drafts drafts;
	TRY(solution_draft_sent(r->tx, &drafts));
	struct waiting_row *rows = NEW(r->arena, struct waiting_row, drafts.len);
	for (size_t i = 0; i < drafts.len; i++) {
		const struct solution_draft *d = &drafts.items[i];
		struct solution s;
		TRY(solution_by_id(r->tx, r->who, r->page.lang, d->solution, &s));
		rows[i] = (struct waiting_row){ .ref = s.ref, .name = d->form.typed[SOLUTION_F_NAME],
			.team = d->form.typed[SOLUTION_F_TEAM], .at = d->sent_at,
			.is_own = uuid_eq(s.persona, r->who->persona) };
	}
	*out = (struct waiting_rows){ rows, drafts.len };
	return OK;
}

enum status get_solution_desk(struct req *r)
{
	struct solutions submitted, suspended;
	struct solution_desk_view v = { .head = head_key(WORD("solutions.desk.title")) };
	v.head.sheet = "team.css";
	v.head.hidden = true;
	TRY(solution_desk(r->tx, r->who, SOLUTION_SUBMITTED, &submitted));
	TRY(solution_desk(r->tx, r->who, SOLUTION_SUSPENDED, &suspended));
	TRY(versions_of(r, &v.versions));
	v.submitted = rows_of(r, &submitted);
	v.suspended = rows_of(r, &suspended);
	page_solution_desk(answer_page(r, 200), &r->page, &v);
	return OK;
}

/* ---- one of them ---- */

static enum status show_version(struct req *r, const struct solution *s,
	struct solution_case_view *v)
{
	struct solution_draft d;
	struct solution_content read;
	bool waits = solution_draft_of(r->tx, s->id, &d) && d.sent_at;
	TRY(r->error->status);
	v->read_at = waits ? d.sent_at : s->sent_at;
	if (!waits)
		return OK;
	struct solution_named named = solution_named(r->arena, &r->site->country, &d.form);
	solution_read(&d.form, &named, SOLUTION_STEP_REVIEW, &read);
	v->version = view_version(r->arena, &r->page, &(struct solution_version){
		.n = s->version + 1, .at = d.sent_at, .lang = d.lang }, &read);
	if (!v->is_own) {
		view_case_act(v, "publish");
		view_case_act(v, "refuse");
	}
	return OK;
}

static enum status show_translation(struct req *r, const struct solution *s,
	struct solution_case_view *v)
{
	struct solution_translation t;
	if (v->is_own || !solution_is_public(s->state))
		return OK;
	TRY(solution_translation(r->tx, s, s->lang == LANG_FR ? LANG_EN : LANG_FR, &t));
	view_case_translation(&t, v);
	return OK;
}

static enum status show_case(struct req *r, int http, const struct solution *s,
	struct problem problem)
{
	struct solution_case_view v;
	struct solution_decisions decisions;
	view_solution_case(r->arena, &r->page, s, &v);
	TRY(solution_decision_list(r->tx, s->id, &decisions));
	v.decisions = view_decisions(r->arena, decisions.items, decisions.len);
	v.bearer = persona_name(r->tx, s->persona);
	v.is_own = uuid_eq(s->persona, r->who->persona);
	TRY(show_version(r, s, &v));
	TRY(show_translation(r, s, &v));
	for (size_t i = 0; i < ACTIONS; i++)
		if (!v.is_own && solution_may_act(s, r->who, actions[i]))
			view_case_act(&v, actions[i]);
	v.words.typed = problem.key ? req_field(r, "text") : (struct str){ 0 };
	v.words.problem = problem;
	v.fields = (struct field_views){ &v.words, 1 };
	v.head.problems = problem.key != NULL;
	page_solution_case(answer_page(r, http), &r->page, &v);
	return OK;
}

enum status get_solution_case(struct req *r)
{
	struct solution s;
	TRY(solution_by_ref(r->tx, r->who, r->page.lang, r->ref, &s));
	return show_case(r, 200, &s, (struct problem){ 0 });
}

/* The action as a literal: what was typed is none. NULL: there is no such. */
static const char *action_asked(const struct req *r)
{
	struct str asked = req_field(r, "action");
	for (size_t i = 0; i < ACTIONS; i++)
		if (str_eq(asked, str_view(actions[i])))
			return actions[i];
	return str_eq(asked, STR("publish")) ? "publish"
		: str_eq(asked, STR("refuse")) ? "refuse" : NULL;
}

/* Is what they read what stands there? A version taken back to be written anew is not. */
static bool has_changed(struct req *r, const struct solution *s, bool version, int64_t read_at)
{
	struct solution_draft d = { 0 };
	if (!read_at)
		return false;
	if (!version)
		return s->state == SOLUTION_SUBMITTED && read_at != s->sent_at;
	return !solution_draft_of(r->tx, s->id, &d) || read_at != d.sent_at;
}

enum status post_solution_case(struct req *r)
{
	struct solution s;
	struct solution_deed deed = { .action = action_asked(r) };
	TRY(solution_by_ref(r->tx, r->who, r->page.lang, r->ref, &s));
	if (!deed.action)
		return fail(r->error, INVALID, "no such action");
	struct problem problem = solution_decision_read(req_field(r, "text"),
		solution_decision_asks(str_view(deed.action)), &deed.text);
	if (problem.key)
		return show_case(r, 422, &s, problem);
	bool version = strcmp(deed.action, "publish") == 0 || strcmp(deed.action, "refuse") == 0;
	str_to_i64(req_field(r, "read_at"), &deed.read_at);
	if (has_changed(r, &s, version, deed.read_at))
		return show_case(r, 409, &s, (struct problem){ WORD("solutions.problem.changed"), 0 });
	TRY(r->error->status);
	TRY(version ? solution_decide_version(r->tx, r->site, r->who, &s, &deed)
		: solution_act(r->tx, r->site, r->who, &s, &deed));
	return answer_redirect(r, "/equipe/solutions", &s.ref);
}
