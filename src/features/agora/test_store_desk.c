#include "features/agora/test_store_desk.h"

struct call { deed_fn *run; struct deed *deed; };

static enum status call(struct tx *tx, void *arg)
{
	const struct call *c = arg;
	return c->run(tx, c->deed);
}

struct who who_is(const struct browser *b)
{
	struct who who = { .visitor = b->visitor };
	if (b->person.id)
		who = who_of(&b->person);
	return who;
}

enum status do_deed(struct world *w, const struct browser *b, deed_fn *run, struct deed *d)
{
	d->site = &w->site;
	d->who = who_is(b);
	return world_job(w, call, &(struct call){ run, d });
}

enum status see_deed(struct world *w, const struct browser *b, deed_fn *run, struct deed *d)
{
	struct error e = { 0 };
	struct job job = { .run = call, .arg = &(struct call){ run, d }, .arena = w->arena, .error = &e,
		.now_at = w->now_at };
	d->site = &w->site;
	d->who = who_is(b);
	enum status s = db_read(w->hands.reader, &job);
	if (s == BROKEN)
		test_check(0, e.file, e.line, 0, e.text);
	return s;
}

struct draft draft_with(const char *title, const char *text)
{
	return (struct draft){ .step = NEED_STEP_REVIEW, .form.typed = {
		[NEED_F_TITLE] = str_view(title), [NEED_F_TEXT] = str_view(text),
		[NEED_F_FOR_WHOM] = STR("patients"), [NEED_F_STAGE] = STR("treatment"),
		[NEED_F_THEME] = STR("pain"), [NEED_F_TERRITORY] = STR("88") } };
}

static enum status save_and_send(struct tx *tx, struct deed *d)
{
	TRY(draft_save(tx, &d->who, &d->draft));
	return draft_send(tx, d->site, &d->who, &d->draft, &d->need);
}

struct need need_sent(struct world *w, const struct browser *b, const char *title,
	const char *text)
{
	struct deed d = { .draft = draft_with(title, text) };
	CHECK(do_deed(w, b, save_and_send, &d) == OK);
	return d.need;
}

struct need need_public(struct world *w, const struct browser *b, const char *title)
{
	struct need n = need_sent(w, b, title, "Des mots.");
	if (n.state == NEED_HELD)
		CHECK(do_act(w, &w->moe, n.ref, "approve") == OK);
	return need_seen(w, b, n.ref);
}

static enum status read_it(struct tx *tx, struct deed *d)
{
	return need_by_ref(tx, &d->who, LANG_FR, d->ref, &d->need);
}

struct need need_seen(struct world *w, const struct browser *b, struct uuid ref)
{
	struct deed d = { .ref = ref };
	return see_deed(w, b, read_it, &d) == OK ? d.need : (struct need){ 0 };
}

static enum status act(struct tx *tx, struct deed *d)
{
	TRY(read_it(tx, d));
	return need_act(tx, d->site, &d->who, &d->need, &d->act);
}

enum status do_act(struct world *w, const struct browser *b, struct uuid ref, const char *action)
{
	struct deed d = { .ref = ref,
		.act = { .action = action, .reason = REASON_OTHER, .text = STR("Parce que.") } };
	return do_deed(w, b, act, &d);
}

static enum status qualify(struct tx *tx, struct deed *d)
{
	TRY(read_it(tx, d));
	return need_qualify(tx, d->site, &d->who, &d->need, &d->qualified);
}

enum status do_qualify(struct world *w, const struct browser *b, struct uuid ref,
	const char *need_what)
{
	struct deed d = { .ref = ref, .qualified = { .theme = STR("work"), .territory = STR("26"),
		.for_whom = FOR_EVERYONE, .stage = STAGE_AFTER,
		.formulated = { STR("personne soignée"), str_view(need_what), STR("dormir") } } };
	return do_deed(w, b, qualify, &d);
}

static enum status support(struct tx *tx, struct deed *d)
{
	TRY(read_it(tx, d));
	return support_add(tx, d->site, &d->who, &d->need);
}

enum status do_support(struct world *w, const struct browser *b, struct uuid ref)
{
	struct deed d = { .ref = ref };
	return do_deed(w, b, support, &d);
}

struct counted { struct uuid persona; struct str what; int64_t n; };

static enum status count_notices(struct tx *tx, void *arg)
{
	struct counted *c = arg;
	return db_one_i64(tx, "SELECT count(*) FROM delivery_notice WHERE persona = $1 AND what = $2",
		BIND(ref(c->persona), text(c->what)), &c->n);
}

int64_t notices(struct world *w, const struct browser *b, const char *what)
{
	struct counted c = { b->person.persona, str_view(what), -1 };
	return world_job(w, count_notices, &c) == OK ? c.n : -1;
}

static enum status count_events(struct tx *tx, void *arg)
{
	struct counted *c = arg;
	return db_one_i64(tx, "SELECT count(*) FROM app_event WHERE what = $1",
		BIND(text(c->what)), &c->n);
}

int64_t events(struct world *w, const char *what)
{
	struct counted c = { .what = str_view(what), .n = -1 };
	return world_job(w, count_events, &c) == OK ? c.n : -1;
}
