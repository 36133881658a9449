#ifndef HTTP_LISTEN_H
#define HTTP_LISTEN_H
#include "base/error.h"
#include "base/str.h"

struct sockaddr;

/* Opens `n` listening sockets on one port, among which the kernel shares out new connections.
 * `*port` 0: any, and *port then says which. Closes all it opened when it fails. */
enum status listen_open(const char *host, int *port, int *fds, int n, struct error *e);

/* Addresses in one spelling, so that they can be compared: IPv4 within IPv6 becomes IPv4. */
struct address { char text[48]; };                                /* "": none */
struct address address_of(const struct sockaddr *socket_address);
struct address address_parse(struct str s);
#endif
