#ifndef APP_APP_H
#define APP_APP_H
#include "app/access.h"
#include "app/event.h"
#include "app/object.h"
#include "app/page.h"
#include "db/group.h"

/* What a feature is given, and how it declares itself. */
struct site;                       /* app/site.h: settings, country, keys */
struct permission;

/* The answer being made. The router sends it only when what it says is durable. */
struct answer {
	int http;
	struct str location;
	struct buf body;
	const char *type;              /* NULL: HTML */
	struct str download;           /* name of a file to be saved; "" */
	struct str cookies[3];         /* complete Set-Cookie values */
	bool open;                     /* holds nothing of a person: may be kept by caches and feeds */
	int open_s;                    /* for so long; 0: five minutes */
};

/* One request. All of it dies with the arena, after the answer has left. By the time a handler
 * runs, the session, the rights of the route and the form's two keys have been checked.
 *
 * GET runs on a loop thread; its tx only reads. Any other method runs whole on the zone's writer
 * thread, alone: what it reads cannot change before it writes. If it fails, its writes vanish.
 * There it may not wait for anything (20 ms in all), and it MAY RUN TWICE: it must have no effect
 * but through tx, answer and arena, and must change neither `fields` nor `prepared`. */
struct req {
	struct arena *arena;
	struct error *error;
	struct tx *tx;                 /* in .prepare it only reads; NULL in .offload */
	const struct site *site;
	const struct who *who;
	const struct field *fields;    /* query of a GET, body of a POST */
	struct uuid ref, ref2;         /* the {ref}s of the path, in order */
	struct str name;               /* the {name} of the path */
	int64_t now_at;                /* ms UTC, set once: pages and tests agree */
	int64_t today;                 /* the same, as a day of the zone */
	struct uuid session;           /* the token, for signing out; none */
	bool autosave;                 /* a script saves a draft: answer_nothing() instead of a page */
	const void *prepared;          /* what .prepare left */
	void *offloaded;               /* what .offload left */
	const struct permission *permissions;      /* of the feature; ask req_may */
	struct page page;
	struct answer *answer;
};

static inline struct str req_field(const struct req *r, const char *name)
{
	return field_get(r->fields, name);
}
/* Into typed[i], what was sent under names[i]. */
static inline void req_typed(const struct req *r, const char *const *names, struct str *typed,
	size_t n)
{
	for (size_t i = 0; i < n; i++)
		typed[i] = req_field(r, names[i]);
}
/* Has who asks this permission of the feature? For buttons: the router has asked for the route. */
bool req_may(const struct req *r, const char *permission);
struct buf *answer_page(struct req *r, int http);        /* where the page goes; http: 200 or 422 */
/* 303 to path, or path/ref; in the language of the page. Always returns OK. */
enum status answer_redirect(struct req *r, const char *path, const struct uuid *ref);
enum status answer_nothing(struct req *r);               /* 204 */
/* Something else than a page. `type`: a literal, "application/atom+xml; charset=utf-8". */
struct buf *answer_file(struct req *r, const char *type, struct str download);
/* A new session, or its end: sets the cookie. */
void answer_session(struct req *r, struct uuid token);
void answer_sign_out(struct req *r);
/* A cookie of taste (theme, text size), readable by us only, for a year. */
void answer_cookie(struct req *r, const char *name, struct str value);

/* ---- a feature ---- */

