/* The parts that every page is made of, without a site round them. */
#include "app/page.h"
#include "app/test_markup.h"
#include "base/test.h"

struct stage { struct arena *arena; struct country country; struct page page; struct buf h; };

static void open_stage(struct stage *s, enum lang lang)
{
	struct error e = { 0 };
	*s = (struct stage){ .arena = arena_create(), .h.max = 1 << 20 };
	test_check(country_load(&s->country, s->arena, &e) == OK, __FILE__, __LINE__, 0, e.text);
	s->page = (struct page){
		.lang = lang, .csrf = uuid_v4(), .once = uuid_v4(), .path = STR("/besoins"),
		.query = STR("theme=pain&q=%22"), .country = &s->country, .version = "1.2.3",
		.public_url = STR("https://agora.example"), .theme = "", .size = "",
		.now_at = zone_at(s->country.zone, day_of_civil(2026, 11, 24), 14, 30),
	};
}

static void close_stage(struct stage *s)
{
	buf_finish(&s->h);
	arena_destroy(s->arena);
}

/* What has been written since the last call. */
static struct str said(struct stage *s)
{
	struct str t = str_dup(s->arena, buf_view(&s->h));
	buf_finish(&s->h);
	return t;
}

static void whole(struct stage *s, struct head head)
{
	part_top(&s->h, &s->page, &head);
	part_bottom(&s->h, &s->page);
}

/* ---- dates ---- */

TEST(days_are_written_in_full_in_both_languages)
{
	struct stage s;
	open_stage(&s, LANG_FR);
	int64_t day = day_of_civil(2026, 11, 24), first = day_of_civil(2026, 11, 1);
	page_day(&s.h, &s.page, day);
	CHECK(str_eq(said(&s), STR("<time datetime=\"2026-11-24\">mardi 24 novembre 2026</time>")));
	page_day(&s.h, &s.page, first);
	CHECK(has(said(&s), ">dimanche 1<sup>er</sup> novembre 2026<"));
	CHECK(str_eq(day_words(s.arena, LANG_FR, first), STR("dimanche 1er novembre 2026")));
	CHECK(str_eq(day_words(s.arena, LANG_EN, first), STR("Sunday 1 November 2026")));
	s.page.lang = LANG_EN;
	page_day(&s.h, &s.page, day);
	CHECK(has(said(&s), ">Tuesday 24 November 2026<"));
	part_date(&s.h, &s.page, s.page.now_at);
	CHECK(has(said(&s), "<time datetime=\"2026-11-24\">24 November 2026</time>"));
	close_stage(&s);
}

TEST(instants_are_told_in_the_time_of_the_country)
{
	struct stage s;
	open_stage(&s, LANG_FR);
	page_at(&s.h, &s.page, s.page.now_at);
	struct str fr = said(&s);
	CHECK(has(fr, "datetime=\"2026-11-24T13:30:00Z\""));
	CHECK(has(fr, ">mardi 24 novembre 2026 à 14\xC2\xA0h\xC2\xA0" "30</time>"));
	page_at(&s.h, &s.page, s.page.now_at - 30 * 60000);
	CHECK(has(said(&s), " à 14\xC2\xA0h</time>"));
	s.page.lang = LANG_EN;
	page_at(&s.h, &s.page, s.page.now_at - 25 * 60000);
	CHECK(has(said(&s), " at 14:05</time>"));
	close_stage(&s);
}

