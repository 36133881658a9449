/* The search engine on two real files, as the program has them: what is typed finds what was meant,
 * nobody finds what is not theirs to see, and what was erased is in no byte. */
#include "engines/search/test_desk.h"
#include "base/test.h"
#include <unistd.h>

static void fill(struct desk *d)
{
	desk_put(d, 1, "Des symptômes la nuit, et personne à qui le dire",
		"Le service ferme à 18 h. Une nuit j’ai eu de la fièvre, j’ai attendu le lundi.");
	desk_put(d, 2, "Œdème du bras après l’opération",
		"Mon bras gonfle. Une kinésithérapeute à l'hôpital ?");
	desk_put(d, 3, "Les évolutions de la maladie expliquées simplement",
		"Je voudrais qu’on m’explique l’évolution, sans détour.");
	desk_put(d, 4, "Un patient perdu entre ville et hôpital", "Les hôpitaux ne se parlent pas.");
	desk_put(d, 5, "Travailler pendant les traitements",
		"Mon employeur ne sait rien. Mi-temps, congés…");
	desk_put(d, 6, "Nausées et goût métallique",
		"Plus rien n’a de goût. La chimiothérapie, dit-on.");
	desk_put(d, 7, "Trois journaux, aucun mot simple", "Un journal de bord en français facile.");
	desk_put(d, 8, "Financer une prothèse capillaire",
		"Les prix montent : 640 € pour un cheveu naturel.");
	desk_put(d, 9, "A nurse to call at night",
		"The ward closes at six; families wait until Monday.");
	desk_put(d, 10, "ما أحتاج إليه", "شخص أتصل به في الليل");
	desk_index(d);
}

TEST(what_is_typed_finds_what_was_meant)
{
	static const struct { const char *typed, *ids; } cases[] = {
		{ "symptomes", "1" }, { "SYMPTÔME", "1" }, { "symptôme nuit", "1" },
		{ "evolution", "3" }, { "évolutions", "3" }, { "oedeme", "2" }, { "œdème", "2" },
		{ "ŒDÈMES", "2" }, { "patients", "4" }, { "hopital", "2 4" }, { "l’hôpital", "2 4" },
		{ "l'hopital AND (", "2 4" }, { "hôpitaux", "2 4" }, { "\"hôpital", "2 4" },
		{ "journal", "7" }, { "journaux", "7" },
		{ "d’opération", "2" }, { "qu'on m'explique", "3" },
		{ "gouts", "6" }, { "nausee", "6" }, { "prix", "8" }, { "cheveux", "8" },
		{ "nuit OR NOT NEAR(lundi, 2)", "1" }, { "title:nuit", "1" }, { "nui*", "1" },
		{ "trait", "5" }, { "kinesi", "2" }, { "nurses family", "9" }, { "الليل", "10" },
		{ "aucun mot xyzzy", "7" }, { "xyzzy", "" }, { "", "" }, { "  ( \" * ) ", "" },
		{ "-", "" }, { "'; DROP TABLE search_doc", "" }, { "640", "8" }, { "18 h", "1" },
		{ "nuit prix", "1 8" }, { "lundi prix cheveux", "8 1" },
	};
	struct desk d;
	desk_open(&d);
	fill(&d);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct hits h = desk_typed(&d, cases[i].typed);
		test_check(desk_are(h, cases[i].ids), __FILE__, __LINE__, i, cases[i].typed);
		CHECK_AT(i, h.total == (int64_t)h.len);
	}
	desk_close(&d);
}

TEST(a_word_of_the_title_weighs_more_and_pages_follow_each_other)
{
	struct desk d;
	desk_open(&d);
	desk_put(&d, 1, "Autre chose", "Les transports, les transports : une heure et demie de route.");
	desk_put(&d, 2, "Les transports vers les soins", "Une heure et demie de route.");
	for (int64_t id = 3; id <= 30; id++)
		desk_put(&d, id, "Rien de commun", "Des mots sans rapport avec les autres.");
	desk_index(&d);
	struct hits h = desk_typed(&d, "transport");
	CHECK(h.len == 2 && h.items[0].id == 2 && h.items[1].id == 1);
	struct search_asked asked = { .typed = STR("rapport"), .max = 10 };
	int64_t seen = 0;
	for (asked.skip = 0; asked.skip < 40; asked.skip += 10) {
		h = desk_hits(&d, &d.nobody, asked);
		CHECK_AT(asked.skip, h.total == 28);
		for (size_t i = 0; i < h.len; i++)
			seen += h.items[i].id;
	}
	CHECK(seen == 30 * 31 / 2 - 3);
	CHECK(desk_typed(&d, "rapport").items[0].kind == KIND);
	CHECK(desk_hits(&d, &d.nobody, (struct search_asked){ .typed = STR("rapport"),
		.kind = OTHER_KIND }).len == 0);
	desk_close(&d);
}

