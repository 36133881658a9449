/* What acts share: telling the author, the log, words for search, once a person. */
#include "features/agora/acts_inside.h"
#include "engines/search/search.h"
#include "engines/variants/variants.h"

/* What a follower is told when the author is told `what`; NULL: nothing, it is between the author
 * and the team. */
static const char *for_followers(const char *what)
{
	static const struct { const char *author, *followers; } other[] = {
		{ "agora.notice.formulated", WORD("agora.notice.qualified") },
		{ "agora.notice.archived", WORD("agora.news.archived") },
	};
	static const char *const same[] = {
		WORD("agora.notice.approved"), WORD("agora.notice.qualified"),
		WORD("agora.notice.taken_up"), WORD("agora.notice.promised"),
		WORD("agora.notice.answered"), WORD("agora.notice.answer_updated"),
		WORD("agora.notice.resolved"), WORD("agora.notice.reopened"),
		WORD("agora.notice.renewed"), WORD("agora.notice.merged"), WORD("agora.notice.joined"),
		WORD("agora.notice.stood"),
	};
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		if (strcmp(same[i], what) == 0)
			return what;
	for (size_t i = 0; i < sizeof other / sizeof *other; i++)
		if (strcmp(other[i].author, what) == 0)
			return other[i].followers;
	return NULL;
}

/* Of what everybody could read once, and no longer can. Why stays with its author, and is theirs
 * to tell; its title too. */
static enum status tell_gone(struct tx *tx, const struct who *who, const struct need *n,
	const char *what)
{
	const char *said = !need_was_followed(n) ? NULL
		: strcmp(what, "agora.notice.withdrawn") == 0 ? WORD("agora.news.withdrawn")
		: strcmp(what, "agora.notice.rejected") == 0 ? WORD("agora.news.unpublished") : NULL;
	if (!said)
		return OK;
	return news_add_gone(tx, &(struct news){ .notice = { said, AGORA_NEED, n->id },
		.doer = who->persona, .told = { n->persona } });
}

static enum status tell_followers(struct tx *tx, const struct who *who, const struct need *n,
	const char *what, int64_t carry_to)
{
	if (!for_followers(what))
		return tell_gone(tx, who, n, what);
	if (need_is_heard(n, str_view(what)))
		TRY(need_set_heard(tx, n->id));
	return news_add(tx, &(struct news){ .notice = { for_followers(what), AGORA_NEED, n->id },
		.doer = who->persona, .told = { n->persona }, .carry_to = carry_to });
}

static enum status tell_author(struct tx *tx, const struct site *site, const struct who *who,
	const struct need *n, const char *what)
{
	if (uuid_is_none(n->persona) || uuid_eq(n->persona, who->persona))
		return OK;
	return notice_send(tx, site, n->persona,
		&(struct notice){ .what = what, .kind = AGORA_NEED, .id = n->id });
}

enum status act_tell(struct tx *tx, const struct site *site, const struct who *who,
	const struct need *n, const char *what)
{
	TRY(tell_followers(tx, who, n, what, 0));
	return tell_author(tx, site, who, n, what);
}

enum status act_tell_merged(struct tx *tx, const struct site *site, const struct who *who,
	const struct need_merging *m)
{
	static const char merged[] = WORD("agora.notice.merged");
	TRY(tell_followers(tx, who, m->from, merged, m->into->id));
	TRY(tell_author(tx, site, who, m->from, merged));
	return act_tell(tx, site, who, m->into, WORD("agora.notice.joined"));
}

enum status act_follow(struct tx *tx, const struct who *who, const struct need *n)
{
	return follow_add(tx, who->persona, (struct object_key){ AGORA_NEED, n->id });
}

enum status act_note(struct tx *tx, const struct who *who, const struct need *n, const char *what)
{
	return event_add(tx, who, &(struct event){ .what = what, .kind = AGORA_NEED, .id = n->id,
		.from = (int)n->state, .to = (int)n->state });
}

/* One text behind the other, a line each. */
static void add_line(struct buf *out, struct str text)
{
	buf_put(out, text);
	buf_put(out, STR("\n"));
}

static enum status add_variants(struct tx *tx, const struct need *n, int field, struct str source,
	struct buf *out)
{
	for (enum lang lang = 0; lang < LANGS; lang++) {
		struct variant_found found;
		if ((int)lang == n->lang)
			continue;
		TRY(variant_find(tx, &(struct variant){ .kind = AGORA_NEED, .id = n->id, .lang = lang,
			.field = field, .source = source }, &found));
		if (!found.is_source)
			add_line(out, found.text);
	}
	return OK;
}

/* Its text in every language that there is, so that each reader finds it in theirs. */
struct need_words { struct buf body, other_title, other_body; };

static enum status words_of(struct tx *tx, const struct need *n, struct need_words *w)
{
	add_line(&w->body, n->text);
	if (formulation_is_shown(n, false)) {
		add_line(&w->body, n->formulated.as_who);
		add_line(&w->body, n->formulated.need_what);
		add_line(&w->body, n->formulated.so_that);
	}
	TRY(add_variants(tx, n, VARIANT_TITLE, n->title, &w->other_title));
	return add_variants(tx, n, VARIANT_TEXT, n->text, &w->other_body);
}

enum status act_words(struct tx *tx, const struct need *n)
{
	enum { TITLE_BYTES = 8192, BODY_BYTES = 131072 };
	if (n->state == NEED_MERGED || n->state == NEED_WITHDRAWN)
		return search_forget(tx, AGORA_NEED, n->id);
	struct need_words w = { { .max = BODY_BYTES }, { .max = TITLE_BYTES }, { .max = BODY_BYTES } };
	enum status s = words_of(tx, n, &w);
	if (s == OK)
		s = search_put(tx, &(struct search_doc){ .kind = AGORA_NEED, .id = n->id,
			.persona = n->persona, .audience = (enum audience)need_audience(n->state),
			.theme = n->theme, .territory = n->territory,
			.at = n->published_at ? n->published_at : n->created_at,
			.lang = (enum lang)n->lang, .title = n->title, .body = buf_view(&w.body),
			.other_title = buf_view(&w.other_title), .other_body = buf_view(&w.other_body) });
	buf_finish(&w.body);
	buf_finish(&w.other_title);
	buf_finish(&w.other_body);
	return s;
}

struct moderated need_moderated(const struct need *n)
{
	return (struct moderated){ { AGORA_NEED, n->id }, n->ref, n->persona };
}

struct voice act_voice(struct tx *tx, const struct site *site, const struct who *who,
	int64_t need, const char *purpose)
{
	struct str by = who->person ? str_fmt(tx_arena(tx), "person|%lld", (long long)who->person)
		: str_fmt(tx_arena(tx), "browser|%s", uuid_print(who_owner(who)).text);
	struct str about = str_fmt(tx_arena(tx), "agora|%s|%lld|%s", purpose, (long long)need, by.ptr);
	struct voice v = { .need = need, .persona = who->persona, .at = tx_now(tx) };
	if (who->person || !uuid_is_none(who_owner(who)))
		v.tag = tag_of(&site->keys, FOR_ONCE_A_PERSON, about);
	return v;
}

enum status act_by(struct tx *tx, const struct who *who, const struct need *n, unsigned role)
{
	if (!(who->roles & role))
		return fail(tx_error(tx), FORBIDDEN, "another role is asked for");
	if (!need_may_decide(n, who->persona))
		return fail(tx_error(tx), FORBIDDEN, "nobody decides about a need of their own");
	return OK;
}
