/* demo/posts.txt: each post at its time, then what became of it. Later rounds say it by others. */
#include "features/discussion/demo_inside.h"
#include "app/site.h"
#include "engines/delivery/past.h"
#include "engines/graph/graph.h"

enum { LOCKS_MAX = 8, DAY_MS = 24 * 3600 * 1000, MINUTE_MS = 60 * 1000 };

struct written *demo_post(struct making *m, struct str name)
{
	for (size_t i = 0; i < m->len; i++)
		if (name.len && str_eq(field_get(m->all[i].f, "id"), name))
			return &m->all[i];
	return NULL;
}

/* In later rounds what is said under one object is said under another: any that is there. */
static enum status look_for_other(struct making *m, struct found *out)
{
	struct who team = who_team(ROLE_ADMIN);
	struct object_key key = { 0 };
	struct object o;
	for (const struct feature *const *f = m->d->site->features; *f && !key.id; f++)
		for (const struct discussed_kind *k = (*f)->discussed; k && k->kind && !key.id; k++) {
			key.kind = k->kind;
			if (k->demo_any)
				TRY(k->demo_any(m->tx, m->d, &key.id));
		}
	if (!key.id || !site_object(m->d->site, m->tx, &team, key, &o))
		return tx_error(m->tx)->status;
	out->key = key;
	out->since = o.at + DAY_MS / 3;        /* a moderator had read it by then */
	return OK;
}

static enum status look_for(struct making *m, struct str name, struct object_key *out)
{
	for (const struct feature *const *f = m->d->site->features; *f; f++)
		for (const struct discussed_kind *k = (*f)->discussed; k && k->kind; k++) {
			int64_t id = 0;
			if (k->demo)
				TRY(k->demo(m->tx, m->d, name, &id));
			if (id) {
				*out = (struct object_key){ k->kind, id };
				return OK;
			}
		}
	return OK;
}

enum status demo_object(struct making *m, struct str name, struct found *out)
{
	for (size_t i = 0; i < m->found_len; i++)
		if (str_eq(m->found[i].name, name)) {
			*out = m->found[i];
			return OK;
		}
	*out = (struct found){ .name = name };
	TRY(m->d->step > 0 ? look_for_other(m, out) : look_for(m, name, &out->key));
	if (m->found_len < OBJECTS_MAX)
		m->found[m->found_len++] = *out;
	return OK;
}

struct moderated demo_moderated(const struct post *p)
{
	return (struct moderated){ { DISCUSSION_POST, p->id }, p->ref, p->persona };
}

/* ---- telling ---- */

enum status demo_tell_others(struct making *m, const struct post *p, int64_t at)
{
	struct who everybody = { .sees = AUDIENCE_ALL };
	struct post answered = { 0 };
	struct object about = { 0 };
	if (p->answers)
		post_get(m->tx, &everybody, p->answers, &answered);
	site_object(m->d->site, m->tx, &everybody, (struct object_key){ p->about_kind, p->about_id },
		&about);
	TRY(tx_error(m->tx)->status);
	if (!uuid_eq(answered.persona, p->persona))
		TRY(past_notice(m->tx, answered.persona, &(struct notice){
			WORD("discussion.notice.answered"), DISCUSSION_POST, p->id }, at));
	if (!uuid_eq(about.persona, answered.persona) && !uuid_eq(about.persona, p->persona))
		TRY(past_notice(m->tx, about.persona, &(struct notice){
			WORD("discussion.notice.under"), DISCUSSION_POST, p->id }, at));
	return past_news(m->tx, m->d, &(struct news){
		.notice = { WORD("discussion.news"), p->about_kind, p->about_id },
		.doer = p->persona, .told = { answered.persona, about.persona } }, at);
}

/* ---- one ---- */

