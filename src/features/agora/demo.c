/* The demonstration of the agora, slice by slice: the needs of demo/needs.txt in order of time,
 * between them those that the grammar makes; then merges and reports. */
#include "features/agora/agora.h"
#include "features/agora/demo_inside.h"

enum { MADE_A_SLICE = 5 };

/* ---- reading needs.txt ---- */

int64_t demo_number(const struct field *f, const char *name)
{
	int64_t n = 0;
	str_to_i64(field_get(f, name), &n);
	return n;
}

/* Oldest first; of one day in the order of the file. */
static struct demo_all *demo_read(struct arena *a)
{
	struct demo_all *all = NEW(a, struct demo_all, 1);
	struct str rest = demo_file("needs.txt");
	struct demo_block b;
	while (all->len < WRITTEN_MAX && demo_block_next(a, &rest, &b)) {
		struct demo_written w = { b.fields, demo_number(b.fields, "days_ago"),
			demo_number(b.fields, "supports") };
		size_t at = all->len++;
		for (; at > 0 && all->items[at - 1].days_ago < w.days_ago; at--)
			all->items[at] = all->items[at - 1];
		all->items[at] = w;
	}
	return all;
}

/* The same need has the same ref in every slice and every demonstration. */
struct uuid demo_ref(const struct demo *d, const struct field *f)
{
	struct str id = field_get(f, "id");
	struct demo own = { .seed = 1469598103934665603u };
	for (size_t i = 0; i < id.len; i++)
		own.seed = (own.seed ^ (unsigned char)id.ptr[i]) * 1099511628211u;
	int64_t day = d->today - demo_number(f, "days_ago");
	return demo_uuid(&own, zone_at(d->site->country.zone, day, 12, 0));
}

const struct field *demo_named(const struct demo_all *all, struct str id)
{
	for (size_t i = 0; i < all->len; i++)
		if (str_eq(field_get(all->items[i].f, "id"), id))
			return all->items[i].f;
	return NULL;
}

bool demo_ref_named(struct arena *a, const struct demo *d, struct str id, struct uuid *out)
{
	struct str rest = demo_file("needs.txt");
	struct demo_block b;
	while (demo_block_next(a, &rest, &b))
		if (str_eq(field_get(b.fields, "id"), id)) {
			*out = demo_ref(d, b.fields);
			return true;
		}
	return false;
}

/* ---- slice by slice ---- */

/* How many made needs are older than so many days. */
static int64_t made_before(int64_t made, int64_t days_ago)
{
	if (days_ago >= DEMO_OLDEST)
		return 0;
	return made * (DEMO_OLDEST - days_ago) / DEMO_OLDEST;
}

static enum status make_some(struct making *m, int64_t from, int64_t to, int64_t made)
{
	for (int64_t i = from; i < to; i++) {
		TRY(demo_make_need(m, DEMO_OLDEST - i * DEMO_OLDEST / made));
		m->d->done++;
	}
	return OK;
}

/* Made needs `from` to `to` stand before a written one: does slice *step fall among them? */
static bool is_among(int64_t from, int64_t to, int64_t *step, int64_t *first, int64_t *last)
{
	int64_t slices = (to - from + MADE_A_SLICE - 1) / MADE_A_SLICE;
	if (*step >= slices) {
		*step -= slices;
		return false;
	}
	*first = from + *step * MADE_A_SLICE;
	*last = *first + MADE_A_SLICE < to ? *first + MADE_A_SLICE : to;
	return true;
}

enum status agora_demo(struct tx *tx, struct demo *d, bool *more)
{
	struct demo_people people;
	TRY(demo_people(tx, d, &people));
	struct making *m = NEW(tx_arena(tx), struct making, 1);
	*m = (struct making){ .tx = tx, .d = d, .people = &people };
	const struct demo_all *all = demo_read(tx_arena(tx));
	int64_t made = (d->scale - 1) * (int64_t)all->len, done = 0, step = d->step, first, last;
	*more = true;
	for (size_t i = 0; i < all->len; i++) {
		int64_t before = made_before(made, all->items[i].days_ago);
		if (is_among(done, before, &step, &first, &last))
			return make_some(m, first, last, made);
		done = before;
		if (step < demo_slices(&all->items[i]))
			return step == 0 ? demo_write(m, &all->items[i])
				: demo_write_supports(m, &all->items[i], step);
		step -= demo_slices(&all->items[i]);
	}
	if (is_among(done, made, &step, &first, &last))
		return make_some(m, first, last, made);
	*more = false;
	return demo_after(m, all);
}

bool agora_demo_need(struct tx *tx, const struct demo *d, struct str id, struct need *out)
{
	struct uuid ref_;
	return demo_ref_named(tx_arena(tx), d, id, &ref_) && demo_need_get(tx, ref_, out);
}
