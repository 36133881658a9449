/* JSON from outside. The nodes lie in one piece, in the order of the text; their number is known
 * beforehand, so that no text can take more memory than its length allows. */
#include "base/json_read.h"
#include "base/utf8.h"
#include <stdlib.h>

struct reader {
	const char *start;
	struct str rest;
	struct json_node *nodes;          /* all of them; `used` are taken */
	size_t used;
	const struct json_node **members; /* room to sort the members of one object */
	char *texts;                      /* where the next text goes */
	struct error *e;
};

static enum status refuse(const struct reader *r, const char *why)
{
	return fail(r->e, INVALID, "json byte %zu: %s", (size_t)(r->rest.ptr - r->start), why);
}

static void step(struct reader *r, size_t n)
{
	r->rest = (struct str){ r->rest.ptr + n, r->rest.len - n };
}

static void skip_blanks(struct reader *r)
{
	while (r->rest.len && memchr(" \t\r\n", r->rest.ptr[0], 4))
		step(r, 1);
}

static bool eat(struct reader *r, char c)
{
	bool is = r->rest.len && r->rest.ptr[0] == c;
	if (is)
		step(r, 1);
	return is;
}

/* Four hexadecimal digits, or -1. */
static int32_t eat_hex(struct reader *r)
{
	int32_t n = 0;
	if (r->rest.len < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		static const char digits[] = "0123456789abcdef";
		char c = r->rest.ptr[i];
		const char *p = memchr(digits, c >= 'A' && c <= 'F' ? c + 'a' - 'A' : c, 16);
		if (!p)
			return -1;
		n = n << 4 | (int32_t)(p - digits);
	}
	step(r, 4);
	return n;
}

static enum status eat_unicode(struct reader *r)
{
	int32_t n = eat_hex(r), low = 0;
	if (n < 0)
		return refuse(r, "four hexadecimal digits stand behind \\u");
	if (n == 0)
		return refuse(r, "no text holds U+0000");
	if (n >= 0xD800 && n <= 0xDBFF) {
		low = eat(r, '\\') && eat(r, 'u') ? eat_hex(r) : -1;
		if (low < 0xDC00 || low > 0xDFFF)
			return refuse(r, "half of a surrogate pair");
		n = 0x10000 + ((n - 0xD800) << 10) + (low - 0xDC00);
	}
	if (n >= 0xDC00 && n <= 0xDFFF)
		return refuse(r, "half of a surrogate pair");
	r->texts += utf8_put(r->texts, (uint32_t)n);
	return OK;
}

static enum status eat_escape(struct reader *r)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	if (eat(r, 'u'))
		return eat_unicode(r);
	const char *p = r->rest.len ? memchr(from, r->rest.ptr[0], 8) : NULL;
	if (!p)
		return refuse(r, "no such escape");
	*r->texts++ = to[p - from];
	step(r, 1);
	return OK;
}

/* A text never grows when it is unescaped: `texts` has room for all of them. */
static enum status read_text(struct reader *r, struct str *out)
{
	char *begins = r->texts;
	if (!eat(r, '"'))
		return refuse(r, "a text in double quotes stands here");
	while (!eat(r, '"')) {
		if (r->rest.len == 0)
			return refuse(r, "the text has no end");
		if ((unsigned char)r->rest.ptr[0] < 0x20)
			return refuse(r, "control signs are escaped in a text");
		if (eat(r, '\\')) {
			TRY(eat_escape(r));
			continue;
		}
		*r->texts++ = r->rest.ptr[0];
		step(r, 1);
	}
	*out = (struct str){ begins, (size_t)(r->texts - begins) };
	return OK;
}

static bool eat_digits(struct reader *r)
{
	size_t n = 0;
	while (n < r->rest.len && r->rest.ptr[n] >= '0' && r->rest.ptr[n] <= '9')
		n++;
	step(r, n);
	return n > 0;
}

static enum status read_number(struct reader *r, struct json_node *node)
{
	const char *begins = r->rest.ptr;
	eat(r, '-');
	if (!eat(r, '0') && !eat_digits(r))
		return refuse(r, "a value stands here");
	if (eat(r, '.') && !eat_digits(r))
		return refuse(r, "a digit stands behind the point");
	if (eat(r, 'e') || eat(r, 'E')) {
		if (!eat(r, '+'))
			eat(r, '-');
		if (!eat_digits(r))
			return refuse(r, "a digit stands behind the exponent's e");
	}
	node->kind = JSON_NUMBER;
	node->text = (struct str){ r->texts, (size_t)(r->rest.ptr - begins) };
	memcpy(r->texts, begins, node->text.len);
	r->texts += node->text.len;
	return OK;
}

