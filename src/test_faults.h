#ifndef TEST_FAULTS_H
#define TEST_FAULTS_H
#include "test_site.h"

/* When the database fails in the middle: each statement in turn, alone and with all that follow. */

/* Sends one form; must do the same each time. */
typedef struct seen act_fn(struct world *w, void *arg);
/* What was answered with 200 or 303 is in every table what it is undisturbed; else a page says that
 * it failed, and no table holds anything of it. Afterwards it is done. */
void check_whole(struct world *w, act_fn *act, void *arg, size_t at);
/* One statement of a page fails after the other: a page says so. Without a fault it is there. */
void check_readable(struct world *w, const struct browser *b, const char *path, size_t at);
#endif
