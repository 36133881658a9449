/* What becomes of a solution, step by step. */
#include "features/solutions/acts.h"
#include "engines/delivery/delivery.h"
#include "engines/delivery/follow.h"
#include "app/site.h"
#include "engines/moderation/moderation.h"
#include "engines/search/search.h"
#include "engines/variants/variants.h"

enum { DAY_MS = 24 * 3600 * 1000 };
_Static_assert(AUDIENCE_ALL == 0 && AUDIENCE_TEAM == 2, "solution_audience counts on it");

/* clang-format off */
#define BY_BOTH (BY_AUTHOR | BY_FACILITATOR)
#define FROM_PUBLIC(action, to, by, event) \
	{ action, SOLUTION_LISTED, to, by, event }, { action, SOLUTION_DOCUMENTED, to, by, event }, \
	{ action, SOLUTION_EVALUATED, to, by, event }
static const struct transition transitions[] = {
	{ "resubmit", SOLUTION_RETURNED,   SOLUTION_SUBMITTED,  BY_AUTHOR,      "solutions.submitted" },
	{ "return",   SOLUTION_SUBMITTED,  SOLUTION_RETURNED,   BY_FACILITATOR, "solutions.returned" },
	{ "list",     SOLUTION_SUBMITTED,  SOLUTION_LISTED,     BY_FACILITATOR, "solutions.listed" },
	{ "document", SOLUTION_LISTED,     SOLUTION_DOCUMENTED, BY_FACILITATOR,
		"solutions.documented" },
	{ "evaluate", SOLUTION_DOCUMENTED, SOLUTION_EVALUATED,  BY_FACILITATOR, "solutions.evaluated" },
	/* a new version has less evidence */
	{ "lessen",   SOLUTION_DOCUMENTED, SOLUTION_LISTED,     BY_FACILITATOR, "solutions.lessened" },
	{ "lessen",   SOLUTION_EVALUATED,  SOLUTION_LISTED,     BY_FACILITATOR, "solutions.lessened" },
	FROM_PUBLIC("suspend", SOLUTION_SUSPENDED, BY_FACILITATOR, "solutions.suspended"),
	{ "resume",   SOLUTION_SUSPENDED,  SOLUTION_LISTED,     BY_FACILITATOR, "solutions.resumed" },
	FROM_PUBLIC("retire", SOLUTION_RETIRED, BY_BOTH, "solutions.retired"),
	{ "retire",   SOLUTION_SUBMITTED,  SOLUTION_RETIRED,    BY_BOTH,        "solutions.retired" },
	{ "retire",   SOLUTION_RETURNED,   SOLUTION_RETIRED,    BY_BOTH,        "solutions.retired" },
	{ "retire",   SOLUTION_SUSPENDED,  SOLUTION_RETIRED,    BY_BOTH,        "solutions.retired" },
	{ "retire",   SOLUTION_HIDDEN,     SOLUTION_RETIRED,    BY_BOTH,        "solutions.retired" },
	/* moderators; back to where it was */
	FROM_PUBLIC("hide", SOLUTION_HIDDEN, BY_MODERATOR, "solutions.hidden"),
	{ "hide",     SOLUTION_SUSPENDED,  SOLUTION_HIDDEN,     BY_MODERATOR,   "solutions.hidden" },
	{ "restore",  SOLUTION_HIDDEN,     SOLUTION_LISTED,     BY_MODERATOR,   "solutions.restored" },
	{ "restore_documented", SOLUTION_HIDDEN, SOLUTION_DOCUMENTED, BY_MODERATOR,
		"solutions.restored" },
	{ "restore_evaluated",  SOLUTION_HIDDEN, SOLUTION_EVALUATED,  BY_MODERATOR,
		"solutions.restored" },
	{ "restore_suspended",  SOLUTION_HIDDEN, SOLUTION_SUSPENDED,  BY_MODERATOR,
		"solutions.restored" },
	{ 0 },
};
/* clang-format on */
const struct workflow solution_workflow = {
	.name = "solution", .kind = SOLUTIONS_SOLUTION, .transitions = transitions,
	.move = solution_move,
};

struct subject solution_subject(const struct solution *s)
{
	return (struct subject){ s->id, (int)s->state, s->persona };
}

