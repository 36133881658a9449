#ifndef DISCUSSION_DEMO_INSIDE_H
#define DISCUSSION_DEMO_INSIDE_H
#include "engines/moderation/past.h"
#include "features/discussion/acts.h"
#include "features/discussion/demo.h"
#include "features/discussion/store.h"

/* What the files of the demonstration share: the posts of demo/posts.txt being made. */
enum { POSTS_MAX = 400, OBJECTS_MAX = 120 };

/* A post of the file: its block, and how it stands by now. id 0: not made, or gone for good. */
struct written { const struct field *f; int64_t days_ago; struct post post; };
/* An object of the file. `since`: in later rounds, when it was public; 0. */
struct found { struct str name; struct object_key key; int64_t since; };
struct making {
	struct tx *tx;
	struct demo *d;
	struct demo_people people;
	struct written all[POSTS_MAX];         /* in order of time */
	size_t len;
	struct found found[OBJECTS_MAX];
	size_t found_len;
};

/* The post of this name; NULL. */
struct written *demo_post(struct making *m, struct str name);
/* The object of any kind that goes by this name, in later rounds any other in its place; kind 0:
 * its feature is not there. */
enum status demo_object(struct making *m, struct str name, struct found *out);
struct moderated demo_moderated(const struct post *p);
/* It is public since then: who is answered knows, who wrote the object, and who follows it. */
enum status demo_tell_others(struct making *m, const struct post *p, int64_t at);

/* demo_past.c: what its author and moderators did about it since, in the order of its block. */
enum status demo_past(struct making *m, struct written *w);
/* A block of demo/reports.txt about a post; nothing when it is about something else. */
enum status demo_report(struct making *m, const struct field *f);
/* A block "lock:", of a moderator who ends a discussion. */
enum status demo_lock(struct making *m, const struct field *f);
#endif
