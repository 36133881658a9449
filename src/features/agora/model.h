#ifndef AGORA_MODEL_H
#define AGORA_MODEL_H
#include "base/field.h"
#include "base/id.h"
#include "engines/moderation/model.h"

/* Needs and what becomes of them, as plain values. Every number here is stored: never renumber. */

enum { AGORA_NEED = 101, AGORA_ANSWER = 102 };     /* kinds of objects, as in the registry */
/* Kind of the events of what others say, with the need's id: apart from the need's own history,
 * which stays short. */
enum { AGORA_VOICE = 103 };
/* Fields of engines/variants; all three stand under AGORA_NEED. */
enum { VARIANT_TITLE = 1, VARIANT_TEXT = 2, VARIANT_ANSWER = 3 };

enum need_state {
	NEED_HELD = 1,         /* a rule or a moderator holds it: its author and the team see it */
	NEED_RETURNED,         /* its author is asked to change it */
	NEED_REJECTED,
	NEED_PUBLISHED,
	NEED_QUALIFIED,        /* the team has given it a theme and, perhaps, a formulation */
	NEED_IN_WORK,
	NEED_ANSWERED,         /* the institute has answered */
	NEED_RESOLVED,
	NEED_MERGED,           /* goes on under another need */
	NEED_WITHDRAWN,
	NEED_DORMANT,          /* eighteen months without a step */
	NEED_STATES
};

/* In which group a public list shows it. */
enum need_shelf { SHELF_NONE, SHELF_OPEN, SHELF_WORK, SHELF_ANSWERED, SHELF_DORMANT, SHELVES };

enum need_for { FOR_UNSAID, FOR_ME, FOR_RELATIVE, FOR_PATIENTS, FOR_CARERS, FOR_PROFESSIONALS,
	FOR_EVERYONE, FOR_WHOMS };
enum need_stage { STAGE_UNSAID, STAGE_PREVENTION, STAGE_SCREENING, STAGE_DIAGNOSIS, STAGE_TREATMENT,
	STAGE_AFTER, STAGE_RECURRENCE, STAGE_PALLIATIVE, STAGE_BEREAVEMENT, STAGES };
enum formulation { FORMULATION_NONE, FORMULATION_ASKED, FORMULATION_AGREED, FORMULATION_REFUSED };

/* "As a… I need… so that…", written by the team; shown to all once its author agrees. */
struct need_formulated { struct str as_who, need_what, so_that; };

struct need {
	int64_t id;                        /* inside only; 0 until stored */
	struct uuid ref;                   /* in the URL */
	struct uuid persona;               /* its author; none once they have left */
	int audience;                      /* enum audience of app/access.h; follows the state */
	enum need_state state;
	enum need_state held_from;         /* of a held one: where it comes back to; 0 = never public */
	int64_t number;                    /* "nº 118"; 0 until first published */
	int lang;                          /* enum lang of app/words.h: of title and text */
	struct str title, text;            /* as written */
	struct str shown_title, shown_text;/* in the reader's language where both are translated */
	int shown_lang;                    /* of those two */
	int reader_lang;                   /* the one it was read for */
	enum need_for for_whom;
	enum need_stage stage;
	struct str theme;                  /* slug of the country's themes; "" = none yet */
	struct str territory, commune;     /* codes; "" = everywhere, not said */
	int64_t supports;                  /* "moi aussi", its author not counted */
	struct need_formulated formulated;
	enum formulation formulation;
	int64_t merged_into;               /* id; 0 */
	int64_t promised_day;              /* of the official answer, a day of the zone; 0 = none */
	int64_t answered_at;               /* the answer's first publication; 0 */
	int64_t created_at, published_at;  /* published_at 0: never yet */
	int64_t changed_at;                /* the last step */
	int64_t noticed_at;                /* its author was told that it will be archived; 0 */
	int64_t heard_at;                  /* the last that whoever follows it heard of it */
	bool is_silence_told;              /* they heard that they have heard nothing since */
};

/* Where the team says that a need stands while nothing is to be shown. */
enum standing { STANDING_NONE, STANDING_NO_SOLUTION, STANDING_WAITING, STANDING_FEW,
	STANDING_OUTSIDE, STANDING_IN_WORK, STANDINGS };
