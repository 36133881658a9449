#ifndef SOLUTIONS_MODEL_H
#define SOLUTIONS_MODEL_H
#include "base/field.h"
#include "base/id.h"

/* What bearers of solutions offer, as plain values. Every number here is stored: never renumber. */

enum { SOLUTIONS_SOLUTION = 401 };                 /* kind of objects, as in the registry */
/* Fields of engines/variants; …_BEFORE: made from words that its bearer has changed since, for who
 * translates them anew. */
enum { VARIANT_NAME = 1, VARIANT_TEXT_OF, VARIANT_NAME_BEFORE, VARIANT_TEXT_BEFORE };

enum solution_state {
	SOLUTION_SUBMITTED = 1,    /* waits for the team, that checks identity and interests */
	SOLUTION_RETURNED,         /* its bearer is asked to change it */
	SOLUTION_LISTED,
	SOLUTION_DOCUMENTED,       /* the file of its evidence is complete */
	SOLUTION_EVALUATED,        /* users and experts have looked at it */
	SOLUTION_SUSPENDED,
	SOLUTION_RETIRED,
	SOLUTION_HIDDEN,           /* a moderator took it out of everybody's sight */
	SOLUTION_STATES
};

/* Bits of SOLUTION_F_FOR, SOLUTION_F_STAGE, …: 1 << place of the word in rules.c. */
enum { SOLUTION_MANY_MAX = 12 };

enum solution_step { SOLUTION_STEP_WHAT = 1, SOLUTION_STEP_PRACTICE, SOLUTION_STEP_PROOF,
	SOLUTION_STEP_REVIEW };
enum solution_field {
	/* what it does */
	SOLUTION_F_NAME, SOLUTION_F_TEXT, SOLUTION_F_FOR, SOLUTION_F_STAGE, SOLUTION_F_THEME,
	/* in practice */
	SOLUTION_F_COST, SOLUTION_F_COST_TEXT, SOLUTION_F_CONDITIONS, SOLUTION_F_TERRITORY,
	SOLUTION_F_TOWN, SOLUTION_F_LANGUAGES, SOLUTION_F_ACCESS, SOLUTION_F_TEAM, SOLUTION_F_CONTACT,
	/* what vouches for it */
	SOLUTION_F_EVIDENCE, SOLUTION_F_EVIDENCE_TEXT, SOLUTION_F_DATA, SOLUTION_F_DATA_TEXT,
	SOLUTION_F_DEVICE, SOLUTION_F_CE, SOLUTION_F_REIMBURSEMENT, SOLUTION_F_FUNDING,
	SOLUTION_F_INTERESTS,
	SOLUTION_FIELDS
};
/* Places in the words of a field of one choice; stored as they are, but for evidence one more: 0 is
 * "not said". */
enum { COST_FREE = 1, COST_REIMBURSED, COST_PAID };
enum { DATA_NONE = 1, DATA_PLAIN, DATA_HEALTH };
enum { DEVICE_NONE = 1 };
enum { CE_NONE = 1 };
enum { EVIDENCE_TOLD_FROM = 2, EVIDENCE_MAX = 5, EVIDENCE_LEVELS };

/* What its bearer says of it. A field is a text or a number (of a choice, bits of choices), as its
 * rule says; the other of the two is empty. */
struct solution_content { struct str text[SOLUTION_FIELDS]; int64_t number[SOLUTION_FIELDS]; };

/* What was typed, byte for byte, and what is wrong with each field. Of a field with several
 * choices: their words with commas, "fr,en". */
struct solution_form {
	struct str typed[SOLUTION_FIELDS];
	struct problem problem[SOLUTION_FIELDS];
};

struct solution {
	int64_t id;                    /* inside only; 0 until stored */
	struct uuid ref;               /* in the URL */
	struct uuid persona;           /* its bearer; none once they have left */
	int audience;                  /* enum audience of app/access.h; follows the state */
	enum solution_state state;
	enum solution_state hidden_from;       /* where it was when a moderator hid it; 0 */
	int lang;                      /* enum lang of app/words.h: of what its bearer wrote */
	struct solution_content is;    /* as published; before the first time, as sent */
	struct str shown_name, shown_text;     /* in the reader's language where translated */
	int shown_lang;
	bool is_veiled;                /* name aside, covered until its reader opens it */
	int64_t version;               /* how many were published */
	int64_t created_at;
	int64_t sent_at;               /* last submitted: the order of the desk */
	int64_t listed_at;             /* first in the catalogue; 0 = never yet */
	int64_t fresh_at;              /* its bearer, or the team, last said that it is right; 0 */
	int64_t changed_at;            /* the last step */
	int64_t told;                  /* of being stale: 0 no, 1 that it will be, 2 that it is */
};

/* Its name and text in another language. */
struct solution_translation {
	struct str name, text;         /* both or none */
	int64_t at;                    /* written, or made stale, then; 0: there is none */
	bool is_stale;                 /* of words that its bearer has changed since: not shown */
};

/* What is being written: a new solution, the mending of a returned one, or a new version of a
 * public one. The last is sent as it is (sent_at), and waits for the team here. */
struct solution_draft {
	struct uuid ref;               /* UUIDv4; none until stored */
	struct uuid persona;
	int64_t solution;              /* 0 = a new one; there is one draft of a solution at most */
	int lang;
	enum solution_step step;       /* the furthest that was reached */
	struct solution_form form;     /* problems are not stored */
	int64_t at;                    /* last saved */
	int64_t sent_at;               /* 0 = still being written */
};

struct solution_version { int64_t n, at; int lang; struct solution_form form; };

/* A step of its thread, as everybody may read it: its own, or with a need. */
enum told_kind { TOLD_WRITTEN, TOLD_LISTED, TOLD_DOCUMENTED, TOLD_EVALUATED, TOLD_LESSENED,
	TOLD_VERSION, TOLD_CONFIRMED, TOLD_SUSPENDED, TOLD_RESUMED, TOLD_RETIRED, TOLD_ANSWERS,
	TOLD_TRIED, TOLD_HELPED, TOLD_HELPED_PARTLY, TOLD_KINDS };
struct told_step { enum told_kind kind; int64_t at; struct str path, title; };     /* of the need */
struct told_steps { struct told_step *items; size_t len; };

/* Words that go with a step of the team, or with its bearer's leaving. */
struct solution_decision {
	int64_t at;
	struct str action;             /* of the workflow; "publish", "refuse" a version */
	struct str text;               /* "" where none are asked for */
	struct uuid by;
};
#endif
