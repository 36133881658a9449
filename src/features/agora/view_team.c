/* From the queue and its items to what moderators see. Pure. */
#include "features/agora/view_team.h"
#include "base/utf8.h"
#include "features/agora/names.h"

static const char *const lane_keys[LANES] = {
	[LANE_CRISIS] = WORD("agora.lane.crisis"), [LANE_PRIVACY] = WORD("agora.lane.privacy"),
	[LANE_CLINICAL] = WORD("agora.lane.clinical"), [LANE_ABUSE] = WORD("agora.lane.abuse"),
	[LANE_COMMERCIAL] = WORD("agora.lane.commercial"), [LANE_FIRST] = WORD("agora.lane.first"),
	[LANE_REPORT] = WORD("agora.lane.report"),
};
static const struct { unsigned rule; const char *key; } rules[] = {
	{ RULE_FIRST_POST, WORD("agora.rule.first") },
	{ RULE_PHONE, WORD("agora.rule.phone") },
	{ RULE_EMAIL, WORD("agora.rule.email") },
	{ RULE_LINK, WORD("agora.rule.link") },
	{ RULE_IDENTIFIER, WORD("agora.rule.identifier") },
	{ RULE_REPORT, WORD("agora.rule.report") },
	{ RULE_RESUBMITTED, WORD("agora.rule.again") },
};
static const struct { const char *action, *key; } actions[] = {
	{ "approve", WORD("agora.done.approve") },   { "return", WORD("agora.done.return") },
	{ "reject", WORD("agora.done.reject") },     { "hold", WORD("agora.done.hold") },
	{ "dismiss", WORD("agora.done.dismiss") },   { "qualify", WORD("agora.done.qualify") },
	{ "take_up", WORD("agora.done.take_up") },   { "promise", WORD("agora.done.promise") },
	{ "merge", WORD("agora.done.merge") },       { "renew", WORD("agora.done.renew") },
	{ "reopen", WORD("agora.done.reopen") },     { "resolve", WORD("agora.done.resolve") },
	{ "withdraw", WORD("agora.done.withdraw") }, { "archive", WORD("agora.done.archive") },
};
static const char *const report_keys[REPORT_REASONS] = {
	[REPORT_DANGER] = WORD("agora.report.danger"), [REPORT_PRIVACY] = WORD("agora.report.privacy"),
	[REPORT_MEDICAL] = WORD("agora.report.medical"), [REPORT_ABUSE] = WORD("agora.report.abuse"),
	[REPORT_ADVERT] = WORD("agora.report.advert"), [REPORT_OTHER] = WORD("agora.report.else"),
};

const char *action_key(struct str action)
{
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
		if (str_eq(action, str_view(actions[i].action)))
			return actions[i].key;
	return NULL;
}

const char *report_key(enum report_reason r)
{
	return report_keys[r > 0 && r < REPORT_REASONS ? r : REPORT_OTHER];
}

/* ---- the queue ---- */

static struct str rules_said(struct arena *a, enum lang lang, unsigned held_by)
{
	struct str said = { 0 };
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		if (!(held_by & rules[i].rule))
			continue;
		struct str rule = words(lang, rules[i].key);
		said = said.len ? str_fmt(a, "%.*s, %.*s", (int)said.len, said.ptr, (int)rule.len, rule.ptr)
			: rule;
	}
	return said;
}

struct queue_row view_queue_row(struct arena *a, const struct page *p,
	const struct queue_item *item, struct uuid reader)
{
	enum { EXCERPT = 180 };
	struct str text = item->need.text;
	struct str cut = utf8_cut(text, EXCERPT);
	if (cut.len < text.len)
		cut = str_fmt(a, "%.*s…", (int)cut.len, cut.ptr);
	return (struct queue_row){
		.need    = view_row(a, p, &item->need, reader),
		.excerpt = cut,
		.rules   = rules_said(a, p->lang, item->reports ? item->rules & ~(unsigned)RULE_REPORT
			: item->rules),
		.lane    = lane_keys[item->lane < LANES ? item->lane : LANE_REPORT],
		.at      = item->at,
		.due_at  = item->due_at,
		.reports = item->reports,
		.is_late = item->due_at < p->now_at,
		.is_mine = uuid_eq(item->taken_by, reader),
		.is_own  = !need_may_decide(&item->need, reader),
	};
}

void view_queue(struct arena *a, const struct field *query, struct queue_view *v)
{
	struct option_view *items = NEW(a, struct option_view, LANES);
	struct str typed = field_get(query, "lane");
	items[0] = (struct option_view){ .value = STR(""), .label = WORD("agora.lane.all") };
	for (enum lane l = LANE_CRISIS; l < LANES; l++) {
		struct str word = str_view(lane_word(l));
		items[l] = (struct option_view){ .value = word, .label = lane_keys[l],
			.chosen = str_eq(word, typed) };
	}
	*v = (struct queue_view){ .head = head_key(WORD("agora.queue.title")) };
	v->head.sheet = "team.css";
	v->head.hidden = true;
	v->lane = (struct field_view){ .name = STR("lane"), .kind = FIELD_SELECT,
		.label = WORD("agora.queue.lane"), .typed = typed, .options = { items, LANES } };
}

/* ---- one case ---- */

void view_decide(struct arena *a, const struct decide_form *form, struct case_view *v)
{
	v->field[DECIDE_F_REASON] = (struct field_view){
		.name = STR("reason"), .kind = FIELD_SELECT, .label = WORD("agora.decide.reason"),
		.typed = form->typed[DECIDE_F_REASON], .problem = form->problem[DECIDE_F_REASON],
		.options = view_reasons(a, form->typed[DECIDE_F_REASON]),
	};
	v->field[DECIDE_F_TEXT] = (struct field_view){
		.name = STR("text"), .kind = FIELD_LONG, .label = WORD("agora.decide.text"),
		.hint = WORD("agora.decide.text_hint"), .typed = form->typed[DECIDE_F_TEXT],
		.problem = form->problem[DECIDE_F_TEXT], .max = NOTE_MAX, .rows = 4,
	};
	v->fields = (struct field_views){ v->field, DECIDE_FIELDS };
	v->head.problems = field_problems(v->fields);
}

/* ---- needs to work on ---- */

void view_work_list(struct arena *a, const struct field *query, struct work_list_view *v)
{
	static const struct { const char *value, *label; } about[] = {
		{ "open", WORD("agora.work.open") }, { "work", WORD("agora.work.in_work") },
		{ "answered", WORD("agora.work.answered") }, { "dormant", WORD("agora.work.dormant") },
	};
	enum { CHOICES = sizeof about / sizeof *about };
	struct option_view *items = NEW(a, struct option_view, CHOICES);
	struct str typed = field_get(query, "state");
	for (size_t i = 0; i < CHOICES; i++)
		items[i] = (struct option_view){ .value = str_view(about[i].value),
			.label = about[i].label, .chosen = str_eq(typed, str_view(about[i].value)) };
	*v = (struct work_list_view){ .head = head_key(WORD("agora.work.title")) };
	v->head.sheet = "team.css";
	v->head.hidden = true;
	v->state = (struct field_view){ .name = STR("state"), .kind = FIELD_SELECT,
		.label = WORD("agora.filter.state"), .typed = typed, .options = { items, CHOICES } };
}
