#ifndef TEST_SITE_H
#define TEST_SITE_H
#include "app/serve.h"
#include "base/test.h"

/* The whole platform in memory: real features, pages and database; no sockets, threads or clock.
 * world_open gives an empty site, migrated, with people; world_close ends it. */
struct browser {
	struct uuid session;       /* cookie of who is signed in; none */
	struct uuid visitor;       /* cookie of a browser where nobody is */
	struct person person;
};
struct world {
	struct arena *arena;
	struct site site;
	struct hands hands;
	struct db *derived;        /* search.db */
	void *saved;               /* by world_save */
	int64_t now_at;
	struct browser nobody;                     /* has its cookie, as after a first page */
	struct browser ada, ben, cleo, dan;        /* members */
	struct browser fay, flo, moe, eve;         /* two facilitators, a moderator, an administrator */
};
void world_open(struct world *w);
/* The same with other features than the product's. */
void world_open_with(struct world *w, const struct feature *const *list);
void world_close(struct world *w);
/* One more member, signed in. */
struct browser world_member(struct world *w, const char *name);

/* What came back. Lives in the world's arena. */
struct seen {
	enum status durable;
	int http;
	struct str location, body, cookies[3];
	const char *type;
};
/* path may hold a query: "/besoins?theme=pain". */
struct seen visit_get(struct world *w, const struct browser *b, const char *path);
/* `once`: NULL draws a new key, as a freshly opened form does. The CSRF key is added. */
struct seen visit_post(struct world *w, const struct browser *b, const char *path,
	const struct uuid *once, const struct field *form);
/* Follows the 303 of a visit. */
struct seen visit_follow(struct world *w, const struct browser *b, struct seen s);
bool says(struct seen s, const char *words);
/* The value of a cookie that was set, as a UUID; none. */
struct uuid seen_cookie(struct seen s, const char *name);

/* The first column of the first row; 0, "", none without a row. Wrong SQL fails the test. */
int64_t world_count(struct world *w, const char *sql);
struct str world_text(struct world *w, const char *sql);
struct uuid world_ref(struct world *w, const char *sql);
enum status world_write(struct world *w, const char *sql);   /* one statement, as its own group */
/* Runs one piece of work as its own group, as the platform's own. */
enum status world_job(struct world *w, enum status (*run)(struct tx *tx, void *arg), void *arg);
/* Keeps the database as it is now; brings it back. One at a time; world_close forgets it. */
void world_save(struct world *w);
void world_restore(struct world *w);
void world_index(struct world *w);             /* carries what was written into search.db */
void world_chores(struct world *w);            /* runs what is due at w->now_at */
/* The newest link that was sent by mail: its path, "/lien/…"; "" = none. */
struct str world_mail_link(struct world *w);
uint64_t world_hash(struct world *w);          /* of every byte of the database */
/* How often `bytes` stand anywhere in the databases. */
int64_t world_finds(struct world *w, const char *bytes);
#endif
