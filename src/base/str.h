#ifndef BASE_STR_H
#define BASE_STR_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Bytes and how many. Borrowed, never owned; need not end in NUL; {0} is the empty text.
 * Text is UTF-8: it was checked once, at the door, and is trusted from there on. */
struct str { const char *ptr; size_t len; };
#define STR(literal) ((struct str){ "" literal, sizeof(literal) - 1 })

static inline bool str_eq(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* Of a–z, A–Z, 0–9, whatever the locale. */
static inline bool char_is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

struct str str_view(const char *nul_terminated);   /* points into its argument; NULL gives "" */
struct str str_trim(struct str s);                 /* without blanks at both ends; points into s */
uint64_t str_hash(struct str s);                   /* quick, for tables of our own texts */
size_t str_points(struct str s);                   /* length as people count it: code points */
bool str_to_i64(struct str s, int64_t *out);       /* all of s is one decimal number, or false */
bool str_starts(struct str s, struct str head);
bool str_ends(struct str s, struct str tail);
bool str_cut(struct str *s, char at, struct str *head);   /* head up to `at`; s goes on behind it */
#endif
