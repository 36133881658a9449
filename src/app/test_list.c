/* Lists over real rows: each row once, whatever the order, the filter and the size of a page. */
#include "app/list.h"
#include "test_site.h"

static const struct migration migrations[] = {
	{ 1, "rows", "CREATE TABLE lists_row (key BIGINT NOT NULL, ref BLOB NOT NULL PRIMARY KEY,"
		" kind TEXT NOT NULL, size BIGINT NOT NULL);" },
	{ 0, NULL, NULL },
};
static const struct feature lists_feature = {
	.name = "lists", .zones = ZONE_COMMUNITY, .migrations = migrations,
};
static const struct feature *const only[] = { &lists_feature, NULL };

static bool read_size(struct str word, int64_t *n)
{
	bool is_large = str_eq(word, STR("large"));
	*n = is_large ? 2 : 1;
	return is_large || str_eq(word, STR("small"));
}

#define SPEC(is_falling) { \
	.select = "SELECT l.key, l.ref FROM lists_row l WHERE l.key >= $1", \
	.key = "l.key", .ref = "l.ref", .falling = is_falling, \
	.filters = { { "kind", " AND l.kind = ", NULL }, { "size", " AND l.size = ", read_size } } }
static const struct list_spec rising = SPEC(false), falling = SPEC(true);

enum { ROWS = 45, KEYS = 7 };

static enum status fill(struct tx *tx, void *arg)
{
	(void)arg;
	for (int i = 0; i < ROWS; i++)
		TRY(db_exec(tx, "INSERT INTO lists_row (key, ref, kind, size) VALUES ($1, $2, $3, $4)",
			BIND(i64(i % KEYS), ref(uuid_v4()), text(i % 3 ? STR("a b&c") : STR("é")),
				i64(1 + i % 2))));
	return OK;
}

struct walk {
	struct arena *a;
	const struct list_spec *spec;
	struct list_asked asked;
	int pages, rows, most;         /* most: rows of the longest page */
	bool is_ordered;
	int64_t last;
	struct url next;
};

static enum status one_page(struct tx *tx, void *arg)
{
	struct walk *w = arg;
	int rows = 0;
	struct list l = list_open(tx, w->spec, &w->asked, BIND(i64(0)));
	while (list_next(&l)) {
		w->is_ordered &= w->rows + rows == 0
			|| (w->spec->falling ? l.key <= w->last : l.key >= w->last);
		w->last = l.key;
		rows++;
	}
	TRY(list_end(&l, &w->next));
	w->next.text = str_dup(w->a, w->next.text);
	w->pages++;
	w->rows += rows;
	w->most = rows > w->most ? rows : w->most;
	return OK;
}

/* The query of a link as the router gives it: decoded. */
static const struct field *query_of(struct arena *a, struct url link)
{
	struct field *f = NEW(a, struct field, 8);
	struct str rest = link.text, pair, name;
	for (size_t n = 0; rest.len > 1 && n < 7; n++) {
		if (n == 0)
			rest = (struct str){ rest.ptr + 1, rest.len - 1 };
		if (!str_cut(&rest, '&', &pair)) {
			pair = rest;
			rest.len = 0;
		}
		str_cut(&pair, '=', &name);
		bool is_kind = str_eq(name, STR("kind"));
		f[n] = (struct field){ str_dup(a, name).ptr,
			!is_kind ? pair : pair.ptr[0] == 'a' ? STR("a b&c") : STR("é") };
	}
	return f;
}

static struct walk walk_all(struct world *w, const struct list_spec *spec,
	const struct field *query, int64_t page)
{
	struct walk k = { .a = w->arena, .spec = spec, .is_ordered = true };
	do {
		k.asked = list_asked(spec, k.pages ? query_of(w->arena, k.next) : query);
		k.asked.page = page;
		enum status s = world_job(w, one_page, &k);
		test_check(s == OK, __FILE__, __LINE__, 0, "a page of a list");
	} while (k.next.text.len && k.pages < 100);
	return k;
}

TEST(a_list_leads_through_every_row_once_in_order_and_keeps_its_filters)
{
	struct world w;
	world_open_with(&w, only);
	CHECK(world_job(&w, fill, NULL) == OK);
	const struct field ab[] = { { "kind", STR("a b&c") }, { 0 } };
	const struct field large[] = { { "size", STR("large") }, { "kind", STR("é") }, { 0 } };
	const struct field odd[] = { { "size", STR("huge") }, { "after", STR("1.2") }, { 0 } };
	const struct field none[] = { { "kind", STR("' OR 1=1") }, { 0 } };
	const struct { const struct field *query; int64_t page; int rows, pages; } cases[] = {
		{ NULL, 0, ROWS, 3 }, { NULL, 7, ROWS, 7 }, { NULL, 45, ROWS, 1 }, { NULL, 44, ROWS, 2 },
		{ ab, 0, 30, 2 }, { ab, 30, 30, 1 }, { large, 3, 7, 3 }, { odd, 0, ROWS, 3 },
		{ none, 0, 0, 1 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (int down = 0; down < 2; down++) {
			struct walk k = walk_all(&w, down ? &falling : &rising, cases[i].query, cases[i].page);
			CHECK_AT(i, k.rows == cases[i].rows && k.pages == cases[i].pages && k.is_ordered);
			CHECK_AT(i, k.most <= (cases[i].page ? cases[i].page : LIST_PAGE));
		}
	world_close(&w);
}

TEST(a_row_that_comes_meanwhile_shifts_nothing)
{
	struct world w;
	world_open_with(&w, only);
	CHECK(world_job(&w, fill, NULL) == OK);
	struct walk k = { .a = w.arena, .spec = &falling, .is_ordered = true };
	k.asked = list_asked(&falling, NULL);
	CHECK(world_job(&w, one_page, &k) == OK && k.next.text.len);
	CHECK(world_write(&w, "INSERT INTO lists_row VALUES (99, x'01', 'é', 1)") == OK);
	k.asked = list_asked(&falling, query_of(w.arena, k.next));
	CHECK(world_job(&w, one_page, &k) == OK);
	k.asked = list_asked(&falling, query_of(w.arena, k.next));
	CHECK(world_job(&w, one_page, &k) == OK);
	CHECK(k.rows == ROWS && k.is_ordered && k.next.text.len == 0);
	world_close(&w);
}

TEST(what_was_asked_for_is_kept_in_a_link_and_nonsense_is_not)
{
	struct arena *a = arena_create();
	char endless[200];
	memset(endless, 'x', sizeof endless);
	const struct field query[] = { { "kind", STR("a b&c=\"") }, { "size", STR("large") },
		{ "after", STR("5.0192a1b0-0000-7000-8000-000000000000") }, { 0 } };
	const struct field odd[] = { { "kind", { endless, sizeof endless } },
		{ "size", STR("7") }, { "after", STR("x.0192a1b0-0000-7000-8000-000000000000") }, { 0 } };
	struct list_asked asked = list_asked(&rising, query);
	CHECK(asked.onward && asked.after_key == 5);
	CHECK(str_eq(list_query(a, &rising, &asked).text, STR("?kind=a%20b%26c%3D%22&size=large")));
	asked = list_asked(&rising, odd);
	CHECK(!asked.onward && asked.filter[0].len == 0 && asked.filter[1].len == 0);
	CHECK(list_query(a, &rising, &asked).text.len == 0);
	arena_destroy(a);
}
