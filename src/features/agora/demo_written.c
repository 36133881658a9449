/* One written need of the demonstration: from its first day to where the file leaves it. */
#include "features/agora/demo_inside.h"

enum { DAY_MS = 86400000, HOUR_MS = 3600000, FIRST_SUPPORTS = 150, MORE_SUPPORTS = 180 };

static enum need_state state_named(struct str name)
{
	for (enum need_state s = NEED_HELD; s < NEED_STATES; s++)
		if (str_eq(name, str_view(need_state_name(s))))
			return s;
	return NEED_PUBLISHED;
}

/* The words of the file for what the wizard asks. */
static void take_content(struct making *m, const struct field *f)
{
	struct need *n = &m->n;
	int64_t word;
	n->title = field_get(f, "title");
	n->text = field_get(f, "text");
	n->theme = field_get(f, "theme");
	struct str whom = field_get(f, "for");
	need_for_read(str_eq(whom, STR("self")) ? STR("me") : whom, &word);
	n->for_whom = (enum need_for)word;
	struct str stage = field_get(f, "stage");
	bool before = str_eq(stage, STR("before")), looks = str_eq(n->theme, STR("screening"));
	need_stage_read(stage, &word);
	n->stage = before ? (looks ? STAGE_SCREENING : STAGE_PREVENTION) : (enum need_stage)word;
	struct place place;
	n->commune = field_get(f, "commune");
	if (n->commune.len && place_find(n->commune, &place))
		n->territory = place.territory;
	else
		n->territory = field_get(f, "departement");
}

static bool is_before_the_public(enum need_state end, struct str because)
{
	return end == NEED_RETURNED || end == NEED_REJECTED
		|| (end == NEED_HELD && !str_eq(because, STR("report")));
}

static void qualify(struct making *m, const struct field *f)
{
	int64_t days = demo_number(f, "qualified_days_ago");
	if (!days)
		return;
	demo_step(m, demo_moment(m->d, days), demo_hand(m, ROLE_FACILITATOR), "agora.qualified",
		NEED_QUALIFIED)->action = "qualify";
	m->n.formulated = (struct need_formulated){ field_get(f, "as"), field_get(f, "need"),
		field_get(f, "so_that") };
	if (m->n.formulated.need_what.len == 0)
		return;
	m->n.formulation = FORMULATION_AGREED;
	demo_step(m, demo_moment(m->d, days - 1), m->n.persona, "agora.agreed", NEED_QUALIFIED);
}

static void take_up(struct making *m, const struct field *f)
{
	int64_t days = demo_number(f, "work_days_ago");
	if (!days)
		return;
	struct past *p = demo_step(m, demo_moment(m->d, days), demo_hand(m, ROLE_FACILITATOR),
		"agora.taken_up", NEED_IN_WORK);
	p->action = "take_up";
	p->text = field_get(f, "work");
}

/* The day of an answer that came was kept; of one that is still due the file says it. */
static void promise(struct making *m, const struct field *f)
{
	int64_t answered = demo_number(f, "answered_days_ago"), from_now = 0;
	bool due = str_to_i64(field_get(f, "promised_days_from_now"), &from_now);
	if (!due && !answered)
		return;
	int64_t last = (m->d->now_at - m->n.changed_at) / DAY_MS, days = last > 4 ? last - 3 : 1;
	m->n.promised_day = m->d->today + (due ? from_now : 7 - answered);
	struct past *p = demo_step(m, demo_moment(m->d, days), demo_hand(m, ROLE_FACILITATOR),
		"agora.promised", m->n.state);
	p->action = "promise";
	p->other = m->n.promised_day;
}

static void answer(struct making *m, const struct field *f)
{
	int64_t days = demo_number(f, "answered_days_ago");
	if (!days)
		return;
	m->n.answered_at = demo_moment(m->d, days);
	demo_step(m, m->n.answered_at, demo_hand(m, ROLE_FACILITATOR), "agora.answered", NEED_ANSWERED);
}

static void fall_asleep(struct making *m)
{
	struct uuid platform = { 0 };
	int64_t days = ARCHIVE_DAYS - ARCHIVE_NOTICE_DAYS;
	m->n.noticed_at = m->n.changed_at + days * DAY_MS;
	int64_t asleep = m->n.changed_at + (int64_t)ARCHIVE_DAYS * DAY_MS;
	demo_step(m, m->n.noticed_at, platform, "agora.archive_noticed", m->n.state);
	demo_step(m, asleep, platform, "agora.archived", NEED_DORMANT);
}

