#ifndef ENGINES_MODERATION_MODERATION_H
#define ENGINES_MODERATION_MODERATION_H
#include "app/country.h"
#include "app/object.h"
#include "engines/moderation/rules.h"

/* Objects of any kind, held, reported and decided by one team with one set of rules. What its
 * feature declares of a kind stands in struct feature.moderated; the desk of moderators works
 * through that (features/moderation), and knows nothing else of an object but what the registry
 * tells. The README shows its whole use.
 *
 * A decision is taken in one tx: the feature moves its object, then the words, the queue and the
 * event follow. Who decides is a moderator, never the author, and about an appeal never who said
 * no. */
struct site;
struct req;

/* Which object, and whose. */
struct moderated { struct object_key key; struct uuid ref, author; };

/* What a page of the desk says of one beside title, text and author; HTML, "" for nothing. */
struct moderated_shown {
	struct str tags;               /* in a line: its state, its number */
	struct str facts;              /* at the side */
	struct str author;             /* what its author has published */
};

/* Does what a verdict means to this kind: state, words for search, the notice to its author. The
 * object was seen to be one that `may` allows. */
typedef enum status moderated_act(struct tx *tx, const struct site *site, const struct who *who,
	int64_t id, const struct decision *d);

struct moderated_kind {
	int kind;
	const char *word;              /* as URLs write it: "besoin" */
	/* NOT_FOUND: there is none, or `who` may not see it. */
	enum status (*find)(struct tx *tx, const struct who *who, struct uuid ref, int64_t *id);
	/* Pure: from its state, by somebody of this role; whose it is, is asked elsewhere. */
	bool (*may)(const struct object *o, const struct who *who, enum verdict v);
	/* NULL: there is no such verdict for it. Of VEIL, UNVEIL, DISMISS and UPHOLD there is none. */
	moderated_act *act[VERDICTS];
	/* Optional: what its author is told of these three, where {1} is no title of its own. */
	const char *told[VERDICTS];
	bool veils;                    /* its pages honour VEILED: it may be veiled */
	/* Optional. Keys of what its own steps have done: "merge"; NULL for an unknown one. */
	const char *(*done)(struct str action);
	enum status (*show)(struct req *r, int64_t id, struct moderated_shown *out);
};                                 /* a table ends with kind 0 */

/* ---- for acts of the object's feature ---- */

/* Its rules hold it, or its author has changed it: it waits for a moderator. */
enum status moderation_hold(struct tx *tx, const struct site *site, const struct moderated *m,
	unsigned rules);
/* A chore: what waits and no moderator can see any more, since it went with what it stands under,
 * waits no longer. */
enum status moderation_tidy(struct tx *tx, const struct site *site, bool *more);
/* There is nothing to decide any more: withdrawn, merged. */
enum status moderation_release(struct tx *tx, struct object_key about);
/* Words that go with a step of the feature's own, after its event. */
enum status moderation_note(struct tx *tx, const struct moderated *m, const struct decision *d);
/* FORBIDDEN: not a moderator, or their own. CONFLICT: not from its state, or it is no longer what
 * they read (d->seen). INVALID: a no without its
 * reason and words. NOT_FOUND: not to be seen. */
enum status moderation_decide(struct tx *tx, const struct site *site, const struct who *who,
	struct object_key about, const struct decision *d);
/* Its words are gone: all words about it go, and it waits no more. Whose it was stays known at the
 * desk until they leave (desk_erase). */
enum status moderation_forget(struct tx *tx, struct object_key about);

struct decisions { struct decision *items; size_t len; };
struct moderation_past {
	struct decisions decisions;    /* oldest first; for its author and the team */
	int64_t due_at;                /* it waits, and is read by then; 0 */
	struct appeal appeal;
};
enum status moderation_past(struct tx *tx, struct object_key about, struct moderation_past *out);

/* In a SELECT: 1 when the text is to be covered until its reader opens it. */
#define VEILED(t, kind) \
	"EXISTS (SELECT 1 FROM moderation_veil v WHERE v.kind = " kind " AND v.object = " t ".id)"

static inline struct covered country_covered(const struct country *c)
{
	return (struct covered){ c->zone, country_is_working_day, c };
}
#endif
