#ifndef HTTP_DECODE_H
#define HTTP_DECODE_H
#include "base/arena.h"

/* Undoes %XX. `form`: '+' is a blank, and each end of a line becomes \n. The result ends in NUL and
 * is in the arena. False: a bad escape, a NUL, or bytes that are not UTF-8. */
bool percent_decode(struct arena *a, struct str s, bool form, struct str *out);
#endif
