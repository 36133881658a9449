#ifndef SOLUTIONS_STORE_H
#define SOLUTIONS_STORE_H
#include "app/list.h"
#include "app/object.h"
#include "app/words.h"
#include "features/solutions/rules.h"

/* Solutions at rest. Everything returned lives in the arena of the tx. What is not to be seen by
 * who asks is NOT_FOUND. Nothing here asks who may or tells anybody: acts.c does. */

/* ---- reading (store.c) ---- */

enum status solution_by_ref(struct tx *tx, const struct who *who, enum lang lang, struct uuid ref,
	struct solution *out);
enum status solution_by_id(struct tx *tx, const struct who *who, enum lang lang, int64_t id,
	struct solution *out);

/* The catalogue in two orders (store_list.c); filters of both: theme, territory (what exists there
 * or everywhere), stage, cost, evidence (at least). `order=proven` chooses the second. */
enum solution_order { SOLUTIONS_RECENT, SOLUTIONS_PROVEN };
extern const struct list_spec solution_recent_spec, solution_proven_spec;
struct solutions_asked { enum solution_order order; enum lang lang; struct list_asked list; };
struct solutions_asked solutions_asked(const struct field *query, enum lang lang);
const struct list_spec *solutions_spec(enum solution_order order);
struct solutions { struct solution *items; size_t len; struct url next; };
enum status solution_list(struct tx *tx, const struct who *who, const struct solutions_asked *asked,
	struct solutions *out);
/* The reader's own, the newest first; at most 100. */
enum status solution_mine(struct tx *tx, const struct who *who, enum lang lang,
	struct solutions *out);
/* Those in a state, the one that waits longest first; at most 100. */
enum status solution_desk(struct tx *tx, const struct who *who, enum solution_state state,
	struct solutions *out);
/* What waits for the team: submitted ones and new versions, each counted up to 1,000. */
struct site;
enum status solutions_waiting(struct tx *tx, const struct site *site, int64_t *n);
/* False, and the tx goes on: no such one in the catalogue. */
bool solution_public_get(struct tx *tx, enum lang lang, int64_t id, struct solution *out);
/* All of the catalogue from an id on, by id, for who goes through all: at most `max`. */
enum status solution_public_from(struct tx *tx, int64_t after_id, size_t max,
	struct solutions *out);
/* The first of them without their words: numbers, theme and place, and whose they are. */
enum status solution_public_facts(struct tx *tx, size_t max, struct solutions *out);
/* Those of one bearer, the newest first. */
enum status solution_public_borne(struct tx *tx, struct uuid bearer, size_t max,
	struct solutions *out);
bool solution_public_by_ref(struct tx *tx, struct uuid which, struct solution *out);
/* Those not fresh since `fresh_before`, of which its bearer was told `told`; the oldest first. */
struct growing_stale { int64_t told, fresh_before; size_t max; };
enum status solution_growing_stale(struct tx *tx, const struct growing_stale *g,
	struct solutions *out);
enum status solution_object(struct tx *tx, const struct who *who, int64_t id, struct object *out);
/* For tables of other features: the id of one that may be seen. */
enum status solution_id_of(struct tx *tx, const struct who *who, struct uuid ref, int64_t *id);
enum status solutions_sitemap(struct tx *tx, struct buf *out, const char *public_url);

/* ---- writing (store.c) ---- */

/* Everything of *s but id, which it gets, and ref when it has none. */
enum status solution_insert(struct tx *tx, struct solution *s);
/* CONFLICT unless it was `from`. Audience, dates of listing and freshness follow. For the workflow
 * only. */
enum status solution_move(struct tx *tx, int64_t id, int from, int to);
enum status solution_set_content(struct tx *tx, const struct solution *s);   /* is, lang, sent_at */
enum status solution_set_fresh(struct tx *tx, int64_t id, int64_t at);
enum status solution_set_told(struct tx *tx, int64_t id, int64_t told);
/* A translation of name and text; "" takes it away, and with it what was made stale. */
enum status solution_translate(struct tx *tx, const struct solution *s, enum lang lang,
	struct str name, struct str text);
