#include "features/discussion/feed.h"
#include "app/atom.h"

static int64_t changed_at(const struct post *m)
{
	return m->edited_at ? m->edited_at : m->at;
}

/* What is veiled is read on its page, where it says why. */
static struct atom_entry entry_of(const struct page *p, const struct feed *f, const struct post *m)
{
	return (struct atom_entry){
		.ref = m->ref, .place = STR("/echanges/"), .title = f->about->title, .author = m->name,
		.lang = m->is_veiled ? (int)p->lang : m->lang,
		.text = m->is_veiled ? words(p->lang, WORD("discussion.feed.veiled")) : m->text,
		.published_at = m->at, .updated_at = changed_at(m),
	};
}

void talk_feed_write(struct buf *x, const struct page *p, const struct feed *f)
{
	struct atom a = { .page = p, .path = f->about->talk.text, .feed = f->path,
		.named = f->about->title, .subtitle = WORD("discussion.title") };
	for (size_t i = 0; i < f->posts.len; i++)
		if (changed_at(&f->posts.items[i]) > a.updated_at)
			a.updated_at = changed_at(&f->posts.items[i]);
	atom_open(x, &a);
	for (size_t i = 0; i < f->posts.len; i++) {
		struct atom_entry e = entry_of(p, f, &f->posts.items[i]);
		atom_put(x, &a, &e);
	}
	atom_close(x);
}