/* A moderator decides, some hours after it was written. */
static void decide(struct making *m, const struct field *f, enum need_state end)
{
	bool returned = end == NEED_RETURNED;
	struct past *p = demo_step(m, m->n.changed_at + (3 + (int64_t)demo_below(m->d, 5)) * HOUR_MS,
		demo_hand(m, ROLE_MODERATOR), returned ? "agora.returned" : "agora.rejected", end);
	p->action = returned ? "return" : "reject";
	p->reason = returned ? REASON_PRIVACY : REASON_OTHER;
	p->text = field_get(f, "reason");
}

static void hold(struct making *m)
{
	m->n.held_from = m->n.state;
	struct past *p = demo_step(m, m->d->now_at - 20 * HOUR_MS, demo_hand(m, ROLE_MODERATOR),
		"agora.held", NEED_HELD);
	p->action = "hold";
	p->reason = REASON_PRIVACY;
}

/* From the day it was written to where the file leaves it. */
static void live(struct making *m, const struct field *f)
{
	enum need_state end = state_named(field_get(f, "state"));
	struct str because = field_get(f, "held_because");
	int64_t resolved = demo_number(f, "resolved_days_ago");
	int64_t withdrawn = demo_number(f, "withdrawn_days_ago");
	if (is_before_the_public(end, because)) {
		demo_step(m, m->n.created_at, m->n.persona, "agora.submitted", NEED_HELD);
		if (end != NEED_HELD)
			decide(m, f, end);
		return;
	}
	demo_publish(m, is_first_post(m->tx, m->n.persona));
	qualify(m, f);
	take_up(m, f);
	promise(m, f);
	answer(m, f);
	if (resolved)
		demo_step(m, demo_moment(m->d, resolved), m->n.persona, "agora.resolved", NEED_RESOLVED)
			->text = field_get(f, "resolved");
	if (withdrawn)
		demo_step(m, demo_moment(m->d, withdrawn), m->n.persona, "agora.withdrawn",
			NEED_WITHDRAWN);
	if (end == NEED_DORMANT)
		fall_asleep(m);
	if (end == NEED_HELD)
		hold(m);
}

/* ---- what came of solutions, by demo/matches.txt ---- */

static const char *end_named(struct str state)
{
	static const struct { const char *state, *event; } ends[] = {
		{ "helped", "agora.tried_helped" }, { "helped_partly", "agora.tried_partly" },
		{ "helped_not", "agora.tried_not" }, { "not_fit", "agora.tried_unfit" },
		{ "expired", "agora.tried_dropped" },
	};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_eq(state, str_view(ends[i].state)))
			return ends[i].event;
	return NULL;
}

/* Among the steps that were made, where it belongs in time; its state stays. */
static void weave(struct making *m, int64_t days_ago, const char *what)
{
	int64_t at = demo_moment(m->d, days_ago);
	size_t i = m->len;
	if (m->len == PAST_MAX || !what || at <= m->n.published_at)
		return;
	for (; m->past[i - 1].at > at; i--)
		m->past[i] = m->past[i - 1];
	bool by_time = strcmp(what, "agora.tried_dropped") == 0;
	m->past[i] = (struct past){ .at = at, .what = what, .from = m->past[i - 1].to,
		.to = m->past[i - 1].to, .by = by_time ? (struct uuid){ 0 } : m->n.persona };
	m->len++;
	if (!by_time && at > m->n.heard_at)
		m->n.heard_at = at;
}

static void tried(struct making *m, struct str id)
{
	struct str rest = demo_file("matches.txt");
	struct demo_block b;
	while (demo_block_next(tx_arena(m->tx), &rest, &b)) {
		int64_t found = demo_number(b.fields, "found_days_ago");
		int64_t ended = demo_number(b.fields, "ended_days_ago");
		if (!str_eq(field_get(b.fields, "need"), id))
			continue;
		if (found)
			weave(m, found, "agora.tried_found");
		if (ended)
			weave(m, ended, end_named(field_get(b.fields, "state")));
	}
}

/* ---- what stands beside its row ---- */