/* A town as it is kept, and as people write it. */
static struct str town_named(struct arena *a, struct str typed)
{
	struct place place;
	bool meant = place_of_kept(str_trim(typed), &place) || place_meant(typed, &place);
	return str_trim(typed).len && meant ? place_kept(a, &place) : (struct str){ 0 };
}

struct solution_named solution_named(struct arena *a, const struct country *c,
	const struct solution_form *form)
{
	return (struct solution_named){
		.theme     = country_theme(c, form->typed[SOLUTION_F_THEME]) != NULL,
		.territory = country_territory(c, form->typed[SOLUTION_F_TERRITORY]) != NULL,
		.town      = town_named(a, form->typed[SOLUTION_F_TOWN]),
	};
}

/* ---- shared ---- */

static enum status note(struct tx *tx, const struct who *who, const struct solution *s,
	const char *what)
{
	return event_add(tx, who, &(struct event){ .what = what, .kind = SOLUTIONS_SOLUTION,
		.id = s->id, .from = (int)s->state, .to = (int)s->state });
}

static enum status tell(struct tx *tx, const struct site *site, const struct who *who,
	const struct solution *s, const char *what)
{
	if (uuid_is_none(s->persona) || uuid_eq(s->persona, who->persona))
		return OK;
	return notice_send(tx, site, s->persona,
		&(struct notice){ .what = what, .kind = SOLUTIONS_SOLUTION, .id = s->id });
}

/* Whoever follows it, or a need that it answers, hears of what everybody may read; a new version
 * concerns those alone who follow it. Its bearer is told apart. */
static enum status tell_followers(struct tx *tx, const struct who *who, const struct solution *s,
	const char *what)
{
	const struct news news = { .notice = { what, SOLUTIONS_SOLUTION, s->id },
		.doer = who->persona, .told = { s->persona } };
	if (solution_audience(s) != AUDIENCE_ALL)
		return OK;
	return strcmp(what, "solutions.notice.published") == 0 ? news_add(tx, &news)
		: news_add_upstream(tx, &news);
}

static enum status put_all_words(struct tx *tx, const struct solution *s, struct buf *title,
	struct buf *body)
{
	static const enum solution_field fields[] = { SOLUTION_F_TEXT, SOLUTION_F_CONDITIONS,
		SOLUTION_F_TEAM, SOLUTION_F_EVIDENCE_TEXT, SOLUTION_F_COST_TEXT };
	buf_put(title, s->is.text[SOLUTION_F_NAME]);
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		buf_put(body, s->is.text[fields[i]]);
		buf_put(body, STR("\n"));
	}
	for (enum lang lang = 0; lang < LANGS; lang++) {
		struct variant v = { .kind = SOLUTIONS_SOLUTION, .id = s->id, .lang = lang };
		struct variant_found name, said;
		v.field = VARIANT_NAME;
		v.source = s->is.text[SOLUTION_F_NAME];
		TRY(variant_find(tx, &v, &name));
		v.field = VARIANT_TEXT_OF;
		v.source = s->is.text[SOLUTION_F_TEXT];
		TRY(variant_find(tx, &v, &said));
		if ((int)lang == s->lang || name.is_source || said.is_source)
			continue;
		buf_put(title, STR("\n"));
		buf_put(title, name.text);
		buf_put(body, said.text);
		buf_put(body, STR("\n"));
	}
	return OK;
}

enum status solution_put_words(struct tx *tx, const struct solution *s)
{
	if (!solution_is_public(s->state))
		return search_forget(tx, SOLUTIONS_SOLUTION, s->id);
	struct buf title = { .max = 4096 }, body = { .max = 65536 };
	enum status status = put_all_words(tx, s, &title, &body);
	if (status == OK)
		status = search_put(tx, &(struct search_doc){ .kind = SOLUTIONS_SOLUTION, .id = s->id,
			.persona = s->persona, .audience = AUDIENCE_ALL, .theme = s->is.text[SOLUTION_F_THEME],
			.territory = s->is.text[SOLUTION_F_TERRITORY], .at = s->listed_at,
			.lang = (enum lang)s->lang, .title = buf_view(&title), .body = buf_view(&body) });
	buf_finish(&title);
	buf_finish(&body);
	return status;
}

