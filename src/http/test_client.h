#ifndef HTTP_TEST_CLIENT_H
#define HTTP_TEST_CLIENT_H
#include "http/http.h"

/* A server with a tiny application, and a client that can also misbehave. For tests only.
 *
 *   /hello  "hello"; its query as Content-Type     /fixed  8 KB that are never copied
 *   /echo   the body                               /large  1 MB
 *   /peer   the client's address                   /head   what was read of the headers
 *   /late   "late", by another thread, after the ms of its query
 *   /kept   by another thread, when tiny_release is called
 * Bodies may have BODY_MAX bytes. */
enum { BODY_MAX = 100000, LARGE = 1 << 20 };
struct tiny;
struct tiny *tiny_start(struct http_config c);        /* host and port 0 are filled in */
void tiny_stop(struct tiny *t, int wait_ms);          /* checks that each call was forgotten once */
void tiny_release(struct tiny *t, int n);             /* waits until n are kept, gives them back */
int tiny_served(struct tiny *t);
struct http_server *tiny_server(struct tiny *t);
struct http_app tiny_app(struct tiny *t);

struct reply { int status; struct str head, body; bool ended; };   /* status 0: nothing came */
int client_connect(struct tiny *t);
void client_send(int fd, struct str bytes);           /* a server that has hung up is fine */
/* The next answer; `bodyless`: to a HEAD. `ended`: the server hung up behind it. */
struct reply client_read(int fd, struct arena *a, bool bodyless);
bool client_hears_end(int fd, int within_ms);         /* the server hangs up, and says no more */
/* All at once: connect, send, read, close. */
struct reply client_ask(struct tiny *t, struct arena *a, struct str bytes);
struct str reply_header(struct reply r, const char *name);     /* "" without one */
#endif
