#ifndef MATCHING_STORE_H
#define MATCHING_STORE_H
#include "db/db.h"
#include "app/access.h"
#include "features/matching/rules.h"

/* Matches at rest. What is not for the eyes of who asks is NOT_FOUND: the team sees all but
 * messages, the need's author what was proposed to them, the bearer what they suggested and what is
 * open. */

enum status match_find(struct tx *tx, const struct who *who, struct uuid which, struct match *out);
enum status match_by_id(struct tx *tx, const struct who *who, int64_t id, struct match *out);
/* False, and the tx goes on: nobody has thought of these two. */
bool match_of_pair(struct tx *tx, int64_t need, int64_t solution, struct match *out);
/* Everything of *m but id, reason and what its author said; ref and times where there are none. */
enum status match_insert(struct tx *tx, struct match *m);
enum status match_move(struct tx *tx, int64_t id, int from, int to);       /* of the workflow */
enum status match_set_words(struct tx *tx, const struct match *m);     /* note, reason, said */
/* Its bearer has thought of it too: bearer_at, bearer_note. */
enum status match_set_bearer(struct tx *tx, const struct match *m);

/* As need's author or as bearer, the last changed first. */
enum status match_mine(struct tx *tx, const struct who *who, size_t max, struct matches *out);
/* Suggested by bearers, the oldest first: the team's. */
enum status match_waiting(struct tx *tx, const struct who *who, size_t max, struct matches *out);
enum status match_of_need(struct tx *tx, const struct who *who, int64_t need, struct matches *out);
enum status match_count_waiting(struct tx *tx, int64_t *n);
/* How many this bearer has suggested since, whatever became of them: nobody floods the team. */
enum status match_count_of_bearer(struct tx *tx, struct uuid bearer, int64_t since_at, int64_t *n);
/* Has anybody thought of any solution for it? */
bool match_is_thought_of(struct tx *tx, int64_t need);
/* Theirs, as author or bearer, that have not come to an end. */
enum status match_unfinished(struct tx *tx, const struct who *who, size_t max, struct matches *out);
/* How many of a need's author are open or being tried: nobody floods the bearers. */
enum status match_count_under_way(struct tx *tx, struct uuid persona, int64_t *n);
/* Proposed before `before_at` and still not answered. */
enum status match_forgotten(struct tx *tx, int64_t before_at, size_t max, struct matches *out);

/* What was made of a solution so far: tried and helped; not fit for needs of this theme. */
struct match_history { int64_t tried, helped, not_fit; };
enum status match_history(struct tx *tx, int64_t solution, struct str theme,
	struct match_history *out);

/* Needs that a solution answers, or is being tried for: each once, at most 10,000. */
struct answered_needs { int64_t *need; size_t len; };
enum status match_answered(struct tx *tx, struct answered_needs *out);

enum status message_insert(struct tx *tx, int64_t match, const struct message *m);
enum status message_count(struct tx *tx, int64_t match, bool by_bearer, int64_t since_at,
	int64_t *n);
/* The newest, less `skip` of them, at most MESSAGES_PAGE: oldest first. */
enum { MESSAGES_PAGE = 50 };
enum status message_list(struct tx *tx, int64_t match, int64_t skip, struct messages *out);

/* ---- how rare words are (store_words.c) ---- */

enum rarity_row { RARITY_IN_USE = 1, RARITY_COUNTED };
struct rarity_kept { int64_t at, upto, texts; };       /* begun then; the last solution; how many */
/* False, and the tx goes on: there is none yet. */
bool rarity_find(struct tx *tx, enum rarity_row which, struct rarity_kept *out);
enum status rarity_words(struct tx *tx, enum rarity_row which, struct rarity *out);    /* or none */
enum status rarity_put(struct tx *tx, enum rarity_row which, const struct rarity_kept *kept,
	const struct rarity *words);
enum status rarity_use(struct tx *tx);         /* what was counted is in use from now on */

/* For struct feature. */
struct json;
struct site;
enum status matching_export(struct tx *tx, const struct who *who, struct json *out);
enum status matching_erase(struct tx *tx, const struct site *site, const struct who *who,
	bool *more);
#endif
