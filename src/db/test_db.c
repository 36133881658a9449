#include "base/clock.h"
#include "base/test.h"
#include "db/writer.h"
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

struct work_bench { struct db *db; struct arena *arena; struct error e; int64_t found; int runs; };

static void bench_open(struct work_bench *w, const char *uri)
{
	*w = (struct work_bench){ .arena = arena_create() };
	w->db = db_open(uri, DB_WRITE, &w->e);
	static const struct migration first[] = {
		{ 1, "t", "CREATE TABLE t (n BIGINT NOT NULL PRIMARY KEY, b BLOB)" }, { 0 },
	};
	CHECK(w->db && db_migrate(w->db, "test", first, &w->e) == OK);
}

static void bench_close(struct work_bench *w)
{
	db_close(w->db);
	arena_destroy(w->arena);
}

static struct job job_of(struct work_bench *w, enum status (*run)(struct tx *, void *))
{
	w->e = (struct error){ 0 };
	return (struct job){ .run = run, .arg = w, .arena = w->arena, .error = &w->e };
}

static enum status insert(struct tx *tx, int64_t n)
{
	return db_exec(tx, "INSERT INTO t (n) VALUES ($1)", BIND(i64(n)));
}

static enum status insert_twice_and_say_fine(struct tx *tx, void *arg)
{
	(void)arg;
	insert(tx, 1);
	insert(tx, 1);
	insert(tx, 2);
	return OK;
}

static enum status count(struct tx *tx, void *arg)
{
	struct work_bench *w = arg;
	return db_one_i64(tx, "SELECT count(*) FROM t", NULL, 0, &w->found);
}

static int64_t counted(struct work_bench *w)
{
	struct job job = job_of(w, count);
	return db_read(w->db, &job) == OK ? w->found : -1;
}

TEST(a_failure_nobody_looked_at_still_undoes_the_job)
{
	struct work_bench w;
	bench_open(&w, "file:/db-sticky?vfs=memdb");
	struct job job = job_of(&w, insert_twice_and_say_fine);
	CHECK(db_group(w.db, &(struct job *){ &job }, 1) == OK && job.status == CONFLICT);
	CHECK(counted(&w) == 0);
	bench_close(&w);
}

TEST(a_reader_cannot_write)
{
	struct work_bench w;
	bench_open(&w, "file:/db-reader?vfs=memdb");
	struct db *reader = db_open("file:/db-reader?vfs=memdb", DB_READ, &w.e);
	struct job job = job_of(&w, insert_twice_and_say_fine);
	CHECK(db_read(reader, &job) != OK);
	job = job_of(&w, count);
	CHECK(db_read(reader, &job) == OK && w.found == 0);
	db_close(reader);
	bench_close(&w);
}

TEST(a_migration_that_was_edited_is_refused_and_one_that_was_not_is_not_run_again)
{
	struct work_bench w;
	bench_open(&w, "file:/db-migrate?vfs=memdb");
	static const struct migration same[] = {
		{ 1, "t", "CREATE TABLE t (n BIGINT NOT NULL PRIMARY KEY, b BLOB)" },
		{ 2, "u", "CREATE TABLE u (n BIGINT); CREATE TABLE v (n BIGINT)" }, { 0 },
	};
	static const struct migration edited[] = { { 1, "t", "CREATE TABLE t (n TEXT)" }, { 0 } };
	CHECK(db_migrate(w.db, "test", same, &w.e) == OK);
	CHECK(db_migrate(w.db, "test", same, &w.e) == OK);
	CHECK(db_migrate(w.db, "test", edited, &w.e) == CONFLICT);
	bench_close(&w);
}

/* ---- values go in and come back ---- */

