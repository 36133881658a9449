#include "app/ops.h"
#include <sys/statvfs.h>

enum { LATE_MS = 120000, ROOM_MB = 50 };

/* ---- may it serve ---- */

static enum status look(struct tx *tx, void *arg)
{
	return db_one_i64(tx, "SELECT count(*) FROM app_session WHERE person = 0", NULL, 0, arg);
}

static bool database_answers(const struct ops *o)
{
	struct error e = { 0 };
	struct arena *a = arena_create();
	int64_t n = -1;
	struct job job = { .run = look, .arg = &n, .arena = a, .error = &e, .now_at = o->now_at };
	bool ok = db_read(o->reader, &job) == OK && n == 0;
	arena_destroy(a);
	return ok;
}

static int64_t room_mb(const struct ops *o)
{
	struct statvfs v;
	char folder[512];
	if (o->site->settings.data.len >= sizeof folder)
		return -1;
	memcpy(folder, o->site->settings.data.ptr, o->site->settings.data.len);
	folder[o->site->settings.data.len] = '\0';
	if (statvfs(folder, &v) != 0)
		return -1;
	return (int64_t)(v.f_bavail * v.f_frsize >> 20);
}

static int answer_ready(const struct ops *o, struct buf *out)
{
	int64_t room = room_mb(o);
	bool database = database_answers(o), space = room < 0 || room >= ROOM_MB;
	bool clock = o->keeper_turn_at == 0 || o->now_at - o->keeper_turn_at < LATE_MS;
	buf_fmt(out, "database %s\nroom %s (%lld MB)\nchores %s\n", database ? "ok" : "FAILS",
		space ? "ok" : "LOW", (long long)room, clock ? "ok" : "LATE");
	return database && space && clock ? 200 : 503;
}

/* ---- figures ---- */

static void figure(struct buf *out, const char *name, const char *kind, int64_t value)
{
	buf_fmt(out, "# TYPE labagora_%s %s\nlabagora_%s %lld\n", name, kind, name, (long long)value);
}

static bool may_read_metrics(const struct ops *o)
{
	struct str token = o->site->settings.metrics_token, given = o->authorization;
	if (token.len == 0)
		return o->is_local;
	struct str bearer = STR("Bearer ");
	if (given.len != bearer.len + token.len || memcmp(given.ptr, bearer.ptr, bearer.len) != 0)
		return false;
	struct digest a = digest_of(&o->site->keys, FOR_TAG, token);
	struct digest b = digest_of(&o->site->keys, FOR_TAG,
		(struct str){ given.ptr + bearer.len, token.len });
	return digest_eq(&a, &b);
}

static int answer_metrics(const struct ops *o, struct buf *out)
{
	if (!may_read_metrics(o))
		return 404;
	figure(out, "uptime_seconds", "gauge", (o->now_at - o->started_at) / 1000);
	figure(out, "http_connections", "gauge", o->connections);
	figure(out, "http_requests_total", "counter", o->requests);
	figure(out, "http_refused_total", "counter", o->refused);
	figure(out, "http_cut_total", "counter", o->cut);
	buf_put(out, STR("# TYPE labagora_answers_total counter\n"));
	for (int i = 2; i < 6; i++)
		buf_fmt(out, "labagora_answers_total{class=\"%dxx\"} %lld\n", i, (long long)o->by_class[i]);
	if (o->site->writer) {
		struct writer_figures f = writer_figures(o->site->writer);
		figure(out, "writer_jobs_total", "counter", f.jobs);
		figure(out, "writer_groups_total", "counter", f.groups);
		figure(out, "writer_waiting", "gauge", f.waiting);
		figure(out, "writer_refused_total", "counter", f.refused);
		figure(out, "writer_checkpoints_total", "counter", f.checkpoints);
		figure(out, "writer_slowest_group_us", "gauge", f.slowest_us);
	}
	figure(out, "disk_room_mb", "gauge", room_mb(o));
	return 200;
}

bool ops_answer(struct ops *o, int *status, struct buf *out)
{
	if (str_eq(o->path, STR("/healthz"))) {
		buf_put(out, STR("ok\n"));
		*status = 200;
	} else if (str_eq(o->path, STR("/version"))) {
		buf_fmt(out, "labagora %s\n", o->site->version);
		*status = 200;
	} else if (str_eq(o->path, STR("/readyz"))) {
		*status = answer_ready(o, out);
	} else if (str_eq(o->path, STR("/metrics"))) {
		*status = answer_metrics(o, out);
	} else {
		return false;
	}
	return true;
}
