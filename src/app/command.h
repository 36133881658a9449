#ifndef APP_COMMAND_H
#define APP_COMMAND_H
#include "app/site.h"

/* A command of the program, which runs either in its own process (no server is running: it holds
 * the lock and a writer of its own) or inside the running server, asked through its socket
 * (data/control.sock, 0600). The code is the same. */
struct command_call {
	struct site *site;             /* site->writer takes jobs */
	struct db *reader;
	int argc;
	char **argv;                   /* argv[0] is the command's name; ended by NULL */
	void (*print)(struct command_call *c, bool to_stderr, struct str text);
	void *out;
	struct arena *arena;
	struct error *error;
	int64_t now_at;
};
/* To stdout of whoever gave the command. */
void command_printf(struct command_call *c, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* One sentence that says what to do next, on stderr; returns `code`. */
int command_fail(struct command_call *c, int code, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* 0 done; 1 it did not work; 2 it was asked wrongly. */
struct command { const char *name, *usage, *summary, *help; int (*run)(struct command_call *c); };
extern const struct command commands[];        /* those that need a site; ends with name NULL */

/* The socket. */
struct control;
/* Listens at `path` on a thread of its own. The reader is its own from then on; NULL: *e says why,
 * and the reader is still the caller's. */
struct control *control_start(struct site *s, struct db *reader, const char *path,
	struct error *e);
void control_stop(struct control *c);          /* removes the socket, closes the reader */
/* -1: no server answers at `path`; otherwise the exit code of the command, run there. */
int control_ask(const char *path, int argc, char **argv);
#endif