static enum status round_trip(struct tx *tx, void *arg)
{
	(void)arg;
	struct uuid u = uuid_v4(), none = { 0 };
	TRY(db_exec(tx, "INSERT INTO t (n, b) VALUES ($2, $1)", BIND(ref(u), i64(7))));
	TRY(db_exec(tx, "INSERT INTO t (n, b) VALUES ($2, $1)",
		BIND(ref(none), i64(8))));
	struct rows r = db_query(tx, "SELECT b, n FROM t WHERE b = $1 OR b IS NULL ORDER BY n",
		BIND(ref(u)));
	CHECK(rows_next(&r) && uuid_eq(row_uuid(&r, 0), u) && row_i64(&r, 1) == 7);
	CHECK(rows_next(&r) && uuid_is_none(row_uuid(&r, 0)) && row_blob(&r, 0).len == 0);
	CHECK(!rows_next(&r));
	return rows_end(&r);
}

TEST(positions_are_bound_by_name_and_a_uuid_comes_back_as_it_was)
{
	struct work_bench w;
	bench_open(&w, "file:/db-values?vfs=memdb");
	struct job job = job_of(&w, round_trip);
	CHECK(db_group(w.db, &(struct job *){ &job }, 1) == OK && job.status == OK);
	bench_close(&w);
}

/* ---- a group ---- */

struct numbered { int64_t n; enum status answer; int runs; };

static enum status insert_number(struct tx *tx, void *arg)
{
	struct numbered *j = arg;
	j->runs++;
	TRY(insert(tx, j->n));
	return j->answer;
}

enum { GROUP = 3 };
static void run_three(struct work_bench *w, struct numbered *n, struct job *jobs, enum status *s)
{
	static struct error errors[GROUP];
	struct job *group[GROUP];
	for (size_t i = 0; i < GROUP; i++) {
		errors[i] = (struct error){ 0 };
		jobs[i] = (struct job){ .run = insert_number, .arg = &n[i], .arena = w->arena,
			.error = &errors[i] };
		group[i] = &jobs[i];
	}
	*s = db_group(w->db, group, GROUP);
}

TEST(in_a_group_the_good_jobs_stand_and_the_failing_one_leaves_nothing)
{
	struct work_bench w;
	struct job jobs[GROUP];
	struct numbered n[GROUP] = { { 1, OK, 0 }, { 2, CONFLICT, 0 }, { 3, OK, 0 } };
	enum status s;
	bench_open(&w, "file:/db-group?vfs=memdb");
	run_three(&w, n, jobs, &s);
	CHECK(s == OK && jobs[0].status == OK && jobs[1].status == CONFLICT && jobs[2].status == OK);
	CHECK(n[0].runs == 2 && n[2].runs == 1);
	CHECK(counted(&w) == 2);
	bench_close(&w);
}

TEST(a_refusal_before_the_first_write_costs_the_neighbours_nothing)
{
	struct work_bench w;
	struct job jobs[GROUP];
	struct numbered n[GROUP] = { { 1, OK, 0 }, { 1, OK, 0 }, { 3, OK, 0 } };
	enum status s;
	bench_open(&w, "file:/db-refusal?vfs=memdb");
	run_three(&w, n, jobs, &s);      /* the second breaks the key: SQLite undoes the statement */
	CHECK(s == OK && jobs[1].status == CONFLICT && counted(&w) == 2);
	bench_close(&w);
}

TEST(a_full_disk_keeps_nothing_of_the_group_and_the_next_group_goes_on)
{
	for (long at = 1; at < 9; at++) {
		struct work_bench w;
		struct job jobs[GROUP];
		struct numbered n[GROUP] = { { 1, OK, 0 }, { 2, OK, 0 }, { 3, OK, 0 } };
		enum status s;
		bench_open(&w, "file:/db-full?vfs=memdb");
		db_fault(w.db, FAULT_FULL, at);
		run_three(&w, n, jobs, &s);
		bool struck = db_fault_struck(w.db);
		db_fault(w.db, FAULT_NONE, 0);
		CHECK_AT(at, struck ? s == FULL && jobs[0].status == FULL : s == OK);
		CHECK_AT(at, counted(&w) == (struck ? 0 : GROUP));
		if (struck) {
			run_three(&w, n, jobs, &s);
			CHECK_AT(at, s == OK && counted(&w) == GROUP);
		}
		bench_close(&w);
	}
}

