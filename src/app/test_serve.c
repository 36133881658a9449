/* The life of a request, with a feature that does as little as possible. */
#include "app/route.h"
#include "test_site.h"

/* ---- the probe ---- */

static enum status get_open(struct req *r)
{
	buf_put(answer_page(r, 200), STR("open"));
	return OK;
}

static enum status get_form(struct req *r)
{
	struct buf *page = answer_page(r, 200);
	page_guard(page, &r->page);
	return OK;
}

static enum status insert(struct req *r, struct str what)
{
	return db_exec(r->tx, "INSERT INTO probe_row (id, what) VALUES ($1, $2)",
		BIND(i64(tx_new_id(r->tx)), text(what)));
}

static enum status post_row(struct req *r)
{
	TRY(insert(r, req_field(r, "what")));
	return answer_redirect(r, "/probe", NULL);
}

static enum status prepare_row(struct req *r)
{
	if (req_field(r, "what").len == 0)
		buf_put(answer_page(r, 422), STR("say what"));
	return OK;
}

static enum status post_conflict(struct req *r)
{
	TRY(insert(r, STR("before the fault")));
	return fail(r->error, CONFLICT, "probe");
}

static enum status post_fault(struct req *r)
{
	return fail(r->error, BROKEN, "a secret of ours");
}

static enum status post_nothing(struct req *r)
{
	return insert(r, STR("no answer"));
}

static enum status offload_name(struct req *r)
{
	r->offloaded = NEW(r->arena, char, sizeof "offloaded");
	memcpy(r->offloaded, "offloaded", sizeof "offloaded");
	return r->tx ? fail(r->error, BROKEN, "a transaction in the pool") : OK;
}

static enum status post_offloaded(struct req *r)
{
	TRY(insert(r, str_view(r->offloaded)));
	return answer_redirect(r, "/probe", NULL);
}

static enum status get_ref(struct req *r)
{
	html_uuid(answer_page(r, 200), r->ref);
	html_text(&r->answer->body, r->name);
	return OK;
}

static const struct permission permissions[] = {
	{ "probe.member", ROLE_MEMBER }, { "probe.moderate", ROLE_MODERATOR }, { 0 },
};
static const struct route routes[] = {
	{ .method = GET, .path = "/probe", .handle = get_open, .permission = "public" },
	{ .method = GET, .path = "/probe/form", .handle = get_form, .permission = "public" },
	{ .method = GET, .path = "/probe/{ref}{-slug}", .handle = get_ref, .permission = "public" },
	{ .method = GET, .path = "/probe/{ref}/{name}", .handle = get_ref, .permission = "public" },
	{ .method = GET, .path = "/probe/mine", .handle = get_open, .permission = "probe.member" },
	{ .method = GET, .path = "/probe/desk", .handle = get_open, .permission = "probe.moderate" },
	{ .method = POST, .path = "/probe/row", .handle = post_row, .permission = "public",
		.prepare = prepare_row },
	{ .method = POST, .path = "/probe/mine", .handle = post_row, .permission = "probe.member" },
	{ .method = POST, .path = "/probe/conflict", .handle = post_conflict, .permission = "public" },
	{ .method = POST, .path = "/probe/fault", .handle = post_fault, .permission = "public" },
	{ .method = POST, .path = "/probe/nothing", .handle = post_nothing, .permission = "public" },
	{ .method = POST, .path = "/probe/offload", .handle = post_offloaded, .permission = "public",
		.offload = offload_name },
	{ 0 },
};
static const struct migration migrations[] = {
	{ 1, "row", "CREATE TABLE probe_row (id BIGINT NOT NULL PRIMARY KEY, what TEXT NOT NULL)" },
	{ 0 },
};
static const struct feature probe = {
	.name = "probe", .zones = ZONE_COMMUNITY, .migrations = migrations,
	.permissions = permissions, .routes = routes,
};
static const struct feature *const only_probe[] = { &probe, NULL };

static const struct field what[] = { { "what", STR("Un mot & <b>") }, { 0 } };

static int64_t rows_of(struct world *w)
{
	return world_count(w, "SELECT count(*) FROM probe_row");
}

