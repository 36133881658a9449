#include "app/command.h"
#include <stdarg.h>
#include <stdio.h>

static struct str formatted(struct arena *a, const char *fmt, va_list args)
	__attribute__((format(printf, 2, 0)));

static struct str formatted(struct arena *a, const char *fmt, va_list args)
{
	va_list again;
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, fmt, args);
	char *p = NEW(a, char, (size_t)(n < 0 ? 0 : n) + 1);
	if (n > 0)
		vsnprintf(p, (size_t)n + 1, fmt, again);
	va_end(again);
	return (struct str){ p, n < 0 ? 0 : (size_t)n };
}

void command_printf(struct command_call *c, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	c->print(c, false, formatted(c->arena, fmt, args));
	va_end(args);
}

int command_fail(struct command_call *c, int code, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	struct str why = formatted(c->arena, fmt, args);
	va_end(args);
	c->print(c, true, str_fmt(c->arena, "labagora %s: %.*s\n", c->argv[0], (int)why.len, why.ptr));
	return code;
}
