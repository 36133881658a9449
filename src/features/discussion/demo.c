#include "features/discussion/demo.h"
#include "engines/moderation/store.h"
#include "features/discussion/acts.h"
#include "features/discussion/store.h"

enum { POSTS_MAX = 300, DAY_MS = 24 * 3600 * 1000, MINUTE_MS = 60 * 1000 };

/* A post of the file, and the name that its replies call it by. */
struct named { struct str name; struct post post; };
struct made {
	struct tx *tx;
	struct demo *d;
	struct demo_people people;
	struct named all[POSTS_MAX];
	size_t len;
	struct str on;                 /* the object looked for last: they follow each other */
	struct object_key about;
	int64_t since;                 /* when it was written, in later rounds; 0 */
};

static const struct named *named(const struct made *m, struct str name)
{
	for (size_t i = 0; i < m->len; i++)
		if (name.len && str_eq(m->all[i].name, name))
			return &m->all[i];
	return NULL;
}

/* In later rounds what is said under one object is said under another: any that is there. */
static enum status find_other(struct made *m)
{
	struct who team = who_team(ROLE_ADMIN);
	struct object_key key = { 0 };
	struct object o;
	m->about = key;
	for (const struct feature *const *f = m->d->site->features; *f && !key.id; f++)
		for (const struct discussed_kind *k = (*f)->discussed; k && k->kind && !key.id; k++) {
			key.kind = k->kind;
			if (k->demo_any)
				TRY(k->demo_any(m->tx, m->d, &key.id));
		}
	if (!key.id || !site_object(m->d->site, m->tx, &team, key, &o))
		return tx_error(m->tx)->status;
	m->about = key;
	m->since = o.at;
	return OK;
}

/* The first object of any kind that goes by this name; kind 0: its feature is not there. */
static enum status find_object(struct made *m, struct str name, struct object_key *out)
{
	*out = m->about;
	if (str_eq(name, m->on))
		return OK;
	m->on = name;
	if (m->d->step > 0) {
		TRY(find_other(m));
		*out = m->about;
		return OK;
	}
	m->about = *out = (struct object_key){ 0 };
	for (const struct feature *const *f = m->d->site->features; *f; f++)
		for (const struct discussed_kind *k = (*f)->discussed; k && k->kind; k++) {
			int64_t id = 0;
			if (k->demo)
				TRY(k->demo(m->tx, m->d, name, &id));
			if (id) {
				m->about = *out = (struct object_key){ k->kind, id };
				return OK;
			}
		}
	return OK;
}

/* Some time of that day, behind what it answers and before now. */
static int64_t moment(struct made *m, struct str typed, const struct post *answered)
{
	int64_t days = 1;
	str_to_i64(typed, &days);
	int64_t at = m->d->now_at - days * DAY_MS - (int64_t)demo_below(m->d, DAY_MS / 2);
	if (at < m->since)
		at = m->since + (int64_t)demo_below(m->d, (uint64_t)(m->d->now_at - m->since)) * 3 / 4;
	int64_t later = (20 + (int64_t)demo_below(m->d, 90)) * MINUTE_MS;
	if (answered && at < answered->at + later)
		at = answered->at + later;
	int64_t latest = m->d->now_at - MINUTE_MS;
	return at < latest ? at : latest;
}

/* Who the file says; in later rounds somebody else, so that nobody says the same thing twice. */
static const struct demo_person *author(struct made *m, struct str name)
{
	if (m->d->step == 0)
		return demo_person_named(&m->people, name);
	return &m->people.items[demo_below(m->d, m->people.len)];
}

static enum status hold(struct made *m, const struct post *p, struct str because)
{
	static const struct { const char *name; unsigned rules; } why[] = {
		{ "phone", RULE_PHONE }, { "link", RULE_LINK }, { "claim", RULE_REPORT },
	};
	struct covered covered = country_covered(&m->d->site->country);
	struct moderated about = { { DISCUSSION_POST, p->id }, p->ref, p->persona };
	unsigned rules = RULE_FIRST_POST;
	for (size_t i = 0; i < sizeof why / sizeof *why; i++)
		if (str_eq(because, str_view(why[i].name)))
			rules = why[i].rules;
	enum lane lane = lane_of_rules(rules);
	return queue_put(m->tx, &about, &(struct queue_new){ .rules = rules, .lane = lane,
		.at = p->at, .due_at = lane_due(lane, p->at, &covered) });
}

static enum status add_post(struct made *m, const struct field *f)
{
	const struct demo_person *by = author(m, field_get(f, "by"));
	const struct named *to = named(m, field_get(f, "reply_to"));
	struct str because = field_get(f, "held_because");
	struct object_key about;
	TRY(find_object(m, field_get(f, "on"), &about));
	if (to)
		about = (struct object_key){ to->post.about_kind, to->post.about_id };
	if (!about.kind || !by || m->len == POSTS_MAX || (because.len && m->d->step))
		return OK;
	const struct post *answered = to ? &to->post : NULL;
	struct post p = { .about_kind = about.kind, .about_id = about.id, .lang = LANG_FR,
		.parent = post_parent(answered), .answers = answered ? answered->id : 0,
		.persona = by->person.persona, .text = field_get(f, "text"),
		.state = because.len ? POST_HELD : POST_PUBLISHED };
	p.at = moment(m, field_get(f, "days_ago"), answered);
	p.ref = demo_uuid(m->d, p.at);
	struct who who = who_of(&by->person);
	TRY(post_add(m->tx, &who, &p));
	TRY(post_words(m->tx, &p));
	m->all[m->len++] = (struct named){ field_get(f, "id"), p };
	return because.len ? hold(m, &p, because) : OK;
}

enum status discussion_demo(struct tx *tx, struct demo *d, bool *more)
{
	struct made *m = NEW(tx_arena(tx), struct made, 1);
	struct str rest = demo_file("posts.txt");
	struct demo_block b;
	m->tx = tx;
	m->d = d;
	TRY(demo_people(tx, d, &m->people));
	while (demo_block_next(tx_arena(tx), &rest, &b))
		TRY(add_post(m, b.fields));
	*more = d->step + 1 < d->scale && m->len > 0;
	return OK;
}
