/* How much two texts speak of the same thing: words in common, weighed by how rare they are. */
#include "features/matching/rules.h"
#include "base/fold.h"

/* Keeps the bag in the order of its words. */
static void add(struct bag *bag, uint64_t word, int times)
{
	size_t at = bag->len;
	while (at > 0 && bag->items[at - 1].word >= word)
		at--;
	if (at < bag->len && bag->items[at].word == word) {
		bag->items[at].times += times;
		return;
	}
	memmove(&bag->items[at + 1], &bag->items[at], (bag->len - at) * sizeof *bag->items);
	bag->items[at] = (struct word_weight){ word, times };
	bag->len++;
}

static void add_words(struct arena *a, struct bag *bag, struct str text, int times, size_t room)
{
	struct str rest = fold_words(a, text), word;
	while (rest.len && bag->len < room) {
		if (!str_cut(&rest, ' ', &word)) {
			word = rest;
			rest = (struct str){ 0 };
		}
		if (word.len >= 3)                     /* articles and the like say nothing */
			add(bag, str_hash(word), times);
	}
}

struct bag bag_of(struct arena *a, struct str title, struct str text)
{
	enum { WORDS_MAX = 800 };
	struct word_weight room[WORDS_MAX + 1];
	struct bag bag = { .items = room };
	add_words(a, &bag, title, 2, WORDS_MAX);
	add_words(a, &bag, text, 1, WORDS_MAX);
	bag.items = NEW(a, struct word_weight, bag.len);
	if (bag.len)
		memcpy(bag.items, room, bag.len * sizeof *room);
	return bag;
}

/* ---- how rare ---- */

/* Two runs that follow each other in `from`, in order, as one in `to`. */
static void merge(const struct word_weight *from, size_t middle, size_t end, struct word_weight *to)
{
	for (size_t i = 0, k = middle, n = 0; n < end; n++) {
		bool left = k == end || (i < middle && from[i].word <= from[k].word);
		to[n] = from[left ? i++ : k++];
	}
}

/* In two buffers in turn; returns the one where they are in order. */
static struct word_weight *sorted(struct word_weight *items, struct word_weight *spare, size_t len)
{
	for (size_t run = 1; run < len; run *= 2) {
		for (size_t at = 0; at < len; at += 2 * run) {
			size_t left = len - at, middle = run < left ? run : left;
			merge(items + at, middle, 2 * run < left ? 2 * run : left, spare + at);
		}
		struct word_weight *swap = items;
		items = spare;
		spare = swap;
	}
	return items;
}

struct rarity rarity_of(struct arena *a, const struct bag *bags, size_t n)
{
	size_t room = 0, len = 0;
	for (size_t i = 0; i < n; i++)
		room += bags[i].len;
	struct word_weight *all = NEW(a, struct word_weight, room);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < bags[i].len; k++)
			all[len++] = (struct word_weight){ bags[i].items[k].word, 1 };
	all = sorted(all, NEW(a, struct word_weight, room), len);
	struct rarity r = { .items = all, .texts = n };
	for (size_t i = 0; i < len; i++) {
		if (r.len && all[r.len - 1].word == all[i].word)
			all[r.len - 1].times++;
		else
			all[r.len++] = all[i];
	}
	return r;
}

struct rarity rarity_both(struct arena *a, const struct rarity *known, const struct rarity *more)
{
	struct rarity both = { .items = NEW(a, struct word_weight, known->len + more->len),
		.texts = known->texts + more->texts };
	size_t left = known->len < RARITY_WORDS_MAX ? RARITY_WORDS_MAX - known->len : 0;
	for (size_t i = 0, k = 0; i < known->len || k < more->len;) {
		bool has_more = k < more->len
			&& (i == known->len || more->items[k].word <= known->items[i].word);
		if (i < known->len && (!has_more || known->items[i].word == more->items[k].word)) {
			struct word_weight w = known->items[i++];
			w.times += has_more ? more->items[k].times : 0;
			both.items[both.len++] = w;
		} else if (left) {
			both.items[both.len++] = more->items[k];
			left--;
		}
		k += has_more;
	}
	return both;
}

