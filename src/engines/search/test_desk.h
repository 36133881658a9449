#ifndef ENGINES_SEARCH_TEST_DESK_H
#define ENGINES_SEARCH_TEST_DESK_H
#include "engines/search/search.h"

/* The search engine on two real files, as the program has them, and some who ask. */
enum { KIND = 7, OTHER_KIND = 8 };

struct desk {
	struct arena *arena;
	char dir[64], main[96], search[96];
	struct db *writer, *reader, *derived;
	struct who nobody, ada, ben, team;
	int64_t now_at;
};
void desk_open(struct desk *d);
void desk_close(struct desk *d);
struct writing { struct search_doc doc; bool forget; };
void desk_write(struct desk *d, struct writing w);
void desk_put(struct desk *d, int64_t id, const char *title, const char *body);    /* for all */
void desk_index(struct desk *d);
struct hits desk_hits(struct desk *d, const struct who *who, struct search_asked asked);
struct hits desk_typed(struct desk *d, const char *words);     /* by nobody */
/* Are these the ids, in whatever order? "1 3" */
bool desk_are(struct hits h, const char *ids);
bool desk_file_holds(const char *path, const char *bytes);
bool desk_holds(struct desk *d, const char *bytes);            /* search.db or its log */
#endif
