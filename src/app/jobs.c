#include "app/jobs.h"
#include "app/leave.h"
#include "app/once.h"
#include "base/log.h"

enum { MINUTE_MS = 60 * 1000, KEEP_ROWS = 10, SLICES_MAX = 100000, LIMIT_US = 50000 };

/* ---- the platform's own ---- */

static enum status forget_once(struct tx *tx, const struct site *s, bool *more)
{
	(void)s;
	(void)more;
	return once_forget_old(tx);
}

/* Count and digest of the log leave the machine with its own log: who cuts the end of the one must
 * find every copy of the other. */
static enum status anchor(struct tx *tx, const struct site *s, bool *more)
{
	(void)s;
	(void)more;
	struct rows r = db_query(tx, "SELECT n, events, digest FROM app_seal ORDER BY n DESC LIMIT 1",
		NULL, 0);
	if (rows_next(&r)) {
		struct digest d = { { 0 } };
		struct str digest = row_blob(&r, 2);
		memcpy(d.b, digest.ptr, digest.len < sizeof d.b ? digest.len : sizeof d.b);
		log_line(LOG_INFO, "anchor of the log: %lld seals, %lld events, %s",
			(long long)row_i64(&r, 0), (long long)row_i64(&r, 1), digest_print(&d).text);
	}
	return rows_end(&r);
}

static const struct chore own[] = {
	{ .name = "app.forget_once", .every_minutes = 60, .run = forget_once },
	{ .name = "app.leaving", .every_minutes = 1, .run = leaving_go_on },
	{ .name = "app.anchor", .hour = 3, .run = anchor },
	{ 0 },
};

/* ---- what is due ---- */

/* Rises with time; each value is one due date. Days are days of the zone, so that the hour that
 * comes twice in autumn, or never in spring, is still one day. */
static int64_t due_of(const struct chore *c, const struct zone *z, int64_t now_at)
{
	if (c->every_minutes)
		return now_at / ((int64_t)c->every_minutes * MINUTE_MS);
	int64_t day = zone_day(z, now_at);
	return zone_civil(z, now_at).hour >= c->hour ? day : day - 1;
}

struct round { const struct site *site; jobs_run_fn *run; void *arg; int64_t now_at; };
struct slice {
	const struct site *site;
	const struct chore *chore;
	int64_t due;
	bool more;
};

/* One slice; with the last one, in the same tx, the note that it was done. */
static enum status run_slice(struct tx *tx, void *arg)
{
	struct slice *s = arg;
	int64_t newest = INT64_MIN;
	s->more = false;
	TRY(db_one_i64(tx, "SELECT due FROM app_job WHERE name = $1 ORDER BY due DESC LIMIT 1",
		BIND(text(str_view(s->chore->name))), &newest));
	if (newest >= s->due)
		return OK;                       /* done, or the clock has gone back */
	TRY(s->chore->run(tx, s->site, &s->more));
	if (s->more)
		return OK;
	TRY(db_exec(tx, "INSERT INTO app_job (name, due, done_at) VALUES ($1, $2, $3)",
		BIND(text(str_view(s->chore->name)), i64(s->due), i64(tx_now(tx)))));
	return db_exec(tx, "DELETE FROM app_job WHERE name = $1 AND due < $2",
		BIND(text(str_view(s->chore->name)), i64(s->due - KEEP_ROWS)));
}

static void run_chore(const struct round *round, struct slice *s, struct error *e)
{
	enum status status = OK;
	s->more = true;
	for (int i = 0; status == OK && s->more && i < SLICES_MAX; i++) {
		struct arena *a = arena_create();
		struct error mine = { 0 };
		struct job job = { .run = run_slice, .arg = s, .arena = a, .error = &mine,
			.now_at = round->now_at, .limit_us = LIMIT_US };
		status = round->run(round->arg, &job);
		if (status != OK)
			fail(e, status, "chore %s: %s", s->chore->name, mine.text);
		arena_destroy(a);
	}
}

/* One that fails does not keep the others from their turn; the first failure is told. */
static void run_list(const struct round *round, const struct chore *list, struct error *e)
{
	for (const struct chore *c = list; c && c->name; c++) {
		struct slice slice = { .site = round->site, .chore = c,
			.due = due_of(c, round->site->country.zone, round->now_at) };
		run_chore(round, &slice, e);
	}
}

enum status jobs_run(const struct site *s, jobs_run_fn *run, void *arg, int64_t now_at,
	struct error *e)
{
	struct round round = { s, run, arg, now_at };
	run_list(&round, own, e);
	for (const struct feature *const *f = s->features; *f; f++)
		run_list(&round, (*f)->chores, e);
	return e->status;
}
