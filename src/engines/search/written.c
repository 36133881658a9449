/* Words as people have written them: found in the text again, to be shown or suggested. */
#include "engines/search/terms.h"
#include "base/fold.h"
#include "base/utf8.h"

static const char newest_sql[] =
	"SELECT /* all: only what everybody sees */ d.title, d.body, d.other_title, d.other_body"
	"  FROM search.search_fts f"
	"  CROSS JOIN search.search_text t ON t.id = f.rowid"
	"  CROSS JOIN search_doc d ON d.kind = t.kind AND d.id = t.id"
	" WHERE f.search_fts MATCH $1 AND " FOUND_BY_ALL("d") " ORDER BY f.rowid DESC LIMIT 1";

static bool is_apostrophe(uint32_t point)
{
	return point == '\'' || point == 0x2019;
}

/* Of what is not ASCII, blanks, quotation marks and general punctuation part words. */
static bool parts(uint32_t point)
{
	if (is_apostrophe(point))
		return false;
	if (point < 0x80)
		return !char_is_alnum((char)point);
	return point <= 0xBF || (point >= 0x2000 && point <= 0x206F)
		|| (point >= 0x3000 && point <= 0x3004);
}

bool written_next(struct str *rest, struct str *word)
{
	struct str at = *rest;
	while (at.len && parts(utf8_next(&at)))
		*rest = at;
	struct str begins = *rest;
	while (at.len) {
		struct str before = at;
		if (parts(utf8_next(&at))) {
			at = before;
			break;
		}
	}
	*word = (struct str){ begins.ptr, begins.len - at.len };
	*rest = at;
	return word->len > 0;
}

struct str written_part(struct arena *a, struct str written, struct str folded)
{
	struct str whole = written, rest = written;
	while (rest.len)
		if (is_apostrophe(utf8_next(&rest)) && rest.len && str_eq(fold_words(a, rest), folded))
			whole = rest;
	return whole;
}

static struct str find_in(struct arena *a, struct str text_, struct str folded)
{
	struct str word;
	while (written_next(&text_, &word))
		if (str_eq(fold_words(a, word), folded))
			return written_part(a, word, folded);
	return (struct str){ 0 };
}

enum status written_as(struct tx *tx, struct str folded, struct str *out)
{
	struct arena *a = tx_arena(tx);
	*out = (struct str){ 0 };
	struct str match = str_fmt(a, "\"%.*s\"", (int)folded.len, folded.ptr);
	struct rows r = db_query(tx, newest_sql, BIND(text(match)));
	if (rows_next(&r))
		for (int column = 0; column < 4 && out->len == 0; column++)
			*out = find_in(a, row_text(&r, column), folded);
	return rows_end(&r);
}
