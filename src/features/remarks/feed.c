#include "features/remarks/feed.h"
#include "app/atom.h"
#include "features/remarks/view.h"

void feed_write(struct buf *x, const struct page *p, const struct remark_groups *groups)
{
	struct atom a = { .page = p, .path = STR("/retours"), .title = WORD("remarks.changes.title"),
		.updated_at = groups->len ? groups->items[0].answered_at : 0 };
	atom_open(x, &a);
	for (size_t i = 0; i < groups->len; i++) {
		const struct remark_group *g = &groups->items[i];
		struct str state = words(p->lang, view_group(g).state);
		atom_put(x, &a, &(struct atom_entry){ .ref = g->ref, .place = STR("/retours#g-"),
			.lang = (int)p->lang, .title = g->title, .text = g->answer,
			.updated_at = g->answered_at, .term = state, .label = state });
	}
	atom_close(x);
}
