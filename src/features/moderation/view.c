/* From the queue and its items to what moderators see; the forms of everybody. Pure. */
#include "features/moderation/view.h"
#include "base/utf8.h"

/* ---- the queue ---- */

struct queue_row view_queue_row(struct arena *a, const struct page *p, const struct row_in *in)
{
	enum { EXCERPT = 180 };
	struct str cut = utf8_cut(in->text, EXCERPT);
	if (cut.len < in->text.len)
		cut = str_fmt(a, "%.*s…", (int)cut.len, cut.ptr);
	/* How many reports there are, says more than that there are some. */
	bool is_told = in->reports && !in->is_own;
	unsigned rules = in->reports ? in->rules & ~(unsigned)RULE_REPORT : in->rules;
	/* Nor does its author learn from the lane what was said about it. */
	enum lane lane = in->is_own && in->rules & RULE_REPORT ? LANE_REPORT : in->lane;
	return (struct queue_row){
		.ref     = in->ref,
		.title   = in->title,
		.excerpt = in->veiled ? (struct str){ 0 } : cut,
		.lang    = page_foreign(p, in->lang),
		.rules   = rules_said(a, p->lang, rules),
		.lane    = lane_key(lane),
		.written_at = in->written_at,
		.at      = in->at,
		.due_at  = in->due_at,
		.reports = is_told ? in->reports : 0,
		.is_late = in->due_at < p->now_at,
		.is_mine = in->is_mine,
		.is_own  = in->is_own,
		.is_barred = in->is_barred,
		.is_veiled = in->veiled,
		.taken_by  = in->taken_by,
	};
}

void view_queue(struct arena *a, const struct field *query, struct queue_view *v)
{
	struct option_view *items = NEW(a, struct option_view, LANES);
	struct str typed = field_get(query, "lane");
	items[0] = (struct option_view){ .value = STR(""), .label = WORD("moderation.lane.all") };
	for (enum lane l = LANE_CRISIS; l < LANES; l++) {
		struct str word = str_view(lane_word(l));
		items[l] = (struct option_view){ .value = word, .label = lane_key(l),
			.chosen = str_eq(word, typed) };
	}
	*v = (struct queue_view){ .head = head_key(WORD("moderation.queue.title")) };
	v->head.sheet = "team.css";
	v->head.hidden = true;
	v->lane = (struct field_view){ .name = STR("lane"), .kind = FIELD_SELECT,
		.label = WORD("moderation.queue.lane"), .typed = typed, .options = { items, LANES } };
}

/* ---- one case ---- */

static struct option_views reasons(struct arena *a, struct str typed)
{
	struct option_view *items = NEW(a, struct option_view, REASONS);
	items[0] = (struct option_view){ .value = STR(""), .label = WORD("moderation.reason.choose") };
	for (enum reason r = REASON_PRIVACY; r < REASONS; r++) {
		struct str word = str_view(reason_word(r));
		items[r] = (struct option_view){ .value = word, .label = reason_key(r),
			.chosen = str_eq(word, typed) };
	}
	return (struct option_views){ items, REASONS };
}

static struct button_views buttons(struct arena *a, const bool may[VERDICTS])
{
	static const struct { enum verdict v; const char *label; bool main; } order[] = {
		{ VERDICT_RETURN, WORD("moderation.case.return"), true },
		{ VERDICT_REJECT, WORD("moderation.case.reject"), false },
		{ VERDICT_UPHOLD, WORD("moderation.case.uphold"), true },
		{ VERDICT_RESTORE, WORD("moderation.case.restore"), false },
		{ VERDICT_HOLD, WORD("moderation.case.hold"), false },
		{ VERDICT_HIDE, WORD("moderation.case.hide"), false },
		{ VERDICT_VEIL, WORD("moderation.case.veil"), false },
		{ VERDICT_UNVEIL, WORD("moderation.case.unveil"), false },
		{ VERDICT_DISMISS, WORD("moderation.case.dismiss"), true },
	};
	struct button_view *items = NEW(a, struct button_view, VERDICTS);
	size_t len = 0;
	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		if (may[order[i].v])
			items[len++] = (struct button_view){ order[i].label,
				str_view(verdict_word(order[i].v)), order[i].main };
	return (struct button_views){ items, len };
}

static struct field_view long_field(const struct said_form *form, const char *label,
	const char *hint)
{
	return (struct field_view){ .name = STR("text"), .kind = FIELD_LONG, .label = label,
		.hint = hint, .typed = form->typed[SAID_TEXT], .problem = form->problem[SAID_TEXT],
		.max = WORDS_MAX, .rows = 4 };
}

void view_decide(struct arena *a, const struct said_form *form, struct case_view *v)
{
	v->field[SAID_REASON] = (struct field_view){
		.name = STR("reason"), .kind = FIELD_SELECT, .label = WORD("moderation.decide.reason"),
		.typed = form->typed[SAID_REASON], .problem = form->problem[SAID_REASON],
		.options = reasons(a, form->typed[SAID_REASON]),
	};
	v->field[SAID_TEXT] = long_field(form, WORD("moderation.decide.text"),
		WORD("moderation.decide.text_hint"));
	v->fields = (struct field_views){ v->field, SAID_FIELDS };
	v->head.problems = field_problems(v->fields);
	v->buttons = buttons(a, v->may);
}

/* ---- what anybody may ask ---- */

static struct option_views report_reasons(struct arena *a, struct str typed)
{
	static const char *const hints[REPORT_REASONS] = {
		[REPORT_DANGER]  = WORD("moderation.report.danger_hint"),
		[REPORT_PRIVACY] = WORD("moderation.report.privacy_hint"),
		[REPORT_MEDICAL] = WORD("moderation.report.medical_hint"),
	};
	struct option_view *items = NEW(a, struct option_view, REPORT_REASONS);
	size_t len = 0;
	for (enum report_reason r = REPORT_DANGER; r < REPORT_REASONS; r++) {
		struct str value = str_view(report_reason_word(r));
		items[len++] = (struct option_view){ .value = value, .label = report_key(r),
			.hint = hints[r], .chosen = str_eq(value, typed) };
	}
	return (struct option_views){ items, len };
}

void view_report(struct arena *a, const struct said_form *form, struct ask_view *v)
{
	v->field[SAID_REASON] = (struct field_view){
		.name = STR("reason"), .kind = FIELD_CHOICE, .label = WORD("moderation.report.reason"),
		.typed = form->typed[SAID_REASON], .problem = form->problem[SAID_REASON],
		.options = report_reasons(a, form->typed[SAID_REASON]),
	};
	v->field[SAID_TEXT] = long_field(form, WORD("moderation.report.text"),
		WORD("moderation.report.text_hint"));
	v->field[SAID_TEXT].optional = true;
	v->fields = (struct field_views){ v->field, SAID_FIELDS };
	v->head.problems = field_problems(v->fields);
}

void view_appeal(const struct said_form *form, struct ask_view *v)
{
	v->field[0] = long_field(form, WORD("moderation.appeal.text"),
		WORD("moderation.appeal.text_hint"));
	v->fields = (struct field_views){ v->field, 1 };
	v->head.problems = field_problems(v->fields);
}

/* ---- telephone ---- */

void part_tel(struct buf *h, const struct page *p, struct str number)
{
	(void)p;
	html_raw(h, STR("<a href=\"tel:"));
	for (size_t i = 0; i < number.len; i++)
		if (number.ptr[i] != ' ')
			html_url_part(h, (struct str){ number.ptr + i, 1 });
	html_raw(h, STR("\">"));
	html_text(h, number);
	html_raw(h, STR("</a>"));
}
