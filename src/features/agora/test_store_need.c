/* Writing, reading, listing, finding: the rows of needs on a real database. */
#include "features/agora/test_store_desk.h"

TEST(what_was_sent_is_found_again_field_by_field)
{
	struct world w;
	world_open(&w);
	struct need sent =
		need_sent(&w, &w.ada, " Le soir, la douleur ", "Personne ne répond.\n\nRien.");
	struct need n = need_seen(&w, &w.ada, sent.ref);
	CHECK(n.id == sent.id && n.state == NEED_HELD && n.number == 0 && n.published_at == 0);
	CHECK(str_eq(n.title, STR("Le soir, la douleur")) && str_eq(n.shown_title, n.title));
	CHECK(str_eq(n.text, STR("Personne ne répond.\n\nRien.")) && n.lang == LANG_FR);
	CHECK(n.for_whom == FOR_PATIENTS && n.stage == STAGE_TREATMENT && str_eq(n.theme, STR("pain")));
	CHECK(str_eq(n.territory, STR("88")) && n.commune.len == 0 && n.audience == AUDIENCE_TEAM);
	CHECK(uuid_eq(n.persona, w.ada.person.persona) && n.created_at == n.changed_at);
	CHECK(world_count(&w, "SELECT count(*) FROM agora_draft") == 0);
	CHECK(events(&w, "agora.submitted") == 1 && notices(&w, &w.ada, "agora.notice.held") == 1);
	world_close(&w);
}

TEST(a_first_need_is_held_and_the_next_is_published_at_once_with_its_number)
{
	struct world w;
	world_open(&w);
	struct need first = need_sent(&w, &w.ada, "Premier", "Un.");
	CHECK(first.state == NEED_HELD);
	CHECK(need_sent(&w, &w.ada, "Deuxième", "Toujours inconnue.").state == NEED_HELD);
	CHECK(do_act(&w, &w.moe, first.ref, "approve") == OK);
	struct need seen = need_seen(&w, &w.nobody, first.ref);
	CHECK(seen.state == NEED_PUBLISHED && seen.number == 1 && seen.published_at > 0);
	struct need third = need_sent(&w, &w.ada, "Troisième", "Connue.");
	CHECK(third.state == NEED_PUBLISHED && need_seen(&w, &w.nobody, third.ref).number == 2);
	CHECK(notices(&w, &w.ada, "agora.notice.published") == 1);
	CHECK(need_sent(&w, &w.ada, "Quatrième", "Appelez le 06 12 34 56 78.").state == NEED_HELD);
	CHECK(need_sent(&w, &w.fay, "De l’équipe", "Recueilli sur papier.").state == NEED_PUBLISHED);
	CHECK(world_count(&w, "SELECT count(*) FROM moderation_item WHERE done = 0") == 2);
	CHECK(world_count(&w, "SELECT rules FROM moderation_item ORDER BY id DESC") == RULE_PHONE);
	world_close(&w);
}

TEST(a_held_need_is_seen_by_its_author_and_the_team_alone)
{
	struct world w;
	world_open(&w);
	struct need n = need_sent(&w, &w.ada, "Retenu", "Encore.");
	CHECK(need_seen(&w, &w.ada, n.ref).state && need_seen(&w, &w.moe, n.ref).state);
	CHECK(need_seen(&w, &w.fay, n.ref).state && !need_seen(&w, &w.ben, n.ref).state);
	CHECK(!need_seen(&w, &w.nobody, n.ref).state);
	CHECK(do_act(&w, &w.moe, n.ref, "return") == OK);
	CHECK(need_seen(&w, &w.ada, n.ref).state == NEED_RETURNED);
	CHECK(!need_seen(&w, &w.moe, n.ref).state);
	world_close(&w);
}

static enum status list(struct tx *tx, struct deed *d)
{
	return need_list(tx, &d->who, &d->asked, &d->needs);
}

static size_t listed(struct world *w, const struct browser *b, const char *theme,
	const char *state)
{
	const struct field query[] = { { "theme", str_view(theme) }, { "state", str_view(state) },
		{ 0 } };
	struct deed d = { .asked = need_asked(query, LANG_FR) };
	CHECK(see_deed(w, b, list, &d) == OK);
	return d.needs.len;
}

TEST(lists_show_what_is_public_by_theme_and_by_state)
{
	struct world w;
	world_open(&w);
	struct need a = need_public(&w, &w.ada, "Un"), b = need_public(&w, &w.ben, "Deux");
	need_sent(&w, &w.cleo, "Retenu", "Premier essai.");
	CHECK(listed(&w, &w.nobody, "", "") == 2 && listed(&w, &w.nobody, "pain", "open") == 2);
	CHECK(listed(&w, &w.cleo, "", "") == 2);           /* one's own held one is no public one */
	CHECK(do_qualify(&w, &w.fay, a.ref, "") == OK && do_act(&w, &w.fay, a.ref, "take_up") == OK);
	CHECK(listed(&w, &w.nobody, "pain", "") == 1 && listed(&w, &w.nobody, "work", "") == 1);
	CHECK(listed(&w, &w.nobody, "", "work") == 1 && listed(&w, &w.nobody, "", "open") == 1);
	CHECK(listed(&w, &w.nobody, "", "all") == 2 && listed(&w, &w.nobody, "x' OR 1", "") == 0);
	CHECK(do_act(&w, &w.ben, b.ref, "withdraw") == OK && listed(&w, &w.nobody, "", "") == 1);
	world_close(&w);
}

