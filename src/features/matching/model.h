#ifndef MATCHING_MODEL_H
#define MATCHING_MODEL_H
#include "base/field.h"
#include "base/id.h"

/* A need and a solution that may fit. Every number here is stored: never renumber. */

enum { MATCHING_MATCH = 501 };     /* kind of object, as in the registry */

enum match_state {
	MATCH_SUGGESTED = 1,       /* by the scorer or the solution's bearer: the team alone sees it */
	MATCH_DROPPED,             /* the team does not pass it on */
	MATCH_PROPOSED,            /* the need's author sees it, and alone decides */
	MATCH_NOT_FIT,             /* they said why not */
	MATCH_OPEN,                /* they are interested: both write to each other through the relay */
	MATCH_TRIED,               /* it is being tried */
	MATCH_HELPED,              /* what came of it */
	MATCH_HELPED_PARTLY,
	MATCH_HELPED_NOT,
	MATCH_EXPIRED,             /* nobody answered in sixty days */
	MATCH_LEFT,                /* one of the two has left the platform */
	MATCH_STATES
};

/* Why a proposal does not fit, as the need's author says it. */
enum not_fit { NOT_FIT_UNSAID, NOT_FIT_HAVE_IT, NOT_FIT_TRIED, NOT_FIT_TOO_FAR,
	NOT_FIT_TOO_DEAR, NOT_FIT_NOT_MINE, NOT_FIT_TRUST, NOT_FIT_OTHER, NOT_FITS };

/* What a score is made of, each 0–1,000. */
enum match_term { TERM_THEME, TERM_TEXT, TERM_STAGE, TERM_NEAR, TERM_EVIDENCE, TERM_FRESH,
	TERM_COST, TERM_HELPED, MATCH_TERMS };
/* Why two can never be matched. */
enum match_refusal { MATCH_POSSIBLE, MATCH_SAME_HANDS, MATCH_OTHER_PLACE, MATCH_OTHER_PUBLIC,
	MATCH_OTHER_STAGE, MATCH_OTHER_LANGUAGE, MATCH_REFUSALS };

/* Whom something is for. */
enum { PUBLIC_PATIENTS = 1, PUBLIC_CARERS = 2, PUBLIC_PROFESSIONALS = 4,
	PUBLIC_ALL = PUBLIC_PATIENTS | PUBLIC_CARERS | PUBLIC_PROFESSIONALS };

/* Words of a text, folded and stemmed, by hash: each once, in rising order. */
struct word_weight { uint64_t word; int times; };
struct bag { struct word_weight *items; size_t len; };

/* What the scorer is told; the feature gathers it from who owns it. No person is described: the
 * need is matched. */
struct need_side {
	int64_t id;
	struct uuid author;
	struct str theme, territory;               /* "" = none yet, everywhere */
	unsigned publics;
	int stage;                                 /* 0 = not said */
	int lang;
	struct bag words;
};
struct solution_side {
	int64_t id;
	struct uuid bearer;
	struct str theme, territory;
	unsigned publics;
	unsigned stages;                           /* 1 << stage; 0 = any */
	unsigned langs;                            /* 1 << lang */
	bool is_interpreted;                       /* any language, by an interpreter */
	int evidence;                              /* 0–5 */
	bool is_free, is_reimbursed, is_stale;
	int64_t tried, helped;                     /* how often it was, and how often that helped */
	int64_t not_fit;                           /* said of it for needs of this theme */
	struct bag words;
};
struct solution_sides { const struct solution_side *items; size_t len; };
struct match_score {
	enum match_refusal refused;
	int term[MATCH_TERMS];
	int total;                                 /* 0–1,000, weighed */
};

/* One of a need and a solution, at rest. */
struct match {
	int64_t id, need, solution;
	struct uuid ref, persona, bearer;
	enum match_state state;
	bool by_bearer;                            /* the bearer thought of it, first or after others */
	int64_t bearer_at;                         /* when they did; 0 */
	int64_t opened_at;                         /* when the author last said yes; 0: never */
	struct match_score score;                  /* as it was when it was made */
	enum not_fit reason;
	struct str note, bearer_note;              /* the team's word; the bearer's to the team */
	struct str said, theme;
	int64_t at, changed_at;
};
struct matches { struct match *items; size_t len; };
struct message { struct uuid persona; bool by_bearer; struct str text; int64_t at; };
/* A state that it came to, and when. */
struct match_step { enum match_state state; int64_t at; };
struct match_steps { struct match_step *items; size_t len; };
struct messages { struct message *items; size_t len; };
#endif
