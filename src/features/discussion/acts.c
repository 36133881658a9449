#include "features/discussion/acts.h"
#include "app/erase.h"
#include "base/utf8.h"
#include "engines/delivery/delivery.h"
#include "engines/search/search.h"
#include "features/discussion/store.h"

#define GONE(from) { "withdraw", from, POST_WITHDRAWN, BY_AUTHOR, "discussion.withdrawn" }
static const struct transition transitions[] = {
	{ "approve",  POST_HELD,      POST_PUBLISHED, BY_MODERATOR, "discussion.approved" },
	{ "reject",   POST_HELD,      POST_REJECTED,  BY_MODERATOR, "discussion.rejected" },
	{ "hold",     POST_PUBLISHED, POST_HELD,      BY_MODERATOR, "discussion.held" },
	{ "hide",     POST_PUBLISHED, POST_HIDDEN,    BY_MODERATOR, "discussion.hidden" },
	{ "restore",  POST_HIDDEN,    POST_PUBLISHED, BY_MODERATOR, "discussion.restored" },
	{ "restore",  POST_REJECTED,  POST_PUBLISHED, BY_MODERATOR, "discussion.restored" },
	{ "edit",     POST_PUBLISHED, POST_PUBLISHED, BY_AUTHOR,    "discussion.edited" },
	{ "edit",     POST_HELD,      POST_HELD,      BY_AUTHOR,    "discussion.edited" },
	{ "rehold",   POST_PUBLISHED, POST_HELD,      BY_AUTHOR,    "discussion.edited" },
	GONE(POST_HELD), GONE(POST_PUBLISHED), GONE(POST_HIDDEN), GONE(POST_REJECTED),
	{ 0 },
};
const struct workflow post_workflow = {
	.name = "post", .kind = DISCUSSION_POST, .transitions = transitions, .move = post_move,
};

static struct subject subject_of(const struct post *p)
{
	return (struct subject){ p->id, (int)p->state, p->persona };
}

static struct moderated moderated_of(const struct post *p)
{
	return (struct moderated){ { DISCUSSION_POST, p->id }, p->ref, p->persona };
}

enum status post_words(struct tx *tx, const struct post *p)
{
	/* No title: that of its object is found there. */
	return search_put(tx, &(struct search_doc){ .kind = DISCUSSION_POST, .id = p->id,
		.persona = p->persona, .audience = (enum audience)post_audience(p->state),
		.under_kind = p->about_kind, .under_id = p->about_id, .at = p->at,
		.lang = (enum lang)p->lang, .body = p->text });
}

/* ---- telling ---- */

static enum status tell(struct tx *tx, const struct site *site, struct uuid whom,
	const struct post *p, const char *what)
{
	if (uuid_is_none(whom) || uuid_eq(whom, p->persona))
		return OK;
	return notice_send(tx, site, whom, &(struct notice){ what, DISCUSSION_POST, p->id });
}

/* Who is told at once is not told as a follower too. */
static enum status tell_followers(struct tx *tx, const struct post *p, struct uuid answered,
	struct uuid author)
{
	return news_add(tx, &(struct news){
		.notice = { WORD("discussion.news"), p->about_kind, p->about_id },
		.doer = p->persona, .told = { answered, author } });
}

/* It is public for the first time: who is answered knows, then who wrote the object, then who
 * follows it. Once each. */
static enum status tell_others(struct tx *tx, const struct site *site, const struct post *p)
{
	struct who everybody = { .sees = AUDIENCE_ALL };
	struct post answered = { 0 };
	struct object about;
	struct object_key key = { p->about_kind, p->about_id };
	if (p->answers && post_get(tx, &everybody, p->answers, &answered))
		TRY(tell(tx, site, answered.persona, p, WORD("discussion.notice.answered")));
	TRY(tx_error(tx)->status);
	if (!site_object(site, tx, &everybody, key, &about))
		return tx_error(tx)->status;
	if (!uuid_eq(about.persona, answered.persona))
		TRY(tell(tx, site, about.persona, p, WORD("discussion.notice.under")));
	return tell_followers(tx, p, answered.persona, about.persona);
}

/* ---- its author ---- */

/* Its first one is read too, unless it is the team's. `looked`: by whom. */
static unsigned rules_for(struct tx *tx, const struct site *site, struct looked looked)
{
	looked.text = utf8_plain(tx_arena(tx), looked.text);
	const struct identifier *id = country_identifier_in(&site->country, looked.text);
	looked.identifier = id ? id->name : (struct str){ 0 };
	return rules_of(&looked);
}

enum status post_write(struct tx *tx, const struct site *site, const struct who *who,
	const struct saying *s, struct post *out)
{
	if (!who->roles)
		return fail(tx_error(tx), SIGN_IN, "somebody must be known to write");
	if (!s->talk->is_open || (s->answered && !post_may_answer(s->answered)))
		return fail(tx_error(tx), CONFLICT, "nothing may be written there any more");
	unsigned rules = rules_for(tx, site, (struct looked){ .text = s->text,
		.by_team = who->roles & ROLE_TEAM, .first_post = is_first_post_of(tx, who->persona) });
	*out = (struct post){
		.about_kind = s->talk->key.kind,
		.about_id   = s->talk->key.id,
		.parent     = post_parent(s->answered),
		.answers    = s->answered ? s->answered->id : 0,
		.persona    = who->persona,
		.state      = rules ? POST_HELD : POST_PUBLISHED,
		.lang       = s->lang,
		.text       = s->text,
		.at         = tx_now(tx),
	};
	TRY(post_add(tx, who, out));
	TRY(post_words(tx, out));
	struct moderated m = moderated_of(out);
	return rules ? moderation_hold(tx, site, &m, rules) : tell_others(tx, site, out);
}

