/* Reading: a discussion, one post with its replies, what a post said before, the feed. */
#include "features/discussion/acts.h"
#include "features/discussion/feed.h"
#include "features/discussion/routes.h"

/* ---- a discussion ---- */

static enum status read_talk(struct req *r, const struct talk *t, const struct text_form *form,
	struct talk_view *v)
{
	struct post_page page;
	struct posts replies = { 0 };
	const struct field *query = form->problem.key || v->is_part ? NULL : r->fields;
	struct reader by = reader_of(r, t);
	TRY(post_list(r->tx, r->who, t->key, query, &page));
	enum post_order order = post_order_read(field_get(query, "order"));
	if (order != ORDER_UNANSWERED)             /* of those between them it would read all */
		TRY(reply_firsts(r->tx, r->who, &page.posts, &replies));
	v->about = about_of(r, t);
	v->posts = view_posts(r->arena, &r->page, &by, &page.posts, &replies);
	v->count = t->state.posts;
	v->locked_at = t->state.locked_at;
	v->why = t->state.why;
	v->next = page.next;
	v->is_onward = field_get(query, "after").len > 0;
	v->feed = (struct url){ talk_path(r->arena, t, "/atom") };
	if (talk_may_lock(t, r->who))
		v->lock = (struct url){ str_fmt(r->arena, "/equipe%s", v->about.talk.text.ptr) };
	view_orders(v, r->arena, order);
	if (v->is_onward)
		v->first = v->order[order].path;
	writing_of(r, t->is_open, &(struct writing_asked){ form, WORD("discussion.field.text"),
		v->about.talk.text }, &v->writing);
	return OK;
}

enum status show_talk(struct req *r, int http, const struct text_form *form)
{
	struct talk t;
	struct talk_view *v = NEW(r->arena, struct talk_view, 1);
	TRY(talk_find(r->tx, r->site, r->who, &(struct talk_asked){ r->name, r->ref }, &t));
	TRY(read_talk(r, &t, form, v));
	v->head = head_key(WORD("discussion.title"));
	v->head.narrow = true;
	v->head.canonical = v->about.talk;
	v->head.feed = v->feed;
	v->head.hidden = t.object.audience != AUDIENCE_ALL || v->count == 0;
	v->head.problems = field_problems(v->writing.fields);
	page_talk(answer_page(r, http), &r->page, v);
	return OK;
}

enum status get_talk(struct req *r)
{
	return show_talk(r, 200, &(struct text_form){ 0 });
}

enum status discussion_part(struct req *r, struct object_key about, struct buf *out)
{
	struct talk t;
	struct talk_view *v = NEW(r->arena, struct talk_view, 1);
	v->is_part = true;
	TRY(talk_about(r->tx, r->site, r->who, about, &t));
	TRY(read_talk(r, &t, &(struct text_form){ 0 }, v));
	if (t.is_open || v->posts.len || v->locked_at)
		part_talk_section(out, &r->page, v);
	return OK;
}

enum status get_talk_feed(struct req *r)
{
	enum { ENTRIES = 30 };
	struct talk t;
	struct posts posts;
	TRY(talk_find(r->tx, r->site, r->who, &(struct talk_asked){ r->name, r->ref }, &t));
	if (t.object.audience != AUDIENCE_ALL)
		return fail(r->error, NOT_FOUND, "a feed has only what is public");
	TRY(post_feed(r->tx, t.key, ENTRIES, &posts));
	struct about_view about = about_of(r, &t);
	r->answer->open = true;
	struct buf *x = answer_file(r, "application/atom+xml; charset=utf-8", (struct str){ 0 });
	talk_feed_write(x, &r->page,
		&(struct feed){ &about, talk_path(r->arena, &t, "/atom"), posts });
	return OK;
}

/* ---- one post ---- */

/* What its author is told about it: where it stands, until when it is read, why a moderator said
 * no. */
static enum status read_standing(struct req *r, const struct post *m, struct exchange_view *v)
{
	struct moderation_past *past = NEW(r->arena, struct moderation_past, 1);
	v->standing = v->post.may_withdraw ? post_standing(m->state) : NULL;
	if (!v->standing)
		return OK;
	TRY(moderation_past(r->tx, (struct object_key){ DISCUSSION_POST, m->id }, past));
	v->due_at = past->due_at;
	v->may_contest = past->appeal.may_ask && m->state != POST_HELD;
	for (size_t i = 0; i < past->decisions.len; i++) {
		const struct decision *d = &past->decisions.items[i];
		if (!action_wants_reason(d->action))
			continue;
		v->reason = d->reason ? reason_key(d->reason) : NULL;
		v->reason_text = d->text;
	}
	return OK;
}

/* Above a reply what it stands under; below a post at the top its replies. */
static enum status read_around(struct req *r, const struct talk *t, struct exchange_view *v)
{
	const struct post *m = &t->post;
	struct post top;
	struct post_page page;
	struct reader by = reader_of(r, t);
	if (m->parent) {
		v->has_top = post_get(r->tx, r->who, m->parent, &top);
		if (v->has_top)
			v->top = view_post(&r->page, &by, &top);
		return r->error->status;
	}
	TRY(reply_list(r->tx, r->who, m->id, r->fields, &page));
	v->replies = view_posts(r->arena, &r->page, &by, &page.posts, &(struct posts){ 0 });
	v->next = page.next;
	if (req_field(r, "after").len)
		v->first = (struct url){ post_path(r->arena, m->ref) };
	return OK;
}

enum status show_exchange(struct req *r, int http, const struct text_form *form)
{
	struct talk t;
	struct exchange_view *v = NEW(r->arena, struct exchange_view, 1);
	TRY(talk_of_post(r->tx, r->site, r->who, r->ref, &t));
	const struct post *m = &t.post;
	struct reader by = reader_of(r, &t);
	v->head = head_key(m->parent ? WORD("discussion.exchange.reply")
		: WORD("discussion.exchange.title"));
	v->head.narrow = v->head.hidden = true;
	v->about = about_of(r, &t);
	v->post = view_post(&r->page, &by, m);
	v->action = (struct url){ post_path(r->arena, m->ref) };
	TRY(read_around(r, &t, v));
	TRY(read_standing(r, m, v));
	writing_of(r, v->post.may_answer, &(struct writing_asked){ form,
		WORD("discussion.field.answer"), v->action.text }, &v->writing);
	v->head.problems = field_problems(v->writing.fields);
	page_exchange(answer_page(r, http), &r->page, v);
	return OK;
}

enum status get_exchange(struct req *r)
{
	return show_exchange(r, 200, &(struct text_form){ 0 });
}

enum status get_post_versions(struct req *r)
{
	struct talk t;
	struct post_versions all;
	TRY(talk_of_post(r->tx, r->site, r->who, r->ref, &t));
	struct reader by = reader_of(r, &t);
	TRY(post_versions_of(r->tx, t.post.id, &all));
	struct version_view *items = NEW(r->arena, struct version_view, all.len + 1);
	for (size_t i = 0; i < all.len; i++)
		items[i] = (struct version_view){ all.items[i].until_at, all.items[i].text };
	struct versions_view v = { .head = head_key(WORD("discussion.versions.title")),
		.about = about_of(r, &t), .post = view_post(&r->page, &by, &t.post),
		.earlier = { items, all.len } };
	v.head.narrow = v.head.hidden = true;
	page_post_versions(answer_page(r, 200), &r->page, &v);
	return OK;
}