/* ---- routes ---- */

TEST(a_route_is_found_by_its_pattern_and_its_method)
{
	static const char ref[] = "019a0000-0000-7000-8000-000000000001";
	static const struct { const char *path; bool found; } cases[] = {
		{ "/probe", true }, { "/probe/", false }, { "/prob", false }, { "/probes", false },
		{ "/probe/019a0000-0000-7000-8000-000000000001", true },
		{ "/probe/019a0000-0000-7000-8000-000000000001-un-besoin-de-plus", true },
		{ "/probe/019a0000-0000-7000-8000-000000000001/un-mot", true },
		{ "/probe/019a0000-0000-7000-8000-000000000001/", false },
		{ "/probe/019A0000-0000-7000-8000-000000000001", false },
		{ "/probe/019a0000-0000-7000-8000-00000000000", false },
		{ "/probe/019a0000-0000-7000-8000-000000000001-UN", false }, { "", false },
	};
	struct site s = { .features = only_probe, .zone = ZONE_COMMUNITY };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_AT(i, !!route_find(&s, GET, str_view(cases[i].path)).route == cases[i].found);
	struct route_found f = route_find(&s, GET,
		STR("/probe/019a0000-0000-7000-8000-000000000001/un-mot"));
	CHECK(strcmp(uuid_print(f.ref).text, ref) == 0 && str_eq(f.name, STR("un-mot")));
	CHECK(route_find(&s, POST, STR("/probe")).other_method);
	s.zone = ZONE_CARE;
	CHECK(!route_find(&s, GET, STR("/probe")).route);
}

TEST(the_language_is_taken_off_the_front_of_the_path)
{
	static const struct { const char *path, *rest; enum lang lang; } cases[] = {
		{ "/besoins", "/besoins", LANG_FR }, { "/en/besoins", "/besoins", LANG_EN },
		{ "/en", "/", LANG_EN }, { "/en/", "/", LANG_EN }, { "/entraide", "/entraide", LANG_FR },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str path = str_view(cases[i].path);
		CHECK_AT(i, path_take_lang(&path) == cases[i].lang);
		CHECK_AT(i, str_eq(path, str_view(cases[i].rest)));
	}
}

/* ---- rights ---- */

TEST(a_page_that_wants_somebody_sends_nobody_to_sign_in_and_back)
{
	struct world w;
	world_open_with(&w, only_probe);
	struct seen s = visit_get(&w, &w.nobody, "/en/probe/mine");
	CHECK(s.http == 303 && str_eq(s.location, STR("/en/connexion?next=%2Fprobe%2Fmine")));
	CHECK(visit_get(&w, &w.ada, "/probe/mine").http == 200);
	CHECK(visit_get(&w, &w.ada, "/probe/desk").http == 403);
	CHECK(visit_get(&w, &w.fay, "/probe/desk").http == 403);
	CHECK(visit_get(&w, &w.moe, "/probe/desk").http == 200);
	CHECK(visit_get(&w, &w.ada, "/nowhere").http == 404);
	world_close(&w);
}

