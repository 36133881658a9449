/* The scorer against what a facilitator judged by hand (tests/matching), over the demonstration. */
#include "app/country.h"
#include "app/demo.h"
#include "base/test.h"
#include "features/matching/rules.h"
#include <stdio.h>
#include <stdlib.h>

enum { ALL_MAX = 200, COLUMNS = 5 };
static const char *const stages[] = { "", "prevention", "screening", "diagnosis", "treatment",
	"after", "recurrence", "palliative", "bereavement" };

struct judged {
	struct arena *arena;
	struct country country;
	struct str need_id[ALL_MAX], solution_id[ALL_MAX], by[ALL_MAX];
	struct need_side needs[ALL_MAX];
	struct solution_side solutions[ALL_MAX];
	size_t need_count, solution_count;
};

static int stage_of(struct str word)
{
	for (int i = 1; i < (int)(sizeof stages / sizeof *stages); i++)
		if (str_eq(word, str_view(stages[i])))
			return i;
	return 0;
}

static bool next_word(struct str *list, struct str *word)
{
	if (list->len == 0)
		return false;
	if (!str_cut(list, ',', word)) {
		*word = *list;
		*list = (struct str){ 0 };
	}
	*word = str_trim(*word);
	return true;
}

static unsigned publics_of(struct str list)
{
	struct str word;
	unsigned bits = 0;
	while (next_word(&list, &word))
		bits |= str_eq(word, STR("patients")) ? PUBLIC_PATIENTS
			: str_eq(word, STR("carers")) ? PUBLIC_CARERS
			: str_eq(word, STR("professionals")) ? PUBLIC_PROFESSIONALS : PUBLIC_ALL;
	return bits;
}

/* Of a need: self, relative, patients, carers, professionals, everyone. */
static unsigned asked_for(struct str word)
{
	if (str_eq(word, STR("self")) || str_eq(word, STR("relative")))
		return PUBLIC_PATIENTS | PUBLIC_CARERS;            /* who speaks may be either */
	return publics_of(word);
}

/* "before" in needs.txt: of what is looked for, or of what is to be avoided. */
static int need_stage(struct str word, struct str theme)
{
	if (!str_eq(word, STR("before")))
		return stage_of(word);
	return stage_of(str_eq(theme, STR("screening")) ? STR("screening") : STR("prevention"));
}

static struct str territory_of_commune(struct str commune)
{
	struct place p;
	return commune.len && place_find(commune, &p) ? p.territory : (struct str){ 0 };
}

static void read_needs(struct judged *j)
{
	struct str rest = demo_file("needs.txt");
	struct demo_block b;
	while (demo_block_next(j->arena, &rest, &b) && j->need_count < ALL_MAX) {
		struct need_side *n = &j->needs[j->need_count];
		j->need_id[j->need_count++] = field_get(b.fields, "id");
		struct str territory = field_get(b.fields, "territory");
		*n = (struct need_side){
			.id = (int64_t)j->need_count,
			.theme = field_get(b.fields, "theme"),
			.territory = territory.len ? territory
				: territory_of_commune(field_get(b.fields, "commune")),
			.publics = asked_for(field_get(b.fields, "for")),
			.stage = need_stage(field_get(b.fields, "stage"), field_get(b.fields, "theme")),
			.words = bag_of(j->arena, field_get(b.fields, "title"), field_get(b.fields, "text")),
		};
	}
}

static bool is_open(struct str state)
{
	return str_eq(state, STR("listed")) || str_eq(state, STR("documented"))
		|| str_eq(state, STR("evaluated"));
}

static void read_solution(struct judged *j, const struct field *f)
{
	struct solution_side *s = &j->solutions[j->solution_count];
	struct str list = field_get(f, "stage"), word;
	int64_t evidence = 0, days = 0;
	str_to_i64(field_get(f, "evidence"), &evidence);
	str_to_i64(field_get(f, "days_ago"), &days);
	bool confirmed = field_get(f, "confirmed_days_ago").len != 0;
	j->solution_id[j->solution_count++] = field_get(f, "id");
	*s = (struct solution_side){
		.id = (int64_t)j->solution_count,
		.theme = field_get(f, "theme"),
		.territory = field_get(f, "territory"),
		.publics = publics_of(field_get(f, "for")),
		.langs = 1,
		.evidence = (int)evidence,
		.is_free = str_eq(field_get(f, "cost"), STR("free")),
		.is_reimbursed = str_eq(field_get(f, "cost"), STR("reimbursed")),
		.is_stale = days > 365 && !confirmed,
		.words = bag_of(j->arena, field_get(f, "name"), field_get(f, "text")),
	};
	while (next_word(&list, &word))
		s->stages |= str_eq(word, STR("any")) ? 0u : 1u << stage_of(word);
}

