/* The vocabulary stays true whatever fails, and what a search reads does not grow with the lab. */
#include "base/test.h"
#include "db/sqlite.h"
#include "engines/search/test_desk.h"

static int64_t number(struct desk *d, const char *sql)
{
	sqlite3_stmt *st;
	CHECK(sqlite3_prepare_v2(d->derived->handle, sql, -1, &st, NULL) == SQLITE_OK);
	int64_t n = sqlite3_step(st) == SQLITE_ROW ? sqlite3_column_int64(st, 0) : -1;
	sqlite3_finalize(st);
	return n;
}

/* Of public texts only: each word with how many texts have it, as FTS5 counts them. */
static bool is_true(struct desk *d)
{
	static const char *const never[] = {
		"SELECT count(*) FROM search_word w LEFT JOIN temp.v ON v.term = w.word"
			" WHERE v.doc IS NOT w.n",
		"SELECT count(*) FROM temp.v WHERE v.term NOT LIKE '\\_%' ESCAPE '\\'"
			" AND v.term NOT IN (SELECT word FROM search_word)",
		"SELECT count(*) FROM search_near x WHERE x.word NOT IN (SELECT word FROM search_word)",
	};
	sqlite3_exec(d->derived->handle,
		"CREATE VIRTUAL TABLE IF NOT EXISTS temp.v USING fts5vocab(main, search_fts, row)",
		NULL, NULL, NULL);
	bool all = true;
	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		all &= number(d, never[i]) == 0;
	return all;
}

TEST(whichever_statement_of_the_indexer_fails_the_vocabulary_stays_true)
{
	struct desk d;
	desk_open(&d);
	desk_put(&d, 1, "Une grande fatigue", "La fatigue, toujours la fatigue.");
	desk_put(&d, 2, "La fatigue du soir", "Rien d’autre.");
	desk_index(&d);
	CHECK(is_true(&d) && number(&d, "SELECT n FROM search_word WHERE word = 'fatigue'") == 2);
	for (long n = 1, struck = 1; struck; n++) {
		struct error e = { 0 };
		if (n % 2)
			desk_put(&d, 1, "Une piscine", "La fatigue et la nage.");
		else
			desk_put(&d, 1, "Une grande fatigue", "La fatigue, toujours la fatigue.");
		db_fault(d.derived, FAULT_ONCE, n);
		indexer_run(d.reader, d.derived, &e);
		struck = db_fault_struck(d.derived);
		db_fault(d.derived, FAULT_NONE, 0);
		CHECK_AT(n, is_true(&d));
		desk_index(&d);
		CHECK_AT(n, is_true(&d) && desk_typed(&d, n % 2 ? "nage" : "grande").len == 1);
	}
	desk_close(&d);
}

/* ---- what is read ---- */

static void fill(struct desk *d, int64_t docs)
{
	static const char *const letters = "abcdefghijklmnop";
	for (int64_t id = 1; id <= docs; id++) {
		char word[8] = { 0 };
		for (int i = 0; i < 7; i++)
			word[i] = letters[(id * 2654435761 >> (3 * i)) & 15];
		struct search_doc doc = { .kind = KIND, .id = id, .persona = d->ada.persona,
			.theme = id % 3 ? STR("pain") : STR("work"),
			.territory = id % 7 ? STR("88") : STR("2A"),
			.title = id < 50 ? STR("Vieille fatigue") : STR("Autre chose"),
			.body = str_fmt(d->arena, "Une fatigue commune, %sement et %s.", word, word) };
		desk_write(d, (struct writing){ .doc = doc });
	}
	desk_index(d);
}

/* Pages of the two files that were looked at. */
static int64_t pages_read(struct desk *d, struct search_asked asked)
{
	int hit[2], missed[2], most;
	for (int i = 0; i < 2; i++) {
		sqlite3_db_status(d->reader->handle, SQLITE_DBSTATUS_CACHE_HIT, &hit[i], &most, 0);
		sqlite3_db_status(d->reader->handle, SQLITE_DBSTATUS_CACHE_MISS, &missed[i], &most, 0);
		if (i == 0)
			desk_hits(d, &d->nobody, asked);
	}
	return hit[1] - hit[0] + missed[1] - missed[0];
}

TEST(what_a_search_reads_does_not_grow_with_the_lab)
{
	static const struct search_asked asked[] = {
		{ .typed = STR("fatigue"), .max = 20 }, { .typed = STR("fatigeu"), .max = 20 },
		{ .typed = STR("fatigue"), .theme = STR("work"), .territory = STR("2A"), .max = 20 },
		{ .typed = STR("fatigue commune une"), .kind = KIND, .max = 20 },
		{ .typed = STR("xyzzyxyz"), .max = 20 },
	};
	enum { ASKED = sizeof asked / sizeof *asked };
	int64_t pages[2][ASKED];
	for (int large = 0; large < 2; large++) {
		struct desk d;
		desk_open(&d);
		fill(&d, large ? 6000 : 600);
		for (size_t i = 0; i < ASKED; i++)
			pages[large][i] = pages_read(&d, asked[i]);
		desk_close(&d);
	}
	for (size_t i = 0; i < ASKED; i++) {
		CHECK_AT(i, pages[0][i] > 0);
		test_check(pages[1][i] <= pages[0][i] * 3 / 2 + 20, __FILE__, __LINE__,
			(size_t)pages[1][i] * 10000 + (size_t)pages[0][i], asked[i].typed.ptr);
	}
}
