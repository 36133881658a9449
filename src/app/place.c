/* Places by what people type. The rows stay where they are embedded, in order of their codes; on
 * first use one sorted index of their names is made, four bytes a name, and never changed after. */
#include "app/country.h"
#include "app/country_file.h"
#include "base/fold.h"
#include <math.h>
#include <pthread.h>
#include <stdlib.h>

/* ---- rows: code, name, territory, postcode, people, north, east ---- */

static struct str rows_bytes(void)
{
	for (const struct country_file *f = country_files; f->name; f++)
		if (strcmp(f->name, "communes.tsv") == 0)
			return (struct str){ f->bytes, f->len };
	return (struct str){ 0 };
}

static struct str line_at(struct str rows, size_t at)
{
	const char *end = memchr(rows.ptr + at, '\n', rows.len - at);
	return (struct str){ rows.ptr + at, end ? (size_t)(end - rows.ptr) - at : rows.len - at };
}

static size_t line_start(struct str rows, size_t at)
{
	while (at > 0 && rows.ptr[at - 1] != '\n')
		at--;
	return at;
}

static struct str column(struct str *line)
{
	struct str head;
	if (!str_cut(line, '\t', &head)) {
		head = *line;
		line->len = 0;
	}
	return head;
}

static struct place read_place(struct str line)
{
	struct place p = { .code = column(&line) };
	p.name = column(&line);
	p.territory = column(&line);
	p.postcode = column(&line);
	str_to_i64(column(&line), &p.people);
	struct str north = column(&line), east = column(&line);
	p.is_located = str_to_i64(north, &p.north) && str_to_i64(east, &p.east);
	return p;
}

int64_t place_km(const struct place *a, const struct place *b)
{
	const double earth = 6371, radians = 3.14159265358979323846 / 180000;
	if (!a->is_located || !b->is_located)
		return -1;
	double north = sin((double)(a->north - b->north) * radians / 2);
	double east = sin((double)(a->east - b->east) * radians / 2);
	double h = north * north + cos((double)a->north * radians) * cos((double)b->north * radians)
		* east * east;
	return llround(2 * earth * asin(fmin(1, sqrt(h))));
}

static int compare(struct str a, struct str b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int c = n ? memcmp(a.ptr, b.ptr, n) : 0;
	return c ? c : (a.len > b.len) - (a.len < b.len);
}

bool place_find(struct str code, struct place *out)
{
	struct str rows = rows_bytes();
	size_t low = 0, high = rows.len;
	while (low < high) {
		size_t at = line_start(rows, low + (high - low) / 2);
		struct str line = line_at(rows, at), rest = line;
		int c = compare(column(&rest), code);
		if (c == 0 && code.len && code.ptr[0] != '#') {
			*out = read_place(line);
			return true;
		}
		if (c < 0)
			low = at + line.len + 1;
		else
			high = at;
	}
	return false;
}

/* ---- the index of names ---- */

/* Twice the place of a row, and 1 more when its article is left out: "La Rochelle" stands there as
 * "la rochelle" and as "rochelle". */
static struct { struct arena *arena; uint32_t *items; size_t len; } by_name;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static bool cut_article(struct str *name)
{
	static const char *const articles[] = { "l", "la", "le", "les" };
	struct str rest = *name, head;
	if (!str_cut(&rest, ' ', &head))
		return false;
	for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
		if (str_eq(head, str_view(articles[i]))) {
			*name = rest;
			return true;
		}
	return false;
}

static struct str name_of(struct arena *a, uint32_t entry)
{
	struct str rows = rows_bytes();
	struct str name = fold_text(a, read_place(line_at(rows, entry / 2)).name);
	if (entry % 2)
		cut_article(&name);
	return name;
}

struct named { struct str name; uint32_t entry; };

static int by_folded(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int c = compare(x->name, y->name);
	return c ? c : (x->entry > y->entry) - (x->entry < y->entry);
}