/* ---- its bearer ---- */

static enum status send_new(struct tx *tx, const struct who *who, struct solution *s)
{
	s->persona = who->persona;
	s->state = SOLUTION_SUBMITTED;
	s->created_at = s->sent_at = s->changed_at = tx_now(tx);
	TRY(solution_insert(tx, s));
	TRY(follow_add(tx, who->persona, (struct object_key){ SOLUTIONS_SOLUTION, s->id }));
	return event_add(tx, who, &(struct event){ .what = "solutions.submitted",
		.kind = SOLUTIONS_SOLUTION, .id = s->id, .to = SOLUTION_SUBMITTED });
}

bool solution_may_edit(const struct solution *s, struct uuid persona)
{
	return uuid_eq(s->persona, persona) && s->state != SOLUTION_SUBMITTED
		&& s->state != SOLUTION_RETIRED;
}

static enum status may_edit(struct tx *tx, const struct who *who, const struct solution *s)
{
	if (!uuid_eq(s->persona, who->persona))
		return fail(tx_error(tx), FORBIDDEN, "only its bearer writes a solution anew");
	if (!solution_may_edit(s, who->persona))
		return fail(tx_error(tx), CONFLICT, "it is not to be written anew now");
	return OK;
}

/* A returned one is what was sent; of one that was public only the draft is. */
static enum status send_again(struct tx *tx, const struct who *who, const struct solution_draft *d,
	struct solution *s)
{
	struct solution_content sent = s->is;
	int lang = s->lang;
	TRY(solution_by_id(tx, who, (enum lang)lang, d->solution, s));
	TRY(may_edit(tx, who, s));
	if (s->state != SOLUTION_RETURNED) {
		TRY(note(tx, who, s, "solutions.version_sent"));
		return solution_draft_set_sent(tx, d->ref, tx_now(tx));
	}
	struct subject subject = solution_subject(s);
	TRY(workflow_fire(tx, &solution_workflow, &subject, who, "resubmit"));
	s->state = SOLUTION_SUBMITTED;
	s->is = sent;
	s->lang = lang;
	s->sent_at = tx_now(tx);
	TRY(solution_set_content(tx, s));
	return solution_draft_delete(tx, d->ref);
}

enum status solution_send(struct tx *tx, const struct site *site, const struct who *who,
	const struct solution_draft *d, struct solution *out)
{
	struct solution_form form = d->form;
	struct solution_named named = solution_named(tx_arena(tx), &site->country, &form);
	*out = (struct solution){ .lang = d->lang };
	if (!solution_read(&form, &named, SOLUTION_STEP_REVIEW, &out->is))
		return fail(tx_error(tx), INVALID, "the draft has problems");
	if (d->solution)
		return send_again(tx, who, d, out);
	TRY(send_new(tx, who, out));
	return solution_draft_delete(tx, d->ref);
}

enum status solution_edit(struct tx *tx, const struct who *who, const struct solution *s,
	struct uuid *draft)
{
	struct solution_draft d = { .solution = s->id, .lang = s->lang,
		.step = SOLUTION_STEP_REVIEW };
	TRY(may_edit(tx, who, s));
	if (solution_draft_of(tx, s->id, &d)) {
		*draft = d.ref;
		return OK;
	}
	TRY(tx_error(tx)->status);
	solution_write(tx_arena(tx), &s->is, &d.form);
	TRY(solution_draft_save(tx, who, &d));
	*draft = d.ref;
	return OK;
}

enum status solution_confirm(struct tx *tx, const struct who *who, const struct solution *s)
{
	if (!uuid_eq(s->persona, who->persona))
		return fail(tx_error(tx), FORBIDDEN, "only its bearer confirms a solution");
	if (!solution_is_public(s->state))
		return fail(tx_error(tx), CONFLICT, "only what is public is confirmed");
	TRY(solution_set_fresh(tx, s->id, tx_now(tx)));
	return note(tx, who, s, "solutions.confirmed");
}

/* ---- the team ---- */

