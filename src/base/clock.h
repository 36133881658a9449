#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H
#include <stdint.h>

/* The only door to the system's clock. Code above takes the time as an argument. */
int64_t clock_now(void);           /* ms UTC */
int64_t clock_worked(void);        /* us of processor that this thread has used */
int64_t clock_ticks(void);         /* us of a clock that only goes forward; for durations */
#endif
