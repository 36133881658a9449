#ifndef ENGINES_DELIVERY_FOLLOW_H
#define ENGINES_DELIVERY_FOLLOW_H
#include "app/list.h"
#include "app/object.h"
#include "engines/delivery/rhythm.h"

/* Who follows what, and how soon they want a mail about it. In the app they are told in any case.
 * Any kind of object that has a `path` in the registry can be followed. */
struct json;
struct site;
struct follow {
	struct uuid ref;
	struct object_key key;
	enum level level;
	int64_t at;
};
/* Without effect when they follow it already. _as: by a level of its own. */
enum status follow_add(struct tx *tx, struct uuid persona, struct object_key key);
enum status follow_add_as(struct tx *tx, struct uuid persona, struct object_key key,
	enum level level);
enum status follow_remove(struct tx *tx, struct uuid persona, struct object_key key);
bool is_followed(struct tx *tx, struct uuid persona, struct object_key key);

/* One of theirs. NOT_FOUND: they have none of that ref. */
enum status follow_find(struct tx *tx, struct uuid persona, struct uuid ref, struct follow *out);
/* What waits for a digest goes by the new level too. */
enum status follow_set_level(struct tx *tx, const struct site *site, struct uuid persona,
	const struct follow *f, enum level level);

/* The newest first; a page of them, in the arena of the tx. */
extern const struct list_spec follow_spec;
struct follows { struct follow *items; size_t len; struct url next; };
enum status follow_list(struct tx *tx, struct uuid persona, const struct list_asked *asked,
	struct follows *out);

/* habit_usual when they have never said otherwise. */
enum status habit_find(struct tx *tx, struct uuid persona, struct habit *out);
/* What waits for a digest, without a level of its own, goes by it too. */
enum status habit_put(struct tx *tx, const struct site *site, struct uuid persona,
	const struct habit *h);
/* No more mails about what they follow, whatever each of it says; in the app all goes on. */
enum status follow_stop_mails(struct tx *tx, const struct site *site, struct uuid persona);

/* What the {name} ("besoin") and the {ref} of a path mean, as who asks may see it. NOT_FOUND: no
 * such kind or object. */
struct req;
enum status follow_thing(struct req *r, struct object_key *key, struct object *out);

/* All of one persona: rows as objects inside *out; away. */
enum status follow_export(struct tx *tx, const struct who *who, struct json *out);
enum status follow_forget(struct tx *tx, struct uuid persona, bool *more);
#endif
