/* Words that come and go with the public texts they stand in. */
#include "engines/search/vocabulary.h"
#include "engines/search/nearby.h"

/* Elsewhere than in the arguments of calls: tools know the tables of the main database only. */
static const char add_sql[] =
	"INSERT INTO search_word (word, n, much) VALUES ($1, 1, 1)"
	" ON CONFLICT (word) DO UPDATE SET n = search_word.n + 1 RETURNING n";
static const char take_sql[] = "UPDATE search_word SET n = n - 1 WHERE word = $1 RETURNING n";
static const char much_sql[] = "UPDATE search_word SET much = $2 WHERE word = $1";
static const char drop_sql[] = "DELETE FROM search_word WHERE word = $1";
static const char near_sql[] =
	"INSERT INTO search_near (form, word) VALUES ($1, $2) ON CONFLICT DO NOTHING";
static const char far_sql[] = "DELETE FROM search_near WHERE form = $1 AND word = $2";
static const char clear_words_sql[] = "DELETE FROM search_word";
static const char clear_near_sql[] = "DELETE FROM search_near";

/* ---- each word once ---- */

struct set { struct str *slots; size_t size; };

static struct set set_for(struct arena *a, struct str words)
{
	size_t n = 1, size = 64;
	for (size_t i = 0; i < words.len; i++)
		n += words.ptr[i] == ' ';
	while (size < 2 * n)
		size *= 2;
	return (struct set){ NEW(a, struct str, size), size };
}

static bool set_add(struct set *s, struct str word)
{
	size_t at = str_hash(word) & (s->size - 1);
	for (; s->slots[at].ptr; at = (at + 1) & (s->size - 1))
		if (str_eq(s->slots[at], word))
			return false;
	s->slots[at] = word;
	return true;
}

static enum status each_word(struct tx *tx, struct str words,
	enum status (*run)(struct tx *, struct str))
{
	struct set seen = set_for(tx_arena(tx), words);
	struct str rest = words, word;
	for (bool more = rest.len > 0; more;) {
		more = str_cut(&rest, ' ', &word);
		word = more ? word : rest;
		if (word.len && set_add(&seen, word))
			TRY(run(tx, word));
	}
	return OK;
}

/* ---- one word ---- */

static enum status each_form(struct tx *tx, struct str word, const char *sql)
{
	struct str forms[NEAR_MOST + 1];
	size_t n = near_forms(tx_arena(tx), word, forms);
	for (size_t i = 0; i < n; i++)
		TRY(db_exec(tx, sql, BIND(text(forms[i]), text(word))));
	return OK;
}

static int64_t much(int64_t n)
{
	int64_t bits = 0;
	for (; n; n >>= 1)
		bits++;
	return bits;
}

/* `much` is the order of words that are suggested; its index is left alone while it stays. */
static enum status add_word(struct tx *tx, struct str word)
{
	int64_t n = 0;
	TRY(db_one_i64(tx, add_sql, BIND(text(word)), &n));
	if (n == 1)
		return each_form(tx, word, near_sql);
	return much(n) == much(n - 1) ? OK : db_exec(tx, much_sql, BIND(text(word), i64(much(n))));
}

static enum status take_word(struct tx *tx, struct str word)
{
	int64_t n = -1;
	TRY(db_one_i64(tx, take_sql, BIND(text(word)), &n));
	if (n > 0)
		return much(n) == much(n + 1) ? OK
			: db_exec(tx, much_sql, BIND(text(word), i64(much(n))));
	TRY(each_form(tx, word, far_sql));
	return db_exec(tx, drop_sql, BIND(text(word)));
}

enum status vocabulary_add(struct tx *tx, struct str words)
{
	return each_word(tx, words, add_word);
}

enum status vocabulary_take(struct tx *tx, struct str words)
{
	return each_word(tx, words, take_word);
}

enum status vocabulary_clear(struct tx *tx)
{
	TRY(db_exec(tx, clear_words_sql, NULL, 0));
	return db_exec(tx, clear_near_sql, NULL, 0);
}
