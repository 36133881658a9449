#ifndef AGORA_NAMES_H
#define AGORA_NAMES_H
#include "app/country.h"
#include "features/agora/rules.h"

/* What rules must be told of the country: they know none. */

struct need_named need_named(const struct country *c, const struct need_form *form);
/* What rules look at before a need is published; whether it is a first post and by whom, the caller
 * knows. */
struct looked need_looked(const struct country *c, const struct need *n);
/* Names for pages: "" when there is none of that code. */
struct str theme_name(const struct country *c, struct str slug, enum lang lang);
struct str territory_name(const struct country *c, struct str code);
struct str commune_name(struct str code);
#endif
