#ifndef ENGINES_MODERATION_MODEL_H
#define ENGINES_MODERATION_MODEL_H
#include "base/id.h"
#include "base/str.h"

/* What moderators look at and decide, as plain values. Every number here is stored: never
 * renumber. */

/* Why an object waits for a moderator; several may hold at once. */
enum { RULE_FIRST_POST = 1, RULE_PHONE = 2, RULE_EMAIL = 4, RULE_LINK = 8, RULE_IDENTIFIER = 16,
	RULE_REPORT = 32, RULE_RESUBMITTED = 64, RULE_APPEAL = 128 };
enum lane { LANE_CRISIS = 1, LANE_PRIVACY, LANE_CLINICAL, LANE_ABUSE, LANE_COMMERCIAL, LANE_FIRST,
	LANE_REPORT, LANE_APPEAL, LANES };
enum report_reason { REPORT_DANGER = 1, REPORT_PRIVACY, REPORT_MEDICAL, REPORT_ABUSE, REPORT_ADVERT,
	REPORT_OTHER, REPORT_REASONS };
/* Why a moderator decided; with some words of theirs. */
enum reason { REASON_NONE, REASON_PRIVACY, REASON_MEDICAL, REASON_ABUSE, REASON_ADVERT,
	REASON_OFF_TOPIC, REASON_DUPLICATE, REASON_UNCLEAR, REASON_OTHER, REASONS };

/* What moderators decide. Stored by its word, see verdict_word. */
enum verdict {
	VERDICT_NONE,
	VERDICT_APPROVE,       /* what is held becomes public */
	VERDICT_RETURN,        /* what is held goes back to its author, to be changed */
	VERDICT_REJECT,        /* what is held never becomes public */
	VERDICT_HOLD,          /* what is public is held, and waits for a decision */
	VERDICT_HIDE,          /* what is public is so no more */
	VERDICT_RESTORE,       /* what was rejected or hidden is public after all */
	VERDICT_VEIL,          /* it stays public, covered until its reader opens it */
	VERDICT_UNVEIL,
	VERDICT_DISMISS,       /* reports came in, and nothing is wrong */
	VERDICT_UPHOLD,        /* its author asked for another look: the decision stands */
	VERDICTS
};

struct report {
	int64_t id, at;
	enum report_reason reason;
	struct str text;
	struct uuid persona;               /* none: a visitor, or somebody who left */
	bool handled;
};
/* Words that go with a step of an object: of a moderator's decision, of any other step of the team
 * that says why; and ("appeal") what its author says against one. */
struct decision {
	int64_t seq, at;                   /* of the event it belongs to */
	struct str action;                 /* "return" */
	enum reason reason;
	struct str text;
	struct uuid by;
	int64_t other;                     /* whatever else the object's feature keeps with it */
	struct uuid seen;                  /* not stored: case_seen of what was read; none: not asked */
};
#endif
