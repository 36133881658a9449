/* Posts in lists. A page is one range of one index of sql/, in a discussion of twenty posts as in
 * one of five thousand. */
#include "features/discussion/store_inside.h"

enum { LOOK_AT = FIRST_REPLIES + 1, REPLIES_MAX = 2 * LIST_PAGE * LOOK_AT };

/* "order=newest" filters nothing: it is a filter so that links carry it on. */
static bool read_newest(struct str word, int64_t *out)
{
	*out = 1;
	return post_order_read(word) == ORDER_NEWEST;
}

static bool read_unanswered(struct str word, int64_t *out)
{
	*out = 1;
	return post_order_read(word) == ORDER_UNANSWERED;
}

#define TOPS \
	"SELECT p.at, p.ref, " POST_COLUMNS \
	"  FROM discussion_post p" \
	" WHERE " VISIBLE_TO("p") " AND p.about_kind = $3 AND p.about_id = $4 AND p.parent = 0"

const struct list_spec post_specs[POST_ORDERS] = {
	[ORDER_OLDEST] = { .select = TOPS, .key = "p.at", .ref = "p.ref" },
	[ORDER_NEWEST] = { .select = TOPS, .key = "p.at", .ref = "p.ref", .falling = true,
		.filters = { { "order", " AND 1 = ", read_newest } } },
	/* + keeps the index of the feed from being chosen. */
	[ORDER_UNANSWERED] = { .select = TOPS " AND p.replies = 0 AND +p.state = 2", .key = "p.at",
		.ref = "p.ref", .filters = { { "order", " AND 1 = ", read_unanswered } } },
};

const struct list_spec reply_spec = {
	.select =
		"SELECT p.at, p.ref, " POST_COLUMNS
		"  FROM discussion_post p"
		" WHERE " VISIBLE_TO("p") " AND p.parent = $3 AND p.parent > 0",
	.key = "p.at", .ref = "p.ref",
};

static enum status take_page(struct list l, struct post_page *out)
{
	struct arena *a = tx_arena(l.rows.tx);
	*out = (struct post_page){ .posts.items = NEW(a, struct post, LIST_PAGE) };
	while (list_next(&l))
		out->posts.items[out->posts.len++] = read_post(&l.rows, 2);
	return list_end(&l, &out->next);
}

enum status post_list(struct tx *tx, const struct who *who, struct object_key about,
	const struct field *query, struct post_page *out)
{
	const struct list_spec *spec = &post_specs[post_order_read(field_get(query, "order"))];
	struct list_asked asked = list_asked(spec, query);
	return take_page(list_open(tx, spec, &asked,
		BIND(VISIBLE_BINDS(who), i64(about.kind), i64(about.id))), out);
}

enum status reply_list(struct tx *tx, const struct who *who, int64_t parent,
	const struct field *query, struct post_page *out)
{
	struct list_asked asked = list_asked(&reply_spec, query);
	return take_page(list_open(tx, &reply_spec, &asked,
		BIND(VISIBLE_BINDS(who), i64(parent))), out);
}

static enum status take_posts(struct rows r, size_t max, struct posts *out)
{
	*out = (struct posts){ .items = NEW(tx_arena(r.tx), struct post, max) };
	while (out->len < max && rows_next(&r))
		out->items[out->len++] = read_post(&r, 0);
	return rows_end(&r);
}

/* From the first to the last of them in order of time: one range of the index, and of each its
 * first replies. */
enum status reply_firsts(struct tx *tx, const struct who *who, const struct posts *tops,
	struct posts *out)
{
	*out = (struct posts){ 0 };
	if (tops->len == 0)
		return OK;
	const struct post *first = &tops->items[0], *last = &tops->items[tops->len - 1];
	if (first->at > last->at) {
		const struct post *newest = first;
		first = last;
		last = newest;
	}
	return take_posts(db_query(tx,
		"SELECT " POST_COLUMNS
		"  FROM discussion_post t /* all: they are on the page already */"
		" CROSS JOIN discussion_post p ON p.id IN"
		"   (SELECT x.id FROM discussion_post x"
		"     WHERE " VISIBLE_TO("x") " AND x.parent = t.id AND x.parent > 0"
		"     ORDER BY x.at, x.ref LIMIT $7)"
		" WHERE t.about_kind = $3 AND t.about_id = $4 AND t.parent = 0"
		"   AND t.at BETWEEN $5 AND $6"
		" ORDER BY p.at, p.ref LIMIT $8",
		BIND(VISIBLE_BINDS(who), i64(first->about_kind), i64(first->about_id), i64(first->at),
			i64(last->at), i64(LOOK_AT), i64(REPLIES_MAX))), REPLIES_MAX, out);
}

enum status post_feed(struct tx *tx, struct object_key about, size_t max, struct posts *out)
{
	return take_posts(db_query(tx,
		"SELECT " POST_COLUMNS
		"  FROM discussion_post p"
		" WHERE p.about_kind = $1 AND p.about_id = $2 AND p.state = 2 AND p.audience = 0"
		" ORDER BY p.at DESC, p.ref DESC LIMIT $3",
		BIND(i64(about.kind), i64(about.id), i64((int64_t)max))), max, out);
}

enum status post_count_since(struct tx *tx, const struct who *who, struct object_key about,
	int64_t since_at, int64_t *n)
{
	enum { NEWEST = 200 };
	return db_one_i64(tx,
		"SELECT count(*) FROM (SELECT p.public_at, p.persona FROM discussion_post p"
		" WHERE p.about_kind = $1 AND p.about_id = $2 AND p.state = 2 AND p.audience = 0"
		" ORDER BY p.at DESC, p.ref DESC LIMIT $3) q"
		" WHERE q.public_at >= $4 AND q.persona IS NOT $5",
		BIND(i64(about.kind), i64(about.id), i64(NEWEST), i64(since_at), ref(who->persona)), n);
}

enum status post_list_of(struct tx *tx, struct uuid persona, size_t max, struct posts *out)
{
	return take_posts(db_query(tx,
		"SELECT /* all: one's own rows */ " POST_COLUMNS
		"  FROM discussion_post p WHERE p.persona = $1"
		" ORDER BY p.id LIMIT $2",
		BIND(ref(persona), i64((int64_t)max))), max, out);
}
