/* A request as a small thread: asked, answered, done. Pure. */
#include "features/services/view_request.h"

/* Words about a day, for a step to come. */
static struct str about_day(struct arena *a, enum lang lang, const char *key, int64_t day)
{
	struct str words_of_day = day_words(a, lang, day);
	return words_fill(a, lang, key, &words_of_day, 1);
}

static struct step_view ahead(struct arena *a, const struct page *p, const struct lab_request *q,
	const char *title, const char *until)
{
	bool late = request_is_late(q, p->today);
	return (struct step_view){
		.state = late ? STEP_LATE : STEP_NEXT, .icon = late ? "clock" : "calendar", .title = title,
		.text = about_day(a, p->lang, late ? WORD("services.step.late") : until, q->due_day),
		.tag = late ? WORD("services.late") : NULL, .tag_class = late ? "ag-wa" : "",
	};
}

static struct step_view closed(const struct lab_request *q)
{
	bool delivered = q->state == REQUEST_DELIVERED, declined = q->state == REQUEST_DECLINED;
	struct state_look look = request_state_look(q->state);
	return (struct step_view){
		.state = STEP_DONE, .icon = delivered ? "ok" : declined ? "stop" : "archive",
		.at = q->closed_at, .text = q->closing, .tag = look.key, .tag_class = look.tag_class,
		.title = delivered ? WORD("services.step.delivered")
			: declined ? WORD("services.step.declined") : WORD("services.step.withdrawn"),
	};
}

struct step_views view_request_steps(struct arena *a, const struct page *p,
	const struct lab_request *q)
{
	enum { STEPS_MAX = 4 };
	struct step_view *steps = NEW(a, struct step_view, STEPS_MAX);
	size_t len = 0;
	steps[len++] = (struct step_view){ .state = STEP_DONE, .icon = "bubble", .at = q->asked_at,
		.title = WORD("services.step.asked") };
	if (q->state == REQUEST_ASKED)
		steps[len++] = ahead(a, p, q, WORD("services.step.answer"),
			WORD("services.step.answer_by"));
	if (q->accepted_at)
		steps[len++] = (struct step_view){ .icon = "check", .at = q->accepted_at,
			.state = q->state == REQUEST_ACCEPTED ? STEP_NOW : STEP_DONE,
			.title = WORD("services.step.accepted"), .text = q->accepted };
	if (q->state == REQUEST_ACCEPTED)
		steps[len++] = ahead(a, p, q, WORD("services.step.service"),
			WORD("services.step.service_by"));
	if (q->closed_at)
		steps[len++] = closed(q);
	return (struct step_views){ steps, len };
}
