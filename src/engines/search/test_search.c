/* The search engine on two real files, as the program has them: what is typed finds what was meant,
 * nobody finds what is not theirs to see, and what was erased is in no byte. */
#include "engines/search/search.h"
#include "base/test.h"
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

extern const struct migration app_migrations[], search_migrations[];

enum { KIND = 7, OTHER_KIND = 8 };

struct desk {
	struct arena *arena;
	char dir[64], main[96], search[96];
	struct db *writer, *reader, *derived;
	struct who nobody, ada, ben, team;
	int64_t now_at;
};

static void desk_open(struct desk *d)
{
	struct error e = { 0 };
	*d = (struct desk){ .arena = arena_create(), .now_at = 1792000000000,
		.nobody = { .sees = AUDIENCE_ALL, .visitor = uuid_v4() },
		.ada = { .roles = ROLE_MEMBER, .sees = AUDIENCE_MEMBERS, .persona = uuid_v4() },
		.ben = { .roles = ROLE_MEMBER, .sees = AUDIENCE_MEMBERS, .persona = uuid_v4() },
		.team = { .roles = ROLE_TEAM, .sees = AUDIENCE_TEAM, .persona = uuid_v4() } };
	snprintf(d->dir, sizeof d->dir, "/tmp/search-test-XXXXXX");
	CHECK(mkdtemp(d->dir));
	snprintf(d->main, sizeof d->main, "%s/main.db", d->dir);
	snprintf(d->search, sizeof d->search, "%s/search.db", d->dir);
	d->writer = db_open(d->main, DB_WRITE, &e);
	CHECK(d->writer && db_migrate(d->writer, "app", app_migrations, &e) == OK);
	CHECK(db_migrate(d->writer, "search", search_migrations, &e) == OK);
	d->derived = db_open(d->search, DB_DERIVED, &e);
	CHECK(d->derived && search_prepare(d->derived, &e) == OK);
	d->reader = db_open(d->main, DB_READ, &e);
	CHECK(d->reader && db_attach(d->reader, d->search, "search", &e) == OK);
}

static int remove_file(const char *path, const struct stat *s, int flag, struct FTW *f)
{
	(void)s;
	(void)flag;
	(void)f;
	return remove(path);
}

static void desk_close(struct desk *d)
{
	db_close(d->reader);
	db_close(d->derived);
	db_close(d->writer);
	nftw(d->dir, remove_file, 8, FTW_DEPTH | FTW_PHYS);
	arena_destroy(d->arena);
}

struct writing { struct search_doc doc; bool forget; };

static enum status write_doc(struct tx *tx, void *arg)
{
	const struct writing *w = arg;
	return w->forget ? search_forget(tx, w->doc.kind, w->doc.id) : search_put(tx, &w->doc);
}

static void write_one(struct desk *d, struct writing w)
{
	struct error e = { 0 };
	struct job job = { .run = write_doc, .arg = &w, .arena = d->arena, .error = &e,
		.now_at = d->now_at++ };
	CHECK(db_group(d->writer, &(struct job *){ &job }, 1) == OK && job.status == OK);
}

static void put(struct desk *d, int64_t id, const char *title, const char *body)
{
	write_one(d, (struct writing){ .doc = { .kind = KIND, .id = id, .persona = d->ada.persona,
		.audience = AUDIENCE_ALL, .title = str_view(title), .body = str_view(body) } });
}

static void index_all(struct desk *d)
{
	struct error e = { 0 };
	enum status s = indexer_run(d->reader, d->derived, &e);
	test_check(s == OK, __FILE__, __LINE__, 0, e.text);
}

struct finding { const struct who *who; struct search_asked asked; struct hits hits; };

static enum status find(struct tx *tx, void *arg)
{
	struct finding *f = arg;
	return search_find(tx, f->who, &f->asked, &f->hits);
}

static struct hits hits_of(struct desk *d, const struct who *who, struct search_asked asked)
{
	struct error e = { 0 };
	struct finding f = { .who = who, .asked = asked };
	struct job job = { .run = find, .arg = &f, .arena = d->arena, .error = &e };
	enum status s = db_read(d->reader, &job);
	test_check(s == OK, __FILE__, __LINE__, 0, e.text);
	return f.hits;
}

static struct hits typed(struct desk *d, const char *words)
{
	return hits_of(d, &d->nobody, (struct search_asked){ .typed = str_view(words), .max = 20 });
}

/* Are these the ids, in whatever order? "1 3" */
static bool are(struct hits h, const char *ids)
{
	struct str rest = str_view(ids), one;
	size_t want = 0;
	for (bool more = rest.len > 0; more;) {
		more = str_cut(&rest, ' ', &one);
		int64_t id = 0;
		bool found = false;
		str_to_i64(more ? one : rest, &id);
		for (size_t i = 0; i < h.len; i++)
			found |= h.items[i].id == id;
		if (!found)
			return false;
		want++;
	}
	return h.len == want;
}