TEST(a_refused_commit_is_broken_and_keeps_nothing)
{
	struct work_bench w;
	struct job jobs[GROUP];
	struct numbered n[GROUP] = { { 1, OK, 0 }, { 2, OK, 0 }, { 3, OK, 0 } };
	enum status s;
	bench_open(&w, "file:/db-commit?vfs=memdb");
	db_fault(w.db, FAULT_COMMIT, 0);
	run_three(&w, n, jobs, &s);
	CHECK(s == BROKEN && jobs[0].status == BROKEN && jobs[2].status == BROKEN);
	db_fault(w.db, FAULT_NONE, 0);
	CHECK(counted(&w) == 0);
	bench_close(&w);
}

/* ---- the time limit ---- */

static enum status write_for_ever(struct tx *tx, void *arg)
{
	(void)arg;
	return db_exec(tx, "WITH RECURSIVE c(n) AS (SELECT 100 UNION ALL SELECT n + 1 FROM c)"
		" INSERT INTO t (n) SELECT n FROM c", NULL, 0);
}

static enum status read_for_ever(struct tx *tx, void *arg)
{
	(void)arg;
	return db_exec(tx, "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)"
		" SELECT max(n) FROM c", NULL, 0);
}

TEST(a_job_that_does_not_end_is_dropped_and_its_neighbours_stand)
{
	enum status (*const endless[])(struct tx *, void *) = { write_for_ever, read_for_ever };
	for (size_t i = 0; i < 2; i++) {
		struct work_bench w;
		bench_open(&w, "file:/db-endless?vfs=memdb");
		struct numbered one = { 1, OK, 0 }, two = { 2, OK, 0 };
		struct error errors[GROUP] = { 0 };
		struct job jobs[GROUP] = {
			{ .run = insert_number, .arg = &one, .arena = w.arena, .error = &errors[0] },
			{ .run = endless[i], .arena = w.arena, .error = &errors[1] },
			{ .run = insert_number, .arg = &two, .arena = w.arena, .error = &errors[2] },
		};
		struct job *group[GROUP] = { &jobs[0], &jobs[1], &jobs[2] };
		CHECK_AT(i, db_group(w.db, group, GROUP) == OK);
		CHECK_AT(i, jobs[0].status == OK && jobs[1].status == BUSY && jobs[2].status == OK);
		CHECK_AT(i, counted(&w) == 2);
		bench_close(&w);
	}
}

/* ---- once before each commit ---- */

static enum status seal(struct tx *tx, void *arg)
{
	(void)arg;
	return db_exec(tx, "INSERT INTO t (n) SELECT 1000 + count(*) FROM t", NULL, 0);
}

TEST(each_group_that_wrote_is_sealed_once_and_one_that_did_not_is_not)
{
	struct work_bench w;
	struct job jobs[GROUP];
	struct numbered n[GROUP] = { { 1, OK, 0 }, { 2, INVALID, 0 }, { 3, OK, 0 } };
	enum status s;
	bench_open(&w, "file:/db-seal?vfs=memdb");
	db_before_commit(w.db, seal, NULL);
	run_three(&w, n, jobs, &s);
	CHECK(s == OK && counted(&w) == 3);          /* two rows and one seal */
	struct job look = job_of(&w, count);
	CHECK(db_group(w.db, &(struct job *){ &look }, 1) == OK && counted(&w) == 3);
	bench_close(&w);
}

/* ---- one turn of a loop reads one moment ---- */

TEST(all_reads_of_a_turn_see_the_same_moment)
{
	char folder[64];
	test_folder(folder);
	struct arena *a = arena_create();
	const char *path = str_fmt(a, "%s/t.db", folder).ptr;
	struct work_bench w;
	bench_open(&w, path);
	struct work_bench r = { .arena = a };
	r.db = db_open(path, DB_READ, &r.e);
	db_turn(r.db);
	CHECK(counted(&r) == 0);
	struct numbered one = { 1, OK, 0 };
	struct job job = { .run = insert_number, .arg = &one, .arena = a, .error = &w.e };
	CHECK(db_group(w.db, &(struct job *){ &job }, 1) == OK);
	CHECK(counted(&r) == 0);                     /* still the same turn */
	db_turn_end(r.db);
	CHECK(counted(&r) == 1);
	db_turn_end(r.db);
	db_close(r.db);
	bench_close(&w);
	unlink(path);
	rmdir(folder);
	arena_destroy(a);
}

