#ifndef ENGINES_MODERATION_DESK_H
#define ENGINES_MODERATION_DESK_H
#include "engines/moderation/store.h"

/* What people do at the desk of moderators, and what leads there: for the feature that has its
 * pages (features/moderation). */
struct json;

/* Kind of the events of reports, with the id of the object: apart from its own history, which stays
 * short. */
enum { MODERATION_REPORTS = 91 };

/* One object as it stands. */
struct desk_case {
	const struct moderated_kind *kind;
	struct moderated about;
	struct object object;
	bool is_open, is_veiled;
	struct queue_item item;            /* of one that is open */
	struct appeal appeal;
};
/* By the ref that URLs show; `word`: of its kind, "" for any. NOT_FOUND: not to be seen. */
struct desk_asked { struct str word; struct uuid ref; };
enum status desk_find(struct tx *tx, const struct site *site, const struct who *who,
	const struct desk_asked *asked, struct desk_case *out);
/* False, and the tx goes on: it is gone, or not to be seen. */
bool desk_get(struct tx *tx, const struct site *site, const struct who *who,
	struct object_key about, struct desk_case *out);
const struct moderated_kind *desk_kind(const struct site *site, int kind);

/* Stands for the words that a page shows; whoever decides hands it back, so that nobody approves
 * what its author has changed meanwhile. */
struct uuid case_seen(struct arena *a, const struct site *site, const struct desk_case *c);
/* `seen` none: nothing is claimed. */
bool case_has_changed(struct arena *a, const struct site *site, const struct desk_case *c,
	struct uuid seen);
bool case_is_public(const struct desk_case *c);
/* Theirs, or said no to by themselves and appealed: another decides. */
bool case_is_barred(const struct desk_case *c, const struct who *who);
/* For buttons: from this state; who is barred is asked elsewhere. */
bool case_may(const struct desk_case *c, const struct who *who, enum verdict v);
bool case_may_appeal(const struct desk_case *c, const struct who *who);

/* "I read this one", and giving it back. CONFLICT: somebody else has it, or nothing waits. */
enum status desk_take(struct tx *tx, const struct who *who, const struct desk_case *c);
enum status desk_leave(struct tx *tx, const struct who *who, const struct desk_case *c);

/* It waits, from now on, in this lane. */
struct waiting { unsigned rules; enum lane lane; };
enum status desk_wait(struct tx *tx, const struct site *site, const struct moderated *m,
	const struct waiting *w);
/* Once a person or browser: again is no error. NOT_FOUND: not public. INVALID: of nobody. */
enum status desk_report(struct tx *tx, const struct site *site, const struct who *who,
	const struct desk_case *c, const struct report *r);
/* Its author asks for another look, once. FORBIDDEN: not its author. CONFLICT: nothing was refused,
 * or it was asked before. INVALID: without words. */
enum status desk_appeal(struct tx *tx, const struct site *site, const struct who *who,
	const struct desk_case *c, struct str text);

/* For struct feature. Reports and decisions still count, without a name. */
enum status desk_export(struct tx *tx, const struct who *who, struct json *out);
enum status desk_erase(struct tx *tx, const struct site *site, const struct who *who, bool *more);
#endif
