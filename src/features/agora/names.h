#ifndef AGORA_NAMES_H
#define AGORA_NAMES_H
#include "app/country.h"
#include "features/agora/rules.h"

/* What rules must be told of the country: they know none. */

struct need_named need_named(const struct country *c, const struct need_form *form);
/* need_looked.identifier for a need; the other two are the store's to know. */
struct str need_identifier(const struct country *c, const struct need *n);
struct covered country_covered(const struct country *c);
/* Names for pages: "" when there is none of that code. */
struct str theme_name(const struct country *c, struct str slug, enum lang lang);
struct str territory_name(const struct country *c, struct str code);
struct str commune_name(struct str code);
#endif
