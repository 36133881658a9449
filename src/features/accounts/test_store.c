/* The SQL of this feature on a real database. */
#include "features/accounts/store.h"
#include "test_site.h"

struct call { struct uuid tag; struct tries tries; bool more; };

static enum status find(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return tries_find(tx, c->tag, &c->tries);
}

static enum status put(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return tries_put(tx, c->tag, &c->tries);
}

static enum status forget(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return tries_forget(tx, c->tag);
}

static enum status purge(struct tx *tx, void *arg)
{
	struct call *c = arg;
	return tries_purge(tx, &c->more);
}

TEST(tries_are_counted_by_address_for_an_hour)
{
	struct world w;
	world_open(&w);
	int64_t start = w.now_at;
	struct call c = { .tag = uuid_v4() }, other = { .tag = uuid_v4() };
	CHECK(world_job(&w, find, &c) == OK && c.tries.failures == 0 && c.tries.since == start);
	c.tries.failures = 4;
	c.tries.mails = 2;
	CHECK(world_job(&w, put, &c) == OK);
	c.tries.failures = 5;
	CHECK(world_job(&w, put, &c) == OK && world_job(&w, find, &c) == OK);
	CHECK(c.tries.failures == 5 && c.tries.mails == 2 && c.tries.since == start);
	CHECK(world_job(&w, find, &other) == OK && other.tries.failures == 0);
	w.now_at = start + 3600 * 1000;
	CHECK(world_job(&w, find, &c) == OK && c.tries.failures == 0);
	CHECK(world_job(&w, forget, &c) == OK);
	CHECK(world_count(&w, "SELECT count(*) FROM accounts_try") == 0);
	world_close(&w);
}

TEST(tries_whose_hour_is_over_are_forgotten_in_slices)
{
	struct world w;
	world_open(&w);
	struct call c = { .tag = uuid_v4(), .tries = { .since = w.now_at, .failures = 1 } };
	CHECK(world_job(&w, put, &c) == OK);
	CHECK(world_write(&w, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
		" WHERE i < 250) INSERT INTO accounts_try (address_tag, since, failures, mails)"
		" SELECT randomblob(16), i, 1, 0 FROM n") == OK);
	CHECK(world_job(&w, purge, &c) == OK && c.more);
	CHECK(world_job(&w, purge, &c) == OK && !c.more);
	CHECK(world_count(&w, "SELECT count(*) FROM accounts_try") == 1);
	world_close(&w);
}
