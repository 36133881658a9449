/* What stands under something is found while that is. */
#include "engines/search/test_desk.h"
#include "base/test.h"

enum { NEED_ID = 1, NOTE_ID = 2, NOTES = 450 };

static void put_need(struct desk *d, enum audience audience, bool forget)
{
	desk_write(d, (struct writing){ .forget = forget, .doc = { .kind = KIND, .id = NEED_ID,
		.persona = d->ada.persona, .audience = audience, .title = STR("Une grande fatigue") } });
}

static void put_note(struct desk *d, int64_t id, const char *words)
{
	desk_write(d, (struct writing){ .doc = { .kind = OTHER_KIND, .id = id,
		.persona = d->ben.persona, .under_kind = KIND, .under_id = NEED_ID,
		.body = str_view(words) } });
}

struct spreading { bool more; int slices; };

static enum status spread_one(struct tx *tx, void *arg)
{
	struct spreading *s = arg;
	return search_spread(tx, NULL, &s->more);
}

/* How many slices it took. */
static int spread(struct desk *d)
{
	struct spreading s = { .more = true };
	for (; s.more && s.slices < 20; s.slices++) {
		struct error e = { 0 };
		struct job job = { .run = spread_one, .arg = &s, .arena = d->arena, .error = &e,
			.now_at = d->now_at++ };
		CHECK(db_group(d->writer, &(struct job *){ &job }, 1) == OK && job.status == OK);
	}
	return s.slices;
}

static enum status suggest(struct tx *tx, void *arg)
{
	return search_suggest(tx, STR("quet"), arg);
}

static size_t suggested(struct desk *d)
{
	struct error e = { 0 };
	struct suggestions s;
	struct job job = { .run = suggest, .arg = &s, .arena = d->arena, .error = &e };
	CHECK(db_read(d->reader, &job) == OK);
	return s.len;
}

static size_t found(struct desk *d, const struct who *who)
{
	struct hits h = desk_hits(d, who, (struct search_asked){ .typed = STR("quetsches") });
	CHECK(h.total == (int64_t)h.len);
	return h.len;
}

TEST(what_stands_under_something_is_found_while_that_is)
{
	static const struct { enum audience audience; bool forget; bool team; } gone[] = {
		{ AUDIENCE_TEAM, false, true }, { AUDIENCE_AUTHOR, false, false },
		{ AUDIENCE_AUTHOR, true, false },
	};
	struct desk d;
	desk_open(&d);
	put_need(&d, AUDIENCE_ALL, false);
	put_note(&d, NOTE_ID, "Des quetsches.");
	put_note(&d, NOTE_ID + 1, "Deux quetsches.");
	for (size_t i = 0; i < sizeof gone / sizeof *gone; i++) {
		desk_index(&d);
		CHECK_AT(i, found(&d, &d.nobody) == 2 && suggested(&d) == 1);
		put_need(&d, gone[i].audience, gone[i].forget);
		for (int spreads = 0; spreads < 2; spreads++) {        /* at once, and when it has passed */
			CHECK_AT(i, found(&d, &d.nobody) == 0 && suggested(&d) == 0);
			CHECK_AT(i, found(&d, &d.team) == (gone[i].team ? 2 : 0));
			CHECK_AT(i, desk_typed(&d, "quetsche").total == 0);
			CHECK_AT(i, desk_typed(&d, "quetshce").instead.len == 0);
			spread(&d);
			desk_index(&d);
		}
		put_need(&d, AUDIENCE_ALL, false);
		spread(&d);
	}
	desk_close(&d);
}

TEST(a_word_under_what_is_hidden_is_a_word_that_nobody_wrote)
{
	struct desk d;
	desk_open(&d);
	desk_put(&d, NOTE_ID + 1, "Une autre fatigue", "Rien.");
	put_need(&d, AUDIENCE_ALL, false);
	put_note(&d, NOTE_ID, "Des quetsches.");
	desk_index(&d);
	put_need(&d, AUDIENCE_TEAM, false);
	put_note(&d, NOTE_ID + 2, "Un rutabaga.");             /* written while it is hidden */
	spread(&d);
	desk_index(&d);
	CHECK(str_eq(desk_typed(&d, "fatigue quetsches").without, STR("quetsches")));
	CHECK(str_eq(desk_typed(&d, "fatigue rutabaga").without, STR("rutabaga")));
	desk_close(&d);
}

TEST(many_that_stand_under_one_are_carried_again_in_slices)
{
	struct desk d;
	desk_open(&d);
	put_need(&d, AUDIENCE_ALL, false);
	for (int64_t i = 0; i < NOTES; i++)
		put_note(&d, NOTE_ID + i, "Des quetsches.");
	put_need(&d, AUDIENCE_ALL, false);
	CHECK(spread(&d) == 1);                                /* nobody sees less of it */
	put_need(&d, AUDIENCE_TEAM, false);
	CHECK(spread(&d) == 4);
	CHECK(spread(&d) == 1);
	desk_close(&d);
}