TEST(how_long_ago_is_said_in_words)
{
	enum { SECOND = 1000, MINUTE = 60000 };
	const int64_t hour = 60 * MINUTE, day = 24 * hour;
	const struct { int64_t before; const char *fr, *en; } cases[] = {
		{ -SECOND, "à l’instant", "just now" }, { 59 * SECOND, "à l’instant", "just now" },
		{ MINUTE, "il y a 1 minute", "1 minute ago" },
		{ 59 * MINUTE, "il y a 59 minutes", "59 minutes ago" },
		{ hour, "il y a 1 heure", "1 hour ago" }, { 23 * hour, "il y a 23 heures", "23 hours ago" },
		{ day, "hier", "yesterday" }, { 38 * hour, "hier", "yesterday" },
		{ 39 * hour, "il y a 2 jours", "2 days ago" },
		{ 59 * day, "il y a 59 jours", "59 days ago" },
		{ 61 * day, "il y a 2 mois", "2 months ago" }, { 800 * day, "il y a 2 ans", "2 years ago" },
	};
	struct stage s;
	open_stage(&s, LANG_FR);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		s.page.lang = LANG_FR;
		page_ago(&s.h, &s.page, s.page.now_at - cases[i].before);
		CHECK_AT(i, has(said(&s), str_fmt(s.arena, ">%s</time>", cases[i].fr).ptr));
		s.page.lang = LANG_EN;
		page_ago(&s.h, &s.page, s.page.now_at - cases[i].before);
		CHECK_AT(i, has(said(&s), str_fmt(s.arena, ">%s</time>", cases[i].en).ptr));
	}
	close_stage(&s);
}

/* ---- words ---- */

