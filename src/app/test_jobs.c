/* Chores: once for each due date, whatever the clock does. */
#include "test_site.h"
#include "app/jobs.h"

static int daily_runs, often_runs, slices_left;

static enum status run_daily(struct tx *tx, const struct site *s, bool *more)
{
	(void)tx;
	(void)s;
	(void)more;
	daily_runs++;
	return OK;
}

static enum status run_often(struct tx *tx, const struct site *s, bool *more)
{
	(void)tx;
	(void)s;
	often_runs++;
	*more = slices_left-- > 0;
	return OK;
}

static enum status run_failing(struct tx *tx, const struct site *s, bool *more)
{
	(void)s;
	(void)more;
	return fail(tx_error(tx), BROKEN, "does not work");
}

static const struct chore chores[] = {
	{ .name = "probe.failing", .every_minutes = 1, .run = run_failing },
	{ .name = "probe.daily", .hour = 3, .run = run_daily },
	{ .name = "probe.often", .every_minutes = 10, .run = run_often },
	{ 0 },
};
static const struct feature probe = { .name = "probe", .zones = ZONE_COMMUNITY, .chores = chores };
static const struct feature *const only_probe[] = { &probe, NULL };

static enum status run_here(void *arg, struct job *job)
{
	struct world *w = arg;
	enum status s = db_group(w->hands.writer, &(struct job *){ job }, 1);
	return s == OK ? job->status : s;
}

static void turn(struct world *w, int64_t at)
{
	struct error e = { 0 };
	jobs_run(&w->site, run_here, w, at, &e);
	CHECK(e.status == BROKEN);                   /* the failing one is told, and stops nobody */
}

static int64_t at(struct world *w, int month, int day, int hour)
{
	return zone_at(w->site.country.zone, day_of_civil(2026, month, day), hour, 0);
}

TEST(a_daily_chore_runs_once_a_day_over_clocks_that_jump_and_days_of_25_hours)
{
	struct world w;
	world_open_with(&w, only_probe);
	daily_runs = 0;
	const struct { int64_t at; int runs; } cases[] = {
		{ at(&w, 10, 24, 2), 1 },      /* the first time: yesterday's */
		{ at(&w, 10, 24, 2) + 1, 1 }, { at(&w, 10, 24, 3), 2 }, { at(&w, 10, 24, 23), 2 },
		{ at(&w, 10, 23, 12), 2 },     /* the clock goes back a day */
		{ at(&w, 10, 25, 3), 3 },      /* the night with an hour twice */
		{ at(&w, 10, 25, 3) + 3600000, 3 }, { at(&w, 10, 26, 3), 4 },
		{ at(&w, 11, 2, 9), 5 },       /* a week without running: once, not seven times */
		{ at(&w, 11, 2, 10), 5 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		turn(&w, cases[i].at);
		CHECK_AT(i, daily_runs == cases[i].runs);
	}
	world_close(&w);
}

TEST(a_chore_in_slices_is_done_when_its_last_slice_is)
{
	struct world w;
	world_open_with(&w, only_probe);
	often_runs = 0;
	slices_left = 3;
	turn(&w, w.now_at);
	CHECK(often_runs == 4);
	turn(&w, w.now_at);
	CHECK(often_runs == 4);
	slices_left = 0;
	turn(&w, w.now_at + 10 * 60 * 1000);
	CHECK(often_runs == 5);
	CHECK(world_count(&w, "SELECT count(*) FROM app_job WHERE name = 'probe.often'") == 2);
	world_close(&w);
}

TEST(form_keys_are_forgotten_after_a_day)
{
	struct world w;
	world_open_with(&w, only_probe);
	CHECK(world_write(&w, "INSERT INTO app_once (owner, once, location, at) VALUES (x'01', x'02',"
		" '/', 1792000000000)") == OK);
	turn(&w, 1792000000000 + 23 * 3600 * 1000);
	CHECK(world_count(&w, "SELECT count(*) FROM app_once") == 1);
	turn(&w, 1792000000000 + 25 * 3600 * 1000);
	CHECK(world_count(&w, "SELECT count(*) FROM app_once") == 0);
	world_close(&w);
}