static void judged_open(struct judged *j)
{
	struct error e = { 0 };
	struct str rest = demo_file("solutions.txt");
	struct demo_block b;
	*j = (struct judged){ .arena = arena_create() };
	CHECK(country_load(&j->country, j->arena, &e) == OK);
	read_needs(j);
	while (demo_block_next(j->arena, &rest, &b) && j->solution_count < ALL_MAX)
		if (is_open(field_get(b.fields, "state")))
			read_solution(j, b.fields);
	CHECK(j->need_count == 60 && j->solution_count >= 15);
}

static size_t place_of(const struct str *ids, size_t len, struct str id)
{
	size_t i = 0;
	while (i < len && !str_eq(ids[i], id))
		i++;
	return i;
}

/* One line of a table into its columns; false at the end. */
static bool next_line(FILE *f, char *line, size_t size, struct str column[COLUMNS])
{
	if (!fgets(line, (int)size, f))
		return false;
	struct str rest = { line, strcspn(line, "\n") };
	for (int i = 0; i < COLUMNS; i++)
		if (!str_cut(&rest, '\t', &column[i])) {
			column[i] = rest;
			rest = (struct str){ 0 };
		}
	return true;
}

static FILE *table(const char *path, char *line, size_t size, struct str column[COLUMNS])
{
	FILE *f = fopen(path, "r");
	CHECK(f != NULL && next_line(f, line, size, column));      /* the head */
	return f;
}

static size_t best_of(struct arena *a, const struct need_side *n, const struct solution_sides *all,
	struct ranked *out, size_t max)
{
	struct rarity r = sides_rarity(a, all);
	return match_best(n, all, &r, out, max);
}

TEST(what_a_facilitator_would_choose_first_is_among_the_first_three)
{
	struct judged j;
	char line[4096];
	struct str column[COLUMNS];
	int fits = 0, first = 0, among = 0, silent = 0, nothing = 0;
	judged_open(&j);
	FILE *f = table("tests/matching/judged.tsv", line, sizeof line, column);
	while (next_line(f, line, sizeof line, column)) {
		struct ranked best[MATCHES_MAX];
		size_t n = place_of(j.need_id, j.need_count, column[0]);
		CHECK(n < j.need_count);
		struct solution_sides all = { j.solutions, j.solution_count };
		size_t found = best_of(j.arena, &j.needs[n], &all, best, MATCHES_MAX);
		if (str_eq(column[1], STR("-"))) {
			nothing++;
			silent += found == 0;
			continue;
		}
		bool is_among = false;
		for (size_t i = 0; i < found; i++)
			is_among |= str_eq(j.solution_id[best[i].at], column[1]);
		fits++;
		among += is_among;
		first += found && str_eq(j.solution_id[best[0].at], column[1]);
		if (!is_among && getenv("AGORA_JUDGED"))
			fprintf(stderr, "%.*s misses %.*s\n", (int)column[0].len, column[0].ptr,
				(int)column[1].len, column[1].ptr);
	}
	fclose(f);
	if (getenv("AGORA_JUDGED"))
		fprintf(stderr, "of %d: %d first, %d among three; of %d: silent on %d\n", fits, first,
			among, nothing, silent);
	CHECK(fits >= 30 && first >= 26 && among >= 27 && silent >= 11);
	arena_destroy(j.arena);
}

TEST(what_must_never_match_never_does)
{
	struct judged j;
	char line[4096];
	struct str column[COLUMNS];
	int seen = 0;
	judged_open(&j);
	struct rarity rarity = sides_rarity(j.arena,
		&(struct solution_sides){ j.solutions, j.solution_count });
	FILE *f = table("tests/matching/never.tsv", line, sizeof line, column);
	while (next_line(f, line, sizeof line, column)) {
		size_t n = place_of(j.need_id, j.need_count, column[0]);
		size_t s = place_of(j.solution_id, j.solution_count, column[1]);
		bool by_fields = str_eq(column[2], STR("territory")) || str_eq(column[2], STR("public"))
			|| str_eq(column[2], STR("stage"));
		CHECK_AT(seen, n < j.need_count);
		if (str_eq(column[2], STR("state")))
			CHECK_AT(seen, s == j.solution_count);             /* never offered to the scorer */
		if (by_fields)
			CHECK_AT(seen, match_score(&j.needs[n], &j.solutions[s], &rarity).refused);
		seen++;
	}
	CHECK(seen >= 3);
	fclose(f);
	arena_destroy(j.arena);
}
