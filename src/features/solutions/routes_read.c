/* The catalogue, a card, its versions; for people and for machines. */
#include "app/atom.h"
#include "app/site.h"
#include "engines/delivery/follow.h"
#include "features/discussion/discussion.h"
#include "features/solutions/acts.h"
#include "features/solutions/feed.h"
#include "features/solutions/json_ld.h"
#include "features/solutions/routes.h"
#include "features/solutions/thread.h"
#include "features/solutions/view.h"

static const struct who everyone;

/* ---- the catalogue ---- */

enum status get_solutions(struct req *r)
{
	struct solutions_asked asked = solutions_asked(r->fields, r->page.lang);
	struct solutions found;
	struct solution_list_view v;
	TRY(solution_list(r->tx, r->who, &asked, &found));
	view_solution_list(r->arena, &r->page, r->fields, &v);
	v.rows = view_solution_rows(r->arena, &r->page, found.items, found.len);
	v.next = found.next;
	v.is_onward = asked.list.onward;
	if (!v.is_onward && v.next.text.len == 0)
		v.total = (int64_t)v.rows.len;
	const struct list_spec *spec = solutions_spec(asked.order);
	v.feed = list_at(r->arena, "/solutions.atom", spec, &asked.list);
	v.csv = list_at(r->arena, "/solutions.csv", spec, &asked.list);
	v.head.feed = v.feed;
	if (v.is_onward)
		v.first = list_at(r->arena, "/solutions", spec, &asked.list);
	page_solution_list(answer_page(r, 200), &r->page, &v);
	return OK;
}

/* ---- for machines: what everybody may read, whoever asks ---- */

enum status get_solution_feed(struct req *r)
{
	enum { ENTRIES = 30 };
	struct solutions_asked asked = solutions_asked(r->fields, r->page.lang);
	struct solutions found;
	asked.list.page = ENTRIES;
	TRY(solution_list(r->tx, &everyone, &asked, &found));
	struct url query = list_query(r->arena, solutions_spec(asked.order), &asked.list);
	struct buf *out = answer_file(r, "application/atom+xml; charset=utf-8", (struct str){ 0 });
	solution_atom(out, &r->page, query.text, &(struct feed_items){ found.items, found.len });
	r->answer->open = true;
	return OK;
}

/* Where the next slice begins: behind the last row of this one. */
static void go_on(struct solutions_asked *asked, const struct solution *last)
{
	asked->list.onward = true;
	asked->list.after_ref = last->ref;
	asked->list.after_key = asked->order == SOLUTIONS_PROVEN
		? last->is.number[SOLUTION_F_EVIDENCE] : last->listed_at;
}

enum status get_solution_csv(struct req *r)
{
	enum { SLICE = 250, ROWS_MAX = 10000, BYTES_MAX = 7 << 20 };
	struct solutions_asked asked = solutions_asked(r->fields, r->page.lang);
	struct buf *out = answer_file(r, "text/csv; charset=utf-8", STR("solutions.csv"));
	struct solutions found = { .len = SLICE };
	asked.list.page = SLICE;
	solution_csv_head(out, &r->page);
	for (size_t rows = 0; found.len && rows < ROWS_MAX && out->len < BYTES_MAX;
		rows += found.len) {
		TRY(solution_list(r->tx, &everyone, &asked, &found));
		for (size_t i = 0; i < found.len && out->len < BYTES_MAX; i++)
			solution_csv_row(out, r->arena, &r->page, &found.items[i]);
		if (found.next.text.len == 0)
			break;
		go_on(&asked, &found.items[found.len - 1]);
	}
	r->answer->open = true;
	return OK;
}

/* ---- a card ---- */

static enum status find_reason(struct req *r, const struct solution *s, struct solution_view *v)
{
	struct solution_decisions all;
	struct str action = s->state == SOLUTION_RETIRED ? STR("retire") : STR("suspend");
	TRY(solution_decision_list(r->tx, s->id, &all));
	for (size_t i = all.len; i-- > 0;)
		if (str_eq(all.items[i].action, action)) {
			v->reason = all.items[i].text;
			v->reason_at = all.items[i].at;
		}
	return OK;
}

/* What is said under it, as the discussion writes it. */
static enum status read_talk(struct req *r, const struct solution *s, struct solution_view *v)
{
	struct buf talk = { .max = DISCUSSION_PART_MAX };
	enum status status =
		discussion_part(r, (struct object_key){ SOLUTIONS_SOLUTION, s->id }, &talk);
	v->talk = str_dup(r->arena, buf_view(&talk));
	buf_finish(&talk);
	return status;
}

