/* Hits as a page, and the addresses that narrow them. Pure. */
#include "features/finder/view.h"

/* ---- addresses ---- */

static void put_part(struct buf *b, const char *name, struct str value)
{
	if (value.len == 0)
		return;
	buf_fmt(b, "&%s=", name);
	html_url_part(b, value);
}

struct url finder_url(struct arena *a, const struct finder_asked *asked)
{
	struct buf b = { .max = 4096 };
	buf_put(&b, STR("/recherche?q="));
	html_url_part(&b, asked->typed);
	put_part(&b, "kind", asked->kind);
	put_part(&b, "theme", asked->theme);
	put_part(&b, "territory", asked->territory);
	if (asked->exact)
		buf_put(&b, STR("&exact=1"));
	if (asked->skip)
		buf_fmt(&b, "&skip=%lld", (long long)asked->skip);
	struct url u = { str_dup(a, buf_view(&b)) };
	buf_finish(&b);
	return u;
}

/* From the first page on, with one choice more or less. */
static struct finder_asked with(const struct finder_asked *asked, int by, struct str value)
{
	struct finder_asked other = *asked;
	struct str *const field[NARROWS] = { &other.kind, &other.theme, &other.territory };
	*field[by] = value;
	other.skip = 0;
	return other;
}

static struct narrow narrow(struct arena *a, const struct choice *c, struct finder_asked to)
{
	return (struct narrow){ c->key, c->text, finder_url(a, &to) };
}

/* ---- choices ---- */

bool choices_add(struct choices *all, struct choice c)
{
	for (size_t i = 0; i < all->len; i++)
		if (str_eq(all->items[i].value, c.value))
			return false;
	if (c.value.len == 0 || all->len == NARROW_MOST)
		return false;
	all->items[all->len++] = c;
	return true;
}

/* What it is narrowed to leads back; of the rest, where there is a choice, each leads on. */
static void view_narrow(struct arena *a, const struct finder_in *in, struct finder_view *v)
{
	static const char *const labels[NARROWS] = { WORD("finder.by.kind"), WORD("finder.by.theme"),
		WORD("finder.by.territory") };
	for (int by = 0; by < NARROWS; by++) {
		const struct choices *found = &in->found[by];
		if (in->on[by].value.len) {
			v->on.items[v->on.len++] = narrow(a, &in->on[by],
				with(&in->asked, by, STR("")));
			continue;
		}
		if (found->len < 2)
			continue;
		struct narrow_group *g = &v->groups.items[v->groups.len++];
		g->label = labels[by];
		for (size_t i = 0; i < found->len; i++)
			g->links.items[g->links.len++] = narrow(a, &found->items[i],
				with(&in->asked, by, found->items[i].value));
	}
}

void view_found(struct arena *a, const struct finder_in *in, struct finder_view *v)
{
	struct finder_asked to = in->asked;
	*v = (struct finder_view){ .head = head_key(WORD("finder.title")), .in = *in };
	v->head.hidden = true;
	v->head.sheet = "finder.css";
	v->searched = in->instead.len ? in->instead : in->asked.typed;
	view_narrow(a, in, v);
	to.skip = 0;
	if (in->asked.skip)
		v->first = finder_url(a, &to);
	to.exact = true;
	v->exact = finder_url(a, &to);
	to.exact = false;
	v->wider = in->asked.exact ? finder_url(a, &to) : (struct url){ 0 };
	to.exact = in->asked.exact;
	to.skip = in->asked.skip + in->page;
	if (to.skip < in->total)
		v->next = finder_url(a, &to);
}
