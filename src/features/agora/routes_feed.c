/* Needs for machines: what everyone may read, whoever asks. */
#include "features/agora/feed.h"
#include "app/atom.h"
#include "app/person.h"
#include "features/agora/routes.h"
#include "features/agora/view_need.h"

static const struct who everyone;

enum status get_feed(struct req *r)
{
	enum { ENTRIES = 30 };
	struct need_asked asked = need_asked(r->fields, r->page.lang);
	asked.list.page = ENTRIES;
	struct needs needs;
	TRY(need_list(r->tx, &everyone, &asked, &needs));
	struct feed_entry *items = NEW(r->arena, struct feed_entry, needs.len);
	for (size_t i = 0; i < needs.len; i++)
		items[i] = (struct feed_entry){ &needs.items[i],
			persona_name(r->tx, needs.items[i].persona) };
	struct url query = list_query(r->arena, need_spec(asked.order), &asked.list);
	struct buf *out = answer_file(r, "application/atom+xml; charset=utf-8", (struct str){ 0 });
	feed_atom(out, &(struct feed){ &r->page, query.text, items, needs.len });
	r->answer->open = true;
	return OK;
}

/* Without names: whoever follows a need by its feed asks what became of it. */
enum status get_need_feed(struct req *r)
{
	struct need n;
	struct thread thread;
	TRY(need_by_ref(r->tx, &everyone, r->page.lang, r->ref, &n));
	TRY(need_thread_read(r->tx, r->site, &everyone, &n, &thread));
	struct need_in in = { .need = &n, .thread = &thread,
		.names = NEW(r->arena, struct str, thread.len),
		.others = NEW(r->arena, struct need_link, thread.len) };
	struct buf *out = answer_file(r, "application/atom+xml; charset=utf-8", (struct str){ 0 });
	struct step_views steps = view_steps(r->arena, &r->page, &in);
	atom_steps(out, &(struct atom){ .page = &r->page, .updated_at = n.changed_at,
		.path = str_fmt(r->arena, "/besoins/%s", uuid_print(n.ref).text),
		.named = words_fill(r->arena, r->page.lang, WORD("agora.feed.steps"), &n.shown_title, 1) },
		&steps);
	r->answer->open = true;
	return OK;
}

/* Where the next slice begins: behind the last row of this one. */
static void go_on(struct need_asked *asked, const struct need *last)
{
	asked->list.onward = true;
	asked->list.after_ref = last->ref;
	asked->list.after_key = asked->order == ORDER_SHARED ? last->supports : last->published_at;
}

enum status get_csv(struct req *r)
{
	enum { SLICE = 250, ROWS_MAX = 10000, BYTES_MAX = 7 << 20 };
	struct need_asked asked = need_asked(r->fields, r->page.lang);
	asked.list.page = SLICE;
	struct buf *out = answer_file(r, "text/csv; charset=utf-8", STR("besoins.csv"));
	struct needs needs = { .len = SLICE };
	csv_head(out, &r->page);
	for (size_t rows = 0; needs.len && rows < ROWS_MAX && out->len < BYTES_MAX;
		rows += needs.len) {
		TRY(need_list(r->tx, &everyone, &asked, &needs));
		for (size_t i = 0; i < needs.len && out->len < BYTES_MAX; i++)
			csv_row(out, &r->page, &needs.items[i]);
		if (needs.next.text.len == 0)
			break;
		go_on(&asked, &needs.items[needs.len - 1]);
	}
	r->answer->open = true;
	return OK;
}
