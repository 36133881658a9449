/* What a notice says by the time it is read: some of it may be gone. */
#include "app/site.h"
#include "engines/delivery/inside.h"

static const struct counted_news *counted_of(const struct site *site, struct str what)
{
	for (const struct feature *const *f = site->features; *f; f++)
		for (const struct counted_news *c = (*f)->counted; c && c->what; c++)
			if (str_eq(what, str_view(c->what)))
				return c;
	return NULL;
}

enum status notice_still(struct tx *tx, const struct site *site, const struct who *who,
	const struct recount *n, int64_t *still)
{
	const struct counted_news *c = counted_of(site, n->what);
	int64_t there = n->times;
	if (c)
		TRY(c->count(tx, who, n->about, n->since_at, &there));
	*still = there < n->times ? there : n->times;
	return OK;
}

/* Why they are told, when it is not the thing itself that they follow. */
static enum status say_of(struct req *r, const struct notice_row *n, struct notice_said *out)
{
	struct object o;
	bool is_same = n->of.kind == n->about.kind && n->of.id == n->about.id;
	if (!is_same && site_object(r->site, r->tx, r->who, n->of, &o)) {
		out->of = (struct url){ o.path };
		out->of_title = o.title;
	}
	return r->error->status;
}

enum status notice_say(struct req *r, const struct notice_row *n, struct notice_said *out)
{
	struct object o;
	int64_t still;
	*out = (struct notice_said){ .sentence = words(r->page.lang, WORD("delivery.said.gone")) };
	if (n->about.kind == KIND_GONE) {
		out->sentence = words(r->page.lang, n->what.ptr);
		return OK;
	}
	if (!site_object(r->site, r->tx, r->who, n->about, &o))
		return r->error->status;
	out->path = (struct url){ o.path };
	TRY(notice_still(r->tx, r->site, r->who,
		&(struct recount){ n->about, n->what, n->times, n->since_at }, &still));
	if (!still)
		out->sentence = words(r->page.lang, WORD("delivery.said.over"));
	else if (counted_of(r->site, n->what))
		out->sentence = words_fill(r->arena, r->page.lang, n->what.ptr,
			(const struct str[]){ str_fmt(r->arena, "%lld", (long long)still), o.title }, 2);
	else
		out->sentence = words_fill(r->arena, r->page.lang, n->what.ptr, &o.title, 1);
	return say_of(r, n, out);
}
