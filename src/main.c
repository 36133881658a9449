/* The commands of the program. Settings are read here; the commands do the rest. */
#include "app/command.h"
#include "base/clock.h"
#include "base/log.h"
#include "commands.h"
#include "house.h"
#include <stdio.h>
#include <sys/stat.h>

struct plain { const char *name, *summary, *help;
	int (*run)(struct arena *a, const struct settings *s, int argc, char **argv); };

static const struct plain plain_commands[] = {
	{ "serve", "serve the site until Ctrl-C",
		"labagora serve [--demo 1] [settings]\n\n"
		"Serves the community on http://HOST:PORT. Needs a data folder that \"init\" has made.\n"
		"With --demo 1 every page says that this is a demonstration, and one sign-in link for"
		" each\nrole is printed at start.\n", command_serve },
	{ "init", "make a data folder: keys, database, settings file",
		"labagora init [--admin ADDRESS] [settings]\n\n"
		"Makes the folder named by --data with its key, its empty database and a commented"
		" settings\nfile. With --admin, the first administrator, and a link to sign in with.\n",
		command_init },
	{ "routes", "list every address the site answers to",
		"labagora routes [--json]\n\n"
		"Method, path, permission, form keys (CSRF), largest body and rate class of every route.\n",
		command_routes },
	{ "docs", "print documentation made from the tables of the program",
		"labagora docs settings | permissions | workflows | chores | features\n", command_docs },
	{ 0 },
};

static int say_help(void)
{
	printf("Lab Agora %s: a Living Lab in one program.\n\nlabagora COMMAND [--help] [settings]\n\n",
		labagora_version);
	for (const struct plain *p = plain_commands; p->name; p++)
		printf("  %-8s %s\n", p->name, p->summary);
	for (const struct command *c = commands; c->name; c++)
		printf("  %-8s %s\n", c->name, c->summary);
	printf("\n"
		"Every command takes --data FOLDER and the other settings: \"labagora docs settings\".\n"
		"Beside a running server, commands speak to it through FOLDER/control.sock.\n"
		"Exit codes: 0 done, 1 it did not work, 2 it was asked wrongly.\n");
	return 0;
}

static int say_wrong(const char *what, const char *which)
{
	fprintf(stderr, "labagora: %s \"%s\"; \"labagora --help\" lists what there is\n", what, which);
	return 2;
}

/* ---- settings: file, then environment, then flags ---- */

static bool is_setting(struct str name)
{
	for (const struct setting_doc *d = setting_docs; d->name; d++)
		if (str_eq(name, str_view(d->name)))
			return true;
	return false;
}

/* Takes --name value and --name=value out of argv where `name` is a setting. */
static enum status read_flags(struct settings *s, struct arena *a, int *argc, char **argv,
	struct error *e)
{
	int kept = 0;
	for (int i = 0; i < *argc; i++) {
		struct str arg = str_view(argv[i]), name = arg, value = { 0 };
		bool flag = arg.len > 2 && arg.ptr[0] == '-' && arg.ptr[1] == '-';
		if (flag)
			name = (struct str){ arg.ptr + 2, arg.len - 2 };
		struct str rest = name;
		bool joined = flag && str_cut(&rest, '=', &name);
		if (!flag || !is_setting(name)) {
			argv[kept++] = argv[i];
			continue;
		}
		if (!joined && i + 1 >= *argc)
			return fail(e, INVALID, "\"--%.*s\" needs a value", (int)name.len, name.ptr);
		value = joined ? rest : str_view(argv[++i]);
		TRY(settings_set(s, a, name, value, e));
	}
	*argc = kept;
	argv[kept] = NULL;
	return OK;
}

static char **copy_args(struct arena *a, int argc, char **argv)
{
	char **copy = NEW(a, char *, (size_t)argc + 1);
	for (int i = 0; i < argc; i++)
		copy[i] = argv[i];
	return copy;
}

extern char **environ;

static enum status read_settings(struct settings *s, struct arena *a, int *argc, char **argv,
	struct error *e)
{
	struct settings first;                   /* only to learn where the file is */
	int n = *argc;
	settings_init(&first);
	settings_init(s);
	TRY(settings_read_env(&first, a, environ, e));
	TRY(read_flags(&first, a, &n, copy_args(a, *argc, argv), e));
	struct str file = str_fmt(a, "%.*s/labagora.conf", (int)first.data.len, first.data.ptr);
	TRY(settings_read_file(s, a, file.ptr, e));
	TRY(settings_read_env(s, a, environ, e));
	TRY(read_flags(s, a, argc, argv, e));
	s->data = first.data;
	return OK;
}

/* ---- running one ---- */

static void print_here(struct command_call *c, bool to_stderr, struct str text)
{
	(void)c;
	FILE *f = to_stderr ? stderr : stdout;
	fwrite(text.ptr, 1, text.len, f);
	fflush(f);
}

/* Inside the running server if there is one, else here, with the lock. */
static int run_site_command(const struct command *cmd, struct arena *a, const struct settings *s,
	int argc, char **argv)
{
	struct house h;
	struct error e = { 0 };
	house_paths(&h, a, s);
	int code = control_ask(h.socket, argc, argv);
	if (code >= 0)
		return code;
	bool make = strcmp(cmd->name, "demo") == 0;
	if (house_open(&h, a, s, make, &e) != OK) {
		fprintf(stderr, "labagora %s: %s\n", cmd->name, e.text);
		house_close(&h);
		return 1;
	}
	struct command_call c = { .site = &h.site, .reader = h.reader, .argc = argc, .argv = argv,
		.print = print_here, .arena = a, .error = &e, .now_at = clock_now() };
	code = cmd->run(&c);
	house_close(&h);
	return code;
}

static bool wants_help(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
			return true;
	return false;
}

static int run(struct arena *a, int argc, char **argv)
{
	struct settings s;
	struct error e = { 0 };
	bool help = wants_help(argc, argv);
	if (!help && read_settings(&s, a, &argc, argv, &e) != OK) {
		fprintf(stderr, "labagora %s: %s\n", argv[0], e.text);
		return 2;
	}
	if (!help)
		log_set_level(str_eq(s.log_level, STR("debug")) ? LOG_DEBUG
			: str_eq(s.log_level, STR("error")) ? LOG_ERROR : LOG_INFO);
	for (const struct plain *p = plain_commands; p->name; p++)
		if (strcmp(p->name, argv[0]) == 0)
			return help ? printf("%s", p->help) < 0 : p->run(a, &s, argc, argv);
	for (const struct command *c = commands; c->name; c++)
		if (strcmp(c->name, argv[0]) == 0)
			return help ? printf("%s\n\n%s", c->usage, c->help) < 0
				: run_site_command(c, a, &s, argc, argv);
	return say_wrong("there is no command", argv[0]);
}

int main(int argc, char **argv)
{
	umask(0077);                             /* whatever we make is for its owner alone */
	if (argc < 2)
		return say_help(), 2;
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
		return say_help();
	if (strcmp(argv[1], "--version") == 0)
		return printf("labagora %s\n", labagora_version) < 0;
	struct arena *a = arena_create();
	int code = run(a, argc - 1, copy_args(a, argc - 1, argv + 1));
	arena_destroy(a);
	return code;
}
