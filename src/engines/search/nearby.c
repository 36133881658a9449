/* Words one slip of the hand apart. */
#include "engines/search/nearby.h"
#include "base/utf8.h"

static bool has_digit(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (word.ptr[i] >= '0' && word.ptr[i] <= '9')
			return true;
	return false;
}

static bool is_in(const struct str *forms, size_t n, struct str form)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(forms[i], form))
			return true;
	return false;
}

size_t near_forms(struct arena *a, struct str word, struct str *out)
{
	size_t points = str_points(word), n = 0;
	if (points < NEAR_LEAST || points > NEAR_MOST || has_digit(word))
		return 0;
	out[n++] = word;
	for (struct str rest = word; rest.len;) {
		struct str head = { word.ptr, word.len - rest.len };
		utf8_next(&rest);
		struct str form = str_join(a, PIECES(head, rest));
		if (!is_in(out, n, form))
			out[n++] = form;
	}
	return n;
}

struct letters { uint32_t at[NEAR_MOST + 1]; size_t len; };

/* A word that is longer than any that is near keeps one letter too many. */
static struct letters letters_of(struct str word)
{
	struct letters l = { 0 };
	while (word.len && l.len <= NEAR_MOST)
		l.at[l.len++] = utf8_next(&word);
	return l;
}

static bool same_from(const struct letters *a, size_t i, const struct letters *b, size_t k)
{
	return a->len - i == b->len - k
		&& memcmp(&a->at[i], &b->at[k], (a->len - i) * sizeof *a->at) == 0;
}

/* Where they part, one step on the longer one or on both leads to the same end; or two cross. */
bool near_is(struct str x, struct str y)
{
	struct letters a = letters_of(x), b = letters_of(y);
	size_t i = 0;
	while (i < a.len && i < b.len && a.at[i] == b.at[i])
		i++;
	if (i == a.len && i == b.len)
		return false;
	bool crossed = i + 1 < a.len && i + 1 < b.len && a.at[i] == b.at[i + 1]
		&& a.at[i + 1] == b.at[i];
	bool swapped = crossed && same_from(&a, i + 2, &b, i + 2);
	bool wrong = i < a.len && i < b.len && same_from(&a, i + 1, &b, i + 1);
	bool longer = i < a.len && same_from(&a, i + 1, &b, i);
	bool shorter = i < b.len && same_from(&a, i, &b, i + 1);
	return swapped || wrong || longer || shorter;
}
