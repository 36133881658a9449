/* Drafts, the sign-in they wait for, and leaving. */
#include "base/json.h"
#include "features/agora/test_store_desk.h"

static enum status save(struct tx *tx, struct deed *d)
{
	return draft_save(tx, &d->who, &d->draft);
}

static enum status find(struct tx *tx, struct deed *d)
{
	return draft_find(tx, &d->who, d->ref, &d->draft);
}

static enum status send(struct tx *tx, struct deed *d)
{
	return draft_send(tx, d->site, &d->who, &d->draft, &d->need);
}

TEST(a_draft_is_kept_as_typed_and_seen_by_its_owner_alone)
{
	struct world w;
	world_open(&w);
	struct deed d = { .draft = { .step = NEED_STEP_WHO, .lang = LANG_EN, .form.typed = {
		[NEED_F_TITLE] = STR("  \"Titre\" & <b> "), [NEED_F_COMMUNE] = STR("Nulle part"),
		[NEED_F_FOR_WHOM] = STR("nonsense") } } };
	CHECK(do_deed(&w, &w.nobody, save, &d) == OK && !uuid_is_none(d.draft.ref));
	struct deed seen = { .ref = d.draft.ref };
	CHECK(see_deed(&w, &w.nobody, find, &seen) == OK && !seen.draft.signed_in);
	for (int f = 0; f < NEED_FIELDS; f++)
		CHECK_AT(f, str_eq(seen.draft.form.typed[f], d.draft.form.typed[f]));
	CHECK(seen.draft.step == NEED_STEP_WHO && seen.draft.lang == LANG_EN);
	CHECK(see_deed(&w, &w.ada, find, &seen) == NOT_FOUND);
	CHECK(see_deed(&w, &(struct browser){ .visitor = uuid_v4() }, find, &seen) == NOT_FOUND);
	d.draft.step = NEED_STEP_WHAT;
	d.draft.form.typed[NEED_F_TITLE] = STR("Autre");
	CHECK(do_deed(&w, &w.nobody, save, &d) == OK && see_deed(&w, &w.nobody, find, &seen) == OK);
	CHECK(seen.draft.step == NEED_STEP_WHO && str_eq(seen.draft.form.typed[0], STR("Autre")));
	CHECK(do_deed(&w, &w.ben, save, &d) == NOT_FOUND);
	CHECK(do_deed(&w, &w.nobody, send, &d) == SIGN_IN);
	d.draft.ref = (struct uuid){ 0 };
	CHECK(do_deed(&w, &(struct browser){ 0 }, save, &d) == INVALID);
	for (int i = 1; i < DRAFTS_MAX; i++) {
		d.draft.ref = (struct uuid){ 0 };
		CHECK_AT(i, do_deed(&w, &w.nobody, save, &d) == OK);
	}
	d.draft.ref = (struct uuid){ 0 };
	CHECK(do_deed(&w, &w.nobody, save, &d) == TOO_MANY);
	world_close(&w);
}

static enum status forget(struct tx *tx, struct deed *d)
{
	return agora_forget_drafts(tx, d->site, &d->yes);
}

TEST(drafts_are_forgotten_each_in_its_own_time)
{
	struct world w;
	world_open(&w);
	struct deed d = { .draft = draft_with("Un", "Deux") }, e = d;
	CHECK(do_deed(&w, &w.nobody, save, &d) == OK && do_deed(&w, &w.ada, save, &e) == OK);
	w.now_at += 29 * (int64_t)86400000;
	CHECK(do_deed(&w, &w.eve, forget, &d) == OK);
	CHECK(world_count(&w, "SELECT count(*) FROM agora_draft") == 2);
	w.now_at += 2 * (int64_t)86400000;
	CHECK(do_deed(&w, &w.eve, forget, &d) == OK && !d.yes);
	CHECK(world_count(&w, "SELECT count(*) FROM agora_draft WHERE signed_in = 1") == 1);
	CHECK(world_count(&w, "SELECT count(*) FROM agora_draft") == 1);
	w.now_at += 150 * (int64_t)86400000;
	CHECK(do_deed(&w, &w.eve, forget, &d) == OK);
	CHECK(world_count(&w, "SELECT count(*) FROM agora_draft") == 0);
	world_close(&w);
}

static enum status adopt(struct tx *tx, struct deed *d)
{
	struct adoption a = { .visitor = d->ref, .same_hands = true, .address = d->draft.waits_for };
	return agora_adopt(tx, d->site, &a, &d->who, &d->words);
}