enum status post_change(struct tx *tx, const struct site *site, const struct who *who,
	const struct post *p, struct str text)
{
	struct subject subject = subject_of(p);
	struct post after = *p;
	unsigned rules = rules_for(tx, site, (struct looked){ .text = text });
	bool hold = rules && p->state == POST_PUBLISHED;
	after.text = text;
	after.state = hold ? POST_HELD : p->state;
	TRY(workflow_fire(tx, &post_workflow, &subject, who, hold ? "rehold" : "edit"));
	TRY(post_set_text(tx, p, &(struct post_edit){ text, after.state == POST_PUBLISHED,
		tx_now(tx) }));
	TRY(post_words(tx, &after));
	struct moderated m = moderated_of(p);
	return rules ? moderation_hold(tx, site, &m, rules) : OK;
}

enum status post_take_back(struct tx *tx, const struct who *who, const struct post *p)
{
	struct subject subject = subject_of(p);
	TRY(workflow_fire(tx, &post_workflow, &subject, who, "withdraw"));
	TRY(search_forget(tx, DISCUSSION_POST, p->id));
	TRY(moderation_forget(tx, (struct object_key){ DISCUSSION_POST, p->id }));
	return post_clear(tx, p);
}

/* ---- moderators ---- */

bool talk_may_lock(const struct talk *t, const struct who *who)
{
	return (who->roles & ROLE_MODERATOR) && !uuid_eq(t->object.persona, who->persona);
}

enum status talk_lock(struct tx *tx, const struct who *who, const struct talk *t, struct str why)
{
	if (!talk_may_lock(t, who))
		return fail(tx_error(tx), FORBIDDEN, "moderators lock it, under what others wrote");
	TRY(talk_set_lock(tx, t->key, why.len ? tx_now(tx) : 0, why));
	return event_add(tx, who, &(struct event){ .kind = t->key.kind, .id = t->key.id,
		.what = why.len ? "discussion.locked" : "discussion.unlocked",
		.from = t->object.state, .to = t->object.state });
}

static enum status post_decided(struct tx *tx, const struct site *site, const struct who *who,
	int64_t id, const struct decision *d)
{
	static const char *const told[VERDICTS] = {
		[VERDICT_APPROVE] = WORD("discussion.notice.approved"),
		[VERDICT_REJECT]  = WORD("discussion.notice.rejected"),
		[VERDICT_HOLD]    = WORD("discussion.notice.held"),
		[VERDICT_HIDE]    = WORD("discussion.notice.hidden"),
		[VERDICT_RESTORE] = WORD("discussion.notice.restored"),
	};
	enum verdict v = verdict_read(d->action);
	struct post p;
	if (!post_get(tx, who, id, &p))
		return fail(tx_error(tx), NOT_FOUND, "no post to be seen with id %lld", (long long)id);
	struct subject subject = subject_of(&p);
	const struct transition *way = workflow_may(&post_workflow, &subject, who, verdict_word(v));
	TRY(workflow_fire(tx, &post_workflow, &subject, who, verdict_word(v)));
	p.state = (enum post_state)way->to;
	TRY(post_words(tx, &p));
	if (!uuid_is_none(p.persona))
		TRY(notice_send(tx, site, p.persona, &(struct notice){ told[v], DISCUSSION_POST, id }));
	bool is_new = p.state == POST_PUBLISHED && p.public_at == 0;
	return is_new ? tell_others(tx, site, &p) : OK;
}

static enum status find(struct tx *tx, const struct who *who, struct uuid ref, int64_t *id)
{
	struct post p;
	TRY(post_by_ref(tx, who, ref, &p));
	*id = p.id;
	return p.state == POST_WITHDRAWN ? fail(tx_error(tx), NOT_FOUND, "nothing is left of it") : OK;
}

static bool may(const struct object *o, const struct who *who, enum verdict v)
{
	const struct subject s = { .state = o->state, .persona = o->persona };
	return workflow_may(&post_workflow, &s, who, verdict_word(v)) != NULL;
}

const struct moderated_kind discussion_moderated[] = {
	{
		.kind = DISCUSSION_POST, .word = "message", .find = find, .may = may, .veils = true,
		.told = {
			[VERDICT_VEIL] = WORD("discussion.notice.veiled"),
			[VERDICT_UNVEIL] = WORD("discussion.notice.unveiled"),
			[VERDICT_UPHOLD] = WORD("discussion.notice.upheld"),
		},
		.act = {
			[VERDICT_APPROVE] = post_decided, [VERDICT_REJECT] = post_decided,
			[VERDICT_HOLD] = post_decided, [VERDICT_HIDE] = post_decided,
			[VERDICT_RESTORE] = post_decided,
		},
	},
	{ 0 },
};

/* ---- whoever leaves ---- */

static enum status erase_post(struct tx *tx, const struct who *who, const struct post *p)
{
	struct object_key key = { DISCUSSION_POST, p->id };
	TRY(search_forget(tx, key.kind, key.id));
	TRY(moderation_forget(tx, key));
	TRY(post_move(tx, p->id, (int)p->state, POST_WITHDRAWN));
	TRY(event_add(tx, who, &(struct event){ .what = "discussion.erased", .kind = key.kind,
		.id = key.id, .from = (int)p->state, .to = POST_WITHDRAWN }));
	return post_clear(tx, p);
}

enum status discussion_erase(struct tx *tx, const struct site *site, const struct who *who,
	bool *more)
{
	struct posts mine;
	(void)site;
	TRY(post_list_of(tx, who->persona, ERASE_SLICE, &mine));
	for (size_t i = 0; i < mine.len; i++)
		TRY(erase_post(tx, who, &mine.items[i]));
	*more = mine.len == ERASE_SLICE;
	return OK;
}
