#ifndef DISCUSSION_MODEL_H
#define DISCUSSION_MODEL_H
#include "base/field.h"
#include "base/id.h"

/* What people say to each other under an object, as plain values. Numbers are stored: never
 * renumber. */
enum { DISCUSSION_POST = 701 };        /* kind of objects, as in the registry */
#define DISCUSSION_POST_SQL "701"

enum post_state {
	POST_HELD = 1,                     /* waits for a moderator */
	POST_PUBLISHED,
	POST_HIDDEN,                       /* was public; a moderator has taken it away */
	POST_REJECTED,                     /* never was public */
	POST_WITHDRAWN,                    /* by its author: its words are gone, its replies stay */
	POST_STATES
};

struct post {
	int64_t id;                    /* inside only; 0 until stored */
	struct uuid ref;
	int about_kind;                /* with about_id: under which object, as in the registry */
	int64_t about_id;
	int64_t parent;                /* the post at the top that it stands under; 0 = it is one */
	int64_t answers;               /* the post it answers: the parent or another reply to it; 0 */
	struct uuid persona;           /* none: withdrawn, or its author has left */
	int audience;                  /* enum audience, see post_audience */
	enum post_state state;
	int lang;                      /* enum lang */
	struct str text;
	int64_t at, edited_at;         /* edited_at 0: never changed since it was public */
	int64_t public_at;             /* when it became so, the last time; 0: never */
	bool is_shown;                 /* this text was read by everybody, or is */
	int64_t replies;               /* public ones; of a post at the top */
	struct str name;               /* of its author, as others see it; "" when they are gone */
	bool is_veiled;
};
struct posts { struct post *items; size_t len; };

/* An earlier text of a post, public until `until_at`. */
struct post_version { int64_t until_at; struct str text; };
struct post_versions { struct post_version *items; size_t len; };

/* What is known of all that is said under one object. */
struct talk_state {
	int64_t posts;                 /* public ones, replies too */
	int64_t locked_at;             /* 0 = anybody may write */
	struct str why;                /* in words for everybody, when it is locked */
};
#endif
