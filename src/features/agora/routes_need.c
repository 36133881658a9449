/* The page of one need: everything about it that this reader may see. */
#include "features/agora/routes.h"
#include "app/person.h"
#include "engines/delivery/follow.h"
#include "engines/graph/graph.h"
#include "features/agora/feed.h"
#include "features/agora/store_write.h"
#include "features/discussion/discussion.h"

/* ---- what its thread tells of others ---- */

static struct need_link link_of(struct req *r, int64_t id)
{
	struct need n;
	struct need_link link = { 0 };
	if (!need_get(r->tx, r->who, r->page.lang, id, &n))
		return link;
	link.path = (struct url){ need_path(r->arena, &n) };
	link.title = view_said(&r->page, n.shown_title, n.shown_lang);
	link.number = n.number;
	return link;
}

/* Only those who speak in their own name are named; a moderator is the team. */
static bool is_named(enum thread_kind kind)
{
	return kind == THREAD_WRITTEN || kind == THREAD_AGREED;
}

static void read_thread(struct req *r, const struct thread *t, struct need_in *in)
{
	struct str *names = NEW(r->arena, struct str, t->len);
	struct need_link *others = NEW(r->arena, struct need_link, t->len);
	for (size_t i = 0; i < t->len; i++) {
		if (is_named(t->items[i].kind) && !uuid_is_none(t->items[i].by))
			names[i] = persona_name(r->tx, t->items[i].by);
		if (t->items[i].other)
			others[i] = link_of(r, t->items[i].other);
	}
	in->names = names;
	in->others = others;
	in->thread = t;
}

/* ---- the answer, what was decided, until when it is read ---- */

static enum status read_answer(struct req *r, struct need_in *in)
{
	struct answered *a = NEW(r->arena, struct answered, 1);
	struct answer_versions versions;
	if (!answer_find(r->tx, r->page.lang, in->need->id, a))
		return r->error->status;
	in->answer = a;
	if (!a->version)
		return OK;
	TRY(answer_versions(r->tx, a->id, &versions));
	in->versions = versions.items;
	in->version_count = versions.len;
	in->answered_by = persona_name(r->tx, a->drafted_by);
	return OK;
}

static enum status read_moderation(struct req *r, struct need_in *in)
{
	if (!in->is_author)
		return OK;
	struct moderation_past *past = NEW(r->arena, struct moderation_past, 1);
	TRY(moderation_past(r->tx, (struct object_key){ AGORA_NEED, in->need->id }, past));
	for (size_t i = 0; i < past->decisions.len; i++)
		if (action_wants_reason(past->decisions.items[i].action))
			in->decision = &past->decisions.items[i];
	if (in->need->state == NEED_HELD || past->appeal.is_asked)
		in->due_at = past->due_at;
	in->may_contest = in->need->state == NEED_REJECTED && past->appeal.may_ask;
	return OK;
}

/* ---- what may be done now ---- */

struct act_list { struct act_view items[4]; size_t len; };

/* The first one is what matters most now. */
static void add_act(struct req *r, struct act_list *acts, const struct need *n, const char *label,
	const char *path)
{
	struct str to = str_fmt(r->arena, "/besoins/%s/%s", uuid_print(n->ref).text, path);
	acts->items[acts->len] = (struct act_view){ label, { to }, acts->len == 0 };
	acts->len++;
}

static void author_acts(struct req *r, const struct need *n, struct need_view *v)
{
	struct act_list *acts = NEW(r->arena, struct act_list, 1);
	bool asleep = n->state == NEED_DORMANT || n->noticed_at;
	if (n->state == NEED_RETURNED)
		add_act(r, acts, n, WORD("agora.act.mend"), "reprendre");
	if (asleep && need_may(n, r->who, "renew"))
		add_act(r, acts, n, WORD("agora.act.renew"), "garder");
	if (need_may(n, r->who, "resolve"))
		add_act(r, acts, n, WORD("agora.act.resolve"), "resolu");
	if (need_may(n, r->who, "reopen"))
		add_act(r, acts, n, WORD("agora.act.reopen"), "rouvrir");
	v->acts = (struct act_views){ acts->items, acts->len };
	v->may_withdraw = need_may(n, r->who, "withdraw");
}

static enum status view_rights(struct req *r, const struct need_in *in, struct need_view *v)
{
	struct confirmed c;
	if (in->is_author || in->is_team)
		author_acts(r, in->need, v);
	TRY(need_confirmed(r->tx, r->site, r->who, in->need, &c));
	v->follow = (struct follow_view){ .name = STR("besoin"), .ref = in->need->ref,
		.is_followed = r->who->roles && is_followed(r->tx, r->who->persona,
			(struct object_key){ AGORA_NEED, in->need->id }) };
	v->may_confirm = c.may && !in->is_author;
	v->has_confirmed = c.mine;
	v->confirmations = c.count;
	if (in->need->merged_into)
		v->into = link_of(r, in->need->merged_into);
	return in->is_team ? team_links_of(r, in->need, &v->team) : OK;
}

/* What is said under it, as the discussion writes it. */
static enum status read_talk(struct req *r, const struct need *n, struct need_view *v)
{
	struct buf talk = { .max = DISCUSSION_PART_MAX };
	enum status s = discussion_part(r, (struct object_key){ AGORA_NEED, n->id }, &talk);
	v->talk = str_dup(r->arena, buf_view(&talk));
	buf_finish(&talk);
	return s;
}

enum status get_need(struct req *r)
{
	struct need n;
	struct thread thread;
	struct need_view v;
	struct graph graph;
	TRY(need_asked_for(r, &n));
	struct need_in in = {
		.need      = &n,
		.reader    = r->who->persona,
		.author    = persona_name(r->tx, n.persona),
		.is_author = uuid_eq(n.persona, r->who->persona),
		.is_team   = (r->who->roles & ROLE_TEAM) != 0,
		.is_joined = is_supported(r->tx, r->site, r->who, n.id),
	};
	TRY(need_thread_read(r->tx, r->site, r->who, &n, &thread));
	read_thread(r, &thread, &in);
	TRY(read_answer(r, &in));
	TRY(read_moderation(r, &in));
	view_need(r->arena, &r->page, &in, &v);
	TRY(view_rights(r, &in, &v));
	TRY(graph_walk(r->tx, r->site, r->who, (struct object_key){ AGORA_NEED, n.id }, &graph));
	v.graph = view_graph(r->arena, &graph);
	TRY(read_talk(r, &n, &v));
	if (v.is_public) {
		v.head.json_ld = need_json_ld(r->arena, &r->page, &n, in.author);
		v.head.feed.text = str_fmt(r->arena, "/besoins/%s.atom", uuid_print(n.ref).text);
	}
	TRY(r->error->status);
	page_need(answer_page(r, 200), &r->page, &v);
	return OK;
}