TEST(signing_in_brings_the_drafts_along_and_sends_the_one_that_waited)
{
	struct world w;
	world_open(&w);
	struct deed a = { .draft = draft_with("Qui attend", "Des mots.") }, b = a, c = a;
	a.draft.waits_for = uuid_v4();
	b.draft.form.typed[NEED_F_TITLE] = STR("Qui n’attend pas");
	c.draft.form.typed[NEED_F_TITLE] = (struct str){ 0 };
	c.draft.waits_for = a.draft.waits_for;
	CHECK(do_deed(&w, &w.nobody, save, &a) == OK && do_deed(&w, &w.nobody, save, &b) == OK);
	struct deed d = { .ref = w.nobody.visitor, .draft.waits_for = a.draft.waits_for };
	CHECK(do_deed(&w, &w.ada, adopt, &d) == OK);
	CHECK(strstr(d.words.ptr, "/besoins/") && !strstr(d.words.ptr, "qui-attend"));
	CHECK(world_count(&w, "SELECT count(*) FROM agora_need") == 1);
	CHECK(world_count(&w, "SELECT count(*) FROM agora_draft WHERE signed_in = 1") == 1);
	struct deed seen = { .ref = b.draft.ref };
	CHECK(see_deed(&w, &w.ada, find, &seen) == OK);
	CHECK(see_deed(&w, &w.nobody, find, &seen) == NOT_FOUND);
	/* One that cannot be sent is not lost: its author is led back to it. */
	CHECK(do_deed(&w, &w.nobody, save, &c) == OK && do_deed(&w, &w.ben, adopt, &d) == OK);
	CHECK(str_eq(d.words, draft_path(w.arena, c.draft.ref, NEED_STEP_REVIEW)));
	CHECK(world_count(&w, "SELECT count(*) FROM agora_draft WHERE waits_for IS NOT NULL") == 0);
	d.words = (struct str){ 0 };
	CHECK(do_deed(&w, &w.cleo, adopt, &d) == OK && d.words.len == 0);
	world_close(&w);
}

TEST(who_signs_in_on_a_browser_that_others_share_gets_nothing_that_waits_for_them)
{
	struct world w;
	world_open(&w);
	struct deed a = { .draft = draft_with("Qui attend", "Les mots d’une autre.") };
	a.draft.waits_for = uuid_v4();
	CHECK(do_deed(&w, &w.nobody, save, &a) == OK);
	struct deed d = { .ref = w.nobody.visitor, .draft.waits_for = uuid_v4() };
	CHECK(do_deed(&w, &w.ben, adopt, &d) == OK && d.words.len == 0);
	CHECK(world_count(&w, "SELECT count(*) FROM agora_need") == 0);
	struct deed seen = { .ref = a.draft.ref };
	CHECK(see_deed(&w, &w.ben, find, &seen) == NOT_FOUND);
	d.draft.waits_for = a.draft.waits_for;
	CHECK(do_deed(&w, &w.ada, adopt, &d) == OK);
	CHECK(world_count(&w, "SELECT count(*) FROM agora_need") == 1);
	world_close(&w);
}

static enum status export_all(struct tx *tx, struct deed *d)
{
	struct json json = { .out = &d->out };
	json_open(&json, NULL, '[');
	TRY(agora_export_persona(tx, &d->who, &json));
	json_close(&json, ']');
	return OK;
}

static enum status leave(struct tx *tx, struct deed *d)
{
	return agora_erase_persona(tx, d->site, &d->who, &d->yes);
}

static bool holds(const struct deed *d, const char *words)
{
	return memmem(d->out.bytes, d->out.len, words, strlen(words)) != NULL;
}

TEST(who_leaves_takes_all_their_words_along_and_nothing_of_others)
{
	struct world w;
	world_open(&w);
	struct need mine = need_public(&w, &w.ada, "Topinambour");
	struct need other = need_public(&w, &w.ben, "Kumquat");
	struct need held = need_sent(&w, &w.ada, "Rutabaga", "À 06 12 34 56 78.");
	struct deed d = { .draft = draft_with("Salsifis", "Brouillon") };
	CHECK(do_deed(&w, &w.ada, save, &d) == OK && do_support(&w, &w.ada, other.ref) == OK);
	CHECK(do_support(&w, &w.ben, mine.ref) == OK);
	d.out = (struct buf){ .max = 1 << 16 };
	CHECK(see_deed(&w, &w.ada, export_all, &d) == OK);
	CHECK(holds(&d, "\"title\":\"Topinambour\"") && holds(&d, "\"title\":\"Rutabaga\""));
	CHECK(holds(&d, "\"title\":\"Salsifis\"") && holds(&d, "\"type\":\"support\""));
	CHECK(!holds(&d, "Kumquat"));
	world_index(&w);
	CHECK(world_finds(&w, "topinambour") > 0);
	CHECK(do_deed(&w, &w.ada, leave, &d) == OK);
	world_index(&w);
	const char *gone[] = { "Topinambour", "topinambour", "Rutabaga", "rutabaga", "Salsifis" };
	for (size_t i = 0; i < 5; i++)
		CHECK_AT(i, world_finds(&w, gone[i]) == 0);
	CHECK(!need_seen(&w, &w.moe, mine.ref).state && !need_seen(&w, &w.ada, held.ref).state);
	CHECK(need_seen(&w, &w.nobody, other.ref).supports == 1);
	CHECK(world_count(&w, "SELECT count(*) FROM agora_support WHERE persona IS NULL") == 1);
	CHECK(do_support(&w, &w.ada, other.ref) == OK);     /* the tag outlives the persona */
	CHECK(need_seen(&w, &w.nobody, other.ref).supports == 1);
	CHECK(world_count(&w, "SELECT count(*) FROM moderation_item WHERE done = 0") == 0);
	CHECK(world_count(&w, "SELECT n FROM agora_count WHERE what = 4") == 1);
	buf_finish(&d.out);
	d.out = (struct buf){ .max = 1 << 16 };
	CHECK(see_deed(&w, &w.ada, export_all, &d) == OK && !holds(&d, "{"));
	buf_finish(&d.out);
	world_close(&w);
}
