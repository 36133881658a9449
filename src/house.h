#ifndef HOUSE_H
#define HOUSE_H
#include "app/site.h"
#include "db/writer.h"

/* Everything of one zone opened in its folder, by the one process that holds its lock. */
struct house {
	struct arena *arena;
	struct site site;
	struct db *db;                 /* the writer's, while it runs */
	struct db *reader;             /* of whoever opened the house; search is attached */
	const char *database, *search, *socket, *keys;
	int lock;
};

/* Where things are in a data folder; needs no lock. */
void house_paths(struct house *h, struct arena *a, const struct settings *s);
/* CONFLICT: another process holds the lock. NOT_FOUND: there is nothing yet and `make` is false.
 * The settings' texts must live as long as the arena. */
enum status house_open(struct house *h, struct arena *a, const struct settings *s, bool make,
	struct error *e);
void house_close(struct house *h);     /* finishes what waits; empties the log into the database */
/* One more connection that reads, with search attached. */
struct db *house_reader(const struct house *h, struct error *e);

extern const char labagora_version[];
#endif
