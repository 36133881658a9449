/* Words as they are compared. The tables are made by tools/make-fold; no text grows here. */
#include "base/fold.h"
#include "base/fold_table.h"
#include "base/utf8.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* Marks that change no letter, and signs that only steer how text is shown. */
static const struct fold_gap dropped[] = {
	{ 0xAD, 0xAD }, { 0x300, 0x36F }, { 0x610, 0x61A }, { 0x640, 0x640 }, { 0x64B, 0x652 },
	{ 0x656, 0x65F }, { 0x670, 0x670 }, { 0x6D6, 0x6ED }, { 0x1AB0, 0x1AFF }, { 0x1DC0, 0x1DFF },
	{ 0x200C, 0x200F }, { 0x202A, 0x202E }, { 0x2060, 0x2064 }, { 0x2066, 0x2069 },
	{ 0x20D0, 0x20FF }, { 0xFE00, 0xFE0F }, { 0xFE20, 0xFE2F }, { 0xFEFF, 0xFEFF },
};
static const uint32_t apostrophes[] = { '\'', '`', 0xB4, 0x2BC, 0x2018, 0x2019, 0x201B, 0x2032,
	0xFF07 };

static bool is_in(const struct fold_gap *table, size_t n, uint32_t point)
{
	size_t low = 0;
	while (low < n) {
		size_t middle = low + (n - low) / 2;
		if (table[middle].last < point)
			low = middle + 1;
		else if (table[middle].first > point)
			n = middle;
		else
			return true;
	}
	return false;
}

static bool is_apostrophe(uint32_t point)
{
	for (size_t i = 0; point != ' ' && i < COUNT(apostrophes); i++)
		if (apostrophes[i] == point)
			return true;
	return false;
}

static bool is_ascii_word(uint32_t point)
{
	return point - '0' < 10 || (point | 0x20) - 'a' < 26;
}

static bool is_word(uint32_t point)
{
	if (point < 0x80)
		return is_ascii_word(point);
	return !is_in(fold_gaps, COUNT(fold_gaps), point);
}

/* What a Latin letter becomes: one sign or two of a–z; "" when it stays a letter of its own. */
static struct str latin_form(uint32_t point)
{
	static const char *const ligatures[] = { "ff", "fi", "fl", "ffi", "ffl", "st", "st" };
	const char *form = NULL;
	if (point < 0xC0)
		return (struct str){ 0 };
	if (point >= 0xFB00 && point <= 0xFB06)      /* as they come out of a PDF */
		return str_view(ligatures[point - 0xFB00]);
	if (point <= 0x24F)
		form = latin_00c0 + 2 * (point - 0xC0);
	if (point >= 0x1E00 && point <= 0x1EFF)
		form = latin_1e00 + 2 * (point - 0x1E00);
	if (!form || form[0] == ' ')
		return (struct str){ 0 };
	return (struct str){ form, form[1] == ' ' ? 1 : 2 };
}

static uint32_t moved(uint32_t point)
{
	if (point < 0x80)
		return point >= 'A' && point <= 'Z' ? point + 'a' - 'A' : point;
	size_t low = 0, high = COUNT(fold_runs);
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct fold_run *r = &fold_runs[middle];
		if (r->last < point)
			low = middle + 1;
		else if (r->first > point)
			high = middle;
		else if (r->step == 0)
			return r->to;
		else
			return (point - r->first) % r->step ? point : r->to + (point - r->first);
	}
	return point;
}

/* What stands between the last letter and the next one. */
enum between { NOTHING, APOSTROPHE, BLANK };
enum kind { LETTER, GONE, AN_APOSTROPHE, A_SIGN };

/* Of what is no Latin letter; ASCII, nearly all there is, is not searched for in tables. */
static enum kind kind_of(uint32_t point)
{
	if (point >= 0x80 && is_in(dropped, COUNT(dropped), point))
		return GONE;
	if (is_apostrophe(point))
		return AN_APOSTROPHE;
	return is_word(point) ? LETTER : A_SIGN;
}