TEST(a_session_ends_when_it_was_not_used_or_is_too_old)
{
	enum { MINUTE = 60 * 1000, HOUR = 60 * MINUTE };
	struct world w;
	world_open_with(&w, only_probe);
	int64_t start = w.now_at;
	const struct { const struct browser *who; int64_t after; int http; } cases[] = {
		{ &w.ada, (int64_t)14 * 24 * HOUR - HOUR, 200 },
		{ &w.ada, (int64_t)14 * 24 * HOUR + HOUR, 303 },
		{ &w.moe, 29 * MINUTE, 200 }, { &w.moe, 31 * MINUTE, 303 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		w.now_at = start + cases[i].after;
		CHECK_AT(i, visit_get(&w, cases[i].who, "/probe/mine").http == cases[i].http);
	}
	world_close(&w);
}

/* ---- forms ---- */

TEST(a_form_sent_twice_is_one_act_and_leads_to_its_first_result)
{
	struct world w;
	world_open_with(&w, only_probe);
	struct uuid once = uuid_v4();
	struct seen first = visit_post(&w, &w.nobody, "/probe/row", &once, what);
	struct seen again = visit_post(&w, &w.nobody, "/probe/row", &once, what);
	CHECK(first.http == 303 && again.http == 303 && str_eq(first.location, again.location));
	CHECK(rows_of(&w) == 1);
	/* The same key in another browser is another act. */
	CHECK(visit_post(&w, &w.ada, "/probe/row", &once, what).http == 303 && rows_of(&w) == 2);
	/* The same key with other words, behind "Back", is another act too: none are lost. */
	static const struct field other[] = { { "what", STR("Un autre mot") }, { 0 } };
	CHECK(visit_post(&w, &w.nobody, "/probe/row", &once, other).http == 303 && rows_of(&w) == 3);
	CHECK(visit_post(&w, &w.nobody, "/probe/row", &once, other).http == 303 && rows_of(&w) == 3);
	CHECK(visit_post(&w, &w.nobody, "/probe/row", &once, NULL).http == 422 && rows_of(&w) == 3);
	world_close(&w);
}

static struct seen post_with(struct world *w, const struct browser *b, const char *csrf,
	const char *origin)
{
	struct answer a;
	struct field fields[] = { { "csrf", str_view(csrf) },
		{ "once", uuid_dup(w->arena, uuid_v4()) }, { "what", STR("Un mot & <b>") },
		{ "password", STR("not to be shown") }, { 0 } };
	struct ask ask = { .method = POST, .path = STR("/probe/row"), .fields = fields,
		.origin = str_view(origin), .host = STR("agora.example"), .now_at = w->now_at++,
		.arena = w->arena };
	if (b)
		ask.cookie = str_fmt(w->arena, "agora=%s", uuid_print(b->session).text);
	struct seen s = { .durable = serve_now(&w->site, &w->hands, &ask, 1, &a), .http = a.http };
	s.body = str_dup(w->arena, buf_view(&a.body));
	memcpy(s.cookies, a.cookies, sizeof s.cookies);
	buf_finish(&a.body);
	return s;
}

TEST(a_form_of_another_session_or_site_does_nothing_and_keeps_its_words)
{
	struct world w;
	world_open_with(&w, only_probe);
	struct uuid mine = tag_of(&w.site.keys, FOR_FORM,
		(struct str){ (const char *)w.ada.session.b, 16 });
	struct uuid theirs = tag_of(&w.site.keys, FOR_FORM,
		(struct str){ (const char *)w.ben.session.b, 16 });
	const char *own = uuid_dup(w.arena, mine).ptr, *other = uuid_dup(w.arena, theirs).ptr;
	const struct { const struct browser *b; const char *csrf, *origin; int http; } cases[] = {
		{ &w.ada, own, "http://agora.example", 303 }, { &w.ada, own, "", 303 },
		{ &w.ada, other, "", 419 }, { &w.ada, "", "", 419 }, { NULL, own, "", 419 },
		{ &w.ada, own, "http://evil.example", 403 }, { &w.ada, own, "null", 403 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t before = rows_of(&w);
		struct seen s = post_with(&w, cases[i].b, cases[i].csrf, cases[i].origin);
		CHECK_AT(i, s.http == cases[i].http);
		CHECK_AT(i, rows_of(&w) == before + (s.http == 303));
		CHECK_AT(i, s.http == 303 || says(s, "Un mot &amp; &lt;b&gt;") == (s.http == 419));
		CHECK_AT(i, !says(s, "not to be shown"));
	}
	/* Nobody had a cookie: the page that keeps the words also sets one, so that it can be sent. */
	CHECK(!uuid_is_none(seen_cookie(post_with(&w, NULL, own, ""), "agora-form")));
	world_close(&w);
}

TEST(a_browser_gets_its_cookie_with_its_first_form_only)
{
	struct world w;
	world_open_with(&w, only_probe);
	CHECK(uuid_is_none(seen_cookie(visit_get(&w, NULL, "/probe"), "agora-form")));
	CHECK(!uuid_is_none(seen_cookie(visit_get(&w, NULL, "/probe/form"), "agora-form")));
	CHECK(uuid_is_none(seen_cookie(visit_get(&w, &w.nobody, "/probe/form"), "agora-form")));
	CHECK(uuid_is_none(seen_cookie(visit_get(&w, &w.ada, "/probe/form"), "agora-form")));
	w.site.secure = true;
	struct seen s = visit_get(&w, NULL, "/probe/form");
	CHECK(memmem(s.cookies[2].ptr, s.cookies[2].len, "__Host-agora-form=", 18));
	CHECK(memmem(s.cookies[2].ptr, s.cookies[2].len, "; Secure", 8));
	world_close(&w);
}

/* ---- what fails ---- */

TEST(what_a_failing_handler_wrote_is_gone_and_the_words_are_kept)
{
	struct world w;
	world_open_with(&w, only_probe);
	struct seen s = visit_post(&w, &w.ada, "/probe/conflict", NULL, what);
	CHECK(s.http == 409 && says(s, "Un mot &amp; &lt;b&gt;") && rows_of(&w) == 0);
	s = visit_post(&w, &w.ada, "/probe/fault", NULL, what);
	CHECK(s.http == 500 && says(s, "Un mot") && !says(s, "a secret of ours"));
	s = visit_post(&w, &w.ada, "/probe/nothing", NULL, what);
	CHECK(s.http == 500 && rows_of(&w) == 0);
	world_close(&w);
}

TEST(whatever_statement_fails_the_answer_tells_the_truth)
{
	static const enum db_fault faults[] = { FAULT_ONCE, FAULT_FROM, FAULT_FULL };
	for (size_t k = 0; k < sizeof faults / sizeof *faults; k++) {
		struct world w;
		world_open_with(&w, only_probe);
		bool struck = true;
		for (long n = 1; struck; n++) {
			int64_t before = rows_of(&w);
			db_fault(w.hands.writer, faults[k], n);
			struct seen s = visit_post(&w, &w.ada, "/probe/row", NULL, what);
			struck = db_fault_struck(w.hands.writer);
			db_fault(w.hands.writer, FAULT_NONE, 0);
			bool done = s.http == 303;
			CHECK_AT(n, n < 50 && (done || s.http == (faults[k] == FAULT_FULL ? 507 : 500)));
			CHECK_AT(n, rows_of(&w) - before == done);
			CHECK_AT(n, done || says(s, "Un mot &amp; &lt;b&gt;"));
			CHECK_AT(n, struck || done);
		}
		world_close(&w);
	}
}

TEST(a_commit_that_fails_acknowledges_nothing_and_a_retry_counts_once)
{
	struct world w;
	world_open_with(&w, only_probe);
	struct uuid once = uuid_v4();
	db_fault(w.hands.writer, FAULT_COMMIT, 0);
	struct seen s = visit_post(&w, &w.ada, "/probe/row", &once, what);
	CHECK(s.durable == BROKEN && s.http == 500 && s.location.len == 0);
	db_fault(w.hands.writer, FAULT_NONE, 0);
	CHECK(rows_of(&w) == 0);
	CHECK(visit_post(&w, &w.ada, "/probe/row", &once, what).http == 303);
	CHECK(visit_post(&w, &w.ada, "/probe/row", &once, what).http == 303 && rows_of(&w) == 1);
	world_close(&w);
}

TEST(a_page_whose_reading_fails_is_a_clean_failure)
{
	struct world w;
	world_open_with(&w, only_probe);
	bool struck = true;
	for (long n = 1; struck; n++) {
		db_fault(w.hands.reader, FAULT_ONCE, n);
		struct seen s = visit_get(&w, &w.ada, "/probe/mine");
		struck = db_fault_struck(w.hands.reader);
		CHECK_AT(n, n < 20 && s.http == (struck ? 500 : 200));
	}
	world_close(&w);
}

TEST(too_often_is_told_when_to_come_back)
{
	struct world w;
	world_open_with(&w, only_probe);
	w.hands.rates = rates_create();
	int refused = 0;
	for (int i = 0; i < 200 && !refused; i++) {
		struct answer a;
		struct ask ask = { .method = POST, .path = STR("/probe/row"), .fields = what,
			.rate_key = w.nobody.visitor, .now_at = w.now_at, .arena = w.arena };
		serve_now(&w.site, &w.hands, &ask, 1, &a);
		refused = a.http == 429 ? i : 0;
		buf_finish(&a.body);
	}
	CHECK(refused == 60);
	rates_destroy(w.hands.rates);
	world_close(&w);
}

TEST(a_body_too_large_or_unreadable_is_said_so)
{
	struct world w;
	world_open_with(&w, only_probe);
	const struct { bool too_large; const struct field *fields; int http; } cases[] = {
		{ true, what, 413 }, { false, NULL, 400 },
	};
	for (size_t i = 0; i < 2; i++) {
		struct answer a;
		struct ask ask = { .method = POST, .path = STR("/probe/row"), .now_at = w.now_at,
			.fields = cases[i].fields, .too_large = cases[i].too_large, .arena = w.arena };
		serve_now(&w.site, &w.hands, &ask, 1, &a);
		CHECK_AT(i, a.http == cases[i].http);
		buf_finish(&a.body);
	}
	CHECK(serve_body_limit(&w.site, POST, STR("/en/probe/row")) == 64 * 1024);
	CHECK(serve_body_limit(&w.site, POST, STR("/probe/none")) == 0);
	world_close(&w);
}

TEST(long_work_runs_before_the_writer_and_without_a_transaction)
{
	struct world w;
	world_open_with(&w, only_probe);
	CHECK(visit_post(&w, &w.ada, "/probe/offload", NULL, NULL).http == 303);
	CHECK(world_count(&w, "SELECT count(*) FROM probe_row WHERE what = 'offloaded'") == 1);
	world_close(&w);
}

/* ---- what may not be declared ---- */

TEST(a_declaration_that_cannot_stand_is_refused_at_start)
{
	static const struct permission some[] = {
		{ "x.do", ROLE_MEMBER }, { "y.do", ROLE_MEMBER }, { 0 },
	};
	static const struct migration people[] = {
		{ 1, "t", "CREATE TABLE x_t (persona BLOB)" }, { 0 },
	};
	static const struct object_kind twice[] = {
		{ 7, "x.a", "", NULL }, { 7, "x.b", "", NULL }, { 0 },
	};
	static const char *const needs[] = { "nothing", NULL };
	static const struct menu_entry menu[] = { { MENU_TEAM, 1, "/x", "k", "x.undo", NULL }, { 0 } };
#define X(p) { .method = GET, .path = "/x", .handle = get_open, .permission = p }
	const struct { struct route routes[3]; struct feature rest; enum status want; } cases[] = {
		{ { X("x.do") }, { .name = "x" }, OK },
		{ { X(NULL) }, { .name = "x" }, INVALID },
		{ { X("x.undo") }, { .name = "x" }, INVALID },
		{ { X("y.do") }, { .name = "x" }, INVALID },
		{ { X("x.do"), X("x.do") }, { .name = "x" }, INVALID },
		{ { { .method = GET, .path = "/x", .permission = "public" } }, { .name = "x" }, INVALID },
		{ { { 0 } }, { .name = "x", .migrations = people }, INVALID },
		{ { { 0 } }, { .name = "x", .objects = twice }, INVALID },
		{ { { 0 } }, { .name = "x", .needs = needs }, INVALID },
		{ { { 0 } }, { .name = "x", .menu = menu }, INVALID },
	};
#undef X
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct feature x = cases[i].rest;
		x.routes = cases[i].routes;
		x.permissions = some;
		struct site s = { .features = (const struct feature *const[]){ &x, NULL } };
		struct error e = { 0 };
		CHECK_AT(i, site_check(&s, &e) == cases[i].want);
	}
}

TEST(the_product_itself_may_stand)
{
	struct site s = { .features = features, .zone = ZONE_COMMUNITY };
	struct error e = { 0 };
	enum status status = site_check(&s, &e);
	test_check(status == OK, __FILE__, __LINE__, 0, e.text);
}