static size_t gather(struct arena *a, struct named *all)
{
	struct str rows = rows_bytes();
	size_t n = 0;
	for (size_t at = 0; at < rows.len; ) {
		struct str line = line_at(rows, at);
		if (line.len && line.ptr[0] != '#') {
			struct str name = fold_text(a, read_place(line).name), bare = name;
			all[n++] = (struct named){ name, (uint32_t)at * 2 };
			if (cut_article(&bare))
				all[n++] = (struct named){ bare, (uint32_t)at * 2 + 1 };
		}
		at += line.len + 1;
	}
	return n;
}

static void make_index(void)
{
	struct str rows = rows_bytes();
	size_t lines = 1;
	for (size_t i = 0; i < rows.len; i++)
		lines += rows.ptr[i] == '\n';
	struct arena *passing = arena_create();
	struct named *all = NEW(passing, struct named, lines * 2);
	size_t n = gather(passing, all);
	qsort(all, n, sizeof *all, by_folded);
	by_name.arena = arena_create();            /* lives as long as the program */
	by_name.items = NEW(by_name.arena, uint32_t, n + 1);
	for (size_t i = 0; i < n; i++)
		by_name.items[i] = all[i].entry;
	by_name.len = n;
	arena_destroy(passing);
}

/* The first name that is not less than `start`; `past`: that is greater than all that begin so. */
static size_t bound(struct arena *a, struct str start, bool past)
{
	size_t low = 0, high = by_name.len;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		struct str name = name_of(a, by_name.items[mid]);
		if (past && name.len > start.len)
			name.len = start.len;
		int c = compare(name, start);
		if (c < 0 || (past && c == 0))
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* ---- what was typed ---- */

/* "Épinal (88000)" → name "epinal", mark "88000". Words with a digit in them are the mark: part of
 * a code, a postal code, a territory. */
struct typed { struct str name, mark; };

static bool has_digit(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] >= '0' && s.ptr[i] <= '9')
			return true;
	return false;
}

static struct typed read_typed(struct arena *a, struct str s)
{
	enum { LONGEST = 200 };
	struct typed t = { 0 };
	struct str rest, word;
	if (s.len > LONGEST)
		return t;
	rest = fold_text(a, s);
	while (rest.len) {
		if (!str_cut(&rest, ' ', &word)) {
			word = rest;
			rest.len = 0;
		}
		if (has_digit(word))
			t.mark = word;
		else if (str_eq(word, STR("st")) || str_eq(word, STR("ste")))
			t.name = str_fmt(a, "%s%ssain%s", t.name.len ? t.name.ptr : "",
				t.name.len ? " " : "", word.len == 2 ? "t" : "te");
		else
			t.name = str_fmt(a, "%s%s%.*s", t.name.len ? t.name.ptr : "", t.name.len ? " " : "",
				(int)word.len, word.ptr);
	}
	return t;
}

static bool same(struct str code, struct str folded)
{
	if (code.len != folded.len)
		return false;
	for (size_t i = 0; i < code.len; i++) {
		char c = code.ptr[i];
		if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != folded.ptr[i])
			return false;
	}
	return true;
}

static bool is_marked(const struct place *p, struct str mark)
{
	return mark.len == 0 || same(p->postcode, mark) || same(p->code, mark)
		|| same(p->territory, mark);
}

/* ---- the best ---- */

struct best { struct place *out; int64_t *rank; size_t max, len; };

static void offer(struct best *b, const struct place *p, bool is_exact)
{
	int64_t rank = p->people + (is_exact ? INT64_C(1) << 40 : 0);
	for (size_t i = 0; i < b->len; i++)
		if (b->out[i].code.ptr == p->code.ptr)
			return;
	if (b->len == b->max && (b->max == 0 || rank <= b->rank[b->len - 1]))
		return;
	size_t at = b->len < b->max ? b->len++ : b->len - 1;
	for (; at > 0 && b->rank[at - 1] < rank; at--) {
		b->out[at] = b->out[at - 1];
		b->rank[at] = b->rank[at - 1];
	}
	b->out[at] = *p;
	b->rank[at] = rank;
}