static int by_key(const void *a, const void *b)
{
	struct str x = (*(const struct json_node *const *)a)->key;
	struct str y = (*(const struct json_node *const *)b)->key;
	size_t shared = x.len < y.len ? x.len : y.len;
	int order = shared ? memcmp(x.ptr, y.ptr, shared) : 0;
	return order ? order : (x.len > y.len) - (x.len < y.len);
}

/* Sorted, because a hostile object may have a hundred thousand keys. */
static enum status check_keys(struct reader *r, const struct json_node *object)
{
	size_t n = 0;
	for (const struct json_node *m = object->first; m; m = m->next)
		r->members[n++] = m;
	if (n > 1)
		qsort(r->members, n, sizeof *r->members, by_key);
	for (size_t i = 1; i < n; i++)
		if (str_eq(r->members[i - 1]->key, r->members[i]->key))
			return refuse(r, "a key stands twice in this object");
	return OK;
}

static enum status read_value(struct reader *r, struct json_node *node, int depth);

/* The members of a list or object, behind its bracket. */
static enum status read_members(struct reader *r, struct json_node *node, int depth)
{
	bool keyed = node->kind == JSON_OBJECT;
	char end = keyed ? '}' : ']';
	const struct json_node **link = &node->first;
	if (depth == JSON_DEPTH)
		return refuse(r, "too many lists and objects in one another");
	skip_blanks(r);
	if (eat(r, end))
		return OK;
	do {
		struct json_node *member = &r->nodes[r->used++];
		skip_blanks(r);
		if (keyed) {
			TRY(read_text(r, &member->key));
			skip_blanks(r);
			if (!eat(r, ':'))
				return refuse(r, "a colon stands behind a key");
		}
		TRY(read_value(r, member, depth + 1));
		*link = member;
		link = &member->next;
		skip_blanks(r);
	} while (eat(r, ','));
	if (!eat(r, end))
		return refuse(r, keyed ? "a comma or } stands here" : "a comma or ] stands here");
	return keyed ? check_keys(r, node) : OK;
}

static bool eat_word(struct reader *r, struct str word)
{
	bool is = str_starts(r->rest, word);
	if (is)
		step(r, word.len);
	return is;
}

static enum status read_value(struct reader *r, struct json_node *node, int depth)
{
	static const struct { struct str word; enum json_kind kind; } words[] = {
		{ { "null", 4 }, JSON_NULL }, { { "false", 5 }, JSON_FALSE }, { { "true", 4 }, JSON_TRUE },
		{ { "[", 1 }, JSON_LIST }, { { "{", 1 }, JSON_OBJECT },
	};
	skip_blanks(r);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (eat_word(r, words[i].word)) {
			node->kind = words[i].kind;
			return node->kind < JSON_LIST ? OK : read_members(r, node, depth);
		}
	if (r->rest.len == 0)
		return refuse(r, "a value stands here");
	if (r->rest.ptr[0] != '"')
		return read_number(r, node);
	node->kind = JSON_TEXT;
	return read_text(r, &node->text);
}

/* No more nodes than this can be in s: behind each bracket and each comma begins one at most. */
static size_t count_nodes(struct str s)
{
	size_t n = 1;
	bool quoted = false;
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		if (c == '"')
			quoted = !quoted;
		else if (quoted && c == '\\')
			i++;
		else if (!quoted)
			n += c == ',' || c == '[' || c == '{';
	}
	return n;
}

enum status json_parse(struct arena *a, struct str s, struct json_node *root, struct error *e)
{
	size_t n = count_nodes(s);
	struct reader r = { .start = s.ptr, .rest = s, .used = 1, .e = e };
	*root = (struct json_node){ 0 };
	if (s.len > JSON_BYTES)
		return fail(e, INVALID, "json has more than %d bytes", JSON_BYTES);
	if (!utf8_is_valid(s))
		return fail(e, INVALID, "json is not UTF-8, or holds U+0000");
	if (n > JSON_NODES)
		return fail(e, INVALID, "json has more than %d values", JSON_NODES);
	r.nodes = NEW(a, struct json_node, n);
	r.members = NEW(a, const struct json_node *, n);
	r.texts = NEW(a, char, s.len + 1);
	TRY(read_value(&r, &r.nodes[0], 0));
	skip_blanks(&r);
	if (r.rest.len)
		return refuse(&r, "something stands behind the value");
	*root = r.nodes[0];
	return OK;
}

const struct json_node *json_get(const struct json_node *node, const char *key)
{
	const struct json_node *m = node && node->kind == JSON_OBJECT ? node->first : NULL;
	while (m && !str_eq(m->key, str_view(key)))
		m = m->next;
	return m;
}

const struct json_node *json_first(const struct json_node *node)
{
	return node ? node->first : NULL;
}

const struct json_node *json_next(const struct json_node *node)
{
	return node ? node->next : NULL;
}
