/* A text round the words that were found in it. The words are looked for in what people wrote, one
 * after the other, folded as the index has them. */
#include "engines/search/terms.h"
#include "base/fold.h"
#include "base/utf8.h"

enum { LOOK_AT = 8000, WINDOW = 220, BEFORE = 60, FOUND_MOST = 40 };   /* bytes; words */

struct found { size_t at, len, word; };
struct all_found { struct found items[FOUND_MOST]; size_t len; };

static size_t word_at(const struct terms *w, struct str folded)
{
	size_t i = 0;
	while (i < w->len && !(w->items[i].begins ? str_starts(folded, w->items[i].text)
			: str_eq(folded, w->items[i].text)))
		i++;
	return i;
}

/* Most words of a text begin with another letter than any that is looked for: those are not folded.
 * Behind an apostrophe, or beyond ASCII, only folding tells. */
struct firsts { bool letter[256]; };

static struct firsts firsts_of(const struct terms *w)
{
	struct firsts f = { 0 };
	for (size_t i = 0; i < w->len; i++)
		f.letter[(unsigned char)w->items[i].text.ptr[0]] = true;
	return f;
}

static bool may_be(const struct firsts *f, struct str written)
{
	unsigned char c = (unsigned char)written.ptr[0];
	bool joined = memchr(written.ptr, '\'', written.len) || memchr(written.ptr, 0xE2, written.len);
	if (c >= 0x80 || joined)
		return true;
	return f->letter[c >= 'A' && c <= 'Z' ? c + 32 : c];
}

static struct all_found look(struct arena *a, struct str body, const struct terms *w)
{
	struct all_found all = { 0 };
	struct firsts firsts = firsts_of(w);
	struct str rest = body, written;
	while (all.len < FOUND_MOST && written_next(&rest, &written)) {
		size_t at = (size_t)(written.ptr - body.ptr);
		if (at > LOOK_AT)
			break;
		if (!may_be(&firsts, written))
			continue;
		struct str folded = fold_words(a, written);
		size_t word = word_at(w, folded);
		if (word == w->len)
			continue;
		struct str part = written_part(a, written, folded);
		all.items[all.len++] = (struct found){ (size_t)(part.ptr - body.ptr), part.len, word };
	}
	return all;
}

/* The one from which on most different words are near. */
static size_t best_of(const struct all_found *all)
{
	size_t best = 0, most = 0;
	for (size_t i = 0; i < all->len; i++) {
		unsigned seen = 0;
		size_t end = all->items[i].at + WINDOW - BEFORE;
		for (size_t k = i; k < all->len && all->items[k].at < end; k++)
			seen |= 1u << all->items[k].word;
		size_t n = (size_t)__builtin_popcount(seen);
		if (n > most) {
			most = n;
			best = i;
		}
	}
	return best;
}

/* ---- cut ---- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\n';
}

static size_t begin_at(struct str body, size_t found)
{
	if (found <= BEFORE)
		return 0;
	size_t at = found - BEFORE;
	while (at < found && !is_blank(body.ptr[at]))
		at++;
	return at + (at < found);
}

/* At a blank; in a text without blanks at the end of a sign. */
static size_t end_at(struct str body, size_t from)
{
	if (body.len - from <= WINDOW)
		return body.len;
	size_t at = from + WINDOW, least = from + WINDOW / 2;
	while (at > least && !is_blank(body.ptr[at]))
		at--;
	while (at < body.len && ((unsigned char)body.ptr[at] & 0xC0) == 0x80)
		at++;
	return at;
}

static void put(struct search_shown *out, struct str piece, bool is_found)
{
	if (piece.len && out->len < EXCERPT_PIECES)
		out->pieces[out->len++] = (struct piece){ piece, is_found };
}

static struct str between(struct str body, size_t from, size_t to)
{
	return (struct str){ body.ptr + from, to - from };
}

static void cut(struct str body, const struct all_found *all, struct search_shown *out)
{
	size_t at = all->len ? begin_at(body, all->items[best_of(all)].at) : 0;
	size_t end = end_at(body, at);
	out->cut_before = at > 0;
	out->cut_after = end < body.len;
	for (size_t i = 0; i < all->len && out->len + 2 < EXCERPT_PIECES; i++) {
		const struct found *f = &all->items[i];
		if (f->at < at || f->at + f->len > end)
			continue;
		put(out, between(body, at, f->at), false);
		put(out, between(body, f->at, f->at + f->len), true);
		at = f->at + f->len;
	}
	put(out, between(body, at, end), false);
}

/* ---- of a hit ---- */

struct shown_text { int64_t lang; struct str title, body, other_title, other_body; };

static bool read_text(struct tx *tx, const struct who *who, const struct hit *hit,
	struct shown_text *out)
{
	struct rows r = db_query(tx,
		"SELECT d.lang, d.title, d.body, d.other_title, d.other_body FROM search_doc d"
		" WHERE d.kind = $3 AND d.id = $4 AND " FOUND_BY_WHO("d"),
		BIND(VISIBLE_BINDS(who), i64(hit->kind), i64(hit->id)));
	bool is_there = rows_next(&r);
	if (is_there)
		*out = (struct shown_text){ row_i64(&r, 0), row_text(&r, 1), row_text(&r, 2),
			row_text(&r, 3), row_text(&r, 4) };
	return rows_end(&r) == OK && is_there;
}

bool search_shown(struct tx *tx, const struct search_reader *reader, const struct hits *hits,
	const struct hit *hit, struct search_shown *out)
{
	static const struct terms none;
	const struct terms *w = hits->terms ? hits->terms : &none;
	struct shown_text t;
	*out = (struct search_shown){ 0 };
	if (!read_text(tx, reader->who, hit, &t))
		return false;
	bool is_other = t.lang != (int64_t)reader->lang && t.other_title.len;
	out->lang = is_other ? reader->lang : (enum lang)t.lang;
	struct str titles = is_other ? t.other_title : t.title, body = is_other ? t.other_body : t.body;
	if (!str_cut(&titles, '\n', &out->title))
		out->title = titles;
	struct all_found all = look(tx_arena(tx), body, w);
	cut(body, &all, out);
	return true;
}
