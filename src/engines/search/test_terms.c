/* Slips of the hand, suggestions and excerpts; and that none of them tells of a hidden text. */
#include "base/test.h"
#include "base/clock.h"
#include "engines/search/nearby.h"
#include "engines/search/test_desk.h"
#include "engines/search/vocabulary.h"

TEST(words_are_near_when_one_letter_is_wrong_missing_too_many_or_two_are_swapped)
{
	static const struct { const char *a, *b; bool near; } cases[] = {
		{ "fatigue", "fatigeu", true }, { "fatigue", "fatige", true },
		{ "fatigue", "ffatigue", true }, { "fatigue", "fatogue", true },
		{ "fatigue", "afatigue", true }, { "fatigue", "fatiguer", true },
		{ "fatigue", "afitgue", false }, { "fatigue", "fatigue", false },
		{ "fatigue", "fatgeu", false }, { "fatigue", "fatig", false }, { "ab", "ba", true },
		{ "الليل", "اليل", true }, { "a", "", true }, { "", "", false }, { "abcd", "badc", false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		CHECK_AT(i, near_is(str_view(cases[i].a), str_view(cases[i].b)) == cases[i].near);
		CHECK_AT(i, near_is(str_view(cases[i].b), str_view(cases[i].a)) == cases[i].near);
	}
}

TEST(words_that_are_near_have_a_form_in_common)
{
	struct arena *a = arena_create();
	static const char *const near[] = { "fatigeu", "fatige", "ffatigue", "fatogue", "fatiguer" };
	struct str forms[NEAR_MOST + 1], others[NEAR_MOST + 1];
	size_t n = near_forms(a, STR("fatigue"), forms);
	CHECK(n == 8 && near_forms(a, STR("appelle"), others) == 6);
	for (size_t i = 0; i < sizeof near / sizeof *near; i++) {
		bool common = false;
		size_t m = near_forms(a, str_view(near[i]), others);
		for (size_t k = 0; k < n * m; k++)
			common |= str_eq(forms[k / m], others[k % m]);
		CHECK_AT(i, common);
	}
	CHECK(near_forms(a, STR("mot"), forms) == 0 && near_forms(a, STR("covid19"), forms) == 0);
	CHECK(near_forms(a, STR("abcdefghijklmnopqrstuvwxyz"), forms) == 0);
	arena_destroy(a);
}

TEST(a_slip_of_the_hand_is_mended_and_said)
{
	static const struct { const char *typed, *ids, *instead, *without; } cases[] = {
		{ "fatigeu", "1", "fatigue", "" }, { "ftigue", "1", "fatigue", "" },
		{ "la Fatogue", "1", "la fatigue", "la" }, { "nauséees gout", "2", "Nausées gout", "" },
		{ "l’hopitla ferme", "3", "hôpital ferme", "" }, { "fatigue", "1", "", "" },
		{ "fatigue xyzzy", "1", "", "xyzzy" }, { "fati", "1", "", "" }, { "gut", "", "", "gut" },
		{ "xyzzyx", "", "", "xyzzyx" }, { "12346", "", "", "12346" },
	};
	struct desk d;
	desk_open(&d);
	desk_put(&d, 1, "Une grande fatigue", "Depuis les rayons.");
	desk_put(&d, 2, "Nausées", "Plus rien n’a de goût.");
	desk_put(&d, 3, "Le soir", "L’hôpital ferme à 12345.");
	desk_index(&d);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct hits h = desk_typed(&d, cases[i].typed);
		test_check(desk_are(h, cases[i].ids), __FILE__, __LINE__, i, cases[i].typed);
		test_check(str_eq(h.instead, str_view(cases[i].instead)), __FILE__, __LINE__, i,
			h.instead.len ? h.instead.ptr : "");
		CHECK_AT(i, str_eq(h.without, str_view(cases[i].without)));
	}
	struct hits h = desk_hits(&d, &d.nobody,
		(struct search_asked){ .typed = STR("fatigeu"), .exact = true });
	CHECK(h.len == 0 && h.instead.len == 0);
	desk_close(&d);
}

