/* The thread of a need as steps of a page: "what your words have become". Pure. */
#include "features/agora/view_need.h"

/* Titles: of a step that was made, by somebody whose name is known ({1}) or not; of one that is
 * still to come. */
static const struct { const char *icon, *kind, *named, *title, *ahead, *tag, *class; }
	looks[THREAD_KINDS] = {
	[THREAD_WRITTEN] = { "bubble", WORD("agora.kick.need"), WORD("agora.step.written_by"),
		WORD("agora.step.written"), NULL, NULL, "" },
	[THREAD_HELD] = { "eye", WORD("agora.kick.reading"), NULL, WORD("agora.step.held"), NULL,
		NULL, "" },
	[THREAD_RETURNED] = { "pen", WORD("agora.kick.reading"), NULL, WORD("agora.step.returned"),
		NULL, WORD("agora.state.returned"), "ag-wa" },
	[THREAD_REJECTED] = { "stop", WORD("agora.kick.reading"), NULL, WORD("agora.step.rejected"),
		NULL, WORD("agora.state.rejected"), "ag-er" },
	[THREAD_PUBLISHED] = { "eye", WORD("agora.kick.publication"), NULL,
		WORD("agora.step.published"), WORD("agora.ahead.published"), WORD("agora.state.published"),
		"ag-ok" },
	[THREAD_JOINED] = { "merge", WORD("agora.kick.need"), NULL, WORD("agora.step.joined"), NULL,
		NULL, "" },
	[THREAD_QUALIFIED] = { "people", WORD("agora.kick.team"), NULL, WORD("agora.step.qualified"),
		WORD("agora.ahead.qualified"), NULL, "" },
	[THREAD_AGREED] = { "check", WORD("agora.kick.words"), WORD("agora.step.agreed_by"),
		WORD("agora.step.agreed"), NULL, NULL, "" },
	[THREAD_IN_WORK] = { "bulb", WORD("agora.kick.work"), NULL, WORD("agora.step.in_work"),
		WORD("agora.ahead.in_work"), WORD("agora.state.in_work"), "ag-fi" },
	[THREAD_PROMISED] = { "calendar", WORD("agora.kick.promise"), NULL, WORD("agora.step.promised"),
		NULL, NULL, "" },
	[THREAD_ANSWERED] = { "horn", WORD("agora.kick.answer"), NULL, WORD("agora.step.answered"),
		WORD("agora.ahead.answered"), WORD("agora.state.answered"), "ag-ok" },
	[THREAD_ANSWER_UPDATED] = { "horn", WORD("agora.kick.answer"), NULL, WORD("agora.step.updated"),
		NULL, NULL, "" },
	[THREAD_RESOLVED] = { "ok", WORD("agora.kick.end"), NULL, WORD("agora.step.resolved"),
		WORD("agora.ahead.resolved"), WORD("agora.state.resolved"), "ag-ok" },
	[THREAD_REOPENED] = { "arrow", WORD("agora.kick.again"), NULL, WORD("agora.step.reopened"),
		NULL, NULL, "" },
	[THREAD_MERGED] = { "merge", WORD("agora.kick.need"), NULL, WORD("agora.step.merged"), NULL,
		WORD("agora.state.merged"), "" },
	[THREAD_DORMANT] = { "pause", WORD("agora.kick.pause"), NULL, WORD("agora.step.dormant"), NULL,
		WORD("agora.state.dormant"), "" },
	[THREAD_RENEWED] = { "arrow", WORD("agora.kick.again"), NULL, WORD("agora.step.renewed"), NULL,
		NULL, "" },
	[THREAD_WITHDRAWN] = { "archive", WORD("agora.kick.end"), NULL, WORD("agora.step.withdrawn"),
		NULL, WORD("agora.state.withdrawn"), "" },
	[THREAD_STOOD] = { "people", WORD("agora.kick.team"), NULL, WORD("agora.step.stood"), NULL,
		NULL, "" },
	[THREAD_SILENT] = { "pause", WORD("agora.kick.silence"), NULL, WORD("agora.step.silent"), NULL,
		NULL, "" },
	[THREAD_FOUND] = { "bulb", WORD("agora.kick.solution"), NULL, WORD("agora.step.found"), NULL,
		NULL, "" },
	[THREAD_HELPED] = { "ok", WORD("agora.kick.solution"), NULL, WORD("agora.step.helped"), NULL,
		WORD("agora.tried.helped"), "ag-ok" },
	[THREAD_HELPED_PARTLY] = { "ok", WORD("agora.kick.solution"), NULL, WORD("agora.step.partly"),
		NULL, WORD("agora.tried.partly"), "ag-ok" },
	[THREAD_HELPED_NOT] = { "stop", WORD("agora.kick.solution"), NULL,
		WORD("agora.step.helped_not"), NULL, WORD("agora.tried.not"), "" },
	[THREAD_UNFIT] = { "stop", WORD("agora.kick.solution"), NULL, WORD("agora.step.unfit"), NULL,
		NULL, "" },
	[THREAD_DROPPED] = { "pause", WORD("agora.kick.solution"), NULL, WORD("agora.step.dropped"),
		NULL, NULL, "" },
};