/* waits_for: of STANDING_WAITING, whose answer; else "". */
struct stood { enum standing standing; struct str waits_for, text; };

/* ---- the wizard ---- */

enum need_step { NEED_STEP_WHAT = 1, NEED_STEP_WHO, NEED_STEP_WHERE, NEED_STEP_REVIEW };
enum need_field {
	NEED_F_TITLE, NEED_F_TEXT,                   /* what */
	NEED_F_FOR_WHOM, NEED_F_STAGE, NEED_F_THEME, /* for whom */
	NEED_F_TERRITORY, NEED_F_COMMUNE,            /* where */
	NEED_FIELDS
};
/* What was typed, byte for byte, and what is wrong with each field. */
struct need_form { struct str typed[NEED_FIELDS]; struct problem problem[NEED_FIELDS]; };

struct draft {
	struct uuid ref;                   /* UUIDv4; none until stored */
	struct uuid owner;                 /* persona, or the browser of somebody signed out */
	int64_t need;                      /* the returned need that it mends; 0 = a new one */
	struct need_form form;             /* problems are not stored */
	int lang;
	enum need_step step;               /* the furthest that was reached */
	bool signed_in;                    /* whose: kept 180 days instead of 30 */
	struct uuid waits_for;             /* the address (address_tag) whose owner it is sent for once
	                                    * they sign in; none: it waits for nobody */
	int64_t at;                        /* last saved */
};

/* ---- the official answer ---- */

enum answer_state { ANSWER_NONE, ANSWER_DUE, ANSWER_DRAFTED, ANSWER_REVIEWED, ANSWER_PUBLISHED,
	ANSWER_UPDATED };
struct answered {
	int64_t id;
	int64_t need;
	enum answer_state state;           /* of what is being written; see `text` for what is public */
	struct str draft;                  /* for the team */
	struct str text;                   /* as published; "" = not yet */
	struct str shown_text;             /* in the reader's language where there is a translation */
	int lang, shown_lang;
	struct uuid drafted_by, reviewed_by;
	int64_t published_at, updated_at;  /* first and last publication; 0 */
	int64_t version;                   /* how many were published */
};
struct answer_version { int64_t n, at; struct str text; };

/* ---- the thread: where a need came from, what became of it ---- */

enum thread_kind { THREAD_WRITTEN = 1, THREAD_HELD, THREAD_RETURNED, THREAD_REJECTED,
	THREAD_PUBLISHED, THREAD_JOINED, THREAD_QUALIFIED, THREAD_AGREED, THREAD_IN_WORK,
	THREAD_PROMISED, THREAD_ANSWERED, THREAD_ANSWER_UPDATED, THREAD_RESOLVED, THREAD_REOPENED,
	THREAD_MERGED, THREAD_DORMANT, THREAD_RENEWED, THREAD_WITHDRAWN, THREAD_STOOD, THREAD_SILENT,
	THREAD_FOUND, THREAD_HELPED, THREAD_HELPED_PARTLY, THREAD_HELPED_NOT, THREAD_UNFIT,
	THREAD_DROPPED, THREAD_KINDS };
enum thread_state { THREAD_DONE, THREAD_NOW, THREAD_NEXT, THREAD_LATE };   /* as enum step_state */
struct thread_step {
	enum thread_kind kind;
	enum thread_state state;
	int64_t at;                        /* ms UTC; 0: not yet */
	int64_t day;                       /* THREAD_PROMISED, an answer still due: for when; else 0 */
	int64_t gap_days;                  /* since the step before; 0 = the same day, or not yet */
	struct uuid by;                    /* persona; none: the platform, or nobody yet */
	struct str text;                   /* reason, note or answer that this reader may read; "" */
	enum reason reason;
	struct stood stood;                /* THREAD_STOOD; its text is `text` */
	int64_t other;                     /* THREAD_MERGED, THREAD_JOINED: id of the other need */
};
struct thread { struct thread_step *items; size_t len; };

/* Needs that are still to be answered, counted by where they stand. */
struct need_cell { struct str theme, territory; enum need_stage stage; int64_t needs, people; };
struct need_cells { struct need_cell *items; size_t len; };
#endif