/* Some time of that day, behind what it is about and what it answers, before now. */
static int64_t moment(struct making *m, int64_t days, int64_t since, const struct post *answered)
{
	int64_t at = m->d->now_at - days * DAY_MS - (int64_t)demo_below(m->d, DAY_MS / 2);
	if (at < since)
		/* By thousandths: another ms of `now` must not move it far. */
		at = since + (m->d->now_at - since) * (int64_t)demo_below(m->d, 750) / 1000;
	int64_t later = (20 + (int64_t)demo_below(m->d, 90)) * MINUTE_MS;
	if (answered && at < answered->at + later)
		at = answered->at + later;
	int64_t latest = m->d->now_at - MINUTE_MS;
	return at < latest ? at : latest;
}

/* Who the file says; in later rounds somebody else, so that nobody says the same thing twice. */
static const struct demo_person *author(struct making *m, struct str name)
{
	if (m->d->step == 0)
		return demo_person_named(&m->people, name);
	return &m->people.items[demo_below(m->d, m->people.len)];
}

static unsigned rules_named(struct str because)
{
	static const struct { const char *name; unsigned rules; } why[] = {
		{ "first-post", RULE_FIRST_POST }, { "phone", RULE_PHONE }, { "email", RULE_EMAIL },
		{ "link", RULE_LINK },
	};
	for (size_t i = 0; i < sizeof why / sizeof *why; i++)
		if (str_eq(because, str_view(why[i].name)))
			return why[i].rules;
	return 0;
}

/* Public since `at`, 0: not yet. A first post of somebody was held for some minutes, and read. */
static enum status write_down(struct making *m, const struct post *p, int64_t at)
{
	struct uuid by = demo_somebody(m->d, &m->people, ROLE_MODERATOR, p->persona);
	struct moderated about = demo_moderated(p);
	TRY(demo_event(m->tx, p->persona, p->at, &(struct event){ .what = "discussion.written",
		.kind = DISCUSSION_POST, .id = p->id,
		.to = at == p->at ? POST_PUBLISHED : POST_HELD }));
	if (at == 0)
		return OK;
	if (at == p->at)
		return demo_tell_others(m, p, at);
	TRY(demo_event(m->tx, by, at, &(struct event){ .what = "discussion.approved",
		.kind = DISCUSSION_POST, .id = p->id, .from = POST_HELD, .to = POST_PUBLISHED }));
	TRY(decision_insert(m->tx, &about, &(struct decision){ .at = at, .by = by,
		.action = STR("approve") }));
	TRY(past_notice(m->tx, p->persona, &(struct notice){ WORD("discussion.notice.approved"),
		DISCUSSION_POST, p->id }, at));
	return demo_tell_others(m, p, at);
}

static enum status add_post(struct making *m, struct written *w)
{
	const struct demo_person *by = author(m, field_get(w->f, "by"));
	struct str reply_to = field_get(w->f, "reply_to"), because = field_get(w->f, "held_because");
	const struct written *to = demo_post(m, reply_to);
	struct found about;
	TRY(demo_object(m, field_get(w->f, "on"), &about));
	if (!about.key.kind || (because.len && m->d->step))
		return OK;
	if (!by || (reply_to.len && !(to && to->post.id)) || (because.len && !rules_named(because)))
		return fail(tx_error(m->tx), BROKEN, "posts.txt: %s: by, to or held by nothing known",
			str_dup(tx_arena(m->tx), field_get(w->f, "id")).ptr);
	struct post *p = &w->post;
	const struct post *answered = to ? &to->post : NULL;
	*p = (struct post){ .about_kind = about.key.kind, .about_id = about.key.id,
		.lang = str_eq(field_get(w->f, "lang"), STR("en")) ? LANG_EN : LANG_FR,
		.parent = post_parent(answered), .answers = answered ? answered->id : 0,
		.persona = by->person.persona, .text = field_get(w->f, "text"),
		.state = because.len ? POST_HELD : POST_PUBLISHED, .is_shown = !because.len };
	p->at = moment(m, w->days_ago, about.since, answered);
	p->ref = demo_uuid(m->d, p->at);
	bool first = !(by->person.roles & ROLE_TEAM) && is_first_post_of(m->tx, p->persona);
	int64_t public_at = because.len ? 0
		: p->at + (first ? (4 + (int64_t)demo_below(m->d, 15)) * MINUTE_MS : 0);
	TRY(post_insert(m->tx, p, public_at));
	TRY(post_words(m->tx, p));
	TRY(write_down(m, p, public_at));
	struct moderated moderated = demo_moderated(p);
	unsigned rules = rules_named(because);
	return because.len ? past_wait(m->tx, m->d, &moderated,
		&(struct waiting){ rules, lane_of_rules(rules) }, p->at) : OK;
}

