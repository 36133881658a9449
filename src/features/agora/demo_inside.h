#ifndef AGORA_DEMO_INSIDE_H
#define AGORA_DEMO_INSIDE_H
#include "engines/moderation/desk.h"
#include "features/agora/acts_inside.h"
#include "features/agora/demo.h"

/* What the files of the demonstration share: a need being made, with its past. */

struct past {
	int64_t at;
	struct uuid by;
	const char *what;              /* event */
	int from, to;
	const char *action;            /* with a decision; NULL: none */
	enum reason reason;
	struct str text;
	int64_t other;
};
enum { PAST_MAX = 16 };
struct making {
	struct tx *tx;
	struct demo *d;
	const struct demo_people *people;
	struct need n;                 /* as it is in the end */
	int64_t joined_until;          /* nobody joins it later; 0: now */
	struct past past[PAST_MAX];
	size_t len;
};

/* A block of needs.txt. */
struct demo_written { const struct field *f; int64_t days_ago, supports; };
enum { WRITTEN_MAX = 80 };
struct demo_all { struct demo_written items[WRITTEN_MAX]; size_t len; };

/* demo.c */
enum { DEMO_OLDEST = 500 };    /* days: made needs lie between that and yesterday */
int64_t demo_number(const struct field *f, const char *name);
struct uuid demo_ref(const struct demo *d, const struct field *f);
/* Of the need that needs.txt calls so; false: it calls none so. */
bool demo_ref_named(struct arena *a, const struct demo *d, struct str id, struct uuid *out);
const struct field *demo_named(const struct demo_all *all, struct str id);   /* or NULL */
/* demo_written.c: in one slice and, when many joined it, in some more. */
int64_t demo_slices(const struct demo_written *w);
enum status demo_write(struct making *m, const struct demo_written *w);
enum status demo_write_supports(struct making *m, const struct demo_written *w, int64_t slice);
/* demo_after.c */
enum status demo_after(struct making *m, const struct demo_all *all);

/* demo_told.c: its author and whoever follows it by then, of each step of its past; of the merge of
 * m->n, at the time of its last step. */
enum status demo_tell(struct making *m);
enum status demo_tell_merged(struct making *m, const struct need *into, struct uuid by);

/* demo_shared.c */
/* Somebody with this role. */
struct uuid demo_hand(const struct making *m, unsigned role);
/* One more step of its past: an event, and where it leads; the caller may add a decision. */
struct past *demo_step(struct making *m, int64_t at, struct uuid by, const char *what,
	enum need_state to);
/* Written, and approved when it is their first; *m->n has persona and created_at. */
void demo_publish(struct making *m, bool first);
/* The row, its past, its words; its author follows it. */
enum status demo_store(struct making *m);
/* "moi aussi" number `from` to `from + len` of a need: some by the people, who follow it from then
 * on, most by others. */
enum status demo_supported(struct making *m, int64_t from, int64_t len);
/* demo_made.c: a need from demo/grammar.txt, written so many days ago. */
enum status demo_make_need(struct making *m, int64_t days_ago);
#endif
