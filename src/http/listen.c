#include "http/listen.h"
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 4096 };

static int bound_socket(const struct addrinfo *at, bool shared)
{
	int fd = socket(at->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), on = 1;
	if (fd < 0)
		return -1;
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0
		&& (!shared || setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) == 0)
		&& bind(fd, at->ai_addr, at->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0)
		return fd;
	close(fd);
	return -1;
}

static void set_port(struct addrinfo *at, int port)
{
	in_port_t wire = htons((in_port_t)port);
	if (at->ai_family == AF_INET6)
		((struct sockaddr_in6 *)(void *)at->ai_addr)->sin6_port = wire;
	else
		((struct sockaddr_in *)(void *)at->ai_addr)->sin_port = wire;
}

static int port_of(int fd)
{
	struct sockaddr_storage got = { 0 };
	socklen_t len = sizeof got;
	if (getsockname(fd, (struct sockaddr *)&got, &len) != 0)
		return 0;
	return ntohs(got.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)(void *)&got)->sin6_port
		: ((struct sockaddr_in *)(void *)&got)->sin_port);
}

/* A shared port would also be shared with a second server of the same user, silently. So we first
 * ask for it alone. */
static bool is_taken(struct addrinfo *at, int port)
{
	if (port == 0)
		return false;
	int fd = bound_socket(at, false);
	if (fd >= 0)
		close(fd);
	return fd < 0;
}

enum status listen_open(const char *host, int *port, int *fds, int n, struct error *e)
{
	struct addrinfo want = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE }, *at = NULL;
	if (*port < 0 || *port > 65535)
		return fail(e, INVALID, "port %d does not exist: choose 1 to 65535, or 0 for any", *port);
	int wrong = getaddrinfo(host, "0", &want, &at);
	if (wrong || !at)
		return fail(e, INVALID, "host \"%s\" is no address of this machine (%s): "
			"write 127.0.0.1, or ask for another", host, gai_strerror(wrong));
	int opened = 0;
	set_port(at, *port);
	if (!is_taken(at, *port)) {
		for (; opened < n; opened++) {
			fds[opened] = bound_socket(at, true);
			if (fds[opened] < 0)
				break;
			if (*port == 0)
				*port = port_of(fds[opened]);
			set_port(at, *port);
		}
	}
	if (opened < n)
		fail(e, BROKEN, "cannot listen on \"%s\" port %d (%m): end the program that holds it, "
			"or choose another host or port", host, *port);
	freeaddrinfo(at);
	if (opened == n)
		return OK;
	while (opened > 0)
		close(fds[--opened]);
	return BROKEN;
}

static struct address address_print(int family, const void *bytes)
{
	struct address a = { "" };
	const struct in6_addr *six = bytes;
	if (family == AF_INET6 && IN6_IS_ADDR_V4MAPPED(six)) {
		bytes = six->s6_addr + 12;
		family = AF_INET;
	}
	if (!inet_ntop(family, bytes, a.text, sizeof a.text))
		a.text[0] = '\0';
	return a;
}

struct address address_of(const struct sockaddr *s)
{
	if (s->sa_family == AF_INET6)
		return address_print(AF_INET6, &((const struct sockaddr_in6 *)(const void *)s)->sin6_addr);
	if (s->sa_family == AF_INET)
		return address_print(AF_INET, &((const struct sockaddr_in *)(const void *)s)->sin_addr);
	return (struct address){ "" };
}

struct address address_parse(struct str s)
{
	struct in6_addr bytes;           /* room for either */
	char text[sizeof(struct address)];
	if (s.len == 0 || s.len >= sizeof text)
		return (struct address){ "" };
	memcpy(text, s.ptr, s.len);
	text[s.len] = '\0';
	if (inet_pton(AF_INET, text, &bytes) == 1)
		return address_print(AF_INET, &bytes);
	if (inet_pton(AF_INET6, text, &bytes) == 1)
		return address_print(AF_INET6, &bytes);
	return (struct address){ "" };
}