TEST(words_are_chosen_by_number_and_their_holes_are_filled)
{
	struct stage s;
	open_stage(&s, LANG_FR);
	static const struct { int64_t n; const char *fr, *en; } cases[] = {
		{ 0, "0 caractère au plus", "0 characters" },
		{ 1, "1 caractère au plus", "1 character at" },
		{ 2, "2 caractères au plus", "2 characters" },
		{ 1000, "1\xE2\x80\xAF" "000 caractères", "1,000 characters" },
		{ 12034005, "12\xE2\x80\xAF" "034\xE2\x80\xAF" "005 caractères", "12,034,005 characters" },
		{ 1000000, "1\xE2\x80\xAF" "000\xE2\x80\xAF" "000 de caractères", "1,000,000 characters" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		s.page.lang = LANG_FR;
		page_count(&s.h, &s.page, "app.field.max", cases[i].n);
		CHECK_AT(i, has(said(&s), cases[i].fr));
		s.page.lang = LANG_EN;
		page_count(&s.h, &s.page, "app.field.max", cases[i].n);
		CHECK_AT(i, has(said(&s), cases[i].en));
	}
	page_fill(&s.h, &s.page, "app.foot.version", &STR("<1 & 2>"), 1);
	CHECK(str_eq(said(&s), STR("version &lt;1 &amp; 2&gt;")));
	CHECK(str_eq(words(LANG_FR, "no.such.key"), STR("no.such.key")));
	close_stage(&s);
}

TEST(words_for_a_mail_are_filled_and_not_escaped)
{
	struct arena *a = arena_create();
	CHECK(str_eq(words_fill(a, LANG_EN, "app.foot.version", &STR("<1>"), 1), STR("version <1>")));
	CHECK(str_eq(words_fill(a, LANG_EN, "app.foot.version", NULL, 0), STR("version {1}")));
	CHECK(str_eq(words_fill(a, LANG_EN, "app.steps.days", &STR("1"), 1), STR("1 day later")));
	CHECK(str_eq(words_fill(a, LANG_EN, "app.steps.days", &STR("3"), 1), STR("3 days later")));
	CHECK(lang_of_code(STR("en")) == LANG_EN && lang_of_code(STR("xx")) == LANG_FR);
	arena_destroy(a);
}

/* ---- the frame ---- */

static const struct link main_links[] = {
	{ "/", "app.failed.home", false, 0 }, { "/besoins", "app.search", true, 0 },
};

TEST(the_frame_of_a_page_says_where_one_is_and_leads_on)
{
	struct stage s;
	open_stage(&s, LANG_EN);
	s.page.main = (struct links){ main_links, 2 };
	whole(&s, (struct head){ .text = STR("A <need> ?"), .description = STR("\"What\""),
		.sheet = "home.css", .feed = { STR("/besoins.atom") }, .problems = 2 });
	struct str t = said(&s);
	CHECK_PAGE(0, t);
	CHECK(has(t, "<html lang=\"en\">") && has(t, "<h1>A &lt;need&gt;\xC2\xA0?</h1>"));
	CHECK(has(t, "<title>2 answers to look at again – A &lt;need&gt; ? · "));
	CHECK(has(t, "<link rel=\"canonical\" href=\"https://agora.example/en/besoins\">"));
	CHECK(has(t, "hreflang=\"fr\" href=\"https://agora.example/besoins\""));
	CHECK(has(t, "hreflang=\"x-default\" href=\"https://agora.example/besoins\""));
	CHECK(has(t, "<meta name=\"description\" content=\"&#34;What&#34;\">"));
	CHECK(has(t, "type=\"application/atom+xml\" href=\"/en/besoins.atom\""));
	CHECK(has(t, "<a href=\"/en/besoins\" aria-current=\"page\">"));
	CHECK(has(t, "lang=\"fr\" href=\"/besoins?theme=pain&amp;q=%22\">Français</a>"));
	CHECK(has(t, "/en/retours/nouveau?page=%2Fbesoins"));
	CHECK(has(t, "/assets/agora.") && has(t, "/assets/home.") && has(t, "version 1.2.3"));
	CHECK(has(t, "href=\"/en/connexion\"") && !has(t, "href=\"/en/moi\""));
	CHECK(!has(t, "data-theme") && !has(t, "noindex"));
	close_stage(&s);
}

TEST(the_frame_follows_who_reads)
{
	struct stage s;
	open_stage(&s, LANG_FR);
	const struct link team[] = { { "/equipe/retours", "app.nav.team", false, 3 } };
	s.page.team = (struct links){ team, 1 };
	s.page.signed_in = s.page.is_team = s.page.is_demo = s.page.has_mail = true;
	s.page.unread = 2;
	s.page.theme = "dark";
	s.page.size = "1";
	struct head head = head_key("app.search");
	head.hidden = head.narrow = true;
	head.sheet = "team.css";
	head.json_ld = STR("{}");
	whole(&s, head);
	struct str t = said(&s);
	CHECK_PAGE(0, t);
	CHECK(has(t, "data-theme=\"dark\" data-size=\"1\"") && has(t, "noindex"));
	CHECK(has(t, "href=\"/moi\"") && has(t, "messages non lus") && !has(t, "/connexion"));
	CHECK(has(t, "/equipe/retours") && has(t, "démonstration") && has(t, "/admin/envois"));
	CHECK(has(t, "class=\"ag ag-dense\"") && !has(t, "canonical") && !has(t, "ld+json"));
	close_stage(&s);
}

TEST(the_data_block_cannot_be_left_by_a_text)
{
	struct stage s;
	open_stage(&s, LANG_FR);
	struct head head = head_key("app.search");
	head.json_ld = STR("{\"a\":\"</script><b>\"}");
	head.crumbs = (struct crumbs){ (const struct crumb[]){
		{ { STR("/besoins") }, "app.search", { 0 } }, { { { 0 } }, NULL, STR("Ici ?") } }, 2 };
	whole(&s, head);
	struct str t = said(&s);
	CHECK_PAGE(0, t);
	CHECK(has(t, "{\"a\":\"\\u003c/script>\\u003cb>\"}</script>"));
	CHECK(has(t, "<a href=\"/besoins\">") && has(t, "<span aria-current=\"page\">Ici"));
	close_stage(&s);
}

/* ---- fields ---- */

static struct field_view field_of(enum field_kind kind, const char *name)
{
	static const struct option_view options[] = {
		{ .value = STR("a"), .label = "app.search", .hint = "app.search.go" },
		{ .value = STR("b"), .text = STR("<B>"), .chosen = true },
	};
	return (struct field_view){ .name = str_view(name), .kind = kind, .label = "app.search",
		.typed = STR(" Typed \"&\" <x>\n"), .options = { options, 2 } };
}

TEST(each_kind_of_field_has_its_label_and_what_describes_it)
{
	static const char *const names[] = { "t", "e", "p", "l", "c", "s", "k", "d", "f" };
	struct stage s;
	open_stage(&s, LANG_FR);
	for (int i = 0; i < 2; i++) {
		struct field_view all[FIELD_SEARCH + 1];
		for (enum field_kind k = FIELD_TEXT; k <= FIELD_SEARCH; k++) {
			all[k] = field_of(k, names[k]);
			if (i == 0)
				continue;
			all[k].hint = "app.search.go";
			all[k].problem = (struct problem){ "app.field.max", 7 };
			all[k].max = 400;
			all[k].optional = true;
			all[k].autocomplete = "off";
			all[k].suggest = (struct url){ k == FIELD_SEARCH ? STR("/communes") : STR("") };
		}
		struct field_views fields = { all, FIELD_SEARCH + 1 };
		struct head head = head_key("app.search");
		part_top(&s.h, &s.page, &head);
		part_problems(&s.h, &s.page, fields);
		part_fields(&s.h, &s.page, fields);
		part_bottom(&s.h, &s.page);
		struct str t = said(&s);
		CHECK_PAGE(i, t);
		CHECK_AT(i, has(t, "value=\" Typed &#34;&amp;&#34; &lt;x&gt;\n\""));
		CHECK_AT(i, has(t, ">\n Typed &#34;&amp;&#34; &lt;x&gt;\n</textarea>"));
		CHECK_AT(i, has(t, "value=\"b\" checked") && has(t, "value=\"b\" selected"));
		CHECK_AT(i, has(t, "&lt;B&gt;") && !has(t, "<B>"));
		CHECK_AT(i, has(t, "type=\"password\" id=\"p\" name=\"p\"") && !has(t, "name=\"p\" value"));
		CHECK_AT(i, has(t, "aria-invalid=\"true\"") == (i == 1));
		CHECK_AT(i, has(t, "role=\"alert\" tabindex=\"-1\"") == (i == 1));
		CHECK_AT(i, has(t, "<a href=\"#c\">") == (i == 1));
		CHECK_AT(i, has(t, "data-suggest=\"/communes\"") == (i == 1));
		CHECK_AT(i, has(t, "400 caractères au plus") == (i == 1));
		CHECK_AT(i, field_problems(fields) == (i ? FIELD_SEARCH + 1 : 0));
	}
	close_stage(&s);
}

/* ---- other parts ---- */

TEST(steps_acts_and_pages_of_a_list_are_shown)
{
	struct stage s;
	open_stage(&s, LANG_EN);
	const struct step_view steps[] = {
		{ .state = STEP_DONE, .icon = "pen", .kind = "app.search", .at = s.page.now_at,
			.title = "app.foot.version", .who = STR("<Ada>"), .text = STR("a\n\nb"),
			.tag = "app.search", .tag_class = "ag-ok", .link = { STR("/x") },
			.link_text = STR("<go>") },
		{ .state = STEP_LATE, .icon = "clock", .title = "app.search", .gap_days = 100 },
		{ .state = STEP_NOW, .icon = "no such", .title = "app.search", .gap_days = 1 },
		{ .state = STEP_NEXT, .icon = "eye", .title = "app.search" },
	};
	const struct act_view acts[] = {
		{ "app.search.go", { STR("/a/b") }, true }, { "app.search", { STR("/c") }, false },
	};
	unsigned forms = 0;
	s.page.forms = &forms;
	struct head head = head_key("app.search");
	part_top(&s.h, &s.page, &head);
	part_steps(&s.h, &s.page, (struct step_views){ steps, 4 });
	part_acts(&s.h, &s.page, (struct act_views){ acts, 2 });
	part_more(&s.h, &s.page, (struct url){ STR("/besoins") }, (struct url){ STR("?after=1") });
	part_mini(&s.h, &s.page, 2, 5);
	part_mini(&s.h, &s.page, 5, 5);
	part_empty(&s.h, &s.page, "app.search", "app.search.go");
	part_bottom(&s.h, &s.page);
	struct str t = said(&s);
	CHECK_PAGE(0, t);
	CHECK(forms && has(t, "action=\"/en/a/b\"><input type=\"hidden\" name=\"csrf\""));
	CHECK(has(t, "<a href=\"/en/besoins\">") && has(t, "rel=\"next\" href=\"?after=1\""));
	CHECK(has(t, "version &lt;Ada&gt;") && has(t, "<p>a</p>\n<p>b</p>"));
	CHECK(has(t, "<a href=\"/en/x\">&lt;go&gt;</a>") && has(t, "is-late ag-g2"));
	CHECK(has(t, "14 weeks later") && has(t, "1 day later") && has(t, "2 steps done out of 5"));
	close_stage(&s);
}

TEST(each_form_of_a_page_is_an_act_of_its_own)
{
	struct stage s;
	open_stage(&s, LANG_FR);
	unsigned forms = 0;
	s.page.forms = &forms;
	const char *once = uuid_dup(s.arena, s.page.once).ptr;
	page_guard(&s.h, &s.page);
	CHECK(forms && has(said(&s), once));
	page_guard(&s.h, &s.page);
	struct str second = said(&s);
	page_guard(&s.h, &s.page);
	struct str third = said(&s);
	CHECK(!has(second, once) && !str_eq(second, third));
	CHECK(has(third, uuid_dup(s.arena, s.page.csrf).ptr));
	close_stage(&s);
}

TEST(a_list_on_one_page_leads_nowhere)
{
	struct stage s;
	open_stage(&s, LANG_FR);
	part_more(&s.h, &s.page, (struct url){ { 0 } }, (struct url){ { 0 } });
	part_acts(&s.h, &s.page, (struct act_views){ 0 });
	part_crumbs(&s.h, &s.page, (struct crumbs){ 0 });
	part_problems(&s.h, &s.page, (struct field_views){ 0 });
	CHECK(s.h.len == 0);
	close_stage(&s);
}

/* ---- failures ---- */

TEST(each_failure_has_a_page_that_says_what_to_do)
{
	struct stage s;
	for (enum lang l = LANG_FR; l < LANGS; l++) {
		open_stage(&s, l);
		for (enum status st = INVALID; st < STATUSES; st++) {
			page_failed(&s.h, &s.page, &(struct failed_view){ .status = st,
				.reference = st == BROKEN ? STR("7Q2-<x>") : STR(""),
				.retry_s = st == TOO_MANY ? 130 : 0, .is_form = st == FULL });
			struct str t = said(&s);
			CHECK_PAGE(st, t);
			CHECK_AT(st, has(t, "noindex") && !has(t, "canonical"));
			CHECK_AT(st, has(t, "7Q2-&lt;x&gt;") == (st == BROKEN));
			CHECK_AT(st, has(t, "type=\"search\"") == (st == NOT_FOUND || st == GONE));
			CHECK_AT(st, has(t, " 3 minutes") == (st == TOO_MANY));
		}
		close_stage(&s);
	}
}

TEST(a_form_that_came_to_nothing_gives_every_word_back)
{
	struct stage s;
	open_stage(&s, LANG_EN);
	const struct field typed[] = {
		{ "csrf", STR("secret-csrf") }, { "title", STR("\nIt <hurts> & \"more\" ") },
		{ "password", STR("secret-1") }, { "password2", STR("secret 2") },
		{ "once", STR("secret-once") }, { "theme", STR("pain\"") }, { "none", STR("") }, { 0 },
	};
	unsigned forms = 0;
	s.page.forms = &forms;
	page_kept(&s.h, &s.page, &(struct kept_view){ { .status = EXPIRED, .is_form = true },
		{ STR("/besoins/nouveau") }, typed });
	struct str t = said(&s);
	CHECK_PAGE(0, t);
	CHECK(has(t, "<form method=\"post\" action=\"/en/besoins/nouveau\">") && forms == 1);
	CHECK(has(t, ">\n\nIt &lt;hurts&gt; &amp; &#34;more&#34; </textarea>"));
	CHECK(has(t, "name=\"theme\" value=\"pain&#34;\"") && has(t, "name=\"none\" value=\"\""));
	CHECK(!has(t, "secret"));
	close_stage(&s);
}
