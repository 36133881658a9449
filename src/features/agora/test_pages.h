#ifndef AGORA_TEST_PAGES_H
#define AGORA_TEST_PAGES_H
#include "app/cookie.h"
#include "features/agora/model.h"
#include "test_site.h"

/* Needs as browsers make them: through the wizard, and past a moderator. */

#define FORM(...) (const struct field[]){ __VA_ARGS__, { 0 } }
#define TYPED(name_, text_) { name_, { text_, sizeof(text_) - 1 } }

/* "/besoins/{ref}" and then `tail`, from a location or a path. */
const char *need_at(struct world *w, struct str location, const char *tail);
const char *team_at(struct world *w, const char *place, struct str location, const char *tail);
struct uuid ref_in(struct str location);

/* Writes one to its end: *sent is the answer to the last step. `who`: "me", "patients"… */
struct written { const char *title, *text, *who, *theme, *territory; };
struct seen write_need(struct world *w, const struct browser *b, const struct written *n);
/* The same, approved if it was held: where it is, "/besoins/{ref}". */
struct str publish_need(struct world *w, const struct browser *b, const char *title);
struct str publish(struct world *w, const struct browser *b, const struct written *n);
/* By fay and flo: promised, drafted, reviewed, published. */
void answer_need(struct world *w, struct str at, const char *text);
int times_said(struct seen s, const char *words);
#endif
