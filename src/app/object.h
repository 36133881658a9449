#ifndef APP_OBJECT_H
#define APP_OBJECT_H
#include "app/access.h"

/* Objects are (kind, id) in one registry. Notices, reports, search and the thread stand on it, so
 * that a feature needs to know no other. A feature lists its kinds in struct feature. */
struct object_key { int kind; int64_t id; };
struct object {
	struct uuid ref;
	struct str title;          /* as its author wrote it; "" when there is none to show */
	struct str text;           /* the same; "" when it has none, or its kind does not tell */
	int lang;                  /* of both: enum lang of app/words.h */
	struct str path;           /* "/besoins/…", without language */
	int state;
	enum audience audience;    /* who sees it now */
	int64_t at;                /* written; 0: its kind does not tell */
	struct uuid persona;       /* its author; none */
};
struct object_kind {
	int kind;                  /* unique over all features; never renumber */
	const char *name;          /* "agora.need" */
	const char *word;          /* key of its name for people: WORD("agora.kind.need") */
	/* NOT_FOUND: there is none, or `who` may not see it. */
	enum status (*find)(struct tx *tx, const struct who *who, int64_t id, struct object *out);
	/* Optional: what paths that serve any kind call it ("besoin" in "/suivre/besoin/{ref}"), and
	 * the id of a ref there. NOT_FOUND as above. */
	const char *path;
	enum status (*by_ref)(struct tx *tx, const struct who *who, struct uuid ref, int64_t *id);
	/* Optional: the id, on its page, of what happened to it: mails about news lead there. */
	const char *thread;
	/* Optional, pure: does what a notice said still hold? Asked before a mail counts it. */
	bool (*holds)(const struct object *now, struct str what);
};                             /* a list ends with kind 0 */
#endif
