#include "app/pool.h"
#include <pthread.h>
#include <stdlib.h>

struct pool {
	pthread_t threads[POOL_THREADS];
	pthread_mutex_t lock;
	pthread_cond_t came;
	struct pool_task *first, **last;
	int waiting;
	bool stopping;
};

static struct pool_task *take(struct pool *p)
{
	pthread_mutex_lock(&p->lock);
	while (!p->first && !p->stopping)
		pthread_cond_wait(&p->came, &p->lock);
	struct pool_task *t = p->first;
	if (t) {
		p->first = t->next;
		p->waiting--;
	}
	if (!p->first)
		p->last = &p->first;
	pthread_mutex_unlock(&p->lock);
	return t;
}

static void *pool_main(void *arg)
{
	for (struct pool_task *t; (t = take(arg));)
		t->run(t);
	return NULL;
}

struct pool *pool_create(void)
{
	struct pool *p = calloc(1, sizeof *p);
	if (!p)
		abort();
	p->last = &p->first;
	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->came, NULL);
	for (int i = 0; i < POOL_THREADS; i++)
		if (pthread_create(&p->threads[i], NULL, pool_main, p) != 0)
			abort();
	return p;
}

bool pool_push(struct pool *p, struct pool_task *t)
{
	t->next = NULL;
	pthread_mutex_lock(&p->lock);
	bool room = p->waiting < POOL_WAITING && !p->stopping;
	if (room) {
		*p->last = t;
		p->last = &t->next;
		p->waiting++;
		pthread_cond_signal(&p->came);
	}
	pthread_mutex_unlock(&p->lock);
	return room;
}

void pool_destroy(struct pool *p)
{
	if (!p)
		return;
	pthread_mutex_lock(&p->lock);
	p->stopping = true;
	pthread_cond_broadcast(&p->came);
	pthread_mutex_unlock(&p->lock);
	for (int i = 0; i < POOL_THREADS; i++)
		pthread_join(p->threads[i], NULL);
	pthread_mutex_destroy(&p->lock);
	pthread_cond_destroy(&p->came);
	free(p);
}
