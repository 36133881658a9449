#ifndef APP_OBJECT_H
#define APP_OBJECT_H
#include "app/access.h"

/* Objects are (kind, id) in one registry. Notices, reports, search and the thread stand on it, so
 * that a feature needs to know no other. A feature lists its kinds in struct feature. */
struct object_key { int kind; int64_t id; };
struct object {
	struct uuid ref;
	struct str title;          /* as its author wrote it; "" when there is none to show */
	struct str path;           /* "/besoins/…", without language */
	int state;
	struct uuid persona;       /* its author; none */
};
struct object_kind {
	int kind;                  /* unique over all features; never renumber */
	const char *name;          /* "agora.need" */
	const char *word;          /* key of its name for people: WORD("agora.kind.need") */
	/* NOT_FOUND: there is none, or `who` may not see it. */
	enum status (*find)(struct tx *tx, const struct who *who, int64_t id, struct object *out);
};                             /* a list ends with kind 0 */
#endif