/* A word: eight bytes of it and four of in how many, the lowest first. */
enum { WORD_BYTES = 8, TIMES_BYTES = 4, ENTRY_BYTES = WORD_BYTES + TIMES_BYTES };

static void put_number(unsigned char *at, uint64_t n, int bytes)
{
	for (int i = 0; i < bytes; i++)
		at[i] = (unsigned char)(n >> 8 * i);
}

static uint64_t take_number(const char *at, int bytes)
{
	uint64_t n = 0;
	for (int i = 0; i < bytes; i++)
		n |= (uint64_t)(unsigned char)at[i] << 8 * i;
	return n;
}

struct str rarity_print(struct arena *a, const struct rarity *r)
{
	size_t bytes = r->len * ENTRY_BYTES;
	unsigned char *out = NEW(a, unsigned char, bytes);
	for (size_t i = 0; i < r->len; i++) {
		put_number(out + i * ENTRY_BYTES, r->items[i].word, WORD_BYTES);
		put_number(out + i * ENTRY_BYTES + WORD_BYTES, (uint64_t)r->items[i].times, TIMES_BYTES);
	}
	return (struct str){ (const char *)out, bytes };
}

struct rarity rarity_read(struct arena *a, struct str printed, int64_t texts)
{
	if (printed.len % ENTRY_BYTES != 0 || texts < 0)
		return (struct rarity){ 0 };
	size_t len = printed.len / ENTRY_BYTES;
	struct rarity r = { NEW(a, struct word_weight, len), len, (size_t)texts };
	for (size_t i = 0; i < len; i++) {
		const char *at = printed.ptr + i * ENTRY_BYTES;
		r.items[i] = (struct word_weight){ take_number(at, WORD_BYTES),
			(int)take_number(at + WORD_BYTES, TIMES_BYTES) };
	}
	return r;
}

bool rarity_is_due(int64_t made_at, int64_t texts, int64_t now_at)
{
	enum { SMALL = 200, MINUTES = 30, HOURS = 20 };
	const int64_t minute_ms = 60 * 1000;
	return now_at - made_at >= (texts < SMALL ? MINUTES * minute_ms : HOURS * 60 * minute_ms);
}

/* ---- how much alike ---- */

/* log2 of n in sixteenths, n ≥ 1. */
static int log2_16(uint64_t n)
{
	int whole = 63 - __builtin_clzll(n);
	uint64_t rest = whole >= 4 ? n >> (whole - 4) : n << (4 - whole);
	return 16 * whole + (int)(rest - 16);
}

/* A word that all solutions have is worth nothing, one that none has little: it may be anything. */
static int worth(const struct rarity *r, uint64_t word)
{
	size_t low = 0, high = r->len;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (r->items[middle].word < word)
			low = middle + 1;
		else
			high = middle;
	}
	int in = low < r->len && r->items[low].word == word ? r->items[low].times : 0;
	return in ? log2_16(16 * (r->texts + 1) / (uint64_t)(in + 1)) - 64 : 24;
}

static int64_t weight(const struct word_weight *w, const struct rarity *r)
{
	int64_t times = w->times < 3 ? w->times : 3;
	int one = worth(r, w->word);
	return one > 0 ? one * (times + 1) : 0;
}

int words_alike(const struct bag *a, const struct bag *b, const struct rarity *r)
{
	enum { HALF = 60 };                    /* of 1,000 in common: half of the term */
	int64_t common = 0, of_a = 0, of_b = 0;
	for (size_t i = 0; i < a->len; i++)
		of_a += weight(&a->items[i], r);
	for (size_t i = 0; i < b->len; i++)
		of_b += weight(&b->items[i], r);
	for (size_t i = 0, k = 0; i < a->len && k < b->len;) {
		uint64_t left = a->items[i].word, right = b->items[k].word;
		if (left == right)
			common += weight(&a->items[i], r) + weight(&b->items[k], r);
		i += left <= right;
		k += right <= left;
	}
	if (of_a + of_b == 0)
		return 0;
	int64_t share = 1000 * common / (of_a + of_b);
	return (int)(1000 * share / (share + HALF));
}