static const char *notice_of(const char *action)
{
	static const struct { const char *action, *key; } notices[] = {
		{ "list",     WORD("solutions.notice.listed") },
		{ "return",   WORD("solutions.notice.returned") },
		{ "document", WORD("solutions.notice.documented") },
		{ "evaluate", WORD("solutions.notice.evaluated") },
		{ "suspend", WORD("solutions.notice.suspended") },
		{ "resume",   WORD("solutions.notice.resumed") },
		{ "retire",   WORD("solutions.notice.retired") },
		{ "publish", WORD("solutions.notice.published") },
		{ "refuse", WORD("solutions.notice.refused") },
	};
	for (size_t i = 0; i < sizeof notices / sizeof *notices; i++)
		if (strcmp(action, notices[i].action) == 0)
			return notices[i].key;
	return NULL;
}

static enum status check_words(struct tx *tx, const struct solution_deed *deed)
{
	struct str words_;
	bool asked = solution_decision_asks(str_view(deed->action));
	return solution_decision_read(deed->text, asked, &words_).key
		? fail(tx_error(tx), INVALID, "\"%s\" asks for words", deed->action) : OK;
}

/* Words, and who is told, of a step that was taken. */
static enum status tell_decision(struct tx *tx, const struct site *site, const struct who *who,
	const struct solution *s, const struct solution_deed *deed)
{
	TRY(solution_decision_add(tx, s->id, &(struct solution_decision){ .at = tx_now(tx),
		.action = str_view(deed->action), .text = str_trim(deed->text), .by = who->persona }));
	return tell(tx, site, who, s, notice_of(deed->action));
}

bool solution_may_act(const struct solution *s, const struct who *who, const char *action)
{
	struct subject subject = solution_subject(s);
	bool own = uuid_eq(s->persona, who->persona);
	if (own && strcmp(action, "retire") != 0)
		return false;
	if (strcmp(action, "document") == 0 && !solution_may_be_documented(s))
		return false;
	return workflow_may(&solution_workflow, &subject, who, action) != NULL;
}

/* What is retired is written anew no longer. */
static enum status drop_draft(struct tx *tx, const struct solution *s)
{
	struct solution_draft d;
	if (solution_draft_of(tx, s->id, &d))
		return solution_draft_delete(tx, d.ref);
	return tx_error(tx)->status;
}

enum status solution_act(struct tx *tx, const struct site *site, const struct who *who,
	struct solution *s, const struct solution_deed *deed)
{
	struct subject subject = solution_subject(s);
	const struct transition *t = workflow_may(&solution_workflow, &subject, who, deed->action);
	TRY(check_words(tx, deed));
	if (uuid_eq(s->persona, who->persona) && strcmp(deed->action, "retire") != 0)
		return fail(tx_error(tx), FORBIDDEN, "nobody decides about a solution of their own");
	if (deed->read_at && s->state == SOLUTION_SUBMITTED && deed->read_at != s->sent_at)
		return fail(tx_error(tx), CONFLICT, "its bearer has sent another text");
	if (t && !solution_may_act(s, who, deed->action))
		return fail(tx_error(tx), CONFLICT, "it has too little evidence");
	TRY(workflow_fire(tx, &solution_workflow, &subject, who, deed->action));
	s->state = (enum solution_state)t->to;
	if (s->version == 0 && solution_is_public(s->state))
		TRY(solution_version_add(tx, s, tx_now(tx)));
	if (s->state == SOLUTION_RETIRED) {
		TRY(drop_draft(tx, s));
		TRY(moderation_release(tx, (struct object_key){ SOLUTIONS_SOLUTION, s->id }));
	}
	TRY(solution_put_words(tx, s));
	TRY(tell_followers(tx, who, s, notice_of(deed->action)));
	return tell_decision(tx, site, who, s, deed);
}