const char *stood_key(enum standing s)
{
	static const char *const keys[STANDINGS] = {
		[STANDING_NO_SOLUTION] = WORD("agora.stood.no_solution"),
		[STANDING_WAITING] = WORD("agora.stood.waiting"),
		[STANDING_FEW] = WORD("agora.stood.too_few"),
		[STANDING_OUTSIDE] = WORD("agora.stood.outside"),
		[STANDING_IN_WORK] = WORD("agora.stood.in_work"),
	};
	return s < STANDINGS ? keys[s] : NULL;
}

static struct str standing_text(struct arena *a, enum lang lang, const struct stood *s)
{
	if (s->standing == STANDING_WAITING && s->waits_for.len)
		return words_fill(a, lang, WORD("agora.stood.waits_for"), &s->waits_for, 1);
	return stood_key(s->standing) ? words(lang, stood_key(s->standing)) : (struct str){ 0 };
}

static struct str joined_texts(struct arena *a, struct str first, struct str second)
{
	if (!first.len || !second.len)
		return first.len ? first : second;
	return str_fmt(a, "%.*s\n\n%.*s", (int)first.len, first.ptr, (int)second.len, second.ptr);
}

/* Reason, words of the team, the day that was promised: as paragraphs. */
static struct str text_of(struct arena *a, enum lang lang, const struct thread_step *s)
{
	struct str said = s->text;
	if (s->kind == THREAD_ANSWERED || s->kind == THREAD_ANSWER_UPDATED)
		said = (struct str){ 0 };              /* it stands above, in full */
	if (s->reason) {
		struct str reason = words(lang, reason_key(s->reason));
		said = joined_texts(a, words_fill(a, lang, WORD("agora.step.reason"), &reason, 1), said);
	}
	if (s->stood.standing)
		said = joined_texts(a, standing_text(a, lang, &s->stood), said);
	if (s->day) {
		struct str day = day_words(a, lang, s->day);
		const char *key = s->state == THREAD_LATE ? WORD("agora.step.day_over")
			: WORD("agora.step.day");
		said = joined_texts(a, words_fill(a, lang, key, &day, 1), said);
	}
	return said;
}

static struct step_view step_of(struct arena *a, enum lang lang, const struct thread_step *s,
	struct str name)
{
	bool ahead = s->state == THREAD_NEXT || s->state == THREAD_LATE;
	bool named = !ahead && name.len && looks[s->kind].named;
	const char *made = named ? looks[s->kind].named : looks[s->kind].title;
	struct step_view v = {
		.state     = (enum step_state)s->state,
		.icon      = looks[s->kind].icon,
		.kind      = looks[s->kind].kind,
		.at        = s->at,
		.title     = ahead && looks[s->kind].ahead ? looks[s->kind].ahead : made,
		.who       = name,
		.text      = text_of(a, lang, s),
		.tag       = looks[s->kind].tag,
		.tag_class = looks[s->kind].class,
		.gap_days  = s->gap_days,
	};
	if (s->kind == THREAD_IN_WORK && s->state == THREAD_DONE)
		v.tag = NULL;                          /* it is over */
	if (ahead) {
		bool late = s->state == THREAD_LATE;
		v.tag = late ? WORD("agora.promise.late") : WORD("agora.step.to_come");
		v.tag_class = late ? "ag-wa" : "";
	}
	return v;
}

struct step_views view_steps(struct arena *a, const struct page *p, const struct need_in *in)
{
	const struct thread *t = in->thread;
	struct step_view *items = NEW(a, struct step_view, t->len);
	size_t len = 0;
	for (size_t i = 0; i < t->len; i++) {
		const struct thread_step *s = &t->items[i];
		if (s->kind == THREAD_JOINED)          /* side branches: view_need.c */
			continue;
		items[len] = step_of(a, p->lang, s, in->names[i]);
		if (s->kind == THREAD_MERGED) {
			items[len].link = in->others[i].path;
			items[len].link_text = in->others[i].title.text;
		} else if (s->at && (s->kind == THREAD_ANSWERED || s->kind == THREAD_ANSWER_UPDATED)) {
			items[len].link = (struct url){ STR("#reponse") };
			items[len].link_text = words(p->lang, WORD("agora.step.read_answer"));
		}
		len++;
	}
	return (struct step_views){ items, len };
}
