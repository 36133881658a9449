#ifndef COMMANDS_H
#define COMMANDS_H
#include "base/settings.h"

/* Commands that need no site, or make one. All return an exit code: 0 done, 1 it did not work,
 * 2 it was asked wrongly. */
int command_serve(struct arena *a, const struct settings *s, int argc, char **argv);
int command_init(struct arena *a, const struct settings *s, int argc, char **argv);
int command_routes(struct arena *a, const struct settings *s, int argc, char **argv);
int command_docs(struct arena *a, const struct settings *s, int argc, char **argv);
#endif
