#ifndef APP_POOL_H
#define APP_POOL_H
#include <stdbool.h>

/* Threads for what takes long and touches no database: Argon2id. Bounded, so that a flood of
 * sign-ins is told to come back instead of eating the memory. */
struct pool;
struct pool_task { void (*run)(struct pool_task *t); struct pool_task *next; };
enum { POOL_THREADS = 2, POOL_WAITING = 64 };

struct pool *pool_create(void);
bool pool_push(struct pool *p, struct pool_task *t);       /* false: too many wait */
void pool_destroy(struct pool *p);                         /* finishes what waits */
#endif
