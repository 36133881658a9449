#ifndef ENGINES_DELIVERY_VIEW_H
#define ENGINES_DELIVERY_VIEW_H
#include "app/page.h"
#include "engines/delivery/rhythm.h"

/* "Suivre", on the page of any object that can be followed: {part follow(&v->follow)}. */
struct follow_view {
	struct str name;           /* its kind in paths, as in the registry: "besoin" */
	struct uuid ref;
	bool is_followed;
};
/* Levels for a select, in *out; how many. with_usual: "as for the whole" comes first. */
size_t level_options(struct option_view out[LEVELS], enum level chosen, bool with_usual);
void part_follow(struct buf *h, const struct page *p, const struct follow_view *v);
#endif
