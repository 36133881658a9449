#ifndef ENGINES_MODERATION_RULES_H
#define ENGINES_MODERATION_RULES_H
#include "base/zone.h"
#include "engines/moderation/model.h"

/* What is held before it is published, who must look at it first, and until when. Pure. A rule
 * holds or routes; it never refuses. */

/* A text that is being sent. `identifier`: what country_identifier_in found in it ("phone", another
 * kind); "" = nothing. */
struct looked { struct str title, text, identifier; bool first_post, by_team; };
/* RULE_… bits; 0: it may be published at once. */
unsigned rules_of(const struct looked *l);
bool text_has_email(struct str text);
bool text_has_link(struct str text);

enum lane lane_of_rules(unsigned rules);               /* the most urgent of them */
enum lane lane_of_report(enum report_reason reason);
enum lane lane_sooner(enum lane a, enum lane b);       /* 0: none yet */
const char *lane_word(enum lane l);
bool lane_read(struct str word, int64_t *out);

/* The hours in which the team reads: those of working days, in the zone. */
struct country;
struct covered {
	const struct zone *zone;
	bool (*works)(const struct country *country, int64_t day);
	const struct country *country;
};
enum { COVERED_FROM = 9, COVERED_TO = 18 };
/* When a lane's time is up: only covered hours count. */
int64_t lane_due(enum lane l, int64_t at, const struct covered *c);
int64_t lane_minutes(enum lane l);

const char *report_reason_word(enum report_reason r);
bool report_reason_read(struct str word, int64_t *out);
const char *reason_word(enum reason r);
bool reason_read(struct str word, int64_t *out);
/* "approve"; NULL and VERDICT_NONE for what is none. */
const char *verdict_word(enum verdict v);
enum verdict verdict_read(struct str word);
/* Decisions that say no, or cover, tell why. */
bool action_wants_reason(struct str action);
/* Its words are asked for, if not its reason. */
bool verdict_wants_words(enum verdict v);

/* ---- another look ---- */

/* Where the last no about an object stands. Its author may ask once for another look at it, which
 * another moderator takes. */
struct appeal {
	bool may_ask, is_asked;
	struct uuid refused_by;            /* who may not decide again; none: they have left */
};
struct appeal appeal_of(const struct decision *oldest_first, size_t len);
#endif
