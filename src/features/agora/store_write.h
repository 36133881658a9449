#ifndef AGORA_STORE_WRITE_H
#define AGORA_STORE_WRITE_H
#include "engines/variants/variants.h"
#include "features/agora/store_answer.h"
#include "features/agora/store_draft.h"

/* Rows written, for acts_*.c and demo.c. Nothing here asks who may, tells anybody, or writes an
 * event: an act does. Times come in. */

/* ---- needs (store_need.c) ---- */

/* In the language bound to $3. Whoever reads a need in its own language, nearly always, needs no
 * look for its translation: two searches a row, a tenth of a list. */
#define NEED_VARIANT(field) \
	"CASE n.lang WHEN $3 THEN '' ELSE " VARIANT_OF("n", "''", "101", field, "$3") " END"
#define NEED_COLUMNS \
	"n.id, n.ref, n.persona, n.audience, n.state, n.held_from, n.number, n.lang, n.title, n.text," \
	" n.for_whom, n.stage, n.theme, n.territory, n.commune, n.supports, n.as_who, n.need_what," \
	" n.so_that, n.formulation, n.merged_into, n.promised_day, n.answered_at, n.created_at," \
	" n.published_at, n.changed_at, n.noticed_at, n.heard_at, n.silence_told, " \
	NEED_VARIANT("1") ", " NEED_VARIANT("2")
enum { NEED_COLUMN_COUNT = 31 };
struct need read_need(struct rows *r, int first, enum lang lang);

/* Everything of *n but id, which it gets, and ref when it has none; its number when it is published
 * and has none. */
/* As need_by_id, but absence is an answer: false, and the tx goes on. */
bool need_get(struct tx *tx, const struct who *who, enum lang lang, int64_t id, struct need *out);
enum status need_insert(struct tx *tx, struct need *n);
/* Of the workflow: CONFLICT unless it was `from`. Audience, shelf, number and dates follow. */
enum status need_move(struct tx *tx, int64_t id, int from, int to);
enum status need_set_words(struct tx *tx, const struct need *n);     /* what the wizard asks */
enum status need_set_qualified(struct tx *tx, const struct need *n); /* and the formulation */
/* CONFLICT unless it was `from`. */
enum status need_set_formulation(struct tx *tx, int64_t id, enum formulation from,
	enum formulation to);
enum status need_set_merged(struct tx *tx, int64_t id, int64_t into);
enum status need_set_promised(struct tx *tx, int64_t id, int64_t day);
enum status need_set_answered(struct tx *tx, int64_t id, int64_t at);
enum status need_set_noticed(struct tx *tx, int64_t id);
/* Something is heard of it now; of its silence they were told. */
enum status need_set_heard(struct tx *tx, int64_t id);
enum status need_set_silence_told(struct tx *tx, int64_t id);
/* Of which nothing was heard since `heard_before`, and nobody was told so; the longest first. */
enum status need_silent_untold(struct tx *tx, int64_t heard_before, size_t max, struct needs *out);
bool is_first_post(struct tx *tx, struct uuid persona);
/* Still for long: those whose author was told before `noticed_before`, or (0) was not told. */
struct stillness { int64_t changed_before, noticed_before; size_t max; };
enum status need_still(struct tx *tx, const struct stillness *s, struct needs *out);
enum status need_joined(struct tx *tx, int64_t into, size_t max, struct joined *out, size_t *len);

/* agora_count: 1–11 needs by state, and: */
enum { COUNT_NUMBER = 100, COUNT_SUPPORTS };
enum status count_add(struct tx *tx, int64_t what, int64_t by);

/* ---- what others say (store_voice.c) ---- */

struct voice { int64_t need; struct uuid tag, persona; int64_t at; };
/* *added: they had not said so before. Counts follow. */
enum status support_insert(struct tx *tx, const struct voice *v, bool *added);
enum status support_delete(struct tx *tx, const struct voice *v);
bool support_exists(struct tx *tx, const struct voice *v);
/* Those of `from` under `into` too, once each. */
enum status support_carry(struct tx *tx, int64_t from, int64_t into);
enum status confirm_insert(struct tx *tx, const struct voice *v);
enum status confirm_count(struct tx *tx, const struct voice *v, struct confirmed *out);

/* ---- answers (store_answer.c) ---- */

enum status answer_insert(struct tx *tx, struct answered *a);         /* gives its id */
enum status answer_set_draft(struct tx *tx, const struct answered *a);
/* CONFLICT unless it was `from`. */
enum status answer_set_reviewed(struct tx *tx, int64_t id, struct uuid by);
enum status answer_set_published(struct tx *tx, const struct answered *a);   /* keeps a version */

/* ---- drafts (store_draft.c) ---- */

/* Those of a->visitor, but for what waits for another address. */
enum status draft_take_over(struct tx *tx, const struct adoption *a, struct uuid persona);

/* ---- the demonstration (store_demo.c): rows as they would have become, at times long past ---- */

/* State and all that need_insert leaves at nothing. */
enum status demo_need_set(struct tx *tx, const struct need *n);
/* False: no need of this ref. Whoever may see it. */
bool demo_need_get(struct tx *tx, struct uuid ref, struct need *out);
/* The first of the public list that was published then or later; *id 0: there is none. */
enum status demo_need_since(struct tx *tx, int64_t at, int64_t *id);
enum status demo_support(struct tx *tx, const struct voice *v);       /* the need has counted it */
#endif
