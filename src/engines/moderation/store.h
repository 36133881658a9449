#ifndef ENGINES_MODERATION_STORE_H
#define ENGINES_MODERATION_STORE_H
#include "app/list.h"
#include "engines/moderation/moderation.h"

/* Rows of moderation (store.c), for the acts of this engine, and for demonstrations. Nothing here
 * asks who may, tells anybody, or writes an event. Times come in. */

/* ---- what waits ---- */

struct queue_item {
	int64_t id;
	struct object_key about;
	unsigned rules;                    /* RULE_… bits */
	enum lane lane;
	int64_t at, due_at;
	struct uuid taken_by;              /* persona; none = waiting */
	int64_t reports;                   /* not handled yet */
};
extern const struct list_spec queue_spec;                  /* due first; filter: lane */
struct queue { struct queue_item *items; size_t len; struct url next; };
enum status queue_list(struct tx *tx, const struct list_asked *asked, struct queue *out);
/* False, and the tx goes on: nothing is open about it. */
bool queue_find(struct tx *tx, struct object_key about, struct queue_item *out);
enum status queue_count(struct tx *tx, int64_t *n);        /* kept by the writer, never counted */

/* An item about it is open: new, or the one there is with the rules added, due the sooner. */
struct queue_new { unsigned rules; enum lane lane; int64_t at, due_at; };
enum status queue_put(struct tx *tx, const struct moderated *m, const struct queue_new *q);
enum status queue_close(struct tx *tx, struct object_key about);     /* its reports are handled */
/* CONFLICT: it is not open, or not in the hands of `from` (none: of nobody). */
struct handed { struct uuid from, to; };
enum status queue_set_taken(struct tx *tx, struct object_key about, const struct handed *h);

/* ---- reports ---- */

struct reports { struct report *items; size_t len; };
enum status report_list(struct tx *tx, struct object_key about, struct reports *out);
/* Once a person or browser, keyed from who and about what. None: nobody is known. */
struct uuid report_tag(struct tx *tx, const struct site *site, const struct who *who,
	struct object_key about);
/* *added: they had not said so before. */
enum status report_insert(struct tx *tx, const struct moderated *m, const struct report *r,
	struct uuid tag, bool *added);

/* ---- decisions ---- */

/* d->seq 0: it belongs to the newest event of the object. */
enum status decision_insert(struct tx *tx, const struct moderated *m, const struct decision *d);
/* Oldest first; the newest 200. */
enum status decision_list(struct tx *tx, struct object_key about, struct decisions *out);

struct action_count { int kind; struct str action; int64_t n; };
struct action_counts { struct action_count *items; size_t len; };
/* For the page on transparency: decisions of each action since `from_at`, by name of action. */
enum status decision_count(struct tx *tx, int64_t from_at, struct action_counts *out);
/* About other objects of the same author, kind by kind. */
enum status decision_past(struct tx *tx, const struct moderated *m, struct action_counts *out);

/* ---- veils ---- */

bool veil_find(struct tx *tx, struct object_key about);
enum status veil_set(struct tx *tx, struct object_key about, bool on);
#endif
