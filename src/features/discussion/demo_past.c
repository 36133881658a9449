/* What became of a post of the demonstration: its author changed or withdrew it, moderators
 * decided, its author asked again. A block of posts.txt has a line for each step, in order of time:
 *
 *   edit: 38 What it says since.            veil: 12 abuse Why, to its author.
 *   withdraw: 20                            appeal: 11 What its author says against it.
 *   hide: 9 privacy Why.                    restore: 8 What the next moderator says.
 */
#include "features/discussion/demo_inside.h"
#include "app/site.h"
#include "engines/delivery/past.h"
#include "engines/search/search.h"

static const int64_t minute_ms = 60000;

struct living {
	struct making *m;
	struct post *p;
	int64_t at;                    /* of the last step */
	struct uuid refused_by;
};

/* ---- by its author ---- */

static enum status edit(struct living *l, struct str text)
{
	TRY(demo_event(l->m->tx, l->p->persona, l->at, &(struct event){ .what = "discussion.edited",
		.kind = DISCUSSION_POST, .id = l->p->id, .from = (int)l->p->state,
		.to = (int)l->p->state }));
	TRY(post_set_text(l->m->tx, l->p, &(struct post_edit){ text,
		l->p->state == POST_PUBLISHED, l->at }));
	l->p->text = text;
	l->p->edited_at = l->at;
	l->p->is_shown = l->p->state == POST_PUBLISHED;
	return post_words(l->m->tx, l->p);
}

static enum status withdraw(struct living *l)
{
	struct object_key key = { DISCUSSION_POST, l->p->id };
	TRY(demo_event(l->m->tx, l->p->persona, l->at, &(struct event){
		.what = "discussion.withdrawn", .kind = key.kind, .id = key.id,
		.from = (int)l->p->state, .to = POST_WITHDRAWN }));
	TRY(post_move(l->m->tx, l->p->id, (int)l->p->state, POST_WITHDRAWN));
	TRY(search_forget(l->m->tx, key.kind, key.id));
	TRY(moderation_forget(l->m->tx, key));
	return post_clear(l->m->tx, l->p);
}

static enum status appeal(struct living *l, struct str text)
{
	struct moderated about = demo_moderated(l->p);
	TRY(demo_event(l->m->tx, l->p->persona, l->at, &(struct event){
		.what = "moderation.appealed", .kind = DISCUSSION_POST, .id = l->p->id,
		.from = (int)l->p->state, .to = (int)l->p->state }));
	TRY(decision_insert(l->m->tx, &about, &(struct decision){ .at = l->at,
		.by = l->p->persona, .action = STR("appeal"), .text = text }));
	return past_wait(l->m->tx, l->m->d, &about, &(struct waiting){ RULE_APPEAL, LANE_APPEAL },
		l->at);
}

/* ---- by moderators ---- */

/* The notice is what its author is told; from 0: its state stays as it is. */
static const struct deed { const char *event, *notice; int from, to; } deeds[VERDICTS] = {
	[VERDICT_APPROVE] = { "discussion.approved", WORD("discussion.notice.approved"), POST_HELD,
		POST_PUBLISHED },
	[VERDICT_REJECT] = { "discussion.rejected", WORD("discussion.notice.rejected"), POST_HELD,
		POST_REJECTED },
	[VERDICT_HOLD] = { "discussion.held", WORD("discussion.notice.held"), POST_PUBLISHED,
		POST_HELD },
	[VERDICT_HIDE] = { "discussion.hidden", WORD("discussion.notice.hidden"), POST_PUBLISHED,
		POST_HIDDEN },
	[VERDICT_RESTORE] = { "discussion.restored", WORD("discussion.notice.restored"),
		POST_HIDDEN, POST_PUBLISHED },
	[VERDICT_VEIL] = { "moderation.veiled", WORD("moderation.notice.veiled"), 0, 0 },
	[VERDICT_UNVEIL] = { "moderation.unveiled", WORD("moderation.notice.unveiled"), 0, 0 },
	[VERDICT_UPHOLD] = { "moderation.upheld", WORD("moderation.notice.upheld"), 0, 0 },
};

/* Neither its author nor, after an appeal, who said no: demo/people.txt has three moderators. */
static struct uuid judge(struct living *l)
{
	enum { TRIES = 50 };
	struct uuid by = { 0 };
	for (int i = 0; i < TRIES && (i == 0 || uuid_eq(by, l->refused_by)); i++)
		by = demo_somebody(l->m->d, &l->m->people, ROLE_MODERATOR, l->p->persona);
	return by;
}

