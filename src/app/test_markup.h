#ifndef APP_TEST_MARKUP_H
#define APP_TEST_MARKUP_H
#include "base/str.h"

/* What holds for every whole page: one <h1>, one <main>, a language, ids that are unique and there
 * where something points to them, every hole of a sentence filled, no key in place of its words.
 * A failure names the place that called and what was wrong. */
#define CHECK_PAGE(i, html) check_page((html), __FILE__, __LINE__, (size_t)(i))
void check_page(struct str html, const char *file, int line, size_t at);
bool has(struct str html, const char *words);
#endif