/* "?order=shared&after=3.0192…": the part behind "after="; "" on the last page. */
static struct str after_of(struct url next)
{
	const char *at = next.text.len ? strstr(next.text.ptr, "after=") : NULL;
	return str_view(at ? at + 6 : NULL);
}

TEST(both_orders_lead_through_every_need_once)
{
	enum { NEEDS = 13, PAGE = 5 };
	struct world w;
	world_open(&w);
	for (int i = 0; i < NEEDS; i++) {
		struct need n = need_public(&w, &w.ada, "Encore un");
		if (i % 3 == 0)
			CHECK(do_support(&w, &w.ben, n.ref) == OK);
		if (i % 6 == 0)
			CHECK(do_support(&w, &w.cleo, n.ref) == OK);
	}
	for (int shared = 0; shared <= 1; shared++) {
		struct field query[] = { { "order", shared ? STR("shared") : STR("") }, { "after", { 0 } },
			{ 0 } };
		int64_t last = INT64_MAX, seen = 0, sum = 0;
		do {
			struct deed d = { .asked = need_asked(query, LANG_FR) };
			d.asked.list.page = PAGE;
			CHECK(see_deed(&w, &w.nobody, list, &d) == OK);
			for (size_t i = 0; i < d.needs.len; i++) {
				const struct need *n = &d.needs.items[i];
				int64_t key = shared ? n->supports : n->published_at;
				CHECK_AT(seen, key <= last);
				last = key;
				sum += n->number;
				seen++;
			}
			query[1].value = after_of(d.needs.next);
			bool carried = !query[1].value.len || strstr(d.needs.next.text.ptr, "order=shared");
			CHECK_AT(seen, !shared || carried);
		} while (query[1].value.len && seen < 100);
		CHECK_AT(shared, seen == NEEDS && sum == NEEDS * (NEEDS + 1) / 2);
	}
	world_close(&w);
}

static enum status mine(struct tx *tx, struct deed *d)
{
	return need_mine(tx, &d->who, LANG_FR, &d->needs);
}

TEST(ones_own_are_listed_in_whatever_state_newest_first)
{
	struct world w;
	world_open(&w);
	struct need a = need_public(&w, &w.ada, "Un"), b = need_public(&w, &w.ada, "Deux");
	need_public(&w, &w.ben, "D’un autre");
	CHECK(do_act(&w, &w.ada, a.ref, "withdraw") == OK);
	struct deed d = { 0 };
	CHECK(see_deed(&w, &w.ada, mine, &d) == OK && d.needs.len == 2);
	CHECK(d.needs.items[0].id == b.id && d.needs.items[1].state == NEED_WITHDRAWN);
	CHECK(see_deed(&w, &w.nobody, mine, &d) == OK && d.needs.len == 0);
	world_close(&w);
}

/* ---- by words ---- */

static enum status search(struct tx *tx, struct deed *d)
{
	return need_search(tx, &d->who, &d->searched, &d->needs);
}

static size_t found(struct world *w, const struct browser *b, const char *typed)
{
	struct deed d = { .searched = { .typed = str_view(typed), .max = 20 } };
	CHECK(see_deed(w, b, search, &d) == OK);
	return d.needs.len;
}

TEST(needs_are_found_by_their_words_and_held_ones_never_by_others)
{
	struct world w;
	world_open(&w);
	struct need n = need_sent(&w, &w.ada, "Les œdèmes du bras", "À l’hôpital, nul ne sait.");
	world_index(&w);
	CHECK(found(&w, &w.ada, "oedeme") == 1 && found(&w, &w.moe, "hopitaux") == 1);
	CHECK(found(&w, &w.nobody, "œdème") == 0 && found(&w, &w.ben, "bras") == 0);
	CHECK(do_act(&w, &w.moe, n.ref, "approve") == OK);
	world_index(&w);
	CHECK(found(&w, &w.nobody, "œdème") == 1 && found(&w, &w.nobody, "l'hopital AND (") == 1);
	CHECK(do_act(&w, &w.moe, n.ref, "hold") == OK);
	CHECK(found(&w, &w.nobody, "œdème") == 0 && found(&w, &w.ada, "œdème") == 1);
	CHECK(do_act(&w, &w.moe, n.ref, "approve") == OK && found(&w, &w.ben, "oedemes") == 1);
	CHECK(do_act(&w, &w.ada, n.ref, "withdraw") == OK);
	CHECK(found(&w, &w.ben, "oedemes") == 0 && found(&w, &w.ada, "oedemes") == 0);
	world_index(&w);
	CHECK(world_finds(&w, "oedeme") == 0);                 /* the index has let go of it */
	world_close(&w);
}

