/* "Moi aussi", merges, "it is resolved": each voice counts once. */
#include "features/agora/test_store_desk.h"

static enum status unsupport(struct tx *tx, struct deed *d)
{
	TRY(need_by_ref(tx, &d->who, LANG_FR, d->ref, &d->need));
	return support_remove(tx, d->site, &d->who, &d->need);
}

static enum status ask_supported(struct tx *tx, struct deed *d)
{
	d->yes = is_supported(tx, d->site, &d->who, d->day);
	return OK;
}

static bool supports(struct world *w, const struct browser *b, const struct need *n)
{
	struct deed d = { .day = n->id };
	CHECK(see_deed(w, b, ask_supported, &d) == OK);
	return d.yes;
}

TEST(moi_aussi_counts_once_a_person_and_can_be_taken_back)
{
	struct world w;
	world_open(&w);
	struct need n = need_public(&w, &w.ada, "Un besoin");
	CHECK(do_support(&w, &w.ben, n.ref) == OK && do_support(&w, &w.ben, n.ref) == OK);
	CHECK(do_support(&w, &w.cleo, n.ref) == OK);
	CHECK(need_seen(&w, &w.nobody, n.ref).supports == 2 && supports(&w, &w.ben, &n));
	CHECK(!supports(&w, &w.dan, &n) && !supports(&w, &w.nobody, &n));
	CHECK(do_support(&w, &w.ada, n.ref) == FORBIDDEN);
	CHECK(do_support(&w, &w.nobody, n.ref) == SIGN_IN);
	struct deed d = { .ref = n.ref };
	CHECK(do_deed(&w, &w.ben, unsupport, &d) == OK && do_deed(&w, &w.ben, unsupport, &d) == OK);
	CHECK(do_deed(&w, &w.dan, unsupport, &d) == OK);
	CHECK(need_seen(&w, &w.nobody, n.ref).supports == 1 && !supports(&w, &w.ben, &n));
	CHECK(events(&w, "agora.supported") == 2 && events(&w, "agora.unsupported") == 1);
	CHECK(world_count(&w, "SELECT n FROM agora_count WHERE what = 101") == 1);
	struct need held = need_sent(&w, &w.dan, "Retenu", "Encore.");
	CHECK(do_support(&w, &w.moe, held.ref) == CONFLICT);
	world_close(&w);
}

static enum status merge(struct tx *tx, struct deed *d)
{
	TRY(need_by_ref(tx, &d->who, LANG_FR, d->ref, &d->need));
	TRY(need_by_id(tx, &d->who, LANG_FR, d->day, &d->other));
	return need_merge(tx, d->site, &d->who,
		&(struct need_merging){ &d->need, &d->other, STR("Le même besoin.") });
}

static enum status read_thread(struct tx *tx, struct deed *d)
{
	TRY(need_by_ref(tx, &d->who, LANG_FR, d->ref, &d->need));
	return need_thread_read(tx, d->site, &d->who, &d->need, &d->thread);
}

