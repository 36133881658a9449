#include "app/mailer.h"
#include "app/mail.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/wire.h"
#include <fcntl.h>
#include <pthread.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { AT_ONCE = 8, LOOK_S = 5, REPLY_S = 120, SECRET_MAX = 1024 };

struct mailer {
	struct site *site;
	struct db *reader;
	char *helper_path;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool stopping, due;
	int fd;                        /* −1: no helper runs */
	pid_t pid;
};

/* ---- the helper process ---- */

static char *helper_beside_us(void)
{
	char path[512];
	ssize_t n = readlink("/proc/self/exe", path, sizeof path - sizeof "-helper");
	if (n <= 0)
		return NULL;
	memcpy(path + n, "-helper", sizeof "-helper");
	return strdup(path);
}

static struct str read_secret(struct arena *a, struct str path)
{
	char bytes[SECRET_MAX];
	if (path.len == 0)
		return (struct str){ "", 0 };
	int fd = open(str_dup(a, path).ptr, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		log_line(LOG_ERROR, "the file of smtp-password-file cannot be read: mail goes without a"
			" password");
		return (struct str){ "", 0 };
	}
	ssize_t n = read(fd, bytes, sizeof bytes);
	close(fd);
	return str_dup(a, str_trim((struct str){ bytes, n > 0 ? (size_t)n : 0 }));
}

static void put_field(struct buf *b, struct str s)
{
	buf_put(b, s);
	buf_put(b, (struct str){ "", 1 });
}

static bool greet(struct mailer *m)
{
	const struct settings *s = &m->site->settings;
	struct arena *a = arena_create();
	struct buf b = { .max = WIRE_MAX };
	put_field(&b, s->smtp_url);
	put_field(&b, s->smtp_user);
	put_field(&b, read_secret(a, s->smtp_password_file));
	put_field(&b, s->mail_from);
	bool ok = wire_send(m->fd, 'C', buf_view(&b));
	buf_finish(&b);
	arena_destroy(a);
	return ok;
}

static bool spawn_helper(struct mailer *m, int theirs)
{
	posix_spawn_file_actions_t files;
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, theirs, 3);
	char *argv[] = { m->helper_path, NULL }, *envp[] = { NULL };
	int rc = posix_spawn(&m->pid, m->helper_path, &files, NULL, argv, envp);
	posix_spawn_file_actions_destroy(&files);
	return rc == 0;
}

