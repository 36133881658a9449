/* What the tests of following and being told share. */
#include "engines/delivery/test_probe.h"
#include "base/json.h"

static struct uuid author;
static const char hex_ref[] = "019a0000-0000-7000-8000-000000000001";

static enum status find_thing(struct tx *tx, const struct who *who, int64_t id, struct object *out)
{
	(void)who;
	if (id >= HIDDEN_AT)
		return fail(tx_error(tx), NOT_FOUND, "hidden");
	uuid_parse(str_view(hex_ref), &out->ref);
	out->title = STR("Le secret");
	out->path = str_fmt(tx_arena(tx), "/choses/%s-le-secret", hex_ref);
	out->state = id % 2 == 0;
	if (id == 7)
		out->persona = author;
	return OK;
}

/* "even" holds of even ones alone. */
static bool thing_holds(const struct object *now, struct str what)
{
	return !str_eq(what, STR("probe.even")) || now->state;
}

static const struct object_kind kinds[] = {
	{ THING, "probe.thing", "probe.thing", find_thing, .holds = thing_holds }, { 0 },
};
static const struct chore chores[] = {
	{ .name = "probe.spread", .every_minutes = 1, .run = news_spread },
	{ .name = "probe.digest", .every_minutes = 5, .run = digest_send },
	{ 0 },
};
int64_t still_there;

static enum status count_things(struct tx *tx, const struct who *who, struct object_key about,
	int64_t since_at, int64_t *n)
{
	(void)who;
	*n = about.kind == THING && since_at <= tx_now(tx) ? still_there : 0;
	return OK;
}

static const struct counted_news counted[] = { { "probe.counted", count_things }, { 0 } };
static const struct feature probe = {
	.name = "probe", .zones = ZONE_COMMUNITY, .objects = kinds, .chores = chores,
	.counted = counted,
};
static const struct feature *const only_probe[] = { &probe, NULL };

enum status add(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return follow_add(tx, c->persona, c->key);
}

enum status drop(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return follow_remove(tx, c->persona, c->key);
}

enum status put_habit(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return habit_put(tx, &c->w->site, c->persona, &c->habit);
}

/* Of the only thing that they follow. */
enum status set_level(struct tx *tx, void *arg)
{
	struct call *c = arg;
	struct follows all;
	TRY(follow_list(tx, c->persona, &(struct list_asked){ 0 }, &all));
	TRY(follow_find(tx, c->persona, all.items[0].ref, &c->follow));
	return follow_set_level(tx, &c->w->site, c->persona, &c->follow, c->level);
}

enum status happen(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return news_add(tx, &c->news);
}

enum status concern(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return notice_send(tx, &c->w->site, c->persona, &c->news.notice);
}

enum status slice(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return news_spread(tx, &c->w->site, &c->more);
}

enum status digests(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return digest_send(tx, &c->w->site, &c->more);
}

static enum status list_mails(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return mail_list(tx, &c->w->site.keys, 50, &c->mails);
}

enum status set_quiet(struct tx *tx, void *arg)
{
	struct call *c = arg;
	struct person p;
	person_behind(tx, &c->w->site.keys, c->persona, &p);
	p.quiet = c->quiet;
	return person_set_about(tx, &c->w->site.keys, &p);
}

enum status read_all(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return notice_all_read(tx, c->persona);
}

enum status stop_mails(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return follow_stop_mails(tx, &c->w->site, c->persona);
}

enum status export_and_forget(struct tx *tx, void *arg)
{
	struct call *c = arg;
	struct who who = { .roles = ROLE_MEMBER, .persona = c->persona };
	struct json j = { .out = &c->json };
	json_open(&j, NULL, '[');
	TRY(follow_export(tx, &who, &j));
	json_close(&j, ']');
	bool more = false;
	return follow_forget(tx, c->persona, &more);
}

/* ---- short words ---- */

enum status run(struct call *c, enum status (*f)(struct tx *, void *))
{
	return world_job(c->w, f, c);
}

void open_world(struct world *w)
{
	world_open_with(w, only_probe);
	author = w->ada.person.persona;
}

void follows(struct world *w, const struct browser *b, int64_t id)
{
	struct call c = { .w = w, .persona = b->person.persona, .key = { THING, id } };
	CHECK(run(&c, add) == OK);
}

void rhythm(struct world *w, const struct browser *b, enum level level)
{
	struct call c = { .w = w, .persona = b->person.persona,
		.habit = { level, WEEKDAY_USUAL, HOUR_USUAL } };
	CHECK(run(&c, put_habit) == OK);
}

void happens(struct world *w, int64_t id, const char *what)
{
	struct call c = { .w = w, .news.notice = { what, THING, id } };
	CHECK(run(&c, happen) == OK);
}

/* Until nothing more is to be done. */
int until_quiet(struct world *w, enum status (*f)(struct tx *, void *))
{
	struct call c = { .w = w, .more = true };
	int slices = 0;
	for (; c.more && slices < 10000; slices++)
		CHECK(run(&c, f) == OK);
	return slices;
}

int64_t mails(struct world *w)
{
	return world_count(w, "SELECT count(*) FROM app_mail");
}

int64_t unread(struct world *w, const char *name)
{
	return world_count(w,
		str_fmt(w->arena, "SELECT unread FROM app_persona WHERE name = '%s'", name).ptr);
}

/* The newest, opened. */
struct mail_row newest(struct world *w)
{
	struct call c = { .w = w };
	CHECK(run(&c, list_mails) == OK && c.mails.len > 0);
	return c.mails.len ? c.mails.items[0] : (struct mail_row){ 0 };
}

bool mentions(struct str s, const char *words)
{
	return s.len && memmem(s.ptr, s.len, words, strlen(words));
}

void go_to_monday_at_nine(struct world *w)
{
	struct habit h = habit_usual();
	w->now_at = digest_due(w->site.country.zone, &h, LEVEL_WEEKLY, w->now_at);
}

void happens_now(struct world *w, int64_t id, const char *what)
{
	happens(w, id, what);
	until_quiet(w, slice);
}