TEST(of_two_words_a_slip_away_the_one_of_more_texts_is_meant)
{
	struct desk d;
	desk_open(&d);
	for (int64_t id = 1; id <= 3; id++)
		desk_put(&d, id, "Le castel", "Le foltin");
	desk_put(&d, 4, "Le cantel", "Le fostin");
	desk_index(&d);
	CHECK(str_eq(desk_typed(&d, "cartel").instead, STR("castel")));
	CHECK(str_eq(desk_typed(&d, "fortin").instead, STR("foltin")));
	desk_close(&d);
}

static enum status suggest(struct tx *tx, void *arg)
{
	struct suggestions *s = arg;
	return search_suggest(tx, s->items[0], s);
}

static struct suggestions suggested(struct desk *d, const char *typed)
{
	struct error e = { 0 };
	struct suggestions s = { .items = { str_view(typed) } };
	struct job job = { .run = suggest, .arg = &s, .arena = d->arena, .error = &e };
	enum status status = db_read(d->reader, &job);
	test_check(status == OK, __FILE__, __LINE__, 0, e.text);
	return s;
}

static bool suggests(struct desk *d, const char *typed, const char *what)
{
	struct suggestions s = suggested(d, typed);
	for (size_t i = 0; i < s.len; i++)
		if (str_eq(s.items[i], str_view(what)))
			return true;
	return false;
}

TEST(titles_and_frequent_words_that_begin_so_are_suggested_as_people_wrote_them)
{
	struct desk d;
	desk_open(&d);
	desk_put(&d, 1, "Évoluer sans crainte", "Une évaluation, deux évaluations.");
	desk_put(&d, 2, "Autre chose", "Une évaluation à l’hôpital, un évanouissement.");
	desk_put(&d, 3, "L’hôpital le soir", "Rien.");
	for (int64_t id = 10; id < 30; id++)
		desk_put(&d, id, "Rien de commun", "Des mots sans rapport avec ceux-là.");
	desk_index(&d);
	CHECK(suggests(&d, "evo", "Évoluer sans crainte") && suggests(&d, "év", "évaluation"));
	CHECK(suggests(&d, "eva", "évaluation") && !suggests(&d, "eva", "évanouissement"));
	CHECK(suggests(&d, "l’ho", "L’hôpital le soir") && suggests(&d, "hopi", "hôpital"));
	CHECK(suggests(&d, "le soir à hop", "le soir à hôpital"));
	CHECK(suggested(&d, "rapp").len == 0);     /* of nearly every text */
	CHECK(suggested(&d, "").len == 0 && suggested(&d, " ( ").len == 0);
	CHECK(suggested(&d, "é").len <= SUGGESTIONS && suggested(&d, "hôpital ").len == 0);
	CHECK(suggested(&d, "rien de").len == 1);
	desk_close(&d);
}

TEST(a_hidden_text_is_not_told_by_suggestions_corrections_or_what_is_left_out)
{
	static const struct { enum audience audience; bool gone; } hidden[] = {
		{ AUDIENCE_MEMBERS, false }, { AUDIENCE_TEAM, false }, { AUDIENCE_AUTHOR, false },
		{ AUDIENCE_ALL, true },
	};
	struct desk d;
	desk_open(&d);
	desk_put(&d, 1, "Une grande fatigue", "Rien d’autre.");
	for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
		for (int lagging = 1; lagging >= 0; lagging--) {
			struct writing w = { .doc = { .kind = KIND, .id = 2, .persona = d.ada.persona,
				.title = STR("Kumquat secret"), .body = STR("kumquat quetsche") } };
			desk_write(&d, w);
			w.doc.id = 3;
			desk_write(&d, w);
			desk_index(&d);
			CHECK_AT(i, suggests(&d, "kumq", "kumquat") || suggests(&d, "kumq", "Kumquat"));
			for (w.doc.id = 2; w.doc.id <= 3; w.doc.id++) {
				w.doc.audience = hidden[i].audience;
				w.forget = hidden[i].gone;
				desk_write(&d, w);
			}
			if (!lagging)
				desk_index(&d);
			CHECK_AT(i, suggested(&d, "kumq").len == 0 && suggested(&d, "quet").len == 0);
			struct hits h = desk_typed(&d, "kumqaut");
			CHECK_AT(i, h.len == 0 && h.instead.len == 0 && h.total == 0);
			struct hits with = desk_typed(&d, "fatigue kumquat");
			if (!lagging) {                    /* the same as of a word that nobody wrote */
				struct hits none = desk_typed(&d, "fatigue rutabaga");
				CHECK_AT(i, with.len == none.len && with.some == none.some && with.len == 1);
				CHECK_AT(i, with.without.len && none.without.len);
			}
		}
	desk_close(&d);
}