static enum status read_thread(struct req *r, const struct solution *s, struct solution_view *v)
{
	struct graph graph;
	struct told_steps told;
	TRY(graph_walk(r->tx, r->site, r->who, (struct object_key){ SOLUTIONS_SOLUTION, s->id },
		&graph));
	TRY(solution_thread(r->tx, s, &graph, &told));
	v->steps = view_solution_steps(r->arena, &r->page, s, &told);
	v->graph = view_graph(r->arena, &graph);
	return OK;
}

static struct str ref_path(struct req *r, const struct solution *s, const char *end)
{
	return str_fmt(r->arena, "/solutions/%s%s", uuid_print(s->ref).text, end);
}

enum status get_solution(struct req *r)
{
	struct solution s;
	struct solution_view v;
	TRY(solution_by_ref(r->tx, r->who, r->page.lang, r->ref, &s));
	if (s.audience != AUDIENCE_ALL)        /* its bearer and the team read it elsewhere */
		return fail(r->error, NOT_FOUND, "it was never in the catalogue");
	view_solution(r->arena, &r->page, &s, &v);
	if (!v.is_shown)
		TRY(find_reason(r, &s, &v));
	v.bearer = persona_name(r->tx, s.persona);
	v.is_mine = uuid_eq(s.persona, r->who->persona);
	v.may_decide = req_may(r, "solutions.decide");
	v.may_report = v.may_ask = v.is_shown && !v.is_mine;
	v.follow = (struct follow_view){ .name = STR("solution"), .ref = s.ref,
		.is_followed = r->who->roles && is_followed(r->tx, r->who->persona,
			(struct object_key){ SOLUTIONS_SOLUTION, s.id }) };
	if (v.translated_from) {
		struct solution_translation t;
		TRY(solution_translation(r->tx, &s, r->page.lang, &t));
		v.translated_at = t.at;
	}
	TRY(read_thread(r, &s, &v));
	TRY(read_talk(r, &s, &v));
	v.head.feed.text = ref_path(r, &s, ".atom");
	if (v.is_shown)
		v.head.json_ld = solution_json_ld(r->arena, &r->page, &s);
	TRY(r->error->status);
	page_solution(answer_page(r, 200), &r->page, &v);
	return OK;
}

/* Whoever follows it by its feed asks what became of it. */
enum status get_solution_steps(struct req *r)
{
	struct solution s;
	struct solution_view v = { 0 };
	TRY(solution_by_ref(r->tx, &everyone, r->page.lang, r->ref, &s));
	struct req open = *r;
	open.who = &everyone;
	TRY(read_thread(&open, &s, &v));
	struct buf *out = answer_file(r, "application/atom+xml; charset=utf-8", (struct str){ 0 });
	const struct step_view *last = v.steps.len ? &v.steps.items[v.steps.len - 1] : NULL;
	atom_steps(out, &(struct atom){ .page = &r->page, .path = ref_path(r, &s, ""),
		.named = words_fill(r->arena, r->page.lang, WORD("solutions.feed.steps"), &s.shown_name, 1),
		.updated_at = last ? last->at : s.changed_at }, &v.steps);
	r->answer->open = true;
	return OK;
}

enum status get_versions(struct req *r)
{
	struct solution s;
	struct solution_versions all = { 0 };
	TRY(solution_by_ref(r->tx, r->who, r->page.lang, r->ref, &s));
	if (!solution_is_public(s.state))
		return fail(r->error, NOT_FOUND, "it is not in the catalogue");
	TRY(solution_version_list(r->tx, s.id, &all));
	struct solution_versions_view v = { .head = head_key(WORD("solutions.versions.title")),
		.row = view_solution_row(r->arena, &r->page, &s), .is_veiled = s.is_veiled };
	struct version_row *rows = NEW(r->arena, struct version_row, all.len);
	for (size_t i = 0; i < all.len; i++) {
		struct solution_content read;
		struct solution_form *form = &all.items[i].form;
		struct solution_named named = solution_named(r->arena, &r->site->country, form);
		solution_read(form, &named, SOLUTION_STEP_REVIEW, &read);
		rows[i] = view_version(r->arena, &r->page, &all.items[i], &read);
	}
	v.versions = (struct version_rows){ rows, all.len };
	v.head.hidden = true;
	page_solution_versions(answer_page(r, 200), &r->page, &v);
	return OK;
}