static void fill(struct desk *d)
{
	put(d, 1, "Des symptômes la nuit, et personne à qui le dire",
		"Le service ferme à 18 h. Une nuit j’ai eu de la fièvre, j’ai attendu le lundi.");
	put(d, 2, "Œdème du bras après l’opération",
		"Mon bras gonfle. Une kinésithérapeute à l'hôpital ?");
	put(d, 3, "Les évolutions de la maladie expliquées simplement",
		"Je voudrais qu’on m’explique l’évolution, sans détour.");
	put(d, 4, "Un patient perdu entre ville et hôpital", "Les hôpitaux ne se parlent pas.");
	put(d, 5, "Travailler pendant les traitements",
		"Mon employeur ne sait rien. Mi-temps, congés…");
	put(d, 6, "Nausées et goût métallique", "Plus rien n’a de goût. La chimiothérapie, dit-on.");
	put(d, 7, "Trois journaux, aucun mot simple", "Un journal de bord en français facile.");
	put(d, 8, "Financer une prothèse capillaire",
		"Les prix montent : 640 € pour un cheveu naturel.");
	put(d, 9, "A nurse to call at night", "The ward closes at six; families wait until Monday.");
	put(d, 10, "ما أحتاج إليه", "شخص أتصل به في الليل");
	index_all(d);
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
		{ "nuit prix", "" },
	};
	struct desk d;
	desk_open(&d);
	fill(&d);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct hits h = typed(&d, cases[i].typed);
		test_check(are(h, cases[i].ids), __FILE__, __LINE__, i, cases[i].typed);
		CHECK_AT(i, h.total == (int64_t)h.len);
	}
	desk_close(&d);
}

TEST(a_word_of_the_title_weighs_more_and_pages_follow_each_other)
{
	struct desk d;
	desk_open(&d);
	put(&d, 1, "Autre chose", "Les transports, les transports : une heure et demie de route.");
	put(&d, 2, "Les transports vers les soins", "Une heure et demie de route.");
	for (int64_t id = 3; id <= 30; id++)
		put(&d, id, "Rien de commun", "Des mots sans rapport avec les autres.");
	index_all(&d);
	struct hits h = typed(&d, "transport");
	CHECK(h.len == 2 && h.items[0].id == 2 && h.items[1].id == 1);
	struct search_asked asked = { .typed = STR("rapport"), .max = 10 };
	int64_t seen = 0;
	for (asked.skip = 0; asked.skip < 40; asked.skip += 10) {
		h = hits_of(&d, &d.nobody, asked);
		CHECK_AT(asked.skip, h.total == 28);
		for (size_t i = 0; i < h.len; i++)
			seen += h.items[i].id;
	}
	CHECK(seen == 30 * 31 / 2 - 3);
	CHECK(typed(&d, "rapport").items[0].kind == KIND);
	CHECK(hits_of(&d, &d.nobody, (struct search_asked){ .typed = STR("rapport"),
		.kind = OTHER_KIND }).len == 0);
	desk_close(&d);
}