/* ---- the writer thread ---- */

struct pushed { struct work work; struct error e; int64_t n; _Atomic int *done; };

static enum status insert_pushed(struct tx *tx, void *arg)
{
	return insert(tx, ((struct pushed *)arg)->n);
}

static void count_done(struct work *work)
{
	struct pushed *p = (struct pushed *)work;
	atomic_fetch_add(p->done, work->job.status == OK);
}

TEST(a_disk_that_syncs_slowly_makes_groups_no_smaller)
{
	enum { MANY = 600 };
	struct work_bench w;
	bench_open(&w, "file:/db-slow?vfs=memdb");
	struct pushed *p = NEW(w.arena, struct pushed, MANY);
	_Atomic int done = 0;
	db_fault(w.db, FAULT_SLOW, 20);
	struct writer *writer = writer_start(w.db);
	for (int i = 0; i < MANY; i++) {
		p[i] = (struct pushed){ .n = i, .done = &done };
		p[i].work = (struct work){ .done = count_done };
		p[i].work.job = (struct job){ .run = insert_pushed, .arg = &p[i],
			.arena = w.arena, .error = &p[i].e };
		CHECK(writer_push(writer, &p[i].work));
		if (i % 4 == 0)
			usleep(100);                     /* they come while it waits for the disk */
	}
	while (done < MANY)
		usleep(1000);
	CHECK(writer_figures(writer).groups < 60);
	writer_stop(writer);
	bench_close(&w);
}

TEST(the_writer_answers_everything_that_was_pushed_before_it_stops)
{
	enum { MANY = 500 };
	struct work_bench w;
	bench_open(&w, "file:/db-writer?vfs=memdb");
	struct pushed *p = NEW(w.arena, struct pushed, MANY);
	_Atomic int done = 0;
	struct writer *writer = writer_start(w.db);
	for (int i = 0; i < MANY; i++) {
		p[i].n = i / 2;                          /* every second one breaks the key */
		p[i].done = &done;
		p[i].work = (struct work){ .done = count_done };
		p[i].work.job = (struct job){ .run = insert_pushed, .arg = &p[i],
			.arena = arena_create(), .error = &p[i].e };
		CHECK(writer_push(writer, &p[i].work));
	}
	struct error e = { 0 };
	struct job look = { .run = count, .arg = &w, .arena = w.arena, .error = &e };
	CHECK(writer_run(writer, &look) == OK && w.found == MANY / 2);
	writer_stop(writer);
	CHECK(done == MANY / 2);
	for (int i = 0; i < MANY; i++)
		arena_destroy(p[i].work.job.arena);
	bench_close(&w);
}

/* ---- a share of memory ---- */

#define HUNDRED_MEGABYTES \
	"WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < 100)" \
	" SELECT hex(zeroblob(500000)), n FROM k"

static enum status read_on(struct tx *tx, struct work_bench *w, bool passing)
{
	struct rows r = db_query(tx, HUNDRED_MEGABYTES, NULL, 0);
	if (passing)
		r = rows_passing(r);
	for (w->found = 0; rows_next(&r); w->found++)
		if (row_text(&r, 0).len != 1000000)
			return BROKEN;
	return rows_end(&r);
}

static enum status keep_them_all(struct tx *tx, void *arg)
{
	return read_on(tx, arg, false);
}

static enum status let_them_pass(struct tx *tx, void *arg)
{
	return read_on(tx, arg, true);
}

TEST(who_reads_more_than_their_share_of_memory_ends_and_the_process_goes_on)
{
	struct work_bench w;
	bench_open(&w, ":memory:");
	struct job job = job_of(&w, let_them_pass);
	CHECK(db_read(w.db, &job) == OK && w.found == 100 && !arena_is_over(w.arena));
	job = job_of(&w, keep_them_all);
	CHECK(db_read(w.db, &job) == BUSY && w.found > 60 && w.found < 70);
	bench_close(&w);
}