TEST(nobody_finds_what_is_not_theirs_to_see)
{
	struct desk d;
	desk_open(&d);
	const struct who *as[] = { &d.nobody, &d.ben, &d.team, &d.ada };
	for (enum audience audience = AUDIENCE_ALL; audience <= AUDIENCE_AUTHOR; audience++) {
		desk_write(&d, (struct writing){ .doc = { .kind = KIND, .id = 1, .persona = d.ada.persona,
			.audience = audience, .title = STR("Une piscine"), .body = STR("tiède") } });
		if (audience == AUDIENCE_ALL)
			desk_index(&d);             /* who may see it holds at once, without the indexer */
		const bool want[4][4] = {
			{ true, true, true, true }, { false, true, true, true },
			{ false, false, true, true }, { false, false, false, true },
		};
		for (size_t k = 0; k < 4; k++) {
			struct hits h = desk_hits(&d, as[k], (struct search_asked){ .typed = STR("piscines") });
			CHECK_AT(10 * audience + k, (h.len == 1) == want[audience][k]);
			CHECK_AT(10 * audience + k, h.total == (int64_t)h.len);
		}
	}
	desk_close(&d);
}

static enum status block(struct tx *tx, void *arg)
{
	const struct desk *d = arg;
	return db_exec(tx, "INSERT INTO app_block (persona, blocked) VALUES ($1, $2)",
		BIND(ref(d->ada.persona), ref(d->ben.persona)));
}

TEST(whom_its_author_blocks_does_not_find_it)
{
	struct desk d;
	struct error e = { 0 };
	desk_open(&d);
	desk_put(&d, 1, "Une piscine", "");
	desk_index(&d);
	struct job job = { .run = block, .arg = &d, .arena = d.arena, .error = &e };
	CHECK(db_group(d.writer, &(struct job *){ &job }, 1) == OK && job.status == OK);
	CHECK(desk_hits(&d, &d.ben, (struct search_asked){ .typed = STR("piscine") }).len == 0);
	CHECK(desk_hits(&d, &d.team, (struct search_asked){ .typed = STR("piscine") }).len == 1);
	desk_close(&d);
}

TEST(what_was_forgotten_is_found_no_more_and_is_in_no_byte_of_the_file)
{
	struct desk d;
	struct error e = { 0 };
	desk_open(&d);
	for (int64_t id = 1; id <= 200; id++)
		desk_put(&d, id, "Un texte parmi d’autres", str_fmt(d.arena, "numéro %d", (int)id).ptr);
	desk_put(&d, 300, "Kumquat", "rutabaga topinambour");
	desk_put(&d, 301, "Remplacé plus tard", "quetsche");
	desk_index(&d);
	CHECK(desk_typed(&d, "topinambours").len == 1);
	CHECK(desk_holds(&d, "topinambour") && desk_holds(&d, "quetsch"));
	desk_write(&d, (struct writing){ .doc = { .kind = KIND, .id = 300 }, .forget = true });
	desk_put(&d, 301, "Remplacé plus tard", "mirabelle");
	CHECK(desk_typed(&d, "topinambour").len == 0);          /* at once, before the index knows */
	desk_index(&d);
	CHECK(desk_typed(&d, "kumquat").len == 0 && desk_typed(&d, "quetsche").len == 0);
	CHECK(desk_typed(&d, "mirabelle").len == 1 && desk_typed(&d, "texte").total == 200);
	CHECK(!desk_holds(&d, "topinambour") && !desk_holds(&d, "kumquat"));
	CHECK(!desk_holds(&d, "quetsch"));
	CHECK(db_checkpoint_all(d.writer, &e) == OK && !desk_file_holds(d.main, "topinambour"));
	desk_close(&d);
}