TEST(its_author_finds_a_hidden_text_by_words_that_stand_nowhere_else)
{
	struct desk d;
	desk_open(&d);
	desk_put(&d, 1, "Une grande fatigue", "Rien d’autre.");
	desk_write(&d, (struct writing){ .doc = { .kind = KIND, .id = 2, .persona = d.ada.persona,
		.audience = AUDIENCE_TEAM, .title = STR("Kumquat"), .body = STR("quetsche") } });
	desk_index(&d);
	struct search_asked asked = { .typed = STR("quets") };
	CHECK(desk_hits(&d, &d.ada, asked).len == 1 && desk_hits(&d, &d.team, asked).len == 1);
	CHECK(desk_hits(&d, &d.ben, asked).len == 0 && desk_hits(&d, &d.nobody, asked).len == 0);
	desk_close(&d);
}

TEST(what_was_forgotten_is_in_no_byte_of_the_vocabulary)
{
	struct desk d;
	desk_open(&d);
	desk_put(&d, 1, "Kumquat", "topinambour");
	desk_put(&d, 2, "Une grande fatigue", "Rien d’autre.");
	desk_index(&d);
	CHECK(desk_holds(&d, "topinambou") && desk_holds(&d, "opinambour"));
	desk_write(&d, (struct writing){ .doc = { .kind = KIND, .id = 1 }, .forget = true });
	desk_index(&d);
	static const char *const pieces[] = { "topinambou", "opinambour", "tpinambour", "kumquat",
		"umquat", "kumqua" };
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
		CHECK_AT(i, !desk_holds(&d, pieces[i]));
	CHECK(desk_typed(&d, "topinanbour").len == 0 && suggested(&d, "top").len == 0);
	CHECK(desk_typed(&d, "fatigeu").len == 1);
	desk_close(&d);
}

struct showing {
	struct desk *d;
	const struct hits *hits;
	enum lang lang;
	struct search_shown out;
};

static enum status show(struct tx *tx, void *arg)
{
	struct showing *s = arg;
	struct search_reader reader = { &s->d->nobody, s->lang };
	return search_shown(tx, &reader, s->hits, &s->hits->items[0], &s->out) ? OK : NOT_FOUND;
}

/* "…avant [trouvé] après…" */
static struct str shown(struct desk *d, const char *typed, enum lang lang)
{
	struct error e = { 0 };
	struct hits h = desk_typed(d, typed);
	struct showing s = { d, &h, lang, { 0 } };
	struct job job = { .run = show, .arg = &s, .arena = d->arena, .error = &e };
	if (h.len == 0 || db_read(d->reader, &job) != OK)
		return STR("(none)");
	struct str all = s.out.cut_before ? STR("…") : STR("");
	for (size_t i = 0; i < s.out.len; i++) {
		struct piece *p = &s.out.pieces[i];
		all = str_join(d->arena, PIECES(all, p->is_found ? STR("[") : STR(""), p->text,
			p->is_found ? STR("]") : STR("")));
	}
	return s.out.cut_after ? str_join(d->arena, PIECES(all, STR("…"))) : all;
}

static bool shows(struct desk *d, const char *typed, const char *what)
{
	struct str s = shown(d, typed, LANG_FR);
	bool same = str_eq(s, str_view(what));
	test_check(same, __FILE__, __LINE__, 0, s.ptr);
	return same;
}

