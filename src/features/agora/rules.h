#ifndef AGORA_RULES_H
#define AGORA_RULES_H
#include "base/arena.h"
#include "base/zone.h"
#include "engines/moderation/rules.h"
#include "features/agora/model.h"

/* Decisions about needs. Pure: what a rule must know comes in, what it decides goes out.
 * rules.c: the wizard. rules_life.c: states, archive, answer. rules_thread.c: the thread. What is
 * held, and until when: engines/moderation. */

/* ---- the wizard (rules.c) ---- */

enum { NEED_TITLE_MAX = 120, NEED_TEXT_MAX = 3000, NOTE_MAX = 1000, FORMULATED_MAX = 200,
	ANSWER_MAX = 10000, REPORT_MAX = 1000 };          /* code points; pages show them */
enum { WAITS_FOR_MAX = 120 };                          /* code points, too */
enum { DRAFTS_MAX = 30 };                             /* of one owner */

extern const char *const need_field_name[NEED_FIELDS];

/* What the form names outside of us; the caller has looked it up (names.h). */
struct need_named {
	bool theme;                 /* it is one of the country's */
	bool territory;
	bool commune;               /* exactly one commune is meant */
	struct str commune_code, commune_territory;
};

/* Reads the fields of one step; NEED_STEP_REVIEW reads all. True: they may go on. False:
 * form->problem says why, for all of them at once. *out takes what could be read (content only: no
 * id, persona, state); its texts point into form->typed and *named. */
bool need_read(struct need_form *form, const struct need_named *named, enum need_step step,
	struct need *out);
/* The first step with something wrong, after need_read of all; 0 = none. */
enum need_step need_wrong_step(const struct need_form *form);
enum need_step need_step_of(enum need_field field);
/* "quoi", "pour-qui", "ou", "relire": as URLs write them. 0: no such step. */
enum need_step need_step_read(struct str word);
const char *need_step_word(enum need_step step);
bool form_is_empty(const struct need_form *form);     /* nothing that is worth keeping */
/* The form as it would have been typed, to mend a returned need. `commune`: its name. */
struct need_form form_of(const struct need *n, struct str commune);

/* "no-solution": where the team says that a need stands. */
const char *standing_word(enum standing s);
bool standing_read(struct str word, enum standing *out);
/* As one text, kept with the decision, and back. Both point into what they are given. */
struct str stood_text(struct arena *a, const struct stood *s);
struct stood stood_of(enum standing standing, struct str kept);

/* Words of forms and URLs for stored numbers; NULL and false for what is not one of them. */
const char *need_for_word(enum need_for f);
const char *need_stage_word(enum need_stage s);
bool need_for_read(struct str word, int64_t *out);
bool need_stage_read(struct str word, int64_t *out);
/* "open", "work", "answered", "dormant"; anything else ("all") is no filter: false. */
bool need_shelf_read(struct str word, int64_t *out);
const char *need_shelf_word(enum need_shelf s);

/* Texts beside the wizard: trimmed, not empty when `required`, at most `max` code points. */
struct problem text_check(struct str typed, bool required, int64_t max, struct str *out);
/* A promised day: of the zone, from today on, at most two years ahead. */
struct problem promise_check(struct str typed, int64_t today, int64_t *day);

/* The words of a title for its URL: "le-soir-et-le-week-end", at most 60 bytes, perhaps "". */
struct str need_slug(struct arena *a, struct str title);
/* "/besoins/{ref}-{slug}", without language. */
struct str need_path(struct arena *a, const struct need *n);
/* "/besoins/nouveau/{ref}/relire": a step of a draft. */
struct str draft_path(struct arena *a, struct uuid ref, enum need_step step);

/* ---- states (rules_life.c) ---- */

bool need_is_public(enum need_state s);        /* everyone may read it */
int need_audience(enum need_state s);          /* enum audience: follows the state */
enum need_shelf need_shelf(enum need_state s);
const char *need_state_name(enum need_state s);/* "held": for exports; not for pages */
/* May be joined by "moi aussi", by who is not its author. */
bool need_may_be_supported(const struct need *n, struct uuid persona);
/* The formulation is shown to all once its author agrees; until then to the author and the team. */
bool formulation_is_shown(const struct need *n, bool author_or_team);
/* Two thirds of its supporters, and three at least, say that it is resolved. */
bool need_is_confirmed(int64_t confirmations, int64_t supports);
/* Others have followed it, and have not heard yet that it is over: it was public, and did neither
 * end nor go on elsewhere before. */
bool need_was_followed(const struct need *n);
/* Nobody decides about a need of their own, whatever their role. */
bool need_may_decide(const struct need *n, struct uuid persona);

enum archive { ARCHIVE_NOT, ARCHIVE_NOTICE, ARCHIVE_NOW };
enum { ARCHIVE_DAYS = 548, ARCHIVE_NOTICE_DAYS = 30 };
/* Eighteen months without a step; its author is told thirty days before. */
enum archive need_archive(const struct need *n, int64_t now_at);

/* Nothing is heard of a need that goes on: after ninety days the team is asked where it stands,
 * after 180 whoever follows it is told, once a silence, that nobody has said. */
enum silence { SILENCE_NONE, SILENCE_ASKS, SILENCE_TELLS };
enum { SILENCE_ASKS_DAYS = 90, SILENCE_TELLS_DAYS = 180 };
enum silence need_silence(const struct need *n, int64_t now_at);
/* The team may say where it stands. */
bool need_may_stand(enum need_state s);
/* Is a step that is told one that ends a silence? That its author keeps it open is not. */
bool need_is_heard(const struct need *before, struct str what);

/* The promise was not kept: nothing is published, and the promised day is over. */
bool answer_is_overdue(const struct need *n, int64_t today);
/* Two people: who reviews has not drafted. */
/* Is what a notice said of a need still so, in the state it is in now? `what`: its key. */
bool need_notice_holds(enum need_state now, struct str what);
bool answer_may_review(const struct answered *a, struct uuid persona);
bool answer_may_publish(const struct answered *a);

/* How long a draft is kept after it was last saved. */
int64_t draft_kept_until(const struct draft *d);

/* Which of the needs that share words are worth showing beside a title being typed, best first:
 * public ones, not merged; keeps at most `max` at the front of `items`, returns how many. */
size_t similar_keep(struct need *items, size_t len, size_t max);
enum { SIMILAR_MAX = 5 };

/* ---- the thread (rules_thread.c) ---- */

/* What happened, as the log has it. */
struct happening { int64_t seq, at; struct uuid persona; struct str what; int from, to; };
struct joined { int64_t need, at; };                   /* a need that was merged into this one */
struct thread_in {
	const struct need *need;
	const struct happening *happenings; size_t happening_count;     /* oldest first */
	const struct decision *decisions; size_t decision_count;
	const struct joined *joined; size_t joined_count;               /* oldest first */
	struct str answer;                                 /* the published one, as shown */
	const struct zone *zone;
	int64_t today;
	bool is_author, is_team;                           /* of who reads */
};
/* Steps in order of time, then what may still come. Moderation is for its author and the team; what
 * others see begins with the need's writing. */
void need_thread(struct arena *a, const struct thread_in *in, struct thread *out);
/* How many of the five stations (written, qualified, in work, answered, resolved) are reached. */
enum { THREAD_STATIONS = 5 };
int need_stations(enum need_state s, const struct need *n);
#endif
