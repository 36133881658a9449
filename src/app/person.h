#ifndef APP_PERSON_H
#define APP_PERSON_H
#include "app/access.h"
#include "app/words.h"
#include "base/secret.h"

/* Persons, their public faces, their sessions and their roles. Which person stands behind a
 * persona is sealed: a stolen database file does not tell it. Only app/ sees these tables. */

/* What people say of themselves at sign-up: private, never shown, sealed. Never renumber. */
enum person_kind {
	PERSON_UNSAID, PERSON_PATIENT, PERSON_CARER, PERSON_PROFESSIONAL, PERSON_RESEARCHER,
	PERSON_DECISION, PERSON_BEARER, PERSON_TERRITORY, PERSON_CURIOUS, PERSON_KINDS
};

struct person_new {
	struct str email;              /* as typed; compared in lower case without blanks */
	struct str name;               /* of the persona */
	enum person_kind kind;
	enum lang lang;
	struct str password_hash;      /* "" = none: by e-mail link only */
	int64_t consent_at;            /* agreed that `kind`, which tells of health, is kept; 0: no */
	struct uuid persona;           /* none: one is drawn. The demonstration brings its own */
};
struct person {
	int64_t id;
	struct uuid persona;
	struct str name;
	enum person_kind kind;
	enum lang lang;
	unsigned roles;
	struct str email, password_hash;
	int64_t created_at, consent_at;
	bool quiet;                    /* wants no mail about news */
};

/* What an address is found by: without blanks round it, in lower case, under our key. */
struct uuid address_tag(struct arena *a, const struct keys *k, struct str email);

/* CONFLICT: the address is taken. */
enum status person_add(struct tx *tx, const struct keys *k, const struct person_new *n,
	struct person *out);
/* NOT_FOUND without failing the tx: returns false and leaves *out empty. */
bool person_by_email(struct tx *tx, const struct keys *k, struct str email, struct person *out);
bool person_by_id(struct tx *tx, const struct keys *k, int64_t id, struct person *out);
/* Whom to tell. For notices and mail only: what it finds goes to no page. */
bool person_behind(struct tx *tx, const struct keys *k, struct uuid persona, struct person *out);
/* CONFLICT from these three: there is no such person or persona. */
enum status person_set_password(struct tx *tx, int64_t person, struct str hash);
enum status person_set_name(struct tx *tx, struct uuid persona, struct str name);
/* kind, consent_at, lang and quiet of *p; the language holds at once in every session. */
enum status person_set_about(struct tx *tx, const struct keys *k, const struct person *p);
/* App's own rows, after site_erase has taken away those of the features. */
enum status person_erase(struct tx *tx, const struct keys *k, int64_t person);
struct who who_of(const struct person *p);
struct who who_team(unsigned roles);           /* the platform's own hand: commands, chores */

/* The name that others see; "" for a persona that is gone. */
struct str persona_name(struct tx *tx, struct uuid persona);

/* ---- roles ---- */
/* Grants or takes away; ends every session of the person, so that it holds at once. Without effect
 * when they have just these. CONFLICT: it would leave nobody to administrate. */
enum status person_set_roles(struct tx *tx, const struct who *by, int64_t person, unsigned roles);
/* True: they administrate, and nobody else does. */
bool person_is_last_admin(struct tx *tx, int64_t person);
struct member {
	int64_t person;
	struct uuid persona;
	struct str name;
	unsigned roles;
	int64_t created_at;
};
struct members { struct member *items; size_t len; };
/* Team first, then by name; at most `max`; `like`: folded beginning of the name, "" = all. In the
 * arena of the tx. */
enum status member_list(struct tx *tx, const struct keys *k, struct str like, size_t max,
	struct members *out);

/* ---- sessions ---- */
/* Member 14 days idle and 60 in all; team 30 minutes and 12 hours. The token is shown once. */
enum status session_open(struct tx *tx, const struct keys *k, const struct person *p,
	struct uuid *token);
struct session {
	struct who who;
	enum lang lang;
	int64_t created_at, seen_at;
	struct uuid tag;
	int64_t unread;                /* notices of the persona */
};
/* False: nobody (unknown, too old, ended). Reads only; who->visitor stays none. */
bool session_find(struct tx *tx, const struct keys *k, struct uuid token, struct session *out);
enum status session_close(struct tx *tx, const struct keys *k, struct uuid token);
enum status session_close_all(struct tx *tx, int64_t person);
/* Notes that it was seen; an older time than the one that is known changes nothing. */
enum status session_touch(struct tx *tx, struct uuid tag, int64_t seen_at);
/* Those of a person that still hold, the newest first; at most SESSIONS_SHOWN. Without `who`. */
enum { SESSIONS_SHOWN = 50 };
struct sessions { struct session *items; size_t len; };
enum status session_list(struct tx *tx, int64_t person, struct sessions *out);
/* Forgets what holds no longer, a slice at a time. */
enum status session_purge(struct tx *tx, bool *more);

/* ---- links sent by mail ---- */
enum link_purpose { LINK_SIGN_IN = 1, LINK_SIGN_UP = 2 };
enum { LINK_HOURS = 48 };
struct mail_link {
	enum link_purpose purpose;
	int64_t person;                /* of a sign-in */
	struct person_new signing_up;  /* of a sign-up, sealed until it is confirmed */
	struct uuid visitor;           /* the browser that asked: its drafts follow */
	struct str next;               /* where to go afterwards; "" */
};
/* The token is for the mail alone; it holds for LINK_HOURS. INVALID: *l is too long to keep. */
enum status link_add(struct tx *tx, const struct keys *k, const struct mail_link *l,
	struct uuid *token);
/* False: unknown, used or too old. */
bool link_find(struct tx *tx, const struct keys *k, struct uuid token, struct mail_link *out);
/* It is spent, in this tx. CONFLICT: unknown, used or too old. */
enum status link_use(struct tx *tx, const struct keys *k, struct uuid token);
/* Forgets what holds no longer, a slice at a time. */
enum status link_purge(struct tx *tx, bool *more);
#endif
