/* Atom of one need: a step is an entry. */
#include "features/agora/feed.h"
#include "app/atom.h"

/* Known by its instant, and its place among those of the same one. */
static void put_step(struct buf *out, struct arena *arena, const struct atom *a,
	const struct step_views *steps, size_t at)
{
	const struct step_view *s = &steps->items[at];
	size_t twin = 0;
	while (twin < at && steps->items[at - twin - 1].at == s->at)
		twin++;
	atom_put(out, a, &(struct atom_entry){
		.part = str_fmt(arena, "#%lld-%zu", (long long)s->at, twin), .lang = (int)a->page->lang,
		.title = words_fill(arena, a->page->lang, s->title, &s->who, 1), .text = s->text,
		.updated_at = s->at });
}

void feed_steps(struct buf *out, const struct need_feed *f)
{
	struct arena *arena = arena_create();
	struct atom a = { .page = f->page, .updated_at = f->need->changed_at,
		.path = str_fmt(arena, "/besoins/%s", uuid_print(f->need->ref).text),
		.named = words_fill(arena, f->page->lang, WORD("agora.feed.steps"),
			&f->need->shown_title, 1) };
	atom_open(out, &a);
	for (size_t i = f->steps.len; i-- > 0;)
		if (f->steps.items[i].at)
			put_step(out, arena, &a, &f->steps, i);
	atom_close(out);
	arena_destroy(arena);
}
