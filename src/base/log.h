#ifndef BASE_LOG_H
#define BASE_LOG_H
#include <stdbool.h>
#include <stdint.h>

/* One line a happening on stderr: time, level, what. Never a name, an address, a text of theirs:
 * numbers and kinds only. At most 50 lines a second of one kind; the rest are counted. */
enum log_level { LOG_ERROR, LOG_INFO, LOG_DEBUG };
void log_set_level(enum log_level level);
void log_line(enum log_level level, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* The brake on one kind: may a line pass at `ticks` (us)? `left_out`: how many did not, the second
 * before. Zeroed at first. */
struct log_brake { int64_t since; int lines, left_out; };
bool log_brake(struct log_brake *b, int64_t ticks, int *left_out);
#endif
