#ifndef DISCUSSION_TALK_H
#define DISCUSSION_TALK_H
#include "app/site.h"
#include "features/discussion/discussion.h"
#include "features/discussion/model.h"

/* The object that people talk about, as its owner shows it to who asks. */
struct talk {
	const struct discussed_kind *kind;
	struct object_key key;
	struct object object;
	struct talk_state state;
	bool is_open;                  /* its owner lets people write, no moderator has locked it */
	bool is_gone;                  /* object is empty; see talk_of_post */
	struct post post;
};
/* By the word of its kind and its ref, as URLs have them; by its key. NOT_FOUND: there is none,
 * nobody talks about it, or `who` may not see it. */
struct talk_asked { struct str word; struct uuid ref; };
enum status talk_find(struct tx *tx, const struct site *site, const struct who *who,
	const struct talk_asked *asked, struct talk *out);
enum status talk_about(struct tx *tx, const struct site *site, const struct who *who,
	struct object_key key, struct talk *out);
/* The same of a post, which is left in out->post. Both are to be seen by `who`; but whoever wrote a
 * post has it still when its object is gone: is_gone, nothing is open, and it may be withdrawn. */
enum status talk_of_post(struct tx *tx, const struct site *site, const struct who *who,
	struct uuid ref, struct talk *out);

/* For the registry: its title and whether it is to be seen are those of what it is about. */
enum status post_object(struct tx *tx, const struct who *who, int64_t id, struct object *out);
struct str post_path(struct arena *a, struct uuid ref);        /* "/echanges/…" */
#endif
