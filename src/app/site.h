#ifndef APP_SITE_H
#define APP_SITE_H
#include "app/app.h"
#include "app/country.h"
#include "app/person.h"
#include "base/settings.h"

/* One zone of the program as it stands while it runs. Made once at start, never changed after but
 * for what its own parts lock. */
struct writer;
struct site {
	const struct feature *const *features;    /* ends with NULL */
	enum zone_kind zone;
	struct settings settings;
	struct str public_url;                    /* no slash at the end */
	bool secure;                              /* public_url is https: cookies are __Host- */
	struct country country;
	struct keys keys;
	struct arena *arena;                      /* lives as long as the site */
	struct writer *writer;                    /* NULL in tests that run everything on one thread */
	const char *version;
};

/* INVALID, with the reason, when a feature's declaration cannot stand: a route without a known
 * permission, two routes that collide, a table of persons without export or erasure, two kinds of
 * objects with one number. */
enum status site_check(const struct site *s, struct error *e);
/* Applies migrations by `needs`, then prepare_tables; from then on ids rise and the log is sealed.
 * On the writer's connection, at start. */
enum status site_migrate(const struct site *s, struct db *writer, struct error *e);

const struct object_kind *site_kind(const struct site *s, int kind);      /* NULL: no such kind */
/* NOT_FOUND (the tx goes on) for what is absent or not to be seen: false. */
bool site_object(const struct site *s, struct tx *tx, const struct who *who,
	struct object_key key, struct object *out);

/* All that is a person's, over every feature of the zone. Inside the caller's tx. */
enum status site_export(const struct site *s, struct tx *tx, const struct who *who,
	struct json *out);
/* One slice of it: a feature that has more keeps those after it waiting. *more: call it again; what
 * is the platform's, and the note in the log that all is gone, come with the last one. */
enum status site_erase(const struct site *s, struct tx *tx, const struct who *who, bool *more);
/* What a browser had begun becomes theirs, over every feature; *next as in struct feature. */
enum status site_adopt(const struct site *s, struct tx *tx, const struct adoption *a,
	const struct who *who, struct str *next);

/* The log, sealed: called by the writer before each COMMIT (db_before_commit). */
enum status log_seal(struct tx *tx, void *site);
/* Walks the whole chain. INVALID: *e names the first row that does not hold. */
struct log_head { int64_t seals, events, last_seq; struct digest digest; };
enum status log_verify(struct tx *tx, const struct site *s, struct log_head *out);
/* The newest seal alone, at start: INVALID when it was made with another key, or does not hold. */
enum status log_newest_holds(struct tx *tx, const struct site *s);
/* An anchor that was kept elsewhere: INVALID unless the log had that many events under that digest
 * (64 signs) at one of its seals. */
enum status log_goes_through(struct tx *tx, int64_t events, struct str digest);
#endif
