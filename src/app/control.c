/* Commands beside a running server go through its socket: one frame with the arguments comes in
 * ('A'), frames of output go back ('o', 'e'), and last the exit code ('x'). Only the user the
 * server runs as, and root, are listened to. */
#include "app/command.h"
#include "base/clock.h"
#include "base/wire.h"
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* A command sends its arguments at once and reads as we print: who does neither is hung, and holds
 * neither the next command nor the end of the server. */
enum { ARGS_MAX = 64, WAIT_S = 1 };

struct control {
	struct site *site;
	struct db *reader;
	struct sockaddr_un address;
	int fd;
	pthread_t thread;
};

/* ---- the server's side ---- */

static void print_to_peer(struct command_call *c, bool to_stderr, struct str text)
{
	wire_send(*(int *)c->out, to_stderr ? 'e' : 'o', text);
}

static int run_named(struct command_call *c)
{
	for (const struct command *cmd = commands; cmd->name; cmd++)
		if (strcmp(cmd->name, c->argv[0]) == 0)
			return cmd->run(c);
	return command_fail(c, 2, "the running server knows no such command");
}

static int run_asked(struct control *k, int fd, struct str frame)
{
	char *argv[ARGS_MAX + 1] = { NULL };
	struct arena *a = arena_create();
	struct error e = { 0 };
	struct command_call c = { .site = k->site, .reader = k->reader, .argv = argv, .out = &fd,
		.print = print_to_peer, .arena = a, .error = &e, .now_at = clock_now() };
	struct str arg;
	while (c.argc < ARGS_MAX && wire_field(&frame, &arg)) {
		argv[c.argc] = NEW(a, char, arg.len + 1);
		memcpy(argv[c.argc++], arg.ptr, arg.len);
	}
	int code = c.argc ? run_named(&c) : 2;
	arena_destroy(a);
	return code;
}

static bool is_welcome(int fd)
{
	struct ucred peer;
	socklen_t n = sizeof peer;
	return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &n) == 0
		&& (peer.uid == geteuid() || peer.uid == 0);
}

static void be_patient(int fd)
{
	struct timeval t = { .tv_sec = WAIT_S };
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &t, sizeof t);
	t.tv_sec *= 10;
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &t, sizeof t);
}

static void answer_one(struct control *k, int fd)
{
	struct buf frame = { .max = WIRE_MAX };
	be_patient(fd);
	if (is_welcome(fd) && wire_receive(fd, &frame) == 'A') {
		char code[2] = { (char)('0' + run_asked(k, fd, buf_view(&frame))), 0 };
		wire_send(fd, 'x', (struct str){ code, 1 });
	}
	buf_finish(&frame);
	close(fd);
}

static void *control_main(void *arg)
{
	struct control *k = arg;
	for (;;) {
		int fd = accept4(k->fd, NULL, NULL, SOCK_CLOEXEC);
		if (fd >= 0)
			answer_one(k, fd);
		else if (errno != EINTR)
			return NULL;                     /* shut down by control_stop */
	}
}

static bool address_of(const char *path, struct sockaddr_un *out)
{
	*out = (struct sockaddr_un){ .sun_family = AF_UNIX };
	size_t n = strlen(path);
	if (n >= sizeof out->sun_path)
		return false;
	memcpy(out->sun_path, path, n + 1);
	return true;
}

struct control *control_start(struct site *s, struct db *reader, const char *path,
	struct error *e)
{
	struct control *k = calloc(1, sizeof *k);
	if (!k)
		abort();
	k->site = s;
	k->reader = reader;
	k->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool ok = address_of(path, &k->address) && k->fd >= 0;
	unlink(path);                            /* left by a killed server: we hold the lock */
	mode_t before = umask(0177);
	ok = ok && bind(k->fd, (struct sockaddr *)&k->address, sizeof k->address) == 0;
	umask(before);
	ok = ok && listen(k->fd, 8) == 0;
	if (ok && pthread_create(&k->thread, NULL, control_main, k) == 0)
		return k;
	fail(e, BROKEN, "cannot listen at \"%.120s\"; choose a data folder with a shorter path, on a"
		" local disk", path);
	if (k->fd >= 0)
		close(k->fd);
	free(k);
	return NULL;
}

void control_stop(struct control *k)
{
	if (!k)
		return;
	unlink(k->address.sun_path);
	shutdown(k->fd, SHUT_RDWR);
	pthread_join(k->thread, NULL);
	close(k->fd);
	db_close(k->reader);
	free(k);
}

/* ---- the command's side ---- */

static int take_answers(int fd)
{
	struct buf frame = { .max = WIRE_MAX };
	int code = 1;
	for (char kind; (kind = wire_receive(fd, &frame)); frame.len = 0) {
		if (kind == 'x') {
			code = frame.len ? frame.bytes[0] - '0' : 1;
			break;
		}
		fwrite(frame.bytes, 1, frame.len, kind == 'e' ? stderr : stdout);
		fflush(kind == 'e' ? stderr : stdout);
	}
	buf_finish(&frame);
	return code;
}

int control_ask(const char *path, int argc, char **argv)
{
	struct sockaddr_un address;
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0 || !address_of(path, &address)
		|| connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
		if (fd >= 0)
			close(fd);
		return -1;
	}
	struct buf frame = { .max = WIRE_MAX };
	for (int i = 0; i < argc; i++) {
		buf_put(&frame, str_view(argv[i]));
		buf_put(&frame, (struct str){ "", 1 });
	}
	int code = wire_send(fd, 'A', buf_view(&frame)) ? take_answers(fd) : 1;
	buf_finish(&frame);
	close(fd);
	return code;
}
