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
	struct bag bag = { .items = NEW(a, struct word_weight, WORDS_MAX + 1) };
	add_words(a, &bag, title, 2, WORDS_MAX);
	add_words(a, &bag, text, 1, WORDS_MAX);
	return bag;
}

/* In how many of the bags each word is: halves are counted, then merged. */
static struct bag counted(struct arena *a, const struct bag *bags, size_t n)
{
	if (n == 1) {
		struct bag one = { .items = NEW(a, struct word_weight, bags->len + 1), .len = bags->len };
		for (size_t i = 0; i < bags->len; i++)
			one.items[i] = (struct word_weight){ bags->items[i].word, 1 };
		return one;
	}
	struct bag left = counted(a, bags, n / 2), right = counted(a, bags + n / 2, n - n / 2);
	struct bag all = { .items = NEW(a, struct word_weight, left.len + right.len + 1) };
	for (size_t i = 0, k = 0; i < left.len || k < right.len;) {
		bool has_left = i < left.len && (k == right.len
			|| left.items[i].word <= right.items[k].word);
		bool has_right = k < right.len && (i == left.len
			|| right.items[k].word <= left.items[i].word);
		struct word_weight w = has_left ? left.items[i++] : right.items[k];
		w.times += has_left && has_right ? right.items[k].times : 0;
		k += has_right;
		all.items[all.len++] = w;
	}
	return all;
}

struct rarity rarity_of(struct arena *a, const struct bag *bags, size_t n)
{
	struct bag all = n ? counted(a, bags, n) : (struct bag){ 0 };
	return (struct rarity){ all.items, all.len, n };
}

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
