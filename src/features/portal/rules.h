#ifndef PORTAL_RULES_H
#define PORTAL_RULES_H
#include "base/field.h"

/* How pages look to one reader. Pure. */
enum { TASTE_THEMES = 3, TASTE_SIZES = 3 };
extern const char *const taste_theme_name[TASTE_THEMES];   /* "auto", "light", "dark" */
extern const char *const taste_size_name[TASTE_SIZES];     /* "0", "1", "2" */

/* What a cookie holds: the name, or "" for the first of them, which is what everybody has. */
struct tastes { struct str theme, size; };
struct tastes tastes_read(struct str theme, struct str size);

/* The pages of the country that are served: the name of the file is that of the path. */
extern const char *const legal_name[];                     /* ends with NULL */

/* A security.txt may be trusted until then: half a year from today, as a day. */
int64_t security_until(int64_t today);
#endif