/* An apostrophe between two letters becomes `apostrophe`; every other run of signs a blank. */
static struct str fold(struct arena *a, struct str s, char apostrophe)
{
	char *out = NEW(a, char, s.len + 1);
	size_t n = 0;
	enum between between = NOTHING;
	while (s.len) {
		uint32_t point = utf8_next(&s);
		struct str form = latin_form(point);
		enum kind kind = form.len || is_ascii_word(point) ? LETTER : kind_of(point);
		if (kind == GONE)
			continue;
		if (kind != LETTER) {
			between = kind == AN_APOSTROPHE && between == NOTHING ? APOSTROPHE : BLANK;
			continue;
		}
		if (between != NOTHING && n > 0)
			out[n++] = between == APOSTROPHE ? apostrophe : ' ';
		between = NOTHING;
		if (point < 0x80) {
			out[n++] = (char)moved(point);
		} else if (form.len) {
			memcpy(out + n, form.ptr, form.len);
			n += form.len;
		} else {
			n += utf8_put(out + n, moved(point));
		}
	}
	return (struct str){ out, n };
}

struct str fold_text(struct arena *a, struct str s)
{
	return fold(a, s, ' ');
}

/* l’eau → eau, jusqu’à → à, patient’s → patient. */
static struct str without_elisions(struct str w)
{
	static const char *const elided[] = { "l", "d", "j", "qu", "c", "n", "s", "m", "t", "jusqu",
		"lorsqu", "puisqu" };
	struct str rest = w, head;
	while (str_cut(&rest, '\'', &head)) {
		size_t i = 0;
		while (i < COUNT(elided) && !str_eq(head, str_view(elided[i])))
			i++;
		if (i == COUNT(elided))
			break;
		w = rest;
	}
	return str_ends(w, STR("'s")) ? (struct str){ w.ptr, w.len - 2 } : w;
}

/* Plural endings and what takes their place, the first that fits. A singular in -ie goes to -y too,
 * or maladies and maladie would part. */
static const struct { const char *ending, *becomes; size_t least; } plurals[] = {
	{ "eaux", "eau", 4 }, { "yaux", "yau", 5 }, { "aux", "al", 4 }, { "ux", "u", 4 },
	{ "ies", "y", 5 }, { "ie", "y", 4 }, { "ss", "ss", 4 }, { "s", "", 4 },
};
/* Here English adds -es and French -e and -s: boxes and box, recherches and recherche. */
static const char *const hissing[] = { "xe", "che", "she", "sse" };

/* Stems the word at w; returns its new length. */
static size_t stem(char *w, size_t len)
{
	struct str word = { w, len };
	size_t points = str_points(word);
	for (size_t i = 0; i < COUNT(plurals); i++) {
		struct str ending = str_view(plurals[i].ending), becomes = str_view(plurals[i].becomes);
		if (points < plurals[i].least || !str_ends(word, ending))
			continue;
		memcpy(w + len - ending.len, becomes.ptr, becomes.len);
		word.len = len - ending.len + becomes.len;
		break;
	}
	for (size_t i = 0; i < COUNT(hissing); i++)
		if (word.len >= 4 && str_ends(word, str_view(hissing[i])))
			return word.len - 1;
	return word.len;
}

struct str fold_words(struct arena *a, struct str s)
{
	struct str rest = fold(a, s, '\''), word;
	char *out = NEW(a, char, rest.len + 1);
	size_t n = 0;
	while (rest.len) {
		if (!str_cut(&rest, ' ', &word)) {
			word = rest;
			rest.len = 0;
		}
		word = without_elisions(word);
		if (n > 0)
			out[n++] = ' ';
		size_t begins = n;
		for (size_t i = 0; i < word.len; i++)
			if (word.ptr[i] != '\'')
				out[n++] = word.ptr[i];
		n = begins + stem(out + begins, n - begins);
	}
	return (struct str){ out, n };
}

/* The end of the last whole word of s within max bytes; 0 when the first is longer. */
static size_t word_end(struct str s, size_t max)
{
	if (s.len <= max)
		return s.len;
	while (max > 0 && s.ptr[max] != '-')
		max--;
	return max;
}

struct str fold_slug(struct arena *a, struct str s, size_t max)
{
	struct str text = fold_text(a, s);
	char *out = NEW(a, char, text.len + 1);
	size_t n = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			out[n++] = c;
		else if (c == ' ' && n > 0 && out[n - 1] != '-')
			out[n++] = '-';
	}
	if (n > 0 && out[n - 1] == '-')
		n--;
	struct str slug = { out, n };
	slug.len = word_end(slug, max);
	return slug;
}