/* A translation of words that are no longer these would say what is not so. */
static enum status replace(struct tx *tx, const struct who *who, struct solution *s,
	const struct solution_content *is, int lang)
{
	bool same = lang == s->lang
		&& str_eq(is->text[SOLUTION_F_NAME], s->is.text[SOLUTION_F_NAME])
		&& str_eq(is->text[SOLUTION_F_TEXT], s->is.text[SOLUTION_F_TEXT]);
	if (!same)
		TRY(solution_translations_stale(tx, s));
	s->is = *is;
	s->lang = lang;
	TRY(solution_set_content(tx, s));
	TRY(solution_version_add(tx, s, tx_now(tx)));
	TRY(solution_set_fresh(tx, s->id, tx_now(tx)));
	TRY(note(tx, who, s, "solutions.version_published"));
	bool proven = s->state == SOLUTION_DOCUMENTED || s->state == SOLUTION_EVALUATED;
	if (!proven || solution_may_be_documented(s))
		return OK;
	struct subject subject = solution_subject(s);
	TRY(workflow_fire(tx, &solution_workflow, &subject, who, "lessen"));
	s->state = SOLUTION_LISTED;
	return OK;
}

enum status solution_decide_version(struct tx *tx, const struct site *site, const struct who *who,
	struct solution *s, const struct solution_deed *deed)
{
	struct solution_draft d = { 0 };
	struct solution_content is;
	const enum solution_state was = s->state;
	bool publishes = strcmp(deed->action, "publish") == 0;
	bool found = solution_draft_of(tx, s->id, &d) && d.sent_at;
	TRY(tx_error(tx)->status);
	if (uuid_eq(s->persona, who->persona) || !(who->roles & ROLE_FACILITATOR))
		return fail(tx_error(tx), FORBIDDEN, "a facilitator decides, not its bearer");
	if (!found)
		return fail(tx_error(tx), NOT_FOUND, "no new version waits");
	if (deed->read_at && deed->read_at != d.sent_at)
		return fail(tx_error(tx), CONFLICT, "its bearer has sent another version");
	TRY(check_words(tx, deed));
	struct solution_named named = solution_named(tx_arena(tx), &site->country, &d.form);
	if (publishes && !solution_read(&d.form, &named, SOLUTION_STEP_REVIEW, &is))
		return fail(tx_error(tx), CONFLICT, "the version has problems");
	TRY(publishes ? replace(tx, who, s, &is, d.lang)
		: note(tx, who, s, "solutions.version_refused"));
	TRY(publishes ? solution_draft_delete(tx, d.ref) : solution_draft_set_sent(tx, d.ref, 0));
	TRY(solution_put_words(tx, s));
	if (publishes)
		TRY(tell_followers(tx, who, s,
			s->state == was ? notice_of(deed->action) : WORD("solutions.news.lessened")));
	TRY(tell_decision(tx, site, who, s, deed));
	return s->state == was ? OK : tell(tx, site, who, s, WORD("solutions.news.lessened"));
}

enum status solution_set_translation(struct tx *tx, const struct who *who, const struct solution *s,
	enum lang lang, const struct solution_translation *t)
{
	if (uuid_eq(s->persona, who->persona) || !(who->roles & ROLE_FACILITATOR))
		return fail(tx_error(tx), FORBIDDEN, "a facilitator translates, not its bearer");
	if (!solution_is_public(s->state))
		return fail(tx_error(tx), CONFLICT, "only what is public is translated");
	if ((int)lang == s->lang)
		return fail(tx_error(tx), INVALID, "the language is its bearer's");
	TRY(solution_translate(tx, s, lang, t->name, t->text));
	TRY(solution_put_words(tx, s));
	return note(tx, who, s, "solutions.translated");
}

/* ---- by the clock ---- */

enum status solutions_review(struct tx *tx, const struct site *site, bool *more)
{
	enum { SLICE = 100 };
	static const struct { int64_t told; int days; const char *what; } rounds[] = {
		{ 1, FRESH_DAYS, WORD("solutions.notice.stale") },
		{ 0, FRESH_DAYS - TOLD_DAYS_BEFORE, WORD("solutions.notice.soon_stale") },
	};
	struct who platform = who_team(ROLE_FACILITATOR);
	*more = false;
	for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++) {
		struct solutions late;
		TRY(solution_growing_stale(tx, &(struct growing_stale){ rounds[i].told,
			tx_now(tx) - (int64_t)rounds[i].days * DAY_MS, SLICE }, &late));
		for (size_t k = 0; k < late.len; k++) {
			TRY(tell(tx, site, &platform, &late.items[k], rounds[i].what));
			TRY(solution_set_told(tx, late.items[k].id, rounds[i].told + 1));
		}
		*more |= late.len == SLICE;
	}
	return OK;
}
