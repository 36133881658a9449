/* The demonstration: what it says of itself must be true, as of rows that people made. */
#include "features/agora/demo.h"
#include "test_site.h"

static enum status run_job(void *arg, struct job *job)
{
	struct world *w = arg;
	enum status s = db_group(w->hands.writer, &job, 1);
	if (s == OK && job->status != OK)
		test_check(0, job->error->file, job->error->line, 0, job->error->text);
	return s == OK ? job->status : s;
}

static void make(struct world *w, int64_t scale)
{
	struct error e = { 0 };
	world_open(w);
	struct demo_order order = { .seed = 118, .scale = scale, .now_at = w->now_at, .run = run_job,
		.run_arg = w };
	enum status s = demo_make(&w->site, &order, &e);
	test_check(s == OK, e.file ? e.file : __FILE__, e.line, 0, e.text);
}

/* Each of these counts what must not be. */
static const char *const never[] = {
	"SELECT count(*) FROM agora_need n WHERE n.state <> 9 AND n.supports <>"
		" (SELECT count(*) FROM agora_support s WHERE s.need = n.id)",
	"SELECT count(*) FROM agora_count c WHERE c.what <= 11 AND c.n <>"
		" (SELECT count(*) FROM agora_need n WHERE n.state = c.what)",
	"SELECT count(*) FROM agora_count c WHERE c.what = 101 AND c.n <>"
		" (SELECT count(*) FROM agora_support)",
	"SELECT count(*) FROM moderation_count c WHERE c.n <>"
		" (SELECT count(*) FROM moderation_item WHERE done = 0)",
	"SELECT count(*) FROM agora_need n WHERE n.state = 1 AND NOT EXISTS"
		" (SELECT 1 FROM moderation_item q WHERE q.kind = 101 AND q.object = n.id AND q.done = 0)",
	"SELECT count(*) FROM agora_need n WHERE n.state BETWEEN 4 AND 9 AND n.number = 0",
	"SELECT count(*) FROM agora_need n WHERE n.state <> (SELECT e.state_to FROM app_event e"
		" WHERE e.kind = 101 AND e.id = n.id ORDER BY e.seq DESC LIMIT 1)",
	"SELECT count(*) FROM app_event e JOIN app_event f ON f.kind = 101 AND f.id = e.id"
		" AND f.seq > e.seq AND f.at < e.at WHERE e.kind = 101",
	"SELECT count(*) FROM agora_need n WHERE n.persona IS NULL OR n.title = '' OR n.text = ''",
	"SELECT count(*) FROM agora_need n WHERE n.state IN (7, 8) AND n.answered_at = 0",
	"SELECT count(*) FROM agora_need n WHERE n.title LIKE '%{%' OR n.text LIKE '%{%'",
	"SELECT count(*) FROM agora_need n JOIN agora_support s ON s.need = n.id"
		" WHERE s.persona = n.persona",
	"SELECT count(*) FROM agora_answer WHERE drafted_by = reviewed_by OR text = ''",
	"SELECT count(*) FROM moderation_decision d"
		" WHERE d.action IN ('return', 'reject') AND d.text = ''",
	"SELECT count(*) FROM search_doc d JOIN agora_need n ON n.id = d.id"
		" WHERE d.gone = 0 AND d.audience <> n.audience",
	"SELECT count(*) FROM agora_support s WHERE s.persona IS NOT NULL AND NOT EXISTS (SELECT 1"
		" FROM delivery_follow f WHERE f.kind = 101 AND f.object = s.need"
		" AND f.persona = s.persona)",
	"SELECT count(*) FROM agora_need n WHERE NOT EXISTS (SELECT 1 FROM delivery_follow f"
		" WHERE f.kind = 101 AND f.object = n.id AND f.persona = n.persona)",
	"SELECT count(*) FROM delivery_notice WHERE mail_at <> 0",
	"SELECT count(*) FROM delivery_notice m JOIN delivery_notice n ON n.persona = m.persona"
		" AND n.id > m.id AND n.at < m.at",
	"SELECT count(*) FROM app_persona p WHERE p.unread <> (SELECT count(*)"
		" FROM delivery_notice n WHERE n.persona = p.persona AND n.read_at = 0)",
	"SELECT count(*) FROM app_mail",
};

static void check_all(struct world *w)
{
	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		CHECK_AT(i, world_count(w, never[i]) == 0);
	struct str now = str_fmt(w->arena, "SELECT count(*) FROM app_event WHERE at > %lld",
		(long long)w->now_at + 1000);
	CHECK(world_count(w, now.ptr) == 0);
}

TEST(the_demonstration_holds_together)
{
	struct world w;
	make(&w, 1);
	int64_t needs = world_count(&w, "SELECT count(*) FROM agora_need");
	test_check(needs == 60, __FILE__, __LINE__, (size_t)needs, "needs");
	for (int s = 1; s <= 11; s++)
		CHECK_AT(s, world_count(&w, str_fmt(w.arena,
			"SELECT count(*) FROM agora_need WHERE state = %d", s).ptr) > 0);
	CHECK(world_count(&w, "SELECT count(*) FROM moderation_report WHERE handled_at = 0") > 0);
	CHECK(world_count(&w, "SELECT count(*) FROM moderation_report WHERE handled_at > 0") > 0);
	CHECK(world_count(&w, "SELECT count(*) FROM agora_need WHERE merged_into > 0") == 3);
	CHECK(world_count(&w, "SELECT max(supports) FROM agora_need") > 200);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice WHERE read_at = 0") > 50);
	CHECK(world_count(&w, "SELECT count(*) FROM delivery_notice WHERE read_at > 0") > 500);
	check_all(&w);
	world_close(&w);
}

TEST(a_larger_demonstration_is_the_same_each_time)
{
	int64_t sums[2];
	for (int i = 0; i < 2; i++) {
		struct world w;
		make(&w, 4);
		CHECK_AT(i, world_count(&w, "SELECT count(*) FROM agora_need") == 240);
		check_all(&w);
		sums[i] = world_count(&w, "SELECT sum(created_at % 100000007 + length(title) * supports"
			" + length(text) * for_whom + unicode(hex(ref))) FROM agora_need");
		world_close(&w);
	}
	CHECK(sums[0] == sums[1] && sums[0] > 0);
}
