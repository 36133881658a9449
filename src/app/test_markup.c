#include "app/test_markup.h"
#include "app/words.h"
#include "base/test.h"
#include <stdio.h>

bool has(struct str html, const char *words)
{
	return html.len && memmem(html.ptr, html.len, words, strlen(words)) != NULL;
}

struct looking { struct str html; const char *file; int line; size_t at; };

static void want(const struct looking *l, bool held, const char *what, struct str which)
{
	char said[200];
	snprintf(said, sizeof said, "%s%.*s", what, (int)(which.len < 150 ? which.len : 150),
		which.len ? which.ptr : "");
	test_check(held, l->file, l->line, l->at, said);
}

static size_t count(struct str html, const char *what)
{
	size_t n = 0;
	const char *at = html.ptr, *end = html.ptr + html.len;
	while ((at = memmem(at, (size_t)(end - at), what, strlen(what)))) {
		n++;
		at++;
	}
	return n;
}

/* The next value of ` name="…"` in *rest, which goes on behind it. */
static bool next_value(struct str *rest, const char *opening, struct str *value)
{
	size_t n = strlen(opening);
	const char *found = rest->len ? memmem(rest->ptr, rest->len, opening, n) : NULL;
	if (!found)
		return false;
	size_t eaten = (size_t)(found - rest->ptr) + n;
	*rest = (struct str){ found + n, rest->len - eaten };
	return str_cut(rest, '"', value);
}

static size_t count_id(struct str html, struct str id)
{
	struct str value;
	size_t n = 0;
	while (next_value(&html, " id=\"", &value))
		n += str_eq(value, id);
	return n;
}

static void check_pointers(const struct looking *l, const char *opening)
{
	struct str rest = l->html, ids, id;
	while (next_value(&rest, opening, &ids))
		while (ids.len) {
			if (!str_cut(&ids, ' ', &id)) {
				id = ids;
				ids.len = 0;
			}
			want(l, id.len == 0 || count_id(l->html, id) == 1, "points to no id: ", id);
		}
}

static void check_ids(const struct looking *l)
{
	struct str rest = l->html, id;
	while (next_value(&rest, " id=\"", &id)) {
		want(l, id.len > 0, "an empty id", id);
		want(l, count_id(l->html, id) == 1, "an id stands twice: ", id);
	}
	check_pointers(l, " for=\"");
	check_pointers(l, " aria-describedby=\"");
	check_pointers(l, " aria-labelledby=\"");
	check_pointers(l, " href=\"#");
	check_pointers(l, " list=\"");
}

/* data-… attributes carry sentences that the script fills. */
static bool is_in_data(struct str html, const char *at)
{
	const char *open = at;
	while (open > html.ptr && open[-1] != '"' && open[-1] != '<' && open[-1] != '>')
		open--;
	const char *name = open;
	while (name > html.ptr && name[-1] != ' ' && name[-1] != '>')
		name--;
	return open > html.ptr && open[-1] == '"' && strncmp(name, "data-", 5) == 0;
}

static void check_holes(const struct looking *l)
{
	for (size_t i = 0; i + 2 < l->html.len; i++) {
		const char *c = l->html.ptr + i;
		bool is_hole = c[0] == '{' && c[2] == '}' && (c[1] == 'n' || (c[1] >= '1' && c[1] <= '9'));
		want(l, !is_hole || is_in_data(l->html, c), "a hole is not filled: ",
			(struct str){ c, l->html.len - i });
	}
}

/* Text and attribute values that look like a key of ours. */
static void check_keys(const struct looking *l)
{
	for (size_t i = 0; i < word_count; i++) {
		const char *dot = strchr(word_table[i].key, '.');
		size_t n = dot ? (size_t)(dot - word_table[i].key) + 1 : 0;
		char owner[40];
		if (n == 0 || n + 2 > sizeof owner)
			continue;
		snprintf(owner, sizeof owner, ">%.*s", (int)n, word_table[i].key);
		const char *at = memmem(l->html.ptr, l->html.len, owner, n + 1);
		want(l, !at, "a key instead of words: ",
			(struct str){ at, at ? strcspn(at + 1, "<") + 1 : 0 });
	}
}

void check_page(struct str html, const char *file, int line, size_t at)
{
	struct looking l = { html, file, line, at };
	want(&l, count(html, "<h1") == 1, "not one <h1>", (struct str){ 0 });
	want(&l, count(html, "<main") == 1, "not one <main>", (struct str){ 0 });
	want(&l, count(html, "<html lang=\"") == 1, "no language", (struct str){ 0 });
	want(&l, count(html, "<title>") == 1 && !has(html, "<title> "), "no title", (struct str){ 0 });
	want(&l, has(html, "</html>"), "does not end", (struct str){ 0 });
	check_ids(&l);
	check_holes(&l);
	check_keys(&l);
}