static enum status similar(struct tx *tx, struct deed *d)
{
	return need_similar(tx, &d->who, &d->draft, &d->needs);
}

TEST(similar_public_needs_are_shown_beside_what_is_being_written)
{
	struct world w;
	world_open(&w);
	struct need n = need_public(&w, &w.ada, "La nuit, personne à qui parler de la fièvre");
	need_public(&w, &w.ben, "Financer une perruque");
	need_sent(&w, &w.cleo, "Retenu : la nuit, la fièvre", "Personne.");
	world_index(&w);
	struct deed d = { .draft = draft_with("Fièvre dans la nuit", "Je voudrais appeler.") };
	CHECK(see_deed(&w, &w.dan, similar, &d) == OK);
	CHECK(d.needs.len == 1 && d.needs.items[0].id == n.id);
	d.draft.need = n.id;
	CHECK(see_deed(&w, &w.dan, similar, &d) == OK && d.needs.len == 0);
	d.draft = draft_with("", "");
	CHECK(see_deed(&w, &w.dan, similar, &d) == OK && d.needs.len == 0);
	world_close(&w);
}

/* ---- other languages ---- */

static enum status translate(struct tx *tx, struct deed *d)
{
	TRY(need_by_ref(tx, &d->who, LANG_FR, d->ref, &d->need));
	return need_translate(tx, &d->who, &d->need, &d->translated);
}

static enum status read_in_english(struct tx *tx, struct deed *d)
{
	return need_by_ref(tx, &d->who, LANG_EN, d->ref, &d->need);
}

TEST(a_need_is_read_and_found_in_the_language_it_was_translated_into)
{
	struct world w;
	world_open(&w);
	struct need n = need_public(&w, &w.ada, "Une infirmière la nuit");
	struct deed d = { .ref = n.ref,
		.translated = { LANG_EN, STR("A nurse at night"), STR("Some words.") } };
	CHECK(do_deed(&w, &w.ada, translate, &d) == FORBIDDEN);
	CHECK(do_deed(&w, &w.fay, translate, &d) == OK);
	CHECK(see_deed(&w, &w.nobody, read_in_english, &d) == OK);
	CHECK(d.need.shown_lang == LANG_EN && str_eq(d.need.shown_title, STR("A nurse at night")));
	CHECK(str_eq(d.need.shown_text, STR("Some words.")) && str_eq(d.need.title, n.title));
	CHECK(need_seen(&w, &w.nobody, n.ref).shown_lang == LANG_FR);
	world_index(&w);
	CHECK(found(&w, &w.nobody, "nurses") == 1 && found(&w, &w.nobody, "infirmieres") == 1);
	d.translated = (struct need_translated){ .lang = LANG_EN };
	CHECK(do_deed(&w, &w.fay, translate, &d) == OK);
	world_index(&w);
	CHECK(found(&w, &w.nobody, "nurse") == 0);
	world_close(&w);
}

static enum status count_all(struct tx *tx, struct deed *d)
{
	struct need_counts c;
	int64_t queue;
	TRY(need_count(tx, &c));
	TRY(queue_count(tx, &queue));
	d->day = c.listed * 1000 + c.shelf[SHELF_OPEN] * 100 + c.supports * 10 + queue;
	d->yes = c.state[NEED_PUBLISHED] == 2 && c.state[NEED_HELD] == 1 && c.state[NEED_MERGED] == 0;
	return OK;
}

TEST(counts_follow_every_step)
{
	struct world w;
	world_open(&w);
	struct need a = need_public(&w, &w.ada, "Un"), b = need_public(&w, &w.ben, "Deux");
	need_sent(&w, &w.cleo, "Retenu", "Encore.");
	CHECK(do_support(&w, &w.ben, a.ref) == OK);
	struct deed d = { 0 };
	CHECK(see_deed(&w, &w.nobody, count_all, &d) == OK && d.day == 2211 && d.yes);
	CHECK(do_act(&w, &w.moe, b.ref, "hold") == OK);
	CHECK(see_deed(&w, &w.nobody, count_all, &d) == OK && d.day == 1112);
	CHECK(do_act(&w, &w.ada, a.ref, "withdraw") == OK);
	CHECK(see_deed(&w, &w.nobody, count_all, &d) == OK && d.day == 12);
	world_close(&w);
}

static enum status look_up(struct tx *tx, struct deed *d)
{
	struct object o;
	TRY(need_object(tx, &d->who, d->day, &o));
	d->words = o.path;
	return o.state == NEED_HELD && str_eq(o.title, STR("Où aller ?")) ? OK : BROKEN;
}

TEST(the_registry_of_objects_knows_needs_as_their_reader_may)
{
	struct world w;
	world_open(&w);
	struct need n = need_sent(&w, &w.ada, "Où aller ?", "Rien.");
	struct deed d = { .day = n.id };
	CHECK(see_deed(&w, &w.ada, look_up, &d) == OK && str_eq(d.words, need_path(w.arena, &n)));
	CHECK(see_deed(&w, &w.ben, look_up, &d) == NOT_FOUND);
	world_close(&w);
}