static void offer_named(struct best *b, struct arena *a, struct typed t, bool whole)
{
	struct str rows = rows_bytes();
	size_t from = bound(a, t.name, false), end = bound(a, t.name, true);
	bool is_exact = true;
	for (size_t i = from; i < end; i++) {
		is_exact = is_exact && str_eq(name_of(a, by_name.items[i]), t.name);
		if (whole && !is_exact)
			return;
		struct place p = read_place(line_at(rows, by_name.items[i] / 2));
		if (is_marked(&p, t.mark))
			offer(b, &p, is_exact);
	}
}

/* By postal code, or its beginning; a number that is a code too comes after. */
static void offer_numbered(struct best *b, struct arena *a, struct str mark, bool whole)
{
	enum { SHORTEST = 2 };
	struct str rows = rows_bytes(), needle = str_fmt(a, "\t%.*s", (int)mark.len, mark.ptr);
	const char *at = rows.ptr, *end = rows.ptr + rows.len;
	if (mark.len < SHORTEST)
		return;
	while ((at = memmem(at, (size_t)(end - at), needle.ptr, needle.len))) {
		size_t start = line_start(rows, (size_t)(at - rows.ptr));
		struct place p = read_place(line_at(rows, start));
		bool is_exact = same(p.postcode, mark);
		if (p.postcode.ptr == at + 1 && (is_exact || !whole))
			offer(b, &p, is_exact);
		at++;
	}
	char code[16];
	for (size_t i = 0; i < mark.len && i < sizeof code; i++)
		code[i] = mark.ptr[i] >= 'a' && mark.ptr[i] <= 'z' ? (char)(mark.ptr[i] - 32) : mark.ptr[i];
	struct place p;
	if (mark.len <= sizeof code && place_find((struct str){ code, mark.len }, &p))
		offer(b, &p, false);
}

static size_t search(struct str typed, bool whole, struct place *out, size_t max)
{
	struct arena *a = arena_create();
	struct best b = { out, NEW(a, int64_t, max + 1), max, 0 };
	struct typed t = read_typed(a, str_trim(typed));
	pthread_once(&once, make_index);
	if (t.name.len)
		offer_named(&b, a, t, whole);
	else if (t.mark.len)
		offer_numbered(&b, a, t.mark, whole);
	if (b.len == 0 && t.name.len && t.mark.len && !whole)
		offer_named(&b, a, (struct typed){ .name = t.name }, false);      /* "Paris 12" */
	arena_destroy(a);
	return b.len;
}

size_t place_search(struct str typed, struct place *out, size_t max)
{
	return search(typed, false, out, max);
}

bool place_meant(struct str typed, struct place *out)
{
	struct place two[2];
	if (search(typed, true, two, 2) != 1)
		return false;
	*out = two[0];
	return true;
}

struct str place_label(struct arena *a, const struct place *p)
{
	struct place meant;
	struct str label = str_fmt(a, "%.*s (%.*s)", (int)p->name.len, p->name.ptr,
		(int)p->territory.len, p->territory.ptr);
	return place_meant(label, &meant) ? label : place_kept(a, p);
}

struct str place_kept(struct arena *a, const struct place *p)
{
	return str_fmt(a, "%.*s (%.*s)", (int)p->name.len, p->name.ptr, (int)p->code.len,
		p->code.ptr);
}

bool place_of_kept(struct str kept, struct place *out)
{
	const char *open = kept.len ? memrchr(kept.ptr, '(', kept.len) : NULL;
	if (!open || kept.ptr[kept.len - 1] != ')')
		return false;
	struct str code = { open + 1, (size_t)(kept.ptr + kept.len - 1 - (open + 1)) };
	return place_find(code, out);
}