enum status solution_translation(struct tx *tx, const struct solution *s, enum lang lang,
	struct solution_translation *out);
/* The words of *s are about to change: what was made of them is shown no more. */
enum status solution_translations_stale(struct tx *tx, const struct solution *s);

/* ---- drafts (store_draft.c): seen by their owner alone, once sent by the team too ---- */

enum status solution_draft_find(struct tx *tx, const struct who *who, struct uuid ref,
	struct solution_draft *out);
/* False, and the tx goes on: nothing is being written of this solution. Whoever asks. */
bool solution_draft_of(struct tx *tx, int64_t solution, struct solution_draft *out);
struct solution_drafts { struct solution_draft *items; size_t len; };
/* Last saved first; at most SOLUTION_DRAFTS_MAX. */
enum status solution_draft_list(struct tx *tx, const struct who *who, struct solution_drafts *out);
/* New versions that wait for the team, the oldest first; at most 100. */
enum status solution_draft_sent(struct tx *tx, struct solution_drafts *out);
/* A ref of none: a new one, and *d gets its ref. TOO_MANY past SOLUTION_DRAFTS_MAX. What was sent
 * waits no longer once it is saved again, until it is sent again. */
enum status solution_draft_save(struct tx *tx, const struct who *who, struct solution_draft *d);
enum status solution_draft_set_sent(struct tx *tx, struct uuid ref, int64_t at);
enum status solution_draft_delete(struct tx *tx, struct uuid ref);
enum status solutions_forget_drafts(struct tx *tx, const struct site *site, bool *more);

/* ---- versions and decisions (store_draft.c) ---- */

/* What stands in *s, as its version s->version + 1, published at `at`. */
enum status solution_version_add(struct tx *tx, const struct solution *s, int64_t at);
struct solution_versions { struct solution_version *items; size_t len; };
enum status solution_version_list(struct tx *tx, int64_t solution, struct solution_versions *out);
enum status solution_decision_add(struct tx *tx, int64_t solution,
	const struct solution_decision *d);
struct solution_decisions { struct solution_decision *items; size_t len; };
/* The newest first; at most 100. */
enum status solution_decision_list(struct tx *tx, int64_t solution,
	struct solution_decisions *out);

/* ---- for struct feature (store_leave.c) ---- */

struct json;
enum status solutions_export(struct tx *tx, const struct who *who, struct json *out);
/* Drafts go. Solutions lose their words and their versions and are seen by nobody. */
enum status solutions_erase(struct tx *tx, const struct site *site, const struct who *who,
	bool *more);

/* ---- what the store's own files share ---- */

#define SOLUTION_VARIANT(field) \
	"CASE s.lang WHEN $3 THEN '' ELSE " VARIANT_OF("s", "''", "401", field, "$3") " END"
/* Those of a form, in the order of enum solution_field. */
#define SOLUTION_FORM(t) \
	t "name, " t "text, " t "publics, " t "stages, " t "theme, " t "cost, " t "cost_text, " \
	t "conditions, " t "territory, " t "town, " t "languages, " t "access, " t "team, " \
	t "contact, " t "evidence, " t "evidence_text, " t "data, " t "data_text, " t "device, " \
	t "ce, " t "reimbursement, " t "funding, " t "interests"
#define SOLUTION_COLUMNS \
	"s.id, s.ref, s.persona, s.audience, s.state, s.lang, s.version, s.created_at, s.sent_at," \
	" s.listed_at, s.fresh_at, s.changed_at, s.told, " \
	SOLUTION_VARIANT("1") ", " SOLUTION_VARIANT("2") ", s.hidden_from, " VEILED("s", "401") ", " \
	SOLUTION_FORM("s.")
enum { SOLUTION_FIRST_FIELD = 17 };
struct solution solution_take(struct rows *r, int first, enum lang lang);
#endif