TEST(nobody_finds_what_is_not_theirs_to_see)
{
	struct desk d;
	desk_open(&d);
	const struct who *as[] = { &d.nobody, &d.ben, &d.team, &d.ada };
	for (enum audience audience = AUDIENCE_ALL; audience <= AUDIENCE_AUTHOR; audience++) {
		write_one(&d, (struct writing){ .doc = { .kind = KIND, .id = 1, .persona = d.ada.persona,
			.audience = audience, .title = STR("Une piscine"), .body = STR("tiède") } });
		if (audience == AUDIENCE_ALL)
			index_all(&d);             /* who may see it holds at once, without the indexer */
		const bool want[4][4] = {
			{ true, true, true, true }, { false, true, true, true },
			{ false, false, true, true }, { false, false, false, true },
		};
		for (size_t k = 0; k < 4; k++) {
			struct hits h = hits_of(&d, as[k], (struct search_asked){ .typed = STR("piscines") });
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
	put(&d, 1, "Une piscine", "");
	index_all(&d);
	struct job job = { .run = block, .arg = &d, .arena = d.arena, .error = &e };
	CHECK(db_group(d.writer, &(struct job *){ &job }, 1) == OK && job.status == OK);
	CHECK(hits_of(&d, &d.ben, (struct search_asked){ .typed = STR("piscine") }).len == 0);
	CHECK(hits_of(&d, &d.team, (struct search_asked){ .typed = STR("piscine") }).len == 1);
	desk_close(&d);
}

static bool file_holds(const char *path, const char *bytes)
{
	static char all[1 << 24];
	FILE *f = fopen(path, "r");
	if (!f)
		return false;
	size_t n = fread(all, 1, sizeof all, f);
	fclose(f);
	return memmem(all, n, bytes, strlen(bytes)) != NULL;
}

static bool holds(struct desk *d, const char *bytes)
{
	struct str log = str_fmt(d->arena, "%s-wal", d->search);
	return file_holds(d->search, bytes) || file_holds(log.ptr, bytes);
}

TEST(what_was_forgotten_is_found_no_more_and_is_in_no_byte_of_the_file)
{
	struct desk d;
	struct error e = { 0 };
	desk_open(&d);
	for (int64_t id = 1; id <= 200; id++)
		put(&d, id, "Un texte parmi d’autres", str_fmt(d.arena, "numéro %d", (int)id).ptr);
	put(&d, 300, "Kumquat", "rutabaga topinambour");
	put(&d, 301, "Remplacé plus tard", "quetsche");
	index_all(&d);
	CHECK(typed(&d, "topinambours").len == 1 && holds(&d, "topinambour") && holds(&d, "quetsch"));
	write_one(&d, (struct writing){ .doc = { .kind = KIND, .id = 300 }, .forget = true });
	put(&d, 301, "Remplacé plus tard", "mirabelle");
	CHECK(typed(&d, "topinambour").len == 0);          /* at once, before the index knows */
	index_all(&d);
	CHECK(typed(&d, "kumquat").len == 0 && typed(&d, "quetsche").len == 0);
	CHECK(typed(&d, "mirabelle").len == 1 && typed(&d, "texte").total == 200);
	CHECK(!holds(&d, "topinambour") && !holds(&d, "kumquat") && !holds(&d, "quetsch"));
	CHECK(db_checkpoint_all(d.writer, &e) == OK && !file_holds(d.main, "topinambour"));
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
	put(&d, 1, "Première", "");
	index_all(&d);
	put(&d, 2, "Seconde", "");
	index_all(&d);
	struct db *other = db_open(":memory:", DB_DERIVED, &e);
	CHECK(search_prepare(other, &e) == OK && indexer_run(d.reader, other, &e) == OK);
	db_close(other);
	/* The database comes back from a copy that had the first only. */
	struct job job = { .run = go_back, .arena = d.arena, .error = &e };
	CHECK(db_group(d.writer, &(struct job *){ &job }, 1) == OK && job.status == OK);
	index_all(&d);
	CHECK(typed(&d, "première").len == 1 && typed(&d, "seconde").len == 0);
	CHECK(!holds(&d, "second"));
	desk_close(&d);
}

TEST(texts_that_are_alike_share_the_words_that_say_most)
{
	struct desk d;
	desk_open(&d);
	for (int64_t id = 1; id <= 40; id++)
		put(&d, id, "Je voudrais savoir à qui parler",
			"Je ne sais pas à qui le dire, et je voudrais savoir comment faire.");
	put(&d, 50, "La nuit, la fièvre monte et le service est fermé", "Qui appeler la nuit ?");
	put(&d, 51, "Financer une perruque", "Le remboursement ne suffit pas.");
	index_all(&d);
	struct search_asked asked = { .any_word = true, .max = 5,
		.typed = STR("Je voudrais savoir qui appeler quand j’ai de la fièvre la nuit, le service"
			" est fermé") };
	struct hits h = hits_of(&d, &d.nobody, asked);
	CHECK(h.len >= 1 && h.items[0].id == 50);
	for (size_t i = 0; i < h.len; i++)
		CHECK_AT(i, h.items[i].id == 50);
	asked.not_id = 50;
	CHECK(hits_of(&d, &d.nobody, asked).len == 0);
	asked.typed = STR("le la de et");
	CHECK(hits_of(&d, &d.nobody, asked).len == 0);
	desk_close(&d);
}

TEST(a_common_word_is_answered_by_the_newest_texts_titles_first)
{
	struct desk d;
	desk_open(&d);
	struct error e = { 0 };
	for (int64_t id = 1; id <= 2300; id++)
		put(&d, id, id % 100 ? "Autre" : "Le cancer", "un cancer, encore");
	CHECK(indexer_run(d.reader, d.derived, &e) == OK);
	struct hits h = typed(&d, "cancers");
	CHECK(h.many && h.len == 20 && h.items[0].id == 2300 && h.items[1].id == 2200);
	h = hits_of(&d, &d.nobody,
		(struct search_asked){ .typed = STR("cancer"), .skip = 23, .max = 2 });
	CHECK(h.len == 2 && h.items[0].id == 2299 && h.items[1].id == 2298);
	/* Also to the last page, and with all of a few that are seen among many that are not. */
	h = hits_of(&d, &d.nobody,
		(struct search_asked){ .typed = STR("cancer"), .skip = 980, .max = 20 });
	CHECK(h.len == 20 && h.many && h.total == 1000);
	h = typed(&d, "cancer autre");
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
	put(&d, 1, "Une piscine", "tiède");
	indexer_wake(ix);
	size_t found = 0;
	for (int i = 0; i < 100 && !found; i++) {
		usleep(20000);
		found = typed(&d, "piscine").len;
	}
	CHECK(found == 1 && indexer_lag(ix) == 0);
	indexer_stop(ix);
	indexer_stop(NULL);
	CHECK(indexer_start("/no/such/folder/main.db", d.search, &e) == NULL && e.status != OK);
	desk_close(&d);
}