static bool start_helper(struct mailer *m)
{
	int pair[2];
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
		return false;
	struct timeval patience = { .tv_sec = REPLY_S };
	setsockopt(pair[0], SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	bool ok = spawn_helper(m, pair[1]);
	close(pair[1]);
	m->fd = pair[0];
	ok = ok && greet(m);
	if (!ok) {
		close(m->fd);
		m->fd = -1;
	}
	return ok;
}

static void end_helper(struct mailer *m)
{
	if (m->fd < 0)
		return;
	close(m->fd);                        /* it ends by itself when nobody is left to speak to */
	m->fd = -1;
	waitpid(m->pid, NULL, 0);
}

/* ---- one mail ---- */

struct outcome { int64_t id; char kind; struct str reason; };

static enum status note_outcome(struct tx *tx, void *arg)
{
	const struct outcome *o = arg;
	if (o->kind == 'S')
		return mail_sent(tx, o->id);
	return mail_failed(tx, o->id, o->kind == 'R', o->reason);
}

/* Known by its row: a mail that leaves twice, because we died in between, is seen as the same. */
static struct str message_id(const struct mailer *m, struct arena *a, int64_t id)
{
	struct str row = str_fmt(a, "mail %lld", (long long)id);
	struct uuid tag = tag_of(&m->site->keys, FOR_TAG, row);
	struct str host = m->site->public_url;
	const char *at = memmem(host.ptr, host.len, "://", 3);
	if (at)
		host = (struct str){ at + 3, host.len - (size_t)(at + 3 - host.ptr) };
	const char *port = memchr(host.ptr, ':', host.len);
	if (port)
		host.len = (size_t)(port - host.ptr);
	return str_fmt(a, "<%s@%.*s>", uuid_print(tag).text, (int)host.len, host.ptr);
}

/* False: the helper is gone; the mail waits for the next one. */
static bool hand_over(struct mailer *m, struct arena *a, const struct mail_row *row,
	struct outcome *out)
{
	struct buf b = { .max = WIRE_MAX };
	put_field(&b, str_fmt(a, "%lld", (long long)row->id));
	put_field(&b, row->to);
	put_field(&b, row->subject);
	put_field(&b, message_id(m, a, row->id));
	put_field(&b, row->body);
	put_field(&b, row->stop);
	bool ok = !b.full && wire_send(m->fd, 'M', buf_view(&b));
	buf_finish(&b);
	struct buf reply = { .max = WIRE_MAX };
	char kind = ok ? wire_receive(m->fd, &reply) : 0;
	struct str rest = buf_view(&reply), id, reason = { 0 };
	wire_field(&rest, &id);
	wire_field(&rest, &reason);
	*out = (struct outcome){ row->id, kind, str_dup(a, reason) };
	buf_finish(&reply);
	return kind == 'S' || kind == 'L' || kind == 'R';
}

struct due { struct mailer *m; struct mail_rows rows; };

static enum status read_due(struct tx *tx, void *arg)
{
	struct due *d = arg;
	return mail_due(tx, &d->m->site->keys, AT_ONCE, &d->rows);
}

/* How many mails were dealt with; 0: nothing is due, or no helper can be had. */
static size_t one_round(struct mailer *m)
{
	struct arena *a = arena_create();
	struct error e = { 0 };
	struct due due = { .m = m };
	int64_t now_at = clock_now();
	struct job job = { .run = read_due, .arg = &due, .arena = a, .error = &e, .now_at = now_at };
	size_t done = 0;
	if (db_read(m->reader, &job) != OK)
		due.rows.len = 0;
	for (size_t i = 0; i < due.rows.len && (m->fd >= 0 || start_helper(m)); i++) {
		struct outcome o;
		if (!hand_over(m, a, &due.rows.items[i], &o)) {
			log_line(LOG_ERROR, "the helper process is gone; mail waits");
			end_helper(m);
			break;
		}
		struct job note = { .run = note_outcome, .arg = &o, .arena = a, .error = &e,
			.now_at = now_at };
		if (writer_run(m->site->writer, &note) == OK)
			done++;
	}
	arena_destroy(a);
	return done;
}

/* ---- the thread ---- */

static bool wait_for_mail(struct mailer *m)
{
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += LOOK_S;
	pthread_mutex_lock(&m->lock);
	int rc = 0;
	while (!m->stopping && !m->due && rc == 0)
		rc = pthread_cond_timedwait(&m->wake, &m->lock, &until);
	m->due = false;
	bool on = !m->stopping;
	pthread_mutex_unlock(&m->lock);
	return on;
}

static void *mailer_main(void *arg)
{
	struct mailer *m = arg;
	do {
		while (one_round(m))
			;
	} while (wait_for_mail(m));
	end_helper(m);
	return NULL;
}

struct mailer *mailer_start(struct site *s, struct db *reader, const char *helper_path,
	struct error *e)
{
	struct mailer *m = calloc(1, sizeof *m);
	if (!m)
		abort();
	m->site = s;
	m->reader = reader;
	m->fd = -1;
	m->helper_path = helper_path ? strdup(helper_path) : helper_beside_us();
	if (!m->helper_path || access(m->helper_path, X_OK) != 0) {
		fail(e, BROKEN,
			"the helper program \"%s\" cannot be run; build it, or leave smtp-url empty",
			m->helper_path ? m->helper_path : "?");
		free(m->helper_path);
		free(m);
		return NULL;
	}
	pthread_condattr_t steady;
	pthread_condattr_init(&steady);
	pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
	pthread_cond_init(&m->wake, &steady);
	pthread_condattr_destroy(&steady);
	pthread_mutex_init(&m->lock, NULL);
	if (pthread_create(&m->thread, NULL, mailer_main, m) != 0)
		abort();
	return m;
}

void mailer_wake(struct mailer *m)
{
	pthread_mutex_lock(&m->lock);
	m->due = true;
	pthread_cond_signal(&m->wake);
	pthread_mutex_unlock(&m->lock);
}

void mailer_stop(struct mailer *m)
{
	if (!m)
		return;
	pthread_mutex_lock(&m->lock);
	m->stopping = true;
	pthread_cond_signal(&m->wake);
	pthread_mutex_unlock(&m->lock);
	pthread_join(m->thread, NULL);
	pthread_mutex_destroy(&m->lock);
	pthread_cond_destroy(&m->wake);
	free(m->helper_path);
	free(m);
}
