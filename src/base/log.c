/* Lines for whoever runs the server. One write a line, so that threads and processes do not mix. */
#include "base/log.h"
#include "base/clock.h"
#include "base/zone.h"
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

enum { A_SECOND = 50, KINDS = 128, SECOND_US = 1000000 };

/* A kind of line is its format. When there are more kinds than places, the last ones share one. */
static struct kind { const char *fmt; struct log_brake brake; } kinds[KINDS];
static pthread_mutex_t kinds_lock = PTHREAD_MUTEX_INITIALIZER;
static _Atomic int shown = LOG_INFO;

void log_set_level(enum log_level level)
{
	shown = (int)level;
}

bool log_brake(struct log_brake *b, int64_t ticks, int *left_out)
{
	*left_out = 0;
	if (b->lines == 0 || ticks - b->since >= SECOND_US) {
		*left_out = b->left_out;
		*b = (struct log_brake){ .since = ticks };
	}
	if (b->lines == A_SECOND) {
		b->left_out++;
		return false;
	}
	b->lines++;
	return true;
}

static bool may_pass(const char *fmt, int *left_out)
{
	pthread_mutex_lock(&kinds_lock);
	size_t i = 0;
	while (i < KINDS - 1 && kinds[i].fmt && kinds[i].fmt != fmt)
		i++;
	kinds[i].fmt = fmt;
	bool pass = log_brake(&kinds[i].brake, clock_ticks(), left_out);
	pthread_mutex_unlock(&kinds_lock);
	return pass;
}

/* A log that cannot be written is nobody's to mend here. */
static void put_line(char *line, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)line[i] < 0x20 || line[i] == 0x7F)
			line[i] = ' ';      /* nothing that came in can begin a line of its own */
	line[len] = '\n';
	ssize_t n = write(STDERR_FILENO, line, len + 1);
	(void)n;
}

void log_line(enum log_level level, const char *fmt, ...)
{
	static const char *const names[] = { "error", "info", "debug" };
	char line[512], missed[40] = "";
	int left_out;
	if ((int)level > shown || !may_pass(fmt, &left_out))
		return;
	if (left_out > 0)
		snprintf(missed, sizeof missed, " (%d more like this)", left_out);
	int head = snprintf(line, sizeof line, "%s %s%s ", instant_print(clock_now()).text,
		names[level], missed);
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(line + head, sizeof line - (size_t)head, fmt, ap);
	va_end(ap);
	put_line(line, strlen(line));
}
