/* Frames between two of our processes. The other side may die at any moment: that is an answer
 * here, never a signal. */
#include "base/wire.h"
#include <errno.h>
#include <sys/socket.h>

enum { HEAD = 5, PIECE = 4096 };

static bool send_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = send(fd, bytes, len, MSG_NOSIGNAL);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		bytes += n;
		len -= (size_t)n;
	}
	return true;
}

static bool receive_all(int fd, char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = recv(fd, bytes, len, 0);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		bytes += n;
		len -= (size_t)n;
	}
	return true;
}

bool wire_send(int fd, char kind, struct str bytes)
{
	if (kind == 0 || bytes.len > WIRE_MAX)
		return false;
	char head[HEAD] = { kind };
	for (int i = 0; i < 4; i++)
		head[1 + i] = (char)(unsigned char)(bytes.len >> (24 - 8 * i));
	return send_all(fd, head, HEAD) && send_all(fd, bytes.ptr, bytes.len);
}

char wire_receive(int fd, struct buf *into)
{
	char head[HEAD], piece[PIECE];
	if (!receive_all(fd, head, HEAD))
		return 0;
	size_t len = 0, before = into->len;
	for (int i = 0; i < 4; i++)
		len = len << 8 | (unsigned char)head[1 + i];
	bool good = head[0] && len <= WIRE_MAX && !into->full && len <= into->max - into->len;
	while (good && len > 0) {
		size_t n = len < PIECE ? len : PIECE;
		good = receive_all(fd, piece, n);
		buf_put(into, (struct str){ piece, good ? n : 0 });
		len -= n;
	}
	if (!good)
		into->len = before;
	return good ? head[0] : 0;
}

bool wire_field(struct str *rest, struct str *field)
{
	return str_cut(rest, '\0', field);
}
