/* Words by key, from the table that tools/msgc makes. */
#include "app/words.h"
#include "base/arena.h"

const struct lang_about lang_about[LANGS] = {
	[LANG_FR] = { "fr", "", "Français", "«\u00A0", "\u00A0»" },
	[LANG_EN] = { "en", "/en", "English", "“", "”" },
};

enum lang lang_of_code(struct str code)
{
	for (enum lang l = LANG_FR; l < LANGS; l++)
		if (str_eq(code, str_view(lang_about[l].code)))
			return l;
	return LANG_FR;
}

enum plural plural_of(enum lang lang, int64_t n)
{
	switch (lang) {
	case LANG_FR:
		if (n == 0 || n == 1 || n == -1)
			return PLURAL_ONE;
		return n % 1000000 == 0 ? PLURAL_MANY : PLURAL_OTHER;    /* "un million de places" */
	case LANG_EN:
		return n == 1 || n == -1 ? PLURAL_ONE : PLURAL_OTHER;
	case LANGS:
		break;
	}
	return PLURAL_OTHER;
}

static const struct word *find(const char *key)
{
	for (uint64_t hash = str_hash(str_view(key));; hash++) {
		uint16_t at = word_slots[hash % WORD_SLOTS];
		if (at == 0)
			return NULL;
		if (strcmp(word_table[at - 1].key, key) == 0)
			return &word_table[at - 1];
	}
}

struct str words_for(enum lang lang, const char *key, int64_t n)
{
	const struct word *w = find(key);
	if (!w)
		return str_view(key);      /* only a key that was built at run time can get here */
	struct str text = w->text[lang][plural_of(lang, n)];
	return text.ptr ? text : w->text[lang][PLURAL_OTHER];
}

struct str words(enum lang lang, const char *key)
{
	return words_for(lang, key, 0);
}

/* ---- filled ---- */

/* The text for the hole at the start of s ("{1}"), or none. {n} is filled by the first text. */
static const struct str *filling(struct str s, const struct str *args, size_t n)
{
	if (s.len < 3 || s.ptr[0] != '{' || s.ptr[2] != '}')
		return NULL;
	size_t which = s.ptr[1] == 'n' ? 1 : (size_t)(s.ptr[1] - '0');
	return which >= 1 && which <= n ? &args[which - 1] : NULL;
}

struct str words_fill(struct arena *a, enum lang lang, const char *key, const struct str *args,
	size_t n)
{
	int64_t count = 0;
	if (n)
		str_to_i64(args[0], &count);
	struct str rest = words_for(lang, key, count);
	size_t len = rest.len;
	for (size_t i = 0; i < rest.len; i++) {
		const struct str *arg = filling((struct str){ rest.ptr + i, rest.len - i }, args, n);
		len += arg ? arg->len : 0;
	}
	char *out = NEW(a, char, len + 1);
	size_t at = 0;
	while (rest.len) {
		const struct str *arg = filling(rest, args, n);
		size_t eaten = arg ? 3 : 1;
		struct str next = arg ? *arg : (struct str){ rest.ptr, 1 };
		if (next.len)
			memcpy(out + at, next.ptr, next.len);
		at += next.len;
		rest = (struct str){ rest.ptr + eaten, rest.len - eaten };
	}
	return (struct str){ out, at };
}
