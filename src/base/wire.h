#ifndef BASE_WIRE_H
#define BASE_WIRE_H
#include "base/buf.h"

/* Frames over a socket between two of our processes: one byte of kind, four of length
 * (big-endian), then the bytes. At most WIRE_MAX a frame. Blocking; EINTR is handled. */
enum { WIRE_MAX = 1 << 20 };
/* False: the other side is gone, or kind is 0, or there are too many bytes. */
bool wire_send(int fd, char kind, struct str bytes);
/* Appends one frame to *into. 0: the other side has closed, or broke off, or sent more than
 * WIRE_MAX or than *into takes; *into is as before, and the socket is of no more use. */
char wire_receive(int fd, struct buf *into);

/* Fields inside a frame: each ends in NUL; the text holds none. */
bool wire_field(struct str *rest, struct str *field);
#endif