enum method { GET = 1, POST };
/* How often one address or person may ask; the figures stand in app/rate.c. */
enum rate { RATE_READ, RATE_WRITE, RATE_SIGN_IN, RATE_SEARCH, RATE_EXPORT, RATE_FREE };
struct route {
	enum method method;
	/* Without language. {ref}: one UUID; {name}: a–z 0–9 and dashes; {-slug}: nothing, or a dash
	 * and words that are not looked at. */
	const char *path;
	enum status (*handle)(struct req *r);
	const char *permission;        /* never NULL: "public" is written out */
	/* Optional, loop thread, reads only: reads the form and refuses early. If it answers, that is
	 * all. */
	enum status (*prepare)(struct req *r);
	/* Optional, a thread of its own, no tx: what takes long and waits for nobody (Argon2id). */
	enum status (*offload)(struct req *r);
	enum rate rate;                /* 0: RATE_READ for GET, RATE_WRITE for POST */
	int body_kb;                   /* largest form; 0: 64 */
	/* The reason why CSRF and once are not asked; NULL: they are. Its body may be no form of ours:
	 * fields are what could be read, NULL when that was nothing. */
	const char *no_form_keys;
};                                 /* a list ends with method 0 */
struct permission { const char *name; unsigned any_of; };          /* roles; ends with name NULL */

enum zone_kind { ZONE_COMMUNITY = 1, ZONE_CARE = 2 };
enum menu_place { MENU_MAIN = 1, MENU_TEAM, MENU_MINE, MENU_FOOT };
struct menu_entry {
	enum menu_place place;
	int order;
	const char *path, *key;
	const char *permission;
	/* Optional, of MENU_TEAM: how many things wait there. */
	enum status (*waiting)(struct tx *tx, const struct site *site, int64_t *n);
};                                 /* ends with place 0 */

/* Work by the clock. Runs on the writer in slices of at most 200 rows. */
struct chore {
	const char *name;              /* "agora.archive" */
	int every_minutes;             /* 0: once a day, at `hour` of the zone */
	int hour;
	/* *more: there was more to do than fitted; run again at once. */
	enum status (*run)(struct tx *tx, const struct site *site, bool *more);
};                                 /* ends with name NULL */

struct json;
struct workflow;                   /* engines/workflow; app only passes it on */
struct search_kind;                /* engines/search */
struct moderated_kind;             /* engines/moderation */
struct discussed_kind;             /* features/discussion */
struct counted_news;               /* engines/delivery */
struct demo;                       /* app/demo.h */

/* Everything the platform knows of a feature. What is absent, it does not have. */
struct feature {
	const char *name;                         /* folder; prefix of its tables and permissions */
	unsigned zones;
	const char *const *needs;                 /* features whose public header it includes */
	const struct migration *migrations;       /* made from sql/ */
	const struct permission *permissions;
	const struct route *routes;
	const struct menu_entry *menu;
	const struct object_kind *objects;
	const struct workflow *const *workflows;
	const struct moderated_kind *moderated;   /* of its objects, those that may be moderated */
	const struct discussed_kind *discussed;   /* those that people may talk about */
	const struct counted_news *counted;       /* sentences of notices that count what is its own */
	const struct chore *chores;
	/* Rows without which it cannot work (themes): at start, each time, must be repeatable. */
	enum status (*prepare_tables)(struct tx *tx, const struct site *site);
	/* Somebody has signed in on a browser where they had begun things: make those theirs. May set
	 * *next, where to go ("" = as planned). */
	enum status (*adopt)(struct tx *tx, const struct site *site, const struct adoption *a,
		const struct who *who, struct str *next);
	/* Required once a table has a column `persona` or `owner`: all that is theirs, out or away.
	 * Away in slices (app/erase.h): *more, there may be more, and it is called again. By then
	 * who->person is 0: the account goes with the first slice. */
	enum status (*export_persona)(struct tx *tx, const struct who *who, struct json *out);
	enum status (*erase_persona)(struct tx *tx, const struct site *site, const struct who *who,
		bool *more);
	/* Demonstration rows; see app/demo.h. */
	enum status (*demo)(struct tx *tx, struct demo *d, bool *more);
	/* Public pages for the sitemap: at most `max` from `after` on. */
	enum status (*sitemap)(struct tx *tx, struct buf *out, const char *public_url);
};
extern const struct feature *const features[];   /* THE list: src/features.c; ends with NULL */

/* Tables of the engines, which are older than any feature. */
struct owned_tables { const char *owner; const struct migration *migrations; };
extern const struct owned_tables engine_tables[];         /* src/features.c; ends with owner NULL */
#endif