static enum status move(struct living *l, const struct deed *deed, struct uuid by)
{
	struct post *p = l->p;
	int to = deed->from ? deed->to : (int)p->state;
	if (deed->from && deed->from != (int)p->state)
		return fail(tx_error(l->m->tx), BROKEN, "posts.txt: %s from another state", deed->event);
	TRY(demo_event(l->m->tx, by, l->at, &(struct event){ .what = deed->event,
		.kind = DISCUSSION_POST, .id = p->id, .from = (int)p->state, .to = to }));
	if (!deed->from)
		return OK;
	TRY(post_move(l->m->tx, p->id, (int)p->state, to));
	if (to == POST_PUBLISHED)
		TRY(post_set_public(l->m->tx, p->id, l->at));
	p->is_shown |= to == POST_PUBLISHED;
	p->state = (enum post_state)to;
	return post_words(l->m->tx, p);
}

static enum status decide(struct living *l, enum verdict v, const struct decision *d)
{
	struct moderated about = demo_moderated(l->p);
	TRY(move(l, &deeds[v], d->by));
	if (v == VERDICT_VEIL || v == VERDICT_UNVEIL)
		TRY(veil_set(l->m->tx, about.key, v == VERDICT_VEIL));
	TRY(decision_insert(l->m->tx, &about, d));
	TRY(past_notice(l->m->tx, l->p->persona, &(struct notice){ deeds[v].notice, DISCUSSION_POST,
		l->p->id }, l->at));
	l->refused_by = v == VERDICT_HIDE || v == VERDICT_REJECT ? d->by : (struct uuid){ 0 };
	if (v == VERDICT_APPROVE)
		TRY(demo_tell_others(l->m, l->p, l->at));
	if (v == VERDICT_HOLD)
		return past_wait(l->m->tx, l->m->d, &about, &(struct waiting){ RULE_REPORT, LANE_REPORT },
			l->at);
	return queue_close(l->m->tx, about.key);
}

/* ---- step by step ---- */

static enum status verdict(struct living *l, enum verdict v, struct str rest)
{
	struct decision d = { .at = l->at, .action = str_view(verdict_word(v)), .by = judge(l) };
	struct str word;
	int64_t reason = REASON_NONE;
	if (action_wants_reason(d.action) && (!str_cut(&rest, ' ', &word)
		|| !reason_read(word, &reason)))
		return fail(tx_error(l->m->tx), BROKEN, "posts.txt: \"%s\" without its reason",
			verdict_word(v));
	d.reason = (enum reason)reason;
	d.text = rest;
	return deeds[v].event ? decide(l, v, &d) : OK;
}

static enum status step(struct living *l, const struct field *f)
{
	struct str name = str_view(f->name), rest = f->value, days_text;
	enum verdict v = verdict_read(name);
	bool is_edit = str_eq(name, STR("edit")), is_appeal = str_eq(name, STR("appeal"));
	bool is_withdraw = str_eq(name, STR("withdraw"));
	int64_t days;
	if (!v && !is_edit && !is_appeal && !is_withdraw)
		return OK;
	if (!str_cut(&rest, ' ', &days_text)) {
		days_text = rest;
		rest = (struct str){ 0 };
	}
	if (!str_to_i64(days_text, &days))
		return fail(tx_error(l->m->tx), BROKEN, "posts.txt: \"%s\" on no day", f->name);
	int64_t at = demo_moment(l->m->d, days);
	l->at = at > l->at ? at : l->at + minute_ms;
	return v ? verdict(l, v, rest) : is_edit ? edit(l, rest) : is_appeal ? appeal(l, rest)
		: withdraw(l);
}

enum status demo_past(struct making *m, struct written *w)
{
	struct living l = { .m = m, .p = &w->post, .at = w->post.at };
	for (const struct field *f = w->f; f->name; f++)
		TRY(step(&l, f));
	return OK;
}

/* ---- reports, locks ---- */

static bool is_decided(const struct field *f)
{
	for (; f->name; f++)
		if (verdict_read(str_view(f->name)))
			return true;
	return false;
}

enum status demo_report(struct making *m, const struct field *f)
{
	struct str name = field_get(f, "post");
	const struct written *w = demo_post(m, name);
	if (name.len == 0 || (w && !w->post.id))
		return OK;
	if (!w)
		return fail(tx_error(m->tx), BROKEN, "reports.txt: a report of a post that is not there");
	return past_report(m->tx, m->d, &(struct past_reported){ &m->people,
		demo_moderated(&w->post), (int)w->post.state, is_decided(w->f) }, f);
}

enum status demo_lock(struct making *m, const struct field *f)
{
	struct who team = who_team(ROLE_ADMIN);
	struct found found;
	struct object about;
	int64_t days = 1;
	str_to_i64(field_get(f, "days_ago"), &days);
	TRY(demo_object(m, field_get(f, "lock"), &found));
	struct object_key key = found.key;
	if (!key.kind || !site_object(m->d->site, m->tx, &team, key, &about))
		return tx_error(m->tx)->status;
	int64_t at = demo_moment(m->d, days);
	TRY(talk_set_lock(m->tx, key, at, field_get(f, "why")));
	return demo_event(m->tx, demo_somebody(m->d, &m->people, ROLE_MODERATOR, about.persona), at,
		&(struct event){ .kind = key.kind, .id = key.id, .what = "discussion.locked",
		.from = about.state, .to = about.state });
}
