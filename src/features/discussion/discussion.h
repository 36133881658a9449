#ifndef DISCUSSION_DISCUSSION_H
#define DISCUSSION_DISCUSSION_H
#include "app/app.h"

/* What others include to let people talk about their objects. Who owns a kind says that it may be
 * discussed, and while it is in which states (struct feature.discussed): nobody else knows them.
 * This feature knows objects by the registry alone, so that it needs no other.
 *
 *   static const struct discussed_kind discussed[] = {
 *       { AGORA_NEED, "besoin", .find = need_id, .is_open = need_is_open }, { 0 } };
 *   …
 *   struct buf talk = { .max = DISCUSSION_PART_MAX };
 *   TRY(discussion_part(r, (struct object_key){ AGORA_NEED, n.id }, &talk));
 *
 * A page sees its own view.h only: it writes {raw v->talk because discussion_part made it}. */
struct demo;
struct discussed_kind {
	int kind;
	const char *word;              /* as URLs write it: "besoin" */
	/* NOT_FOUND: there is none, or `who` may not see it. */
	enum status (*find)(struct tx *tx, const struct who *who, struct uuid ref, int64_t *id);
	/* Pure: may something be added in this state? What is written stays to be read. */
	bool (*is_open)(const struct object *o);
	/* Optional: what files of demo/ call by this name; *id 0: nothing. */
	enum status (*demo)(struct tx *tx, struct demo *d, struct str name, int64_t *id);
	/* Optional: any open one, where a larger demonstration says again what its files say. */
	enum status (*demo_any)(struct tx *tx, struct demo *d, int64_t *id);
};                                 /* a table ends with kind 0 */

/* The first twenty messages with their first replies, and how to write one: a <section>. Writes
 * nothing where nothing was said and nothing may be. The object must be one that r->who sees. */
enum { DISCUSSION_PART_MAX = 1 << 20 };
enum status discussion_part(struct req *r, struct object_key about, struct buf *out);
#endif