TEST(an_excerpt_shows_the_words_that_were_found_in_their_place)
{
	struct desk d;
	desk_open(&d);
	desk_put(&d, 1, "Le soir", "À l’hôpital, des « œdèmes » : mi-temps.");
	struct str much = STR("");
	for (int i = 0; i < 40; i++)
		much = str_join(d.arena, PIECES(much, STR("Des mots en trop, toujours. ")));
	struct str long_ = str_join(d.arena, PIECES(much, STR("La piscine est tiède. "), much));
	desk_put(&d, 2, "Nager", long_.ptr);
	desk_put(&d, 3, "Sans blancs", str_fmt(d.arena, "%.*s", 900, "漢字漢字漢字").ptr);
	desk_write(&d, (struct writing){ .doc = { .kind = KIND, .id = 4, .lang = LANG_FR,
		.title = STR("Bonjour"), .body = STR("Le bonjour."), .other_title = STR("Greeting\n"),
		.other_body = STR("A greeting.\n") } });
	desk_index(&d);
	CHECK(shows(&d, "hopitaux oedeme", "À l’[hôpital], des « [œdèmes] » : mi-temps."));
	CHECK(shows(&d, "temps hop", "À l’[hôpital], des « œdèmes » : mi-[temps]."));
	CHECK(shows(&d, "soir", "À l’hôpital, des « œdèmes » : mi-temps."));
	struct str s = shown(&d, "piscines", LANG_FR);
	CHECK(str_starts(s, STR("…")) && str_ends(s, STR("…")) && s.len < 300);
	CHECK(strstr(s.ptr, "La [piscine] est tiède."));
	CHECK(str_eq(shown(&d, "bonjour", LANG_EN), STR("A greeting.\n")));
	CHECK(shows(&d, "bonjour", "Le [bonjour]."));
	CHECK(shown(&d, "blancs", LANG_FR).len > 0);
	desk_close(&d);
}

TEST(a_filter_leaves_what_it_names_in_common_words_and_rare_ones)
{
	struct desk d;
	desk_open(&d);
	struct search_doc doc = { .persona = d.ada.persona, .title = STR("Un cancer"),
		.body = STR("encore") };
	for (doc.id = 1; doc.id <= 900; doc.id++) {
		doc.kind = doc.id % 3 ? KIND : OTHER_KIND;
		doc.theme = doc.id % 2 ? STR("after-effects") : STR("pain");
		doc.territory = doc.id % 100 ? STR("88") : STR("2A");
		doc.body = doc.id % 300 ? STR("encore") : STR("rutabaga");
		desk_write(&d, (struct writing){ .doc = doc });
	}
	desk_index(&d);
	static const struct { struct search_asked asked; int64_t total; } cases[] = {
		{ { .typed = STR("cancer"), .theme = STR("pain") }, 450 },
		{ { .typed = STR("cancer"), .theme = STR("after-effects"), .territory = STR("88") }, 450 },
		{ { .typed = STR("cancer"), .territory = STR("2A") }, 9 },
		{ { .typed = STR("cancer"), .kind = OTHER_KIND, .territory = STR("2A") }, 3 },
		{ { .typed = STR("cancer"), .theme = STR("nothing") }, 0 },
		{ { .typed = STR("cancer"), .theme = STR("pain\" OR \"x") }, 0 },
		{ { .typed = STR("rutabaga"), .kind = OTHER_KIND }, 3 },
		{ { .typed = STR("rutabaga"), .theme = STR("after-effects") }, 0 },
		{ { .typed = STR("_tpain") }, 0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct hits h = desk_hits(&d, &d.nobody, cases[i].asked);
		test_check(h.total == cases[i].total, __FILE__, __LINE__, i, "total");
		for (size_t k = 0; k < h.len && cases[i].asked.theme.len; k++)
			CHECK_AT(i, str_eq(h.items[k].theme, cases[i].asked.theme));
	}
	desk_close(&d);
}