/* "came_of: NAME": the thread goes on from there, an object that was tried or another post. */
static enum status draw(struct making *m, const struct written *w)
{
	struct str name = field_get(w->f, "came_of");
	const struct written *from = demo_post(m, name);
	struct edge e = { .type = EDGE_LED_TO, .to = { DISCUSSION_POST, w->post.id },
		.at = w->post.at };
	if (name.len == 0 || !w->post.id)
		return OK;
	if (from) {
		e.from = (struct object_key){ DISCUSSION_POST, from->post.id };
		return graph_link(m->tx, &e);
	}
	struct found tried;
	TRY(demo_object(m, name, &tried));
	e.type = EDGE_TRIED;
	e.from = tried.key;
	return e.from.kind ? graph_link(m->tx, &e) : OK;
}

/* ---- all ---- */

static void note(struct making *m, const struct field *f)
{
	int64_t days = 1;
	str_to_i64(field_get(f, "days_ago"), &days);
	size_t at = m->len++;
	for (; at > 0 && m->all[at - 1].days_ago < days; at--)
		m->all[at] = m->all[at - 1];
	m->all[at] = (struct written){ .f = f, .days_ago = days };
}

/* Locks wait until all is said; false: there is no room. */
static bool read_all(struct making *m, struct demo_block *locks, size_t *lock_len)
{
	struct str rest = demo_file("posts.txt");
	struct demo_block b;
	while (demo_block_next(tx_arena(m->tx), &rest, &b)) {
		bool is_lock = field_get(b.fields, "lock").len > 0;
		if (is_lock ? *lock_len == LOCKS_MAX : m->len == POSTS_MAX)
			return false;
		if (is_lock)
			locks[(*lock_len)++] = b;
		else
			note(m, b.fields);
	}
	return true;
}

static enum status live(struct making *m, const struct demo_block *locks, size_t lock_len)
{
	struct str rest = demo_file("reports.txt");
	struct demo_block b;
	for (size_t i = 0; i < m->len; i++)
		TRY(draw(m, &m->all[i]));
	while (demo_block_next(tx_arena(m->tx), &rest, &b))
		TRY(demo_report(m, b.fields));
	for (size_t i = 0; i < m->len; i++)
		if (m->all[i].post.id)
			TRY(demo_past(m, &m->all[i]));
	for (size_t i = 0; i < lock_len; i++)
		TRY(demo_lock(m, locks[i].fields));
	return OK;
}

enum status discussion_demo(struct tx *tx, struct demo *d, bool *more)
{
	struct making *m = NEW(tx_arena(tx), struct making, 1);
	struct demo_block locks[LOCKS_MAX];
	size_t lock_len = 0;
	m->tx = tx;
	m->d = d;
	TRY(demo_people(tx, d, &m->people));
	if (!read_all(m, locks, &lock_len))
		return fail(tx_error(tx), BROKEN, "posts.txt: more posts than there is room for");
	for (size_t i = 0; i < m->len; i++)
		TRY(add_post(m, &m->all[i]));
	*more = d->step + 1 < d->scale && m->len > 0;
	return d->step == 0 ? live(m, locks, lock_len) : OK;
}