static enum status go_back(struct tx *tx, void *arg)
{
	(void)arg;
	return db_exec(tx, "DELETE FROM search_doc WHERE id = 2", NULL, 0);
}

TEST(the_index_can_be_made_again_and_notices_when_the_database_is_older)
{
	struct desk d;
	struct error e = { 0 };
	desk_open(&d);
	desk_put(&d, 1, "Première", "");
	desk_index(&d);
	desk_put(&d, 2, "Seconde", "");
	desk_index(&d);
	struct db *other = db_open(":memory:", DB_DERIVED, &e);
	CHECK(search_prepare(other, &e) == OK && indexer_run(d.reader, other, &e) == OK);
	db_close(other);
	/* The database comes back from a copy that had the first only. */
	struct job job = { .run = go_back, .arena = d.arena, .error = &e };
	CHECK(db_group(d.writer, &(struct job *){ &job }, 1) == OK && job.status == OK);
	desk_index(&d);
	CHECK(desk_typed(&d, "première").len == 1 && desk_typed(&d, "seconde").len == 0);
	CHECK(!desk_holds(&d, "second"));
	desk_close(&d);
}

TEST(texts_that_are_alike_share_the_words_that_say_most)
{
	struct desk d;
	desk_open(&d);
	for (int64_t id = 1; id <= 40; id++)
		desk_put(&d, id, "Je voudrais savoir à qui parler",
			"Je ne sais pas à qui le dire, et je voudrais savoir comment faire.");
	desk_put(&d, 50, "La nuit, la fièvre monte et le service est fermé", "Qui appeler la nuit ?");
	desk_put(&d, 51, "Financer une perruque", "Le remboursement ne suffit pas.");
	desk_index(&d);
	struct search_asked asked = { .any_word = true, .max = 5,
		.typed = STR("Je voudrais savoir qui appeler quand j’ai de la fièvre la nuit, le service"
			" est fermé") };
	struct hits h = desk_hits(&d, &d.nobody, asked);
	CHECK(h.len >= 1 && h.items[0].id == 50);
	for (size_t i = 0; i < h.len; i++)
		CHECK_AT(i, h.items[i].id == 50);
	asked.not_id = 50;
	CHECK(desk_hits(&d, &d.nobody, asked).len == 0);
	asked.typed = STR("le la de et");
	CHECK(desk_hits(&d, &d.nobody, asked).len == 0);
	desk_close(&d);
}

TEST(a_common_word_is_answered_by_the_newest_texts_titles_first)
{
	struct desk d;
	desk_open(&d);
	struct error e = { 0 };
	for (int64_t id = 1; id <= 2300; id++)
		desk_put(&d, id, id % 100 ? "Autre" : "Le cancer", "un cancer, encore");
	CHECK(indexer_run(d.reader, d.derived, &e) == OK);
	struct hits h = desk_typed(&d, "cancers");
	CHECK(h.many && h.len == 20 && h.items[0].id == 2300 && h.items[1].id == 2200);
	h = desk_hits(&d, &d.nobody,
		(struct search_asked){ .typed = STR("cancer"), .skip = 23, .max = 2 });
	CHECK(h.len == 2 && h.items[0].id == 2299 && h.items[1].id == 2298);
	/* Also to the last page, and with all of a few that are seen among many that are not. */
	h = desk_hits(&d, &d.nobody,
		(struct search_asked){ .typed = STR("cancer"), .skip = 980, .max = 20 });
	CHECK(h.len == 20 && h.many && h.total == 1000);
	h = desk_typed(&d, "cancer autre");
	CHECK(h.len == 20 && h.many && h.items[0].id == 2299);
	desk_close(&d);
}

TEST(the_thread_carries_what_comes_and_ends_when_told)
{
	struct desk d;
	struct error e = { 0 };
	desk_open(&d);
	struct indexer *ix = indexer_start(d.main, d.search, &e);
	CHECK(ix);
	desk_put(&d, 1, "Une piscine", "tiède");
	indexer_wake(ix);
	size_t found = 0;
	for (int i = 0; i < 100 && !found; i++) {
		usleep(20000);
		found = desk_typed(&d, "piscine").len;
	}
	CHECK(found == 1 && indexer_lag(ix) == 0);
	indexer_stop(ix);
	indexer_stop(NULL);
	CHECK(indexer_start("/no/such/folder/main.db", d.search, &e) == NULL && e.status != OK);
	desk_close(&d);
}