TEST(a_merged_need_brings_its_voices_along_once_each)
{
	struct world w;
	world_open(&w);
	struct need from = need_public(&w, &w.ada, "Le même"), into = need_public(&w, &w.ben, "Lui");
	const struct browser *both[] = { &w.cleo, &w.dan };
	for (size_t i = 0; i < 2; i++)
		CHECK(do_support(&w, both[i], from.ref) == OK);
	CHECK(do_support(&w, &w.cleo, into.ref) == OK && do_support(&w, &w.ben, from.ref) == OK);
	struct deed d = { .ref = from.ref, .day = into.id };
	CHECK(do_deed(&w, &w.ben, merge, &d) == FORBIDDEN && do_deed(&w, &w.fay, merge, &d) == OK);
	struct need now = need_seen(&w, &w.nobody, into.ref);
	CHECK(now.supports == 3);                      /* cleo once, dan, and ada who wrote the other */
	CHECK(need_seen(&w, &w.nobody, from.ref).merged_into == into.id);
	CHECK(do_support(&w, &w.dan, into.ref) == OK && do_support(&w, &w.ada, into.ref) == OK);
	CHECK(need_seen(&w, &w.nobody, into.ref).supports == 3 && supports(&w, &w.ada, &into));
	CHECK(do_deed(&w, &w.fay, merge, &d) == CONFLICT);
	d = (struct deed){ .ref = into.ref, .day = from.id };
	CHECK(do_deed(&w, &w.fay, merge, &d) == CONFLICT);         /* into what is merged itself */
	CHECK(notices(&w, &w.ada, "agora.notice.merged") == 1);
	CHECK(notices(&w, &w.ben, "agora.notice.joined") == 1);
	CHECK(see_deed(&w, &w.nobody, read_thread, &d) == OK);
	bool joined = false;
	for (size_t i = 0; i < d.thread.len; i++)
		joined |= d.thread.items[i].kind == THREAD_JOINED && d.thread.items[i].other == from.id;
	CHECK(joined);
	d.ref = from.ref;
	CHECK(see_deed(&w, &w.nobody, read_thread, &d) == OK);
	const struct thread_step *last = &d.thread.items[d.thread.len - 1];
	CHECK(last->kind == THREAD_MERGED && last->other == into.id && last->state == THREAD_DONE);
	CHECK(str_eq(last->text, STR("Le même besoin.")));
	world_close(&w);
}

static enum status confirm(struct tx *tx, struct deed *d)
{
	TRY(need_by_ref(tx, &d->who, LANG_FR, d->ref, &d->need));
	return need_confirm(tx, d->site, &d->who, &d->need);
}

static enum status read_confirmed(struct tx *tx, struct deed *d)
{
	TRY(need_by_ref(tx, &d->who, LANG_FR, d->ref, &d->need));
	return need_confirmed(tx, d->site, &d->who, &d->need, &d->confirmed);
}

TEST(two_thirds_of_its_supporters_resolve_a_need_and_each_of_them_once)
{
	struct world w;
	world_open(&w);
	struct need n = need_public(&w, &w.ada, "Un besoin");
	struct browser zoe = world_member(&w, "zoe"), yan = world_member(&w, "yan");
	const struct browser *all[] = { &w.ben, &w.cleo, &w.dan, &zoe };
	for (size_t i = 0; i < 4; i++)
		CHECK_AT(i, do_support(&w, all[i], n.ref) == OK);
	struct deed d = { .ref = n.ref };
	CHECK(do_deed(&w, &w.ben, confirm, &d) == CONFLICT);       /* nothing was done about it yet */
	CHECK(do_qualify(&w, &w.fay, n.ref, "") == OK && do_act(&w, &w.fay, n.ref, "take_up") == OK);
	CHECK(do_deed(&w, &yan, confirm, &d) == FORBIDDEN);
	CHECK(do_deed(&w, &w.ada, confirm, &d) == FORBIDDEN);
	CHECK(see_deed(&w, &w.ben, read_confirmed, &d) == OK && d.confirmed.may && !d.confirmed.mine);
	CHECK(do_deed(&w, &w.ben, confirm, &d) == OK && do_deed(&w, &w.ben, confirm, &d) == OK);
	CHECK(do_deed(&w, &w.cleo, confirm, &d) == OK);
	CHECK(need_seen(&w, &w.nobody, n.ref).state == NEED_IN_WORK);
	CHECK(see_deed(&w, &w.ben, read_confirmed, &d) == OK);
	CHECK(d.confirmed.count == 2 && d.confirmed.mine && !d.confirmed.may);
	CHECK(do_deed(&w, &w.dan, confirm, &d) == OK);             /* three of four */
	CHECK(need_seen(&w, &w.nobody, n.ref).state == NEED_RESOLVED);
	CHECK(notices(&w, &w.ada, "agora.notice.resolved") == 1);
	CHECK(do_deed(&w, &zoe, confirm, &d) == CONFLICT);
	CHECK(do_act(&w, &w.ada, n.ref, "reopen") == OK);
	CHECK(need_seen(&w, &w.nobody, n.ref).state == NEED_PUBLISHED);
	world_close(&w);
}