static enum status store_answer(struct making *m, const struct field *f)
{
	struct answered a = { .need = m->n.id, .state = ANSWER_DRAFTED, .lang = m->n.lang,
		.draft = field_get(f, "answer"), .drafted_by = demo_hand(m, ROLE_FACILITATOR) };
	if (m->n.answered_at == 0)
		return OK;
	struct uuid second = demo_hand(m, ROLE_FACILITATOR);
	while (uuid_eq(second, a.drafted_by))
		second = demo_hand(m, ROLE_FACILITATOR);
	TRY(answer_insert(m->tx, &a));
	TRY(answer_set_reviewed(m->tx, a.id, second));
	a.state = ANSWER_PUBLISHED;
	a.published_at = a.updated_at = m->n.answered_at;
	a.version = 1;
	return answer_set_published(m->tx, &a);
}

static enum status translate(struct making *m, const struct field *f)
{
	const struct { const char *name; int field; struct str source; } texts[] = {
		{ "title_en", VARIANT_TITLE, m->n.title }, { "text_en", VARIANT_TEXT, m->n.text },
		{ "answer_en", VARIANT_ANSWER, field_get(f, "answer") },
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct str words_ = field_get(f, texts[i].name);
		if (words_.len)
			TRY(variant_put(m->tx, &(struct variant){ .kind = AGORA_NEED, .id = m->n.id,
				.field = texts[i].field, .lang = LANG_EN, .text = words_,
				.source = texts[i].source }));
	}
	return OK;
}

static enum status wait_in_queue(struct making *m, struct str because)
{
	static const struct { const char *name; unsigned rules; } rules[] = {
		{ "first-post", RULE_FIRST_POST }, { "phone", RULE_PHONE }, { "email", RULE_EMAIL },
		{ "link", RULE_LINK }, { "identifier", RULE_IDENTIFIER }, { "report", RULE_REPORT },
	};
	if (m->n.state != NEED_HELD)
		return OK;
	unsigned why = RULE_FIRST_POST;
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (str_eq(because, str_view(rules[i].name)))
			why = rules[i].rules;
	struct covered covered = country_covered(&m->d->site->country);
	struct moderated about = need_moderated(&m->n);
	enum lane lane = lane_of_rules(why);
	return queue_put(m->tx, &about, &(struct queue_new){ .rules = why, .lane = lane,
		.at = m->n.changed_at, .due_at = lane_due(lane, m->n.changed_at, &covered) });
}

enum status demo_write(struct making *m, const struct demo_written *w)
{
	const struct demo_person *author = demo_person_named(m->people, field_get(w->f, "by"));
	if (!author)
		return fail(tx_error(m->tx), BROKEN, "needs.txt: a need by somebody who is not there");
	m->n = (struct need){ .persona = author->person.persona, .supports = w->supports,
		.ref = demo_ref(m->d, w->f),
		.created_at = demo_moment(m->d, w->days_ago) };
	take_content(m, w->f);
	if (field_get(w->f, "merged_into").len)        /* see demo_after.c: not before that day */
		m->joined_until = zone_at(m->d->site->country.zone,
			m->d->today - w->days_ago * 4 / 5, 0, 0);
	live(m, w->f);
	tried(m, field_get(w->f, "id"));
	TRY(demo_store(m));
	TRY(store_answer(m, w->f));
	TRY(translate(m, w->f));
	TRY(act_words(m->tx, &m->n));
	TRY(wait_in_queue(m, field_get(w->f, "held_because")));
	m->d->done++;
	TRY(demo_supported(m, 0, w->supports < FIRST_SUPPORTS ? w->supports : FIRST_SUPPORTS));
	return demo_tell(m);
}

enum status demo_write_supports(struct making *m, const struct demo_written *w, int64_t slice)
{
	struct uuid ref_ = demo_ref(m->d, w->f);
	if (!demo_need_get(m->tx, ref_, &m->n))
		return fail(tx_error(m->tx), BROKEN, "needs.txt: a need is not there");
	int64_t from = FIRST_SUPPORTS + (slice - 1) * MORE_SUPPORTS, left = w->supports - from;
	return demo_supported(m, from, left < MORE_SUPPORTS ? left : MORE_SUPPORTS);
}

int64_t demo_slices(const struct demo_written *w)
{
	int64_t more = w->supports - FIRST_SUPPORTS;
	return 1 + (more > 0 ? (more + MORE_SUPPORTS - 1) / MORE_SUPPORTS : 0);
}
