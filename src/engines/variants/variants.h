#ifndef ENGINES_VARIANTS_VARIANTS_H
#define ENGINES_VARIANTS_VARIANTS_H
#include "app/access.h"
#include "app/words.h"

/* One content in several languages. The text in the language of its author stands in the object's
 * own row; here stand the others, each with the hash of the source it was made from, so that a
 * changed source shows at once which translations are stale.
 *
 *   "SELECT " VARIANT_OF("h", "h.title", "12", "1", "$4") " FROM help h …"
 */
struct variant {
	int kind;                      /* with id: of which object */
	int64_t id;
	int field;                     /* the feature's own number for title, text, … */
	enum lang lang;
	struct str text;
	struct str source;             /* the text it was made from */
};
/* New, or instead of the one there is; an empty text takes it away. */
enum status variant_put(struct tx *tx, const struct variant *v);
enum status variant_forget(struct tx *tx, int kind, int64_t id);

/* The text in `lang`, or the source when there is none; *stale: the source has changed since; at:
 * written then, 0 of the source. */
struct variant_found { struct str text; bool is_source, stale; int64_t at; };
enum status variant_find(struct tx *tx, const struct variant *v, struct variant_found *out);

/* In a SELECT: the text in the language bound to `lang`, or the source column. */
#define VARIANT_OF(t, source, kind, field, lang) \
	"coalesce((SELECT v.text FROM variants_text v WHERE v.kind = " kind " AND v.id = " t ".id" \
	" AND v.field = " field " AND v.lang = " lang "), " source ")"
#endif
