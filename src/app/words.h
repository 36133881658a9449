#ifndef APP_WORDS_H
#define APP_WORDS_H
#include "base/str.h"

/* Every sentence people read. The texts stand in fr.msg and en.msg beside the code that uses them;
 * tools/msgc makes the table, and refuses a key without a text in each language. */
enum lang { LANG_FR, LANG_EN, LANGS };
struct lang_about {
	const char *code, *prefix, *name;      /* "en", "/en"; the first has no prefix */
	const char *open, *close;              /* quotation marks, with what stands inside of them */
};
extern const struct lang_about lang_about[LANGS];
enum lang lang_of_code(struct str code);              /* LANG_FR when unknown */

/* The plural categories of CLDR; a language uses some of them. */
enum plural { PLURAL_ZERO, PLURAL_ONE, PLURAL_TWO, PLURAL_FEW, PLURAL_MANY, PLURAL_OTHER, PLURALS };
enum plural plural_of(enum lang lang, int64_t n);

/* The sentence of a key, static; a key that is unknown stands for itself. */
struct str words(enum lang lang, const char *key);
/* The sentence for n, or the only one there is; "{n}" in it is left for the page to fill. */
struct str words_for(enum lang lang, const char *key, int64_t n);
/* {n} and {1}…{9} replaced, nothing escaped: for mails, feeds, titles. */
struct arena;
struct str words_fill(struct arena *a, enum lang lang, const char *key, const struct str *args,
	size_t n);

struct word { const char *key; struct str text[LANGS][PLURALS]; };     /* no text: ptr NULL */
extern const struct word word_table[];                /* made by msgc, in order of key */
extern const size_t word_count;
/* Where a key stands: from the slot of its str_hash on, 1 + its place in the table; 0 = none.
 * A page looks two hundred keys up. */
enum { WORD_SLOTS = 8192 };
extern const uint16_t word_slots[WORD_SLOTS];
#endif
